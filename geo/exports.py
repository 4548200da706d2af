"""Layers as GeoJSON after RFC 7946, the same bytes every time.

The text is written here and not by GDAL, which would add a `crs` member, keep clockwise rings, lose
ids and turn whole numbers beside empty cells into 1.0.
"""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

import geopandas as gpd
import pandas as pd
import shapely

from geo.layers import Layers
from geo.measures import Measurement

Coordinates: TypeAlias = "float | list[Coordinates]"

# 0.1 m; no source of the time is that good, and RFC 7946 advises no more.
DECIMALS = 6


def make_geojson(layers: Layers) -> dict[str, bytes]:
    """Return the GeoJSON files of the layers, by file name (WGS 84, UTF-8, LF)."""
    own = {"licence": layers.about["licence"], "attribution": layers.about["attribution"]}
    frames = {
        "events": layers.events.assign(**own),
        "places": layers.places.assign(start_date=None, end_date=None, date_edtf=None, **own),
        "areas": layers.areas,
        "lines": layers.lines,
    }
    return {
        f"{name}.geojson": _make_collection(name, frame, layers.about["version"])
        for name, frame in frames.items()
    }


def make_results(measurements: list[Measurement]) -> bytes:
    """Return what the build measured of the statements, as CSV (UTF-8, LF; metres, days, counts).

    `value`, `low` and `high` are in the SI unit of the method; `result` says it in words.
    """
    names = ("id", "statement_id", "title", "result", "value", "low", "high", "method")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for one in measurements:
        cells = (getattr(one, name) for name in names)
        writer.writerow([f"{c:.3f}" if isinstance(c, float) else c for c in cells])
    return out.getvalue().encode("utf-8")


def write_files(files: Mapping[str, bytes], folder: Path) -> list[tuple[Path, int]]:
    """Write all files beside their old versions, then put each into its place at once.

    `files` maps paths inside the folder to contents. Returns the paths with their sizes in bytes;
    raises OSError, and leaves the old files alone, if the disk refuses any of the new ones.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".building-") as new:
        for name, content in files.items():
            path = Path(new) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(Path(new) / name, folder / name)
    return [(folder / name, len(content)) for name, content in files.items()]


def _make_collection(name: str, frame: gpd.GeoDataFrame, version: str) -> bytes:
    """Return one feature collection, one feature per line, in the order of the frame."""
    head = {
        "type": "FeatureCollection",
        "name": name,
        "license": " AND ".join(sorted(set(frame["licence"]))),
        "attribution": "; ".join(sorted(set(frame["attribution"]))),
        "version": version,
    }
    features = ",\n".join(_to_json(feature) for feature in _make_features(frame))
    return f'{_to_json(head)[:-1]},"features":[\n{features}\n]}}\n'.encode()


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _make_features(frame: gpd.GeoDataFrame) -> Iterable[dict[str, object]]:
    names = [name for name in frame.columns if name != "geometry"]
    columns = [frame[name].tolist() for name in names]
    for geometry, *cells in zip(frame.geometry, *columns, strict=True):
        properties = {name: _plain(cell) for name, cell in zip(names, cells, strict=True)}
        yield {
            "type": "Feature",
            "id": properties["id"],
            "properties": properties,
            "geometry": to_geojson(geometry),
        }


def _plain(cell: object) -> object:
    """Return a cell as JSON: nothing stated is null, whole numbers are whole, lists stay lists."""
    if isinstance(cell, list):
        return cell
    if pd.isna(cell) or cell == "":
        return None
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell


def to_geojson(geometry: shapely.Geometry | None) -> Mapping[str, object] | None:
    """Return a geometry (WGS 84 degrees) as GeoJSON: right-hand rule, at most 6 decimals."""
    if geometry is None or geometry.is_empty:
        return None
    # Counter-clockwise outer rings are what RFC 7946 calls the right-hand rule.
    oriented = shapely.orient_polygons(geometry, exterior_cw=False)
    mapping = shapely.geometry.mapping(oriented)
    return {"type": mapping["type"], "coordinates": _rounded(mapping["coordinates"])}


def _rounded(value: Iterable[object] | float) -> Coordinates:
    if isinstance(value, int | float):
        # Adding zero turns -0.0 into 0.0.
        return round(float(value), DECIMALS) + 0.0
    return [_rounded(item) for item in value]
