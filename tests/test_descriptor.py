"""What the descriptor says of the whole must be fit to print."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.check.descriptor import check_package, check_words
from geo.read.archive import read_archive
from geo.read.edtf import is_day

Change = Callable[[str, str, str], None]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1938-07-29", True),
        ("1938-02-30", False),
        ("1938-07", False),
        ("19380729", False),
        (7, False),
    ],
)
def test_a_day_is_an_iso_day(text: object, answer: bool) -> None:
    assert is_day(text) is answer


def test_the_real_package_has_no_problem(folder: Path) -> None:
    archive, _ = read_archive(folder)
    assert archive is not None
    assert list(check_package(archive)) == []


@pytest.mark.parametrize(
    ("member", "value"), [("created", '"soon"'), ("period", '"soon"'), ("licenses", '"free"')]
)
def test_a_member_that_cannot_be_printed_is_named_with_its_line(
    folder: Path, member: str, value: str
) -> None:
    path = folder / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package[member] = json.loads(value)
    text = json.dumps(package, indent=1)
    path.write_text(text, "utf-8")
    archive, problems = read_archive(folder)
    assert archive is not None
    assert problems == []
    found = list(check_package(archive))
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row.startswith(f' "{member}"'))
    assert [p.line for p in found] == [line]
    assert member in found[0].message


def spoil(folder: Path, *keys: str | int, value: str, file: str = "datapackage.json") -> Path:
    """Put a value somewhere into a file of JSON; a key of a list may be the name of its item."""
    path = folder / file
    found = json.loads(path.read_text("utf-8"))
    inner = found
    for key in keys[:-1]:
        if isinstance(inner, list) and isinstance(key, str):
            inner = next(one for one in inner if one["name"] == key)
        else:
            inner = inner[key]
    inner[keys[-1]] = value
    path.write_text(json.dumps(found, indent=1), "utf-8")
    return path


WHERE: list[tuple[str | int, ...]] = [
    ("title",),
    ("description",),
    ("version",),
    ("attribution",),
    ("licenses", 0, "title"),
    ("atlas", "kicker"),
    ("atlas", "standfirst"),
    ("atlas", "keywords", 0),
    ("atlas", "key", 0, "label"),
    ("resources", "events", "title"),
    ("resources", "events", "description"),
    ("resources", "events", "schema", "fields", "title", "description"),
    ("resources", "events", "schema", "fields", "id", "expected"),
]


@pytest.mark.parametrize("keys", WHERE, ids=lambda keys: ".".join(map(str, keys)))
@pytest.mark.parametrize(
    ("word", "told"),
    [("a\0b", "control character"), ("a\x0bb", "control character"), ("a\x1bb", "control char"),
     ("a\uffffb", "control character"), ("a\u202eb", "turns the direction"),
     ("\u2800", "nothing that can be seen"), ("<b>a</b>", "HTML markup"), ("=a", "a formula")],
)  # fmt: skip
def test_a_text_that_exports_cannot_write_is_told_with_its_line(
    folder: Path, keys: tuple[str | int, ...], word: str, told: str
) -> None:
    path = spoil(folder, *keys, value=word)
    archive, _ = read_archive(folder)
    assert archive is not None
    [problem] = check_words(archive)
    assert told in problem.message
    line = path.read_text("utf-8").splitlines()[problem.line - 1]
    assert json.dumps(word) in line


def test_what_is_no_word_for_readers_may_not_break_a_line_either(folder: Path) -> None:
    path = spoil(folder, "resources", "events", "schema", "fields", "clock", "name", value="a\x0b")
    archive, _ = read_archive(folder)
    assert archive is None, "the program needs the column under its own name"
    spoil(folder, "resources", "events", "schema", "fields", "a\x0b", "name", value="clock")
    spoil(folder, "licenses", 0, "path", value="https://example.org/\x0b")
    archive, _ = read_archive(folder)
    assert archive is not None
    [problem] = check_words(archive)
    assert problem.message.startswith("path: ")
    assert "\\u000b" in path.read_text("utf-8").splitlines()[problem.line - 1]


def test_the_texts_of_a_schema_in_a_file_are_read_too(folder: Path) -> None:
    path = spoil(folder, "fields", "name", "description", value="a\x00", file="feature.schema.json")
    archive, _ = read_archive(folder)
    assert archive is not None
    [problem] = check_words(archive)
    assert problem.file == str(path)
    assert "\\u0000" in path.read_text("utf-8").splitlines()[problem.line - 1]
