"""Layers as GeoJSON after RFC 7946, the same bytes every time.

The text is written here and not by GDAL, which would add a `crs` member, lose ids and turn whole
numbers beside empty cells into 1.0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import shapely

from geo.atlas.tables import find_licences
from geo.export.dataset import Cell, Table
from geo.export.formats import Files, Format, Made, Material, to_json

Coordinates: TypeAlias = "float | list[Coordinates]"


def make_geojson(tables: Iterable[Table], about: Mapping[str, str]) -> dict[str, bytes]:
    """Return one file for each layer of the atlas, by file name (WGS 84, UTF-8, LF)."""
    return {
        f"{table.name}.geojson": _make_collection(table, about)
        for table in tables
        if table.role == "layer"
    }


def _make_collection(table: Table, about: Mapping[str, str]) -> bytes:
    """Return one feature collection, one feature per line, in the order of the table."""
    head = {
        "type": "FeatureCollection",
        "name": table.name,
        "title": f"{about['title']}: {table.title}",
        "description": table.meaning,
        "license": " AND ".join(find_licences([table.frame])),
        "attribution": "; ".join(sorted({str(cell) for cell in table.cells("attribution")})),
        "version": about["version"],
        "citation": about["citation"],
    }
    pairs = zip(table.rows(), table.frame.geometry, strict=True)
    features = ",\n".join(to_json(_make_feature(row, geometry)) for row, geometry in pairs)
    return f'{to_json(head)[:-1]},"features":[\n{features}\n]}}\n'.encode()


def _make_feature(row: dict[str, Cell], geometry: shapely.Geometry | None) -> dict[str, object]:
    return {
        "type": "Feature",
        "id": row["id"],
        "properties": row,
        "geometry": to_geojson(geometry),
    }


def to_geojson(geometry: shapely.Geometry | None) -> Mapping[str, object] | None:
    """Return a geometry of the catalogue (WGS 84 degrees) as a GeoJSON geometry."""
    if geometry is None:
        return None
    mapping = shapely.geometry.mapping(geometry)
    return {"type": mapping["type"], "coordinates": _as_lists(mapping["coordinates"])}


def _as_lists(value: object) -> Coordinates:
    if isinstance(value, list | tuple):
        return [_as_lists(item) for item in value]
    return float(str(value))


def _make(material: Material, _: Made) -> Files:
    files = make_geojson(material.tables, material.atlas.about)
    return {f"geojson/{name}": content for name, content in files.items()}


FORMAT = Format(
    name="geojson",
    purposes={"geojson/": "the layers, RFC 7946"},
    media={"geojson": "application/geo+json"},
    make=_make,
)
