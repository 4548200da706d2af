"""The words of the page: every language says everything, and nothing else."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "geo" / "page"
TABLES = {
    path.stem: json.loads(path.read_text("utf-8")) for path in (ROOT / "geo" / "lang").iterdir()
}
ENGLISH = TABLES["en"]
OTHERS = sorted(set(TABLES) - {"en"})
# Lists whose codes a reader meets all the time; the others fall back to English.
LISTS = ("kind", "side", "campaign", "layer", "claimant", "subject", "verdict", "status", "basis",
         "unit")  # fmt: skip
# Keys that the scripts put together at run time begin with one of these.
PREFIXES = (
    *("tabs.", "month.", "mode.", "lang.", "self.", "card.", "tree.", "list.sort.", "download."),
    *("axis.", "preset.", "time.", "code.", "lane.", "statements."),
)


def test_there_are_five_languages() -> None:
    assert sorted(TABLES) == ["en", "ja", "mn", "ru", "zh"]


def own_keys(lang: str) -> set[str]:
    """Return the keys a language needs: plurals of its own, and no names of languages."""
    keys = {key for key in ENGLISH if not key.startswith("self.")}
    singular = {key for key in keys if key.endswith(".one")}
    if lang == "ru":
        return keys | {key[:-4] + ".few" for key in singular}
    return keys - singular


@pytest.mark.parametrize("lang", OTHERS)
def test_a_language_has_every_key_and_no_other(lang: str) -> None:
    keys = {key for key in TABLES[lang] if not key.startswith("code.")}
    assert keys == own_keys(lang)


@pytest.mark.parametrize("lang", OTHERS)
def test_a_text_keeps_its_placeholders_and_is_not_empty(lang: str) -> None:
    for key, text in TABLES[lang].items():
        english = ENGLISH.get(key.replace(".few", ".other"), "")
        if not key.startswith("code.") and key in ENGLISH:
            assert bool(text) == bool(english), key
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english)), key
        else:
            assert text, key


@pytest.mark.parametrize("lang", OTHERS)
def test_the_codes_a_reader_meets_have_a_label(lang: str) -> None:
    with (ROOT / "data" / "codes.csv").open(encoding="utf-8", newline="") as file:
        codes = {
            f"code.{r['list']}.{r['code']}" for r in csv.DictReader(file) if r["list"] in LISTS
        }
    assert codes == {key for key in TABLES[lang] if key.startswith("code.")}


def test_the_scripts_use_no_word_that_is_missing() -> None:
    text = "".join(path.read_text("utf-8") for path in sorted((ASSETS / "js").rglob("*.js")))
    text += (ASSETS / "page.html").read_text("utf-8")
    used = set(re.findall(r"\bt\('([\w.-]+)'\s*[,)]", text))
    used |= set(re.findall(r"data-t(?:-label)?=\"([\w.-]+)\"", text))
    counted = {f"{key}.other" for key in re.findall(r"count\('([\w.-]+)'", text)}
    assert (used | counted) - set(ENGLISH) == set()


def test_no_word_is_kept_that_nothing_uses() -> None:
    text = "".join(path.read_text("utf-8") for path in sorted((ASSETS / "js").rglob("*.js")))
    text += (ASSETS / "page.html").read_text("utf-8")
    text += "kml.places kml.lines kml.areas"  # the folders of a KML file
    stems = {re.sub(r"\.(one|few|other)$", "", key) for key in ENGLISH}
    assert {s for s in stems if s not in text and not s.startswith(PREFIXES)} == set()
