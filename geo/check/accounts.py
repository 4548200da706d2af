"""Whether the figures of one account of losses add up: of categories, of allies, of parts.

An account is what one witness states together about one event. The parts that a sum includes are
added where the account has each of them, the allies of a side where it has each, and the parts of a
whole, written "whole / part" in the scope, where it has two or more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TypeAlias

from geo.check.rows import Row, split_list
from geo.read.schema import NUMBER

# A figure, as its lower and upper bound.
Bounds: TypeAlias = tuple[float, float]
PART = " / "
# The columns that two figures have in common when only the one named differs.
ALIKE = ("subject", "of_side", "scope", "period")


def find_misfits(
    claims: list[Row], allies: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Row, str]]:
    """Yield the figures that their parts do not add up to, each with what they add up to.

    `claims` are rows of the table of claims, `allies` the members of each side that stands for
    several. Figures without an account, or with one bound alone, are passed over.
    """
    rows = [row for row in claims if row["account"] and _bounds(row)]
    rows.sort(key=_account)
    for _, found in groupby(rows, key=_account):
        account = list(found)
        for row in account:
            yield from _misfits_of(row, account, allies)


def _account(row: Row) -> tuple[str, str]:
    return row["event_id"], row["account"]


def _bounds(row: Row) -> Bounds | None:
    """Return the bounds of a figure, None without both."""
    low, high = row["low"], row["high"]
    return (float(low), float(high)) if NUMBER.fullmatch(low) and NUMBER.fullmatch(high) else None


def _misfits_of(
    row: Row, account: list[Row], allies: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Row, str]]:
    for what, parts in (
        ("the parts it includes", _categories(row, account)),
        ("its allies", _members(row, account, allies.get(row["of_side"], ()))),
        ("its parts", _scopes(row, account)),
    ):
        bounds = [bound for part in parts if (bound := _bounds(part))]
        if not bounds:
            continue
        total = (sum(low for low, _ in bounds), sum(high for _, high in bounds))
        if total != _bounds(row):
            stated = _write((float(row["low"]), float(row["high"])))
            yield row, f"{row['subject']}: {stated}, yet {what} make {_write(total)}"


def _categories(row: Row, account: list[Row]) -> list[Row]:
    """Return the figures that a sum includes, none if one of them is not in the account."""
    wanted = split_list(row["includes"])
    parts = [one for one in account if one["subject"] in wanted and _same_but(row, one, "subject")]
    return parts if {part["subject"] for part in parts} == set(wanted) else []


def _members(row: Row, account: list[Row], members: tuple[str, ...]) -> list[Row]:
    """Return the figures of the members of an alliance, none if one of them is missing."""
    parts = [one for one in account if one["of_side"] in members and _same_but(row, one, "of_side")]
    return parts if {part["of_side"] for part in parts} == set(members) else []


def _scopes(row: Row, account: list[Row]) -> list[Row]:
    """Return the figures of the parts of a whole, none if there is only one."""
    whole = row["scope"] + PART
    parts = [
        one
        for one in account
        if row["scope"]
        and one["scope"].startswith(whole)
        and one["includes"] == row["includes"]
        and _same_but(row, one, "scope")
    ]
    return parts if len(parts) > 1 else []


def _same_but(first: Row, second: Row, column: str) -> bool:
    """Tell whether two figures are of the same subject, side, scope and time, but for one."""
    return all(first[name] == second[name] for name in ALIKE if name != column)


def _write(bounds: Bounds) -> str:
    low, high = bounds
    return f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
