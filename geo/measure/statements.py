"""Statements compared with the atlas itself: what can be measured is measured when it is built.

A row of ``statement_tests.csv`` names a method, what it is about and what the statement expects. No
result is ever typed in.
"""

from __future__ import annotations

from collections.abc import Iterable

from geo.atlas.tables import Atlas
from geo.atlas.translator import Translator
from geo.measure import claims, counts, date, distance, frontier, gap, strip
from geo.measure.method import Method, Sentence, StatementTest, TestResult

METHODS: dict[str, Method] = {
    module.METHOD.name: module.METHOD
    for module in (distance, gap, frontier, strip, date, claims, counts)
}


def measure_statements(atlas: Atlas) -> list[TestResult]:
    """Return the result of each row of the table of tests, in the order of its ids.

    Raises
    ------
    KeyError
        If a test names an unknown method, place, event or feature; the checks refuse such data.
    """
    columns = ["id", "statement_id", "method", "subjects", "expected", "unit", "note"]
    table = atlas.statement_tests
    rows = table[columns].itertuples(index=False, name=None) if len(table) else ()
    tests = [
        StatementTest(test, statement, method, tuple(subjects), *cells)
        for test, statement, method, subjects, *cells in rows
    ]
    return [METHODS[test.method].measure(atlas, test) for test in tests]


def describe_results(
    atlas: Atlas, results: Iterable[TestResult], words: Translator
) -> dict[str, Sentence]:
    """Return by test what its result says in one language."""
    return {
        result.test.id: METHODS[result.test.method].describe(atlas, result, words)
        for result in results
    }
