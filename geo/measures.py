"""Statements held against the atlas itself: what can be measured is measured when the map is built.

A row of ``statement_tests.csv`` names a method, what it is about and what the statement expects;
this module computes the result. No result is ever typed in. Geodesics are those of the WGS 84
ellipsoid (Karney, "Algorithms for geodesics", Journal of Geodesy 87, 2013, through pyproj);
planar work is done in the UTM zone of the geometry (WGS 84). Lengths are metres unless a text says
otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Geod
from shapely.ops import nearest_points

from geo.dates import Span, parse_when
from geo.layers import Layers

GEOD = Geod(ellps="WGS84")
KM, MILE, NAUTICAL_MILE = 1000.0, 1609.344, 1852.0
UNITS = {"km": KM, "mi": MILE, "nmi": NAUTICAL_MILE}
GEODESIC = "Geodesic on WGS 84 (Karney 2013)"
# How coarsely the frontier is drawn before it is measured; a crooked river has no one length.
GENERALISATIONS = (0, 100, 250, 1000, 2500, 5000, 10000)
SAMPLE = 500.0

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


def measure_statements(layers: Layers) -> list[Measurement]:
    """Return one measurement for each row of the table of tests, in the order of its ids.

    Raises
    ------
    KeyError
        If a test names an unknown method, place, event or feature; the checks refuse such data.
    """
    tests = layers.statement_tests
    return [METHODS[row.method](layers, row) for row in tests.itertuples()] if len(tests) else []


def measure_distance(layers: Layers, test: pd.Series) -> Measurement:
    """Measure from the first place to the second: length, initial bearing, and what fits."""
    start, end = (_place(layers, place) for place in test.subjects)
    bearing, _, length = GEOD.inv(start.x, start.y, end.x, end.y)
    doubt = _uncertainty(layers, test.subjects)
    low, high = max(0.0, length - doubt), length + doubt
    names = " to ".join(_names(layers, test.subjects))
    lengths = f"{length / KM:.1f} km = {length / MILE:.1f} mi = {length / NAUTICAL_MILE:.1f} nmi"
    result = f"{lengths} (± {doubt / KM:.1f} km), bearing {bearing % 360:.0f}°"
    return Measurement(
        test.id,
        test.statement_id,
        f"{names}",
        result + _fit(test, low, high),
        f"{GEODESIC} between the two positions; the doubt is the sum of their uncertainties.",
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


def measure_gap(layers: Layers, test: pd.Series) -> Measurement:
    """Measure from a place to the nearest point of a feature."""
    place_id, feature_id = test.subjects
    place, feature = _place(layers, place_id), _feature(layers, feature_id)
    near = nearest_points(*_to_utm([place, feature.geometry]))
    here, there = _from_utm(list(near), place)
    length = GEOD.inv(here.x, here.y, there.x, there.y)[2]
    doubt = _uncertainty(layers, [place_id]) + float(feature.accuracy_m)
    names = f"{_names(layers, [place_id])[0]} to {feature['name']}"
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


def measure_frontier(layers: Layers, test: pd.Series) -> Measurement:
    """Measure the frontiers named (soviet, mongolian ...) together, at several generalisations.

    The segments are those of the 1930s: the features of the layer `frontier`. Each is simplified
    (Douglas-Peucker) in its own UTM zone.
    """
    lines = find_frontier(layers, test.subjects)
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
    drawings = _draw_frontier(layers, test.subjects, text) if test.expected else []
    return Measurement(
        test.id,
        test.statement_id,
        "Frontier: " + " and ".join(test.subjects),
        f"{steps}{wanted}{inside}",
        f"{GEODESIC} of {len(lines)} segments, simplified by Douglas-Peucker in their UTM zones.",
        full,
        coarse,
        full,
        drawings,
    )


def _draw_frontier(layers: Layers, frontiers: list[str], text: str) -> list[Drawing]:
    """Return the segments as a page can show them; the longest of the last frontier is labelled."""
    longest = max(find_frontier(layers, frontiers[-1:]), key=lambda line: line.length)
    return [
        Drawing(
            [list(point) for point in shapely.simplify(line, 0.02).coords],
            text if line.equals(longest) else "",
        )
        for line in find_frontier(layers, frontiers)
    ]


def _tolerance(metres: int) -> str:
    if not metres:
        return "full detail"
    return f"at {metres} m" if metres < KM else f"at {metres / KM:g} km"


def find_frontier(layers: Layers, frontiers: list[str]) -> list[shapely.LineString]:
    """Return the segments of the frontiers of the 1930s, degrees."""
    lines = layers.lines[layers.lines["layer"] == "frontier"]
    found = lines[lines["frontier"].isin(frontiers)]
    if not len(found):
        raise KeyError(f"no segment of the frontiers {frontiers}")
    return list(found.geometry)


def sum_lengths(lines: list[shapely.LineString], tolerance: float) -> float:
    """Return the geodesic length of lines, metres, after simplifying by `tolerance` metres."""
    if tolerance:
        lines = [_from_utm([_to_utm([line])[0].simplify(tolerance)], line)[0] for line in lines]
    return float(sum(abs(GEOD.geometry_length(line)) for line in lines))


def measure_strip(layers: Layers, test: pd.Series) -> Measurement:
    """Measure a strip between two claim lines: its area, and its width where it is widest."""
    strip_id, *claim_ids = test.subjects
    strip = _feature(layers, strip_id).geometry
    area = abs(GEOD.geometry_area_perimeter(strip)[0])
    first, *others = (_feature(layers, claim).geometry for claim in claim_ids)
    near, *far = _to_utm([first, *others])
    points = [p for line in far for p in _sample(line)]
    widths = np.array([near.distance(point) for point in points])
    widest = points[int(widths.argmax())]
    here, there = _from_utm(list(nearest_points(widest, near)), first)
    result = (
        f"{area / 1e6:,.0f} km²; width at most {widths.max() / KM:.1f} km, "
        f"median {np.median(widths) / KM:.1f} km"
    )
    return Measurement(
        test.id,
        test.statement_id,
        str(_feature(layers, strip_id)["name"]),
        result,
        f"Area on WGS 84; width from points every {SAMPLE:.0f} m of one claim line to the nearest "
        "point of the other, in the UTM zone.",
        float(widths.max()),
        None,
        None,
        [Drawing([[here.x, here.y], [there.x, there.y]], f"{widths.max() / KM:.1f} km")],
    )


def _sample(line: shapely.LineString) -> list[shapely.Point]:
    count = max(2, int(line.length / SAMPLE))
    return [line.interpolate(share, normalized=True) for share in np.linspace(0, 1, count)]


def measure_date(layers: Layers, test: pd.Series) -> Measurement:
    """Hold the date a statement gives against the dates of the events it is about."""
    wanted = parse_when(test.expected)
    events = layers.events.set_index("id")
    parts, gaps = [], []
    for event_id in test.subjects:
        event = events.loc[event_id]
        span = parse_when(event["date_edtf"])
        gaps.append(days_apart(span, wanted))
        verdict = "agrees" if not gaps[-1] else f"{abs(gaps[-1])} days {_side(gaps[-1])}"
        parts.append(f"{event['title']}: {event['date_edtf']}, {verdict}")
    return Measurement(
        test.id,
        test.statement_id,
        f"Dated {test.expected} in the statement",
        "; ".join(parts),
        "Possible days of the statement's date against those of the events of this atlas.",
        float(gaps[0]),
    )


def _side(gap: int) -> str:
    return "later in this atlas" if gap > 0 else "earlier in this atlas"


def days_apart(span: Span, wanted: Span) -> int:
    """Return the days from one span to the other: 0 if they share a day, + if `span` is later."""
    if span.start > wanted.end:
        return (span.start - wanted.end).days
    if span.end < wanted.start:
        return (span.end - wanted.start).days
    return 0


def measure_claims(layers: Layers, test: pd.Series) -> Measurement:
    """Hold a number of a statement against the claims of an event: subject, side and number."""
    event_id, subject, *side = test.subjects
    claims = layers.claims
    found = claims[(claims["event_id"] == event_id) & (claims["subject"] == subject)]
    found = found[found["low"].notna()]
    if test.unit:
        found = found[found["unit"] == test.unit]
    if side:
        found = found[found["of_side"] == side[0]]
    wanted = float(test.expected)
    fits = found[(found["low"] <= wanted) & (found["high"] >= wanted)]
    figures = sorted({f"{low:g}" if low == high else f"{low:g}-{high:g}"
                      for low, high in zip(found["low"], found["high"], strict=True)},
                     key=lambda text: float(text.split("-")[0]))  # fmt: skip
    title = str(layers.events.set_index("id").loc[event_id, "title"])
    return Measurement(
        test.id,
        test.statement_id,
        f"{title}: {subject.replace('-', ' ')}",
        f"{wanted:g} in the statement; claimed: {', '.join(figures) or 'nothing'}; "
        f"{len(fits)} of {len(found)} claims agree",
        "The statement's number against the claims of this atlas about the same event and subject.",
        float(len(fits)),
    )


def measure_counts(layers: Layers, test: pd.Series) -> Measurement:
    """Add what each side published of one metric, and count what this atlas records."""
    counts = layers.statistics
    found = counts[counts["metric"].isin(test.subjects)]
    span = parse_when(test.expected)
    events = layers.events
    recorded = events[
        events["campaign"].isin(("border-incidents", "khasan-1938", "khalkhin-gol-1939"))
        & (events["start_date"] >= span.start.isoformat())
        & (events["start_date"] <= span.end.isoformat())
    ]
    parts = [
        f"{row.counted_by} {row.date_edtf}: {row.count:,}"
        for row in found[["counted_by", "date_edtf", "count"]].itertuples(index=False, name="Row")
    ]
    return Measurement(
        test.id,
        test.statement_id,
        "Incidents counted and recorded",
        f"{'; '.join(parts)}; recorded in this atlas {test.expected}: {len(recorded)}",
        "Published counts side by side, never added across sides; recorded = rows of this atlas.",
        float(len(recorded)),
    )


METHODS: dict[str, Callable[[Layers, pd.Series], Measurement]] = {
    "distance": measure_distance,
    "gap": measure_gap,
    "frontier": measure_frontier,
    "strip": measure_strip,
    "date": measure_date,
    "claims": measure_claims,
    "counts": measure_counts,
}


def _place(layers: Layers, place_id: str) -> shapely.Point:
    point = layers.places.set_index("id").geometry[place_id]
    if point is None:
        raise KeyError(f"{place_id} has no position")
    return point


def _names(layers: Layers, place_ids: list[str]) -> list[str]:
    return [str(layers.places.set_index("id").loc[place, "name"]) for place in place_ids]


def _uncertainty(layers: Layers, place_ids: list[str]) -> float:
    return float(layers.places.set_index("id").loc[place_ids, "uncertainty_m"].sum())


def _feature(layers: Layers, feature_id: str) -> pd.Series:
    for frame in (layers.areas, layers.lines):
        found = frame[frame["id"] == feature_id]
        if len(found):
            return found.iloc[0]
    raise KeyError(feature_id)


def _zone(geometry: shapely.Geometry) -> str:
    """Return the UTM zone (WGS 84, north) of the middle of a geometry."""
    return f"EPSG:{32600 + int((geometry.centroid.x + 180) // 6) + 1}"


def _to_utm(geometries: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """Return geometries in the UTM zone of the first, metres."""
    return list(gpd.GeoSeries(geometries, crs="EPSG:4326").to_crs(_zone(geometries[0])))


def _from_utm(geometries: list[shapely.Geometry], near: shapely.Geometry) -> list[shapely.Geometry]:
    """Return geometries from the UTM zone of `near` in degrees again."""
    return list(gpd.GeoSeries(geometries, crs=_zone(near)).to_crs("EPSG:4326"))


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
