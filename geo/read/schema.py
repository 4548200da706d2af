"""The schema of a table: what it may say, and what the program needs it to say.

A schema is a Table Schema of the Data Package standard, and in it only what `judge` can judge: a
property that is not known here is a fault, never skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from geo.read.aliases import COLUMN, find_renamed, tell_renamed
from geo.read.files import Json, Object, is_number
from geo.read.problems import quote

# How a value of each type is named to the reader; a schema with any other type is refused.
TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
}
# What stands for a number in a table: plain digits, and neither NaN, INF nor 1e5.
INTEGER = re.compile(r"-?[0-9]{1,12}")
NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,9})?")
CONSTRAINTS = {"required", "unique", "enum", "pattern", "minimum", "maximum", "maxLength"}
# What a schema and one of its fields may have. `expected` says in words what a pattern asks for,
# `codes` names a list of the table of codes, `separator` makes a list of a cell, `references` names
# tables whose ids its items are, `edtf` asks for a date, `optional` lets a feature leave it out.
SCHEMA_KEYS = {"fields", "primaryKey", "foreignKeys"}
FIELD_KEYS = {"name", "type", "title", "description", "expected", "constraints", "codes",
              "separator", "references", "edtf", "optional"}  # fmt: skip
# What of a field is text, or a list of texts.
TEXTS, LISTS = ("title", "description", "expected", "codes", "separator"), ("references",)
# The columns that the program reads, by table; a colon is followed by a type other than string, by
# `list` for texts joined by a separator, or by `edtf` for a date.
# `features` stands for every file of lines and areas, `base` for every file of the base map,
# `texts` for every file of texts in another language.
NEEDED_COLUMNS = {
    "events": "id title kind campaign sector date_edtf:edtf clock place_id place_words "
    "side_initiating initiating_basis actors clarity:integer confidence summary note sources:list "
    "dossier_ids:list",
    "claims": "id event_id claimant subject includes:list of_side account scope period:edtf "
    "low:number high:number error_percent unit date_edtf:edtf text sources:list locator "
    "locator_basis read_as status",
    "places": "id name kind lon:number lat:number uncertainty_m:integer where_prec:integer status "
    "scope method sources:list gazetteer_ids:list note",
    "names": "id place_id name lang used_by of_today:boolean note sources:list",
    "sources": "id kind citation url reliability:integer language read note",
    "codes": "list code label definition order:integer shape letter palette fill hatch "
    "stroke:number stroke_far:number dash dash_wide dash_schematic size:number z_order:integer "
    "min_zoom:integer edge_below_zoom:integer label_zoom:integer lane lettering look_from "
    "line_name view hidden:boolean see_also",
    "palette": "name light dark print",
    "shapes": "name path",
    "limits": "list code measure low:number high:number allowed:list note",
    "exceptions": "rule table id reason",
    "features": "id name role claimant frontier segment disputed:integer campaign valid_from "
    "valid_to date_edtf:edtf status uncertainty_m:number method sources:array licence attribution "
    "note place_id",
    "campaigns": "id title date_edtf:edtf summary place_id sources:list dossier_ids:list",
    "statements": "id document statement kind literature verdict sources:list about_events:list "
    "about_places:list about_features:list tests:list",
    "statement_tests": "id statement_id method subjects:list expected unit note",
    "statistics": "id date_edtf:edtf count:integer counted_by metric metric_words sources:list "
    "note dossier_ids:list",
    "retired": "dossier_id successor:list action reason",
    "changes": "date table id column old new sources:list reason",
    "units": "id name short side branch echelon from_edtf:edtf to_edtf:edtf note sources:list "
    "dossier_ids:list",
    "unit_parents": "id unit_id parent_id kind from_edtf:edtf to_edtf:edtf sources:list note",
    "unit_names": "id unit_id name lang reading used_by basis sources:list",
    "persons": "id name side born:edtf died:edtf note sources:list",
    "person_names": "id person_id name lang reading used_by basis sources:list",
    "offices": "id person_id name unit_id office from_edtf:edtf to_edtf:edtf sources:list note",
    "positions": "id unit_id date_edtf:edtf order:integer clock place_id place_words target_id "
    "uncertainty_m:integer extent_m:integer bank doing moved_by text sources:list locator note",
    "phases": "id campaign title date_edtf:edtf note",
    "days": "id campaign date_edtf:edtf phases:list coverage sentence losses sources:list note",
    "participants": "id event_id person_id unit_id sources:list",
    "tellings": "id phase_id day_id claimant text sources:list",
    "texts": "table id column text",
    "base": "id base name kind rank:integer min_zoom:integer max_zoom:integer licence attribution",
}


# The columns by which the program tells rows apart, where it is not `id`.
NEEDED_KEYS = {
    "codes": ["list", "code"],
    "limits": ["list", "code", "measure"],
    "exceptions": ["rule", "table", "id"],
    "palette": ["name"],
    "shapes": ["name"],
    "retired": ["dossier_id"],
    "changes": ["date", "table", "id", "column"],
    "texts": ["table", "id", "column"],
}
# What joins the texts of a list in a cell, here and in the exports.
SEPARATOR = ";"


# The field or property that a fault is about, and what is wrong.
Fault: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Sheet:
    """Hold one table as read: its file, its schema, and (line, cells) rows in schema order.

    `uneven` are the rows that have more or fewer cells than there are columns.
    """

    file: str
    schema: Object
    rows: list[tuple[int, list[Json]]]
    complete: bool
    uneven: list[tuple[int, list[str]]] = field(default_factory=list)


def field_list(schema: Object) -> list[Object]:
    """Return the fields of a schema in which `find_schema_faults` found none."""
    fields = schema["fields"]
    assert isinstance(fields, list)
    return [field for field in fields if isinstance(field, dict)]


def field_names(schema: Object) -> list[str]:
    """Return the column names of a schema, in order."""
    return [str(field["name"]) for field in field_list(schema)]


def find_schema_faults(schema: Json, needed: str = "", table: str = "") -> list[Fault]:
    """Return everything that keeps the program from resting on a Table Schema.

    A fault is (name of the field or property it is about, what is wrong). `needed` is the value of
    `NEEDED_COLUMNS` for `table`.
    """
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(schema, dict) or not isinstance(fields, list):
        return [("fields", "the schema has no list of fields")]
    faults: list[Fault] = [
        (key, f"unknown property {quote(key)} of the schema; known are {_any(SCHEMA_KEYS)}")
        for key in sorted(set(schema) - SCHEMA_KEYS)
    ]
    faults += [fault for field in fields for fault in _find_field_faults(field)]
    told = [field.get("name") for field in fields if isinstance(field, dict)]
    names = [name for name in told if isinstance(name, str)]
    if len(set(names)) != len(names):
        faults.append(("fields", "the schema names a column twice"))
    key = schema.get("primaryKey", [])
    if not isinstance(key, list) or not set(map(str, key)) <= set(names):
        faults.append(("primaryKey", "primaryKey is not a list of columns"))
    foreign = schema.get("foreignKeys", [])
    if not isinstance(foreign, list) or not all(_is_foreign_key(item, names) for item in foreign):
        expected = "a list of {fields, reference: {resource, fields}}"
        faults.append(("foreignKeys", f"foreignKeys is not {expected}"))
    return faults or list(_find_needed(schema, needed, table))


def _find_needed(schema: Object, needed: str, table: str) -> Iterator[Fault]:
    """Yield the columns that the program needs and a sound schema does not have as such."""
    types = {str(field["name"]): _kind_of(field) for field in field_list(schema)}
    key = NEEDED_KEYS.get(table, ["id"])
    if needed and table and schema.get("primaryKey") != key:
        expected = f"expected {', '.join(key)}, by which the program tells rows apart"
        yield "primaryKey", f"primaryKey: {quote(schema.get('primaryKey'))}; {expected}"
    for name in types:
        yield from ((name, message) for message in tell_renamed(table, [name]))
    # A column under its old name is reported as such, not as missing.
    known = {find_renamed(COLUMN, table, name) or name for name in types}
    for column in needed.split():
        name, _, kind = column.partition(":")
        kind = kind or "string"
        if name not in known:
            yield "fields", f"no column {quote(name)}, which the program needs"
        elif types.get(name, kind) != kind:
            found = KINDS[types[name]]
            yield name, f"field {quote(name)}: {found}; the program needs {KINDS[kind]}"


# What is needed of a field, in words.
KINDS = {
    **{kind: f"type {kind}" for kind in TYPES},
    "list": f'type string with separator "{SEPARATOR}"',
    "edtf": "type string with edtf true",
}


def _kind_of(field: Object) -> str:
    """Return the type of a field, `list` or `edtf` if its text is one of these."""
    if field["type"] != "string":
        return str(field["type"])
    return "list" if "separator" in field else "edtf" if field.get("edtf") else "string"


def _find_field_faults(field: Json) -> Iterator[Fault]:
    """Yield what is wrong with one field of a schema."""
    if not isinstance(field, dict) or not isinstance(field.get("name"), str):
        yield "fields", "a field of the schema has no name"
        return
    of, name = str(field["name"]), quote(field["name"])
    if field.get("type") not in [*TYPES]:
        yield of, f"field {name}: unknown type; expected one of {', '.join(TYPES)}"
    for key in sorted(set(field) - FIELD_KEYS):
        yield of, f"field {name}: unknown property {quote(key)}; known are {_any(FIELD_KEYS)}"
    for key in field:
        if not _is_property(key, field[key]):
            expected = f"; expected {SEPARATOR}" if key == "separator" else ""
            yield of, f"field {name}: property {key} has a value of the wrong kind{expected}"
    constraints = field.get("constraints", {})
    if not isinstance(constraints, dict) or not set(constraints) <= CONSTRAINTS:
        yield of, f"field {name}: unknown constraint; known are {_any(CONSTRAINTS)}"
        return
    for key, value in constraints.items():
        if not _is_constraint(key, value):
            yield of, f"field {name}: constraint {key} has a value of the wrong kind"
    low, high = constraints.get("minimum"), constraints.get("maximum")
    if is_number(low) and is_number(high) and low > high:
        yield of, f"field {name}: minimum {low:g} is greater than maximum {high:g}"


def _any(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _is_property(key: str, value: Json) -> bool:
    if key in LISTS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if key in ("edtf", "optional"):
        return isinstance(value, bool)
    if key == "separator":
        return value == SEPARATOR
    return key not in TEXTS or (isinstance(value, str) and bool(value))


def _is_constraint(key: str, value: Json) -> bool:
    if key in ("required", "unique"):
        return isinstance(value, bool)
    if key == "enum":
        return isinstance(value, list) and bool(value) and all(isinstance(v, str) for v in value)
    if key == "maxLength":
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
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
