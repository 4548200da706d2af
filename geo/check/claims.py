"""Rules for the claims: figures with bounds and a unit, ids, dates, status."""

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
    """Require that a figure has both bounds in order and its unit, and words neither.

    People are counted in whole persons.
    """
    people = archive.settings.people
    for row in rows_of(archive, "claims"):
        low, high, unit = row["low"], row["high"], row["unit"]
        message = ""
        if bool(low) != bool(high):
            message = "low and high: one is empty; expected both, equal if the figure is exact"
        elif low and NUMBER.fullmatch(low) and NUMBER.fullmatch(high) and float(low) > float(high):
            message = f"low {low} is greater than high {high}"
        elif low and not unit:
            message = "unit is empty; a figure needs its unit"
        elif unit and not low:
            message = f"unit {quote(unit)} without a figure in low and high"
        elif low and row["subject"] in people and unit != "persons":
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
        if (
            row["status"] == "confirmed"
            and row["sources"]
            and is_unsourced(row["sources"], no_source)
        ):
            yield Problem(file, line, "status is confirmed, yet no source was kept; unconfirmed")


def is_unsourced(cell: object, no_source: Iterable[str]) -> bool:
    """Tell whether a list of sources names only those that stand for no kept source."""
    return set(split_list(cell)) <= set(no_source)
