"""Tables as CSV after RFC 4180 but with LF, in UTF-8 without a mark.

The geometry stands in `lon` and `lat` or in `wkt` (WGS 84 degrees).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import shapely

from geo.export.dataset import DECIMALS, Cell, Table
from geo.export.formats import Files, Format, Made, Material


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


def _make(material: Material, _: Made) -> Files:
    return {f"csv/{name}": content for name, content in make_csv(material.tables).items()}


FORMAT = Format(
    name="csv",
    purposes={
        "csv/": "all tables; lists are joined by ; and geometry stands in lon and lat, or in wkt"
    },
    media={"csv": "text/csv"},
    make=_make,
)
