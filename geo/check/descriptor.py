"""Rules of the descriptor: what the members that speak of the whole must be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.read.archive import DESCRIPTOR, Archive
from geo.read.edtf import is_day, parse_when
from geo.read.files import Json, read_text
from geo.read.problems import Problem, quote
from geo.read.settings import MEMBER, find_settings_faults

# Every export prints these; of the others an archive may be silent.
NEEDED_WORDS = ("name", "title", "description", "version", "attribution")
NAME = re.compile(r"[a-z0-9]+([-._][a-z0-9]+)*")
# An SPDX expression, which some exports write without quotation marks.
LICENCE = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*")
ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
# A text of JSON, or what opens and closes a level.
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]')


def check_package(archive: Archive) -> Iterator[Problem]:
    """Require a name, words, a licence, a day of issue and a period that exports can write."""
    path = archive.folder / DESCRIPTOR
    text, _ = read_text(path)
    for member, message in _find_faults(archive.package):
        yield Problem(str(path), _line_of(text or "", member), message)


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
        if "path" in item and not (isinstance(path, str) and ADDRESS.fullmatch(path)):
            return f"{quote(item)}; {expected}"
    return ""


def _line_of(text: str, member: str) -> int:
    """Return the line where a member of the descriptor or its settings stands, 1 without one."""
    depth, inside = 0, ""
    for match in TOKEN.finditer(text):
        token = match[0]
        if token in "{[":
            depth += 1
        elif token in "]}":
            depth -= 1
        elif text[match.end() :].lstrip()[:1] == ":":
            inside = token if depth == 1 else inside
            if token == f'"{member}"' and (depth == 1 or (depth, inside) == (2, f'"{MEMBER}"')):
                return text.count("\n", 0, match.start()) + 1
    return 1
