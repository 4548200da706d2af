"""A tiny archive that breaks no rule, so that each test can break exactly one."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pytest
from browser import launch, visit
from node import MODULES, OLDEST, find_node
from playwright.sync_api import Browser, Page

import build_map
from geo.atlas.tables import make_atlas
from geo.export.bundle import choose_formats, make_formats, write_bundle
from geo.export.dataset import make_catalogue
from geo.export.formats import Material
from geo.measure.statements import measure_statements
from geo.read.archive import read_archive

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
SCHEMAS = ("feature.schema.json", "basemap.schema.json", "texts.schema.json")
# Run by the Python of QGIS, which is another one.
collect_ignore = ["qgis_probe.py"]

# `pytest -m fast` tells within ten seconds what a change breaks: the unit tests of the scripts, and
# everything that does not read the real data, open a browser or start a tool; of those of a file
# that read the tiny archive anew a few. Files without other tests are not even read.
FAST = "fast"
SLOW_FILES = (
    "test_another_war.py",
    "test_browser.py",
    "test_browser_states.py",
    "test_browser_frames.py",
    "test_browser_paper.py",
    "test_browser_widths.py",
    "test_data.py",
    "test_metadata.py",
    "test_properties.py",
    "test_qgis.py",
    "test_recipes.py",
    "test_types.py",
    "test_vocabulary.py",
    "test_wheel.py",
)
SLOW_FIXTURES = {"real", "bundle", "browser", "node"}
TINY_FIXTURES = {"folder", "grounded"}
FEW = 3


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the files that have no fast test where only fast tests are asked for."""
    if config.getoption("markexpr") == FAST and collection_path.name in SLOW_FILES:
        return True
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that are fast."""
    readers: dict[Path, list[pytest.Item]] = {}
    for item in filter(is_fast, items):
        if TINY_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            readers.setdefault(item.path, []).append(item)
        else:
            item.add_marker(FAST)
    for own in readers.values():
        for item in own[:: -(-len(own) // FEW)]:
            item.add_marker(FAST)


def is_fast(item: pytest.Item) -> bool:
    """Tell whether a test is fast by what it uses, or says that it is."""
    if item.get_closest_marker(FAST):
        return True
    if item.get_closest_marker("slow") or item.path.name in SLOW_FILES:
        return False
    return not SLOW_FIXTURES.intersection(getattr(item, "fixturenames", ()))


TABLES: dict[str, list[dict[str, str]]] = {
    "events": [
        {
            "id": "khasan-hill-taken",
            "title": "A hill is taken",
            "kind": "battle",
            "campaign": "khasan-1938",
            "sector": "khasan",
            "date_edtf": "1938-07-29/1938-07-31",
            "place_id": "hill",
            "place_words": "a hill, “north” side",
            "side_initiating": "disputed",
            "initiating_basis": "not-stated",
            "clarity": "1",
            "confidence": "high",
            "summary": "A hill is taken, and lost again.",
            "sources": "book",
            "dossier_ids": "khasan:K1",
        },
        {
            "id": "border-shots",
            "title": "Shots at the border",
            "kind": "clash",
            "campaign": "border-incidents",
            "sector": "unlocated",
            "date_edtf": "1936-02",
            "place_words": "not stated",
            "side_initiating": "japan",
            "initiating_basis": "claim-ussr",
            "clarity": "2",
            "confidence": "high",
            "summary": "Shots are said to have been fired.",
            "sources": "book;uncited",
        },
        {
            "id": "wider-note",
            "title": "A note",
            "kind": "diplomacy",
            "campaign": "wider-story",
            "sector": "rear",
            "date_edtf": "1938-07-20?",
            "place_id": "far-city",
            "place_words": "a city",
            "side_initiating": "ussr",
            "initiating_basis": "research",
            "clarity": "1",
            "confidence": "high",
            "summary": "A note is handed over.",
            "sources": "archive",
        },
    ],
    "exceptions": [
        {
            "rule": "uncertainty",
            "table": "places",
            "id": "far-city",
            "reason": "A large city, whose extent is known exactly.",
        },
    ],
    "claims": [
        {
            "id": "khasan-hill-taken-c01",
            "event_id": "khasan-hill-taken",
            "claimant": "japan",
            "subject": "killed",
            "of_side": "ussr",
            "low": "5",
            "high": "37",
            "unit": "persons",
            "text": "Between 5 and 37 were killed.",
            "sources": "book",
            "status": "stated",
        },
        {
            "id": "khasan-hill-taken-c02",
            "event_id": "khasan-hill-taken",
            "claimant": "ussr",
            "subject": "date",
            "date_edtf": "1938-07-30",
            "text": "It was on the next day.",
            "sources": "uncited",
            "status": "unconfirmed",
        },
    ],
    "places": [
        {
            "id": "far-city",
            "name": "Far City",
            "kind": "city",
            "lon": "2.35",
            "lat": "48.85",
            "uncertainty_m": "5000",
            "where_prec": "1",
            "status": "measured",
            "scope": "background",
            "elevation_m": "35",
            "sources": "book",
        },
        {
            "id": "hill",
            "name": "Hill",
            "kind": "hill",
            "lon": "130.5953",
            "lat": "42.4453",
            "uncertainty_m": "500",
            "where_prec": "2",
            "status": "derived",
            "scope": "study",
            "elevation_m": "155.1",
            "sources": "book",
        },
        {"id": "lost", "name": "Lost", "kind": "other", "scope": "study", "sources": "book"},
    ],
    "names": [
        {"id": "hill-en-01", "place_id": "hill", "name": "Hill", "lang": "en"},
        {"id": "hill-ja-latn-01", "place_id": "hill", "name": "Oka", "lang": "ja-Latn"},
        {"id": "hill-ru-01", "place_id": "hill", "name": "Сопка", "lang": "ru", "used_by": "ussr"},
    ],
    "sources": [
        {
            "id": "archive",
            "title": "A note",
            "kind": "archive",
            "citation": "A note, 1938",
            "reliability": "5",
            "grade": "a",
            "voice": "later-research",
        },
        {
            "id": "book",
            "title": "A book",
            "kind": "book",
            "citation": "Somebody, A book, 1990",
            "url": "https://example.org/book",
            "reliability": "4",
            "grade": "b",
            "voice": "soviet",
        },
        {
            "id": "uncited",
            "title": "No source kept",
            "kind": "other",
            "citation": "none",
            "reliability": "1",
            "grade": "d",
        },
    ],
    "campaigns": [
        {
            "id": "khasan-1938",
            "title": "Lake Khasan",
            "date_edtf": "1938-07-29/1938-08-11",
            "summary": "Two weeks.",
            "place_id": "hill",
            "sources": "book",
        }
    ],
    "statements": [
        {
            "id": "k01",
            "document": "cordier-2003",
            "statement": "The hill was taken.",
            "kind": "event",
            "literature": "It was.",
            "verdict": "supported",
            "sources": "book",
            "about_events": "khasan-hill-taken",
            "about_places": "hill",
            "about_features": "strip",
        },
        {
            "id": "k02",
            "document": "cordier-2003",
            "statement": "The lake is 70 miles away.",
            "kind": "distance",
            "literature": "Only in nautical miles.",
            "verdict": "supported",
            "tests": "distance-of-the-lake",
        },
    ],
    "statement_tests": [
        {
            "id": "distance-of-the-lake",
            "statement_id": "k02",
            "method": "gap",
            "subjects": "hill;strip",
        },
        {
            "id": "date-of-the-hill",
            "statement_id": "k01",
            "method": "date",
            "subjects": "khasan-hill-taken",
            "expected": "1938-07-30",
        },
    ],
    "statistics": [
        {
            "id": "japan-1932-1934",
            "date_edtf": "1932/1934",
            "count": "152",
            "counted_by": "japan",
            "metric": "all-disputes",
            "sources": "book",
        }
    ],
    "retired": [
        {
            "dossier_id": "khasan:K2",
            "successor": "khasan-hill-taken",
            "action": "merged",
            "reason": "The same event.",
        },
        {"dossier_id": "khasan:K3", "action": "retired", "reason": "It did not happen."},
    ],
    "units": [
        {
            "id": "red-division",
            "name": "Red Division",
            "short": "1",
            "side": "ussr",
            "branch": "infantry",
            "echelon": "division",
            "sources": "book",
        },
        {
            "id": "red-regiment",
            "name": "Red Regiment",
            "short": "2",
            "side": "ussr",
            "branch": "infantry",
            "echelon": "regiment",
            "from_edtf": "1938-07-29",
            "to_edtf": "1938-08-11",
            "sources": "book",
            "dossier_ids": "khasan:U2",
        },
    ],
    "unit_parents": [
        {
            "id": "red-regiment-p01",
            "unit_id": "red-regiment",
            "parent_id": "red-division",
            "kind": "organic",
            "sources": "book",
        },
    ],
    "unit_names": [
        {
            "id": "red-regiment-ru-01",
            "unit_id": "red-regiment",
            "name": "Красный полк",
            "lang": "ru",
            "used_by": "ussr",
            "basis": "text",
            "sources": "book",
        },
    ],
    "persons": [
        {
            "id": "red",
            "name": "A. Red",
            "side": "ussr",
            "born": "1899",
            "died": "1938-08-06",
            "sources": "book",
        },
    ],
    "person_names": [
        {
            "id": "red-ru-01",
            "person_id": "red",
            "name": "А. Красный",
            "lang": "ru",
            "basis": "editorial",
        },
    ],
    "offices": [
        {
            "id": "red-o01",
            "person_id": "red",
            "name": "A. Red",
            "unit_id": "red-regiment",
            "office": "commander",
            "to_edtf": "1938-08-06",
            "sources": "book",
        },
    ],
    "positions": [
        {
            "id": "red-regiment-d01",
            "unit_id": "red-regiment",
            "date_edtf": "1938-07-29",
            "clock": "dawn",
            "place_id": "hill",
            "uncertainty_m": "500",
            "extent_m": "300",
            "bank": "east",
            "doing": "holds",
            "text": "The regiment holds the hill.",
            "sources": "book",
            "locator": "p. 7",
        },
        {
            "id": "red-regiment-d02",
            "unit_id": "red-regiment",
            "date_edtf": "1938-08-02",
            "place_words": "a wood",
            "bank": "not-stated",
            "doing": "withdraws",
            "text": "The regiment goes back to a wood.",
            "sources": "book",
        },
    ],
    "phases": [
        {
            "id": "hill-phase",
            "campaign": "khasan-1938",
            "title": "The hill",
            "date_edtf": "1938-07-29/1938-08-11",
        },
    ],
    "days": [
        {
            "id": "hill-1938-07-29",
            "campaign": "khasan-1938",
            "date_edtf": "1938-07-29",
            "phases": "hill-phase",
            "coverage": "event",
            "sentence": "The hill was taken.",
            "sources": "book",
        },
    ],
    "participants": [
        {
            "id": "khasan-hill-taken-k01",
            "event_id": "khasan-hill-taken",
            "person_id": "red",
            "sources": "book",
        },
        {
            "id": "khasan-hill-taken-k02",
            "event_id": "khasan-hill-taken",
            "unit_id": "red-regiment",
            "sources": "book",
        },
    ],
    "tellings": [
        {
            "id": "hill-phase-ussr",
            "phase_id": "hill-phase",
            "claimant": "ussr",
            "text": "It was held.",
            "sources": "book",
        },
        {
            "id": "hill-1938-07-29-japan",
            "day_id": "hill-1938-07-29",
            "claimant": "japan",
            "text": "It was taken.",
            "sources": "book",
        },
    ],
    "changes": [
        {
            "date": "2026-11-28",
            "table": "sources",
            "id": "book",
            "column": "kind",
            "old": "web",
            "new": "book",
            "sources": "book",
            "reason": "It was printed.",
        },
        {"date": "2026-11-28", "table": "sources", "id": "copy", "new": "book", "reason": "Twice."},
    ],
}

LINE = {
    "id": "river-line",
    "name": "River line",
    "role": "claim-line",
    "claimant": "japan",
    "frontier": None,
    "segment": None,
    "disputed": 0,
    "nature": "river",
    "campaign": "khalkhin-gol-1939",
    "valid_from": None,
    "valid_to": None,
    "date_edtf": None,
    "status": "measured",
    "uncertainty_m": 500,
    "method": "Read from a map.",
    "sources": ["book"],
    "licence": "CC0-1.0",
    "attribution": "the project",
    "note": None,
    "place_id": None,
}
AREA = {
    **LINE,
    "id": "strip",
    "name": "Strip",
    "role": "disputed-strip",
    "nature": None,
    "valid_from": "1939-05-11",
    "valid_to": "1939-09-16",
    "status": "schematic",
    "uncertainty_m": 600.5,
    "method": "Schematic, between the two lines.",
    "place_id": "hill",
}
# Clockwise, which the export has to turn round, and finer than 0.1 m, which it has to round.
RING = [[118.0, 47.0], [118.0, 48.0], [119.0, 48.0], [119.00000012, 47.0], [118.0, 47.0]]
FEATURES = [
    (LINE, {"type": "LineString", "coordinates": [[118.0, 47.5], [118.5, 47.25]]}),
    (AREA, {"type": "Polygon", "coordinates": [RING]}),
]
RING_OF_WATER = [[[110, 50], [112, 50], [112, 52], [110, 50]]]
LAND = {"type": "Polygon", "coordinates": [[[100, 40], [140, 40], [140, 60], [100, 40]]]}


def dump_collection(features: list[dict[str, object]]) -> str:
    """Return a feature collection as text, one feature per line, the first on line 2."""
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def write_archive(folder: Path) -> Path:
    """Write the tiny archive with the schemas and codes of the real data; return its folder."""
    (folder / "geometry").mkdir(parents=True)
    (folder / "basemap").mkdir()
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    tables = [
        entry
        for entry in package["resources"]
        if entry["format"] == "csv" and not entry["name"].startswith("texts-")
    ]
    package["atlas"]["no_source"] = ["uncited"]
    licence = [{"name": "CC0-1.0"}]
    package["resources"] = [
        *tables,
        {
            "name": "lines",
            "path": "geometry/lines.geojson",
            "format": "geojson",
            "licenses": licence,
            "schema": "feature.schema.json",
        },
        {
            "name": "base-land",
            "path": "basemap/land.geojson",
            "format": "geojson",
            "licenses": licence,
            "schema": "basemap.schema.json",
        },
    ]
    (folder / "datapackage.json").write_text(json.dumps(package, indent=1), "utf-8")
    for name in ("codes.csv", "palette.csv", "shapes.csv", "limits.csv", *SCHEMAS):
        shutil.copy(DATA / name, folder / name)
    for entry in tables:
        if entry["name"] in TABLES:
            names = [field["name"] for field in entry["schema"]["fields"]]
            with (folder / entry["path"]).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(TABLES[entry["name"]])
    features: list[dict[str, object]] = [
        {"type": "Feature", "id": properties["id"], "properties": properties, "geometry": geometry}
        for properties, geometry in FEATURES
    ]
    (folder / "geometry" / "lines.geojson").write_text(dump_collection(features), "utf-8")
    land = dump_collection([make_ground("land", "land", LAND)])
    (folder / "basemap" / "land.geojson").write_text(land, "utf-8")
    return folder


def make_ground(
    identity: str, part: str, geometry: dict[str, object], **more: object
) -> dict[str, object]:
    """Return one feature of a base map."""
    properties = {
        "id": identity,
        "base": part,
        "name": identity,
        "rank": 3,
        "min_zoom": 0,
        "max_zoom": 99,
        "licence": "CC0-1.0",
        "attribution": "the project",
        **more,
    }
    return {"type": "Feature", "id": identity, "properties": properties, "geometry": geometry}


def add_ground(folder: Path) -> None:
    """Add to the tiny archive one of each part of a base map, and a relief."""
    point = {"type": "Point", "coordinates": [130.0, 43.0]}
    line = {"type": "LineString", "coordinates": [[118.0, 47.5], [118.5, 47.25]]}
    lake = {"type": "Polygon", "coordinates": RING_OF_WATER}
    ground = [
        make_ground("a-lake", "lakes", lake),
        make_ground("a-river", "rivers", line),
        make_ground("a-town", "town", point, kind="town", name_en="Town", name_ru="Город"),
        make_ground("a-sea", "label", point, kind="water", name_en="Sea", name_ru=None),
    ]
    (folder / "basemap" / "ground.geojson").write_text(dump_collection(ground), "utf-8")
    frame = {"bounds": [[37, 105], [57, 145]], "size": [4, 3]}
    (folder / "basemap" / "relief-frame.json").write_text(json.dumps(frame), "utf-8")
    (folder / "basemap" / "relief.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture between \xff\xd9")
    path = folder / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    for name, file, kind in (
        ("base-ground", "ground.geojson", "geojson"),
        ("base-relief-frame", "relief-frame.json", "json"),
        ("base-relief", "relief.jpg", "jpg"),
    ):
        entry: dict[str, object] = {"name": name, "path": f"basemap/{file}", "format": kind}
        schema = {"schema": "basemap.schema.json"} if kind == "geojson" else {}
        package["resources"].append({**entry, "licenses": [{"name": "CC0-1.0"}], **schema})
    path.write_text(json.dumps(package, indent=1), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the tiny archive, free to be broken."""
    return write_archive(tmp_path / "data")


@pytest.fixture
def grounded(folder: Path) -> Path:
    """Return a folder with the tiny archive and a base map, free to be broken."""
    add_ground(folder)
    return folder


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """Return what the formats of the tiny archive are made of, read once; nobody may change it."""
    return make_material(write_archive(tmp_path_factory.mktemp("tiny") / "data"))


@pytest.fixture
def material(tiny: Material) -> Material:
    """Return what the formats of the tiny archive are made of, free to be changed."""
    atlas = tiny.atlas
    frames = {
        field.name: getattr(atlas, field.name).copy()
        for field in fields(atlas)
        if isinstance(getattr(atlas, field.name), pd.DataFrame)
    }
    tables = tuple(replace(table, frame=table.frame.copy()) for table in tiny.tables)
    return replace(tiny, tables=tables, atlas=replace(atlas, **frames, about=dict(atlas.about)))


@pytest.fixture(scope="session")
def real() -> Material:
    """Return what the formats of the real data are made of."""
    return make_material(DATA)


@pytest.fixture(scope="session")
def bundle(real: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the real bundle, all but the page."""
    folder = tmp_path_factory.mktemp("bundle")
    formats = [name for name in choose_formats(None) if name != "html"]
    files, _ = make_formats(real, formats)
    write_bundle(files, real, folder)
    return folder


def make_material(folder: Path) -> Material:
    """Return what the formats of a sound archive are made of."""
    archive, problems = read_archive(folder)
    assert archive is not None
    assert problems == []
    atlas = make_atlas(archive)
    results = measure_statements(atlas)
    return Material(make_catalogue(archive, atlas, results), atlas, results, archive)


@pytest.fixture
def material_of() -> Callable[[Path], Material]:
    """Return what makes the material of a folder that was changed."""
    return make_material


@pytest.fixture
def change(folder: Path) -> Callable[[str, str, str], None]:
    """Return a function that replaces the one occurrence of a text in a file of the archive."""

    def replace(name: str, old: str, new: str) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), "utf-8")

    return replace


@pytest.fixture(scope="session")
def node() -> str:
    """Return the path of Node; skip the test if the tools are not installed, fail if CI is set."""
    found = find_node()
    reason = "" if MODULES.is_dir() else "run `npm ci`"
    if not found:
        reason = f"no Node {OLDEST[0]}.{OLDEST[1]} or later"
    if reason and os.environ.get("CI"):
        pytest.fail(reason)
    if reason or found is None:
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real map once; nobody may change it."""
    folder = tmp_path_factory.mktemp("output")
    assert build_map.main(["--output", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the installed Chromium once."""
    with launch() as chromium:
        yield chromium


@pytest.fixture
def page(browser: Browser, output: Path) -> Iterator[Page]:
    """Open the real map; afterwards it must have been silent."""
    with visit(browser, output / "map.html") as seen:
        yield seen.page


@pytest.fixture(scope="session")
def events(output: Path) -> list[dict[str, str]]:
    """Return the properties of all events, in time order, from the export alone."""
    text = (output / "geojson" / "events.geojson").read_text("utf-8")
    rows = [feature["properties"] for feature in json.loads(text)["features"]]
    return sorted(rows, key=lambda row: (row["start_date"], row["end_date"], row["id"]))
