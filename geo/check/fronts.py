"""Rules for front lines: their phases, and on which side of them units stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import shapely

from geo.atlas.geodesy import to_utm
from geo.check.rows import (
    Row,
    metres_of,
    points_of,
    records_of,
    rows_of,
    span_of,
    split_list,
)
from geo.read.archive import Archive
from geo.read.edtf import is_day
from geo.read.problems import Problem, quote

FRONT = "front-line"
# What a unit does where a line has gone past it, and where it has gone past its own.
BEHIND, BEFORE = "surrounded", "attacks"
# A line that shows one time of a day; the rest of the day it says nothing of.
MORNING, EVENING, HOUR = "morning", "evening", "hour"


class Front(NamedTuple):
    """Hold a front line: its id, whose it is, its whole days, its doubt in metres, its course."""

    id: str
    side: str
    first: date
    last: date
    doubt: float
    line: shapely.LineString


def check_fronts(archive: Archive) -> Iterator[Problem]:
    """Require that the days of a feature lie in its phases, which are of its campaign."""
    phases = {row["id"]: row for row in rows_of(archive, "phases")}
    for row in records_of(archive.features):
        own = [phases[one] for one in split_list(row.get("phases")) if one in phases]
        spans = [span for span in (span_of(one["date_edtf"]) for one in own) if span]
        if not spans or len(spans) < len(own):
            continue
        if any(one["campaign"] != row["campaign"] for one in own):
            message = f"campaign: {quote(row['campaign'])} is not that of its phases"
            yield Problem(row["file"], row["line"], message)
        first, last = min(one.start for one in spans), max(one.end for one in spans)
        ends = [row.get(name) for name in ("valid_from", "valid_to")]
        days = [date.fromisoformat(str(end)) for end in ends if is_day(end)]
        if any(not first <= day <= last for day in days):
            message = f"valid_from {ends[0]}, valid_to {ends[1]}: expected days of its phases"
            yield Problem(row["file"], row["line"], f"{message}, {first} to {last}")


def find_wrong_sides(archive: Archive) -> Iterator[tuple[Row, str]]:
    """Yield the positions on the wrong side of a front line of their day, beyond both doubts.

    Own troops stand on the left of a line, and may attack beyond it. A line says nothing past its
    ends, farther off than it is long, on a day of which it shows one time only, or of a unit that
    is surrounded or whose day is not certain.
    """
    fronts = list(_fronts(archive))
    sides = {row["id"]: row["side"] for row in rows_of(archive, "units")}
    points = points_of(archive)
    for row in rows_of(archive, "positions"):
        span, point = span_of(row["date_edtf"]), points.get(row["place_id"])
        if span is None or span.is_doubtful:
            continue
        if point is None or row["doing"] == BEHIND:
            continue
        slack = metres_of(row["uncertainty_m"]) + metres_of(row["extent_m"]) / 2
        for front in fronts:
            if span.start_latest > front.last or span.end_earliest < front.first:
                continue
            is_own = archive.settings.are_allies(sides.get(row["unit_id"], ""), front.side)
            far = _metres_left(front.line, point)
            past = -far if is_own else far
            may_be_there = is_own and row["doing"] == BEFORE
            if past > slack + front.doubt and not may_be_there:
                whose = "its own" if is_own else "an enemy"
                message = f"{past / 1000:.1f} km on the wrong side of {front.id}, {whose} line"
                yield row, f"{message}, beyond both doubts"


def _fronts(archive: Archive) -> Iterator[Front]:
    for row in records_of(archive.features):
        ends = (row.get(name) for name in ("valid_from", "valid_to"))
        first, last = (date.fromisoformat(str(end)) if is_day(end) else None for end in ends)
        line = row["geometry"]
        if row["role"] == FRONT and first and last and isinstance(line, shapely.LineString):
            first += timedelta(days=row.get("state") in (EVENING, HOUR))
            last -= timedelta(days=row.get("state") in (MORNING, HOUR))
            doubt = float(row["uncertainty_m"])
            yield Front(str(row["id"]), str(row["claimant"]), first, last, doubt, line)


def _metres_left(line: shapely.LineString, point: shapely.Point) -> float:
    """Return how far a point lies to the left of a line, metres; 0 where the line says nothing."""
    way, spot = to_utm([line, point])
    assert isinstance(way, shapely.LineString)
    along = shapely.line_locate_point(way, spot)
    far = float(shapely.distance(way, spot))
    if not 0 < along < way.length or far > way.length:
        return 0.0
    step = min(1.0, along, way.length - along)
    before, after = way.interpolate(along - step), way.interpolate(along + step)
    turn = (after.x - before.x) * (spot.y - before.y) - (after.y - before.y) * (spot.x - before.x)
    return far if turn > 0 else -far
