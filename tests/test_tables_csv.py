"""CSV and GeoParquet: what a spreadsheet and an analyst read back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.export.dataset import Table
from geo.export.formats import Material
from geo.export.parquet import make_parquet
from geo.export.tables_csv import make_csv
from geo.read.damage import LONGEST_CELL


def rows(material: Material, name: str) -> list[dict[str, str]]:
    text = make_csv(material.tables)[f"{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_point_has_longitude_and_latitude_and_a_row_without_one_stays(material: Material) -> None:
    events = {row["id"]: row for row in rows(material, "events")}
    taken = events["khasan-hill-taken"]
    assert (taken["lon"], taken["lat"]) == ("130.5953", "42.4453")
    assert {(row["lon"], row["lat"]) for row in events.values()} == {
        ("130.5953", "42.4453"),
        ("", ""),
    } | {(row["lon"], row["lat"]) for row in events.values() if row["place_id"] != "hill"}


def test_a_line_is_well_known_text_in_a_file_of_its_own(material: Material) -> None:
    [line], [plain] = rows(material, "lines-wkt"), rows(material, "lines")
    assert shapely.from_wkt(line["WKT"]).equals(shapely.LineString([(118, 47.5), (118.5, 47.25)]))
    assert line["id"] == plain["id"]
    assert "WKT" not in plain


def test_the_tables_that_people_open_have_no_cell_too_long_for_a_spreadsheet(
    real: Material,
) -> None:
    for name in make_csv(real.tables):
        if name.endswith(".csv") and not name.endswith("-wkt.csv"):
            cells = [cell for row in rows(real, name[:-4]) for cell in row.values()]
            assert max(map(len, cells)) < LONGEST_CELL, name


def test_every_table_opens_by_double_click(material: Material) -> None:
    tables = {name: data for name, data in make_csv(material.tables).items() if name[-4:] == ".csv"}
    assert all(data.startswith(b"\xef\xbb\xbf") for data in tables.values())
    assert not any(b"\xef\xbb\xbf" in data[3:] for data in tables.values())


def test_gdal_finds_types_and_geometry(material: Material, tmp_path: Path) -> None:
    for name, data in make_csv(material.tables).items():
        (tmp_path / name).write_bytes(data)
    events = gpd.read_file(tmp_path / "events.csv")
    assert events["start_date"].dtype.kind == "M"
    assert events["date_prec"].dtype.kind == "i"
    assert events["confirmed"].dtype == bool
    assert events["id"].iloc[0] == "border-shots"
    assert {(p.x, p.y) for p in events.geometry if p} >= {(130.5953, 42.4453)}
    lines = gpd.read_file(tmp_path / "lines-wkt.csv")
    assert lines.geometry.iloc[0].equals(shapely.LineString([(118, 47.5), (118.5, 47.25)]))


def test_lists_booleans_and_empty_cells_are_written_as_the_codebook_says(
    material: Material,
) -> None:
    shots = rows(material, "events")[0]
    assert shots["sources"] == "book;uncited"
    assert shots["confirmed"] == "false"
    assert shots["clock"] == ""
    assert shots["losses_low"] == ""


def test_nothing_drawn_for_programs_only_is_a_table(material: Material) -> None:
    assert {"uncertainty_circles.csv", "base_land.csv"}.isdisjoint(make_csv(material.tables))


def test_results_are_a_table_with_numbers_and_words(real: Material) -> None:
    results = {row["id"]: row for row in rows(real, "statement_results")}
    assert set(results[next(iter(results))]) == {
        *("id", "statement_id", "title", "result", "value", "low", "high", "unit", "method")
    }
    lengths = [row for row in results.values() if "nmi" in row["result"]]
    assert all(float(row["low"]) < float(row["value"]) < float(row["high"]) for row in lengths)
    assert lengths
    assert len(results) == len(real.atlas.statement_tests)


def test_the_first_number_of_a_test_is_its_result_and_the_others_have_their_units(
    real: Material,
) -> None:
    results = {row["id"]: row for row in rows(real, "statement_results")}
    numbers = rows(real, "statement_numbers")
    first = {row["test_id"]: row for row in numbers if row["order"] == "1"}
    assert set(first) == set(results)
    for test, row in first.items():
        assert [row[n] for n in ("value", "low", "high", "unit")] == [
            results[test][n] for n in ("value", "low", "high", "unit")
        ]
    assert {row["unit"] for row in numbers} == {"m", "m2", "degree", "d", "1"}
    claims = {row["id"]: row for row in rows(real, "claims")}
    claimed = [row for row in numbers if row["quantity"] == "claimed"]
    assert claimed
    for row in claimed:
        claim = claims[row["of"]]
        assert (float(row["low"]), float(row["high"])) == (
            float(claim["low"]),
            float(claim["high"]),
        )


@pytest.mark.parametrize("name", ["events", "places", "areas", "lines"])
def test_geoparquet_has_days_lists_and_the_same_geometry(
    bundle: Path, real: Material, name: str
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    path = bundle / "parquet" / f"{name}.parquet"
    meta = json.loads(parquet.read_schema(path).metadata[b"geo"])
    assert meta["version"] == "1.1.0"
    assert parquet.read_schema(path).field("start_date").type == "date32[day]"
    assert str(parquet.read_schema(path).field("sources").type).startswith("list<")
    frame = gpd.read_parquet(path)
    one: Table = next(table for table in real.tables if table.name == name)
    assert list(frame["id"]) == one.cells("id")
    assert [None if g is None else g.wkb for g in frame.geometry] == [
        None if g is None else g.wkb for g in one.frame.geometry
    ]


def test_a_row_without_a_geometry_has_no_box_in_geoparquet(material: Material) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    for name, data in make_parquet(material.tables).items():
        table = parquet.read_table(io.BytesIO(data))
        assert table.column("bbox").null_count == table.column("geometry").null_count, name
        assert b"license" in table.schema.metadata
        boxes = [box for box in table.column("bbox").to_pylist() if box]
        assert all(None not in box.values() for box in boxes)
        assert len(gpd.read_parquet(io.BytesIO(data))) == table.num_rows
