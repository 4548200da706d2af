"""The tables of the bundle: every column described, every cell plain, every circle true."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod

from geo.atlas.geodesy import draw_circle
from geo.export.dataset import Table, plain, to_standard
from geo.export.formats import Material

DATA = Path(__file__).resolve().parent.parent / "data"

NAMES = (
    "events",
    "places",
    "positions",
    "units",
    "days",
    "participants",
    "tellings",
    "areas",
    "lines",
    "claims",
    "sources",
    "statement_results",
    "statement_numbers",
    "citations",
)


def table(material: Material, name: str) -> Table:
    return next(one for one in material.tables if one.name == name)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_of_the_frame_is_described_and_the_other_way_round(
    real: Material, name: str
) -> None:
    one = table(real, name)
    assert {column.name for column in one.columns} == set(one.frame.columns) - {"geometry"}
    assert all(column.meaning for column in one.columns)


@pytest.mark.parametrize("name", NAMES)
def test_a_key_is_unique_and_no_required_cell_is_empty(real: Material, name: str) -> None:
    one = table(real, name)
    assert not one.frame.duplicated(list(one.key)).any()
    for column in one.columns:
        if column.required:
            assert all(cell not in (None, []) for cell in one.cells(column.name)), column.name


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_leads_to_a_row(real: Material, name: str) -> None:
    one = table(real, name)
    for column, target in one.references:
        ids = set(table(real, target).cells("id"))
        assert set(one.cells(column)) - {None} <= ids


@pytest.mark.parametrize("name", NAMES)
def test_every_coded_cell_is_one_of_its_codes(real: Material, name: str) -> None:
    codes = real.atlas.codes
    for column in table(real, name).columns:
        allowed = set(codes[codes["list"] == column.codes]["code"])
        if column.codes:
            cells = {str(cell) for cell in table(real, name).cells(column.name) if cell is not None}
            assert cells <= allowed, column.name


@pytest.mark.parametrize(
    ("cell", "kind", "expected"),
    [
        ("", "text", None),
        (pd.NA, "integer", None),
        (float("nan"), "number", None),
        (None, "date", None),
        ("", "list", []),
        ("x", "text", "x"),
        (np.int64(0), "integer", 0),
        (3.0, "number", 3),
        (2.5, "number", 2.5),
        (np.False_, "boolean", False),
        (["a"], "list", ["a"]),
    ],
)
def test_a_cell_is_a_plain_value(cell: object, kind: str, expected: object) -> None:
    value = plain(cell, kind)
    assert value == expected
    assert type(value) is type(expected)


def test_a_circle_of_doubt_has_its_radius_on_the_ground_everywhere() -> None:
    centre = shapely.Point(118.6, 47.7)
    ring = shapely.get_coordinates(draw_circle(centre, 60_000))
    lengths = [Geod(ellps="WGS84").inv(118.6, 47.7, x, y)[2] for x, y in ring]
    assert min(lengths) == pytest.approx(60_000, abs=0.01)
    assert max(lengths) == pytest.approx(60_000, abs=0.01)
    assert draw_circle(centre, 60_000).exterior.is_ccw


def test_only_located_events_have_a_circle(real: Material) -> None:
    events, circles = table(real, "events"), table(real, "uncertainty_circles")
    located = events.frame[events.frame.geometry.notna()]
    assert circles.cells("id") == list(located["id"])
    assert all(
        circle.contains(point)
        for circle, point in zip(circles.frame.geometry, located.geometry, strict=True)
    )


def test_rounding_breaks_no_area(real: Material) -> None:
    for name in ("areas", "uncertainty_circles", "base_land", "base_lakes"):
        frame = table(real, name).frame
        assert list(frame[~frame.geometry.is_valid]["id"]) == []


def test_nothing_has_no_geometry() -> None:
    assert to_standard(shapely.Point()) is None
    assert to_standard(None) is None


def test_a_citation_is_one_row_and_source(material: Material) -> None:
    rows = table(material, "citations").rows()
    assert {"table_name": "events", "row_id": "khasan-hill-taken", "source_id": "book"} in rows


def test_the_required_columns_are_those_of_the_schemas(real: Material) -> None:
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    schemas = {one["name"]: one.get("schema") for one in package["resources"]}
    checked = 0
    for table in real.tables:
        schema = schemas.get(table.name)
        if not isinstance(schema, dict):
            continue
        wanted = {
            field["name"]
            for field in schema["fields"]
            if field.get("constraints", {}).get("required")
        }
        found = {column.name for column in table.columns if column.required}
        assert found == wanted & {column.name for column in table.columns}, table.name
        checked += len(found)
    assert checked > 40
    features = json.loads((DATA / "feature.schema.json").read_text("utf-8"))
    wanted = {f["name"] for f in features["fields"] if f.get("constraints", {}).get("required")}
    lines = next(table for table in real.tables if table.name == "lines")
    assert {column.name for column in lines.columns if column.required} == wanted
    assert {"id", "role", "status"} <= wanted


def test_a_required_column_of_the_tiny_archive_is_required(material: Material) -> None:
    events = next(table for table in material.tables if table.name == "events")
    required = {column.name for column in events.columns if column.required}
    assert {"id", "title", "date_edtf", "sources"} <= required
    assert {"note", "clock", "place_id"}.isdisjoint(required)
