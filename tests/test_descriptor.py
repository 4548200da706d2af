"""What the descriptor says of the whole must be fit to print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from geo.check.descriptor import check_package
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
    import json

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
