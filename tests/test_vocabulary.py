"""One vocabulary: page, QGIS, KML and codebook give each code the look of its row.

The rows are read here from the tables themselves, and what is drawn is read back from the files.
"""

from __future__ import annotations

import base64
import csv
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from geo.export.codebook import make_codebook
from geo.export.formats import Material
from geo.export.kml import make_kml, to_abgr
from geo.export.qgis_style import make_qml
from geo.export.qgis_xml import rgba
from geo.page.page import make_tokens
from geo.page.payload import make_core

DATA = Path(__file__).resolve().parent.parent / "data"
K = "{http://www.opengis.net/kml/2.2}"
MM = 25.4 / 96


def read_rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CODES = read_rows("codes")
COLOURS = {row["name"]: row for row in read_rows("palette")}
SHAPES = {row["name"]: row["path"] for row in read_rows("shapes")}


def rows_of(name: str) -> list[dict[str, str]]:
    rows = [row for row in CODES if row["list"] == name]
    return sorted(rows, key=lambda row: int(row["order"]))


@pytest.fixture(scope="module")
def core(real: Material) -> dict[str, object]:
    return make_core(real.atlas, real.archive.base, [], {})


@pytest.fixture(scope="module")
def kml(real: Material) -> dict[str, ElementTree.Element]:
    files = make_kml(real.tables, real.atlas)
    root = ElementTree.fromstring(files["en"])
    return {str(style.get("id")): style for style in root.iter(f"{K}Style")}


@pytest.fixture(scope="module")
def codebook(real: Material) -> str:
    return make_codebook(real.tables, real.atlas, [], {}).decode()


def qml(material: Material, name: str) -> ElementTree.Element:
    table = next(table for table in material.tables if table.name == name)
    return ElementTree.fromstring(make_qml(table, material.atlas.style))


def symbols_by_label(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    symbols = {one.get("name"): one for one in root.iter("symbol")}
    drawn = [rule for rule in root.iter("rule") if rule.get("filter", "false") != "false"]
    return {str(rule.get("label")): symbols[rule.get("symbol")] for rule in drawn}


def key_of(root: ElementTree.Element) -> dict[tuple[str, str], ElementTree.Element]:
    """Return the symbols of the rules that only explain, by heading and label."""
    symbols = {one.get("name"): one for one in root.iter("symbol")}
    return {
        (str(group.get("label")), str(rule.get("label"))): symbols[rule.get("symbol")]
        for group in root.iter("rule")
        for rule in group
        if rule.get("filter") == "false"
    }


def options(symbol: ElementTree.Element, name: str) -> list[str]:
    return [str(one.get("value")) for one in symbol.iter("Option") if one.get("name") == name]


# ---- the page --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted({row["list"] for row in CODES}))
def test_the_page_has_every_code_with_its_look(core: dict, name: str) -> None:
    drawn = core["codes"][name]
    assert [row["code"] for row in drawn] == [row["code"] for row in rows_of(name)]
    for row, found in zip(rows_of(name), drawn, strict=True):
        for column in ("label", "shape", "letter", "palette", "fill", "lane", "lettering"):
            assert found.get(column, "") == row[column]
        assert found.get("size", 0) == float(row["size"] or 0)
        assert list(found.get("dash", [])) == [float(part) for part in row["dash"].split()]


def test_the_page_has_every_shape_and_colour(real: Material, core: dict) -> None:
    assert core["shapes"] == SHAPES
    assert core["palette"] == list(COLOURS)
    light, dark, paper = make_tokens(real.atlas.style).split("\n")
    for name, row in COLOURS.items():
        assert f"--{name}:{row['light']};" in light
        assert f"--{name}:{row['dark']};" in dark
        assert f"--{name}:{row['print']};" in paper


@pytest.mark.parametrize("row", rows_of("role"), ids=lambda row: row["code"])
def test_the_legend_of_the_page_draws_the_look_of_a_role(core: dict, row: dict[str, str]) -> None:
    [node] = [one for one in core["codes"]["role"] if one["code"] == row["code"]]
    looks = [core["looks"][i] for i in node["looks"]]
    assert len(looks) == (2 if row["look_from"] else 1)
    for look in looks:
        assert look.get("fill", "") == row["fill"]
        assert look.get("hatch", "") == row["hatch"]
        assert look.get("stroke", 0) == float(row["stroke"] or 0)
        assert look.get("z_order", 0) == int(row["z_order"])
        assert look.get("min_zoom", 0) == int(row["min_zoom"] or 0)
        assert look.get("palette", "") in (row["palette"], *(s["palette"] for s in rows_of("side")))


def test_each_line_and_area_of_the_page_has_the_look_of_its_row(core: dict) -> None:
    roles = {row["code"]: row for row in rows_of("role")}
    sides = {row["code"]: row for row in rows_of("side")}
    assert len(core["features"]) > 100
    for feature in core["features"]:
        role, look = roles[feature["role"]], core["looks"][feature["look"]]
        if role["look_from"]:
            side = sides[feature["claimant"]]
            dash = side["dash_wide"] if float(role["stroke"]) >= 3 else side["dash"]
            expected = (side["palette"], dash)
        elif feature["disputed"]:
            [less] = [row for row in rows_of("disputed") if row["code"] == "1"]
            expected = (less["palette"], less["dash"])
        else:
            schematic = feature["status"] == "schematic" and role["dash_schematic"]
            expected = (role["palette"], schematic or role["dash"])
        assert look.get("palette", "") == expected[0]
        assert list(look["dash"]) == [float(part) for part in expected[1].split()]
        assert look.get("label_zoom", 0) == int(role["label_zoom"] or 0)


# ---- QGIS ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def events(real: Material) -> dict[str, ElementTree.Element]:
    return symbols_by_label(qml(real, "events"))


@pytest.mark.parametrize("row", rows_of("kind"), ids=lambda row: row["code"])
def test_qgis_draws_a_kind_in_its_shape(events: dict, row: dict[str, str]) -> None:
    symbol = events[row["label"]]
    picture = next(one for one in options(symbol, "name") if one.startswith("base64:"))
    svg = ElementTree.fromstring(base64.b64decode(picture.removeprefix("base64:")))
    assert [path.get("d") for path in svg] == [SHAPES[row["shape"]]]


@pytest.mark.parametrize("row", rows_of("side"), ids=lambda row: row["code"])
def test_qgis_draws_a_side_in_its_colour_and_with_its_letter(
    events: dict, row: dict[str, str]
) -> None:
    text = " ".join(options(next(iter(events.values())), "expression"))
    colour = COLOURS[row["palette"]]["light"]
    assert f"WHEN \"side_initiating\" = '{row['code']}' THEN '{colour}'" in text
    letter = f"WHEN \"side_initiating\" = '{row['code']}' THEN '{row['letter']}'"
    assert (letter in text) == bool(row["letter"])


@pytest.mark.parametrize("row", rows_of("losses"), ids=lambda row: row["code"])
def test_qgis_draws_a_class_of_losses_in_its_size(events: dict, row: dict[str, str]) -> None:
    sizes = [one for one in options(next(iter(events.values())), "expression") if "losses" in one]
    size = float(row["size"]) * 2 * MM * 36 / 20
    before = f'WHEN "losses_low" >= {row["code"]} THEN' if row["code"] != "0" else "ELSE"
    assert f"{before} {size:.2f}" in sizes[0]


@pytest.fixture(scope="module")
def key(real: Material) -> dict[tuple[str, str], ElementTree.Element]:
    return key_of(qml(real, "events"))


@pytest.mark.parametrize("row", rows_of("side"), ids=lambda row: row["code"])
def test_the_legend_of_qgis_explains_a_side(key: dict, row: dict[str, str]) -> None:
    symbol = key["Who acted first", row["label"]]
    assert options(symbol, "color")[0] == rgba(COLOURS[row["palette"]]["light"])
    assert options(symbol, "chr") == ([row["letter"]] if row["letter"] else [])


@pytest.mark.parametrize("row", rows_of("losses"), ids=lambda row: row["code"])
def test_the_legend_of_qgis_explains_a_size(key: dict, row: dict[str, str]) -> None:
    size = float(row["size"]) * 2 * MM * 36 / 20
    assert options(key["Lowest losses claimed", row["label"]], "size") == [f"{size:.2f}"]


@pytest.mark.parametrize("row", rows_of("where-prec"), ids=lambda row: row["code"])
def test_the_legend_of_qgis_explains_a_hollow_symbol(key: dict, row: dict[str, str]) -> None:
    symbol = key["How exactly the place is known", row["label"]]
    inside = COLOURS[row["fill"] or "neutral"]["light"]
    assert options(symbol, "color") == [rgba(inside)]


@pytest.mark.parametrize("row", rows_of("date-prec"), ids=lambda row: row["code"])
def test_the_legend_of_qgis_explains_a_broken_outline(key: dict, row: dict[str, str]) -> None:
    [picture] = options(key["How exactly the day is known", row["label"]], "name")
    text = base64.b64decode(picture.removeprefix("base64:")).decode()
    assert ("stroke-dasharray" in text) == bool(row["dash"])


@pytest.mark.parametrize("row", rows_of("role"), ids=lambda row: row["code"])
def test_qgis_draws_a_role_in_its_look(real: Material, row: dict[str, str]) -> None:
    found = symbols_by_label(qml(real, "areas" if row["fill"] else "lines"))
    if row["look_from"]:
        for side in rows_of("side"):
            symbol = found[f"{row['label']}: {side['label']}"]
            dash = side["dash_wide"] if float(row["stroke"]) >= 3 else side["dash"]
            assert options(symbol, "line_color")[-1] == rgba(COLOURS[side["palette"]]["light"])
            assert options(symbol, "customdash") == [
                ";".join(f"{float(part) * MM:.3f}" for part in dash.split())
            ]
        return
    symbol = found[row["label"]]
    if row["stroke"]:
        assert options(symbol, "line_color") == [rgba(COLOURS[row["palette"]]["light"])]
        assert options(symbol, "line_width") == [f"{float(row['stroke']) * MM:.3f}"]
    if row["fill"]:
        assert options(symbol, "color")[0] == rgba(COLOURS[row["fill"]]["light"])
    assert len(options(symbol, "customdash")) == bool(row["dash"])


def test_qgis_hides_at_the_start_what_the_page_hides(real: Material) -> None:
    root = [*qml(real, "lines").iter("rule"), *qml(real, "areas").iter("rule")]
    hidden = {rule.get("label") for rule in root if rule.get("checkstate") == "0"}
    names = [row["label"] for row in rows_of("role") if row["hidden"] == "true"]
    assert hidden
    assert all(any(label.startswith(name) for name in names) for label in hidden)


# ---- KML and codebook ------------------------------------------------------------------------


def test_kml_draws_sides_and_roles_in_their_colours(kml: dict[str, ElementTree.Element]) -> None:
    for side in rows_of("side"):
        colour = to_abgr(COLOURS[side["palette"]]["light"])
        for kind in rows_of("kind"):
            icon = kml[f"event-{kind['code']}-{side['code']}"].find(f"{K}IconStyle")
            assert icon is not None
            assert icon.findtext(f"{K}color") == colour
            assert icon.findtext(f"{K}Icon/{K}href") == f"icons/{kind['shape']}.png"
    for row in rows_of("role"):
        for side in rows_of("side") if row["look_from"] else [row]:
            name = f"role-{row['code']}" + (f"-{side['code']}" if row["look_from"] else "")
            if side["palette"]:
                colour = to_abgr(COLOURS[side["palette"]]["light"])
                assert kml[name].findtext(f"{K}LineStyle/{K}color") == colour
            if row["fill"]:
                inside = to_abgr(COLOURS[row["fill"]]["light"], 60)
                assert kml[name].findtext(f"{K}PolyStyle/{K}color") == inside


def test_every_style_that_a_placemark_names_is_there(real: Material) -> None:
    text = make_kml(real.tables, real.atlas)["en"].decode()
    named = set(re.findall(r"<styleUrl>#([^<]+)</styleUrl>", text))
    assert named <= set(re.findall(r'<Style id="([^"]+)"', text))


@pytest.mark.parametrize("row", CODES, ids=lambda row: f"{row['list']}-{row['code']}")
def test_the_codebook_says_how_a_code_looks(codebook: str, row: dict[str, str]) -> None:
    part = codebook.split(f"\n### {row['list']}\n")[1].split("\n#")[0]
    [line] = [line for line in part.splitlines() if line.startswith(f"| `{row['code']}` |")]
    for name in ("palette", "fill", "hatch"):
        if row[name]:
            assert f"{row[name]} {COLOURS[row[name]]['light']}" in line
    assert row["shape"] in line
    assert row["see_also"] in line
    assert not row["dash"] or f"dashes {row['dash']}" in line
