"""Numbers and shapes, packed small enough to travel inside one HTML file.

Every part is JSON, deflated (RFC 1950) and written as base64, so that the browser's own
``DecompressionStream`` reads it and no character of the data can ever be taken for markup.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

import shapely

# Day 0 of the page's calendar is 1970-01-01: small numbers, and no calendar library on either side.
DAY_ZERO = date(1970, 1, 1).toordinal()


@cache
def day_number(iso: str) -> int:
    """Return the number of civil days from 1970-01-01 to an ISO day (negative before it)."""
    return date.fromisoformat(iso).toordinal() - DAY_ZERO


def pack(value: object) -> str:
    """Return a JSON-able value as deflated base64 text."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(zlib.compress(text.encode("utf-8"), 6)).decode("ascii")


def unpack(text: str) -> object:
    """Undo `pack`."""
    return json.loads(zlib.decompress(base64.b64decode(text)))


def delta_ring(coords: Iterable[Sequence[float]], scale: int) -> list[int]:
    """Return a line of (lon, lat) degrees as whole steps of 1/scale degree, each from the last."""
    flat: list[int] = []
    last_x = last_y = 0
    for lon, lat, *_ in coords:
        x, y = round(lon * scale), round(lat * scale)
        flat += (x - last_x, y - last_y)
        last_x, last_y = x, y
    return flat


def encode_geometry(geometry: shapely.Geometry, scale: int) -> list[list[int]]:
    """Return the parts (lines) or rings (polygons) of a geometry as `delta_ring` lists."""
    parts: list[list[int]] = []
    for part in getattr(geometry, "geoms", [geometry]):
        if part.geom_type == "Polygon":
            parts += [delta_ring(r.coords, scale) for r in (part.exterior, *part.interiors)]
        else:
            parts.append(delta_ring(part.coords, scale))
    return parts
