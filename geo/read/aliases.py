"""Names that were renamed: an old data folder is shown the new one, an old link still opens.

The one home of old names is `aliases.csv`: what was renamed (a column, a list of codes, a code),
where (the table or the list), and its old and new name.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import NamedTuple

TABLE = resources.files("geo.read") / "aliases.csv"
COLUMN, LIST, CODE = "column", "list", "code"


class Alias(NamedTuple):
    """Hold one renamed name."""

    what: str
    where: str
    old: str
    new: str


def read_aliases() -> tuple[Alias, ...]:
    """Return all renamed names, in the order of the table."""
    rows = csv.DictReader(TABLE.read_text("utf-8").splitlines())
    return tuple(Alias(row["what"], row["where"], row["old"], row["new"]) for row in rows)


ALIASES = read_aliases()


def find_renamed(what: str, where: str, old: str) -> str:
    """Return the new name of something, "" if it was never renamed."""
    found = (one.new for one in ALIASES if (one.what, one.where, one.old) == (what, where, old))
    return next(found, "")


def tell_renamed(where: str, columns: Iterable[str]) -> Iterator[str]:
    """Yield a sentence for each column of a table that has another name now."""
    for column in columns:
        if new := find_renamed(COLUMN, where, column):
            yield f'column "{column}" is now "{new}"'


def old_nodes(list_name: str, codes: Iterable[str]) -> dict[str, str]:
    """Return the nodes of the layer tree by the names they had before: `layer:area`.

    `codes` are the codes of a list by their names of today.
    """
    lists = [one.old for one in ALIASES if one.what == LIST and one.new == list_name]
    renamed = {one.new: one.old for one in ALIASES if one.what == CODE and one.where == list_name}
    return {
        f"{old_list}:{renamed.get(code, code)}": f"{list_name}:{code}"
        for old_list in lists
        for code in codes
    }
