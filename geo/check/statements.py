"""Rules for the statements and their tests."""

from __future__ import annotations

from collections.abc import Iterator

from geo.check.rows import Row, any_of, file_of, ids_of, is_complete, rows_of, split_list
from geo.measure.method import LENGTHS
from geo.measure.statements import METHODS
from geo.read.archive import Archive
from geo.read.edtf import is_date
from geo.read.problems import Problem, quote
from geo.read.schema import NUMBER


def check_statements(archive: Archive) -> Iterator[Problem]:
    """Require that a verdict cites sources or has a computed test."""
    for row in rows_of(archive, "statements"):
        if row["verdict"] and not row["sources"] and not row["tests"]:
            message = f"the verdict {row['verdict']} has neither sources nor tests"
            yield Problem(file_of(archive, "statements"), row["line"], message)


def check_tests(archive: Archive) -> Iterator[Problem]:
    """Require that a test names what its method can measure, and expects what it can compare."""
    known = _find_measurable(archive)
    for row in rows_of(archive, "statement_tests"):
        for message in _test_faults(row, known):
            yield Problem(file_of(archive, "statement_tests"), row["line"], message)


def _find_measurable(archive: Archive) -> dict[str, set[str] | None]:
    """Return by kind what a test may name, None for what was not read to the last row."""
    features = archive.features
    is_area = features.geom_type.isin(["Polygon", "MultiPolygon"])
    # Only a line can be a stretch of the frontier, whatever else says which frontier it is near.
    frontiers = features[~is_area & (features["role"] == "frontier")]["frontier"]
    rows = {name: list(rows_of(archive, name)) for name in ("places", "codes")}
    codes = [(row["list"], row["code"]) for row in rows["codes"]]
    found: dict[str, tuple[str, set[str]]] = {
        "place": ("places", {row["id"] for row in rows["places"] if row["lat"] or row["lon"]}),
        "event": ("events", ids_of(archive, "events")),
        "feature": ("features", set(features["id"])),
        "area": ("features", set(features["id"][is_area])),
        "line": ("features", set(features["id"][~is_area])),
        "frontier": ("features", {name for name in frontiers if name}),
    }
    known = {
        kind: ids if is_complete(archive, name) else None for kind, (name, ids) in found.items()
    }
    lists = ("subject", "side", "metric", "unit")
    coded = {name: {code for where, code in codes if where == name} for name in lists}
    return {**known, **coded, "length": set(LENGTHS)}


def _test_faults(row: Row, known: dict[str, set[str] | None]) -> Iterator[str]:
    """Yield what is wrong with the subjects, the expectation and the unit of one test.

    `known` is None for what was read only in part: references into it are not reported.
    """
    method = METHODS.get(row["method"])
    if method is None:
        yield f"method: {quote(row['method'])}; expected {any_of(METHODS)}"
        return
    kinds, expects, units = method.subjects, method.expects, method.units
    subjects = split_list(row["subjects"])
    least, most = (len(kinds), len(kinds)) if kinds[-1:] != ("more",) else (len(kinds) - 1, 99)
    if not least <= len(subjects) <= most:
        yield f"subjects: a test by {row['method']} asks for {' and '.join(kinds)}"
        return
    for number, subject in enumerate(subjects):
        kind = kinds[min(number, least - 1)]
        ids = known[kind]
        if ids is not None and subject not in ids:
            yield f"subjects: {quote(subject)} is not an id of a {kind} that can be measured"
    if expects == "date" and not is_date(row["expected"]):
        yield f"expected: {quote(row['expected'])} is not a date"
    if expects.startswith("number") and not _is_number(row["expected"], expects):
        yield f"expected: {quote(row['expected'])} is not a number"
    if row["method"] == "frontier" and row["expected"] and not row["unit"]:
        yield f"unit: an expected length needs its unit, {any_of(LENGTHS)}"
    yield from _unit_faults(row, units, known)


def _unit_faults(row: Row, units: str, known: dict[str, set[str] | None]) -> Iterator[str]:
    """Yield what is wrong with the unit of a test whose method takes one of `units`, or none."""
    allowed = known[units] if units else set()
    if row["unit"] and not units:
        yield f"unit: {quote(row['unit'])}, yet a test by {row['method']} takes none"
    elif row["unit"] and allowed is not None and row["unit"] not in allowed:
        expected = any_of(LENGTHS) if units == "length" else "a unit of the claims"
        yield f"unit: {quote(row['unit'])} in a test by {row['method']}; expected {expected}"


def _is_number(text: str, expects: str) -> bool:
    return NUMBER.fullmatch(text) is not None or (not text and expects == "number or nothing")
