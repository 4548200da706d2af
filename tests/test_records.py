"""Cells as JSON knows them."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.page.records import make_records, plain


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("text", "text"), (["a"], ["a"]), (None, None), (float("nan"), None), (pd.NA, None),
     (3.0, 3), (2.5, 2.5), (True, True)],
)  # fmt: skip
def test_a_cell_becomes_what_json_knows(cell: object, expected: object) -> None:
    assert plain(cell) == expected
    assert type(plain(cell)) is type(expected)


def test_rows_have_only_the_columns_asked_for_and_there() -> None:
    table = pd.DataFrame({"id": ["a"], "count": [float("nan")], "more": [1]})
    assert make_records(table, ("id", "count", "absent")) == [{"id": "a", "count": None}]
    assert make_records(table.iloc[:0], ("id",)) == []
