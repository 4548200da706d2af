"""The recipes of CONTRIBUTING.md, carried out in a copy: they touch what they say, and work."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from another_war import write_another_war

from geo.page.packing import unpack

ROOT = Path(__file__).resolve().parent.parent
RECIPES = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
NOT_COPIED = (".git", "node_modules", "output", "__pycache__", ".venv", "build", "*.egg-info",
              ".*_cache")  # fmt: skip
KML = "{http://www.opengis.net/kml/2.2}"


def files_of(recipe: str) -> set[str]:
    """Return the files that a recipe says it touches."""
    text = RECIPES.split(f"## {recipe}\n")[1].split("\n## ")[0].split("Touches:\n")[1]
    heads = re.findall(r"(?m)^\* ((?:`[^`]+`,?\s+)*`[^`]+`):", text)
    return {name for head in heads for name in re.findall(r"`([^`]+)`", head)}


class Copy:
    """A copy of the repository that knows which of its files were changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_COPIED))
        self._before = self._sums()

    def _sums(self) -> dict[str, str]:
        return {
            path.relative_to(self.folder).as_posix(): hashlib.md5(path.read_bytes()).hexdigest()
            for path in self.folder.rglob("*")
            if path.is_file() and not {"output", "__pycache__"}.intersection(path.parts)
        }

    def changed(self) -> set[str]:
        """Return the files that are new or were changed."""
        now = self._sums()
        assert set(self._before) <= set(now)
        return {name for name, digest in now.items() if self._before.get(name) != digest}

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the first occurrence of a text in a file."""
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new, 1), "utf-8")

    def add_row(self, table: str, /, **cells: object) -> None:
        """Add a row at the end of a table."""
        path = self.folder / table
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows, columns = list(reader), list(reader.fieldnames or ())
        assert set(cells) <= set(columns)
        rows.append({column: str(cells.get(column, "")) for column in columns})
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def build(self, formats: str) -> Path:
        """Build some formats; return the output folder."""
        self.run("build_map.py", "--formats", formats)
        return self.folder / "output"

    def run(self, *command: str) -> None:
        """Run Python in the copy; it must succeed."""
        told = subprocess.run(
            [sys.executable, *command], cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert told.returncode == 0, told.stdout + told.stderr

    def core(self) -> dict[str, Any]:
        """Return the core of the data that the page carries."""
        page = (self.folder / "output" / "map.html").read_text("utf-8")
        found = re.search(r'<script[^>]* id="payload-core">([^<]*)</script>', page)
        assert found is not None
        return dict(unpack(found[1]))  # type: ignore[call-overload]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path / "copy")


def kml_text(output: Path, lang: str) -> str:
    return (output / "kml" / f"border-incidents.{lang}.kml").read_text("utf-8")


def add_texts(copy: Copy, identity: str, texts: dict[str, str]) -> None:
    for lang, text in texts.items():
        row = {"table": "codes", "id": identity, "column": "label", "text": text}
        copy.add_row(f"data/texts/{lang}.csv", **row)


def test_a_layer_kind(copy: Copy) -> None:
    look = {"palette": "river", "stroke": "2.5", "dash": "7 2", "z_order": "3", "label_zoom": "6"}
    copy.add_row("data/codes.csv", list="role", code="canal", label="Canal",
                 definition="A canal of the time.", order="13", **look)  # fmt: skip
    path = copy.folder / "data/geometry/areas-osm.geojson"
    feature = json.loads(path.read_text("utf-8"))["features"][0]
    feature["id"] = feature["properties"]["id"] = "canal-of-the-recipe"
    feature["properties"] |= {"name": "Canal of the recipe", "role": "canal", "place_id": None}
    feature["geometry"] = {"type": "LineString", "coordinates": [[130.5, 42.4], [130.7, 42.6]]}
    line = json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
    copy.replace("data/geometry/areas-osm.geojson", "\n]}", f",\n{line}\n]}}")
    add_texts(copy, "role/canal", {"ja": "運河", "mn": "Суваг", "ru": "Канал", "zh": "运河"})
    assert copy.changed() == files_of("A layer kind")

    output, core = copy.build("html,qgis,kml"), copy.core()
    [shown] = [one for one in core["features"] if one["role"] == "canal"]
    assert core["looks"][shown["look"]]["dash"] == [7, 2]
    [code] = [one for one in core["codes"]["role"] if one["code"] == "canal"]
    assert [core["looks"][look]["stroke"] for look in code["looks"]] == [2.5], "its legend"
    assert core["meta"]["words"]["ja"]["code.role.canal"] == "運河"
    project = ElementTree.parse(output / "border-incidents.qgs").getroot()
    rules = {rule.get("label"): rule for rule in project.iter("rule")}
    assert "'canal'" in str(rules["Canal"].get("filter"))
    assert 'id="role-canal"' in kml_text(output, "en")
    assert "Канал" in kml_text(output, "ru")
    assert "| `canal` | Canal |" in (output / "CODEBOOK.md").read_text("utf-8")


def test_a_side(copy: Copy) -> None:
    copy.add_row("data/palette.csv", name="side-korea", light="#0a7d5c", dark="#35c79a",
                 print="#0a7d5c")  # fmt: skip
    copy.add_row("data/codes.csv", list="side", code="korea", label="Korea",
                 definition="Korean forces.", order="12", shape="circle", letter="K",
                 palette="side-korea", dash="1 1")  # fmt: skip
    add_texts(copy, "side/korea", {"ja": "朝鮮", "mn": "Солонгос", "ru": "Корея", "zh": "朝鲜"})
    assert copy.changed() == files_of("A side")
    # Used by an event, it is seen.
    copy.replace("data/events.csv", ",japan,", ",korea,")

    output, core = copy.build("html,qgis,kml"), copy.core()
    [side] = [one for one in core["codes"]["side"] if one["code"] == "korea"]
    assert (side["letter"], side["palette"], side["dash"]) == ("K", "side-korea", [1, 1])
    page = (output / "map.html").read_text("utf-8")
    assert "--side-korea:#0a7d5c" in page and "--side-korea:#35c79a" in page
    assert core["meta"]["words"]["zh"]["code.side.korea"] == "朝鲜"
    project = (output / "border-incidents.qgs").read_text("utf-8")
    assert "'korea'" in project
    assert 'id="event-battle-korea"' in kml_text(output, "en") and "Корея" in kml_text(output, "ru")
    assert "| `korea` | Korea |" in (output / "CODEBOOK.md").read_text("utf-8")


def test_a_language(copy: Copy) -> None:
    words = json.loads((ROOT / "geo/lang/en.json").read_text("utf-8"))
    words |= {"self": "Deutsch", "tabs.layers": "Ebenen", "measure.date.agrees": "stimmt überein"}
    (copy.folder / "geo/lang/de.json").write_text(json.dumps(words, ensure_ascii=False), "utf-8")
    texts = copy.folder / "data/texts/de.csv"
    texts.write_text("table,id,column,text\natlas,,title,Die Grenze Mandschukuos\n", "utf-8")
    path = copy.folder / "data/datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["atlas"]["languages"].append("de")
    [other] = [one for one in package["resources"] if one["name"] == "texts-ru"]
    own = {"name": "texts-de", "path": "texts/de.csv", "title": "Texts in German"}
    package["resources"].append({**other, **own})
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1), "utf-8")
    assert copy.changed() == files_of("A language")

    output, core = copy.build("html,kml"), copy.core()
    german = core["meta"]["words"]["de"]
    assert "de" in core["meta"]["languages"]
    assert (german["self"], german["tabs.layers"]) == ("Deutsch", "Ebenen")
    assert german["atlas.title"] == "Die Grenze Mandschukuos"
    assert german["result.c01-t1.result"].endswith("stimmt überein")
    assert (output / "kml" / "border-incidents.de.kml").is_file()
    copy.run("-m", "pytest", "-q", "tests/test_i18n.py", "-k", "languages or key_and_no_other")


FORMAT = '''"""The layers as lists of well-known text, one line for each feature."""

from __future__ import annotations

from geo.export.formats import Files, Format, Made, Material


def _make(material: Material, _: Made) -> Files:
    tables = [table for table in material.tables if table.role == "layer"]
    lines = {
        table.name: [shape.wkt for shape in table.frame.geometry if shape is not None]
        for table in tables
    }
    return {f"wkt/{name}.txt": "\\\\n".join(text).encode() for name, text in lines.items()}


FORMAT = Format(
    name="wkt",
    purposes={"wkt/": "the layers as well-known text"},
    media={"txt": "text/plain"},
    make=_make,
)
'''.replace("\\\\", "\\")


def test_an_export_format(copy: Copy) -> None:
    (copy.folder / "geo/export/wkt_list.py").write_text(FORMAT, "utf-8")
    bundle = "geo/export/bundle.py"
    imported = "geojson, geopackage, html, kml, linked_places, parquet, qgis, tables_csv"
    names = "".join(f"    {name},\n" for name in [*imported.split(", "), "wkt_list"])
    copy.replace(bundle, f"import {imported}", f"import (\n{names})")
    copy.replace(bundle, "    html.FORMAT,\n", "    wkt_list.FORMAT,\n    html.FORMAT,\n")
    copy.replace("docs/architecture.md", "kml html codebook", "kml html codebook wkt_list")
    copy.replace("README.md", "| always |", "| `wkt` | `wkt/` | well-known text |\n| always |")
    assert copy.changed() == files_of("An export format")

    output = copy.build("wkt")
    assert (output / "wkt" / "events.txt").read_text("utf-8").startswith("POINT (")
    assert "the layers as well-known text" in (output / "CODEBOOK.md").read_text("utf-8")
    package = json.loads((output / "datapackage.json").read_text("utf-8"))
    assert "wkt/lines.txt" in {one["path"] for one in package["resources"]}
    copy.run("-m", "pytest", "-q", "tests/test_readme.py", "tests/test_architecture.py", "-k",
             "format or floor or ruff or lower_floors")  # fmt: skip


METHOD = '''"""The event of a sector that is nearest to a place."""

from __future__ import annotations

from geo.atlas.geodesy import measure_length
from geo.atlas.tables import Atlas
from geo.atlas.translator import Translator, write_number
from geo.measure.method import (
    KM,
    Method,
    Number,
    Sentence,
    StatementTest,
    TestResult,
    find_places,
    name_places,
)


def measure(atlas: Atlas, test: StatementTest) -> TestResult:
    """Measure from a place to the nearest event."""
    [here] = find_places(atlas, test.subjects).geometry
    events = atlas.events[atlas.events.geometry.notna()]
    lengths = [measure_length(here, there)[0] for there in events.geometry]
    nearest = min(range(len(lengths)), key=lengths.__getitem__)
    number = Number("length", "m", lengths[nearest], of=str(events["id"].iloc[nearest]))
    return TestResult(test, (number,))


def describe(atlas: Atlas, result: TestResult, words: Translator) -> Sentence:
    """Say how far it is."""
    [place] = name_places(atlas, result.test.subjects, words)
    length = write_number(result.value("length") / KM, 1)
    return Sentence(
        place,
        words.text("measure.nearest.result", length=length),
        words.text("measure.nearest.method"),
    )


METHOD = Method(
    name="nearest",
    subjects=("place",),
    expects="",
    units="",
    measure=measure,
    describe=describe,
)
'''


def test_a_test_of_a_statement(copy: Copy) -> None:
    (copy.folder / "geo/measure/nearest.py").write_text(METHOD, "utf-8")
    register = "geo/measure/statements.py"
    copy.replace(register, "frontier, gap, strip\n", "frontier, gap, nearest, strip\n")
    copy.replace(register, "(distance, gap,", "(nearest, distance, gap,")
    for lang in ("en", "ja", "mn", "ru", "zh"):
        copy.replace(f"geo/lang/{lang}.json", ' "measure.gap.title"',
                     f' "measure.nearest.result": "{lang} {{length}} km",\n'
                     ' "measure.nearest.method": "Geodesic.",\n "measure.gap.title"')  # fmt: skip
    copy.add_row("data/codes.csv", list="test-method", code="nearest", label="Nearest event",
                 definition="From a place to the nearest event.", order="8")  # fmt: skip
    copy.add_row("data/statement_tests.csv", id="d03-t2", statement_id="d03", method="nearest",
                 subjects="vladivostok")  # fmt: skip
    copy.replace("docs/architecture.md", "distance gap", "nearest distance gap")
    assert copy.changed() == files_of("A test of a statement")

    output, core = copy.build("html,csv"), copy.core()
    assert re.fullmatch(r"ru [\d.]+ km", core["meta"]["words"]["ru"]["result.d03-t2.result"])
    [statement] = [one for one in core["statements"] if one["id"] == "d03"]
    assert "d03-t2" in [test["id"] for test in statement["tests"]]
    with (output / "csv" / "statement_results.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = [row for row in csv.DictReader(file) if row["id"] == "d03-t2"]
    assert row["unit"] == "m" and float(row["value"]) >= 0
    files = ("tests/test_i18n.py", "tests/test_architecture.py", "tests/test_rules.py")
    copy.run("-m", "pytest", "-q", *files, "-k", "floor or ruff or every_method or key_and_no")


def test_another_war(tmp_path: Path) -> None:
    folder = write_another_war(tmp_path / "data")
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == files_of("Another war")


RUN: list[Callable[..., None]] = [
    test_a_layer_kind, test_a_side, test_a_language, test_an_export_format,
    test_a_test_of_a_statement, test_another_war,
]  # fmt: skip


def test_every_recipe_is_carried_out() -> None:
    titles = re.findall(r"(?m)^## (.+)$", RECIPES)
    done = {f"test_{title.lower().replace(' ', '_')}" for title in titles}
    assert {test.__name__ for test in RUN} == done
