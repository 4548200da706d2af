"""Rules of the descriptor: what the members that speak of the whole must be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from geo.check.cells import find_address_fault, find_control, find_text_fault
from geo.read.archive import DESCRIPTOR, Archive
from geo.read.damage import find_damage
from geo.read.edtf import is_day, parse_when
from geo.read.files import Json, read_json, read_text
from geo.read.problems import Problem, quote
from geo.read.settings import TOKEN, find_settings_faults, line_of_member

# Every export prints these; of the others an archive may be silent.
NEEDED_WORDS = ("name", "title", "description", "version", "attribution")
# The members of the descriptor and of schemas that are words for readers.
WORDS = frozenset({"title", "description", "version", "attribution", "expected", "label", "note",
                   "keywords", "kicker", "standfirst", "schematic", "key_note"})  # fmt: skip
NAME = re.compile(r"[a-z0-9]+([-._][a-z0-9]+)*")
# An SPDX expression, which some exports write without quotation marks.
LICENCE = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*")
ADDRESS = re.compile(r"https?://[^\s\"'<>]+")


def check_package(archive: Archive) -> Iterator[Problem]:
    """Require a name, words, a licence, a day of issue and a period that exports can write."""
    path = archive.folder / DESCRIPTOR
    text, _ = read_text(path)
    for member, message in _find_faults(archive.package):
        yield Problem(str(path), line_of_member(text or "", member), message)


def check_words(archive: Archive) -> Iterator[Problem]:
    """Require plain text of every text of the descriptor, and of the schemas in files."""
    entries = archive.package["resources"]
    assert isinstance(entries, list)
    schemas = {one.get("schema") for one in entries if isinstance(one, dict)
               and isinstance(one.get("schema"), str)}  # fmt: skip
    for name in [DESCRIPTOR, *sorted(map(str, schemas))]:
        path = archive.folder / name
        text, _ = read_text(path)
        value, _ = read_json(path)
        for member, word in _texts_in(value):
            fault = find_damage(word) or find_text_fault(word) if member in WORDS else ""
            if fault := fault or find_control(word):
                line = _line_of_text(text or "", word)
                yield Problem(str(path), line, f"{member}: {quote(word)}: {fault}")


def _texts_in(value: Json, member: str = "") -> Iterator[tuple[str, str]]:
    """Yield (member it belongs to, text) for each text inside a value of JSON, names included."""
    if isinstance(value, str):
        yield member, value
    elif isinstance(value, list):
        for item in value:
            yield from _texts_in(item, member)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield "", name
            yield from _texts_in(item, name)


def _line_of_text(text: str, word: str) -> int:
    """Return the line of a text of JSON, in whatever way its characters are written."""
    found = (match for match in TOKEN.finditer(text) if match[0][0] == '"')
    start = next((match.start() for match in found if json.loads(match[0]) == word), 0)
    return text.count("\n", 0, start) + 1


def _find_faults(package: dict[str, Json]) -> Iterator[tuple[str, str]]:
    """Yield (member, what is wrong with it)."""
    for member in NEEDED_WORDS:
        value = package.get(member)
        if not isinstance(value, str) or not value.strip():
            yield member, f"{member}: {quote(value)}; expected text"
    name = package.get("name")
    if isinstance(name, str) and name.strip() and not NAME.fullmatch(name):
        yield "name", f"name: {quote(name)}; expected lower-case words and digits with - . or _"
    created = package.get("created")
    if created is not None and not is_day(created):
        yield "created", f"created: {quote(created)} is not a day; expected YYYY-MM-DD"
    period = package.get("period")
    if period is not None and (fault := _period_fault(period)):
        yield "period", f"period: {fault}"
    if fault := _licence_fault(package.get("licenses")):
        yield "licenses", f"licenses: {fault}"
    yield from find_settings_faults(package)


def _period_fault(value: Json) -> str:
    if not isinstance(value, str):
        return f"{quote(value)} is not text"
    try:
        parse_when(value)
    except ValueError as error:
        return str(error)
    return ""


def _is_address(text: str) -> bool:
    return bool(ADDRESS.fullmatch(text)) and not find_address_fault(text)


def _licence_fault(value: Json) -> str:
    """Return what is wrong with the list of licences, of which the first is that of the whole."""
    expected = "expected a list of {name, path}, the name an SPDX expression, the path an address"
    if not isinstance(value, list) or not value:
        return f"{quote(value)}; {expected}"
    for item in value:
        name = item.get("name") if isinstance(item, dict) else None
        if not isinstance(item, dict):
            return f"{quote(item)}; {expected}"
        path = item.get("path", "https://")
        if not isinstance(name, str) or not LICENCE.fullmatch(name):
            return f"{quote(item)}; {expected}"
        if "path" in item and not (isinstance(path, str) and _is_address(path)):
            return f"{quote(item)}; {expected}"
    return ""
