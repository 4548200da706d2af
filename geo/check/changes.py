"""Rules for the published changes: the last one of a cell says what the cell holds."""

from __future__ import annotations

from collections.abc import Iterator

from geo.check.rows import Row, file_of, is_complete, rows_of
from geo.read.archive import Archive
from geo.read.problems import Problem, quote

CODES = "codes"


def check_changes(archive: Archive) -> Iterator[Problem]:
    """Require that the tables say what the last change of each cell says.

    A change without a column is that of a whole row: with `new` as the row that holds it now, or
    with an empty `new` the row is no longer there. Of the table of codes the id is list/code, and
    the codes that went are the new ones in every cell. A table that was read in part is passed
    over.
    """
    tables: dict[str, dict[str, Row]] = {}
    renamed = _renamed_codes(archive)
    for change in _last_changes(archive):
        file, line, table = file_of(archive, "changes"), change["line"], change["table"]
        frame = archive.tables.get(table)
        if frame is None or ("id" not in frame and table != CODES):
            message = f"table {quote(table)} is not a table here whose rows have an id"
            yield Problem(file, line, message)
            continue
        if not is_complete(archive, table):
            continue
        if table not in tables:
            tables[table] = {_id_of(table, row): row for row in rows_of(archive, table)}
        fault = _fault_of(change, tables[table], list(frame.columns), renamed)
        if fault:
            yield Problem(file, line, fault)


def _id_of(table: str, row: Row) -> str:
    return f"{row['list']}/{row['code']}" if table == CODES else row["id"]


def _renamed_codes(archive: Archive) -> dict[str, str]:
    """Return the codes that were renamed in all rows at once, old to new."""
    gone = (row for row in rows_of(archive, "changes") if row["table"] == CODES and row["new"])
    return {row["id"].split("/")[-1]: row["new"].split("/")[-1] for row in gone}


def _last_changes(archive: Archive) -> list[Row]:
    """Return the last change of each cell: that of the latest day, then of the lowest line."""
    last = {
        (change["table"], change["id"], change["column"]): change
        for change in sorted(
            rows_of(archive, "changes"), key=lambda row: (row["date"], row["line"])
        )
    }
    return list(last.values())


def _fault_of(
    change: Row, rows: dict[str, Row], columns: list[str], renamed: dict[str, str]
) -> str:
    """Return what is wrong with a change, "" if nothing is."""
    identity, column, new = change["id"], change["column"], change["new"]
    if not column:
        if identity in rows:
            return f"the row {quote(identity)} is gone after this change, yet it is there"
        if new and new not in rows:
            return f"new {quote(new)} is not an id of the table {change['table']}"
        return ""
    if column not in columns:
        return f"column {quote(column)} is not one of the table {change['table']}"
    if identity not in rows:
        return f"id {quote(identity)} is not one of the table {change['table']}"
    if rows[identity][column] not in (new, renamed.get(new, new)):
        return f"new is {quote(new)}, yet the table has {quote(rows[identity][column])}"
    return ""
