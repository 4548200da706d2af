"""Rows of a table as JSON knows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def make_records(table: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, object]]:
    """Return the rows of a table as JSON-able records; missing values become None."""
    if not len(table):
        return []
    names = [name for name in columns if name in table.columns]
    rows = table[names].astype(object).to_dict("records")
    return [{str(key): plain(value) for key, value in row.items()} for row in rows]


def plain(value: object) -> object:
    """Return a cell as JSON knows it: None for missing, int or float for numbers."""
    if isinstance(value, list | str | bool) or value is None:
        return value
    # pandas' own missing value is neither equal nor unequal to itself.
    if str(value) == "<NA>" or value != value:
        return None
    number = float(value)  # type: ignore[arg-type]
    return int(number) if number.is_integer() else number
