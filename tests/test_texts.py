"""Texts of an atlas in other languages: keys, faults, and what of ours is translated."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

from geo.check.texts import check_texts
from geo.read.archive import read_archive
from geo.read.texts import known_languages, make_texts, read_messages, text_key

DATA = Path(__file__).resolve().parent.parent / "data"
OTHERS = ("ja", "mn", "ru", "zh")
# Lists whose codes a reader meets all the time; the others fall back to English.
LISTS = ("kind", "side", "campaign", "role", "claimant", "subject", "verdict", "status", "basis",
         "lane", "unit", "voice", "grade", "confidence", "locator-basis", "read-as",
         "line-state")  # fmt: skip


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("lang", OTHERS)
def test_what_a_reader_meets_is_translated(lang: str) -> None:
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    codes = {f"{r['list']}/{r['code']}" for r in rows(DATA / "codes.csv") if r["list"] in LISTS}
    key = {f"key/{one['side']}" for one in package["atlas"]["key"]}
    found = rows(DATA / "texts" / f"{lang}.csv")
    assert {row["id"] for row in found} == codes | key | {""}
    words = {row["column"] for row in found if not row["id"]}
    assert words == {"title", "kicker", "standfirst", "schematic", "key_note"}


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        (("codes", "side/ussr", "label"), "code.side.ussr"),
        (("atlas", "", "title"), "atlas.title"),
        (("atlas", "key/ussr", "label"), "atlas.key.ussr"),
    ],
)
def test_a_text_has_a_key(cells: tuple[str, str, str], key: str) -> None:
    assert text_key(*cells) == key
    columns = ["table", "id", "column", "text"]
    table = pd.DataFrame([[*cells, "word"]], columns=columns)
    assert make_texts({"texts-ru": table, "codes": pd.DataFrame()}) == {"ru": {key: "word"}}


def test_messages_are_those_of_the_languages_asked_for() -> None:
    assert list(read_messages(["ru", "en", "tlh"])) == ["en", "ru"]
    assert known_languages() == ("en", "ja", "mn", "ru", "zh")


def add_texts(folder: Path, language: str, *lines: str) -> None:
    """Add a table of translations to an archive."""
    path = folder / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    entry = {"name": f"texts-{language}", "path": "texts.csv", "format": "csv",
             "licenses": [{"name": "CC0-1.0"}], "schema": "texts.schema.json"}  # fmt: skip
    package["resources"].append(entry)
    path.write_text(json.dumps(package, indent=1), "utf-8")
    (folder / "texts.csv").write_text("\n".join(["table,id,column,text", *lines, ""]), "utf-8")


def problems(folder: Path) -> list[str]:
    archive, found = read_archive(folder)
    assert found == []
    assert archive is not None
    return [str(problem) for problem in check_texts(archive)]


def test_a_sound_table_of_texts_has_no_problem(folder: Path) -> None:
    add_texts(folder, "ru", "atlas,,title,Граница", "codes,side/ussr,label,Союз",
              "atlas,key/ussr,label,Союз")  # fmt: skip
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("atlas,,tittle,x", "texts.csv:2: column: 'tittle'; expected key_note, kicker, schematic"),
        ("atlas,key/mars,label,x", "texts.csv:2: id: 'key/mars'; expected key/japan, key/mongolia"),
        ("codes,side/mars,label,x", "texts.csv:2: id: 'side/mars' is no list/code of codes.csv"),
        ("codes,side/ussr,order,x", "texts.csv:2: column: 'order'; expected label"),
    ],
)
def test_a_translation_of_nothing_is_told(folder: Path, line: str, expected: str) -> None:
    add_texts(folder, "ru", line)
    [told] = problems(folder)
    assert expected in told


def test_a_language_that_the_page_does_not_have_is_told(folder: Path) -> None:
    add_texts(folder, "tlh", "atlas,,title,x")
    [told] = problems(folder)
    assert "texts-tlh: 'tlh' is no language that the atlas is translated to" in told
    path = folder / "datapackage.json"
    path.write_text(path.read_text("utf-8").replace('"mn",', '"tlh",'), "utf-8")
    [told] = problems(folder)
    assert "languages: no messages of the page in 'tlh'; expected en, ja, mn, ru, zh" in told
