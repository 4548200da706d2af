"""Files into bytes, text, JSON and features, each feature with the line it stands on.

Every `read_` function returns what it could read and the problems it met; none raises for bad data.
"""

from __future__ import annotations

import json
import math
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn, TypeAlias, TypeGuard

import shapely
from shapely.geometry import shape

from geo.read.encoding import decode_text
from geo.read.problems import Problem, quote

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Object: TypeAlias = "dict[str, Json]"

# The members RFC 7946 defines, and the foreign ones this project uses for a whole collection.
COLLECTION_MEMBERS = {"type", "name", "features", "license", "attribution", "version", "note"}
FEATURE_MEMBERS = {"type", "id", "properties", "geometry"}
# How many lists lie round a position in each type of geometry.
DEPTHS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
FEATURES_START = re.compile(r'"features"\s*:\s*\[')
# Half of a character that JSON can spell and UTF-8 cannot hold.
SURROGATE = re.compile("[\ud800-\udfff]")
NOT_IN_JSON = "not a finite number"
# The most bytes of one file; the largest table of a hundred thousand events has a tenth of it.
LARGEST = 1 << 30


class Feature(NamedTuple):
    """Hold one feature (WGS 84 degrees) and the line of the file where it begins."""

    line: int
    id: str | None
    properties: Object
    geometry: shapely.Geometry


def read_bytes(path: Path) -> tuple[bytes | None, list[Problem]]:
    """Read a regular file as it is; anything else, such as a device, might never end."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return None, [Problem(str(path), 1, "expected a regular file")]
        if status.st_size > LARGEST:
            message = f"{status.st_size:,} bytes; expected at most {LARGEST:,}"
            return None, [Problem(str(path), 1, message)]
        return path.read_bytes(), []
    except FileNotFoundError:
        return None, [Problem(str(path), 1, "the file is missing")]
    except OSError as error:
        return None, [Problem(str(path), 1, f"the file cannot be read: {error.strerror}")]


def read_text(path: Path) -> tuple[str | None, list[Problem]]:
    """Read a file as UTF-8, or as its byte order mark says; name the first line that is not."""
    data, problems = read_bytes(path)
    if data is None:
        return None, problems
    text, (line, fault) = decode_text(data)
    return text, [Problem(str(path), line, fault)] if fault else []


def read_json(path: Path) -> tuple[Object | None, list[Problem]]:
    """Read a file that holds one JSON object."""
    text, problems = read_text(path)
    if text is None:
        return None, problems
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        return None, [Problem(str(path), error.lineno, f"not valid JSON: {error.msg}")]
    except (ValueError, RecursionError) as error:
        return None, [Problem(str(path), 1, f"not valid JSON: {error}")]
    if not isinstance(value, dict):
        return None, [Problem(str(path), 1, "expected a JSON object, { ... }")]
    if lone := SURROGATE.search(json.dumps(value, ensure_ascii=False)):
        line = text[: max(0, text.lower().find(f"\\u{ord(lone[0]):04x}"))].count("\n") + 1
        message = f"not valid text: half of a character, \\u{ord(lone[0]):04x}"
        return None, [Problem(str(path), line, message)]
    return value, []


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is {NOT_IN_JSON}")


def read_features(path: Path) -> tuple[list[Feature] | None, list[Problem]]:
    """Read a GeoJSON feature collection in WGS 84; leave features with a problem out."""
    text, problems = read_text(path)
    value, json_problems = read_json(path) if text is not None else (None, [])
    if text is None or value is None:
        return None, problems + json_problems
    members = value.get("features")
    if value.get("type") != "FeatureCollection" or not isinstance(members, list):
        return None, [Problem(str(path), 1, "expected a GeoJSON FeatureCollection")]
    for name in sorted(set(value) - COLLECTION_MEMBERS):
        problems.append(Problem(str(path), 1, f"unknown member {quote(name)} of the collection"))
    features: list[Feature] = []
    for line, member in zip(_lines_of(text, len(members)), members, strict=True):
        feature, faults = _parse_feature(line, member)
        problems += [Problem(str(path), line, fault) for fault in faults]
        if feature is not None:
            features.append(feature)
    return features, problems


def _lines_of(text: str, count: int) -> list[int]:
    """Return the line on which each of the `count` features of a valid collection begins."""
    start = FEATURES_START.search(text)
    lines = list(_find_lines(text, start.end())) if start else []
    return lines if len(lines) == count else [1] * count


def _find_lines(text: str, position: int) -> Iterator[int]:
    decoder = json.JSONDecoder()
    line, counted = 1, 0
    while True:
        while text[position] in " \t\r\n,":
            position += 1
        if text[position] == "]":
            return
        line += text.count("\n", counted, position)
        counted = position
        yield line
        _, position = decoder.raw_decode(text, position)


def _parse_feature(line: int, value: Json) -> tuple[Feature | None, list[str]]:
    """Return one feature, or None and everything that is wrong with it."""
    if not isinstance(value, dict) or value.get("type") != "Feature":
        return None, ["expected a GeoJSON Feature"]
    unknown = sorted(set(value) - FEATURE_MEMBERS)
    faults = [f"unknown member {quote(name)} of the feature" for name in unknown]
    properties, identity = value.get("properties"), value.get("id")
    if not isinstance(properties, dict):
        faults.append("the feature has no properties")
    if identity is not None and not isinstance(identity, str):
        faults.append(f"the id {quote(identity)} is not text")
    geometry = None
    try:
        geometry = parse_geometry(value.get("geometry"))
    except ValueError as error:
        faults.append(str(error))
    if faults or geometry is None or not isinstance(properties, dict):
        return None, faults
    return Feature(line, identity if isinstance(identity, str) else None, properties, geometry), []


def parse_geometry(value: Json) -> shapely.Geometry:
    """Return a GeoJSON geometry (WGS 84 degrees) as a valid, non-empty shape.

    Raises
    ------
    ValueError
        If it is missing, empty, of another type, self-intersecting, or outside the globe.
    """
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(kind, str) or kind not in DEPTHS:
        raise ValueError(f"the geometry is missing or not one of {', '.join(DEPTHS)}")
    coordinates = value.get("coordinates")
    faults = list(_find_position_faults(coordinates, DEPTHS[kind]))
    if not faults and kind.endswith("Polygon"):
        faults = list(_find_open_rings(coordinates, DEPTHS[kind] - 1))
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise ValueError(f"{faults[0]}{more}")
    try:
        geometry = shape({"type": kind, "coordinates": coordinates})
    except (ValueError, shapely.errors.GEOSException) as error:
        raise ValueError(f"invalid geometry: {error}") from error
    if geometry.is_empty:
        raise ValueError("the geometry is empty")
    if not geometry.is_valid:
        raise ValueError(f"invalid geometry: {shapely.is_valid_reason(geometry)}")
    return geometry


def _find_position_faults(value: Json, depth: int) -> Iterator[str]:
    """Yield what is wrong with `depth` lists round positions on the globe."""
    if not isinstance(value, list) or not value:
        yield "the geometry is empty or its coordinates are not lists"
    elif depth:
        for item in value:
            yield from _find_position_faults(item, depth - 1)
    elif len(numbers := [one for one in value if is_number(one)]) != 2 or len(value) != 2:
        yield f"{quote(value)} is not a position; expected [longitude, latitude]"
    elif not (-180 <= numbers[0] <= 180 and -90 <= numbers[1] <= 90):
        message = "coordinate out of range; expected longitude -180..180, latitude -90..90"
        yield f"{quote(value)}: {message}"


def _find_open_rings(value: Json, depth: int) -> Iterator[str]:
    """Yield the rings of a polygon, under `depth` lists, that do not end where they began."""
    assert isinstance(value, list)
    if depth:
        for item in value:
            yield from _find_open_rings(item, depth - 1)
    elif value[0] != value[-1]:
        yield f"a ring ends at {quote(value[-1])}; expected {quote(value[0])}, where it began"


def is_number(value: object) -> TypeGuard[float]:
    """Tell whether a JSON value is a finite number (true and false are not)."""
    if isinstance(value, bool):
        return False
    # A whole number of JSON may have any number of digits.
    return isinstance(value, int) or (isinstance(value, float) and math.isfinite(value))
