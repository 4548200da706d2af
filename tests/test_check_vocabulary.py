"""The vocabulary: what a code names exists, and what the program asks for is there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.check.vocabulary import check_settings, check_vocabulary
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


@pytest.mark.parametrize("cut", ["-12 Z", " Z", "12 L"])
def test_a_path_that_cannot_be_drawn_is_told(folder: Path, change: Change, cut: str) -> None:
    row = "diamond,M12 0 L0 12 L-12 0 L0 -12 Z"
    change("shapes.csv", row, row.replace(cut, "", 1))
    _, found = read_archive(folder)
    assert [(Path(one.file).name, one.line) for one in found] == [("shapes.csv", 2)]
    assert found[0].message.startswith("path: ")


def test_a_list_that_the_page_needs_is_asked_for(folder: Path) -> None:
    path = folder / "codes.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("losses,")), "utf-8")
    [told] = problems(folder)
    assert told.endswith("codes.csv:1: no code of the list losses, which the page needs")


@pytest.mark.parametrize(
    ("member", "value", "told"),
    [
        ("people", ["nobody"], "atlas.people: 'nobody' is not in subject"),
        ("losses", [["kiled"]], "atlas.losses: 'kiled' is not in subject; write killed"),
        ("allies", {"usr": ["ussr"]}, "atlas.allies: 'usr' is not in side; write ussr"),
        ("allies", {"ussr": ["moon"]}, "atlas.allies: 'moon' is not in side"),
        ("both", "all", "atlas.both: 'all' is not in side"),
        ("key", [{"side": "moon", "label": "Moon"}], "atlas.key: 'moon' is not in side"),
        ("no_source", ["nothing"], "atlas.no_source: 'nothing' is not in sources"),
        ("tested", "moon", "atlas.tested: 'moon' is not in source-kind"),
        ("no_evidence", ["moon"], "atlas.no_evidence: 'moon' is not in source-kind"),
        ("counted", "moon", "atlas.counted: 'moon' is not in campaign"),
        ("not_counted", ["moon"], "atlas.not_counted: 'moon' is not in kind"),
        ("agreed", "moon", "atlas.agreed: 'moon' is not in basis"),
        ("parties", [["soviet"], ["moon"]], "atlas.parties: 'moon' is not in voice"),
        ("study", "moon", "atlas.study: 'moon' is not in voice"),
    ],
)
def test_a_setting_that_names_nothing_is_told_with_its_line(
    folder: Path, member: str, value: object, told: str
) -> None:
    path = folder / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["atlas"][member] = value
    path.write_text(json.dumps(package, indent=1), "utf-8")
    archive, _ = read_archive(folder)
    assert archive is not None
    [problem] = check_settings(archive)
    assert problem.message == told
    assert f'"{member}"' in path.read_text("utf-8").splitlines()[problem.line - 1]
