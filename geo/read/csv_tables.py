"""CSV files into rows, as editors, spreadsheets and programs save them.

Read as what they are: any ends of lines, quoted or not, with empty rows and columns at the end,
with blanks round a cell. Whatever else is not the table that was expected is told.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from geo.read.files import read_text
from geo.read.problems import Problem, quote

# What other programs put between cells, and how a reader calls it.
DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "bars", "\uff0c": "full-width commas"}
# How many rows down a header is looked for.
TITLE_ROWS = 10


class Row(NamedTuple):
    """Hold the cells of one row and the line of the file where it ends."""

    line: int
    cells: list[str]


class Rows(NamedTuple):
    """Hold the rows of a table that have a cell for each column, and those that have not."""

    even: list[Row]
    uneven: list[Row]


def read_rows(path: Path, names: Sequence[str]) -> tuple[Rows | None, list[Problem]]:
    """Read a CSV file with exactly the columns `names`; None if its header is not theirs."""
    text, problems = read_text(path)
    if text is None:
        return None, problems
    rows, fault = _parse(text)
    header = rows[0].cells if rows else []
    width = max((at for at, name in enumerate(header, 1) if name), default=0)
    if header[:width] != list(names):
        message = describe_header(header, names, rows)
        return None, [Problem(str(path), rows[0].line if rows else 1, message)]
    found = Rows([], [])
    for line, cells in rows[1:]:
        # A spreadsheet fills every row up to the width of the widest.
        if len(cells) == len(header) and not any(cells[width:]):
            cells = cells[:width]
        if not any(cells):
            # Which is harmless at the end, and elsewhere the trace of something deleted.
            message = "an empty row between two others; delete it"
            problems.append(Problem(str(path), line, message))
        elif len(cells) == width:
            found.even.append(Row(line, cells))
        else:
            found.uneven.append(Row(line, cells))
    return found, problems + [Problem(str(path), *one) for one in fault]


def _parse(text: str) -> tuple[list[Row], list[tuple[int, str]]]:
    """Return all rows up to the last that is not empty, and (line, fault) of what is no CSV."""
    # An odd number of quotation marks would swallow the rest of the file, so strictness matters.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        for cells in reader:
            # str.strip takes no-break and ideographic blanks with the others.
            rows.append(Row(reader.line_num, [cell.strip() for cell in cells]))
    except csv.Error as error:
        message = f"not a valid CSV row: {error}; check the quotation marks"
        return rows, [(reader.line_num, message)]
    while rows and not any(rows[-1].cells):
        rows.pop()
    return rows, []


def describe_header(header: list[str], names: Sequence[str], rows: list[Row]) -> str:
    """Say how a header differs from the columns expected, and what has happened to it."""
    expected = f"expected {','.join(names)}"
    if told := _find_other_form(header, names, rows):
        return f"{told}; {expected}"
    missing = [name for name in names if name not in header]
    unknown = [name for name in header if name not in names]
    faults = []
    for name in [one for one in unknown if one]:
        near = [other for other in missing if _plain(other) == _plain(name)]
        meant = f", for {quote(near[0])}" if near else ""
        faults.append(f"unknown column {quote(name)}{meant}")
        missing = [other for other in missing if other not in near]
    if missing and not set(header) & set(names):
        return f"none of the columns is here; {expected}"
    faults += [f"column {quote(name)} is missing" for name in missing]
    repeated = {name for name in header if name and header.count(name) > 1}
    faults += [f"column {quote(name)} is repeated" for name in sorted(repeated)]
    if "" in header[: _last(header)] and missing:
        at = header.index("") + 1
        faults.append(f"column {at} has no name, as under merged cells")
    return f"{'; '.join(faults) or 'the columns stand in another order'}; {expected}"


def _find_other_form(header: list[str], names: Sequence[str], rows: list[Row]) -> str:
    """Return what keeps the first line from being a header of this form at all."""
    line = header[0] if header else ""
    if not line and len(header) < 2:
        return "the file has no columns"
    if re.fullmatch(r"sep=.?", line, re.IGNORECASE):
        return f"the first line is {quote(line)}, which only one program reads; delete it"
    if len(header) < len(names):
        for sign, called in DELIMITERS.items():
            if sum(name in header[0].split(sign) for name in names) > 1:
                return f"cells are parted by {called}; save the table with commas"
    for row in rows[1:TITLE_ROWS]:
        if set(names) <= set(row.cells):
            return f"the names of the columns stand on line {row.line}; delete what is above"
    return ""


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _last(header: list[str]) -> int:
    return max((at for at, name in enumerate(header, 1) if name), default=0)
