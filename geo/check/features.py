"""Rules for lines and areas: days, schematic ones, licences."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from geo.check.rows import any_of, file_of
from geo.read.archive import Archive
from geo.read.edtf import is_day
from geo.read.problems import Problem, quote


def check_validity(archive: Archive) -> Iterator[Problem]:
    """Require that a feature is valid from one civil day to the same or a later one."""
    for row in archive.features.to_dict("records"):
        days = [row.get("valid_from"), row.get("valid_to")]
        faults = [day for day in days if isinstance(day, str) and not is_day(day)]
        for day in faults:
            message = f"valid_from or valid_to: {quote(day)} is not a day; expected YYYY-MM-DD"
            yield Problem(row["file"], row["line"], message)
        if not faults and all(isinstance(day, str) for day in days) and days[0] > days[1]:
            message = f"valid_from {days[0]} is after valid_to {days[1]}"
            yield Problem(row["file"], row["line"], message)


def check_schematic(archive: Archive) -> Iterator[Problem]:
    """Require that a schematic feature says so in the words a reader sees."""
    for row in archive.features.to_dict("records"):
        words = f"{row['method']} {row['note']}".lower()
        if row["status"] == "schematic" and "schematic" not in words:
            message = "status is schematic; expected the word schematic in method or note"
            yield Problem(row["file"], row["line"], message)


def check_licences(archive: Archive) -> Iterator[Problem]:
    """Require that a feature carries the one licence under which its file is listed."""
    licences = {str(r.path): r.licences for r in archive.resources.values()}
    frames = {"": archive.features, **archive.base}
    found = [
        (row.get("file") or file_of(archive, name), row["line"], row["licence"])
        for name, frame in frames.items()
        if isinstance(frame, pd.DataFrame)
        for row in frame.to_dict("records")
    ]
    for file, line, licence in found:
        if isinstance(licence, str) and (licence,) != licences[file]:
            message = f"licence {quote(licence)}; the file is listed under {any_of(licences[file])}"
            yield Problem(file, line, message)
