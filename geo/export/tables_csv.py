"""Tables as CSV after RFC 4180 but with LF, in UTF-8 with a byte order mark.

The mark makes a double click open them rightly in a spreadsheet. Points stand in `lon` and `lat`
(WGS 84 degrees). Lines and areas are too long for the cells of a spreadsheet, and stand in a file
of their own, `areas-wkt.csv`, with the ids. A `.csvt` beside each tells GDAL the types of columns
and where the geometry is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import shapely

from geo.export.dataset import DECIMALS, Cell, Table
from geo.export.formats import Files, Format, Made, Material

# Tells spreadsheets that a text is UTF-8; what reads such a file in Python is `utf-8-sig`.
ENCODING = "utf-8-sig"
# GDAL takes a column of this name for the geometry.
WKT = "WKT"
POSITION = ("lon", "lat")
# The types of columns as GDAL names them; a list is text joined by a separator.
GDAL_TYPES = {
    "text": "String",
    "list": "String",
    "integer": "Integer64",
    "number": "Real",
    "boolean": "Integer(Boolean)",
    "date": "Date",
}


def make_csv(tables: Iterable[Table]) -> Files:
    """Return the files of each table that people filled in or the build computed, by file name."""
    files: Files = {}
    for table in tables:
        if table.role not in ("layer", "table"):
            continue
        types = [GDAL_TYPES[column.type] for column in table.columns]
        if table.geometry == "Point":
            types += ["CoordX", "CoordY"]
        files |= _make_pair(table.name, csv_columns(table), types, _rows(table))
        if has_shapes(table):
            rows = zip(table.frame["id"], map(_to_wkt, table.frame.geometry), strict=True)
            files |= _make_pair(shapes_name(table), ["id", WKT], ["String", WKT], rows)
    return files


def csv_columns(table: Table) -> list[str]:
    """Return the names of the columns of the CSV file of a table."""
    place = POSITION if table.geometry == "Point" else ()
    return [*(column.name for column in table.columns), *place]


def has_shapes(table: Table) -> bool:
    """Tell whether a table has lines or areas, which go into a file of their own."""
    return table.geometry not in ("", "Point")


def shapes_name(table: Table) -> str:
    """Return the name of the file, without its ending, that holds the geometry of a table."""
    return f"{table.name}-wkt"


def _make_pair(
    name: str, columns: list[str], types: list[str], rows: Iterable[Iterable[str]]
) -> Files:
    """Return a CSV file and the types of its columns for GDAL."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    told = ",".join(f'"{kind}"' for kind in types)
    return {f"{name}.csv": out.getvalue().encode(ENCODING), f"{name}.csvt": f"{told}\n".encode()}


def _rows(table: Table) -> Iterator[list[str]]:
    """Yield the cells of each row as text, a point as longitude and latitude at its end."""
    is_point = table.geometry == "Point"
    points = table.frame.geometry if is_point else [None] * len(table.frame)
    for row, point in zip(table.rows(), points, strict=True):
        place = ["", ""] if point is None else [str(point.x), str(point.y)]
        yield [*map(_to_text, row.values()), *(place if is_point else ())]


def _to_text(cell: Cell) -> str:
    if isinstance(cell, list):
        return ";".join(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def _to_wkt(geometry: shapely.Geometry) -> str:
    return str(shapely.to_wkt(geometry, rounding_precision=DECIMALS))


def _make(material: Material, _: Made) -> Files:
    return {f"csv/{name}": content for name, content in make_csv(material.tables).items()}


FORMAT = Format(
    name="csv",
    purposes={
        "csv/": "all tables, in UTF-8 with a byte order mark (`utf-8-sig` in Python), so that a "
        "double click opens them in a spreadsheet; lists are joined by ; and a point stands in lon "
        "and lat. Lines and areas are longer than the cells of a spreadsheet, so their geometry is "
        "in files of its own, `areas-wkt.csv` and `lines-wkt.csv`, by id (Python's csv needs "
        "`csv.field_size_limit` for them). The .csvt files tell GDAL and QGIS the types of columns"
    },
    media={"csv": "text/csv", "csvt": "text/plain"},
    make=_make,
)
