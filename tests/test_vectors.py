"""Vectors that the scripts read too: what both languages say of dates, packing and visibility."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.page.packing import day_number, delta_ring, pack, unpack
from geo.page.payload import date_flags
from geo.read.edtf import Span, parse_when
from geo.read.written_dates import find_readings

VECTORS = Path(__file__).resolve().parent / "vectors"


def read(name: str) -> dict[str, Any]:
    return dict(json.loads((VECTORS / name).read_text("utf-8")))


def test_a_year_a_month_or_a_day_covers_the_days_of_the_vectors() -> None:
    for one in read("dates.json")["spans"]:
        span = parse_when(one["text"])
        first, last = span.start.isoformat(), span.end.isoformat()
        assert (first, last) == (one["first"], one["last"])
        assert [day_number(first), day_number(last)] == one["days"]


@pytest.mark.parametrize("text", read("dates.json")["refused"])
def test_what_the_vectors_refuse_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_when(text)


def test_a_written_date_means_what_the_page_takes_it_for() -> None:
    vectors = read("written.json")
    for one in vectors["days"]:
        span = parse_when(find_readings(one["text"])[0])
        assert (span.start.isoformat(), span.end.isoformat()) == (one["first"], one["last"])
    for one in vectors["either"]:
        assert find_readings(one["text"]) == one["readings"]
    for text in vectors["refused"]:
        assert find_readings(text) == [], text


def test_what_is_packed_in_the_vectors_comes_out_again() -> None:
    for one in read("packing.json")["packed"]:
        assert unpack(one["packed"]) == one["value"]
        assert unpack(pack(one["value"])) == one["value"]


def test_lines_are_the_steps_of_the_vectors() -> None:
    for one in read("packing.json")["steps"]:
        assert delta_ring(one["points"], one["scale"]) == one["steps"]


VISIBILITY = read("visibility.json")
SPANS = {one["id"]: (one["date"], parse_when(one["date"])) for one in VISIBILITY["events"]}


def test_events_are_packed_as_the_columns_of_the_vectors() -> None:
    last = 0
    for row, (text, span) in enumerate(SPANS.values()):
        start, start_latest, end_earliest, end = (
            day_number(day.isoformat())
            for day in (span.start, span.start_latest, span.end_earliest, span.end)
        )
        packed = {name: column[row] for name, column in VISIBILITY["columns"].items()}
        assert packed == {
            "start": start - last,
            "length": end - start,
            "start_latest": start_latest - start,
            "end_earliest": end - end_earliest,
            "date_flags": date_flags(text),
        }
        last = start


def window(state: dict[str, str]) -> tuple[date, date]:
    """Return the first and the last day that a state selects."""
    if state["mode"] == "range":
        return date.fromisoformat(state["from"]), date.fromisoformat(state["to"])
    day = date.fromisoformat(state["day"])
    return (day if state["mode"] == "day" else date.min), day


def is_certain(text: str, span: Span, first: date, last: date) -> bool:
    """Tell whether an event is on a selected day, however its date is read."""
    if span.approximate or span.uncertain or span.start_latest > span.end_earliest:
        return False
    if text.startswith("{"):
        return any(first <= day <= last for day in (span.start, span.end))
    return span.start_latest <= last and span.end_earliest >= first


@pytest.mark.parametrize(
    "state", VISIBILITY["states"], ids=lambda one: f"{one['mode']} {one.get('day') or one['from']}"
)
def test_a_state_shows_the_events_of_the_vectors(state: dict[str, Any]) -> None:
    first, last = window(state)
    shown = [i for i, (_, span) in SPANS.items() if span.start <= last and span.end >= first]
    assert shown == state["shown"]
    assert state["certain"] == [i for i in shown if is_certain(*SPANS[i], first, last)]
