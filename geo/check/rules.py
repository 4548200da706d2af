"""Every rule of meaning the archive must keep; each broken rule is one line with file and row.

What a schema can say (types, codes, keys) is said in `datapackage.json`. Here is what it cannot.
A rule is one function from the archive to its problems, and stays silent about cells whose
structure is already at fault.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from geo.check.basemap import check_base_map, check_relief
from geo.check.descriptor import check_package, is_day
from geo.check.texts import check_texts
from geo.check.vocabulary import check_vocabulary
from geo.read.archive import Archive
from geo.read.edtf import parse_when
from geo.read.problems import Problem, quote
from geo.read.schema import NUMBER, field_list

Rule: TypeAlias = Callable[[Archive], Iterator[Problem]]
# A row as a plain mapping: a Series for each would take most of the time of all rules.
Row: TypeAlias = dict[str, Any]

# Things on the map share one space of ids, because a link or a card names them by id alone.
MAP_TABLES = ("events", "places", "campaigns")
POSITION = ("lon", "lat")
PRECISION = ("uncertainty_m", "where_prec", "status")
CONTROL = frozenset({"Cc", "Zl", "Zp", "Cs", "Co", "Cn"})
MARKUP = re.compile(r"</?[A-Za-z!]|&[a-z]+;|&#")
FORMULA = ("=", "+", "-", "@")
# What each method of a test measures, in order ("more" of the last), what it compares with, and
# the code list or the words of its unit.
LENGTHS = ("km", "mi", "nmi")
TEST_METHODS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "distance": (("place", "place"), "number or nothing", "length"),
    "gap": (("place", "feature"), "", ""),
    "frontier": (("frontier", "more"), "number or nothing", "length"),
    "strip": (("area", "line", "line", "more"), "", ""),
    "date": (("event", "more"), "date", ""),
    "claims": (("event", "subject", "side"), "number", "unit"),
    "counts": (("metric", "more"), "date", ""),
}


def find_problems(archive: Archive) -> list[Problem]:
    """Return every break of every rule, sorted by file and line; an empty list means none."""
    return sorted({problem for rule in RULES for problem in rule(archive)})


def split_list(cell: object) -> list[str]:
    """Return the items of a `;` list, or of a list in a feature; an empty cell has none."""
    if isinstance(cell, list):
        return [item for item in cell if isinstance(item, str)]
    return cell.split(";") if isinstance(cell, str) and cell else []


def _file(archive: Archive, table: str) -> str:
    return str(archive.resources[table].path)


def _rows(archive: Archive, table: str) -> Iterator[Row]:
    """Yield the rows of a table, none if this archive has no such table."""
    if table in archive.tables:
        yield from archive.tables[table].to_dict("records")


def _rows_with_schema(archive: Archive) -> Iterator[tuple[str, list[dict[str, object]], Row]]:
    """Yield (file, fields, row) for every row of every table, and every feature."""
    for name, resource in archive.resources.items():
        if resource.schema is None:
            continue
        fields = [dict(field) for field in field_list(resource.schema)]
        frame = archive.tables.get(name)
        if frame is None:
            frame = archive.base.get(name)
        if not isinstance(frame, pd.DataFrame):
            frame = archive.features[archive.features["file"] == str(resource.path)]
        for row in frame.to_dict("records"):
            yield str(resource.path), fields, row


def _cells(archive: Archive, mark: str) -> Iterator[tuple[str, int, str, object, object]]:
    """Yield (file, line, field name, value of the mark, cell) where the schema marks a field."""
    for file, fields, row in _rows_with_schema(archive):
        for field in fields:
            if mark in field:
                name = str(field["name"])
                yield file, row["line"], name, field[mark], row[name]


def _ids(archive: Archive, name: str) -> set[str]:
    """Return the ids of a table, or of all features."""
    frame = archive.features if name == "features" else archive.tables.get(name)
    return set() if frame is None else set(frame["id"])


def _is_whole(archive: Archive, name: str) -> bool:
    """Tell whether every row of a table (or every feature) could be read."""
    if name != "features":
        return name in archive.tables and name not in archive.broken
    listed = archive.resources.items()
    files = [name for name, file in listed if file.format == "geojson" and not file.is_base]
    return not archive.broken.intersection(files)


def check_dates(archive: Archive) -> Iterator[Problem]:
    """Require that a date in EDTF parses, ends after it begins, and lies in plausible days."""
    days = archive.settings.days
    for file, line, name, _, cell in _cells(archive, "edtf"):
        if not isinstance(cell, str) or not cell:
            continue
        try:
            span = parse_when(cell)
        except ValueError as error:
            yield Problem(file, line, f"{name}: {error}")
            continue
        if days and (span.start < days.start or span.end > days.end):
            years = f"{days.start.year}-{days.end.year}"
            yield Problem(file, line, f"{name}: {quote(cell)} is outside the period {years}")


def check_validity(archive: Archive) -> Iterator[Problem]:
    """Require that a feature is valid from one civil day to the same or a later one."""
    for row in archive.features.to_dict("records"):
        days = [row.get("valid_from"), row.get("valid_to")]
        faults = [day for day in days if isinstance(day, str) and not is_day(day)]
        for day in faults:
            message = f"valid_from or valid_to: {quote(day)} is not a day; expected YYYY-MM-DD"
            yield Problem(row["file"], row["line"], message)
        if not faults and all(isinstance(day, str) for day in days) and days[0] > days[1]:
            message = f"valid_from {days[0]} is after valid_to {days[1]}"
            yield Problem(row["file"], row["line"], message)


def check_lists(archive: Archive) -> Iterator[Problem]:
    """Require that a list joined with ; has no empty, padded or repeated item."""
    for file, line, name, _, cell in _cells(archive, "separator"):
        items = split_list(cell)
        for item in items:
            if item != item.strip() or not item:
                message = f"{name}: expected items joined by ; without blanks, got {quote(cell)}"
                yield Problem(file, line, message)
                break
        if len(set(items)) != len(items):
            yield Problem(file, line, f"{name}: an item is repeated in {quote(cell)}")


def check_references(archive: Archive) -> Iterator[Problem]:
    """Require that each id of a list exists in one of the tables that its field names."""
    known: dict[str, set[str] | None] = {}
    for file, line, name, targets, cell in _cells(archive, "references"):
        assert isinstance(targets, list)
        there = _or(targets)
        if there not in known:
            known[there] = _find_known(archive, targets)
        for item in split_list(cell):
            if known[there] is not None and item.strip() and item.strip() not in known[there]:
                yield Problem(file, line, f"{name}: {quote(item)} is not an id in {there}")


def _find_known(archive: Archive, tables: list[str]) -> set[str] | None:
    """Return the ids of tables, or None if one of them was not read to the last row."""
    if not all(_is_whole(archive, table) for table in tables):
        return None
    return set().union(*(_ids(archive, table) for table in tables))


def _or(words: Iterable[object]) -> str:
    return " or ".join(map(str, words))


def check_sources_used(archive: Archive) -> Iterator[Problem]:
    """Require that each source is used by at least one row or feature."""
    if archive.broken or "sources" not in archive.tables:
        return
    cells = _cells(archive, "references")
    used = {i for *_, targets, cell in cells if targets == ["sources"] for i in split_list(cell)}
    for row in _rows(archive, "sources"):
        if row["id"] and row["id"] not in used:
            message = f"source {quote(row['id'])} is used by no row; cite it or drop it"
            yield Problem(_file(archive, "sources"), row["line"], message)


def check_figures(archive: Archive) -> Iterator[Problem]:
    """Require that a figure has both bounds in order and its unit, and words neither.

    People are counted in whole persons.
    """
    people = archive.settings.people
    for row in _rows(archive, "claims"):
        low, high, unit = row["low"], row["high"], row["unit"]
        message = ""
        if bool(low) != bool(high):
            message = "low and high: one is empty; expected both, equal if the figure is exact"
        elif low and NUMBER.fullmatch(low) and NUMBER.fullmatch(high) and float(low) > float(high):
            message = f"low {low} is greater than high {high}"
        elif low and not unit:
            message = "unit is empty; a figure needs its unit"
        elif unit and not low:
            message = f"unit {quote(unit)} without a figure in low and high"
        elif low and row["subject"] in people and unit != "persons":
            message = f"unit {quote(unit)}; {row['subject']} is counted in persons"
        elif unit == "persons" and not (_is_whole_number(low) and _is_whole_number(high)):
            message = f"low {low}, high {high}: persons are counted in whole numbers"
        if message:
            yield Problem(_file(archive, "claims"), row["line"], message)


def _is_whole_number(text: str) -> bool:
    """Tell whether a figure is whole; what is no number at all is told elsewhere."""
    return NUMBER.fullmatch(text) is None or float(text).is_integer()


def check_claims(archive: Archive) -> Iterator[Problem]:
    """Require an id that carries the event, a date only if it is the subject, a true status."""
    no_source = archive.settings.no_source
    for row in _rows(archive, "claims"):
        file, line = _file(archive, "claims"), row["line"]
        if not re.fullmatch(re.escape(row["event_id"]) + r"-c[0-9]{2,}", row["id"]):
            message = f"id {quote(row['id'])}: expected the event id, -c and a number"
            yield Problem(file, line, message)
        if row["date_edtf"] and row["subject"] != "date":
            yield Problem(file, line, "date_edtf is only for claims whose subject is date")
        if (
            row["status"] == "confirmed"
            and row["sources"]
            and is_unsourced(row["sources"], no_source)
        ):
            yield Problem(file, line, "status is confirmed, yet no source was kept; unconfirmed")


def is_unsourced(cell: object, no_source: Iterable[str]) -> bool:
    """Tell whether a list of sources names only those that stand for no kept source."""
    return set(split_list(cell)) <= set(no_source)


def check_places(archive: Archive) -> Iterator[Problem]:
    """Require uncertainty, precision and status of a located place, and none of another."""
    for row in _rows(archive, "places"):
        file, line = _file(archive, "places"), row["line"]
        if bool(row["lon"]) != bool(row["lat"]):
            yield Problem(file, line, "lon and lat: one is empty; expected both or none")
            continue
        for name in PRECISION:
            if row["lon"] and not row[name]:
                yield Problem(file, line, f"{name} is empty; a located place needs it")
            if row[name] and not row["lon"]:
                yield Problem(file, line, f"{name} is given for a place without lon and lat")
        if row["where_prec"] == "1" and row["status"] in ("derived", "schematic"):
            message = f"where_prec 1 is an exact place, yet status is {row['status']}; expected 2-7"
            yield Problem(file, line, message)


def check_study_area(archive: Archive) -> Iterator[Problem]:
    """Require that a place lies in the study area or is marked as background."""
    if archive.settings.study_area is None:
        return
    (south, west), (north, east) = archive.settings.study_area
    for row in _rows(archive, "places"):
        if row["scope"] != "study" or not all(NUMBER.fullmatch(row[name]) for name in POSITION):
            continue
        lon, lat = float(row["lon"]), float(row["lat"])
        if not (west <= lon <= east and south <= lat <= north):
            area = f"{west:g} to {east:g} E, {south:g} to {north:g} N"
            message = f"{lon}, {lat} is outside the study area ({area}); expected scope background"
            yield Problem(_file(archive, "places"), row["line"], message)


def check_schematic(archive: Archive) -> Iterator[Problem]:
    """Require that a schematic feature says so in the words a reader sees."""
    for row in archive.features.to_dict("records"):
        words = f"{row['method']} {row['note']}".lower()
        if row["status"] == "schematic" and "schematic" not in words:
            message = "status is schematic; expected the word schematic in method or note"
            yield Problem(row["file"], row["line"], message)


def check_licences(archive: Archive) -> Iterator[Problem]:
    """Require that a feature carries the one licence under which its file is listed."""
    licences = {str(r.path): r.licences for r in archive.resources.values()}
    frames = {"": archive.features, **archive.base}
    found = [
        (row.get("file") or _file(archive, name), row["line"], row["licence"])
        for name, frame in frames.items()
        if isinstance(frame, pd.DataFrame)
        for row in frame.to_dict("records")
    ]
    for file, line, licence in found:
        if isinstance(licence, str) and (licence,) != licences[file]:
            message = f"licence {quote(licence)}; the file is listed under {_or(licences[file])}"
            yield Problem(file, line, message)


def check_map_ids(archive: Archive) -> Iterator[Problem]:
    """Require that no two things on the map share an id, whatever their file."""
    rows = [(_file(archive, table), row) for table in MAP_TABLES for row in _rows(archive, table)]
    rows += [(row["file"], row) for row in archive.features.to_dict("records")]
    seen: dict[str, tuple[str, int]] = {}
    for file, row in rows:
        first, line = seen.setdefault(row["id"], (file, row["line"]))
        # A repeat within one file is told by its primary key.
        if first != file:
            message = f"id {quote(row['id'])} is already used, {Path(first).name} line {line}"
            yield Problem(file, row["line"], message)


def check_names(archive: Archive) -> Iterator[Problem]:
    """Require that a name carries its place and its language in its id."""
    for row in _rows(archive, "names"):
        start = re.escape(f"{row['place_id']}-{row['lang'].lower()}")
        if not re.fullmatch(start + r"-[0-9]{2,}", row["id"]):
            message = f"id {quote(row['id'])}: expected the place id, the language and a number"
            yield Problem(_file(archive, "names"), row["line"], message)


def check_statements(archive: Archive) -> Iterator[Problem]:
    """Require that a verdict rests on sources or on a computed test."""
    for row in _rows(archive, "statements"):
        if row["verdict"] and not row["sources"] and not row["tests"]:
            message = f"the verdict {row['verdict']} has neither sources nor tests"
            yield Problem(_file(archive, "statements"), row["line"], message)


def check_tests(archive: Archive) -> Iterator[Problem]:
    """Require that a test names what its method can measure, and expects what it can compare."""
    known = _find_measurable(archive)
    for row in _rows(archive, "statement_tests"):
        for message in _test_faults(row, known):
            yield Problem(_file(archive, "statement_tests"), row["line"], message)


def _find_measurable(archive: Archive) -> dict[str, set[str] | None]:
    """Return by kind what a test may name, None for what was not read to the last row."""
    features = archive.features
    is_area = features.geom_type.isin(["Polygon", "MultiPolygon"])
    # Only a line can be a stretch of the frontier, whatever else says which frontier it is near.
    frontiers = features[~is_area & (features["role"] == "frontier")]["frontier"]
    rows = {name: list(_rows(archive, name)) for name in ("places", "codes")}
    codes = [(row["list"], row["code"]) for row in rows["codes"]]
    found: dict[str, tuple[str, set[str]]] = {
        "place": ("places", {row["id"] for row in rows["places"] if row["lat"] or row["lon"]}),
        "event": ("events", _ids(archive, "events")),
        "feature": ("features", set(features["id"])),
        "area": ("features", set(features["id"][is_area])),
        "line": ("features", set(features["id"][~is_area])),
        "frontier": ("features", {name for name in frontiers if name}),
    }
    known = {kind: ids if _is_whole(archive, name) else None for kind, (name, ids) in found.items()}
    lists = ("subject", "side", "metric", "unit")
    coded = {name: {code for where, code in codes if where == name} for name in lists}
    return {**known, **coded, "length": set(LENGTHS)}


def _test_faults(row: Row, known: dict[str, set[str] | None]) -> Iterator[str]:
    """Yield what is wrong with the subjects, the expectation and the unit of one test.

    `known` is None for what was not read to the end: nobody is blamed for pointing at it.
    """
    kinds, expects, units = TEST_METHODS.get(row["method"], ((), "", ""))
    subjects = split_list(row["subjects"])
    least, most = (len(kinds), len(kinds)) if kinds[-1:] != ("more",) else (len(kinds) - 1, 99)
    if not kinds or not least <= len(subjects) <= most:
        yield f"subjects: a test by {row['method']} asks for {' and '.join(kinds)}"
        return
    for number, subject in enumerate(subjects):
        kind = kinds[min(number, least - 1)]
        ids = known[kind]
        if ids is not None and subject not in ids:
            yield f"subjects: {quote(subject)} is not an id of a {kind} that can be measured"
    if expects == "date" and not _is_date(row["expected"]):
        yield f"expected: {quote(row['expected'])} is not a date"
    if expects.startswith("number") and not _is_number(row["expected"], expects):
        yield f"expected: {quote(row['expected'])} is not a number"
    if row["method"] == "frontier" and row["expected"] and not row["unit"]:
        yield f"unit: an expected length needs its unit, {_or(LENGTHS)}"
    yield from _unit_faults(row, units, known)


def _unit_faults(row: Row, units: str, known: dict[str, set[str] | None]) -> Iterator[str]:
    """Yield what is wrong with the unit of a test whose method takes one of `units`, or none."""
    allowed = known[units] if units else set()
    if row["unit"] and not units:
        yield f"unit: {quote(row['unit'])}, yet a test by {row['method']} takes none"
    elif row["unit"] and allowed is not None and row["unit"] not in allowed:
        expected = _or(LENGTHS) if units == "length" else "a unit of the claims"
        yield f"unit: {quote(row['unit'])} in a test by {row['method']}; expected {expected}"


def _is_date(text: str) -> bool:
    try:
        parse_when(text)
    except ValueError:
        return False
    return True


def _is_number(text: str, expects: str) -> bool:
    return NUMBER.fullmatch(text) is not None or (not text and expects == "number or nothing")


def check_retired(archive: Archive) -> Iterator[Problem]:
    """Require that a retired row is not live, and that any other names its successor."""
    live = set().union(*(_ids(archive, table) for table in MAP_TABLES))
    cells = [row["dossier_ids"] for row in _rows(archive, "events")]
    kept = {item for cell in cells for item in split_list(cell)}
    for row in _rows(archive, "retired"):
        file, line, identity = _file(archive, "retired"), row["line"], row["dossier_id"]
        if identity in live:
            yield Problem(file, line, f"{quote(identity)} is retired and live")
        if row["action"] == "retired" and identity in kept:
            yield Problem(file, line, f"{quote(identity)} is retired, yet an event comes from it")
        if row["action"] not in ("", "retired") and not row["successor"]:
            yield Problem(file, line, f"successor is empty; {row['action']} needs one")


def check_text(archive: Archive) -> Iterator[Problem]:
    """Require plain text: one line, no control characters, markup, formula or blank ends."""
    for file, fields, row in _rows_with_schema(archive):
        for field in fields:
            cell = row[str(field["name"])]
            # A number may be negative; its own check has looked at it.
            is_text = isinstance(cell, str) and not NUMBER.fullmatch(cell)
            message = _text_fault(cell) if is_text else ""
            if message:
                yield Problem(file, row["line"], f"{field['name']}: {message} in {quote(cell)}")


def _text_fault(text: str) -> str:
    # The first question is quick, and most texts pass it.
    if not text.isprintable() and any(unicodedata.category(one) in CONTROL for one in text):
        return "a line break or control character"
    if text != text.strip():
        return "a blank at the beginning or end"
    # A sign alone begins nothing.
    if text.startswith(FORMULA) and len(text) > 1:
        return "a sign that starts a formula in spreadsheets"
    return "HTML markup" if MARKUP.search(text) else ""


RULES: tuple[Rule, ...] = (
    check_package,
    check_dates,
    check_validity,
    check_lists,
    check_references,
    check_sources_used,
    check_figures,
    check_claims,
    check_places,
    check_study_area,
    check_schematic,
    check_licences,
    check_map_ids,
    check_names,
    check_statements,
    check_tests,
    check_retired,
    check_vocabulary,
    check_texts,
    check_text,
    check_base_map,
    check_relief,
)
