"""A number of a statement compared with the claims about an event: subject, side and number."""

from __future__ import annotations

import pandas as pd

from geo.atlas.tables import Atlas, rests_on_tested_texts
from geo.atlas.translator import Translator, write_number, write_range
from geo.measure.method import Method, Number, Sentence, StatementTest, TestResult


def measure(atlas: Atlas, test: StatementTest) -> TestResult:
    """Count the claims whose bounds hold the expected number.

    Claims that cite nothing but the documents under test are left out: a text is no evidence for
    itself.
    """
    found, left_out = _find_claims(atlas, test)
    wanted = float(test.expected)
    fits = found[(found["low"] <= wanted) & (found["high"] >= wanted)]
    rows = zip(found["id"], found["low"], found["high"], strict=True)
    numbers = (
        Number("agreeing", "1", len(fits)),
        Number("claims", "1", len(found)),
        Number("left-out", "1", left_out),
        *(
            Number("claimed", "1", None, float(low), float(high), str(id_))
            for id_, low, high in rows
        ),
    )
    return TestResult(test, numbers)


def _find_claims(atlas: Atlas, test: StatementTest) -> tuple[pd.DataFrame, int]:
    """Return the numbered claims that a test asks for, and how many cite the tested texts alone."""
    event_id, subject, side = test.subjects
    claims = atlas.claims
    found = claims[
        (claims["event_id"] == event_id)
        & (claims["subject"] == subject)
        & (claims["of_side"] == side)
        & claims["low"].notna()
    ]
    if test.unit:
        found = found[found["unit"] == test.unit]
    circular = rests_on_tested_texts(found, atlas.sources, atlas.settings)
    return found[~circular], int(circular.sum())


def describe(atlas: Atlas, result: TestResult, words: Translator) -> Sentence:
    """Say the number, those claimed, and how many of the claims agree."""
    test = result.test
    event_id, subject, _ = test.subjects
    claims, left_out = int(result.value("claims")), int(result.value("left-out"))
    bounds = sorted({(one.low or 0.0, one.high or 0.0) for one in result.all_of("claimed")})
    figures = words.items([write_range(low, high) for low, high in bounds])
    unit = f" {words.label('unit', test.unit)}" if test.unit else ""
    number = write_number(float(test.expected)) + unit
    parts = [
        words.text("measure.claims.expected", n=number),
        words.text("measure.claims.claimed", list=figures or words.text("measure.claims.nothing")),
        words.text("measure.claims.agree", n=int(result.value("agreeing")), of=claims)
        if claims
        else words.text("measure.claims.none"),
    ]
    if left_out:
        parts.append(words.text("measure.claims.leftOut", n=left_out))
    event = str(atlas.events.set_index("id")["title"][event_id])
    title = words.text("measure.claims.title", a=event, b=words.label("subject", subject))
    return Sentence(title, words.clauses(parts), words.text("measure.claims.method"))


METHOD = Method(
    name="claims",
    subjects=("event", "subject", "side"),
    expects="number",
    units="unit",
    measure=measure,
    describe=describe,
)
