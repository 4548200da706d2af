"""GeoJSON after RFC 7946: what a reader of the file can rely on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import shapely

from geo.exports import make_geojson, make_results, to_geojson, write_files
from geo.layers import Layers, make_layers
from geo.measures import Measurement
from geo.tables import read_archive

NAMES = ["events.geojson", "places.geojson", "areas.geojson", "lines.geojson"]
COMMON = {"id", "start_date", "end_date", "date_edtf", "status", "sources", "licence"}


@pytest.fixture
def layers(folder: Path) -> Layers:
    archive, problems = read_archive(folder)
    assert archive is not None
    assert problems == []
    return make_layers(archive)


@pytest.fixture
def texts(layers: Layers) -> dict[str, str]:
    return {name: data.decode("utf-8") for name, data in make_geojson(layers).items()}


def features(texts: dict[str, str], name: str) -> list[dict]:
    return json.loads(texts[f"{name}.geojson"])["features"]


def test_results_are_a_table_with_numbers_and_words() -> None:
    one = Measurement("t1", "d02", "A to B", "1.0 km, “far”", "by eye", 1000.0, None, 1500.25)
    assert make_results([one]).decode() == (
        "id,statement_id,title,result,value,low,high,method\n"
        't1,d02,A to B,"1.0 km, “far”",1000.000,,1500.250,by eye\n'
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_collection_names_its_licence_and_no_crs(texts: dict[str, str], name: str) -> None:
    collection = json.loads(texts[name])
    assert list(collection) == ["type", "name", "license", "attribution", "version", "features"]
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
    assert ("uncertainty_m" in names) != ("accuracy_m" in names)


def test_outer_rings_turn_counter_clockwise_and_are_rounded(texts: dict[str, str]) -> None:
    [strip] = features(texts, "areas")
    ring = strip["geometry"]["coordinates"][0]
    assert shapely.LinearRing(ring).is_ccw
    assert [119.0, 47.0] in ring


def test_inner_rings_turn_clockwise() -> None:
    outer, inner = shapely.box(0, 0, 9, 9, ccw=False), shapely.box(1, 1, 2, 2, ccw=True)
    area = shapely.Polygon(outer.exterior, [inner.exterior])
    rings = to_geojson(shapely.MultiPolygon([area]))["coordinates"][0]
    assert [shapely.LinearRing(ring).is_ccw for ring in rings] == [True, False]


def test_coordinates_have_at_most_six_decimals() -> None:
    point = to_geojson(shapely.Point(130.612345678899999, -1e-9))
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
    assert '"accuracy_m":500,' in texts["lines.geojson"]
    assert '"accuracy_m":600.5,' in texts["areas.geojson"]


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


def test_writing_gives_the_same_bytes(layers: Layers, tmp_path: Path) -> None:
    paths = [path for path, _ in write_files(make_geojson(layers), tmp_path)]
    assert [path.name for path in paths] == NAMES
    assert {path.name: path.read_bytes() for path in paths} == make_geojson(layers)


def test_other_software_reads_the_files(layers: Layers, tmp_path: Path) -> None:
    import geopandas as gpd

    paths = [path for path, _ in write_files(make_geojson(layers), tmp_path)]
    for path, count in zip(paths, (3, 3, 1, 1), strict=True):
        frame = gpd.read_file(path)
        assert len(frame) == count
        assert frame.crs == "EPSG:4326"
        assert list(frame["id"])
