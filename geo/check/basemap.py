"""Rules of the base map: what its schema cannot say of shapes, lettering and relief."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd

from geo.read.archive import Archive
from geo.read.files import Json, is_number
from geo.read.problems import Problem, quote

# The parts of the base map that are names, and those of which a name is drawn at a point.
LETTERING = ("town", "label")
SHAPES = {
    "world": "Polygon",
    "land": "Polygon",
    "lakes": "Polygon",
    "rivers": "LineString",
    "town": "Point",
    "label": "Point",
}
PICTURE, FRAME = "base-relief", "base-relief-frame"
# Where Web Mercator ends, degrees of latitude.
MERCATOR_LAT = 85.0
JPEG, JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"


def check_base_map(archive: Archive) -> Iterator[Problem]:
    """Require the shape of its part, names for lettering, zooms in order, and ids of its own."""
    seen: dict[str, str] = {}
    for name, frame in archive.base.items():
        if not isinstance(frame, gpd.GeoDataFrame):
            continue
        file = str(archive.resources[name].path)
        rows = zip(frame.to_dict("records"), frame.geometry, strict=True)
        for row, geometry in rows:
            line = int(row["line"])
            for message in _feature_faults(row, geometry.geom_type):
                yield Problem(file, line, message)
            first = seen.setdefault(str(row["id"]), file)
            # A repeat within one file is reported by its primary key.
            if first != file:
                message = f"id {quote(row['id'])} is already used in another file of the base map"
                yield Problem(file, line, message)


def _feature_faults(row: dict[str, Json], shape: str) -> Iterator[str]:
    """Yield what is wrong with one feature of the base map; `shape` is its type of geometry."""
    part = str(row["base"])
    wanted = SHAPES.get(part, "")
    # A name stands at one point; land and water may be in several pieces.
    if wanted and shape != wanted and (part in LETTERING or shape != f"Multi{wanted}"):
        yield f"base is {part}, yet the geometry is a {shape}; expected a {wanted}"
    for name in ("kind", "name_en") if part in LETTERING else ():
        if not row[name]:
            yield f"{name} is empty; a {part} needs it"
    low, high = row["min_zoom"], row["max_zoom"]
    if is_number(low) and is_number(high) and low > high:
        yield f"min_zoom {low:g} is greater than max_zoom {high:g}"


def check_relief(archive: Archive) -> Iterator[Problem]:
    """Require a JPEG and its frame together, with corners and size that can be drawn."""
    listed = [name for name in (PICTURE, FRAME) if name in archive.resources]
    if len(listed) == 1:
        other = FRAME if listed == [PICTURE] else PICTURE
        file = str(archive.resources[listed[0]].path)
        yield Problem(file, 1, f"there is no resource {quote(other)}; the relief needs both")
    picture, frame = archive.base.get(PICTURE), archive.base.get(FRAME)
    if PICTURE in archive.base and (fault := _picture_fault(picture)):
        yield Problem(str(archive.resources[PICTURE].path), 1, fault)
    for message in _frame_faults(frame) if FRAME in archive.base else ():
        yield Problem(str(archive.resources[FRAME].path), 1, message)


def _picture_fault(picture: object) -> str:
    """Return what keeps a picture from being a whole JPEG, "" if nothing."""
    if not isinstance(picture, bytes) or not picture.startswith(JPEG):
        return "the picture is not a JPEG"
    # Some programs fill the last block with zeros.
    is_whole = picture.rstrip(b"\0").endswith(JPEG_END)
    return "" if is_whole else "the picture has no end; the file was cut"


def _frame_faults(frame: object) -> Iterator[str]:
    """Yield what is wrong with the frame of the relief."""
    if not isinstance(frame, dict):
        yield "expected a JSON object with bounds and size"
        return
    if not _are_bounds(frame.get("bounds")):
        shown = quote(frame.get("bounds"))
        yield (
            f"bounds: {shown}; expected [[south, west], [north, east]] in degrees, "
            f"latitudes within {MERCATOR_LAT:.0f}"
        )
    size = frame.get("size")
    if not isinstance(size, list) or len(size) != 2 or not all(map(_is_count, size)):
        yield f"size: {quote(size)}; expected [width, height] in pixels"


def _are_bounds(value: Json) -> bool:
    """Tell whether a value is [[south, west], [north, east]] with room between."""
    corners = value if isinstance(value, list) and len(value) == 2 else []
    if not corners or not all(isinstance(one, list) and len(one) == 2 for one in corners):
        return False
    parts = [part for corner in corners if isinstance(corner, list) for part in corner]
    numbers = [part for part in parts if is_number(part)]
    if len(numbers) != 4:
        return False
    south, west, north, east = numbers
    return -MERCATOR_LAT <= south < north <= MERCATOR_LAT and -180 <= west < east <= 180


def _is_count(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
