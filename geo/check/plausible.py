"""What is possible but hardly meant: warnings, with limits and known exceptions from the data.

A warning never stops a build. The limits stand in `limits.csv`, and a row that is right although it
breaks one in `exceptions.csv`, with the reason; an atlas without these tables has no limits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

import geopandas as gpd

from geo.check.accounts import find_misfits
from geo.check.fronts import find_wrong_sides
from geo.check.rows import Row, file_of, records_of, rows_of, span_of
from geo.check.units import (
    find_doubles,
    find_fast_moves,
    find_small_parents,
    find_strays,
    find_too_exact,
)
from geo.measure.method import LENGTHS
from geo.read.advice import make_code_advice
from geo.read.archive import FEATURES, Archive
from geo.read.edtf import is_day
from geo.read.problems import Problem, quote
from geo.read.schema import NUMBER

# The longest way between two points of the Earth, metres: half of its circumference.
LONGEST_M = 20_040_000.0
# Columns in which two rows of a table are hardly ever the same, besides their ids.
SAME = {
    "events": ("title", "date_edtf", "place_id"),
    "places": ("name", "lon", "lat"),
    "names": ("place_id", "name", "lang", "used_by"),
    "claims": (
        "event_id",
        "claimant",
        "subject",
        "of_side",
        "scope",
        "period",
        "low",
        "high",
        "date_edtf",
        "text",
    ),
    "statistics": ("date_edtf", "count", "counted_by", "metric", "metric_words"),
    "units": ("name", "side"),
    "unit_names": ("unit_id", "name", "lang"),
    "persons": ("name", "side", "born"),
    "person_names": ("person_id", "name", "lang"),
    "positions": ("unit_id", "date_edtf", "place_id", "place_words", "doing", "text"),
    "days": ("campaign", "date_edtf"),
    "participants": ("event_id", "person_id", "unit_id"),
    "sources": ("citation", "url"),
    "unit_parents": ("unit_id", "parent_id", "kind", "from_edtf", "to_edtf"),
}


class Doubt(NamedTuple):
    """Hold one implausible row: the rule, the table and id an exception names, and the warning."""

    table: str
    id: str
    file: str
    line: int
    message: str


@dataclass(frozen=True)
class Limit:
    """Hold the bounds of a measure, None where there is none, and the words allowed for it."""

    low: float | None
    high: float | None
    allowed: tuple[str, ...]

    def excludes(self, value: float) -> bool:
        """Tell whether a value lies outside the bounds."""
        is_low = self.low is not None and value < self.low
        return is_low or (self.high is not None and value > self.high)

    def __str__(self) -> str:
        """Return the bounds in words."""
        low, high = (None if one is None else f"{one:,.10g}" for one in (self.low, self.high))
        if low is None or high is None:
            return f"at most {high}" if low is None else f"at least {low}"
        return f"{low} to {high}"


# By list, code and measure; an empty code stands for every code of the list.
Limits: TypeAlias = "dict[tuple[str, str, str], Limit]"
Rule: TypeAlias = Callable[[Archive, Limits], Iterator[Doubt]]


def find_warnings(archive: Archive) -> list[Problem]:
    """Return every implausible row that is no known exception, sorted by file and line."""
    limits = read_limits(archive)
    known = {(row["rule"], row["table"], row["id"]): row for row in rows_of(archive, "exceptions")}
    needed: set[tuple[str, str, str]] = set()
    warnings = []
    for name, rule in RULES.items():
        for doubt in rule(archive, limits):
            key = (name, doubt.table, doubt.id)
            needed.add(key)
            if key not in known:
                message = f"{doubt.message} ({name})"
                warnings.append(Problem(doubt.file, doubt.line, message, is_warning=True))
    for key, row in known.items():
        if key not in needed and not archive.broken:
            message = f"nothing is wrong with {quote(key[2])} by the rule {quote(key[0])}; drop it"
            file = file_of(archive, "exceptions")
            warnings.append(Problem(file, row["line"], message, is_warning=True))
    return sorted(set(warnings))


def read_limits(archive: Archive) -> Limits:
    """Return the limits of an archive, without those that are no sound rows."""
    found: Limits = {}
    for row in rows_of(archive, "limits"):
        bounds = [float(row[n]) if NUMBER.fullmatch(row[n]) else None for n in ("low", "high")]
        allowed = tuple(word for word in row["allowed"].split(";") if word)
        found[row["list"], row["code"], row["measure"]] = Limit(bounds[0], bounds[1], allowed)
    return found


def _limit(limits: Limits, name: str, code: str, measure: str) -> Limit | None:
    return limits.get((name, code, measure)) or limits.get((name, "", measure))


def _doubt(archive: Archive, table: str, row: Row, message: str) -> Doubt:
    return Doubt(table, row["id"], file_of(archive, table), row["line"], message)


def _year_fault(limit: Limit | None, text: object) -> str:
    """Return how a date lies outside the years of a limit, "" if it does not."""
    span = span_of(text)
    if limit is None or span is None:
        return ""
    outside = limit.excludes(span.start.year) or limit.excludes(span.end.year)
    years = f"{limit.low:.0f}-{limit.high:.0f}" if None not in (limit.low, limit.high) else limit
    return f"date_edtf: {quote(text)} lies outside {years}" if outside else ""


def doubt_years(archive: Archive, limits: Limits) -> Iterator[Doubt]:
    """Yield the events, campaigns and counts that lie outside the years of theirs."""
    of = {
        "events": ("campaign", "campaign"),
        "campaigns": ("campaign", "id"),
        "statistics": ("metric", "metric"),
    }
    for table, (name, column) in of.items():
        for row in rows_of(archive, table):
            limit = _limit(limits, name, row[column], "year")
            if fault := _year_fault(limit, row["date_edtf"]):
                yield _doubt(archive, table, row, f"{fault}, the years of {row[column]}")


def doubt_sectors(archive: Archive, limits: Limits) -> Iterator[Doubt]:
    """Yield the events whose place lies outside the box of their sector."""
    places = {row["id"]: row for row in rows_of(archive, "places")}
    for row in rows_of(archive, "events"):
        place = places.get(row["place_id"])
        for axis in ("lon", "lat") if place else ():
            limit = _limit(limits, "sector", row["sector"], axis)
            value = place[axis] if place else ""
            if limit and NUMBER.fullmatch(value) and limit.excludes(float(value)):
                where = f"{axis} {value} of {quote(row['place_id'])}"
                message = f"place_id: {where} lies outside the sector {row['sector']}, {limit}"
                yield _doubt(archive, "events", row, message)
                break


def doubt_uncertainty(archive: Archive, limits: Limits) -> Iterator[Doubt]:
    """Yield the places whose radius does not fit their precision."""
    for row in rows_of(archive, "places"):
        limit = _limit(limits, "where-prec", row["where_prec"], "uncertainty_m")
        value = row["uncertainty_m"]
        if limit and NUMBER.fullmatch(value) and limit.excludes(float(value)):
            message = f"uncertainty_m: {value} with where_prec {row['where_prec']}"
            yield _doubt(archive, "places", row, f"{message}; expected {limit} m")


def doubt_figures(archive: Archive, limits: Limits) -> Iterator[Doubt]:
    """Yield the figures that no source can mean, by their unit or metric."""
    of = {
        "claims": ("unit", "unit", ("low", "high"), "figure"),
        "statistics": ("metric", "metric", ("count",), "count"),
    }
    for table, (name, column, cells, measure) in of.items():
        for row in rows_of(archive, table):
            limit = _limit(limits, name, row[column], measure)
            for cell in cells if limit else ():
                value = row[cell]
                if limit and NUMBER.fullmatch(value) and limit.excludes(float(value)):
                    message = f"{cell}: {value} {row[column]}; expected {limit}"
                    yield _doubt(archive, table, row, message)
                    break


def doubt_units(archive: Archive, limits: Limits) -> Iterator[Doubt]:
    """Yield the figures whose unit is not one of their subject."""
    for row in rows_of(archive, "claims"):
        limit = _limit(limits, "subject", row["subject"], "unit")
        if limit and row["unit"] and row["unit"] not in limit.allowed:
            message = f"unit: {quote(row['unit'])} of {row['subject']}"
            yield _doubt(
                archive, "claims", row, f"{message}; expected {' or '.join(limit.allowed)}"
            )


def doubt_sides(archive: Archive, limits: Limits) -> Iterator[Doubt]:
    """Yield the figures that do not say whose they are."""
    for row in rows_of(archive, "claims"):
        is_asked = _limit(limits, "subject", row["subject"], "of_side")
        if is_asked and (row["low"] or row["high"]) and not row["of_side"]:
            message = f"of_side is empty; a figure of {row['subject']} says whose it is"
            yield _doubt(archive, "claims", row, message)


def doubt_sums(archive: Archive, _: Limits) -> Iterator[Doubt]:
    """Yield the figures of an account that do not add up."""
    for row, message in find_misfits(list(rows_of(archive, "claims")), archive.settings.allies):
        yield _doubt(archive, "claims", row, message)


def doubt_claimed_dates(archive: Archive, limits: Limits) -> Iterator[Doubt]:
    """Yield the claimed dates that lie years away from their event."""
    limit = limits.get(("", "", "claim_years"))
    spans = {row["id"]: span_of(row["date_edtf"]) for row in rows_of(archive, "events")}
    for row in rows_of(archive, "claims") if limit else ():
        claimed, known = span_of(row["date_edtf"]), spans.get(row["event_id"])
        if not claimed or not known or not limit:
            continue
        years = max(known.start.year - claimed.end.year, claimed.start.year - known.end.year, 0)
        if limit.excludes(years):
            message = f"date_edtf: {quote(row['date_edtf'])} lies {years} years from its event"
            yield _doubt(archive, "claims", row, message)


def doubt_source_years(archive: Archive, _: Limits) -> Iterator[Doubt]:
    """Yield the works from before the days of the atlas, or from after the day of its issue."""
    days, created = archive.settings.days, archive.package.get("created")
    first = days.start.year if days else 1
    last = int(str(created)[:4]) if is_day(created) else date.max.year
    for row in rows_of(archive, "sources"):
        found = re.search(r"\d+", row.get("year", ""))
        if found and not first <= int(found[0]) <= last:
            message = f"year: {quote(row['year'])}; expected {first} to {last}"
            yield _doubt(archive, "sources", row, message)


def doubt_days(archive: Archive, _: Limits) -> Iterator[Doubt]:
    """Yield the lines and areas that are never shown, or whose days no map is about."""
    period, days = span_of(archive.package.get("period")), archive.settings.days
    for row in records_of(archive.features):
        ends = [row.get(name) for name in ("valid_from", "valid_to")]
        first, last = (date.fromisoformat(str(end)) if is_day(end) else None for end in ends)
        fault = ""
        if days and ((first and first < days.start) or (last and last > days.end)):
            fault = f"lies outside {days.start.year}-{days.end.year}"
        elif period and ((first and first > period.end) or (last and last < period.start)):
            fault = f"is never in the period of the atlas, {archive.package['period']}"
        if fault:
            message = f"valid_from {first or 'open'}, valid_to {last or 'open'}: {fault}"
            yield Doubt(FEATURES, str(row["id"]), row["file"], row["line"], message)


def doubt_area(archive: Archive, _: Limits) -> Iterator[Doubt]:
    """Yield the lines and areas, also of the ground, that leave the study area."""
    area = archive.settings.study_area
    if area is None:
        return
    (south, west), (north, east) = area
    frames = {FEATURES: archive.features, **archive.base}
    for name, frame in frames.items():
        if not isinstance(frame, gpd.GeoDataFrame) or not len(frame):
            continue
        box = frame.bounds
        out = (box.minx < west) | (box.maxx > east) | (box.miny < south) | (box.maxy > north)
        if "base" in frame:
            # The land of the whole world is there for those who look beyond.
            out &= frame["base"] != "world"
        for row in records_of(frame[out]):
            file = row.get("file") or file_of(archive, name)
            message = (
                f"lies outside the study area, {west:g} to {east:g} E, {south:g} to {north:g} N"
            )
            yield Doubt(name, str(row["id"]), file, row["line"], message)


def doubt_expectations(archive: Archive, _: Limits) -> Iterator[Doubt]:
    """Yield the tests of statements that expect a length which no way on Earth has."""
    for row in rows_of(archive, "statement_tests"):
        if not NUMBER.fullmatch(row["expected"]):
            continue
        value = float(row["expected"])
        metres = value * LENGTHS.get(row["unit"], 0)
        if value < 0 or metres > LONGEST_M:
            message = f"expected: {row['expected']} {row['unit']}".rstrip()
            most = f"0 to {LONGEST_M / 1000:,.0f} km" if metres else "not below 0"
            yield _doubt(archive, "statement_tests", row, f"{message}; expected {most}")


def doubt_parents(archive: Archive, _: Limits) -> Iterator[Doubt]:
    """Yield what stands under a unit of no higher echelon."""
    for row, message in find_small_parents(archive):
        yield _doubt(archive, "unit_parents", row, message)


def doubt_positions(archive: Archive, limits: Limits) -> Iterator[Doubt]:
    """Yield the positions at which a unit cannot be, by its days, its other places or its speed."""
    most = {
        code: limit.high
        for (name, code, measure), limit in limits.items()
        if (name, measure) == ("branch", "metres_a_day") and limit.high is not None
    }
    found = (
        find_strays(archive),
        find_too_exact(archive),
        find_doubles(archive),
        find_fast_moves(archive, most),
    )
    for row, message in (one for part in found for one in part):
        yield _doubt(archive, "positions", row, message)


def doubt_fronts(archive: Archive, _: Limits) -> Iterator[Doubt]:
    """Yield the positions on the wrong side of a front line."""
    for row, message in find_wrong_sides(archive):
        yield _doubt(archive, "positions", row, message)


def doubt_repeats(archive: Archive, _: Limits) -> Iterator[Doubt]:
    """Yield the rows that say the same as an earlier one under another id."""
    for table, columns in SAME.items():
        seen: dict[tuple[str, ...], int] = {}
        for row in rows_of(archive, table):
            values = tuple(str(row.get(name, "")) for name in columns)
            if not values[0]:
                continue
            first = seen.setdefault(values, row["line"])
            if first != row["line"]:
                same = ", ".join(name for name, value in zip(columns, values, strict=True) if value)
                yield _doubt(archive, table, row, f"the same {same} as on line {first}")


# The names by which warnings are told and exceptions given.
RULES: dict[str, Rule] = {
    "years": doubt_years,
    "sector": doubt_sectors,
    "uncertainty": doubt_uncertainty,
    "figure": doubt_figures,
    "unit": doubt_units,
    "side": doubt_sides,
    "sum": doubt_sums,
    "claimed-date": doubt_claimed_dates,
    "source-year": doubt_source_years,
    "days": doubt_days,
    "area": doubt_area,
    "expectation": doubt_expectations,
    "parent": doubt_parents,
    "position": doubt_positions,
    "front": doubt_fronts,
    "twice": doubt_repeats,
}


def check_limits(archive: Archive) -> Iterator[Problem]:
    """Require that a limit is one of a code that is there, and an exception one of a rule."""
    codes = archive.tables.get("codes")
    lists: dict[str, set[str]] = {}
    for row in rows_of(archive, "codes") if codes is not None else ():
        lists.setdefault(row["list"], set()).add(row["code"])
    for row in rows_of(archive, "limits") if "codes" not in archive.broken else ():
        file, line = file_of(archive, "limits"), row["line"]
        if row["list"] and row["list"] not in lists:
            yield Problem(file, line, f"list: {quote(row['list'])} is no list of codes.csv")
        elif row["code"] and row["code"] not in lists.get(row["list"], set()):
            message = f"code: {quote(row['code'])} is no code of the list {quote(row['list'])}"
            yield Problem(file, line, message)
        low, high = row["low"], row["high"]
        if NUMBER.fullmatch(low) and NUMBER.fullmatch(high) and float(low) > float(high):
            yield Problem(file, line, f"low {low} is greater than high {high}")
    advise = make_code_advice(RULES)
    for row in rows_of(archive, "exceptions"):
        if row["rule"] not in RULES:
            advice = advise(row["rule"]) or f"expected {', '.join(RULES)}"
            message = f"rule: {quote(row['rule'])} is no rule; {advice}"
            yield Problem(file_of(archive, "exceptions"), row["line"], message)
