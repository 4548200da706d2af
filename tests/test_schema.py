"""Schemas: one that cannot be judged completely is refused, never skipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.read.schema import find_schema_faults

DATA = Path(__file__).resolve().parent.parent / "data"
FIELD = {"name": "a", "type": "string"}
KEY = {"fields": ["a"], "reference": {"resource": "b", "fields": ["id"]}}

WRONG = [
    (None, "no list of fields"),
    ({"fields": 7}, "no list of fields"),
    ({"fields": [7]}, "has no name"),
    ({"fields": [{"name": "a", "type": "geopoint"}]}, "unknown type"),
    ({"fields": [{**FIELD, "constraints": {"minLength": 3}}]}, "unknown constraint"),
    ({"fields": [{**FIELD, "constraints": 7}]}, "unknown constraint"),
    ({"fields": [{**FIELD, "constraints": {"enum": "abc"}}]}, "enum has a value of the wrong"),
    ({"fields": [{**FIELD, "constraints": {"enum": []}}]}, "enum has a value of the wrong"),
    ({"fields": [{**FIELD, "constraints": {"pattern": "("}}]}, "pattern has a value of the wrong"),
    ({"fields": [{**FIELD, "constraints": {"required": "yes"}}]}, "required has a value"),
    ({"fields": [{**FIELD, "constraints": {"maximum": "9"}}]}, "maximum has a value"),
    ({"fields": [{**FIELD, "format": "email"}]}, "unknown property 'format'"),
    ({"fields": [{**FIELD, "codes": ["side"]}]}, "property codes has a value of the wrong kind"),
    ({"fields": [{**FIELD, "references": "b"}]}, "property references has a value of the wrong"),
    ({"fields": [{**FIELD, "type": ["string"]}]}, "unknown type"),
    ({"fields": [{**FIELD, "type": None}]}, "unknown type"),
    ({"fields": [{**FIELD, "separator": ","}]}, "separator has a value of the wrong kind; exp"),
    ({"fields": [{**FIELD, "separator": ""}]}, "separator has a value of the wrong kind"),
    ({"fields": [{**FIELD, "description": 5}]}, "description has a value of the wrong kind"),
    ({"fields": [{**FIELD, "constraints": {"maxLength": 1.5}}]}, "maxLength has a value"),
    ({"fields": [{**FIELD, "constraints": {"maxLength": -1}}]}, "maxLength has a value"),
    ({"fields": [{**FIELD, "constraints": {"minimum": 3, "maximum": 2}}]}, "minimum 3 is greater"),
    ({"fields": [{**FIELD, "edtf": "yes"}]}, "property edtf has a value of the wrong kind"),
    ({"fields": [{**FIELD, "optional": 1}]}, "property optional has a value of the wrong kind"),
    ({"fields": [FIELD], "missingValues": ["-"]}, "unknown property 'missingValues'"),
    ({"fields": [FIELD, FIELD]}, "names a column twice"),
    ({"fields": [FIELD], "primaryKey": ["b"]}, "primaryKey"),
    ({"fields": [FIELD], "primaryKey": 7}, "primaryKey"),
    ({"fields": [FIELD], "foreignKeys": [7]}, "foreignKeys"),
    ({"fields": [FIELD], "foreignKeys": [{**KEY, "fields": ["b"]}]}, "foreignKeys"),
    ({"fields": [FIELD], "foreignKeys": [{**KEY, "reference": "b"}]}, "foreignKeys"),
]


@pytest.mark.parametrize(("schema", "words"), WRONG)
def test_a_schema_that_cannot_be_judged_is_refused(schema: object, words: str) -> None:
    [(_, fault)] = find_schema_faults(schema)
    assert words in fault


def test_everything_that_is_wrong_with_a_schema_is_told_at_once() -> None:
    fields = [7, {"name": "a", "type": "geopoint", "constraints": {"enum": [], "pattern": "("}}]
    faults = find_schema_faults({"fields": fields, "primaryKey": ["b"], "foreignKeys": [7]})
    words = ["has no name", "unknown type", "enum has", "pattern has", "primaryKey", "foreignKeys"]
    assert len(faults) == len(words)
    assert all(word in fault for word, (_, fault) in zip(words, faults, strict=True))


def test_a_sound_schema_passes() -> None:
    schema = {"fields": [FIELD], "primaryKey": ["a"], "foreignKeys": [KEY]}
    assert find_schema_faults(schema) == []


def test_a_schema_has_the_columns_that_the_program_needs() -> None:
    schema = {"fields": [FIELD]}
    assert find_schema_faults(schema, "a") == []
    assert find_schema_faults(schema, "a b:integer") == [
        ("fields", "no column 'b', which the program needs")
    ]
    [(of, fault)] = find_schema_faults(schema, "a:integer")
    assert (of, fault) == ("a", "field 'a': type string; the program needs type integer")
    [(of, fault)] = find_schema_faults(schema, "a:list")
    assert fault == "field 'a': type string; the program needs type string with separator \";\""
    [(of, fault)] = find_schema_faults(schema, "a:edtf")
    assert fault == "field 'a': type string; the program needs type string with edtf true"
    sound = {"fields": [{**FIELD, "edtf": True}, {**FIELD, "name": "b", "separator": ";"}]}
    assert find_schema_faults(sound, "a:edtf b:list") == []
    [(_, fault)] = find_schema_faults(sound, "a")
    assert fault == "field 'a': type string with edtf true; the program needs type string"


def test_a_schema_has_the_key_by_which_the_program_tells_rows_apart() -> None:
    fields = [{"name": "id", "type": "string"}, FIELD]
    for key in ({}, {"primaryKey": ["a"]}, {"primaryKey": ["id", "a"]}):
        [(of, fault)] = find_schema_faults({"fields": fields, **key}, "id", "events")
        assert of == "primaryKey"
        assert "expected id, by which the program tells rows apart" in fault
    assert find_schema_faults({"fields": fields, "primaryKey": ["id"]}, "id", "events") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "entry", json.loads((DATA / "datapackage.json").read_text("utf-8"))["resources"]
)
def test_every_listed_file_says_what_it_is_and_under_which_licence(entry: dict) -> None:
    assert {"name", "title", "path", "format", "licenses"} <= set(entry)
