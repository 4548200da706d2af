"""Statements held against the atlas itself: what can be measured is measured when the map is built.

A row of ``statement_tests.csv`` names a method, what it is about and what the statement expects;
this module computes the result. No result is ever typed in. Geodesics are those of the WGS 84
ellipsoid (Karney, "Algorithms for geodesics", Journal of Geodesy 87, 2013, through pyproj);
planar work is done in the UTM zone of the geometry (WGS 84). Lengths are metres unless a text says
otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Geod, Transformer
from shapely.ops import nearest_points

from geo.atlas.tables import Atlas, rests_on_tested_texts
from geo.read.edtf import Span, parse_when

GEOD = Geod(ellps="WGS84")
# EPSG number of WGS 84 in degrees.
DEGREES = 4326
KM, MILE, NAUTICAL_MILE = 1000.0, 1609.344, 1852.0
UNITS = {"km": KM, "mi": MILE, "nmi": NAUTICAL_MILE}
GEODESIC = "Geodesic on WGS 84 (Karney 2013)"
# How coarsely the frontier is drawn before it is measured; a crooked river has no one length.
GENERALISATIONS = (0, 100, 250, 1000, 2500, 5000, 10000)
# A width is taken at least this often along a line, or a hundred times; a line counts as the edge
# of a strip where it is no farther from it than this.
SAMPLE, EDGE = 500.0, 100.0
WINDS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")

Point = list[float]


@dataclass(frozen=True)
class Drawing:
    """Hold a line to draw on the map, [lon, lat] in degrees, and the text that stands on it."""

    points: list[Point]
    text: str = ""


@dataclass(frozen=True)
class Measurement:
    """Hold the result of one test: in words with units, how it was found, and what to draw.

    `value` is in the SI unit of the method (metres, degrees, days or a plain count), `low` and
    `high` are its bounds by the stated uncertainty of the positions, None where there are none.
    """

    id: str
    statement_id: str
    title: str
    result: str
    method: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    drawings: list[Drawing] = field(default_factory=list)


def measure_statements(atlas: Atlas) -> list[Measurement]:
    """Return one measurement for each row of the table of tests, in the order of its ids.

    Raises
    ------
    KeyError
        If a test names an unknown method, place, event or feature; the checks refuse such data.
    """
    tests = atlas.statement_tests
    return [METHODS[row.method](atlas, row) for row in tests.itertuples()] if len(tests) else []


def measure_distance(atlas: Atlas, test: pd.Series) -> Measurement:
    """Measure from the first place to the second: length, initial bearing, and what fits."""
    start, end = (_place(atlas, place) for place in test.subjects)
    bearing, _, length = GEOD.inv(start.x, start.y, end.x, end.y)
    doubt = _uncertainty(atlas, test.subjects)
    low, high = max(0.0, length - doubt), length + doubt
    names = " to ".join(_names(atlas, test.subjects))
    lengths = f"{length / KM:.1f} km = {length / MILE:.1f} mi = {length / NAUTICAL_MILE:.1f} nmi"
    turn = math.degrees(math.asin(min(1.0, doubt / length))) if length else 90.0
    wind = WINDS[round(bearing % 360 / 45) % 8]
    towards = f"bearing {round(bearing) % 360}° (± {turn:.1f}°, {wind})"
    result = f"{lengths} (± {doubt / KM:.1f} km), {towards}"
    return Measurement(
        test.id,
        test.statement_id,
        f"{names}",
        result + _fit(test, low, high),
        f"{GEODESIC} between the two positions, initial bearing; "
        "the doubt is the sum of their uncertainties.",
        length,
        low,
        high,
        [Drawing([[start.x, start.y], [end.x, end.y]], lengths.replace(" = ", "\n"))],
    )


def _fit(test: pd.Series, low: float, high: float) -> str:
    """Say in which units the expected number fits the bounds, in words.

    A number in a text is rounded: 70 stands for anything from 69.5 to 70.5.
    """
    if not test.expected:
        return ""
    wanted = float(test.expected)
    fits = [
        unit
        for unit, metres in UNITS.items()
        if (wanted - 0.5) * metres <= high and (wanted + 0.5) * metres >= low
    ]
    if not fits:
        return f"; {wanted:g} fits in no unit tried ({', '.join(UNITS)})"
    return f"; {wanted:g} fits only in {' and '.join(fits)}"


def measure_gap(atlas: Atlas, test: pd.Series) -> Measurement:
    """Measure from a place to the nearest point of a feature."""
    place_id, feature_id = test.subjects
    place, feature = _place(atlas, place_id), _feature(atlas, feature_id)
    near = nearest_points(*_to_utm([place, feature.geometry]))
    here, there = _from_utm(list(near), place)
    length = GEOD.inv(here.x, here.y, there.x, there.y)[2]
    doubt = _uncertainty(atlas, [place_id]) + float(feature.accuracy_m)
    names = f"{_names(atlas, [place_id])[0]} to {feature['name']}"
    return Measurement(
        test.id,
        test.statement_id,
        names,
        f"{length / KM:.1f} km (± {doubt / KM:.1f} km)",
        "Nearest point in the UTM zone of the place, then geodesic; both positions are in doubt.",
        length,
        max(0.0, length - doubt),
        length + doubt,
        [Drawing([[here.x, here.y], [there.x, there.y]], f"{length / KM:.1f} km")],
    )


def measure_frontier(atlas: Atlas, test: pd.Series) -> Measurement:
    """Measure the frontiers named (soviet, mongolian ...) together, at several generalisations.

    The segments are those of the 1930s: the features of the role `frontier`. Each is simplified
    (Douglas-Peucker) in its own UTM zone; `low` and `high` are the bounds by generalisation.
    """
    lines = find_frontier(atlas, test.subjects)
    lengths = {tolerance: sum_lengths(lines, tolerance) for tolerance in GENERALISATIONS}
    full, coarse = lengths[0], min(lengths.values())
    steps = "; ".join(
        f"{_tolerance(t)}: {length / KM:,.0f} km = {length / MILE:,.0f} mi"
        for t, length in lengths.items()
    )
    wanted = f"; expected {float(test.expected):,.0f} {test.unit}" if test.expected else ""
    inside = ""
    if test.expected:
        target = float(test.expected) * UNITS[test.unit]
        inside = ": within the range" if coarse <= target <= full else ": outside the range"
    text = f"{' + '.join(test.subjects)}\n{full / KM:,.0f} km = {full / MILE:,.0f} mi"
    drawings = _draw_frontier(atlas, test.subjects, text) if test.expected else []
    return Measurement(
        test.id,
        test.statement_id,
        "Frontier: " + " and ".join(test.subjects),
        f"{steps}{wanted}{inside}; by segment at full detail: {_by_segment(atlas, test.subjects)}",
        f"{GEODESIC} of {len(lines)} lines, simplified by Douglas-Peucker in their UTM zones; "
        f"the lines are good to {_accuracy(atlas, test.subjects)}.",
        full,
        coarse,
        full,
        drawings,
    )


def _draw_frontier(atlas: Atlas, frontiers: list[str], text: str) -> list[Drawing]:
    """Return the segments as a page can show them; the longest of the last frontier is labelled."""
    longest = max(find_frontier(atlas, frontiers[-1:]), key=lambda line: line.length)
    return [
        Drawing(
            [list(point) for point in shapely.simplify(line, 0.02).coords],
            text if line.equals(longest) else "",
        )
        for line in find_frontier(atlas, frontiers)
    ]


def _by_segment(atlas: Atlas, frontiers: list[str]) -> str:
    """Return the geodesic length of each named segment, the longest first, in words."""
    lines = _frontier_rows(atlas, frontiers)
    lengths = {
        str(segment): sum_lengths(list(found.geometry), 0)
        for segment, found in lines.groupby("segment")
    }
    return ", ".join(
        f"{segment.replace('-', ' ')} {length / KM:,.0f} km = {length / MILE:,.0f} mi"
        for segment, length in sorted(lengths.items(), key=lambda item: (-item[1], item[0]))
    )


def _accuracy(atlas: Atlas, frontiers: list[str]) -> str:
    """Return the best and the worst stated accuracy of the lines of frontiers, in words."""
    metres = _frontier_rows(atlas, frontiers)["accuracy_m"].astype(float)
    if metres.min() == metres.max():
        return f"{metres.min():,.0f} m"
    return f"{metres.min():,.0f} to {metres.max():,.0f} m"


def _tolerance(metres: int) -> str:
    if not metres:
        return "full detail"
    return f"at {metres} m" if metres < KM else f"at {metres / KM:g} km"


def find_frontier(atlas: Atlas, frontiers: list[str]) -> list[shapely.LineString]:
    """Return the segments of the frontiers of the 1930s, degrees; one in parts as its parts."""
    return list(shapely.get_parts(_frontier_rows(atlas, frontiers).geometry.to_numpy()))


def _frontier_rows(atlas: Atlas, frontiers: list[str]) -> gpd.GeoDataFrame:
    lines = atlas.lines[atlas.lines["role"] == "frontier"]
    found = lines[lines["frontier"].isin(frontiers)]
    if not len(found):
        raise KeyError(f"no segment of the frontiers {frontiers}")
    return found


def sum_lengths(lines: list[shapely.LineString], tolerance: float) -> float:
    """Return the geodesic length of lines, metres, after simplifying by `tolerance` metres."""
    if tolerance:
        lines = [_from_utm([_to_utm([line])[0].simplify(tolerance)], line)[0] for line in lines]
    return float(sum(abs(GEOD.geometry_length(line)) for line in lines))


def measure_strip(atlas: Atlas, test: pd.Series) -> Measurement:
    """Measure a strip between two claim lines: its area, and its width where it is widest.

    A width has a direction, so both are told: from points of the second line to the first, which
    is the one drawn, and from points of the first.
    """
    strip_id, *claim_ids = test.subjects
    strip = _feature(atlas, strip_id)
    first, *others = (_feature(atlas, claim) for claim in claim_ids)
    near, *far, shape = _to_utm([first.geometry, *(o.geometry for o in others), strip.geometry])
    widths, points = _widths(shapely.union_all(far), near, shape)
    back, _ = _widths(near, shapely.union_all(far), shape)
    most, widest = float(widths.max()), points[widths.argmax()]
    reached = others[int(np.argmin([line.distance(widest) for line in far]))]
    doubt = float(first.accuracy_m) + float(reached.accuracy_m)
    here, there = _from_utm(list(nearest_points(widest, near)), first.geometry)
    return Measurement(
        test.id,
        test.statement_id,
        str(strip["name"]),
        f"{_area(strip)}; width at most {most / KM:.1f} km (± {doubt / KM:.1f} km), "
        f"median {np.median(widths) / KM:.1f} km; taken from the other side at most "
        f"{back.max() / KM:.1f} km, median {np.median(back) / KM:.1f} km",
        f"Area on WGS 84, its doubt a band as wide as the strip's accuracy along the edge; width "
        f"from points of the edge to the nearest point of {first['name']} in the UTM zone, its "
        "doubt the accuracy of both lines together.",
        most,
        max(0.0, most - doubt),
        most + doubt,
        [Drawing([[here.x, here.y], [there.x, there.y]], f"{most / KM:.1f} km")],
    )


def _area(strip: pd.Series) -> str:
    """Return the area of a strip on the ellipsoid with its doubt, in words."""
    area, edge = (abs(number) for number in GEOD.geometry_area_perimeter(strip.geometry))
    digits = 0 if area > 1e8 else 1
    doubt = edge * float(strip.accuracy_m)
    return f"{area / 1e6:,.{digits}f} km² (± {doubt / 1e6:,.{digits}f} km²)"


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


def measure_date(atlas: Atlas, test: pd.Series) -> Measurement:
    """Hold a date against the dates of events: that of the statement, or one the note names."""
    wanted = parse_when(test.expected)
    events = atlas.events.set_index("id")
    parts, gaps = [], []
    for event_id in test.subjects:
        event = events.loc[event_id]
        span = parse_when(event["date_edtf"])
        gaps.append(days_apart(span, wanted))
        verdict = "agrees" if not gaps[-1] else _days(gaps[-1])
        parts.append(f"{event['title']}: {event['date_edtf']}, {verdict}")
    return Measurement(
        test.id,
        test.statement_id,
        f"Dates held against {test.expected}",
        "; ".join(parts),
        "Possible days of that date against those of the events of this atlas. "
        + (test.note or "It is the date of the statement."),
        float(gaps[0]),
    )


def _days(gap: int) -> str:
    days = "1 day" if abs(gap) == 1 else f"{abs(gap)} days"
    return f"{days} {'later' if gap > 0 else 'earlier'} in this atlas"


def days_apart(span: Span, wanted: Span) -> int:
    """Return the days from one span to the other: 0 if they share a day, + if `span` is later."""
    if span.start > wanted.end:
        return (span.start - wanted.end).days
    if span.end < wanted.start:
        return (span.end - wanted.start).days
    return 0


def measure_claims(atlas: Atlas, test: pd.Series) -> Measurement:
    """Hold a number of a statement against the claims of an event: subject, side and number.

    Claims that rest on nothing but the documents under test are left out: a text is no evidence
    for itself.
    """
    event_id, subject, *_ = test.subjects
    found, left_out = _find_claims(atlas, test)
    wanted = float(test.expected)
    fits = found[(found["low"] <= wanted) & (found["high"] >= wanted)]
    bounds = sorted(set(zip(found["low"], found["high"], strict=True)))
    figures = [f"{low:g}" if low == high else f"{low:g}-{high:g}" for low, high in bounds]
    unit = f" {test.unit}" if test.unit else ""
    agree = f"{len(fits)} of {len(found)} claims agree" if len(found) else "nothing to compare with"
    note = f"; left out, being the text itself: {left_out}" if left_out else ""
    title = str(atlas.events.set_index("id").loc[event_id, "title"])
    return Measurement(
        test.id,
        test.statement_id,
        f"{title}: {subject.replace('-', ' ')}",
        f"{wanted:g}{unit} in the statement; claimed: {', '.join(figures) or 'nothing'}; "
        f"{agree}{note}",
        "The statement's number against the claims of this atlas about the same event and subject, "
        "without those that rest only on a document under test.",
        float(len(fits)),
    )


def _find_claims(atlas: Atlas, test: pd.Series) -> tuple[pd.DataFrame, int]:
    """Return the numbered claims that a test asks for, and how many rest on the texts alone."""
    event_id, subject, *side = test.subjects
    claims = atlas.claims
    found = claims[(claims["event_id"] == event_id) & (claims["subject"] == subject)]
    found = found[found["low"].notna()]
    if test.unit:
        found = found[found["unit"] == test.unit]
    if side:
        found = found[found["of_side"] == side[0]]
    circular = rests_on_tested_texts(found, atlas.sources, atlas.settings)
    return found[~circular], int(circular.sum())


def measure_counts(atlas: Atlas, test: pd.Series) -> Measurement:
    """Put what each side published of a metric side by side, and count what this atlas records.

    The same figure from a second page is told once. Nothing is added up, because the periods
    overlap and the sides counted different things.
    """
    counts = atlas.statistics
    recorded = _find_recorded(atlas, parse_when(test.expected))
    parts = []
    for metric in test.subjects:
        found = counts[counts["metric"] == metric]
        columns = found[["counted_by", "date_edtf", "count"]].drop_duplicates()
        figures = [
            f"{who} {when}: {count:,}" for who, when, count in columns.itertuples(index=False)
        ]
        parts.append(f"{metric.replace('-', ' ')}: {', '.join(figures) or 'none'}")
    sectors = recorded["sector"].value_counts()
    shares = ", ".join(
        f"{sector.replace('-', ' ')} {count}"
        for sector, count in sorted(sectors.items(), key=lambda item: (-item[1], item[0]))
    )
    return Measurement(
        test.id,
        test.statement_id,
        "Incidents counted and recorded",
        f"{'; '.join(parts)}; recorded in this atlas {test.expected}: {len(recorded)}"
        + (f" ({shares})" if shares else ""),
        "Published counts side by side, never added up, each figure once; recorded = border "
        "incidents of this atlas by sector, without diplomacy, movements of forces and the like, "
        "and without the two campaigns. They are those a text was found for, not a sample.",
        float(len(recorded)),
    )


def _find_recorded(atlas: Atlas, span: Span) -> pd.DataFrame:
    """Return the border incidents that begin within a span; talks and orders are none."""
    events = atlas.events
    return events[
        (events["campaign"] == atlas.settings.counted)
        & ~events["kind"].isin(atlas.settings.not_counted)
        & (events["start_date"] >= span.start.isoformat())
        & (events["start_date"] <= span.end.isoformat())
    ]


METHODS: dict[str, Callable[[Atlas, pd.Series], Measurement]] = {
    "distance": measure_distance,
    "gap": measure_gap,
    "frontier": measure_frontier,
    "strip": measure_strip,
    "date": measure_date,
    "claims": measure_claims,
    "counts": measure_counts,
}


def _place(atlas: Atlas, place_id: str) -> shapely.Point:
    point = atlas.places.set_index("id").geometry[place_id]
    if point is None:
        raise KeyError(f"{place_id} has no position")
    return point


def _names(atlas: Atlas, place_ids: list[str]) -> list[str]:
    return [str(atlas.places.set_index("id").loc[place, "name"]) for place in place_ids]


def _uncertainty(atlas: Atlas, place_ids: list[str]) -> float:
    return float(atlas.places.set_index("id").loc[place_ids, "uncertainty_m"].sum())


def _feature(atlas: Atlas, feature_id: str) -> pd.Series:
    for frame in (atlas.areas, atlas.lines):
        found = frame[frame["id"] == feature_id]
        if len(found):
            return found.iloc[0]
    raise KeyError(feature_id)


def _zone(geometry: shapely.Geometry) -> int:
    """Return the EPSG number of the UTM zone (WGS 84, north) of the middle of a geometry."""
    return 32600 + int((geometry.centroid.x + 180) // 6) + 1


@cache
def _transformer(source: int, target: int) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def _project(
    geometries: list[shapely.Geometry], source: int, target: int
) -> list[shapely.Geometry]:
    project = _transformer(source, target).transform
    return [shapely.transform(one, project, interleaved=False) for one in geometries]


def _to_utm(geometries: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """Return geometries in the UTM zone of the first, metres."""
    return _project(geometries, DEGREES, _zone(geometries[0]))


def _from_utm(geometries: list[shapely.Geometry], near: shapely.Geometry) -> list[shapely.Geometry]:
    """Return geometries from the UTM zone of `near` in degrees again."""
    return _project(geometries, _zone(near), DEGREES)


def make_measure_records(measurements: list[Measurement]) -> dict[str, dict[str, object]]:
    """Return by statement what the page shows: its tests in words, and the lines to draw."""
    records: dict[str, dict[str, list[object]]] = {}
    for one in measurements:
        record = records.setdefault(one.statement_id, {"tests": [], "drawing": []})
        record["tests"].append({"title": one.title, "result": one.result, "method": one.method})
        for drawing in one.drawings:
            points = [[round(x, 4), round(y, 4)] for x, y in drawing.points]
            record["drawing"].append({"points": points, "text": drawing.text})
    return dict(records)
