"""The messages of page and build: every language says everything, and nothing else."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from babel import Locale

ROOT = Path(__file__).resolve().parent.parent
GEO = ROOT / "geo"
ASSETS = GEO / "page"
TABLES = {
    path.stem: json.loads(path.read_text("utf-8")) for path in (ROOT / "geo" / "lang").iterdir()
}
ENGLISH = TABLES["en"]
OTHERS = sorted(set(TABLES) - {"en"})


def stem(key: str) -> str:
    """Return a key without the plural form at its end."""
    return re.sub(r"\.(zero|one|two|few|many|other)$", "", key)


COUNTED = {stem(key) for key in ENGLISH if key.endswith(".other")}


def faults(lang: str, table: dict[str, str]) -> set[str]:
    """Return the keys a language lacks or has too many: all of English, and its own plurals."""
    plain = {key for key in ENGLISH if stem(key) not in COUNTED}
    # A form without a text of its own is written as any other number.
    forms = {*Locale.parse(lang).plural_form.tags, "other"}
    allowed = plain | {f"{key}.{form}" for key in COUNTED for form in forms}
    needed = plain | {f"{key}.other" for key in COUNTED}
    return (set(table) - allowed) | (needed - set(table))


def test_the_languages_of_the_atlas_have_messages() -> None:
    package = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))
    assert set(package["atlas"]["languages"]) <= set(TABLES)


@pytest.mark.parametrize("lang", TABLES)
def test_a_language_has_every_key_and_no_other(lang: str) -> None:
    assert faults(lang, TABLES[lang]) == set()


def test_a_key_too_few_or_too_many_would_be_found() -> None:
    table = {**TABLES["ja"], "tally.one": "x", "new": "x"}
    del table["self"]
    assert faults("ja", table) == {"tally.one", "new", "self"}


@pytest.mark.parametrize("lang", OTHERS)
def test_a_text_keeps_its_placeholders_and_is_not_empty(lang: str) -> None:
    for key, text in TABLES[lang].items():
        english = ENGLISH.get(key.replace(".few", ".other"), "")
        if key in ENGLISH:
            assert bool(text) == bool(english), key
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english)), key
        else:
            assert text, key


def test_the_scripts_use_no_word_that_is_missing() -> None:
    text = "".join(path.read_text("utf-8") for path in sorted((ASSETS / "js").rglob("*.js")))
    text += (ASSETS / "page.html").read_text("utf-8")
    used = set(re.findall(r"\bt\('([\w.-]+)'\s*[,)]", text))
    used |= set(re.findall(r"data-t(?:-label)?=\"([\w.-]+)\"", text))
    counted = {f"{key}.other" for key in re.findall(r"count\('([\w.-]+)'", text)}
    own = {key for key in used | counted if not key.startswith("atlas.")}
    assert own - set(ENGLISH) == set()


def unused(keys: set[str], scripts: str, values: set[str]) -> set[str]:
    """Return the keys that no script uses, whole or put together from a stem and a value.

    A key such as `mode.day` is used by `t(`mode.${mode}`)` if `day` is a value: a text, a key of
    an object, a number, or one of `values`.
    """
    values = values | _words(scripts)
    templates = [
        re.compile(re.sub(r"\\\$\\\{.*?\\\}", r"([\\w.-]+?)", re.escape(text)))
        for text in set(re.findall(r"`([\w-]+\.[^`\s]*\$\{[^`]*)`", scripts))
    ]

    def is_made(key: str) -> bool:
        found = [match for one in templates if (match := one.fullmatch(key))]
        return any(values.issuperset(match.groups()) for match in found)

    return {
        key
        for key in keys
        if not re.search(rf"['\"]{re.escape(key)}['\"]", scripts) and not is_made(key)
    }


def _words(scripts: str) -> set[str]:
    found = re.findall(r"'([\w.-]+)'|\b(\w+):", scripts)
    return {word for pair in found for word in pair if word}


def as_script(python: str) -> str:
    """Return the texts of a Python module in the quotes of a script, templates among them."""
    python = re.sub(r'f"([\w.]+\.)\{([^"]*)\}"', r"`\1${\2}`", python)
    return re.sub(r'"([^"\n]*)"', r"'\1'", python)


@pytest.mark.slow
def test_no_word_is_kept_that_nothing_uses() -> None:
    text = "".join(path.read_text("utf-8") for path in sorted((ASSETS / "js").rglob("*.js")))
    text += (ASSETS / "page.html").read_text("utf-8")
    text += "".join(as_script(path.read_text("utf-8")) for path in sorted(GEO.rglob("*.py")))
    with (ROOT / "data" / "codes.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    # A source may be in any language that has a name here.
    kept = {key for key in ENGLISH if not key.startswith("lang.") and key != "self"}
    stems = {stem(key) for key in kept}
    values = codes | set(TABLES) | {str(number) for number in range(1, 13)}
    assert unused(stems, text, values) == set()


def test_a_word_that_nothing_uses_would_be_found() -> None:
    scripts = "t('a.b'); t(`mode.${mode}`); const MODES = ['day']; const acts = { go: 1 };"
    keys = {"a.b", "a.c", "mode.day", "mode.go", "mode.upto", "mode.7", "other.day"}
    assert unused(keys, scripts, {"7"}) == {"a.c", "mode.upto", "other.day"}
