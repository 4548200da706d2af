"""Rules for units: under whom they stand, where they are on one day, how fast they move."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import shapely

from geo.atlas.geodesy import measure_length
from geo.check.rows import (
    Row,
    file_of,
    metres_of,
    points_of,
    rows_of,
    span_of,
    split_list,
)
from geo.read.archive import Archive
from geo.read.problems import Problem, quote
from geo.read.schema import NUMBER

# How a unit comes after another one, instead of standing under it.
SUCCEEDS = "succeeds"
# A group made for a task has no fixed size, so nothing follows from it.
NO_SIZE = "detachment"
# What carries a unit farther than its arm can go.
CARRIED = ("rail", "air")
# What tells of a day: an event of the atlas.
BY_EVENT = "event"


def check_parents(archive: Archive) -> Iterator[Problem]:
    """Require that a unit stands under no unit of an enemy, and not under itself by any way."""
    sides = {row["id"]: row["side"] for row in rows_of(archive, "units")}
    above: dict[str, set[str]] = {}
    for row in rows_of(archive, "unit_parents"):
        unit, parent = row["unit_id"], row["parent_id"]
        if not {unit, parent} <= set(sides):
            continue
        file, line = file_of(archive, "unit_parents"), row["line"]
        if row["kind"] != SUCCEEDS:
            above.setdefault(unit, set()).add(parent)
            if unit in _all_above(parent, above):
                yield Problem(file, line, f"{quote(unit)} stands above {quote(parent)} already")
        if not archive.settings.are_allies(sides[unit], sides[parent]):
            message = f"a unit of {sides[unit]} under one of {sides[parent]}; expected an ally"
            yield Problem(file, line, message)


def _all_above(unit: str, above: dict[str, set[str]]) -> set[str]:
    """Return the units above a unit, itself included."""
    found, todo = {unit}, [unit]
    while todo:
        new = above.get(todo.pop(), set()) - found
        found |= new
        todo += new
    return found


def check_days(archive: Archive) -> Iterator[Problem]:
    """Require that a day lies in its phases, and that a telling is of one day or of one phase.

    A day that is covered by an event needs one of its campaign on that day.
    """
    phases = {row["id"]: row for row in rows_of(archive, "phases")}
    events = [(row["campaign"], span_of(row["date_edtf"])) for row in rows_of(archive, "events")]
    for row in rows_of(archive, "days"):
        day = span_of(row["date_edtf"])
        for phase in (phases.get(one) for one in split_list(row["phases"])):
            span = span_of(phase["date_edtf"]) if phase else None
            if phase is None or day is None or span is None:
                continue
            inside = span.start <= day.start and day.end <= span.end
            if not inside or phase["campaign"] != row["campaign"]:
                message = f"{row['date_edtf']} lies in no day of the phase {quote(phase['id'])}"
                yield Problem(file_of(archive, "days"), row["line"], message)
        # A date that cannot be read is told elsewhere; it may be the one of this day.
        shared = (
            span is None
            or (campaign == row["campaign"] and span.start <= day.end and day.start <= span.end)
            for campaign, span in events
            if day
        )
        if row["coverage"] == BY_EVENT and day and not any(shared):
            message = f"coverage {BY_EVENT}: no event of the campaign lies on {row['date_edtf']}"
            yield Problem(file_of(archive, "days"), row["line"], message)
    yield from _check_either(archive, "tellings", "phase_id", "day_id")


def check_participants(archive: Archive) -> Iterator[Problem]:
    """Require that a participant of an event is a person or a unit, and not both."""
    yield from _check_either(archive, "participants", "person_id", "unit_id")


def _check_either(archive: Archive, table: str, one: str, other: str) -> Iterator[Problem]:
    for row in rows_of(archive, table):
        if bool(row[one]) == bool(row[other]):
            message = f"expected either {one} or {other}, and not both"
            yield Problem(file_of(archive, table), row["line"], message)


def find_small_parents(archive: Archive) -> Iterator[tuple[Row, str]]:
    """Yield what stands under a unit that is not of a higher echelon, in the order of the codes."""
    codes = (row for row in rows_of(archive, "codes") if row["list"] == "echelon")
    size = {row["code"]: float(row["order"]) for row in codes if NUMBER.fullmatch(row["order"])}
    size.pop(NO_SIZE, None)
    echelons = {row["id"]: row["echelon"] for row in rows_of(archive, "units")}
    for row in rows_of(archive, "unit_parents"):
        below, over = (echelons.get(row[name], "") for name in ("unit_id", "parent_id"))
        known = row["kind"] != SUCCEEDS and below in size and over in size
        if known and size[below] >= size[over]:
            yield row, f"{quote(below)} under {quote(over)}; expected a higher echelon"


def find_strays(archive: Archive) -> Iterator[tuple[Row, str]]:
    """Yield the positions that lie wholly outside the days of their unit."""
    units = {row["id"]: row for row in rows_of(archive, "units")}
    for row in rows_of(archive, "positions"):
        unit, span = units.get(row["unit_id"]), span_of(row["date_edtf"])
        if unit is None or span is None:
            continue
        first, last = span_of(unit["from_edtf"]), span_of(unit["to_edtf"])
        if (first and span.end < first.start) or (last and span.start > last.end):
            days = f"{unit['from_edtf'] or '..'} to {unit['to_edtf'] or '..'}"
            yield row, f"{row['date_edtf']} lies outside the days of the unit, {days}"


def find_too_exact(archive: Archive) -> Iterator[tuple[Row, str]]:
    """Yield the positions that are more exact than the point of their place."""
    doubts = {row["id"]: metres_of(row["uncertainty_m"]) for row in rows_of(archive, "places")}
    for row in rows_of(archive, "positions"):
        own, least = metres_of(row["uncertainty_m"]), doubts.get(row["place_id"], 0)
        if row["uncertainty_m"] and own < least:
            yield row, f"uncertainty_m {own:,.0f}; expected {least:,.0f} or more, as of its place"


def find_doubles(archive: Archive) -> Iterator[tuple[Row, str]]:
    """Yield the positions of a unit that is elsewhere on the same day, beyond all doubts.

    Rows that an order or an hour sets apart are a move, not two places. Only days that are certain
    are compared, but those of all rows of a unit, as some last.
    """
    points = points_of(archive)
    for rows in _rows_by_unit(archive):
        for first, second in combinations(rows, 2):
            when, then = span_of(first["date_edtf"]), span_of(second["date_edtf"])
            if when is None or then is None or when.is_doubtful or then.is_doubtful:
                continue
            start = max(when.start_latest, then.start_latest)
            end = min(when.end_earliest, then.end_earliest)
            apart = any(first[name] and second[name] for name in ("order", "clock"))
            far = _metres_apart(first, second, points) if start <= end and not apart else 0
            if far > 0:
                message = f"{far / 1000:.1f} km from {quote(first['id'])} on the same day"
                yield second, f"{message}, beyond both doubts"


def find_fast_moves(archive: Archive, limits: dict[str, float]) -> Iterator[tuple[Row, str]]:
    """Yield the positions that a unit cannot reach from its last one, at the most days for it.

    `limits` is what an arm can go in a day, metres, by branch; one that is not there has no limit,
    nor has what goes by rail or by air.
    """
    points = points_of(archive)
    branches = {row["id"]: row["branch"] for row in rows_of(archive, "units")}
    for rows in _rows_by_unit(archive):
        for first, second in pairwise(rows):
            most = limits.get(branches.get(second["unit_id"], ""))
            when, then = span_of(first["date_edtf"]), span_of(second["date_edtf"])
            if most is None or when is None or then is None or second["moved_by"] in CARRIED:
                continue
            far = _metres_apart(first, second, points)
            days = max(1, (then.end - when.start).days + 1)
            if far / days > most:
                message = f"{far / 1000:.0f} km from {quote(first['id'])} in {days} days"
                yield second, f"{message}; expected at most {most / 1000:.0f} km a day"


def _rows_by_unit(archive: Archive) -> Iterator[list[Row]]:
    """Yield the positions of each unit that have a point and a day, in time order."""
    points = points_of(archive)
    units: dict[str, list[Row]] = {}
    for row in rows_of(archive, "positions"):
        if row["place_id"] in points and span_of(row["date_edtf"]):
            units.setdefault(row["unit_id"], []).append(row)
    yield from (sorted(rows, key=_moment) for rows in units.values())


def _metres_apart(first: Row, second: Row, points: dict[str, shapely.Point]) -> float:
    """Return the geodesic between two positions less the doubt and half the extent of both."""
    length, _ = measure_length(points[first["place_id"]], points[second["place_id"]])
    return length - sum(
        metres_of(row["uncertainty_m"]) + metres_of(row["extent_m"]) / 2 for row in (first, second)
    )


def _moment(row: Row) -> tuple[str, str, float, str]:
    span = span_of(row["date_edtf"])
    assert span is not None
    return span.start.isoformat(), span.end.isoformat(), metres_of(row["order"]), row["id"]
