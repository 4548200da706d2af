"""A position on the wrong side of a front line of its day is told, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.check.fronts import check_fronts, find_wrong_sides
from geo.read.archive import read_archive

# The hill of the position lies at 130.5953 42.4453; the line runs to the north 5 km east of it, so
# that the hill is on its left, which is the side of own troops.
EAST = [[130.656, 42.40], [130.656, 42.50]]
WEST = [[130.534, 42.40], [130.534, 42.50]]


def told(
    folder: Path, line: list[list[float]], position: str = "", **properties: object
) -> list[str]:
    """Return what is told of the position on the hill by one front line of the Soviet side."""
    path = folder / "geometry" / "lines.geojson"
    collection = json.loads(path.read_text("utf-8"))
    feature = collection["features"][0]
    feature["properties"] |= {
        "role": "front-line", "claimant": "ussr", "valid_from": "1938-07-29",
        "valid_to": "1938-07-30", "uncertainty_m": 1000, **properties,
    }  # fmt: skip
    feature["geometry"]["coordinates"] = line
    path.write_text(json.dumps({**collection, "features": [feature]}), "utf-8")
    if position:
        table = folder / "positions.csv"
        old = "1938-07-29,,dawn,hill,,,500,300,east,holds"
        text = table.read_text("utf-8")
        assert old in text
        table.write_text(text.replace(old, position), "utf-8")
    archive, problems = read_archive(folder)
    assert archive is not None, problems
    return [message for _, message in find_wrong_sides(archive)]


def test_own_troops_stand_on_the_left_of_a_line(folder: Path) -> None:
    assert told(folder, EAST) == []
    [message] = told(folder, WEST)
    assert message.startswith("5.0 km on the wrong side of ")
    assert message.endswith(", its own line, beyond both doubts")
    assert told(folder, WEST[::-1]) == []


def test_an_enemy_stands_on_the_right_of_a_line(folder: Path) -> None:
    assert told(folder, WEST, claimant="japan") == []
    [message] = told(folder, EAST, claimant="japan")
    assert message.endswith(", an enemy line, beyond both doubts")


@pytest.mark.parametrize(
    "properties",
    [
        {"uncertainty_m": 4500},
        {"valid_from": "1938-07-30"},
        {"valid_to": "1938-07-28", "valid_from": "1938-07-28"},
        {"state": "evening"},
        {"state": "morning", "valid_to": "1938-07-29"},
        {"state": "hour"},
        {"role": "frontier"},
    ],
)
def test_a_line_is_measured_on_its_days_and_beyond_its_doubt(
    folder: Path, properties: dict[str, object]
) -> None:
    assert told(folder, WEST, **properties) == []


@pytest.mark.parametrize(
    "position",
    [
        "1938-07-29,,dawn,hill,,,4500,300,east,holds",
        "1938-07-29,,dawn,hill,,,500,9000,east,holds",
        "1938-07-29,,dawn,hill,,,500,300,east,surrounded",
        "1938-07-29,,dawn,hill,,,500,300,east,attacks",
        "1938-07-29?,,dawn,hill,,,500,300,east,holds",
        "1938-07-29,,dawn,,,hill,,300,east,holds",
    ],
)
def test_a_position_may_be_there(folder: Path, position: str) -> None:
    assert told(folder, WEST, position) == []


def test_a_line_says_nothing_past_its_ends_or_far_off(folder: Path) -> None:
    assert told(folder, [[130.534, 42.46], [130.534, 42.56]]) == []
    assert told(folder, [[130.534, 42.44], [130.534, 42.45]]) == []


@pytest.mark.parametrize(
    ("properties", "words"),
    [
        ({}, ""),
        ({"valid_from": "1938-07-28"}, "expected days of its phases, 1938-07-29 to 1938-08-11"),
        ({"valid_to": "1938-08-12"}, "expected days of its phases, 1938-07-29 to 1938-08-11"),
        ({"campaign": "border-incidents"}, "'border-incidents' is not that of its phases"),
        ({"valid_from": "1938-07-28", "phases": None}, ""),
    ],
)
def test_the_days_of_a_line_lie_in_its_phases(
    folder: Path, properties: dict[str, object], words: str
) -> None:
    own: dict[str, object] = {"campaign": "khasan-1938", "phases": ["hill-phase"], **properties}
    told(folder, EAST, **own)
    archive, _ = read_archive(folder)
    assert archive is not None
    found = list(check_fronts(archive))
    assert [(Path(one.file).name, one.line) for one in found] == [("lines.geojson", 1)] * bool(
        words
    )
    assert all(words in one.message for one in found)
