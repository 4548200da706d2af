"""GeoJSON after RFC 7946: what a reader of the file can rely on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import geojson_validator
import pytest
import shapely

from geo.export.dataset import to_standard
from geo.export.folder import write_files
from geo.export.formats import Material
from geo.export.geojson import make_geojson, to_geojson

NAMES = ["events.geojson", "places.geojson", "positions.geojson", "areas.geojson", "lines.geojson"]
COMMON = {"id", "start_date", "end_date", "date_edtf", "status", "sources", "licence"}


def collections(material: Material) -> dict[str, bytes]:
    return make_geojson(material.tables, material.atlas.about)


@pytest.fixture
def texts(material: Material) -> dict[str, str]:
    return {name: data.decode("utf-8") for name, data in collections(material).items()}


def features(texts: dict[str, str], name: str) -> list[dict]:
    return json.loads(texts[f"{name}.geojson"])["features"]


@pytest.mark.parametrize("name", NAMES)
def test_a_collection_names_its_licence_and_no_crs(texts: dict[str, str], name: str) -> None:
    collection = json.loads(texts[name])
    assert list(collection) == [
        *("type", "name", "title", "description", "license", "attribution", "version"),
        *("citation", "features"),
    ]
    assert all(collection.values())
    assert collection["type"] == "FeatureCollection"
    assert collection["license"]
    assert collection["attribution"]


@pytest.mark.parametrize("name", NAMES)
def test_a_feature_stands_on_one_line_with_its_id_twice(texts: dict[str, str], name: str) -> None:
    lines = texts[name].split("\n")
    rows = [json.loads(line.removesuffix(",")) for line in lines[1:-2]]
    assert rows == json.loads(texts[name])["features"]
    assert "\r" not in texts[name]
    assert all(row["id"] == row["properties"]["id"] for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_all_features_of_a_file_have_the_same_properties(texts: dict[str, str], name: str) -> None:
    sets = {tuple(row["properties"]) for row in json.loads(texts[name])["features"]}
    assert len(sets) == 1
    names = set(sets.pop())
    assert names >= COMMON
    assert "uncertainty_m" in names


def test_outer_rings_turn_counter_clockwise_and_are_rounded(texts: dict[str, str]) -> None:
    [strip] = features(texts, "areas")
    ring = strip["geometry"]["coordinates"][0]
    assert shapely.LinearRing(ring).is_ccw
    assert [119.0, 47.0] in ring


@pytest.mark.parametrize("name", ["events", "places", "areas", "lines"])
def test_another_validator_finds_nothing_to_say(bundle: Path, name: str) -> None:
    collection = json.loads((bundle / "geojson" / f"{name}.geojson").read_text("utf-8"))
    assert geojson_validator.validate_structure(collection, check_crs=True) == {}
    report = geojson_validator.validate_geometries(collection)
    assert report["invalid"] == {}
    # A frontier has as many corners as it has.
    assert set(report["problematic"]) <= {"excessive_vertices"}
    ids = [feature["id"] for feature in collection["features"]]
    assert len(set(ids)) == len(ids)


def test_another_validator_would_find_a_ring_that_turns_the_wrong_way() -> None:
    wrong = shapely.box(0, 0, 9, 9, ccw=False).__geo_interface__
    feature = {"type": "Feature", "properties": {}, "geometry": json.loads(json.dumps(wrong))}
    report = geojson_validator.validate_geometries(
        {"type": "FeatureCollection", "features": [feature]}
    )
    assert "exterior_not_ccw" in report["invalid"]


def test_inner_rings_turn_clockwise() -> None:
    outer, inner = shapely.box(0, 0, 9, 9, ccw=False), shapely.box(1, 1, 2, 2, ccw=True)
    area = shapely.Polygon(outer.exterior, [inner.exterior])
    rings = to_geojson(to_standard(shapely.MultiPolygon([area])))["coordinates"][0]
    assert [shapely.LinearRing(ring).is_ccw for ring in rings] == [True, False]


def test_coordinates_have_at_most_six_decimals() -> None:
    point = to_geojson(to_standard(shapely.Point(130.612345678899999, -1e-9)))
    assert json.dumps(point) == '{"type": "Point", "coordinates": [130.612346, 0.0]}'


def test_whole_numbers_stay_whole_beside_empty_cells(texts: dict[str, str]) -> None:
    assert re.findall(r'"uncertainty_m":([^,]+)', texts["places.geojson"]) == [
        "5000",
        "500",
        "null",
    ]
    assert '"elevation_m":35,' in texts["places.geojson"]
    assert '"elevation_m":155.1,' in texts["places.geojson"]
    assert '"date_prec":4,' in texts["events.geojson"]
    assert '"uncertainty_m":500,' in texts["lines.geojson"]
    assert '"uncertainty_m":600.5,' in texts["areas.geojson"]


def test_what_is_not_stated_is_null_and_lists_stay_lists(texts: dict[str, str]) -> None:
    shots = features(texts, "events")[0]
    assert shots["geometry"] is None
    assert shots["properties"]["clock"] is None
    assert shots["properties"]["sources"] == ["book", "uncited"]
    assert shots["properties"]["dossier_ids"] == []
    assert shots["properties"]["confirmed"] is False


def test_other_scripts_are_written_as_they_are(texts: dict[str, str]) -> None:
    assert "“north”" in texts["events.geojson"]


def test_dates_are_inclusive_days(texts: dict[str, str]) -> None:
    days = [(f["properties"]["start_date"], f["properties"]["end_date"]) for f in
            features(texts, "events")]  # fmt: skip
    assert days == [
        ("1936-02-01", "1936-02-29"),
        ("1938-07-20", "1938-07-20"),
        ("1938-07-29", "1938-07-31"),
    ]


def test_writing_gives_the_same_bytes(material: Material, tmp_path: Path) -> None:
    write_files(collections(material), tmp_path)
    paths = [tmp_path / name for name in collections(material)]
    assert [path.name for path in paths] == NAMES
    assert {path.name: path.read_bytes() for path in paths} == collections(material)


def test_other_software_reads_the_files(material: Material, tmp_path: Path) -> None:
    import geopandas as gpd

    write_files(collections(material), tmp_path)
    paths = [tmp_path / name for name in collections(material)]
    for path, count in zip(paths, (3, 3, 2, 1, 1), strict=True):
        frame = gpd.read_file(path)
        assert len(frame) == count
        assert frame.crs == "EPSG:4326"
        assert list(frame["id"])


def test_each_licence_of_a_layer_is_named_once(bundle: Path) -> None:
    for path in (bundle / "geojson").iterdir():
        named = json.loads(path.read_text("utf-8"))["license"].split(" AND ")
        assert len(named) == len(set(named)), path.name
    package = json.loads((bundle / "datapackage.json").read_text("utf-8"))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert "ODbL-1.0" in [one["name"] for one in package["licenses"]]
    lines = next(one for one in package["resources"] if one["name"] == "lines")
    assert "ODbL-1.0" in [one["name"] for one in lines["licenses"]]
