"""Tables as CSV, and layers as GeoParquet.

CSV after RFC 4180 but with LF, in UTF-8 without a mark; the geometry stands in `lon` and `lat` or
in `wkt` (WGS 84 degrees). GeoParquet 1.1 is written by GeoPandas and needs pyarrow.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import geopandas as gpd
import pandas as pd
import shapely

from geo.atlas.dataset import DECIMALS, Cell, Table

# Made by the newest GeoParquet that the readers of today agree on.
GEOPARQUET = "1.1.0"


def make_csv(tables: Iterable[Table]) -> dict[str, bytes]:
    """Return one file for each table that people filled in or the build computed, by file name."""
    kept = (table for table in tables if table.role in ("layer", "table"))
    return {f"{table.name}.csv": _make_csv(table) for table in kept}


def csv_columns(table: Table) -> list[str]:
    """Return the names of the columns of the CSV file of a table."""
    place = {"": [], "Point": ["lon", "lat"]}.get(table.geometry, ["wkt"])
    return [column.name for column in table.columns] + place


def _make_csv(table: Table) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(csv_columns(table))
    for row, place in zip(table.rows(), _places(table), strict=True):
        writer.writerow([*map(_to_text, row.values()), *place])
    return out.getvalue().encode("utf-8")


def _to_text(cell: Cell) -> str:
    if isinstance(cell, list):
        return ";".join(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def _places(table: Table) -> Iterator[list[str]]:
    """Yield the cells that hold the geometry of each row."""
    if not table.geometry:
        yield from ([] for _ in range(len(table.frame)))
    elif table.geometry == "Point":
        yield from (["", ""] if p is None else [str(p.x), str(p.y)] for p in table.frame.geometry)
    else:
        for geometry in table.frame.geometry:
            yield [shapely.to_wkt(geometry, rounding_precision=DECIMALS)]


def make_parquet(tables: Iterable[Table]) -> dict[str, bytes]:
    """Return one GeoParquet file for each layer of the atlas, by file name.

    Days are of the type date32, lists of text are lists. Raises ImportError without pyarrow.
    """
    return {
        f"{table.name}.parquet": _make_parquet(table) for table in tables if table.role == "layer"
    }


def _make_parquet(table: Table) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    types = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64()}
    types |= {"boolean": pa.bool_(), "date": pa.date32(), "list": pa.list_(pa.string())}
    columns = {
        column.name: pd.array(_typed(table, column.name), dtype=pd.ArrowDtype(types[column.type]))
        for column in table.columns
    }
    frame = gpd.GeoDataFrame(columns, geometry=list(table.frame.geometry), crs="OGC:CRS84")
    out = io.BytesIO()
    frame.to_parquet(out, index=False, schema_version=GEOPARQUET, write_covering_bbox=True)
    whole = parquet.read_table(out)
    # Notes for pandas alone, which name the lists in a way pandas does not understand.
    notes = {key: value for key, value in whole.schema.metadata.items() if key != b"pandas"}
    out = io.BytesIO()
    parquet.write_table(whole.replace_schema_metadata(notes), out)
    return out.getvalue()


def _typed(table: Table, name: str) -> list[object]:
    """Return cells as pyarrow takes them: days as dates."""
    cells = table.cells(name)
    if next(column.type for column in table.columns if column.name == name) != "date":
        return list(cells)
    return [None if cell is None else pd.Timestamp(str(cell)).date() for cell in cells]
