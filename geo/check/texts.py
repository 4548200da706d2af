"""Rules for the texts of an atlas in other languages: each translates something that is there."""

from __future__ import annotations

from collections.abc import Iterator

from geo.read.archive import DESCRIPTOR, Archive
from geo.read.problems import Problem, quote
from geo.read.settings import WORDS
from geo.read.texts import ATLAS, FIRST, PREFIX, known_languages

# The label of a code, or of a side in the key, is what a reader sees of it.
LABEL = "label"


def check_texts(archive: Archive) -> Iterator[Problem]:
    """Require that a translation names a text of the atlas, in a language of its page."""
    path = str(archive.folder / DESCRIPTOR)
    languages = archive.settings.languages
    for language in sorted(set(languages) - set(known_languages())):
        expected = ", ".join(known_languages())
        message = f"languages: no messages of the page in {quote(language)}; expected {expected}"
        yield Problem(path, 1, message)
    for name in sorted(archive.tables):
        language = name.removeprefix(PREFIX)
        if language == name:
            continue
        if language not in languages or language == FIRST:
            message = f"{name}: {quote(language)} is no language that the atlas is translated to"
            yield Problem(path, 1, message)
        for row in archive.tables[name].to_dict("records"):
            if message := _find_fault(archive, row["table"], row["id"], row["column"]):
                yield Problem(str(archive.resources[name].path), int(row["line"]), message)


def _find_fault(archive: Archive, table: str, identity: str, column: str) -> str:
    """Return what is wrong with the place that a translation names, "" if it is there."""
    if table == ATLAS and not identity:
        known = {"title", *WORDS}
        return "" if column in known else f"column: {quote(column)}; expected {_any(known)}"
    if column != LABEL:
        return f"column: {quote(column)}; expected {LABEL}"
    if table == ATLAS:
        known = {f"key/{side}" for side, _ in archive.settings.key}
        return "" if identity in known else f"id: {quote(identity)}; expected {_any(known)}"
    codes = archive.tables.get("codes")
    if codes is None or "codes" in archive.broken:
        return ""
    name, _, code = identity.partition("/")
    is_known = ((codes["list"] == name) & (codes["code"] == code)).any()
    return "" if is_known else f"id: {quote(identity)} is no list/code of codes.csv"


def _any(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none, for there is no key"
