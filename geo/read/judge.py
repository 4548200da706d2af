"""The judge of tables: every cell that breaks the schema of its table, in words for an editor.

Written here and not taken from a library: the library for this, frictionless, brings twenty others,
takes many times as long, and says what is wrong in prose that would have to be taken apart. It is
the second opinion of the tests. Each column is judged at once, and each distinct value in it once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from geo.read.aliases import CODE, find_renamed
from geo.read.files import Json, Object, is_number
from geo.read.problems import Problem, quote
from geo.read.schema import INTEGER, NUMBER, TYPES, Sheet, field_list, field_names

# The table that holds the codes of the lists that fields name.
CODES = "codes"
# What says what is wrong with a value, "" if nothing is.
Test: TypeAlias = Callable[[Json], str]
# The codes of each list; None if the table of codes was not read to the last row.
Lists: TypeAlias = Mapping[str, list[str]] | None


@dataclass(frozen=True)
class Column:
    """Hold one column of a sheet: its field, and its cells by position."""

    field: Object
    cells: list[Json]

    @property
    def name(self) -> str:
        """Return the name of the column."""
        return str(self.field["name"])


def find_structure_problems(sheets: Mapping[str, Sheet]) -> list[Problem]:
    """Return every break of the schemas, in which `find_schema_faults` found none."""
    lists = find_lists(sheets.get(CODES))
    ids = {name: _ids(sheet) for name, sheet in sheets.items() if sheet.complete}
    problems: list[Problem] = []
    for sheet in sheets.values():
        for column in _columns(sheet):
            problems += _judge(sheet, column, lists)
        problems += _find_repeats(sheet, _key(sheet.schema))
        for column_name, target in foreign_keys(sheet.schema):
            # References into a table that was read only in part are not reported.
            if target in ids:
                problems += _find_unknown_references(sheet, column_name, target, ids[target])
    return problems


def find_lists(sheet: Sheet | None) -> Lists:
    """Return the codes of each list, in their order in the file."""
    if sheet is None or not sheet.complete:
        return None
    names = field_names(sheet.schema)
    at, code = names.index("list"), names.index("code")
    lists: dict[str, list[str]] = {}
    for _, cells in sheet.rows:
        lists.setdefault(str(cells[at]), []).append(str(cells[code]))
    return lists


def _columns(sheet: Sheet) -> Iterator[Column]:
    for at, field in enumerate(field_list(sheet.schema)):
        yield Column(field, [cells[at] for _, cells in sheet.rows])


def _judge(sheet: Sheet, column: Column, lists: Lists) -> Iterator[Problem]:
    """Yield what is wrong with the cells of one column; of a wrong type only that."""
    constraints = _constraints(column.field)
    tests = list(_make_tests(column.field, lists))
    known: dict[Json, list[str]] = {}
    for at, cell in enumerate(column.cells):
        if cell is None or cell == "":
            if constraints.get("required"):
                message = f"{column.name} is empty; a value is required"
                yield Problem(sheet.file, sheet.rows[at][0], message)
            continue
        if isinstance(cell, list):
            continue
        if cell not in known:
            known[cell] = _find_faults(cell, column, tests)
        for message in known[cell]:
            yield Problem(sheet.file, sheet.rows[at][0], message)
    if constraints.get("unique"):
        yield from _find_repeats(sheet, [column.name])


def _find_faults(cell: Json, column: Column, tests: list[Test]) -> list[str]:
    if fault := _type_fault(cell, str(column.field["type"])):
        return [f"{column.name}: {fault}"]
    return [f"{column.name}: {quote(cell)} {fault}" for test in tests if (fault := test(cell))]


def _type_fault(cell: Json, kind: str) -> str:
    """Return what keeps a cell from being of its type; only plain digits are a number here."""
    if kind not in ("integer", "number"):
        return ""
    if isinstance(cell, str):
        is_plain = bool((INTEGER if kind == "integer" else NUMBER).fullmatch(cell))
    else:
        is_plain = is_number(cell) and (kind == "number" or isinstance(cell, int))
    return "" if is_plain else f"{quote(cell)} is not {TYPES[kind]} in plain digits"


def _make_tests(field: Object, lists: Lists) -> Iterator[Test]:
    """Yield the tests that a field asks for, beside its type."""
    constraints = _constraints(field)
    if "codes" in field and lists is not None:
        name = str(field["codes"])
        yield _is_one_of(lists.get(name, []), lambda code: find_renamed(CODE, name, code))
    if isinstance(choices := constraints.get("enum"), list):
        yield _is_one_of([str(choice) for choice in choices])
    if "pattern" in constraints:
        yield _fits(str(constraints["pattern"]), str(field.get("expected", "")))
    for key, words, is_sound in BOUNDS:
        if key in constraints:
            yield _is_within(float(str(constraints[key])), f"{words} {constraints[key]}", is_sound)


# What a bound is called to the reader, and how a cell keeps it.
BOUNDS: tuple[tuple[str, str, Callable[[Json, float], bool]], ...] = (
    ("minimum", "at least", lambda cell, bound: float(str(cell)) >= bound),
    ("maximum", "at most", lambda cell, bound: float(str(cell)) <= bound),
    ("maxLength", "a length of at most", lambda cell, bound: len(str(cell)) <= bound),
)


def _is_one_of(choices: list[str], renamed: Callable[[str], str] = lambda _: "") -> Test:
    known, expected = set(choices), ", ".join(choices)

    def test(cell: Json) -> str:
        if str(cell) in known:
            return ""
        new = renamed(str(cell))
        return f'is now "{new}"' if new else f"is not one of its codes; expected {expected}"

    return test


def _fits(pattern: str, expected: str) -> Test:
    regex = re.compile(pattern)
    message = f"is malformed; expected {expected or pattern}"
    return lambda cell: "" if regex.fullmatch(str(cell)) else message


def _is_within(bound: float, expected: str, is_sound: Callable[[Json, float], bool]) -> Test:
    message = f"is out of range; expected {expected}"
    return lambda cell: "" if is_sound(cell, bound) else message


def _constraints(field: Object) -> Object:
    found = field.get("constraints", {})
    assert isinstance(found, dict)
    return found


def _key(schema: Object) -> list[str]:
    key = schema.get("primaryKey", [])
    assert isinstance(key, list)
    return [str(name) for name in key]


def foreign_keys(schema: Object) -> Iterator[tuple[str, str]]:
    """Yield (column, table) for each foreign key of a sound schema."""
    for key in schema.get("foreignKeys") or ():  # type: ignore[union-attr]
        assert isinstance(key, dict) and isinstance(key["reference"], dict)
        assert isinstance(key["fields"], list)
        yield str(key["fields"][0]), str(key["reference"]["resource"])


def _ids(sheet: Sheet) -> set[str]:
    names = field_names(sheet.schema)
    return {str(cells[names.index("id")]) for _, cells in sheet.rows} if "id" in names else set()


def _find_repeats(sheet: Sheet, key: list[str]) -> Iterator[Problem]:
    """Yield the rows whose key stands on an earlier line; an empty key is reported as such."""
    if not key:
        return
    names = field_names(sheet.schema)
    places = [names.index(name) for name in key]
    seen: dict[tuple[str, ...], int] = {}
    for line, cells in sheet.rows:
        values = tuple(str(cells[at] or "") for at in places)
        if not all(values):
            continue
        if values in seen:
            shown = quote(", ".join(values))
            message = f"duplicate {', '.join(key)} {shown}, already on line {seen[values]}"
            yield Problem(sheet.file, line, message)
        else:
            seen[values] = line


def _find_unknown_references(
    sheet: Sheet, name: str, target: str, ids: set[str]
) -> Iterator[Problem]:
    """Yield the rows that point at an id that a table does not have."""
    at = field_names(sheet.schema).index(name)
    for line, cells in sheet.rows:
        if cells[at] not in (None, "") and str(cells[at]) not in ids:
            message = f"{name}: {quote(cells[at])} is not an id in {target}"
            yield Problem(sheet.file, line, message)


def find_unknown_lists(sheets: Mapping[str, Sheet]) -> Iterator[tuple[str, str, str]]:
    """Yield (sheet, field, list) for each field that names a list which the codes do not have."""
    lists = find_lists(sheets.get(CODES))
    for name, sheet in sheets.items():
        for field in field_list(sheet.schema):
            if lists is not None and "codes" in field and str(field["codes"]) not in lists:
                yield name, str(field["name"]), str(field["codes"])
