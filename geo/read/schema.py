"""What `datapackage.json` promises about each table, and who breaks it.

The rules of a table are its Table Schema; the `frictionless` library judges them. This module only
hands it rows that were read before, so that it opens no file and no address by itself, and turns
its findings into sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.read.files import Json, Object, is_number
from geo.read.problems import Problem, quote

if TYPE_CHECKING:
    from frictionless import Error

# How a value of each type is named to the reader; a schema with any other type is refused.
TYPES = {"string": "text", "integer": "a whole number", "number": "a number", "array": "a list"}
CONSTRAINTS = {"required", "unique", "enum", "pattern", "minimum", "maximum", "maxLength"}
# The library would also take NaN, INF and 1e5, which no one writes into a table by intention.
INTEGER = re.compile(r"-?[0-9]{1,12}")
NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,9})?")
LONGEST_CHOICE = 14


@dataclass(frozen=True)
class Sheet:
    """Hold one table as read: its file, its schema, and (line, cells) rows in schema order."""

    file: str
    schema: Object
    rows: list[tuple[int, list[Json]]]
    complete: bool


def field_list(schema: Object) -> list[Object]:
    """Return the fields of a schema in which `find_schema_faults` found none."""
    fields = schema["fields"]
    assert isinstance(fields, list)
    return [field for field in fields if isinstance(field, dict)]


def field_names(schema: Object) -> list[str]:
    """Return the column names of a schema, in order."""
    return [str(field["name"]) for field in field_list(schema)]


def find_schema_faults(schema: Json) -> list[str]:
    """Return everything that keeps this module from judging a Table Schema completely.

    A constraint it does not know is a fault, never skipped.
    """
    if not isinstance(schema, dict) or not isinstance(schema.get("fields"), list):
        return ["the schema has no list of fields"]
    faults = [fault for field in schema["fields"] for fault in _find_field_faults(field)]
    names = [f.get("name") for f in schema["fields"] if isinstance(f, dict)]
    names = [name for name in names if isinstance(name, str)]
    if len(set(names)) != len(names):
        faults.append("the schema names a column twice")
    key = schema.get("primaryKey", [])
    if not isinstance(key, list) or not set(map(str, key)) <= set(names):
        faults.append("primaryKey is not a list of columns")
    foreign = schema.get("foreignKeys", [])
    if not isinstance(foreign, list) or not all(_is_foreign_key(item, names) for item in foreign):
        faults.append("foreignKeys is not a list of {fields, reference: {resource, fields}}")
    return faults


def _find_field_faults(field: Json) -> Iterator[str]:
    """Yield what is wrong with one field of a schema."""
    if not isinstance(field, dict) or not isinstance(field.get("name"), str):
        yield "a field of the schema has no name"
        return
    name = quote(field["name"])
    if field.get("type") not in TYPES:
        yield f"field {name}: unknown type; expected one of {', '.join(TYPES)}"
    constraints = field.get("constraints", {})
    if not isinstance(constraints, dict) or not set(constraints) <= CONSTRAINTS:
        yield f"field {name}: unknown constraint; known are {', '.join(sorted(CONSTRAINTS))}"
        return
    for key, value in constraints.items():
        if not _is_constraint(key, value):
            yield f"field {name}: constraint {key} has a value of the wrong kind"


def _is_constraint(key: str, value: Json) -> bool:
    if key in ("required", "unique"):
        return isinstance(value, bool)
    if key == "enum":
        return isinstance(value, list) and bool(value) and all(isinstance(v, str) for v in value)
    if key != "pattern":
        return is_number(value)
    try:
        re.compile(str(value))
    except re.error:
        return False
    return isinstance(value, str)


def _is_foreign_key(item: Json, names: list[str]) -> bool:
    reference = item.get("reference") if isinstance(item, dict) else None
    if not isinstance(item, dict) or not isinstance(reference, dict):
        return False
    fields = item.get("fields")
    return (
        isinstance(fields, list)
        and len(fields) == 1
        and fields[0] in names
        and isinstance(reference.get("resource"), str)
        and reference.get("fields") == ["id"]
    )


def find_structure_problems(sheets: Mapping[str, Sheet]) -> list[Problem]:
    """Return every break of the schemas, in which `find_schema_faults` found none."""
    # The import takes a quarter of a second; a build with a bad command line need not pay it.
    from frictionless import Package

    problems: list[Problem] = []
    resources = []
    for name, sheet in sheets.items():
        schema = {**sheet.schema, "foreignKeys": _live_foreign_keys(sheet.schema, sheets)}
        data = [field_names(schema), *(_plain_cells(sheet, cells) for _, cells in sheet.rows)]
        resources.append({"name": name, "data": data, "schema": schema})
        problems += _find_odd_numbers(sheet)
    report = Package.from_descriptor({"name": "atlas", "resources": resources}).validate()
    for task in report.tasks:
        for error in task.errors:
            problems += _describe(error, sheets[task.name])
    return problems


def _odd_numbers(sheet: Sheet, cells: list[Json]) -> Iterator[tuple[int, str, str]]:
    """Yield (position, field name, type) of the cells that should be plain numbers and are not."""
    for at, field in enumerate(field_list(sheet.schema)):
        kind = str(field["type"])
        if kind in ("integer", "number") and not _is_plain(cells[at], kind):
            yield at, str(field["name"]), kind


def _find_odd_numbers(sheet: Sheet) -> Iterator[Problem]:
    for line, cells in sheet.rows:
        for at, name, kind in _odd_numbers(sheet, cells):
            message = f"{name}: {quote(cells[at])} is not {TYPES[kind]} in plain digits"
            yield Problem(sheet.file, line, message)


def _plain_cells(sheet: Sheet, cells: list[Json]) -> list[Json]:
    """Return cells with everything blanked that the library might take for a number."""
    odd = {at for at, _, _ in _odd_numbers(sheet, cells)}
    return [None if at in odd else cell for at, cell in enumerate(cells)]


def _is_plain(cell: Json, kind: str) -> bool:
    if cell is None or cell == "":
        return True
    if isinstance(cell, str):
        return bool((INTEGER if kind == "integer" else NUMBER).fullmatch(cell))
    return is_number(cell) and (kind == "number" or isinstance(cell, int))


def _live_foreign_keys(schema: Object, sheets: Mapping[str, Sheet]) -> list[Json]:
    """Return the foreign keys into tables that were read to the last row.

    A row that could not be read is told once; the rows that point at it are not to blame.
    """
    keys = schema.get("foreignKeys", [])
    assert isinstance(keys, list)
    return [key for key in keys if (name := _target(key)) in sheets and sheets[name].complete]


def _target(key: Json) -> str:
    assert isinstance(key, dict) and isinstance(key["reference"], dict)
    return str(key["reference"]["resource"])


def _describe(error: Error, sheet: Sheet) -> Iterator[Problem]:
    """Yield the problem that an error of the library stands for, in words for an editor."""
    facts = error.to_descriptor()
    number = facts.get("rowNumber")
    line, cells = sheet.rows[number - 2] if isinstance(number, int) else (1, [])
    message = _message(error.type, facts, sheet)
    # A cell that was blanked is told already; that it is empty now is not the reader's fault.
    odd = {name for _, name, _ in _odd_numbers(sheet, cells)} if cells else set()
    if message and facts.get("fieldName") not in odd:
        yield Problem(sheet.file, line, message)


def _message(kind: str, facts: Mapping[str, Json], sheet: Sheet) -> str:
    note, name = str(facts.get("note", "")), str(facts.get("fieldName", ""))
    if kind == "type-error":
        field = next(f for f in field_list(sheet.schema) if f["name"] == name)
        return f"{name}: {quote(facts['cell'])} is not {TYPES[str(field['type'])]}"
    if kind == "constraint-error":
        return _constraint_message(note, name, facts, sheet)
    if kind in ("primary-key", "unique-error"):
        return _repeat_message(note, facts, sheet)
    if kind == "foreign-key":
        names, cells = facts["fieldNames"], facts["fieldCells"]
        assert isinstance(names, list) and isinstance(cells, list)
        return f"{names[0]}: {quote(cells[0])} is not an id in {facts['referenceName']}"
    return note or kind


def _constraint_message(note: str, name: str, facts: Mapping[str, Json], sheet: Sheet) -> str:
    field = next(f for f in field_list(sheet.schema) if f["name"] == name)
    constraints, cell = field["constraints"], quote(facts.get("cell"))
    match = re.search(r'constraint "(\w+)"', note)
    assert isinstance(constraints, dict) and match is not None
    key = match[1]
    wanted = constraints[key]
    if key == "required":
        return f"{name} is empty; a value is required"
    if key == "enum":
        assert isinstance(wanted, list)
        return f"{name}: {cell} is not one of its codes; expected {', '.join(map(str, wanted))}"
    if key == "pattern":
        return f"{name}: {cell} is malformed; expected {field.get('expected', wanted)}"
    words = {"minimum": "at least", "maximum": "at most", "maxLength": "a length of at most"}
    return f"{name}: {cell} is out of range; expected {words[key]} {wanted}"


def _repeat_message(note: str, facts: Mapping[str, Json], sheet: Sheet) -> str:
    """Return the words for a repeated key, or none for an empty key, which is told as such."""
    match = re.search(r"row at position (\d+)", note)
    if match is None:
        return ""
    key, cells = sheet.schema.get("primaryKey"), facts["cells"]
    assert isinstance(key, list) and isinstance(cells, list)
    values = dict(zip(field_names(sheet.schema), cells, strict=True))
    shown = ", ".join(str(values[str(name)]) for name in key)
    line = sheet.rows[int(match[1]) - 2][0]
    return f"duplicate {', '.join(map(str, key))} {quote(shown)}, already on line {line}"
