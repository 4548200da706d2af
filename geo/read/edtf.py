"""Dates as sources give them (EDTF, ISO 8601-2), resolved into civil days without clock or zone.

>>> parse_when("1938-07").start_latest
datetime.date(1938, 7, 31)
>>> parse_when("1938-07-29/1938-08-11").end_earliest
datetime.date(1938, 8, 11)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "interval", "month", "season", "year", "set"]

ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# EDTF's qualifiers: ~ approximate, ? uncertain, % both.
DATE = re.compile(r"(?P<body>[0-9X-]+)(?P<qualifier>[~?%]?)")
SEASON_FIRST_MONTH = {"21": 3, "22": 6, "23": 9, "24": 12}
# The widest uncertainty in days that each step of `date_prec` admits; anything wider is 5.
PREC_DAYS = ((1, 1), (2, 6), (3, 10), (4, 92))
EXPECTED = (
    "expected a date such as 1938-07-29, 1938-07, 1938, 1932-23 (season 21-24), 1938-07-1X, 193X, "
    "an interval a/b, or a set [a,b], [a..b] or {a,b}; each with ~, ? or % when uncertain"
)


@dataclass(frozen=True)
class Span:
    """Hold the civil days within which something began and ended, all bounds inclusive.

    It began between `start` and `start_latest` and ended between `end_earliest` and `end`. For an
    exact day all four are equal. `approximate` (~) and `uncertain` (?) say that the source itself
    is uncertain; the days stay as written, because any padding would be invented.
    """

    start: date
    start_latest: date
    end_earliest: date
    end: date
    precision: Precision
    approximate: bool = False
    uncertain: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Tell whether the source itself is uncertain: then no day is certain."""
        return self.approximate or self.uncertain


def parse_when(text: str) -> Span:
    """Return the span of a date in EDTF.

    A day is that day. A month, season, year, `[...]` set or a date with X is *some* time in it:
    possible from its first to its last day, certain on none. An interval `a/b` and an all-of set
    `{a,b}` *lasted*: they began in a and ended in b.

    Raises
    ------
    ValueError
        If the text is not in the supported part of EDTF or names a day that does not exist; the
        message holds the text and what was expected.
    """
    if text[:1] in ("[", "{"):
        return _parse_set(text)
    if "/" in text:
        return _parse_interval(text)
    return _parse_date(text, text)


def date_prec(span: Span) -> int:
    """Return how well the days are known, 1 to 5, after UCDP's `date_prec`.

    What counts is the uncertainty, not the length: the number of days among which the first (or, if
    wider, the last) day may lie. 1: the day is known exactly, for an interval both its days;
    2: within 2-6 days; 3: within a week or so, 7-10 days; 4: within a month or season, 11-92 days;
    5: within a year or longer. A date its source calls approximate or uncertain is never 1.
    """
    days_open = max(span.start_latest - span.start, span.end - span.end_earliest).days + 1
    prec = next((step for step, days in PREC_DAYS if days_open <= days), 5)
    return max(prec, 2) if span.is_doubtful else prec


def _refuse(text: str, why: str = EXPECTED) -> ValueError:
    return ValueError(f"{text!r}: {why}")


def _parse_date(part: str, text: str) -> Span:
    """Return the span of one date within the whole `text`, which is only for the message."""
    match = DATE.fullmatch(part)
    if match is None:
        raise _refuse(text)
    first, last, precision = _days_of(match["body"], text)
    whole_day = precision == "day"
    return Span(
        start=first,
        start_latest=first if whole_day else last,
        end_earliest=last if whole_day else first,
        end=last,
        precision=precision,
        approximate=match["qualifier"] in ("~", "%"),
        uncertain=match["qualifier"] in ("?", "%"),
    )


def _days_of(body: str, text: str) -> tuple[date, date, Precision]:
    """Return the first and last day of a date without its qualifier, and how it is written."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", body):
            day = date.fromisoformat(body)
            return day, day, "day"
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-3]X", body):
            return *_days_of_decade(body), "set"
        if re.fullmatch(r"[0-9]{4}-2[1-4]", body):
            return *_months(int(body[:4]), SEASON_FIRST_MONTH[body[5:]], 3), "season"
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}", body):
            return *_months(int(body[:4]), int(body[5:]), 1), "month"
        if re.fullmatch(r"[0-9]{4}", body):
            return *_months(int(body), 1, 12), "year"
        if re.fullmatch(r"[0-9]{3}X", body):
            return *_months(int(body[:3]) * 10, 1, 120), "set"
    except (ValueError, OverflowError) as error:
        raise _refuse(text, f"no such day, month or year in the calendar ({body})") from error
    raise _refuse(text)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """Return the first and last day of `count` months, which may run into the next years."""
    years, rest = divmod(month - 1 + count, 12)
    return date(year, month, 1), date(year + years, rest + 1, 1) - timedelta(days=1)


def _days_of_decade(body: str) -> tuple[date, date]:
    """Return the first and last day that `1939-07-1X` can mean; there is no day 0."""
    month_start, month_end = _months(int(body[:4]), int(body[5:7]), 1)
    ten = int(body[8]) * 10
    first = month_start.replace(day=max(1, ten))
    return first, month_end.replace(day=min(ten + 9, month_end.day))


def _parse_interval(text: str) -> Span:
    """Return the span of `a/b`: it lasted from some day in a to some day in b."""
    parts = text.split("/")
    if len(parts) != 2:
        raise _refuse(text, "an interval has one slash, first/last")
    if "" in parts or ".." in parts:
        raise _refuse(text, "an open interval cannot be drawn; give its last (and first) known day")
    return _join(_parse_date(parts[0], text), _parse_date(parts[1], text), "interval", text)


def _join(first: Span, last: Span, precision: Precision, text: str) -> Span:
    """Return the span of what began in `first` and ended in `last`."""
    if last.start < first.start:
        raise _refuse(text, "the last day lies before the first; expected first/last")
    return Span(
        start=first.start,
        # It cannot have begun after it ended: 1938-07/1938-07-15 began by the 15th.
        start_latest=min(first.end, last.end),
        end_earliest=last.start,
        end=last.end,
        precision=precision,
        approximate=first.approximate or last.approximate,
        uncertain=first.uncertain or last.uncertain,
    )


def _parse_set(text: str) -> Span:
    """Return the span of `[...]` (one of these) or `{...}` (all of these)."""
    closing = {"[": "]", "{": "}"}[text[0]]
    if len(text) < 3 or not text.endswith(closing):
        raise _refuse(text, f"a set that begins with {text[0]} ends with {closing}")
    members = [_parse_member(part, text) for part in text[1:-1].split(",")]
    if len(members) == 1 and members[0].precision != "set":
        raise _refuse(text, "a set has two members at least; expected the date without brackets")
    first, last = min(members, key=lambda m: m.start), max(members, key=lambda m: m.end)
    one_of = text[0] == "["
    earliest, latest = min(m.start_latest for m in members), max(m.end_earliest for m in members)
    return Span(
        start=first.start,
        start_latest=last.end if one_of else earliest,
        end_earliest=first.start if one_of else latest,
        end=last.end,
        precision="set",
        approximate=any(m.approximate for m in members),
        uncertain=any(m.uncertain for m in members),
    )


def _parse_member(part: str, text: str) -> Span:
    """Return the span of one member of a set: a date, or a range `a..b`."""
    ends = part.split("..")
    if len(ends) > 2 or "" in ends:
        raise _refuse(text, "a set has both ends, [first..last], and no empty member")
    dates = [_parse_date(end, text) for end in ends]
    return dates[0] if len(dates) == 1 else _join(dates[0], dates[1], "set", text)


def is_day(value: object) -> bool:
    """Tell whether a value is a civil day written YYYY-MM-DD."""
    if not isinstance(value, str) or not ISO_DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_date(text: str) -> bool:
    """Tell whether a text is a date, an interval or a set of dates that `parse_when` reads."""
    try:
        parse_when(text)
    except ValueError:
        return False
    return True
