"""KML: read back by GDAL, spans of days, plain text, names in the reader's language."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pyogrio
import pytest
import shapely

from geo.export.formats import Material
from geo.export.kml import make_kml, to_abgr, to_kml

K = "{http://www.opengis.net/kml/2.2}"


def marks(material: Material, language: str = "en") -> dict[str, ElementTree.Element]:
    files = make_kml(material.tables, material.atlas)
    root = ElementTree.fromstring(files[language])
    return {str(mark.get("id")): mark for mark in root.iter(f"{K}Placemark")}


def test_a_placemark_has_the_first_and_the_last_day(material: Material) -> None:
    mark = marks(material)["events-khasan-hill-taken"]
    span = mark.find(f"{K}TimeSpan")
    assert span is not None
    assert [part.text for part in span] == ["1938-07-29", "1938-07-31"]
    assert mark.findtext(f"{K}Point/{K}coordinates") == "130.5953,42.4453"


def test_an_event_without_a_position_stays(real: Material) -> None:
    events = real.atlas.events
    found = marks(real)
    assert {f"events-{i}" for i in events["id"]} <= set(found)
    homeless = events[events.geometry.isna()]["id"].iloc[0]
    assert found[f"events-{homeless}"].find(f"{K}Point") is None


@pytest.mark.parametrize("language", ["en", "ja", "mn", "ru", "zh"])
def test_gdal_reads_every_row_in_every_language(
    bundle: Path, real: Material, language: str
) -> None:
    path = bundle / "kml" / f"border-incidents.{language}.kml"
    rows = sum(
        pyogrio.read_info(path, layer=name)["features"] for name, _ in pyogrio.list_layers(path)
    )
    layers = [table.frame for table in real.tables if table.role == "layer"]
    if "LIBKML" not in pyogrio.list_drivers():
        # The older reader of GDAL leaves out what has no geometry.
        layers = [frame[frame.geometry.notna()] for frame in layers]
    assert rows == sum(map(len, layers))


def test_places_are_named_in_the_language_of_the_reader(real: Material) -> None:
    assert marks(real, "ru")["places-vladivostok"].findtext(f"{K}name") == "Владивосток"
    assert marks(real, "en")["places-vladivostok"].findtext(f"{K}name") == "Vladivostok"


def test_what_is_schematic_says_so_in_its_name(real: Material) -> None:
    sketched = real.atlas.areas[real.atlas.areas["status"] == "schematic"]["id"]
    names = [marks(real)[f"areas-{one}"].findtext(f"{K}name") or "" for one in sketched[:5]]
    assert all("schematic" in name for name in names)


def test_nothing_in_the_file_asks_a_server(bundle: Path) -> None:
    text = (bundle / "kml" / "border-incidents.en.kml").read_text("utf-8")
    found = set(re.findall("<href>([^<]*)</href>", text))
    assert found
    # The pictures lie beside the file.
    assert all(re.fullmatch(r"icons/[a-z-]+\.png", href) for href in found)
    assert all((bundle / "kml" / href).is_file() for href in found)
    assert "<NetworkLink" not in text


def test_text_is_text(material: Material) -> None:
    table = next(table for table in material.tables if table.name == "events")
    table.frame["title"] = '</name><Style>&"'
    mark = marks(material)["events-khasan-hill-taken"]
    assert mark.findtext(f"{K}name") == '</name><Style>&"'


def test_an_area_with_a_hole_keeps_it() -> None:
    hole = shapely.box(0, 0, 9, 9).difference(shapely.box(1, 1, 2, 2))
    root = to_kml(shapely.MultiPolygon([hole]))
    tags = [part.tag for part in root.iter()]
    assert tags.count("outerBoundaryIs") == tags.count("innerBoundaryIs") == 1


def test_a_colour_is_turned_round() -> None:
    assert to_abgr("#0072B2", 60) == "3cb27200"


def test_folders_are_named_in_the_language_of_the_reader(material: Material) -> None:
    files = make_kml(material.tables, material.atlas)
    for language, expected in (
        ("en", ["Places", "Lines", "Areas"]),
        ("ru", ["Места", "Линии", "Площади"]),
        ("ja", ["地点", "線", "区域"]),
    ):
        root = ElementTree.fromstring(files[language])
        names = [folder.findtext(f"{K}name") for folder in root.iter(f"{K}Folder")]
        assert names[-3:] == expected


def test_a_place_is_told_once(material: Material) -> None:
    table = next(table for table in material.tables if table.name == "events")
    [at] = table.frame.index[table.frame["id"] == "khasan-hill-taken"]
    told = marks(material)["events-khasan-hill-taken"].findtext(f"{K}description") or ""
    assert "a hill, “north” side (Hill)" in told
    table.frame.loc[at, "place_words"] = "hill"
    told = marks(material)["events-khasan-hill-taken"].findtext(f"{K}description") or ""
    assert told.split("\n\n")[1] == "Hill"
    told = marks(material, "ru")["events-khasan-hill-taken"].findtext(f"{K}description") or ""
    assert told.split("\n\n")[1] == "Сопка"


def test_doubt_is_told_as_a_radius(material: Material) -> None:
    found = marks(material)
    for one, radius in (
        ("events-khasan-hill-taken", "± 500 m"),
        ("places-far-city", "± 5000 m"),
        ("lines-river-line", "± 500 m"),
        ("areas-strip", "± 600.5 m"),
    ):
        told = (found[one].findtext(f"{K}description") or "").split("\n\nWho says what")[0]
        assert told.endswith(f" · {radius}")
    assert "±" not in (found["events-border-shots"].findtext(f"{K}description") or "")


def test_a_globe_tells_who_says_what(material: Material) -> None:
    told = marks(material)["events-khasan-hill-taken"].findtext(f"{K}description") or ""
    assert told.endswith(
        "\n\nWho says what\n"
        "Japan, Killed (USSR): 5 - 37; Between 5 and 37 were killed.\n"
        "USSR, Date: It was on the next day. (unconfirmed)"
    )
    told = marks(material)["events-border-shots"].findtext(f"{K}description") or ""
    assert "Who says what" not in told
    told = marks(material, "ru")["events-khasan-hill-taken"].findtext(f"{K}description") or ""
    assert "Кто что утверждает" in told


def test_only_what_is_schematic_says_so(material: Material) -> None:
    found = marks(material)
    assert found["areas-strip"].findtext(f"{K}name") == "Strip (schematic)"
    assert found["lines-river-line"].findtext(f"{K}name") == "River line"
    document = make_kml(material.tables, material.atlas)["en"].decode()
    assert "What is called schematic shows an arrangement and must not be measured." in document


def test_the_words_of_precision_are_those_of_the_language(bundle: Path) -> None:
    english = ("Exact place", "Near a place", "District", "Month or season")
    for lang, word in (("ru", "само место"), ("ja", "その場所そのもの"), ("zh", ""), ("mn", "")):
        text = (bundle / "kml" / f"border-incidents.{lang}.kml").read_text("utf-8")
        assert not any(f"· {one} ·" in text for one in english), lang
        assert word in text


def test_a_globe_looks_at_the_atlas_and_names_who_must_be_named(bundle: Path) -> None:
    root = ElementTree.fromstring((bundle / "kml" / "border-incidents.en.kml").read_bytes())
    view = root.find(f"{K}Document/{K}LookAt")
    assert view is not None
    assert 100 < float(view.findtext(f"{K}longitude", "")) < 150
    assert "OpenStreetMap" in root.findtext(f"{K}Document/{K}description", "")
