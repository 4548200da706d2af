"""Files become values or problems, never an exception."""

from __future__ import annotations

import math
import os
from pathlib import Path

import pytest

from geo.read import files
from geo.read.files import Json, is_number, parse_geometry, read_json, read_text


@pytest.mark.parametrize(
    ("value", "answer"),
    [(1, True), (-0.5, True), (10**400, True), (True, False), ("1", False), (None, False)],
)
def test_a_number_is_a_finite_number(value: Json, answer: bool) -> None:
    assert is_number(value) is answer
    assert not is_number(math.inf)
    assert not is_number(math.nan)


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    text, problems = read_text(tmp_path / "gone.csv")
    assert text is None
    assert [p.message for p in problems] == ["the file is missing"]


def test_the_line_of_a_byte_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id\nfine\n\xe9\n")
    _, problems = read_text(path)
    assert [(p.line, p.message[:19]) for p in problems] == [(3, "not UTF-8: byte 0xe")]


def test_only_a_regular_file_of_some_size_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path, tmp_path / "pipe.csv", Path("/dev/zero")):
        text, problems = read_text(path)
        assert text is None
        assert [p.message for p in problems] == ["expected a regular file"]
    (tmp_path / "large.csv").write_text("id,name\n", "utf-8")
    monkeypatch.setattr(files, "LARGEST", 7)
    text, problems = read_text(tmp_path / "large.csv")
    assert text is None
    assert [p.message for p in problems] == ["8 bytes; expected at most 7"]


def test_the_line_of_half_a_character_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"title": "fine",\n "name": "bad \\ud800"}', "utf-8")
    value, problems = read_json(path)
    assert value is None
    assert [p.line for p in problems] == [2]


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        (None, "missing"),
        ({"type": "Circle", "coordinates": [0, 0]}, "missing or not one of"),
        ({"type": ["Point"], "coordinates": [0, 0]}, "missing or not one of"),
        ({"type": "Point", "coordinates": [0, 91]}, "out of range"),
        ({"type": "Point", "coordinates": []}, "empty"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}, "a ring ends"),
    ],
)
def test_a_geometry_that_is_none_is_refused(geometry: Json, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_geometry(geometry)


def test_a_closed_ring_is_taken() -> None:
    square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
    assert parse_geometry(square).area == 1
