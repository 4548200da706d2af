"""Rows whose cells stand in the columns of their neighbours: where the shift begins.

A row is explained by undoing what an editor or a spreadsheet may have done to it, at each column in
turn: whatever leaves a row that every column accepts is what happened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

# Tells whether a column accepts a cell.
Accepts: TypeAlias = Callable[[str], bool]
# Quotation marks that word processors make of straight ones.
TYPOGRAPHIC = ("\u201c", "\u201d", "\u201e", "\u00ab")


def explain_width(cells: Sequence[str], names: Sequence[str], accepts: Sequence[Accepts]) -> str:
    """Return where a row has a cell too many or too few, "" if no single cell explains it."""
    width = len(names)
    if any(cell.startswith(TYPOGRAPHIC) for cell in cells):
        return 'only straight quotation marks, ", hold a text with a comma together'
    if len(cells) == width + 1:
        found = [at for at in range(len(cells)) if _is_sound(_without(cells, at), accepts)]
        where = _between(found, [*names, ""])
        hint = "a text with a comma in it stands in quotation marks"
        return f"{where} there is one too many; {hint}" if where else ""
    if len(cells) == width - 1:
        found = [at for at in range(width) if _is_sound(_with_gap(cells, at), accepts)]
        where = _between(found, names)
        return f"{where} one is missing" if where else ""
    return ""


def explain_shift(cells: Sequence[str], names: Sequence[str], accepts: Sequence[Accepts]) -> str:
    """Return from which column on the cells of a row of the right width are shifted, "" if none."""
    places = range(len(names))
    # What was put in is an empty cell: anything else would be a value that nobody misses.
    blank = [at for at in places if not cells[at]]
    right = [at for at in blank if _is_sound([*_without(cells, at), ""], accepts)]
    if right and not _is_sound(cells, accepts):
        return f"the cells {_from(right, names)} on stand one column too far to the right"
    left = [at for at in places if not cells[-1] and _is_sound(_with_gap(cells[:-1], at), accepts)]
    if left and not _is_sound(cells, accepts):
        return f"the cells {_from(left, names)} on stand one column too far to the left"
    return ""


def _is_sound(cells: Sequence[str | None], accepts: Sequence[Accepts]) -> bool:
    """Tell whether every column accepts its cell; None stands for a lost cell, whatever it was."""
    pairs = zip(accepts, cells, strict=True)
    return all(cell is None or column(cell) for column, cell in pairs)


def _without(cells: Sequence[str], at: int) -> list[str]:
    return [*cells[:at], *cells[at + 1 :]]


def _with_gap(cells: Sequence[str], at: int) -> list[str | None]:
    return [*cells[:at], None, *cells[at:]]


def _between(found: Sequence[int], names: Sequence[str]) -> str:
    """Return the columns between which a change explains a row, in words."""
    if not found:
        return ""
    first, last = names[found[0]], names[found[-1]]
    if not last:
        return f"from column {first} on" if first else "behind the last column"
    return f"at column {first}" if first == last else f"between the columns {first} and {last}"


def _from(found: Sequence[int], names: Sequence[str]) -> str:
    """Return where a shift begins, as well as the cells tell."""
    first, last = names[found[0]], names[found[-1]]
    return f"from column {first}" if first == last else f"from column {first}, or {last} at most,"
