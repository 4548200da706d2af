"""Forms and names in the terms of QGIS, from tables and codes made up here."""

from __future__ import annotations

from dataclasses import fields

import pandas as pd
import pytest

from geo.atlas.style import Code, Style
from geo.export.dataset import Column, Table
from geo.export.qgis_forms import make_forms, make_tip
from geo.export.qgis_labels import is_near, label

STYLE = Style(codes={}, palette={n: dict.fromkeys(("light", "dark", "print"), "#112233")
              for n in ("ink", "panel", "neutral")}, shapes={"circle": "M0 0 Z"})  # type: ignore[misc]  # fmt: skip


def table(*names: str, geometry: str = "Point") -> Table:
    columns = tuple(Column(name, "text", "") for name in names)
    return Table("things", "Things", "", "layer", pd.DataFrame(), columns, ("id",), (), geometry)


def code(name: str, zoom: int | None) -> Code:
    empty = {field.name: None for field in fields(Code)}
    return Code(**{**empty, "code": name, "label_zoom": zoom})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("names", "head", "lines"),
    [(("id", "title", "note"), "title", 1), (("id", "name"), "name", 0), (("id",), "id", 0)],
)
def test_a_tip_begins_with_what_names_a_thing(
    names: tuple[str, ...], head: str, lines: int
) -> None:
    tip = make_tip(table(*names))
    assert tip.startswith("<b>[% replace(")
    assert f'to_string("{head}")' in tip.split("</b>")[0]
    assert tip.count("<br>") == lines


def test_a_form_of_other_tables_is_one_tab_and_its_lists() -> None:
    parts = {
        part.tag: part for part in make_forms(table("id", "name", "note"), STYLE, [("More", "x")])
    }
    tabs = list(parts["attributeEditorForm"])
    assert [tab.get("name") for tab in tabs] == ["Things", "More"]
    assert [field.get("index") for field in tabs[0]] == ["1", "2", "3"]
    assert [one.get("relation") for one in tabs[1]] == ["x"]
    assert parts["previewExpression"].text == '"name"'
    assert parts["mapTip"].text


def test_a_table_has_no_tip_and_is_known_by_its_id() -> None:
    parts = {part.tag: part for part in make_forms(table("id", "note", geometry=""), STYLE)}
    assert parts["mapTip"].text == ""
    assert parts["previewExpression"].text == '"id"'


def test_only_codes_that_carry_a_name_are_asked_for() -> None:
    assert is_near("kind", [code("hill", 11), code("other", None)]).startswith(
        "(\"kind\" = 'hill' AND log10("
    )
    assert is_near("kind", [code("hill", 11)]).endswith(">= 11)")
    assert is_near("kind", []) == "false"


def test_a_label_is_an_expression_in_the_colours_of_the_page() -> None:
    root = label(STYLE, '"label"', 8, {"Show": "true"}, font="Bold", gap="3.6")
    text = root.find("settings/text-style")
    assert text is not None
    assert (text.get("fieldName"), text.get("isExpression")) == ('"label"', "1")
    assert (text.get("fontWeight"), text.get("textColor")) == ("75", "17,34,51,255")
    assert root.find("settings/placement").get("dist") == "3.6"  # type: ignore[union-attr]
