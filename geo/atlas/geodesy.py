"""Lengths, areas and circles on the ellipsoid, and planes of the UTM to work in.

Geodesics are those of the WGS 84 ellipsoid (Karney, "Algorithms for geodesics", Journal of Geodesy
87, 2013, through pyproj). Geometry is WGS 84 in degrees unless a name says otherwise, lengths are
metres.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import shapely
from pyproj import Geod, Transformer

GEOD = Geod(ellps="WGS84")
# EPSG number of WGS 84 in degrees.
DEGREES = 4326
# EPSG numbers of UTM zone 1 on WGS 84, less one: north and south of the equator.
NORTH, SOUTH = 32600, 32700
# Corners of a drawn circle; the sagitta of 64 is 0.12 % of the radius.
CORNERS = 64


def measure_length(start: shapely.Point, end: shapely.Point) -> tuple[float, float]:
    """Return the length of the geodesic between two points, and its initial bearing in degrees.

    The bearing is clockwise from north, 0 to 360.
    """
    bearing, _, length = GEOD.inv(start.x, start.y, end.x, end.y)
    return float(length), float(bearing) % 360


def sum_lengths(lines: list[shapely.LineString], tolerance: float = 0) -> float:
    """Return the geodesic length of lines, simplified by `tolerance` metres (Douglas-Peucker)."""
    if tolerance:
        lines = [from_utm([to_utm([line])[0].simplify(tolerance)], line)[0] for line in lines]
    return float(sum(abs(GEOD.geometry_length(line)) for line in lines))


def measure_area(shape: shapely.Geometry) -> tuple[float, float]:
    """Return the area of a shape in square metres, and the length of its edge."""
    area, edge = GEOD.geometry_area_perimeter(shape)
    return abs(float(area)), abs(float(edge))


def draw_circle(centre: shapely.Point, radius: float) -> shapely.Polygon:
    """Return a circle of a radius in metres, drawn on the ellipsoid."""
    turns = np.linspace(360.0, 0.0, CORNERS, endpoint=False)
    size = np.full(CORNERS, radius)
    x, y, _ = GEOD.fwd(np.full(CORNERS, centre.x), np.full(CORNERS, centre.y), turns, size)
    return shapely.Polygon(np.column_stack((x, y)))


def find_zone(geometry: shapely.Geometry) -> int:
    """Return the EPSG number of the UTM zone (WGS 84) of the middle of a geometry."""
    middle = geometry.centroid
    zone = min(60, int((middle.x + 180) // 6) + 1)
    return (NORTH if middle.y >= 0 else SOUTH) + zone


def to_utm(geometries: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """Return geometries in the UTM zone of the first, metres."""
    return _project(geometries, DEGREES, find_zone(geometries[0]))


def from_utm(geometries: list[shapely.Geometry], near: shapely.Geometry) -> list[shapely.Geometry]:
    """Return geometries from the UTM zone of `near` (degrees) in degrees again."""
    return _project(geometries, find_zone(near), DEGREES)


def _project(
    geometries: list[shapely.Geometry], source: int, target: int
) -> list[shapely.Geometry]:
    project = _transformer(source, target).transform
    return [shapely.transform(one, project, interleaved=False) for one in geometries]


@cache
def _transformer(source: int, target: int) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)
