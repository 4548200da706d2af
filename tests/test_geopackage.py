"""The GeoPackage as SQL and GDAL see it: types, keys, meanings, licence, equal bytes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest

from geo.export.bundle import make_formats
from geo.export.formats import Material

GPKG = "border-incidents.gpkg"

DATED = [
    ("events", "start_date"), ("events", "end_date"), ("events", "start_latest"),
    ("events", "end_earliest"), ("areas", "start_date"), ("lines", "end_date"),
    ("uncertainty_circles", "start_date"), ("places", "start_date"), ("statistics", "end_date"),
]  # fmt: skip
TYPES = {
    "events": "POINT", "places": "POINT", "uncertainty_circles": "POLYGON", "areas": "MULTIPOLYGON",
    "lines": "MULTILINESTRING", "base_land": "MULTIPOLYGON", "base_lakes": "MULTIPOLYGON",
    "base_rivers": "MULTILINESTRING", "base_towns": "POINT", "base_labels": "POINT",
    "positions": "POINT",
}  # fmt: skip


@pytest.fixture
def database(bundle: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{bundle / GPKG}?mode=ro", uri=True)) as connection:
        yield connection


def test_it_is_a_geopackage_that_sqlite_finds_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA application_id").fetchone()[0] == 0x47504B47
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize(("table", "column"), DATED)
def test_a_day_is_a_date_and_not_text(
    database: sqlite3.Connection, table: str, column: str
) -> None:
    types = {row[1]: row[2] for row in database.execute(f'PRAGMA table_info("{table}")')}
    assert types[column] == "DATE"
    days = [row[0] for row in database.execute(f'SELECT "{column}" FROM "{table}"')]
    assert all(day is None or (len(day) == 10 and day[4] == "-") for day in days)


def test_each_layer_has_one_type_of_geometry(database: sqlite3.Connection) -> None:
    rows = database.execute(
        "SELECT table_name, geometry_type_name, srs_id FROM gpkg_geometry_columns"
    )
    assert {name: (kind, srs) for name, kind, srs in rows} == {
        name: (kind, 4326) for name, kind in TYPES.items()
    }


def test_every_table_is_listed_with_its_meaning(
    database: sqlite3.Connection, real: Material
) -> None:
    listed = dict(database.execute("SELECT table_name, description FROM gpkg_contents"))
    assert {table.name for table in real.tables} | {"layer_styles"} == set(listed)
    assert all(listed.values())


def test_the_time_of_change_is_the_day_of_issue(
    database: sqlite3.Connection, real: Material
) -> None:
    moments = {row[0] for row in database.execute("SELECT last_change FROM gpkg_contents")}
    assert moments == {f"{real.atlas.about['created']}T00:00:00.000Z"}


def test_every_column_has_title_and_meaning(database: sqlite3.Connection, real: Material) -> None:
    told = {(t, c): m for t, c, m in database.execute(
        "SELECT table_name, column_name, description FROM gpkg_data_columns")}  # fmt: skip
    wanted = {(table.name, column.name) for table in real.tables for column in table.columns}
    assert set(told) == wanted
    assert all(told.values())


def test_other_software_finds_the_codes(bundle: Path) -> None:
    with closing(sqlite3.connect(bundle / GPKG)) as database:
        kinds = [row[0] for row in database.execute(
            "SELECT value FROM gpkg_data_column_constraints"
            " WHERE constraint_name = 'kind' AND constraint_type = 'enum'")]  # fmt: skip
    frame = pyogrio.read_dataframe(bundle / GPKG, layer="events", read_geometry=False)
    assert set(frame["kind"]) <= set(kinds)


def test_a_second_row_with_the_same_id_is_refused(bundle: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.gpkg"
    copy.write_bytes((bundle / GPKG).read_bytes())
    with closing(sqlite3.connect(copy)) as database, pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO claims (id) SELECT id FROM claims LIMIT 1")


def test_licence_and_citation_travel_with_the_file(
    database: sqlite3.Connection, real: Material
) -> None:
    [(text,)] = database.execute("SELECT metadata FROM gpkg_metadata").fetchall()
    record = json.loads(text)
    assert record["@type"] == "Dataset"
    assert record["license"][0] == real.atlas.about["licence_url"]
    assert record["citation"] == real.atlas.about["citation"]


def test_geopandas_reads_days_and_null_geometry(bundle: Path, real: Material) -> None:
    frame = gpd.read_file(bundle / GPKG, layer="events")
    assert str(frame["start_date"].dtype).startswith("datetime64")
    events = real.atlas.events
    assert list(frame["id"]) == list(events["id"])
    assert list(frame.geometry.isna()) == list(events.geometry.isna())
    assert frame["losses_low"].isna().sum() == events["losses_low"].isna().sum()


@pytest.mark.slow
def test_the_same_data_give_the_same_bytes(material: Material) -> None:
    first, _ = make_formats(material, ["gpkg"])
    second, _ = make_formats(material, ["gpkg"])
    assert first == second


@pytest.mark.slow
def test_an_archive_without_a_day_of_issue_is_still_built(
    material: Material, tmp_path: Path
) -> None:
    material.atlas.about["created"] = ""
    path = tmp_path / "undated.gpkg"
    path.write_bytes(make_formats(material, ["gpkg"])[0][GPKG])
    assert len(gpd.read_file(path, layer="events")) == 3


@pytest.mark.slow
def test_a_number_no_side_would_publish_is_still_a_number(
    folder: Path, tmp_path: Path, material_of: Callable[[Path], Material]
) -> None:
    path = folder / "claims.csv"
    path.write_text(path.read_text("utf-8").replace(",5,37,", ",5,999999999999,"), "utf-8")
    path = folder / "statistics.csv"
    path.write_text(path.read_text("utf-8").replace(",152,", ",99999999999,"), "utf-8")
    files, _ = make_formats(material_of(folder), ("gpkg",))
    (tmp_path / "huge.gpkg").write_bytes(files[GPKG])
    frame = pyogrio.read_dataframe(tmp_path / "huge.gpkg", layer="events")
    assert frame["losses_high"].max() == 999_999_999_999
    table = pyogrio.read_dataframe(tmp_path / "huge.gpkg", layer="statistics")
    assert table["count"].tolist() == [99_999_999_999]


def test_the_relations_of_the_tables_are_declared_and_hold(bundle: Path) -> None:
    with closing(sqlite3.connect(bundle / "border-incidents.gpkg")) as database:
        keys = {
            table: {
                (row[3], row[2]) for row in database.execute(f"PRAGMA foreign_key_list({table})")
            }
            for table in ("claims", "events", "names", "statement_tests", "sources")
        }
        assert keys["claims"] == {("event_id", "events")}
        assert keys["events"] == {("place_id", "places")}
        assert keys["names"] == {("place_id", "places")}
        assert keys["sources"] == set()
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM claims").fetchone()[0] > 400
    frame = gpd.read_file(bundle / "border-incidents.gpkg", layer="claims")
    assert len(frame) > 400
