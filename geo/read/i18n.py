"""The words of the page in the languages it speaks."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

FOLDER = resources.files("geo") / "lang"
# The language every word has been written in; another falls back to it.
FIRST = "en"


def read_words() -> dict[str, dict[str, str]]:
    """Return the words of the page by language, in the order of the language tags."""
    tables = sorted(FOLDER.iterdir(), key=lambda entry: entry.name)
    return {
        Path(table.name).stem: json.loads(table.read_text(encoding="utf-8")) for table in tables
    }
