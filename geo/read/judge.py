"""The judge of tables: every cell that breaks the schema of its table, in words for an editor.

Written here and not taken from a library: the library for this, frictionless, brings twenty others,
takes many times as long, and says what is wrong in prose that would have to be taken apart. It is
the second opinion of the tests. Each column is judged at once, and each distinct value in it once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from geo.read.advice import advise_number, advise_pattern, make_code_advice
from geo.read.aliases import CODE, find_renamed
from geo.read.damage import find_damage
from geo.read.files import Json, Object, is_number
from geo.read.problems import Problem, quote
from geo.read.schema import INTEGER, NUMBER, TYPES, Sheet, field_list, field_names
from geo.read.shifts import Accepts, explain_shift, explain_width

# The table that holds the codes of the lists that fields name.
CODES = "codes"
# What says what is wrong with a value, "" if nothing is.
Test: TypeAlias = Callable[[Json], str]
# The codes of each list; None if the table of codes was not read to the last row.
Lists: TypeAlias = Mapping[str, list[str]] | None


# What says everything that is wrong with a cell of one column.
Judge: TypeAlias = Callable[[Json], list[str]]
# From so many faults on, a row is asked whether its cells stand in the columns of their neighbours.
SHIFTED_FROM = 2
# How many rows of a table are asked so: where more are wrong, it is another table.
MOST_EXPLAINED = 200


def judge_sheets(
    sheets: Mapping[str, Sheet],
) -> tuple[list[Problem], dict[str, set[int]]]:
    """Return every break of the schemas, in which `find_schema_faults` found none.

    With them the lines, by sheet, of the rows whose cells do not stand in their columns. Such a row
    is one problem, and is not to be read: each of its cells would be reported for its neighbour.
    """
    lists = find_lists(sheets.get(CODES))
    problems: list[Problem] = []
    shifted: dict[str, set[int]] = {}
    sound: list[Sheet] = []
    for name, sheet in sheets.items():
        judges = [make_judge(field, lists) for field in field_list(sheet.schema)]
        explained = dict(_explain_uneven(sheet, judges))
        faults = list(_judge_cells(sheet, judges))
        explained |= dict(_explain_shifted(sheet, judges, Counter(line for line, _ in faults)))
        told = [*explained.items(), *(one for one in faults if one[0] not in explained)]
        problems += [Problem(sheet.file, *one) for one in told]
        shifted[name] = set(explained)
        rows = [row for row in sheet.rows if row[0] not in explained]
        sound.append(replace(sheet, rows=rows, complete=sheet.complete and not explained))
    names = list(sheets)
    return problems + _find_broken_keys(dict(zip(names, sound, strict=True))), shifted


def _find_broken_keys(sheets: Mapping[str, Sheet]) -> list[Problem]:
    """Return the rows whose key is repeated, or which point at a row that is not there."""
    ids = {name: _ids(sheet) for name, sheet in sheets.items() if sheet.complete}
    problems: list[Problem] = []
    for sheet in sheets.values():
        unique = [
            [str(field["name"])]
            for field in field_list(sheet.schema)
            if _constraints(field).get("unique")
        ]
        for key in [*unique, _key(sheet.schema)]:
            problems += _find_repeats(sheet, key)
        for column_name, target in foreign_keys(sheet.schema):
            # References into a table that was read only in part are not reported.
            if target in ids:
                problems += _find_unknown_references(sheet, column_name, target, ids[target])
    return problems


def _judge_cells(sheet: Sheet, judges: list[Judge]) -> Iterator[tuple[int, str]]:
    """Yield (line, what is wrong) for every cell; each distinct value once."""
    for at, judge in enumerate(judges):
        known: dict[Json, list[str]] = {}
        for line, cells in sheet.rows:
            cell = cells[at]
            if isinstance(cell, list):
                continue
            if cell not in known:
                known[cell] = judge(cell)
            for message in known[cell]:
                yield line, message


def _explain_uneven(sheet: Sheet, judges: list[Judge]) -> Iterator[tuple[int, str]]:
    """Yield (line, what is wrong) for each row with more or fewer cells than there are columns."""
    names = field_names(sheet.schema)
    accepts = [_accepts(judge) for judge in judges]
    for number, (line, cells) in enumerate(sheet.uneven):
        message = f"{len(cells)} cells; expected {len(names)}, one for each column"
        reason = explain_width(cells, names, accepts) if number < MOST_EXPLAINED else ""
        yield line, f"{message}; {reason}" if reason else message


def _explain_shifted(
    sheet: Sheet, judges: list[Judge], faults: Mapping[int, int]
) -> Iterator[tuple[int, str]]:
    """Yield (line, what is wrong) for each row whose cells stand one column too far."""
    names = field_names(sheet.schema)
    accepts = [_accepts(judge) for judge in judges]
    doubtful = [row for row in sheet.rows if faults.get(row[0], 0) >= SHIFTED_FROM]
    for line, cells in doubtful[:MOST_EXPLAINED]:
        if not all(isinstance(one, str) for one in cells):
            continue
        if reason := explain_shift([str(cell) for cell in cells], names, accepts):
            yield line, reason


def _accepts(judge: Judge) -> Accepts:
    return lambda cell: not judge(cell)


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


def make_judge(field: Object, lists: Lists) -> Judge:
    """Return what judges the cells of a field; of a damaged cell or a wrong type only that."""
    name, kind = str(field["name"]), str(field["type"])
    required = bool(_constraints(field).get("required"))
    tests = list(_make_tests(field, lists))

    def judge(cell: Json) -> list[str]:
        if cell is None or cell == "":
            return [f"{name} is empty; a value is required"] if required else []
        if isinstance(cell, str) and (damage := find_damage(cell)):
            return [f"{name}: {quote(cell)} {damage}"]
        if fault := _type_fault(cell, kind):
            return [f"{name}: {fault}"]
        return [f"{name}: {quote(cell)} {fault}" for test in tests if (fault := test(cell))]

    return judge


def _type_fault(cell: Json, kind: str) -> str:
    """Return what keeps a cell from being of its type; only plain digits are a number here."""
    if kind == "boolean":
        return "" if cell in ("true", "false") else f"{quote(cell)}; expected true or false"
    if kind not in ("integer", "number"):
        return ""
    whole = kind == "integer"
    if not isinstance(cell, str):
        is_plain = is_number(cell) and (not whole or isinstance(cell, int))
        return "" if is_plain else f"{quote(cell)} is not {TYPES[kind]}"
    if (INTEGER if whole else NUMBER).fullmatch(cell):
        return ""
    advice = advise_number(cell, whole)
    return f"{quote(cell)} is not {TYPES[kind]} in plain digits" + f"; {advice}" * bool(advice)


def _make_tests(field: Object, lists: Lists) -> Iterator[Test]:
    """Yield the tests that a field asks for, beside its type."""
    constraints = _constraints(field)
    # A list without a code is reported as such, not once more for each cell.
    if lists is not None and (name := str(field.get("codes", ""))) in lists:
        is_one = _is_one_of(lists[name], lambda code: find_renamed(CODE, name, code))
        yield _each(is_one, str(field["separator"])) if "separator" in field else is_one
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
    advise = make_code_advice(choices)

    def test(cell: Json) -> str:
        if str(cell) in known:
            return ""
        if new := renamed(str(cell)):
            return f'is now "{new}"'
        advice = advise(str(cell))
        return f"is not one of its codes; {advice or f'expected {expected}'}"

    return test


def _each(judge: Test, separator: str) -> Test:
    """Return a test of every item of a list; empty items are reported elsewhere."""

    def test(cell: Json) -> str:
        for item in filter(None, str(cell).split(separator)):
            if fault := judge(item):
                return f"holds {quote(item)}, which {fault}"
        return ""

    return test


def _fits(pattern: str, expected: str) -> Test:
    regex = re.compile(pattern)
    message = f"is malformed; expected {expected or pattern}"

    def test(cell: Json) -> str:
        if regex.fullmatch(str(cell)):
            return ""
        advice = advise_pattern(str(cell))
        return f"{message}; it {advice}" if advice else message

    return test


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
    advise = make_code_advice(ids)
    for line, cells in sheet.rows:
        if cells[at] not in (None, "") and str(cells[at]) not in ids:
            advice = advise(str(cells[at]))
            message = f"{name}: {quote(cells[at])} is not an id in {target}"
            yield Problem(sheet.file, line, f"{message}; {advice}" if advice else message)


def find_unknown_lists(sheets: Mapping[str, Sheet]) -> Iterator[tuple[str, str, str]]:
    """Yield (sheet, field, list) for each field that names a list which the codes do not have."""
    lists = find_lists(sheets.get(CODES))
    for name, sheet in sheets.items():
        for field in field_list(sheet.schema):
            if lists is not None and "codes" in field and str(field["codes"]) not in lists:
                yield name, str(field["name"]), str(field["codes"])
