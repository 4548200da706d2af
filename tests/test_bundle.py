"""All formats hold the same ids, days and geometry; one left out stops no other."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import pytest
import shapely

import geo.export.bundle
from geo.export.bundle import (
    FORMATS,
    choose_formats,
    make_formats,
    write_bundle,
)
from geo.export.formats import Material
from geo.export.qgis import make_world_file

# An area is one long cell of text.
csv.field_size_limit(10_000_000)
GPKG = "border-incidents.gpkg"

LAYERS = ("events", "places", "positions", "areas", "lines")
K = "{http://www.opengis.net/kml/2.2}"
Row = tuple[str, str | None, str | None]


def day(cell: object) -> str | None:
    text = str(cell)[:10]
    return None if cell is None or text in ("NaT", "nan", "None", "") else text


def of_frame(frame: gpd.GeoDataFrame) -> tuple[list[Row], list[shapely.Geometry | None]]:
    days = zip(frame["id"], frame["start_date"], frame["end_date"], strict=True)
    return [(i, day(a), day(b)) for i, a, b in days], list(frame.geometry)


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def of_csv(path: Path) -> tuple[list[Row], list[shapely.Geometry | None]]:
    rows = read_csv(path)
    beside = path.with_name(f"{path.stem}-wkt.csv")
    known = {row["id"]: row["WKT"] for row in read_csv(beside)} if beside.exists() else {}
    shapes = [
        shapely.from_wkt(known[row["id"]])
        if known
        else (shapely.Point(float(row["lon"]), float(row["lat"])) if row["lon"] else None)
        for row in rows
    ]
    return [(r["id"], day(r["start_date"]), day(r["end_date"])) for r in rows], shapes


def of_geojson(path: Path) -> tuple[list[Row], list[shapely.Geometry | None]]:
    features = json.loads(path.read_text("utf-8"))["features"]
    cells = [feature["properties"] for feature in features]
    shapes = [f["geometry"] and shapely.geometry.shape(f["geometry"]) for f in features]
    return [(c["id"], c["start_date"], c["end_date"]) for c in cells], shapes


def same(left: shapely.Geometry | None, right: shapely.Geometry | None) -> bool:
    """Tell whether two geometries are one, a multi-part of one part being that part."""
    if left is None or right is None:
        return left is right
    return bool(shapely.equals_exact(left.normalize(), right.normalize(), 1e-9)) or (
        len(shapely.get_parts(left)) == len(shapely.get_parts(right))
        and all(
            shapely.equals_exact(a.normalize(), b.normalize(), 1e-9)
            for a, b in zip(shapely.get_parts(left), shapely.get_parts(right), strict=True)
        )
    )


@pytest.mark.parametrize("name", LAYERS)
def test_all_formats_hold_the_same_rows_days_and_geometry(bundle: Path, name: str) -> None:
    wanted, shapes = of_geojson(bundle / "geojson" / f"{name}.geojson")
    found = {
        "csv": of_csv(bundle / "csv" / f"{name}.csv"),
        "gpkg": of_frame(gpd.read_file(bundle / GPKG, layer=name)),
    }
    if (bundle / "parquet").exists():
        found["parquet"] = of_frame(gpd.read_parquet(bundle / "parquet" / f"{name}.parquet"))
    for kind, (rows, others) in found.items():
        assert rows == wanted, kind
        assert all(same(a, b) for a, b in zip(shapes, others, strict=True)), kind


def test_the_days_of_the_kml_are_those_of_the_events(bundle: Path) -> None:
    wanted, _ = of_geojson(bundle / "geojson" / "events.geojson")
    root = ElementTree.fromstring((bundle / "kml" / "border-incidents.en.kml").read_bytes())
    found = {}
    for mark in root.iter(f"{K}Placemark"):
        table, _, row = str(mark.get("id")).partition("-")
        if table == "events":
            begin, end = (mark.findtext(f"{K}TimeSpan/{K}{tag}") for tag in ("begin", "end"))
            found[row] = (begin, end)
    assert found == {row: (begin, end) for row, begin, end in wanted}


@pytest.mark.parametrize("day", ["1938-08-06", "1939-08-20", "1937-07-01", "1936-02-29"])
def test_a_day_has_the_same_events_everywhere(bundle: Path, day: str) -> None:
    rows, _ = of_geojson(bundle / "geojson" / "events.geojson")
    wanted = {row for row, start, end in rows if str(start) <= day <= str(end)}
    frame = gpd.read_file(bundle / GPKG, layer="events", where=(
        f"start_date <= '{day}' AND end_date >= '{day}'"))  # fmt: skip
    assert set(frame["id"]) == wanted
    if day != "1936-02-29":
        assert wanted


def test_everything_is_built_if_nothing_is_asked_for() -> None:
    names = ("geojson", "csv", "gpkg", "qgis", "kml", "linked-places", "parquet", "html")
    assert choose_formats(None) == names


def test_a_format_brings_along_what_it_rests_on() -> None:
    assert choose_formats("qgis") == ("gpkg", "qgis")
    assert choose_formats("csv, html") == ("csv", "html")


def test_each_format_says_what_its_files_are_for(real: Material) -> None:
    made: dict[str, str] = {}
    for one in FORMATS:
        if one.name in ("gpkg", "html", "kml", "parquet"):
            continue
        for path in one.make(real, made):
            ending = path.rsplit(".", 1)[-1]
            folder = path.split("/")[0] + "/" if "/" in path else path
            assert {folder, f".{ending}"} & set(one.purposes), path
            assert ending in one.media or ending == "jgw", path


@pytest.mark.parametrize("names", ["shp", "csv,shp", "", "csv,,"])
def test_an_unknown_format_is_refused(names: str) -> None:
    with pytest.raises(ValueError, match="expected some of geojson,csv,gpkg"):
        choose_formats(names)


def test_a_missing_library_is_named_and_the_others_are_built(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geo.export.bundle, "find_spec", lambda _: None)
    files, notes = make_formats(material, ["csv", "parquet"])
    assert notes == ['left out: parquet needs pyarrow; pip install ".[gis]"']
    assert {path.split("/")[0] for path in files} == {"csv"}


@pytest.mark.slow
def test_two_bundles_are_equal_byte_by_byte(material: Material, tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        files, _ = make_formats(material, choose_formats(None))
        write_bundle(files, material, tmp_path / name)
        paths = sorted(p for p in (tmp_path / name).rglob("*") if p.is_file())
        contents.append({p.relative_to(tmp_path / name): p.read_bytes() for p in paths})
    assert contents[0] == contents[1]


def test_a_world_file_puts_the_corner_pixel_where_the_corner_is() -> None:
    frame = {"bounds": [[0, 0], [0.001, 0.002]], "size": [2, 1]}
    x, skew_y, skew_x, y, left, top = map(float, make_world_file(frame).split())
    assert (skew_x, skew_y) == (0, 0)
    assert x == pytest.approx(111.319, abs=0.01)
    assert y == pytest.approx(-111.319, abs=0.01)
    assert left == pytest.approx(x / 2)
    assert top == pytest.approx(-y / 2, abs=0.01)
