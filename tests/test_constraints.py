"""The versions that were tested together: they keep the lower bounds, and none is left out."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ASKED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["gis"]]


def plain(name: str) -> str:
    """Return the name of a package as the index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def known_versions() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    kept = (line for line in lines if line and not line.startswith("#"))
    return dict(line.split("==", 1) for line in kept)


def needed() -> set[str]:
    """Return every package that the program needs, by name, as installed here."""
    found: set[str] = set()
    todo = [Requirement(one) for one in ASKED]
    while todo:
        one = todo.pop()
        name = plain(one.name)
        if name in found or (one.marker and not one.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        try:
            todo += [Requirement(line) for line in requires(one.name) or []]
        except PackageNotFoundError:
            found.discard(name)
    return found


def test_a_tested_version_keeps_each_bound() -> None:
    known = known_versions()
    for one in map(Requirement, ASKED):
        assert one.specifier.contains(known[plain(one.name)]), one


def test_every_package_that_is_needed_was_tested() -> None:
    assert needed() <= set(known_versions())


def test_what_was_tested_is_no_newer_than_what_is_installed_for_long() -> None:
    # A set that nobody runs any more would promise bytes that nobody has seen.
    for name in ("folium", "geopandas", "shapely", "pyogrio"):
        assert Version(known_versions()[name]) <= Version(version(name))


def test_no_line_names_a_registry() -> None:
    text = (ROOT / "constraints.txt").read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
