"""Rules for the claims: figures with bounds and a unit, ids, dates, status, places in sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from geo.check.rows import file_of, rows_of, split_list
from geo.read.archive import Archive
from geo.read.problems import Problem, quote
from geo.read.schema import NUMBER

# A decimal number with the look of a whole one in which a point parts the thousands.
THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


def check_figures(archive: Archive) -> Iterator[Problem]:
    """Require that the bounds of a figure are in order and have a unit, and words neither.

    Without an upper bound a figure is at least so much, without a lower one at most. People are
    counted in whole persons.
    """
    people = archive.settings.people
    for row in rows_of(archive, "claims"):
        low, high, unit = row["low"], row["high"], row["unit"]
        message = ""
        is_figure = bool(low or high)
        if NUMBER.fullmatch(low) and NUMBER.fullmatch(high) and float(low) > float(high):
            message = f"low {low} is greater than high {high}"
        elif is_figure and not unit:
            message = "unit is empty; a figure needs its unit"
        elif unit and not is_figure:
            message = f"unit {quote(unit)} without a figure in low and high"
        elif is_figure and row["subject"] in people and unit != "persons":
            message = f"unit {quote(unit)}; {row['subject']} is counted in persons"
        elif unit == "persons" and not (_is_whole_number(low) and _is_whole_number(high)):
            message = f"low {low}, high {high}: persons are counted in whole numbers"
            if THOUSANDS.fullmatch(low) or THOUSANDS.fullmatch(high):
                message += "; if the point parts thousands, leave it out"
        if message:
            yield Problem(file_of(archive, "claims"), row["line"], message)


def _is_whole_number(text: str) -> bool:
    """Tell whether a figure is whole; what is no number at all is reported elsewhere."""
    return NUMBER.fullmatch(text) is None or float(text).is_integer()


def check_claims(archive: Archive) -> Iterator[Problem]:
    """Require an id that carries the event, a date only if it is the subject, a true status."""
    no_source = archive.settings.no_source
    for row in rows_of(archive, "claims"):
        file, line = file_of(archive, "claims"), row["line"]
        if not re.fullmatch(re.escape(row["event_id"]) + r"-c[0-9]{2,}", row["id"]):
            message = f"id {quote(row['id'])}: expected the event id, -c and a number"
            yield Problem(file, line, message)
        if row["date_edtf"] and row["subject"] != "date":
            yield Problem(file, line, "date_edtf is only for claims whose subject is date")
        if row["status"] == "stated" and row["sources"] and is_unsourced(row["sources"], no_source):
            yield Problem(file, line, "status is stated, yet no source was kept; unconfirmed")


def check_locators(archive: Archive) -> Iterator[Problem]:
    """Require that a place in a source says how it is known and, of several, which source.

    With one source the locator is free text; with more it is "source: place", joined by ;.
    """
    for row in rows_of(archive, "claims"):
        file, line = file_of(archive, "claims"), row["line"]
        locator, sources = row["locator"], split_list(row["sources"])
        if bool(locator) != bool(row["locator_basis"]):
            message = "locator and locator_basis: one is empty; expected both or neither"
            yield Problem(file, line, message)
        for part in locator.split("; ") if locator and len(sources) > 1 else ():
            source = part.split(": ")[0]
            if source not in sources:
                message = f"locator: {quote(part)} names none of the sources of the row"
                yield Problem(file, line, f"{message}; expected source: place, joined by ;")


def check_sums(archive: Archive) -> Iterator[Problem]:
    """Require that only a sum says what it includes, and not itself, and only a figure its error.

    The sums are the subjects that the settings call so; without such settings none is required.
    """
    sums = archive.settings.sums
    for row in rows_of(archive, "claims") if sums else ():
        message = ""
        includes = split_list(row["includes"])
        if includes and row["subject"] not in sums:
            message = f"includes: {row['subject']} is no sum; expected nothing"
        elif row["subject"] in includes:
            message = f"includes: a sum of {row['subject']} cannot include itself"
        elif row["error_percent"] and not (row["low"] or row["high"]):
            message = "error_percent without a figure in low and high"
        if message:
            yield Problem(file_of(archive, "claims"), row["line"], message)


def is_unsourced(cell: object, no_source: Iterable[str]) -> bool:
    """Tell whether a list of sources names only those that stand for no kept source."""
    return set(split_list(cell)) <= set(no_source)
