"""The judge of tables: each rule with a table that breaks it, and a second judge who agrees.

The second judge is frictionless, which reads the same table and schema by itself.
"""

from __future__ import annotations

import pytest
from frictionless import Package, Resource, Schema

from geo.read.judge import find_unknown_lists, judge_sheets
from geo.read.problems import Problem
from geo.read.schema import Sheet, find_schema_faults

CODES = {"fields": [{"name": "list", "type": "string"}, {"name": "code", "type": "string"}]}
SIDES = [(2, ["side", "east"]), (3, ["side", "west"])]


def field(name: str, kind: str = "string", **more: object) -> dict[str, object]:
    constraints = {k: more.pop(k) for k in list(more) if k in LIMITS}
    return {
        "name": name,
        "type": kind,
        **more,
        **({"constraints": constraints} if constraints else {}),
    }


LIMITS = ("required", "unique", "enum", "pattern", "minimum", "maximum", "maxLength")
ID = field("id", required=True, pattern="^[a-z]+$", expected="lower-case letters", maxLength=5)
NUMBER, WHOLE = field("n", "number", minimum=-1, maximum=2.5), field("n", "integer", maximum=9)
KEYED = {"fields": [ID, field("n")], "primaryKey": ["id"]}
PAIR = {"fields": [field("a"), field("b")], "primaryKey": ["a", "b"]}

# schema, rows, (line, words) of each problem expected
BROKEN: list[tuple[dict[str, object], list[list[str]], list[tuple[int, str]]]] = [
    ({"fields": [ID]}, [[""]], [(2, "id is empty; a value is required")]),
    ({"fields": [ID]}, [["a"], [""], [""]], [(3, "id is empty"), (4, "id is empty")]),
    ({"fields": [ID]}, [["A"]], [(2, "id: 'A' is malformed; expected lower-case letters")]),
    ({"fields": [ID]}, [["a b"]], [(2, "id: 'a b' is malformed")]),
    ({"fields": [ID]}, [["a1"]], [(2, "id: 'a1' is malformed")]),
    ({"fields": [ID]}, [["é"]], [(2, "is malformed")]),
    ({"fields": [ID]}, [["a\n"]], [(2, "is malformed")]),
    ({"fields": [ID]}, [["abcdef"]], [(2, "is out of range; expected a length of at most 5")]),
    ({"fields": [ID]}, [["ABCDEF"]], [(2, "a length of at most 5"), (2, "is malformed")]),
    ({"fields": [field("p", pattern="^x$")]}, [["y"]], [(2, "p: 'y' is malformed; expected ^x$")]),
    ({"fields": [field("p", pattern="x")]}, [["xx"]], [(2, "p: 'xx' is malformed")]),
    ({"fields": [NUMBER]}, [["three"]], [(2, "n: 'three' is not a number in plain digits")]),
    ({"fields": [NUMBER]}, [["1.2.3"]], [(2, "is not a number in plain digits")]),
    ({"fields": [NUMBER]}, [["1 000"]], [(2, "is not a number in plain digits")]),
    ({"fields": [NUMBER]}, [["1,5"]], [(2, "is not a number in plain digits")]),
    ({"fields": [NUMBER]}, [["0x1"]], [(2, "is not a number in plain digits")]),
    ({"fields": [NUMBER]}, [["-1.001"]], [(2, "n: '-1.001' is out of range; expected at")]),
    ({"fields": [NUMBER]}, [["-2"]], [(2, "expected at least -1")]),
    ({"fields": [NUMBER]}, [["2.6"]], [(2, "n: '2.6' is out of range; expected at most 2.5")]),
    ({"fields": [NUMBER]}, [["99999999999"]], [(2, "at most 2.5")]),
    ({"fields": [WHOLE]}, [["1.5"]], [(2, "n: '1.5' is not a whole number in plain digits")]),
    ({"fields": [WHOLE]}, [["one"]], [(2, "is not a whole number")]),
    ({"fields": [WHOLE]}, [["10"]], [(2, "expected at most 9")]),
    ({"fields": [WHOLE]}, [["1"], ["10"], ["10"]], [(3, "at most 9"), (4, "at most 9")]),
    ({"fields": [field("e", enum=["a", "b"])]}, [["c"]],
     [(2, "e: 'c' is not one of its codes; expected a, b")]),
    ({"fields": [field("e", enum=["a", "b"])]}, [["A"]], [(2, "is not one of its codes")]),
    ({"fields": [field("e", enum=["a"])]}, [["a"], ["a "]], [(3, "is not one of its codes")]),
    ({"fields": [field("s", codes="side")]}, [["north"]],
     [(2, "s: 'north' is not one of its codes; expected east, west")]),
    ({"fields": [field("s", codes="side")]}, [["East"]], [(2, "is not one of its codes")]),
    ({"fields": [field("s", codes="side", required=True)]}, [[""]], [(2, "s is empty")]),
    ({"fields": [field("u", unique=True)]}, [["x"], ["y"], ["x"]],
     [(4, "duplicate u 'x', already on line 2")]),
    (KEYED, [["a", "1"], ["a", "2"]], [(3, "duplicate id 'a', already on line 2")]),
    (KEYED, [["a", "1"], ["b", "2"], ["a", "3"], ["a", "4"]],
     [(4, "duplicate id 'a', already on line 2"), (5, "duplicate id 'a', already on line 2")]),
    (KEYED, [["a", "1"], ["", "2"]], [(3, "id is empty")]),
    (PAIR, [["a", "b"], ["a", "c"], ["a", "b"]], [(4, "duplicate a, b 'a, b', already on line 2")]),
    ({"fields": [field("at")], "foreignKeys": [
        {"fields": ["at"], "reference": {"resource": "places", "fields": ["id"]}}]},
     [["hill"], ["moon"]], [(3, "at: 'moon' is not an id in places")]),
    ({"fields": [ID, NUMBER]}, [["A", "x"], ["b", "9"]],
     [(2, "id: 'A' is malformed"), (2, "n: 'x' is not a number"), (3, "at most 2.5")]),
]  # fmt: skip
# What the second judge takes for sound: it knows other forms of numbers, and ends of lines.
OURS = {"1 000", "a\n"}


def sheets(schema: dict[str, object], rows: list[list[str]]) -> dict[str, Sheet]:
    numbered: list = list(enumerate(rows, 2))
    places = {"fields": [field("id")]}
    return {
        "table": Sheet("table.csv", schema, numbered, True),
        "codes": Sheet("codes.csv", CODES, list(SIDES), True),
        "places": Sheet("places.csv", places, [(2, ["hill"])], True),
    }


def second_opinion(schema: dict[str, object], rows: list[list[str]]) -> bool:
    """Tell whether frictionless finds the table sound; codes are given to it as an enum."""
    plain = []
    for one in schema["fields"]:
        given = {k: v for k, v in one.items() if k not in ("codes", "expected")}
        if "codes" in one:
            codes = {"enum": [code for _, (_, code) in SIDES]}
            given["constraints"] = {**given.get("constraints", {}), **codes}
        plain.append(given)
    # A column that is never empty, for a row of nothing but empty cells is a fault of its own.
    plain.append(field("filled"))
    names = [one["name"] for one in plain]
    data = [names, *([*row, "x"] for row in rows)]
    described = {"name": "table", "data": data, "schema": {**schema, "fields": plain}}
    places = {"name": "places", "data": [["id"], ["hill"]], "schema": {"fields": [field("id")]}}
    package = Package.from_descriptor({"name": "p", "resources": [described, places]})
    return bool(package.validate().valid)


def find_problems(tables: dict[str, Sheet]) -> list[Problem]:
    return judge_sheets(tables)[0]


@pytest.mark.parametrize(("schema", "rows", "expected"), BROKEN)
def test_a_broken_table_is_told_and_the_second_judge_agrees(
    schema: dict[str, object], rows: list[list[str]], expected: list[tuple[int, str]]
) -> None:
    assert find_schema_faults(schema) == []
    found = sorted(find_problems(sheets(schema, rows)))
    assert [problem.line for problem in found] == sorted(line for line, _ in expected)
    for line, words in expected:
        assert any(one.line == line and words in one.message for one in found), words
    if not OURS.intersection(cell for row in rows for cell in row):
        assert second_opinion(schema, rows) is False


SOUND: list[tuple[dict[str, object], list[list[str]]]] = [
    ({"fields": [ID]}, [["abcde"]]),
    ({"fields": [NUMBER]}, [["-1"], ["2.5"], ["0"], [""]]),
    ({"fields": [WHOLE]}, [["9"], ["-5"]]),
    ({"fields": [field("e", enum=["a", "b"])]}, [["b"], [""]]),
    ({"fields": [field("s", codes="side")]}, [["east"], ["west"], [""]]),
    (KEYED, [["a", "1"], ["b", "1"]]),
    (PAIR, [["a", "b"], ["b", "a"]]),
]


@pytest.mark.parametrize(("schema", "rows"), SOUND)
def test_a_sound_table_is_sound_to_both_judges(
    schema: dict[str, object], rows: list[list[str]]
) -> None:
    assert find_problems(sheets(schema, rows)) == []
    assert second_opinion(schema, rows) is True


@pytest.mark.parametrize("cell", ["NaN", "INF", "1e", "+1", ".5", "5.", "1" * 13])
def test_only_plain_digits_are_a_number(cell: str) -> None:
    table = sheets({"fields": [field("n", "number")]}, [[cell]])
    [problem] = find_problems(table)
    assert "in plain digits" in problem.message


def test_nobody_is_blamed_for_what_was_not_read() -> None:
    broken = sheets({"fields": [field("s", codes="side")]}, [["north"]])
    broken["codes"] = Sheet("codes.csv", CODES, [], False)
    assert find_problems(broken) == []
    assert list(find_unknown_lists(broken)) == []
    schema = {"fields": [field("at")], "foreignKeys": [
        {"fields": ["at"], "reference": {"resource": "places", "fields": ["id"]}}]}  # fmt: skip
    broken = sheets(schema, [["moon"]])
    broken["places"] = Sheet("places.csv", {"fields": [field("id")]}, [], False)
    assert find_problems(broken) == []


def test_a_list_that_no_code_is_of_is_told() -> None:
    table = sheets({"fields": [field("s", codes="moon")]}, [])
    assert list(find_unknown_lists(table)) == [("table", "s", "moon")]


def test_the_second_judge_is_awake() -> None:
    data = [["n"], ["x"]]
    schema = Schema.from_descriptor({"fields": [{"name": "n", "type": "number"}]})
    assert Resource(data=data, schema=schema).validate().valid is False
