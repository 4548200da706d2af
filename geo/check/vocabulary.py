"""Rules for the vocabulary of an atlas: every look that a code names exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import pandas as pd

from geo.check.rows import file_of, ids_of, is_complete
from geo.read.advice import make_code_advice
from geo.read.archive import DESCRIPTOR, Archive
from geo.read.files import read_text
from geo.read.problems import Problem, quote
from geo.read.settings import Settings, line_of_member
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


def check_settings(archive: Archive) -> Iterator[Problem]:
    """Require that the codes and ids that the settings of the atlas name are there."""
    if "codes" not in archive.tables or "codes" in archive.broken:
        return
    codes = archive.tables["codes"]
    file = str(archive.folder / DESCRIPTOR)
    text, _ = read_text(archive.folder / DESCRIPTOR)
    for member, where, names in _named_in_settings(archive.settings):
        if where == "sources":
            known = ids_of(archive, where) if is_complete(archive, where) else set(names)
        else:
            known = set(codes[codes["list"] == where]["code"])
        advise = make_code_advice(known)
        for name in names:
            if name and name not in known:
                message = f"atlas.{member}: {quote(name)} is not in {where}"
                advice = advise(name)
                line = line_of_member(text or "", member)
                yield Problem(file, line, f"{message}; {advice}" if advice else message)


def _named_in_settings(settings: Settings) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Yield (member, list or table, names) for each setting that names codes or ids."""
    yield "key", "side", [side for side, _ in settings.key]
    yield "allies", "side", [*settings.allies, *chain(*settings.allies.values())]
    yield "both", "side", [settings.both]
    yield "losses", "subject", [subject for measure in settings.losses for subject in measure]
    yield "people", "subject", settings.people
    yield "no_source", "sources", settings.no_source
    yield "tested", "source-kind", [settings.tested]
    yield "no_evidence", "source-kind", settings.no_evidence
    yield "counted", "campaign", [settings.counted]
    yield "not_counted", "kind", settings.not_counted
    yield "agreed", "basis", [settings.agreed]
    yield "parties", "voice", [voice for party in settings.parties for voice in party]
    yield "study", "voice", [settings.study]


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
