"""Layers as GeoParquet 1.1, which GeoPandas writes through pyarrow."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from geo.atlas.tables import find_licences
from geo.export.dataset import Table
from geo.export.formats import Files, Format, Made, Material

if TYPE_CHECKING:
    import pyarrow as pa

# Made by the newest GeoParquet that the readers of today agree on.
GEOPARQUET = "1.1.0"


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
        column.name: pd.Series(_typed(table, column.name), dtype=pd.ArrowDtype(types[column.type]))
        for column in table.columns
    }
    frame = gpd.GeoDataFrame(columns, geometry=list(table.frame.geometry), crs="OGC:CRS84")
    out = io.BytesIO()
    frame.to_parquet(out, index=False, schema_version=GEOPARQUET, write_covering_bbox=True)
    whole = parquet.read_table(out)
    # Notes for pandas alone, which name the lists in a way pandas does not understand.
    notes = {key: value for key, value in whole.schema.metadata.items() if key != b"pandas"}
    notes[b"license"] = " AND ".join(find_licences([table.frame])).encode()
    out = io.BytesIO()
    whole = _without_empty_boxes(whole).replace_schema_metadata(notes)
    parquet.write_table(whole, out, compression="zstd")
    return out.getvalue()


def _without_empty_boxes(whole: pa.Table) -> pa.Table:
    """Return a table whose rows without a geometry have no box, instead of one without sides."""
    import pyarrow as pa
    from pyarrow import compute

    at = whole.schema.get_field_index("bbox")
    if at < 0:
        return whole
    boxes = whole.column(at).combine_chunks()
    parts = [boxes.field(n) for n in range(boxes.type.num_fields)]
    empty = compute.is_null(whole.column("geometry").combine_chunks())
    field = whole.schema.field(at)
    boxes = pa.StructArray.from_arrays(parts, fields=list(field.type), mask=empty)
    return whole.set_column(at, field, boxes)


def _typed(table: Table, name: str) -> list[object]:
    """Return cells as pyarrow takes them: days as dates."""
    cells = table.cells(name)
    if next(column.type for column in table.columns if column.name == name) != "date":
        return list(cells)
    return [None if cell is None else pd.Timestamp(str(cell)).date() for cell in cells]


def _make(material: Material, _: Made) -> Files:
    return {f"parquet/{name}": content for name, content in make_parquet(material.tables).items()}


FORMAT = Format(
    name="parquet",
    purposes={"parquet/": "the layers as GeoParquet 1.1, lists as lists and days as days"},
    media={"parquet": "application/vnd.apache.parquet"},
    make=_make,
    needs=("pyarrow", 'pip install ".[gis]"'),
)
