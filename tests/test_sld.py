"""SLD: the looks of the page for servers of maps, with filters that take each feature once."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from geo.atlas.style import Condition
from geo.export.formats import Material
from geo.export.sld import area, line, make_rule, make_sld, point

SLD, OGC = "{http://www.opengis.net/sld}", "{http://www.opengis.net/ogc}"


def parameters(root: ElementTree.Element) -> dict[str, str]:
    return {str(one.get("name")): one.text or "" for one in root.iter() if one.get("name")}


def test_a_colour_with_an_alpha_becomes_a_colour_and_an_opacity() -> None:
    assert parameters(area("#11223380")) == {"fill": "#112233", "fill-opacity": "0.502"}
    assert parameters(area("#112233")) == {"fill": "#112233"}
    assert parameters(area("#112233", 0.25)) == {"fill": "#112233", "fill-opacity": "0.25"}


def test_a_line_has_its_width_and_its_dashes() -> None:
    assert parameters(line("LineSymbolizer", "#aa0000", 1.6, (6, 4))) == {
        "stroke": "#aa0000", "stroke-width": "1.6", "stroke-dasharray": "6 4",
    }  # fmt: skip
    assert "stroke-dasharray" not in parameters(line("LineSymbolizer", "#aa0000", 2))


def test_a_rule_asks_for_all_its_conditions() -> None:
    rule = make_rule("A", [Condition("role", "river"), Condition("status", "x", holds=False)],
                     [point("#000000", "#ffffff")])  # fmt: skip
    [box] = rule[1]
    assert (rule[1].tag, box.tag) == ("ogc:Filter", "ogc:And")
    assert [one.tag for one in box] == ["ogc:PropertyIsEqualTo", "ogc:PropertyIsNotEqualTo"]
    assert [[part.text for part in one] for one in box] == [["role", "river"], ["status", "x"]]
    assert [part.tag for part in make_rule("A", [], [])] == ["Title"]
    [only] = make_rule("A", [Condition("a", 1)], [])[1]
    assert only.tag == "ogc:PropertyIsEqualTo"


def fits(rule: ElementTree.Element, row: dict[str, object]) -> bool:
    tests = rule.findall(f".//{OGC}PropertyIsEqualTo") + rule.findall(
        f".//{OGC}PropertyIsNotEqualTo"
    )
    return all(
        (str(row[one[0].text or ""]) == one[1].text) == one.tag.endswith("}PropertyIsEqualTo")
        for one in tests
    )


@pytest.mark.parametrize("name", ["events", "lines", "areas"])
def test_every_feature_that_the_page_shows_is_drawn_once(real: Material, name: str) -> None:
    style = real.atlas.style
    table = next(table for table in real.tables if table.name == name)
    rules = list(ElementTree.fromstring(make_sld(table, style).encode()).iter(f"{SLD}Rule"))
    hidden = {code.code for code in style.rows("role") if code.hidden}
    for row in table.rows():
        drawn = sum(fits(rule, row) for rule in rules)
        assert drawn == (0 if row.get("role") in hidden else 1), row["id"]


def test_what_has_no_place_has_no_style(real: Material) -> None:
    for table in real.tables:
        text = make_sld(table, real.atlas.style)
        assert bool(text) == bool(table.geometry and table.name != "base_labels"), table.name
