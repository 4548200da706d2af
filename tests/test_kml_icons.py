"""Pictures of the shapes for globes: the outline of the data, drawn by value."""

from __future__ import annotations

import math
import struct
import zlib

import numpy as np
import pytest
import shapely

from geo.export.formats import Material
from geo.export.kml_icons import REACH, SIDE, flatten, make_icon


def pixels(picture: bytes) -> np.ndarray:
    """Return the rows, columns and red, green, blue, alpha of a PNG as it is written here."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    at, data = 8, b""
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        name, body = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", picture[at + 8 + length : at + 12 + length])
        assert check == zlib.crc32(name + body)
        data += body if name == b"IDAT" else b""
        at += 12 + length
    rows = np.frombuffer(zlib.decompress(data), np.uint8).reshape(SIDE, 1 + 4 * SIDE)
    assert (rows[:, 0] == 0).all()
    return rows[:, 1:].reshape(SIDE, SIDE, 4)


def test_a_triangle_is_white_with_a_dark_edge_on_nothing() -> None:
    picture = pixels(make_icon("M0 -12.5 L11.5 8.5 L-11.5 8.5 Z"))
    middle, corner = picture[SIDE // 2, SIDE // 2], picture[2, 2]
    assert tuple(middle) == (255, 255, 255, 255)
    assert corner[3] == 0
    # Half-way down its left side: the edge.
    row, column = (round((v + REACH) / (2 * REACH) * SIDE) for v in (-2.0, -5.75))
    assert picture[row, column][3] == 255
    assert picture[row, column][0] < 60


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("M-9 -9 L9 -9 L9 9 L-9 9 Z", 324),
        ("M10 0 A10 10 0 1 1 -10 0 A10 10 0 1 1 10 0 Z", 100 * math.pi),
        # A quarter of a circle, the small way and the long way round.
        ("M0 0 L10 0 A10 10 0 0 1 0 10 Z", 25 * math.pi),
        ("M0 0 L0 10 A10 10 0 1 1 10 0 Z", 75 * math.pi),
        # An ellipse on its side, and a parabola.
        ("M0 10 A10 5 90 1 1 0 -10 A10 5 90 1 1 0 10 Z", None),
        ("M-10 0 Q0 -10 10 0 Z", 2 / 3 * 20 * 5),
        ("M-10 0 C-10 10 10 10 10 0 Z", 0.6 * 20 * 10),
    ],
)
def test_curves_enclose_the_area_that_geometry_gives(path: str, area: float | None) -> None:
    found = shapely.Polygon(flatten(path)).area
    assert found == pytest.approx(area or math.pi * 50, rel=0.02)


def test_every_kind_has_its_picture(real: Material) -> None:
    style = real.atlas.style
    pictures = {make_icon(style.shape(kind)) for kind in style.rows("kind")}
    assert len(pictures) == len({kind.shape for kind in style.rows("kind")})
