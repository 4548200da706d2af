"""The shape of the code: floors without a circle, one module that knows folium, no clocks."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from geo.page.linker import parse_module
from geo.page.page import read_scripts

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "architecture.md"


def read_floors(text: str) -> tuple[dict[str, set[str]], dict[str, dict[str, int]]]:
    """Return what each folder may import, and the floors of its modules, from the document."""
    below: dict[str, set[str]] = {}
    floors: dict[str, dict[str, int]] = {}
    folder = ""
    for name, imports, floor, modules in re.findall(
        r"^\| (?:`(\w+)`)? ?\|(.*)\| (\d) \| ([\w ]+) \|$", text, re.MULTILINE
    ):
        folder = name or folder
        below.setdefault(folder, set()).update(re.findall(r"`(\w+)`", imports))
        floors.setdefault(folder, {}).update(dict.fromkeys(modules.split(), int(floor)))
    return below, floors


# Folder -> the folders its modules may import from; folder -> module -> floor.
BELOW, FLOORS = read_floors(DOCUMENT.read_text("utf-8"))
# Folders of scripts, lowest first: a script imports only from lower folders and its own, without a
# circle (the linker refuses those). What is given to a part by `main` needs no import.
SCRIPT_FLOORS = {
    name: int(floor)
    for name, floor in re.findall(
        r"^\| `(\w+)` \| (\d) \| [^|]+ \|$", DOCUMENT.read_text("utf-8"), re.MULTILINE
    )
}
MODULES = sorted(path for path in (ROOT / "geo").rglob("*.py") if path.stem != "__init__")
PATHS = [ROOT / "build_map.py", *MODULES]
SCRIPTS = sorted((ROOT / "geo" / "page" / "js").rglob("*.js"))


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


def own(path: Path) -> set[tuple[str, str]]:
    """Return the modules of this project that a file imports, as (folder, module)."""
    parts = (name.split(".") for name in imported(path) if name.startswith("geo."))
    return {(part[1], part[2]) for part in parts}


def too_high(folder: str, module: str, known: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those of the imported modules that do not stand below a module."""
    floor = FLOORS[folder][module]
    return {
        (where, name)
        for where, name in known
        if where not in BELOW[folder] and (where != folder or FLOORS[where][name] >= floor)
    }


def test_every_module_has_a_floor_in_the_document() -> None:
    assert list(FLOORS) == ["read", "atlas", "measure", "check", "page", "export"]
    assert set(SCRIPT_FLOORS) == {path.parent.name for path in SCRIPTS}
    found = {(path.parent.name, path.stem) for path in MODULES}
    assert found == {(folder, name) for folder, floors in FLOORS.items() for name in floors}


def test_a_module_imports_only_from_lower_floors() -> None:
    found = {
        f"{path.parent.name}.{path.stem}": wrong
        for path in MODULES
        if (wrong := too_high(path.parent.name, path.stem, own(path)))
    }
    assert found == {}


def test_no_folder_may_import_from_one_that_may_import_from_it() -> None:
    assert [(a, b) for a in BELOW for b in BELOW[a] if a in BELOW[b]] == []


def test_an_import_from_a_higher_floor_would_be_found() -> None:
    known = {("read", "files"), ("read", "schema"), ("atlas", "tables")}
    assert too_high("read", "schema", known) == {("read", "schema"), ("atlas", "tables")}


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_only_the_page_knows_folium(path: Path) -> None:
    known = {name.split(".")[0] for name in imported(path)} & {"folium", "branca", "jinja2"}
    assert not known or path.stem == "page" or known == {"jinja2"}


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_no_clock_and_no_time_zone(path: Path) -> None:
    clocks = {"datetime", "datetime.datetime", "datetime.timezone", "datetime.UTC", "datetime.time"}
    known = imported(path)
    assert known.isdisjoint(clocks)
    assert not any(name.split(".")[0] in ("zoneinfo", "pytz", "dateutil") for name in known)


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_functions_are_short_enough_to_be_read_at_a_glance(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    functions = [n for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions if f.end_lineno}
    assert {name: lines for name, lines in long.items() if lines > 40} == {}


@pytest.mark.slow
@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_keeps_no_state(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    assert not any(isinstance(node, ast.Global | ast.Nonlocal) for node in nodes)


def stands_too_high(path: str, target: str) -> bool:
    """Tell whether a script, by its path below the folder of scripts, may not import another."""
    own, other = path.split("/")[0], target.split("/")[0]
    return own != other and SCRIPT_FLOORS[other] >= SCRIPT_FLOORS[own]


def test_a_script_imports_only_from_lower_floors() -> None:
    found = [
        (path, target)
        for path, text in read_scripts().items()
        for target in parse_module(path, text).imports
        if stands_too_high(path, target)
    ]
    assert found == []


def test_a_script_that_imports_upwards_would_be_found() -> None:
    assert stands_too_high("core/days.js", "dom/dom.js")
    assert stands_too_high("time/axis.js", "views/card.js")
    assert not stands_too_high("views/card.js", "map/symbols.js")


# Words that ask the machine for the time.
CLOCKS = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime", "monotonic"}
# Methods that write to a list, set or dict.
WRITERS = {
    "append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse", "add", "discard",
    "update", "setdefault", "popitem",
}  # fmt: skip


def find_clocks(tree: ast.AST) -> list[int]:
    """Return the lines of calls such as date.today(), datetime.now() and time.time()."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [f.lineno for f in calls if isinstance(f, ast.Attribute) and f.attr in CLOCKS]


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_nobody_asks_what_day_it_is(path: Path) -> None:
    assert find_clocks(ast.parse(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("text", ["date.today()", "x.datetime.now(UTC)", "time.time()"])
def test_a_clock_would_be_found(text: str) -> None:
    assert find_clocks(ast.parse(text)) == [1]


def base_name(node: ast.expr) -> str:
    """Return the name that an expression such as A, A[0] or A[0].b begins with."""
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def find_writes(tree: ast.Module) -> list[int]:
    """Return the lines inside functions that write to a container of the module."""
    names = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    found: list[int] = []
    for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.Lambda)):
        nodes = list(ast.walk(function))
        own = {n.arg for n in nodes if isinstance(n, ast.arg)}
        own |= {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        for node in nodes:
            written = ""
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                written = base_name(node.func.value) if node.func.attr in WRITERS else ""
            elif isinstance(node, ast.Subscript | ast.Attribute):
                written = base_name(node) if isinstance(node.ctx, ast.Store | ast.Del) else ""
            elif isinstance(node, ast.AugAssign):
                written = base_name(node.target)
            if written in names - own:
                found.append(node.lineno)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_no_function_writes_to_a_container_of_its_module(path: Path) -> None:
    assert find_writes(ast.parse(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "line", ["A.append(1)", "A['x'] = 1", "del A['x']", "A['x'].add(1)", "A['x'] += 1", "A.b = 1"]
)
def test_a_write_to_a_container_would_be_found(line: str) -> None:
    assert set(find_writes(ast.parse(f"A = {{}}\ndef f():\n    {line}"))) == {3}
    assert find_writes(ast.parse(f"A = {{}}\ndef f():\n    A = {{}}\n    {line}")) == []


def test_what_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    texts = [*project["dependencies"], *project["optional-dependencies"]["gis"]]
    declared = {re.split(r"[<>=]", text)[0].lower() for text in texts}
    found = {name.split(".")[0] for path in PATHS for name in imported(path)}
    assert found - set(sys.stdlib_module_names) - {"geo"} <= declared


@pytest.mark.slow
@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=" ".join)
def test_ruff_has_nothing_to_say(command: list[str]) -> None:
    beside = Path(sys.executable).parent / "ruff"
    ruff = str(beside) if beside.is_file() else shutil.which("ruff")
    if ruff is None:
        pytest.skip("ruff is not installed; it comes with the test extra")
    done = subprocess.run(
        [ruff, *command, "--no-cache", "."], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout if done.returncode else "") == (0, "")


def test_the_package_re_exports_nothing() -> None:
    for path in (ROOT / "geo").rglob("__init__.py"):
        tree = ast.parse(path.read_text("utf-8"))
        assert [type(node) for node in tree.body] == [ast.Expr], path


def test_the_story_is_short() -> None:
    assert len((ROOT / "build_map.py").read_text("utf-8").splitlines()) < 120


# Modules that call every one of a kind, so that their tests are tests of each.
REGISTERS = ("check.rules", "measure.statements", "export.bundle")


def covered(files: set[Path]) -> set[str]:
    """Return the modules (folder.module) that test files import, or call through a register."""
    found = {".".join(part) for path in files for part in own(path)}
    for name in REGISTERS:
        if name in found:
            found |= {".".join(part) for part in own(ROOT / f"geo/{name.replace('.', '/')}.py")}
    return found


def test_every_module_has_a_fast_test(request: pytest.FixtureRequest) -> None:
    items = [item for item in request.session.items if item.get_closest_marker("fast")]
    files = {item.path for item in items if item.path.parent == ROOT / "tests"}
    if len(files) < 20:
        pytest.skip("only a part of the tests is run")
    working = [path for path in MODULES if "def " in path.read_text("utf-8")]
    modules = {f"{path.parent.name}.{path.stem}" for path in working}
    assert modules - covered(files) == set()


def test_a_module_without_a_test_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text("from geo.read.edtf import parse_when\n", "utf-8")
    assert covered({tmp_path / "test_one.py"}) == {"read.edtf"}
