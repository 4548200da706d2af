"""The signs in the words of QGIS are those of the page, and data never become a part of them."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from geo.bundle import Material
from geo.styles import LETTERS, RADII, SHAPES, cases, make_qml, quoted, rgba, side_colours, sign

ASSETS = Path(__file__).resolve().parent.parent / "geo" / "assets"


def qml(material: Material, name: str) -> ElementTree.Element:
    table = next(table for table in material.tables if table.name == name)
    return ElementTree.fromstring(make_qml(table, material.layers.codes))


def test_the_page_and_qgis_know_the_same_kinds_letters_and_sizes() -> None:
    script = (ASSETS / "js" / "symbols.js").read_text("utf-8")
    shapes = re.search(r"var SHAPES = \{(.*?)\n\t\};", script, re.DOTALL)
    assert shapes
    assert set(re.findall(r"^\t\t([a-z]+):", shapes[1], re.MULTILINE)) == set(SHAPES)
    letters = re.search(r"var LETTERS = \{(.*?)\};", script, re.DOTALL)
    assert letters
    pairs = re.findall(r"'?([a-z-]+)'?: '(.?)'", letters[1])
    assert {code: letter for code, letter in pairs if letter} == LETTERS
    steps = re.search(r"var STEPS = \[(.*?)\]", script)
    assert steps
    assert tuple(map(float, steps[1].split(","))) == RADII


def test_the_page_and_qgis_paint_the_sides_alike(real: Material) -> None:
    sheet = (ASSETS / "page.css").read_text("utf-8")
    inks = dict(re.findall(r"--side-([a-z]+): (#[0-9a-f]{6});", sheet.split("@media")[0]))
    drawn = {"ussr": "ussr", "japan": "japan", "manchukuo": "japan", "japan-manchukuo": "japan",
             "mongolia": "mongolia", "soviet-mongolian": "ussr", "china": "china", "both": "other",
             "disputed": "other", "other": "other", "none": "other"}  # fmt: skip
    colours = {side: colour.lower() for side, colour in side_colours(real.layers.codes).items()}
    assert colours == {side: inks[ink] for side, ink in drawn.items()}


@pytest.mark.parametrize("kind", [*SHAPES, "unheard-of"])
def test_a_sign_is_a_picture(kind: str) -> None:
    text = base64.b64decode(sign(kind, "4 2").removeprefix("base64:"))
    path = ElementTree.fromstring(text).find("{http://www.w3.org/2000/svg}path")
    assert path is not None
    assert path.get("fill") == "param(fill)"
    assert path.get("d", "").startswith("M")


def test_every_kind_has_its_rule(real: Material) -> None:
    rules = [rule.get("filter") for rule in qml(real, "events").iter("rule")]
    codes = real.layers.codes
    kinds = codes[codes["list"] == "kind"]["code"]
    assert rules == [f"\"kind\" = '{kind}'" for kind in kinds]


@pytest.mark.parametrize("name", ["events", "lines", "areas", "event_doubt"])
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
    codes = material.layers.codes
    codes.loc[codes["list"] == "kind", "label"] = "<b>'\"&"
    labels = {rule.get("label") for rule in qml(material, "events").iter("rule")}
    assert labels == {"<b>'\"&"}


def test_a_quoted_text_cannot_end_itself() -> None:
    assert quoted("O'Neill\\") == "'O''Neill\\\\'"
    assert cases("side", {"a'b": "x"}, "y") == ("CASE WHEN \"side\" = 'a''b' THEN 'x' ELSE 'y' END")


def test_a_colour_is_four_numbers() -> None:
    assert rgba("#0072B2", 12) == "0,114,178,12"


def test_a_table_without_geometry_has_no_style(material: Material) -> None:
    claims = next(table for table in material.tables if table.name == "claims")
    assert make_qml(claims, material.layers.codes) == ""
