"""The package that pip builds: every module, script, style sheet and message is in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# What lies beside the code and is none of it.
LEFT_OUT = {"__pycache__"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the paths inside the wheel that pip builds of a copy of the project."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "geo", folder / "geo", ignore=shutil.ignore_patterns(*LEFT_OUT))
    # setuptools itself builds, as pip would call it; it needs no network for that.
    build = "from setuptools.build_meta import build_wheel; build_wheel('.')"
    told = subprocess.run(
        [sys.executable, "-c", build], cwd=folder, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    [path] = folder.glob("*.whl")
    with zipfile.ZipFile(path) as file:
        return set(file.namelist())


def test_every_file_of_the_code_is_in_the_wheel(wheel: set[str]) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "geo").rglob("*")
        if path.is_file() and not LEFT_OUT.intersection(path.parts)
    }
    assert len(files) > 150
    assert files - wheel == set()


def test_nothing_else_is_in_the_wheel(wheel: set[str]) -> None:
    others = {name for name in wheel if not name.startswith("geo/")}
    assert {name.split("/")[0].split(".")[-1] for name in others} == {"dist-info"}
