"""The shapes of the page as pictures for globes: white inside, so that a style colours them."""

from __future__ import annotations

import math
import re
import struct
import zlib

import numpy as np
import shapely

# The side of a picture, pixels, and how many points of each pixel are looked at along a side.
SIDE, FINENESS = 64, 4
# Half of what a picture shows, in units of the shapes, and the width of their edge.
REACH, EDGE = 16.0, 2.2
# Steps of a curve.
STEPS = 24
# Numbers that follow a command of a path.
COUNTS = {"M": 2, "L": 2, "Q": 4, "C": 6, "A": 7, "Z": 0}
TOKEN = re.compile(r"[MLQCAZ]|-?\d*\.?\d+")


def make_icon(path: str) -> bytes:
    """Return the outline of an SVG (M, L, Q, C, A and Z; radius 10, y downwards) as a PNG."""
    shape = shapely.Polygon(flatten(path))
    count = SIDE * FINENESS
    at = (np.arange(count) + 0.5) / count * 2 * REACH - REACH
    x, y = (axis.ravel() for axis in np.meshgrid(at, at))
    inside = _share(shapely.contains_xy(shape.buffer(-EDGE / 2), x, y))
    whole = _share(shapely.contains_xy(shape.buffer(EDGE / 2), x, y))
    light = np.where(whole > 0, inside / np.maximum(whole, 1e-9), 0) * 255
    pixels = np.stack([light, light, light, whole * 255], axis=2).round().astype(np.uint8)
    return write_png(pixels)


def _share(points: np.ndarray) -> np.ndarray:
    """Return how much of each pixel is covered, 0 to 1."""
    fine = points.reshape(SIDE, FINENESS, SIDE, FINENESS)
    return np.asarray(fine.mean(axis=(1, 3)))


def flatten(path: str) -> list[tuple[float, float]]:
    """Return the points of a closed path, its curves in straight steps."""
    tokens = TOKEN.findall(path)
    points: list[tuple[float, float]] = []
    command = ""
    while tokens:
        if tokens[0] in COUNTS:
            command = tokens.pop(0)
        numbers = [float(tokens.pop(0)) for _ in range(COUNTS[command])]
        if command in ("M", "L"):
            points.append((numbers[0], numbers[1]))
        elif command in ("Q", "C"):
            points += _bend(points[-1], numbers)
        elif command == "A":
            points += _turn(points[-1], numbers)
    return points


def _bend(start: tuple[float, float], numbers: list[float]) -> list[tuple[float, float]]:
    """Return the points of a Bezier curve with one or two controls, by de Casteljau."""
    controls = np.array([start, *zip(numbers[::2], numbers[1::2], strict=True)])
    found = []
    for t in np.arange(1, STEPS + 1) / STEPS:
        rest = controls
        while len(rest) > 1:
            rest = rest[:-1] * (1 - t) + rest[1:] * t
        found.append((float(rest[0][0]), float(rest[0][1])))
    return found


def _turn(start: tuple[float, float], numbers: list[float]) -> list[tuple[float, float]]:
    """Return the points of an arc, after the notes on arcs of SVG 1.1 (appendix F.6)."""
    rx, ry, tilt, large, sweep, *end = numbers
    turn = complex(math.cos(math.radians(tilt)), math.sin(math.radians(tilt)))
    a, b = complex(*start), complex(*end)
    # In the frame of an ellipse that is a circle of radius 1 round the origin.
    half = (a - b) / 2 / turn
    half = complex(half.real / rx, half.imag / ry)
    far = abs(half)
    scale = max(far, 1.0)
    half /= scale
    lift = math.sqrt(max(0.0, 1 / max(abs(half) ** 2, 1e-12) - 1)) * (1 if large != sweep else -1)
    middle = half * 1j * lift * -1
    first, last = half - middle, -half - middle
    begin, span = math.atan2(first.imag, first.real), 0.0
    span = (math.atan2(last.imag, last.real) - begin) % math.tau
    if not sweep:
        span -= math.tau
    centre = (a + b) / 2
    found = []
    for k in range(1, STEPS + 1):
        angle = begin + span * k / STEPS
        unit = (complex(math.cos(angle), math.sin(angle)) + middle) * scale
        point = complex(unit.real * rx, unit.imag * ry) * turn + centre
        found.append((point.real, point.imag))
    return found


def write_png(pixels: np.ndarray) -> bytes:
    """Return an array of rows, columns and red, green, blue, alpha (bytes) as a PNG."""
    height, width = pixels.shape[:2]
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
