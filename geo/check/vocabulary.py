"""Rules for the vocabulary of an atlas: every look that a code names exists."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from geo.check.rows import file_of
from geo.read.archive import Archive
from geo.read.problems import Problem, quote
from geo.read.vocabulary import LOSSES, NEEDED_COLOURS, NEEDED_LISTS, PLAIN_SHAPE

# Column of the codes -> the table that holds its names.
NAMED = {"shape": "shapes", "palette": "palette", "fill": "palette", "hatch": "palette"}
TABLES = ("codes", "palette", "shapes")


def check_vocabulary(archive: Archive) -> Iterator[Problem]:
    """Require that looks name what exists, and that what the program asks for by name is there."""
    if any(name not in archive.tables or name in archive.broken for name in TABLES):
        return
    codes, palette, shapes = (archive.tables[name] for name in TABLES)
    yield from _missing(archive, "palette", set(NEEDED_COLOURS) - set(palette["name"]))
    yield from _missing(archive, "shapes", {PLAIN_SHAPE} - set(shapes["name"]))
    for name in sorted(set(NEEDED_LISTS) - set(codes["list"])):
        message = f"no code of the list {name}, which the page needs"
        yield Problem(file_of(archive, "codes"), 1, message)
    for column, table in NAMED.items():
        known = set(archive.tables[table]["name"])
        wrong = codes[(codes[column] != "") & ~codes[column].isin(known)]
        for line, name in zip(wrong["line"], wrong[column], strict=True):
            message = f"{column}: {quote(name)} is not in {table}.csv"
            yield Problem(file_of(archive, "codes"), int(line), message)
    yield from _check_losses(archive, codes[codes["list"] == LOSSES])


def _missing(archive: Archive, table: str, names: set[str]) -> Iterator[Problem]:
    for name in sorted(names):
        message = f"no row {quote(name)}, which page and exports need"
        yield Problem(file_of(archive, table), 1, message)


def _check_losses(archive: Archive, rows: pd.DataFrame) -> Iterator[Problem]:
    """Require that the classes of losses are whole numbers, and rise from 0 in their order."""
    lowest = -1
    for row in sorted(rows.to_dict("records"), key=lambda row: (len(row["order"]), row["order"])):
        bound = int(row["code"]) if row["code"].isdecimal() else -1
        if bound <= lowest or (lowest < 0 and bound):
            expected = "whole numbers that rise from 0 in their order"
            message = f"code: {quote(row['code'])} of the list {LOSSES}; expected {expected}"
            yield Problem(file_of(archive, "codes"), int(row["line"]), message)
        lowest = max(bound, lowest, 0)
