"""The README says what is so: its tables are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import build_map
from geo.export.bundle import FORMATS, SUMS
from geo.export.metadata import PURPOSES
from geo.page.page import read_scripts
from geo.read.settings import MEMBERS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
SCRIPTS = read_scripts()


def read_table(head: str) -> list[list[str]]:
    """Return the rows of the table that has this head, cells without their marks of code."""
    lines = README[README.index(f"| {head}") :].split("\n\n")[0].split("\n")[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_format_has_its_row_with_its_files() -> None:
    rows = {code(cells[0])[0]: cells[1] for cells in read_table("format |") if code(cells[0])}
    assert set(rows) == {one.name for one in FORMATS}
    for one in FORMATS:
        files = " ".join(code(rows[one.name]))
        assert any(part in files for part in one.purposes), one.name
    [always] = [cells[1] for cells in read_table("format |") if cells[0] == "always"]
    assert set(code(always)) == {*PURPOSES, SUMS}


def test_every_option_has_its_row(capsys: pytest.CaptureFixture[str]) -> None:
    rows = {code(cells[0])[0].split()[0] for cells in read_table("option |")}
    with pytest.raises(SystemExit):
        build_map.main(["--help"])
    told = set(re.findall(r"(?m)^  (--\w+)", capsys.readouterr().out))
    assert rows == told


def test_every_call_has_its_row() -> None:
    text = SCRIPTS["app/api.js"]
    blocks = re.findall(
        r"(?:const api = |return |stateOf?, \S+\), |matches\), )\{\n(.*?)\n\t*\}", text, re.DOTALL
    )
    exposed = {name for block in blocks for name in re.findall(r"(?m)^\t{2,4}(\w+)[,:(]", block)}
    exposed |= {
        name for block in blocks for name in re.findall(r"(?m)^\t{2,4}async (\w+)\(", block)
    }
    rows = {re.findall(r"borderMap\.(\w+)", cells[0])[0] for cells in read_table("call |")}
    assert rows == exposed


def test_every_state_key_has_its_row_with_its_key_in_the_link() -> None:
    pairs = re.findall(r"\['(\w+)', '(\w+)'\]", SCRIPTS["core/link.js"])
    hidden = re.findall(r"const HIDDEN = '(\w+)'", SCRIPTS["core/link.js"])
    rows = {code(cells[0])[0]: code(cells[1])[0] for cells in read_table("state key |")}
    assert rows == {**dict(pairs), "hidden": hidden[0]}
    block = re.search(r"@typedef \{object\} State\n(.*?)\*/", SCRIPTS["core/types.js"], re.DOTALL)
    assert block is not None
    assert set(rows) == set(re.findall(r"@property \{[^}]+\} (\w+)", block[1]))


def test_every_path_of_the_layout_is_there_and_none_is_left_out() -> None:
    rows = {code(cells[0])[0] for cells in read_table("path |")}
    assert all((ROOT / name).exists() or name == "output/" for name in rows)
    named = {name.rstrip("/") for name in rows}
    known = {"README.md", "LICENSE", "CHANGELOG.md", "CITATION.cff", "pyproject.toml",
             "package.json", "package-lock.json"}  # fmt: skip
    made = {"node_modules", "build", "venv", "__pycache__"}
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    there = {name for name in there if not name.endswith(".egg-info")}
    assert there - named - known - made == set()


def test_the_codebook_names_the_members_of_the_descriptor() -> None:
    text = (ROOT / "data" / "README.md").read_text("utf-8")
    assert "`format` is the version" in text
    assert "format" in MEMBERS


def test_the_commands_of_the_readme_are_those_of_the_tests() -> None:
    commands = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)
    assert len(commands) == 2
    assert commands[1] in (ROOT / ".ci" / "run").read_text("utf-8")
