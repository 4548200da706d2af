"""Properties that hold for any input: dates, bytes of tables, descriptors, packed parts, links.

The examples are the same on every run. What hypothesis finds becomes a plain example elsewhere.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from conftest import write_archive
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.atlas.tables import make_atlas
from geo.check.plausible import find_warnings
from geo.check.rules import find_problems
from geo.page.packing import pack, unpack
from geo.read.advice import advise_number, advise_pattern, make_code_advice
from geo.read.archive import read_archive
from geo.read.csv_tables import read_rows
from geo.read.damage import find_damage
from geo.read.edtf import is_date, parse_when
from geo.read.encoding import decode_text
from geo.read.written_dates import advise_date, find_readings

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent


def fixed(examples: int) -> Callable[[Any], Any]:
    """Return settings that give the same examples on every run, of any machine."""
    quiet = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    return settings(
        max_examples=examples, derandomize=True, deadline=None, suppress_health_check=quiet
    )


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
DATES = st.text("0123456789-/.X~?%[]{}, :TZ年月日янJul", max_size=24)


@fixed(600)
@given(st.one_of(DATES, st.text(max_size=20)))
def test_a_text_is_a_date_with_ordered_days_or_is_refused(text: str) -> None:
    try:
        span = parse_when(text)
    except ValueError as error:
        assert str(error)
        assert not is_date(text)
        return
    assert span.start <= span.start_latest <= span.end
    assert span.start <= span.end_earliest <= span.end


@fixed(300)
@given(DAYS, st.sampled_from(["{:%d.%m.%Y}", "{:%Y/%m/%d}", "{:%d %B %Y}", "{:%Y年%m月%d日}"]))
def test_a_day_written_for_people_is_read_back(day: date, form: str) -> None:
    text = form.format(day).replace(f"{day:%Y}", f"{day.year:04}")
    assert find_readings(text)[:1] == [day.isoformat()]


@fixed(500)
@given(st.one_of(DATES, st.text(max_size=40)))
def test_advice_is_one_line_and_never_an_exception(text: str) -> None:
    assert all(is_date(one) for one in find_readings(text))
    told = [advise_date(text), advise_number(text), advise_number(text, whole=True)]
    told += [advise_pattern(text), make_code_advice(["ussr", "japan"])(text), find_damage(text)]
    assert all(isinstance(one, str) for one in told)


@fixed(400)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode)))
def test_any_bytes_are_a_table_or_a_problem(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(b"id,name\n" + data)
        rows, problems = read_rows(path, ["id", "name"])
        assert rows is not None or problems
        path.write_bytes(data)
        read_rows(path, ["id", "name"])
    text, (line, fault) = decode_text(data)
    assert (text is None) == bool(fault)
    assert text is not None or line >= 1


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), max_size=12)


@fixed(200)
@given(
    st.lists(st.tuples(CELL, CELL).filter(any), min_size=1, max_size=6),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.integers(0, 2),
)
def test_a_table_is_the_same_in_every_form(
    cells: list[tuple[str, str]], encoding: str, end: str, quoting: Literal[0, 1], empty: int
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end, quoting=quoting)
    writer.writerows([*row, *[""] * empty] for row in [("id", "name"), *cells, *[("", "")] * empty])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(out.getvalue().encode(encoding))
        rows, problems = read_rows(path, ["id", "name"])
    assert problems == []
    assert rows is not None
    assert [tuple(row.cells) for row in rows.even] == cells


PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    # A script has no whole numbers beyond these.
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.floats(-1e6, 1e6),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
)
JSON = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def archive_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archive(tmp_path_factory.mktemp("properties") / "data")


@fixed(80)
@given(st.data())
def test_any_edit_of_the_descriptor_is_told_or_harmless(
    archive_folder: Path, data: st.DataObject
) -> None:
    path = archive_folder / "datapackage.json"
    before = path.read_bytes()
    package = json.loads(before)
    inner = package
    while True:
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        key = data.draw(st.sampled_from(keys))
        deeper = isinstance(inner[key], (dict, list)) and len(inner[key]) > 0
        if not deeper or data.draw(st.integers(0, 4)) == 0:
            break
        inner = inner[key]
    if data.draw(st.booleans()):
        inner[key] = data.draw(JSON)
    else:
        del inner[key]
    try:
        path.write_text(json.dumps(package), "utf-8")
        archive, problems = read_archive(archive_folder)
        assert archive is not None or problems
        if archive is not None:
            found = [*problems, *find_problems(archive)]
            find_warnings(archive)
            if not found:
                make_atlas(archive)
    finally:
        path.write_bytes(before)


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
STATES = st.fixed_dictionaries(
    {},
    optional={
        "mode": st.sampled_from(["day", "upto", "range"]),
        "day": DAYS.map(date.isoformat),
        "hidden": st.lists(TEXT.filter(bool), max_size=4),
        "query": TEXT,
        "lang": st.sampled_from(["en", "ru"]),
    },
)
HASHES = st.one_of(
    TEXT.map("#v=1&q={}".format),
    st.text("v=1&#mdabhzq/.,%0-9-:", max_size=40).map("#v=1&{}".format),
    TEXT,
)


def draw_many(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """Return the same examples of a strategy on every run."""
    found: list[Any] = []

    @fixed(count)
    @given(strategy)
    def keep(value: object) -> None:
        found.append(value)

    keep()
    return found


def test_links_and_packed_parts_come_out_of_the_scripts_as_they_went_in(node: str) -> None:
    states, hashes, values = draw_many(STATES, 150), draw_many(HASHES, 150), draw_many(JSON, 60)
    assert all(unpack(pack(value)) == value for value in values)
    asked = {"states": states, "hashes": hashes, "packed": [pack(value) for value in values]}
    done = subprocess.run(
        [node, HERE / "fuzz_worker.mjs"], input=json.dumps(asked), capture_output=True,
        text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    for state, answer in zip(states, answers["states"], strict=True):
        assert answer["problems"] == []
        assert {key: answer["patch"][key] for key in state} == state
    for once, twice in answers["hashes"]:
        assert once == twice
    for value, back in zip(values, answers["packed"], strict=True):
        assert back == value
