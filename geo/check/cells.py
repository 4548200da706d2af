"""Rules for the cells of every table: dates, lists, references, plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from geo.check.rows import (
    any_of,
    file_of,
    frames_with_schema,
    ids_of,
    is_complete,
    marked_cells,
    rows_of,
    split_list,
)
from geo.read.advice import make_code_advice
from geo.read.archive import FEATURES, Archive
from geo.read.damage import find_damage, is_blank, is_day_of_spreadsheet
from geo.read.edtf import parse_when
from geo.read.problems import Problem, quote
from geo.read.schema import NUMBER
from geo.read.written_dates import advise_date

CONTROL = frozenset({"Cc", "Zl", "Zp", "Cs", "Co", "Cn"})
MARKUP = re.compile(r"</?[A-Za-z!]|&[a-z]+;|&#")
# The wide forms are taken for the others by spreadsheets of East Asia.
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
DAY_OF_SPREADSHEET = "a day that a spreadsheet makes of numbers such as 12-5; write what was there"


def check_dates(archive: Archive) -> Iterator[Problem]:
    """Require that a date in EDTF parses, ends after it begins, and lies in plausible days."""
    days = archive.settings.days
    for file, line, name, _, cell in marked_cells(archive, "edtf"):
        if not isinstance(cell, str) or not cell:
            continue
        try:
            span = parse_when(cell)
        except ValueError as error:
            # What is damaged has been told for any column.
            if not find_damage(cell):
                yield Problem(file, line, f"{name}: {_say_date(cell, error)}")
            continue
        if days and (span.start < days.start or span.end > days.end):
            years = f"{days.start.year}-{days.end.year}"
            yield Problem(file, line, f"{name}: {quote(cell)} is outside the period {years}")


def _say_date(cell: str, error: ValueError) -> str:
    """Return what is wrong with a date: how to write it if that can be told, else the rule."""
    advice = advise_date(cell)
    return f"{quote(cell)} is not written in EDTF; {advice}" if advice else str(error)


def check_lists(archive: Archive) -> Iterator[Problem]:
    """Require that a list joined with ; has no empty, padded or repeated item."""
    for file, line, name, _, cell in marked_cells(archive, "separator"):
        items = split_list(cell)
        for item in items:
            if item != item.strip() or not item:
                message = f"{name}: expected items joined by ; without blanks, got {quote(cell)}"
                yield Problem(file, line, message)
                break
        if len(set(items)) != len(items):
            yield Problem(file, line, f"{name}: an item is repeated in {quote(cell)}")


def check_references(archive: Archive) -> Iterator[Problem]:
    """Require that each id of a list exists in one of the tables that its field names."""
    known: dict[str, set[str] | None] = {}
    advice: dict[str, Callable[[str], str]] = {}
    for file, line, name, targets, cell in marked_cells(archive, "references"):
        assert isinstance(targets, list)
        there = any_of(targets)
        if there not in known:
            known[there] = _find_known(archive, targets)
            advice[there] = make_code_advice(known[there] or ())
        ids = known[there]
        for item in split_list(cell):
            if ids is not None and item.strip() and item.strip() not in ids:
                told = _join_ids(item, ids) or advice[there](item)
                message = f"{name}: {quote(item)} is not an id in {there}"
                yield Problem(file, line, f"{message}; {told}" if told else message)


def _join_ids(item: str, ids: set[str]) -> str:
    """Return how to write what is several ids joined in another way, "" if it is not."""
    parts = [part.strip() for part in re.split(r"[,\uff0c\u3001/|\s]+", item)]
    is_list = len(parts) > 1 and set(parts) <= ids
    return f"items are joined by ;, so write {';'.join(parts)}" if is_list else ""


def _find_known(archive: Archive, tables: list[str]) -> set[str] | None:
    """Return the ids of tables, or None if one of them was not read to the last row.

    A table that the archive does without has no ids.
    """
    listed = [table for table in tables if table == FEATURES or table in archive.resources]
    if not all(is_complete(archive, table) for table in listed):
        return None
    return set().union(*(ids_of(archive, table) for table in listed))


def check_sources_used(archive: Archive) -> Iterator[Problem]:
    """Require that each source is used by at least one row or feature."""
    if archive.broken or "sources" not in archive.tables:
        return
    cells = marked_cells(archive, "references")
    used = {i for *_, targets, cell in cells if targets == ["sources"] for i in split_list(cell)}
    for row in rows_of(archive, "sources"):
        if row["id"] and row["id"] not in used:
            message = f"source {quote(row['id'])} is used by no row; cite it or drop it"
            yield Problem(file_of(archive, "sources"), row["line"], message)


def check_text(archive: Archive) -> Iterator[Problem]:
    """Require plain text: one line, no control characters, markup, formula or blank ends."""
    for file, fields, frame in frames_with_schema(archive):
        lines = frame["line"].tolist()
        for name in [str(field["name"]) for field in fields if field["type"] == "string"]:
            is_date = any(field["name"] == name and "edtf" in field for field in fields)
            for line, cell in zip(lines, frame[name].tolist(), strict=True):
                if not isinstance(cell, str) or not cell:
                    continue
                message = find_text_fault(cell) or ("" if is_date else _find_made_day(cell))
                # What is damaged has been told for any column.
                if message and not find_damage(cell):
                    yield Problem(file, line, f"{name}: {message} in {quote(cell)}")


def check_addresses(archive: Archive) -> Iterator[Problem]:
    """Require that what is written as an address is one that a browser can open."""
    for file, fields, frame in frames_with_schema(archive):
        lines = frame["line"].tolist()
        for name in [str(field["name"]) for field in fields if field["type"] == "string"]:
            for line, cell in zip(lines, frame[name].tolist(), strict=True):
                is_address = isinstance(cell, str) and cell.startswith(("http://", "https://"))
                if is_address and (fault := find_address_fault(cell)):
                    yield Problem(file, line, f"{name}: {quote(cell)}: {fault}")


def find_address_fault(address: str) -> str:
    """Return what keeps a browser from opening an address of the web, "" if nothing."""
    try:
        parts = urlsplit(address)
        is_whole = parts.hostname and (parts.port or 1) > 0
    except ValueError as error:
        return f"no address: {error}"
    is_plain = all(one.isprintable() and not one.isspace() for one in address)
    return "" if is_whole and is_plain else "no address; expected https://host/path without blanks"


def _find_made_day(text: str) -> str:
    return DAY_OF_SPREADSHEET if is_day_of_spreadsheet(text) else ""


def find_control(text: str) -> str:
    """Return what is wrong with a text that goes into XML, YAML or lines, "" if nothing."""
    # The first question is quick, and most texts pass it.
    if not text.isprintable() and any(unicodedata.category(one) in CONTROL for one in text):
        return "a line break or control character"
    return ""


def find_text_fault(text: str) -> str:
    """Return what is wrong with a text that readers see, "" if nothing."""
    if fault := find_control(text):
        return fault
    if text != text.strip():
        return "a blank at the beginning or end"
    if is_blank(text):
        return "nothing that can be seen"
    # A single character begins nothing, and a number may be negative.
    if NUMBER.fullmatch(text):
        return ""
    if text.startswith(FORMULA) and len(text) > 1:
        return "a character that starts a formula in spreadsheets"
    return "HTML markup" if MARKUP.search(text) else ""
