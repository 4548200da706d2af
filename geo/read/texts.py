"""Texts in the languages of a page: the program's own, and those of an atlas.

The program's own messages are in `geo/lang`, one JSON file for each language. The texts of an atlas
are English in its tables and its descriptor; translations are tables named `texts-<language>`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib import resources

import pandas as pd

FOLDER = resources.files("geo") / "lang"
# The language in which every text exists; another falls back to it.
FIRST = "en"
# The name of a table of translations, before the language.
PREFIX = "texts-"
ATLAS, CODES = "atlas", "codes"


def known_languages() -> tuple[str, ...]:
    """Return the languages in which the program has messages, sorted."""
    names = (entry.name for entry in FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


def read_messages(languages: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the program's messages by language, and by key in each."""
    found = sorted(set(languages) & set(known_languages()))
    return {lang: json.loads((FOLDER / f"{lang}.json").read_text("utf-8")) for lang in found}


def make_texts(tables: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, str]]:
    """Return the translated texts of an atlas by language, and by key in each.

    `tables` are all tables by name; those of translations have the columns `table`, `id`, `column`
    and `text`. A key is `code.<list>.<code>` for the label of a code, else `atlas.<word>`.
    """
    return {
        name.removeprefix(PREFIX): {
            text_key(row["table"], row["id"], row["column"]): row["text"]
            for row in table.to_dict("records")
        }
        for name, table in tables.items()
        if name.startswith(PREFIX)
    }


def text_key(table: str, identity: str, column: str) -> str:
    """Return the key of a text: `code.side.ussr`, `atlas.title` or `atlas.key.ussr`."""
    if table == CODES:
        return f"code.{identity.replace('/', '.', 1)}"
    return f"{ATLAS}.{identity.replace('/', '.', 1) if identity else column}"
