"""Published totals side by side, and how many such events this atlas records.

Nothing is added up, because the periods overlap and the sides counted different things.
"""

from __future__ import annotations

import pandas as pd

from geo.atlas.tables import Atlas
from geo.atlas.translator import Translator, write_number
from geo.measure.method import Method, Number, Sentence, StatementTest, TestResult
from geo.read.edtf import Span, parse_when

FIGURE = ["counted_by", "date_edtf", "count"]


def measure(atlas: Atlas, test: StatementTest) -> TestResult:
    """Take what each side published of the metrics; the same figure from a second page once."""
    recorded = find_recorded(atlas, parse_when(test.expected))
    sectors = sorted(recorded["sector"].value_counts().items(), key=lambda one: (-one[1], one[0]))
    numbers = (
        Number("recorded", "1", len(recorded)),
        *(Number("recorded-in-sector", "1", count, of=str(sector)) for sector, count in sectors),
        *(
            Number("published", "1", int(row["count"]), of=str(row["id"]))
            for metric in test.subjects
            for row in _find_figures(atlas, metric).to_dict("records")
        ),
    )
    return TestResult(test, numbers)


def _find_figures(atlas: Atlas, metric: str) -> pd.DataFrame:
    """Return the rows of a metric, each figure once."""
    counts = atlas.statistics
    return counts[counts["metric"] == metric].drop_duplicates(FIGURE)


def find_recorded(atlas: Atlas, span: Span) -> pd.DataFrame:
    """Return the events that begin within a span and count: their campaign, their kind.

    Which do, the settings of the atlas say (`counted`, `not_counted`).
    """
    events: pd.DataFrame = atlas.events
    return events[
        (events["campaign"] == atlas.settings.counted)
        & ~events["kind"].isin(atlas.settings.not_counted)
        & (events["start_date"] >= span.start.isoformat())
        & (events["start_date"] <= span.end.isoformat())
    ]


def describe(atlas: Atlas, result: TestResult, words: Translator) -> Sentence:
    """Say the published figures of each metric, and how many events are recorded by sector."""
    test, settings = result.test, atlas.settings
    parts = [_say_metric(atlas, metric, words) for metric in test.subjects]
    sectors = [
        f"{words.label('sector', number.of)} {write_number(number.value or 0)}"
        for number in result.all_of("recorded-in-sector")
    ]
    recorded = words.text(
        "measure.counts.recorded",
        period=test.expected,
        n=write_number(result.value("recorded")),
    )
    parts.append(recorded + (f" ({words.items(sectors)})" if sectors else ""))
    how = words.text(
        "measure.counts.method",
        campaign=words.label("campaign", settings.counted),
        kinds=words.items([words.label("kind", kind) for kind in settings.not_counted]),
    )
    return Sentence(words.text("measure.counts.title"), words.clauses(parts), how)


def _say_metric(atlas: Atlas, metric: str, words: Translator) -> str:
    figures = [
        words.text(
            "measure.counts.figure",
            side=words.label("side", row["counted_by"]),
            period=row["date_edtf"],
            n=write_number(row["count"]),
        )
        for row in _find_figures(atlas, metric).to_dict("records")
    ]
    list_ = words.items(figures) or words.text("measure.counts.nothing")
    return words.text("measure.counts.metric", metric=words.label("metric", metric), list=list_)


METHOD = Method(
    name="counts",
    subjects=("metric", "more"),
    expects="date",
    units="",
    measure=measure,
    describe=describe,
)
