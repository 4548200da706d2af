"""A strip of ground between two claimed lines: its area, and its width where it is widest."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.ops import nearest_points

from geo.atlas.geodesy import from_utm, measure_area, to_utm
from geo.atlas.tables import Atlas
from geo.atlas.translator import Translator, write_number
from geo.measure.method import (
    KM,
    Method,
    Number,
    Sentence,
    StatementTest,
    TestResult,
    draw_line,
    find_feature,
    is_told,
    label_measured,
    with_bounds,
    write_measured,
)

# A width is taken at least this often along a line, in metres, or a hundred times.
SAMPLE = 500.0
# A line counts as the edge of a strip where it is no farther from it than this, in metres.
EDGE = 100.0
# Square metres above which an area is written in whole square kilometres.
LARGE = 1e8
KM2 = 1e6


def measure(atlas: Atlas, test: StatementTest) -> TestResult:
    """Measure a strip between two lines.

    A width has a direction, so both are measured: from points of the second line to the first,
    which is the one drawn, and from points of the first. The uncertainty of the area is a band as
    wide as that of the strip along its edge, that of the width the sum of those of both lines.
    """
    strip_id, *line_ids = test.subjects
    strip = find_feature(atlas, strip_id)
    first, *others = (find_feature(atlas, line) for line in line_ids)
    near, *far, shape = to_utm([first.geometry, *(o.geometry for o in others), strip.geometry])
    widths, points = _widths(shapely.union_all(far), near, shape)
    back, _ = _widths(near, shapely.union_all(far), shape)
    most, widest = float(widths.max()), points[widths.argmax()]
    reached = others[int(np.argmin([line.distance(widest) for line in far]))]
    uncertainty = float(first["uncertainty_m"]) + float(reached["uncertainty_m"])
    area, edge = measure_area(strip.geometry)
    band = edge * float(strip["uncertainty_m"])
    here, there = from_utm(list(nearest_points(widest, near)), first.geometry)
    numbers = (
        with_bounds("width", most, uncertainty),
        Number("width-median", "m", float(np.median(widths))),
        Number("width-back", "m", float(back.max())),
        Number("width-back-median", "m", float(np.median(back))),
        Number("uncertainty", "m", uncertainty),
        Number("area", "m2", area, max(0.0, area - band), area + band),
        Number("uncertainty-area", "m2", band),
    )
    label = label_measured(most / KM, uncertainty / KM, "km")
    return TestResult(test, numbers, (draw_line(here, there, label),))


def _km(metres: float) -> str:
    return write_number(metres / KM, 1)


def _widths(
    line: shapely.Geometry, other: shapely.Geometry, shape: shapely.Geometry
) -> tuple[np.ndarray, list[shapely.Point]]:
    """Return the distances from points of a line along the edge of a shape to another, metres."""
    parts = [part for part in shapely.get_parts(line) if part.length]
    step = min(SAMPLE, sum(part.length for part in parts) / 100)
    points = [p for part in parts for p in _sample(part, step)]
    # Beyond the strip the lines run on, and their distance says nothing of its width.
    along = [point for point in points if shape.boundary.distance(point) <= EDGE] or points
    return np.array([other.distance(point) for point in along]), along


def _sample(line: shapely.LineString, step: float) -> list[shapely.Point]:
    count = max(2, int(line.length / step))
    return [line.interpolate(share, normalized=True) for share in np.linspace(0, 1, count)]


def describe(atlas: Atlas, result: TestResult, words: Translator) -> Sentence:
    """Say how large and how wide it is."""
    strip_id, first_id, *_ = result.test.subjects
    digits = 0 if result.value("area") > LARGE else 1
    area, band = (result.value(name) / KM2 for name in ("area", "uncertainty-area"))
    width, doubt = (result.value(name) / KM for name in ("width", "uncertainty"))
    parts = {
        "area": write_measured(words, area, band, "km²", digits),
        "width": write_measured(words, width, doubt, "km"),
    }
    if is_told(width, doubt):
        medians = {
            "median": _km(result.value("width-median")),
            "back": _km(result.value("width-back")),
            "backMedian": _km(result.value("width-back-median")),
        }
        text = words.text("measure.strip.result", **parts, **medians)
    else:
        text = words.text("measure.strip.doubtful", **parts)
    how = words.text("measure.strip.method", line=find_feature(atlas, first_id)["name"])
    return Sentence(str(find_feature(atlas, strip_id)["name"]), text, how)


METHOD = Method(
    name="strip",
    subjects=("area", "line", "line", "more"),
    expects="",
    units="",
    measure=measure,
    describe=describe,
)
