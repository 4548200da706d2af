"""The signs in the words of QGIS are those of the page, and data never become a part of them."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from geo.export.formats import Material
from geo.export.qgis_style import (
    by_losses,
    event_symbol,
    make_qml,
    shape_of,
    side_colours,
)
from geo.export.qgis_xml import cases, quoted, rgba


def qml(material: Material, name: str) -> ElementTree.Element:
    table = next(table for table in material.tables if table.name == name)
    return ElementTree.fromstring(make_qml(table, material.atlas.style))


def numbers(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?[0-9]*\.?[0-9]+", path)]


def test_an_aircraft_is_a_triangle_that_points_up(real: Material) -> None:
    style = real.atlas.style
    x1, y1, x2, y2, x3, y3 = numbers(style.shape(style.codes["kind", "air"]))
    assert (x1, x2, y2) == (0, -x3, y3)
    assert y1 < 0 < y2


def test_a_symbol_grows_with_the_losses_by_powers_of_ten(real: Material) -> None:
    assert by_losses(real.atlas.style, 1) == (
        'CASE WHEN "losses_low" >= 1000 THEN 15.00 WHEN "losses_low" >= 100 THEN 12.50 '
        'WHEN "losses_low" >= 10 THEN 10.50 WHEN "losses_low" >= 1 THEN 9.00 ELSE 8.00 END'
    )


def expression(root: ElementTree.Element, name: str) -> str:
    """Return the expression that drives a property of the first symbol layer."""
    driven = next(root.iter("data_defined_properties"))
    [box] = [part for part in driven.iter("Option") if part.get("name") == name]
    [text] = [part for part in box if part.get("name") == "expression"]
    return str(text.get("value"))


def test_an_event_whose_place_stands_for_a_stretch_is_hollow(real: Material) -> None:
    style = real.atlas.style
    side = cases("side_initiating", side_colours(style), style.colour("neutral"))
    root = event_symbol(style, style.codes["kind", "battle"])
    # Paper with the colour of the side as its edge, and the other way round if it is well known.
    paper = cases("where_prec", dict.fromkeys("4567", "#f6f4ee"), "#f6f4ee")
    vague = 'CASE WHEN "where_prec" IN (4, 5, 6, 7) THEN'
    mixed = f"color_mix_rgb({side}, {paper}, 0.7)"
    assert expression(root, "fillColor") == f"{vague} {mixed} ELSE {side} END"
    assert expression(root, "outlineColor") == f"{vague} {side} ELSE {quoted('#22211e')} END"


def test_the_frontier_and_the_border_of_today_have_their_own_colours(real: Material) -> None:
    root = qml(real, "lines")
    rules = {rule.get("label"): rule.get("symbol") for rule in root.iter("rule")}
    symbols = {one.get("name"): one for one in root.iter("symbol")}
    colours = {}
    for name in ("Frontier", "Border today", "River"):
        options = symbols[rules[name]].iter("Option")
        colours[name] = [o.get("value") for o in options if o.get("name") == "line_color"]
    assert colours == {
        "Frontier": [rgba("#6b5b4a")],
        "Border today": [rgba("#9a958a")],
        "River": [rgba("#8aa9ba")],
    }


def test_a_symbol_is_a_picture_of_its_shape(real: Material) -> None:
    style = real.atlas.style
    for code in (*style.rows("kind"), *style.rows("side"), *style.rows("unit")):
        text = base64.b64decode(shape_of(style, code, (3, 1.5)).removeprefix("base64:"))
        path = ElementTree.fromstring(text).find("{http://www.w3.org/2000/svg}path")
        assert path is not None
        assert path.get("fill") == "param(fill)"
        # A pixel of the page is 4/3 of a unit of the drawing.
        assert path.get("stroke-dasharray") == "4 2"
        assert path.get("d") == style.shapes[code.shape or "circle"]


def test_every_kind_has_its_rule(real: Material) -> None:
    root = qml(real, "events")
    rules = [one.get("filter") for one in root.iter("rule") if one.get("symbol")]
    # What explains the rest of a symbol draws no event.
    assert set(rules[len(real.atlas.style.rows("kind")) :]) == {"false"}
    rules = [rule for rule in rules if rule != "false"]
    assert rules == [f"\"kind\" = '{code.code}'" for code in real.atlas.style.rows("kind")]


@pytest.mark.parametrize("name", ["events", "lines", "areas", "uncertainty_circles"])
def test_a_dated_layer_is_shown_from_its_first_to_its_last_day(real: Material, name: str) -> None:
    time = qml(real, name).find("temporal")
    assert time is not None
    assert (time.get("enabled"), time.get("mode"), time.get("limitMode")) == ("1", "4", "1")
    assert '"start_date"' in str(time.get("startExpression"))
    assert '"end_date"' in str(time.get("endExpression"))


@pytest.mark.parametrize("name", ["places", "base_land"])
def test_an_undated_layer_is_always_shown(real: Material, name: str) -> None:
    time = qml(real, name).find("temporal")
    assert time is not None
    assert time.get("enabled") == "0"


def test_words_of_the_codes_stay_words(material: Material) -> None:
    atlas = material.atlas
    style = atlas.style
    codes = {k: replace(code, label="<b>'\"&") for k, code in style.codes.items()}
    loud = replace(material, atlas=replace(atlas, style=replace(style, codes=codes)))
    rules = qml(loud, "events").iter("rule")
    labels = {rule.get("label") for rule in rules if rule.get("symbol")}
    assert labels == {"<b>'\"&"}


def test_a_quoted_text_cannot_end_itself() -> None:
    assert quoted("O'Neill\\") == "'O''Neill\\\\'"
    assert cases("side", {"a'b": "x"}, "y") == ("CASE WHEN \"side\" = 'a''b' THEN 'x' ELSE 'y' END")


def test_a_colour_is_four_numbers() -> None:
    assert rgba("#0072B2", 12) == "0,114,178,12"
    assert rgba("#0072b280", 12) == "0,114,178,128"


def texts(root: ElementTree.Element) -> str:
    return " ".join(str(one.get("value")) for one in root.iter("Option"))


def test_a_legend_draws_no_flag_and_no_letter_of_an_event(real: Material) -> None:
    # A legend asks no event: what only some of them have has no size, and the letter is empty.
    root = event_symbol(real.atlas.style, real.atlas.style.codes["kind", "battle"])
    sign, *rest = root.findall("layer")
    static = [
        {one.get("name"): one.get("value") for one in part.find("Option") or ()} for part in rest
    ]
    assert [part.get("size") == "0" or part.get("chr") == "" for part in static] == [True] * 4
    assert sign.find("Option/Option[@name='size']").get("value") != "0"  # type: ignore[union-attr]


def test_names_of_lines_say_whose_they_are_in_the_colour_of_that_side(real: Material) -> None:
    style = real.atlas.style
    root = qml(real, "lines").find("labeling")
    assert root is not None
    text = root.find("settings/text-style")
    assert text is not None
    assert text.get("namedStyle") == "Bold"
    expected = "WHEN \"role\" = 'claim-line' THEN 'Claim: ' || CASE WHEN \"claimant\" ="
    assert expected in str(text.get("fieldName"))
    for side in style.rows("side"):
        assert f"'{side.code}' THEN '{style.colour(side.palette or 'neutral')}'" in texts(root)


def test_countries_and_waters_have_their_lettering(real: Material) -> None:
    table = next(table for table in real.tables if table.name == "base_labels")
    names = dict(zip(table.frame["label"], table.cells("start_date"), strict=True))
    assert names["Manchukuo"] == "1932-03-01"
    assert {"Soviet Union", "Sea of Japan"} <= set(names)
    assert {"name_ja", "name_mn", "name_ru", "name_zh"} <= {column.name for column in table.columns}
    root = qml(real, "base_labels")
    assert root.find("renderer-v2").get("type") == "nullSymbol"  # type: ignore[union-attr]
    assert real.atlas.style.colour("label-water") in texts(root)


def test_a_town_that_is_a_place_gives_way_to_it_and_has_its_name(real: Material) -> None:
    towns = next(table for table in real.tables if table.name == "base_towns")
    places = next(table for table in real.tables if table.name == "places")
    labels = dict(zip(places.frame["id"], places.cells("label"), strict=True))
    rows = {row["name"]: row for row in towns.rows()}
    assert rows["Bain-Tumen"]["place_id"] == "bain-tumen"
    assert rows["Bain-Tumen"]["label"] == labels["bain-tumen"] == "Bayan-Tumen"
    assert labels["khasan-settlement"] is None
    show = texts(qml(real, "base_towns"))
    assert '"place_id" IS NULL OR @map_scale > 3000000' in show
    # Nothing in a label asks another layer: QGIS draws in a thread that may not wait for one.
    assert "get_feature" not in show


def test_a_form_asks_what_when_where_and_hides_what_is_for_makers(real: Material) -> None:
    root = qml(real, "events")
    assert root.findtext("editorlayout") == "tablayout"
    tabs = {
        box.get("name"): [field.get("name") for field in box]
        for box in root.findall("attributeEditorForm/attributeEditorContainer")
    }
    assert list(tabs) == ["What happened", "When", "Where", "Sources and licence"]
    assert "start_date" in tabs["When"]
    shown = [name for names in tabs.values() for name in names]
    columns = {column.name for column in real.tables[0].columns}
    assert set(shown) == columns - {"dossier_ids"}
    assert len(shown) == len(set(shown))
    hidden = [
        field.get("name")
        for field in root.iter("field")
        if field.find("editWidget[@type='Hidden']") is not None
    ]
    assert hidden == ["fid", "dossier_ids"]


def test_a_map_tip_shows_text_as_text(real: Material) -> None:
    tip = qml(real, "events").findtext("mapTip") or ""
    for column in ("title", "date_edtf", "summary"):
        assert f'to_string("{column}")' in tip
    # Every text is escaped; the one that is not is made here.
    texts_shown = [part for part in tip.split("[%")[1:] if "to_string" in part]
    assert all("'&lt;'" in part and "'&amp;'" in part for part in texts_shown)
    assert len(texts_shown) == tip.count("[%") - 1


def test_a_table_without_a_place_has_titles_for_its_columns(real: Material) -> None:
    aliases = {one.get("field"): one.get("name") for one in qml(real, "claims").iter("alias")}
    assert aliases["of_side"] == "Of side"


def test_a_name_in_qgis_says_what_is_schematic(real: Material) -> None:
    places = next(table for table in real.tables if table.name == "places")
    labels = dict(zip(places.frame["id"], places.cells("label"), strict=True))
    assert labels["lake-khasan"] == "Lake Khasan (schematic)"
    assert labels["vladivostok"] == "Vladivostok"
    # Its point is set by words alone; no extent is drawn.
    assert labels["hill-731"] == "Hill 731 (schematic)"
    root = qml(real, "lines").find("labeling/settings/text-style")
    assert root is not None
    # Of claims, front lines and ways.
    assert str(root.get("fieldName")).count("if(\"status\" = 'schematic', ' (schematic)', '')") == 3


def test_a_map_tip_says_what_is_unconfirmed(real: Material) -> None:
    assert "if(\"confirmed\", '', '<br><i>Unconfirmed</i>')" in str(
        qml(real, "events").findtext("mapTip")
    )
