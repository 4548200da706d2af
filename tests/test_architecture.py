"""The shape of the code: floors without a circle, one module that knows folium, no clocks."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# A module imports only from lower floors; a new one has to be given its floor here.
FLOORS = {
    "dates": 0,
    "packing": 0,
    "problems": 0,
    "reading": 1,
    "structure": 2,
    "tables": 3,
    "basemap": 4,
    "package": 4,
    "checks": 5,
    "layers": 4,
    "words": 0,
    "measures": 5,
    "catalogue": 6,
    "payload": 6,
    "geojson": 7,
    "page": 7,
    "styles": 7,
    "tabular": 7,
    "geopackage": 8,
    "kml": 8,
    "linked_places": 8,
    "metadata": 8,
    "qgis": 8,
    "bundle": 9,
}
MODULES = sorted(path for path in (ROOT / "geo").glob("*.py") if path.stem != "__init__")
PATHS = [ROOT / "build_map.py", *MODULES]
SCRIPTS = sorted((ROOT / "geo" / "assets" / "js").glob("*.js"))


def imported(path: Path) -> set[str]:
    """Return the full names a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def own(path: Path) -> set[str]:
    """Return the modules of this project that a file imports."""
    return {name.split(".")[1] for name in imported(path) if name.startswith("geo.")}


def test_every_module_has_a_floor() -> None:
    assert {path.stem for path in MODULES} == set(FLOORS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_only_from_lower_floors(path: Path) -> None:
    higher = {name for name in own(path) if FLOORS[name] >= FLOORS[path.stem]}
    assert higher == set()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_only_the_page_knows_folium(path: Path) -> None:
    known = {name.split(".")[0] for name in imported(path)} & {"folium", "branca", "jinja2"}
    assert not known or path.stem == "page"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_no_clock_and_no_time_zone(path: Path) -> None:
    clocks = {"datetime", "datetime.datetime", "datetime.timezone", "datetime.UTC", "datetime.time"}
    known = imported(path)
    assert known.isdisjoint(clocks)
    assert not any(name.split(".")[0] in ("zoneinfo", "pytz", "dateutil") for name in known)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_functions_are_short_enough_to_be_read_at_a_glance(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    functions = [n for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions if f.end_lineno}
    assert {name: lines for name, lines in long.items() if lines > 40} == {}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_keeps_no_state(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    assert not any(isinstance(node, ast.Global | ast.Nonlocal) for node in nodes)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_has_one_subject(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


def test_the_package_re_exports_nothing() -> None:
    tree = ast.parse((ROOT / "geo" / "__init__.py").read_text("utf-8"))
    assert [type(node) for node in tree.body] == [ast.Expr]


def test_the_story_is_short() -> None:
    assert len((ROOT / "build_map.py").read_text("utf-8").splitlines()) < 80
