"""Rules for ids: one space for all on the map, ids that carry what they belong to, retired ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from geo.check.rows import MAP_TABLES, file_of, ids_of, rows_of, split_list
from geo.read.archive import Archive
from geo.read.problems import Problem, quote


def check_map_ids(archive: Archive) -> Iterator[Problem]:
    """Require that no two things on the map share an id, whatever their file."""
    rows = [
        (file_of(archive, table), row) for table in MAP_TABLES for row in rows_of(archive, table)
    ]
    rows += [(row["file"], row) for row in archive.features.to_dict("records")]
    seen: dict[str, tuple[str, int]] = {}
    for file, row in rows:
        first, line = seen.setdefault(row["id"], (file, row["line"]))
        # A repeat within one file is reported by its primary key.
        if first != file:
            message = f"id {quote(row['id'])} is already used, {Path(first).name} line {line}"
            yield Problem(file, row["line"], message)


def check_names(archive: Archive) -> Iterator[Problem]:
    """Require that a name carries its place and its language in its id."""
    for row in rows_of(archive, "names"):
        start = re.escape(f"{row['place_id']}-{row['lang'].lower()}")
        if not re.fullmatch(start + r"-[0-9]{2,}", row["id"]):
            message = f"id {quote(row['id'])}: expected the place id, the language and a number"
            yield Problem(file_of(archive, "names"), row["line"], message)


def check_retired(archive: Archive) -> Iterator[Problem]:
    """Require that a retired row is not live, and that any other names its successor."""
    live = set().union(*(ids_of(archive, table) for table in MAP_TABLES))
    cells = [row["dossier_ids"] for row in rows_of(archive, "events")]
    kept = {item for cell in cells for item in split_list(cell)}
    for row in rows_of(archive, "retired"):
        file, line, identity = file_of(archive, "retired"), row["line"], row["dossier_id"]
        if identity in live:
            yield Problem(file, line, f"{quote(identity)} is retired and live")
        if row["action"] == "retired" and identity in kept:
            yield Problem(file, line, f"{quote(identity)} is retired, yet an event comes from it")
        if row["action"] not in ("", "retired") and not row["successor"]:
            yield Problem(file, line, f"successor is empty; {row['action']} needs one")
