"""The vocabulary: what a code names exists, and what the program asks for is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from geo.check.vocabulary import check_vocabulary
from geo.read.archive import read_archive

Change = Callable[[str, str, str], None]


def problems(folder: Path) -> list[str]:
    archive, found = read_archive(folder)
    assert found == []
    assert archive is not None
    return [str(problem) for problem in check_vocabulary(archive)]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("shapes.csv", "\ndiamond,", "\nrhomb,", "shape: 'diamond' is not in shapes.csv"),
        ("palette.csv", "\nrail,", "\ntrack,", "palette: 'rail' is not in palette.csv"),
        ("palette.csv", "\nstrip,", "\nstripe,", "fill: 'strip' is not in palette.csv"),
        ("palette.csv", "\nhalo,", "\nglow,", "no row 'halo', which page and exports need"),
        ("shapes.csv", "\ncircle,", "\nround,", "no row 'circle', which page and exports need"),
        ("codes.csv", "losses,10,", "losses,1001,",
         "code: '100' of the list losses; expected whole numbers that rise from 0"),
        ("codes.csv", "losses,0,", "losses,2,",
         "code: '2' of the list losses; expected whole numbers that rise from 0"),
        ("codes.csv", "losses,1000,", "losses,many,",
         "code: 'many' of the list losses; expected whole numbers"),
    ],
)  # fmt: skip
def test_a_look_that_does_not_exist_is_told(
    folder: Path, change: Change, file: str, old: str, new: str, expected: str
) -> None:
    assert problems(folder) == []
    change(file, old, new)
    assert expected in "\n".join(problems(folder))


def test_a_list_that_the_page_needs_is_asked_for(folder: Path) -> None:
    path = folder / "codes.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("losses,")), "utf-8")
    [told] = problems(folder)
    assert told.endswith("codes.csv:1: no code of the list losses, which the page needs")
