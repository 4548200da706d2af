"""A date compared with the dates of events: that of the statement, or one its note names."""

from __future__ import annotations

from geo.atlas.tables import Atlas
from geo.atlas.translator import Translator
from geo.measure.method import Method, Number, Sentence, StatementTest, TestResult
from geo.read.edtf import Span, parse_when


def measure(atlas: Atlas, test: StatementTest) -> TestResult:
    """Count the days from the expected date to that of each event; 0 if they share a day."""
    wanted = parse_when(test.expected)
    dates = atlas.events.set_index("id")["date_edtf"]
    numbers = (
        Number("days", "d", days_apart(parse_when(dates[event]), wanted), of=event)
        for event in test.subjects
    )
    return TestResult(test, tuple(numbers))


def days_apart(span: Span, wanted: Span) -> int:
    """Return the days from one span to the other: 0 if they share a day, + if `span` is later."""
    if span.start > wanted.end:
        return (span.start - wanted.end).days
    if span.end < wanted.start:
        return (span.end - wanted.start).days
    return 0


def describe(atlas: Atlas, result: TestResult, words: Translator) -> Sentence:
    """Say for each event how far its date is from the expected one."""
    test, events = result.test, atlas.events.set_index("id")
    parts = [
        words.text(
            "measure.date.event",
            event=events["title"][number.of],
            date=events["date_edtf"][number.of],
            days=_say_days(int(number.value or 0), words),
        )
        for number in result.all_of("days")
    ]
    title = words.text("measure.date.title", date=test.expected)
    own = "" if test.note else " " + words.text("measure.date.own")
    return Sentence(title, words.clauses(parts), words.text("measure.date.method") + own)


def _say_days(days: int, words: Translator) -> str:
    if not days:
        return words.text("measure.date.agrees")
    return words.count(f"measure.date.{'later' if days > 0 else 'earlier'}", abs(days))


METHOD = Method(
    name="date",
    subjects=("event", "more"),
    expects="date",
    units="",
    measure=measure,
    describe=describe,
)
