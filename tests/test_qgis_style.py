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
    rules = [rule.get("filter") for rule in qml(real, "events").iter("rule")]
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
    labels = {rule.get("label") for rule in qml(loud, "events").iter("rule")}
    assert labels == {"<b>'\"&"}


def test_a_quoted_text_cannot_end_itself() -> None:
    assert quoted("O'Neill\\") == "'O''Neill\\\\'"
    assert cases("side", {"a'b": "x"}, "y") == ("CASE WHEN \"side\" = 'a''b' THEN 'x' ELSE 'y' END")


def test_a_colour_is_four_numbers() -> None:
    assert rgba("#0072B2", 12) == "0,114,178,12"
    assert rgba("#0072b280", 12) == "0,114,178,128"


def test_a_table_without_geometry_has_no_style(material: Material) -> None:
    claims = next(table for table in material.tables if table.name == "claims")
    assert make_qml(claims, material.atlas.style) == ""
