"""All tables as one GeoPackage: real dates, meanings of columns and codes, licence, styles.

GDAL writes the tables (through pyogrio); what it does not write is added by SQL after
OGC 12-128r18: the schema extension (annex F.9), the metadata extension (F.8), unique keys, and the
table ``layer_styles`` that QGIS reads, which is a convention and not a part of the standard.
"""

from __future__ import annotations

import errno
import json
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.raw import write

from geo.export.dataset import Column, Table
from geo.export.formats import Files, Format, Made, Material
from geo.export.qgis_style import make_qml
from geo.export.record import make_record
from geo.export.sld import make_sld

VERSION = "1.3"
SCHEMA = "http://www.geopackage.org/spec130/#extension_schema"
METADATA = "http://www.geopackage.org/spec130/#extension_metadata"
SCHEMA_SQL = """
CREATE TABLE IF NOT EXISTS gpkg_extensions (
    table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
    scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE IF NOT EXISTS gpkg_data_columns (
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
    mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
    CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE IF NOT EXISTS gpkg_data_column_constraints (
    constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
    min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
    CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE IF NOT EXISTS gpkg_metadata (
    id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
    md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml',
    metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS gpkg_metadata_reference (
    reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
    timestamp DATETIME NOT NULL, md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
    CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
    CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
    f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
    styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
    owner TEXT(30), ui TEXT(30), update_time DATETIME);
"""
# What GDAL says of a disk that is full, or of a folder that may not be written.
GDAL_ERRORS = (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError)
# The time a bundle without a day of issue is said to have changed.
NO_DAY = "1970-01-01"
# Table -> its style as QML and as SLD.
Styles: TypeAlias = Mapping[str, tuple[str, str]]


def make_geopackage(
    tables: Iterable[Table],
    codes: pd.DataFrame,
    about: Mapping[str, str],
    record: Mapping[str, object],
    styles: Styles,
) -> bytes:
    """Return a GeoPackage with all tables (EPSG:4326), the same bytes for the same input.

    `codes` is the table of codes, `record` the description of the whole as JSON-LD, `styles` those
    of each table. An event or place without a position keeps its row, with a NULL geometry.

    Raises
    ------
    OSError
        If the folder for temporary files, which is named, does not take the file.
    """
    moment = f"{about.get('created') or NO_DAY}T00:00:00.000Z"
    tables = list(tables)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bundle.gpkg"
        try:
            _write_tables(path, tables, moment)
            with closing(sqlite3.connect(path)) as database, database:
                database.executescript(SCHEMA_SQL)
                _add_extensions(database)
                _add_meanings(database, tables, codes)
                _add_keys(database, tables)
                _add_references(database, tables)
                _add_record(database, record, moment)
                _add_styles(database, tables, styles, moment)
            return path.read_bytes()
        except (*GDAL_ERRORS, sqlite3.OperationalError) as error:
            reason = f"the GeoPackage cannot be made here: {error}"
            raise OSError(errno.EIO, reason, folder) from error


def _write_tables(path: Path, tables: Iterable[Table], moment: str) -> None:
    # The one clock GDAL would read.
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": moment})
    try:
        for table in tables:
            _write_table(path, table)
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _write_table(path: Path, table: Table) -> None:
    """Add one table to the file."""
    names, data, masks = [], [], []
    for column in table.columns:
        values, mask = _to_array(table, column)
        names.append(column.name)
        data.append(values)
        masks.append(mask)
    place: dict[str, object] = {"geometry": None, "geometry_type": None, "crs": None}
    if table.geometry:
        shapes = [_as_type(geometry, table.geometry) for geometry in table.frame.geometry]
        place = {
            "geometry": shapely.to_wkb(np.array(shapes, dtype=object)),
            "geometry_type": table.geometry,
            "crs": "EPSG:4326",
        }
    write(
        path,
        field_data=data,
        fields=np.array(names, dtype=object),
        field_mask=masks,
        layer=table.name,
        driver="GPKG",
        dataset_options={} if path.exists() else {"VERSION": VERSION},
        layer_options={"IDENTIFIER": table.title, "DESCRIPTION": table.meaning, "FID": "fid"},
        **place,
    )


def _as_type(geometry: shapely.Geometry | None, kind: str) -> shapely.Geometry | None:
    """Return a geometry as the one type of its layer."""
    if geometry is None or not kind.startswith("Multi") or geometry.geom_type == kind:
        return geometry
    return getattr(shapely, kind)([geometry])


def _to_array(table: Table, column: Column) -> tuple[np.ndarray, np.ndarray | None]:
    """Return cells as GDAL takes them, and which of them are NULL."""
    cells = table.cells(column.name)
    empty = np.array([cell is None for cell in cells], dtype=bool)
    if column.type == "date":
        return np.array([cell or "NaT" for cell in cells], dtype="datetime64[D]"), None
    if column.type == "list":
        lists = [";".join(cell) or None if isinstance(cell, list) else None for cell in cells]
        return np.array(lists, dtype=object), None
    if column.type == "text":
        return np.array(cells, dtype=object), None
    kind = {"integer": np.int64, "number": np.float64, "boolean": bool}[column.type]
    return np.array([cell or 0 for cell in cells], dtype=kind), empty


def _add_extensions(database: sqlite3.Connection) -> None:
    rows = [
        ("gpkg_data_columns", "gpkg_schema", SCHEMA),
        ("gpkg_data_column_constraints", "gpkg_schema", SCHEMA),
        ("gpkg_metadata", "gpkg_metadata", METADATA),
        ("gpkg_metadata_reference", "gpkg_metadata", METADATA),
    ]
    database.executemany(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, ?, ?, 'read-write')",
        rows,
    )


def _add_meanings(database: sqlite3.Connection, tables: list[Table], codes: pd.DataFrame) -> None:
    """Add title and meaning of every column, and the words each list of codes allows."""
    used = sorted({column.codes for table in tables for column in table.columns if column.codes})
    for table in tables:
        database.executemany(
            "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, ?)",
            [
                (table.name, c.name, c.name, c.title, c.meaning, c.codes or None)
                for c in table.columns
            ],
        )
    database.executemany(
        "INSERT INTO gpkg_data_column_constraints VALUES (?, 'enum', ?, ?, ?, ?, ?, ?)",
        [
            (row.list, row.code, None, None, None, None, f"{row.label}: {row.definition}")
            for row in codes.itertuples()
            if row.list in used
        ],
    )


def _add_keys(database: sqlite3.Connection, tables: list[Table]) -> None:
    """Let the database refuse a second row with the same key, and find referring rows at once."""
    for table in tables:
        if table.key:
            columns = ", ".join(f'"{name}"' for name in table.key)
            database.execute(
                f'CREATE UNIQUE INDEX "key_{table.name}" ON "{table.name}" ({columns})'
            )
        for column, _ in table.references:
            if (column,) != table.key:
                name = f"ref_{table.name}_{column}"
                database.execute(f'CREATE INDEX "{name}" ON "{table.name}" ("{column}")')


def _add_references(database: sqlite3.Connection, tables: list[Table]) -> None:
    """Declare which columns point at rows of other tables, so that programs find the relations.

    SQLite takes a foreign key only when a table is made, and GDAL makes none; a constraint changes
    nothing of how rows are stored, so its text may be added to the schema.
    """
    names = {table.name for table in tables}
    version = database.execute("PRAGMA schema_version").fetchone()[0]
    database.execute("PRAGMA writable_schema = ON")
    for table in tables:
        keys = "".join(
            f', FOREIGN KEY ("{column}") REFERENCES "{target}"("id")'
            for column, target in table.references
            if target in names
        )
        select = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
        (text,) = database.execute(select, (table.name,)).fetchone()
        if keys:
            database.execute(
                "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?",
                (f"{text.rstrip()[:-1]}{keys})", table.name),
            )
    database.execute(f"PRAGMA schema_version = {version + 1}")
    database.execute("PRAGMA writable_schema = OFF")


def _add_record(database: sqlite3.Connection, record: Mapping[str, object], moment: str) -> None:
    """Add what the whole is, who made it, its licence and how to cite it."""
    text = json.dumps(record, ensure_ascii=False, indent=1)
    cursor = database.execute(
        "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata)"
        " VALUES ('dataset', 'https://schema.org/Dataset', 'application/ld+json', ?)",
        (text,),
    )
    database.execute(
        "INSERT INTO gpkg_metadata_reference VALUES ('geopackage', NULL, NULL, NULL, ?, ?, NULL)",
        (moment, cursor.lastrowid),
    )


def _add_styles(
    database: sqlite3.Connection, tables: list[Table], styles: Styles, moment: str
) -> None:
    """Add the styles that QGIS takes without being asked; a table has its titles and its form."""
    columns = {table.name: "geom" if table.geometry else "" for table in tables}
    database.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
        " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner,"
        " update_time) VALUES ('', '', ?, ?, 'atlas', ?, ?, 1, ?, '', ?)",
        [
            (name, columns[name], qml, sld, "As on the page of the atlas", moment)
            for name, (qml, sld) in styles.items()
        ],
    )
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)"
        " VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles for QGIS', ?)",
        (moment,),
    )


def _make(material: Material, _: Made) -> Files:
    atlas, tables = material.atlas, material.tables
    styles = {t.name: (make_qml(t, atlas.style), make_sld(t, atlas.style)) for t in tables}
    record = make_record(tables, atlas)
    package = make_geopackage(tables, atlas.codes, atlas.about, record, styles)
    return {f"{material.stem}.gpkg": package}


FORMAT = Format(
    name="gpkg",
    purposes={".gpkg": "all tables as a GeoPackage with dates, meanings, codes, keys and styles"},
    media={"gpkg": "application/geopackage+sqlite3"},
    make=_make,
)
