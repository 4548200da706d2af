"""What is only implausible is a warning, unless the data say why it is right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import build_map
from geo.check import plausible
from geo.check.plausible import Limit, check_limits, find_warnings
from geo.read.archive import read_archive

Change = Callable[[str, str, str], None]
EVENTS, PLACES, CLAIMS, LINES = "events.csv", "places.csv", "claims.csv", "geometry/lines.geojson"
STATISTICS, SOURCES, TESTS = "statistics.csv", "sources.csv", "statement_tests.csv"
GROUND = "basemap/land.geojson"
UNITS, POSITIONS = "units.csv", "positions.csv"
PARENTS = "unit_parents.csv"
CLAIM = "c01,khasan-hill-taken,japan,killed,,ussr,,,,5,37,,persons,"


def warnings(folder: Path) -> list[str]:
    archive, problems = read_archive(folder)
    assert archive is not None
    assert problems == []
    return [str(one).replace(f"{folder}/", "") for one in find_warnings(archive)]


# rule, file, line, what is replaced by what, words of the warning
BROKEN = [
    ("years", EVENTS, 2, "1938-07-29/1938-07-31", "1983-07-29/1983-07-31",
     "date_edtf: '1983-07-29/1983-07-31' lies outside 1938-1938, the years of khasan-1938"),
    ("years", EVENTS, 2, "1938-07-29/1938-07-31", "1838-07-29", "lies outside 1938-1938"),
    ("years", EVENTS, 3, "1936-02", "1951-02", "lies outside 1931-1945, the years of border"),
    ("years", STATISTICS, 2, "1932/1934", "1832/1834", "lies outside 1931-1945"),
    ("sector", PLACES, 2, "130.5953", "103.5953",
     "place_id: lon 103.5953 of 'hill' lies outside the sector khasan, 129.9 to 131.3"),
    ("sector", PLACES, 2, "42.4453", "44.4453", "lat 44.4453 of 'hill' lies outside the sector"),
    ("uncertainty", PLACES, 3, "42.4453,500,2", "42.4453,20,2",
     "uncertainty_m: 20 with where_prec 2; expected 100 to 25,000 m"),
    ("uncertainty", PLACES, 3, "42.4453,500,2", "42.4453,500000,2", "expected 100 to 25,000 m"),
    ("figure", CLAIMS, 2, CLAIM, CLAIM.replace("37", "1000000000"),
     "high: 1000000000 persons; expected 0 to 2,000,000"),
    ("figure", STATISTICS, 2, ",152,", ",100000000000,", "count: 100000000000 all-disputes"),
    ("unit", CLAIMS, 2, CLAIM, CLAIM.replace("killed", "aircraft-lost"),
     "unit: 'persons' of aircraft-lost; expected aircraft"),
    ("unit", CLAIMS, 2, CLAIM, CLAIM.replace("killed", "tanks-lost").replace("persons", "vehicles"),
     "unit: 'vehicles' of tanks-lost; expected tanks"),
    ("side", CLAIMS, 2, "killed,,ussr,", "killed,,,", "of_side is empty; a figure of killed says"),
    ("claimed-date", CLAIMS, 3, "1938-07-30", "1838-07-30",
     "date_edtf: '1838-07-30' lies 100 years from its event"),
    ("source-year", SOURCES, 3, "A book,,book", "A book,3000,book", "year: '3000'; expected 1650"),
    ("source-year", SOURCES, 3, "A book,,book", "A book,0,book", "year: '0'; expected 1650 to"),
    ("days", LINES, 3, '"1939-05-11"', '"0001-01-01"', "valid_to 1939-09-16: lies outside 1650"),
    ("days", LINES, 3, '"1939-09-16"', '"9999-12-31"', "lies outside 1650-2030"),
    ("days", LINES, 2, '"valid_from": null', '"valid_from": "2029-01-01"',
     "valid_from 2029-01-01, valid_to open: is never in the period of the atlas"),
    ("area", LINES, 2, "[118.0, 47.5]", "[-118.0, 47.5]",
     "lies outside the study area, 100 to 165 E, 36 to 62 N"),
    ("area", LINES, 2, "[118.5, 47.25]", "[118.5, -47.25]", "lies outside the study area"),
    ("area", GROUND, 2, '"coordinates": [[[', '"coordinates": [[[9', "lies outside the study"),
    ("parent", UNITS, 2, "infantry,regiment", "infantry,corps", "'corps' under 'division'"),
    ("parent", UNITS, 2, "infantry,regiment", "infantry,division", "'division' under 'division'"),
    ("position", POSITIONS, 2, ",,500,300", ",,499,300", "uncertainty_m 499; expected 500 or more"),
    ("position", POSITIONS, 3, "1938-08-02", "1938-08-20",
     "1938-08-20 lies outside the days of the unit, 1938-07-29 to 1938-08-11"),
    ("position", POSITIONS, 3, "1938-08-02,,,,", "1938-07-29,,,far-city,",
     "km from 'red-regiment-d01' on the same day, beyond both doubts"),
    ("position", POSITIONS, 3, "1938-08-02,,,,", "1938-08-02,,,far-city,",
     "km from 'red-regiment-d01' in 5 days; expected at most 64 km a day"),
    ("expectation", TESTS, 2, "hill;strip,,", "hill;strip,-5,km", "expected: -5 km; expected 0"),
    ("expectation", TESTS, 2, "hill;strip,,", "hill;strip,100000000000,km",
     "expected 0 to 20,040 km"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "file", "line", "old", "new", "words"), BROKEN)
def test_what_is_implausible_is_told_by_its_rule(
    folder: Path, change: Change, rule: str, file: str, line: int, old: str, new: str, words: str
) -> None:
    assert warnings(folder) == []
    if file == GROUND:
        text = (folder / file).read_text("utf-8")
        first = text.split('"coordinates": [[[')[1].split(",")[0]
        old, new = f'"coordinates": [[[{first}', f'"coordinates": [[[{float(first) - 60}'
        text = text.replace(old, new, 1).replace(f"[{first}", f"[{float(first) - 60}")
        (folder / file).write_text(text, "utf-8")
    else:
        change(file, old, new)
    told = warnings(folder)
    at = {"sector": EVENTS, "parent": PARENTS}.get(rule, file)
    own = [one for one in told if one.endswith(f"({rule})")]
    assert any(one.startswith(f"warning: {at}:{line}: ") and words in one for one in own), told


def test_every_rule_has_an_implausible_example() -> None:
    assert {case[0] for case in BROKEN} | {"twice", "sum", "front"} == set(plausible.RULES)


@pytest.mark.parametrize(
    ("table", "old", "same"),
    [
        (EVENTS, "border-shots", "title, date_edtf as on line 3"),
        (PLACES, "hill", "name, lon, lat as on line 3"),
        (CLAIMS, "khasan-hill-taken-c01", "claimant, subject, of_side, low, high, text as on line"),
        (STATISTICS, "japan-1932-1934", "date_edtf, count, counted_by, metric as on line 2"),
        (SOURCES, "book", "citation, url as on line 3"),
        (PARENTS, "red-regiment-p01", "unit_id, parent_id, kind as on line 2"),
        ("names.csv", "hill-ru-01", "place_id, name, lang, used_by as on line 4"),
    ],
)  # fmt: skip
def test_the_same_row_under_another_id_is_told(
    folder: Path, table: str, old: str, same: str
) -> None:
    path = folder / table
    rows = path.read_text("utf-8").splitlines()
    [row] = [one for one in rows if one.startswith(f"{old},")]
    path.write_text("\n".join([*rows, row.replace(old, f"{old}-9", 1), ""]), "utf-8")
    archive, _ = read_archive(folder)
    assert archive is not None
    told = [one for one in find_warnings(archive) if one.message.endswith("(twice)")]
    assert [one.line for one in told] == [len(rows) + 1]
    assert same in told[0].message


def test_a_known_exception_is_silent_and_a_needless_one_is_told(
    folder: Path, change: Change
) -> None:
    exceptions = folder / "exceptions.csv"
    row = "years,events,border-shots,Reason.\n"
    exceptions.write_text(exceptions.read_text("utf-8") + row, "utf-8")
    told = warnings(folder)
    needless = "nothing is wrong with 'border-shots' by the rule 'years'; drop it"
    assert told == [f"warning: exceptions.csv:3: {needless}"]
    change(EVENTS, "1936-02", "1951-02")
    assert warnings(folder) == []


def test_an_atlas_without_limits_has_no_warnings_of_them(folder: Path, change: Change) -> None:
    change(EVENTS, "1936-02", "1951-02")
    (folder / "limits.csv").write_text("list,code,measure,low,high,allowed,note\n", "utf-8")
    (folder / "exceptions.csv").write_text("rule,table,id,reason\n", "utf-8")
    assert warnings(folder) == []


@pytest.mark.parametrize(
    ("file", "row", "words"),
    [
        ("limits.csv", "moon,,year,1,2,,", "list: 'moon' is no list of codes.csv"),
        ("limits.csv", "sector,moon,lon,1,2,,", "code: 'moon' is no code of the list 'sector'"),
        ("limits.csv", "role,hill,figure,2,1,,", "low 2 is greater than high 1"),
        ("exceptions.csv", "yeers,events,border-shots,R.", "rule: 'yeers' is no rule; write years"),
    ],
)
def test_a_limit_of_nothing_is_a_problem(folder: Path, file: str, row: str, words: str) -> None:
    path = folder / file
    path.write_text(path.read_text("utf-8") + row + "\n", "utf-8")
    archive, problems = read_archive(folder)
    assert archive is not None
    assert problems == []
    [problem] = check_limits(archive)
    assert problem.message == words
    assert problem.line == len(path.read_text("utf-8").splitlines())


def test_a_limit_says_its_bounds() -> None:
    assert str(Limit(1, 2000, ())) == "1 to 2,000"
    assert str(Limit(None, 0.5, ())) == "at most 0.5"
    assert str(Limit(3, None, ())) == "at least 3"
    assert Limit(1, None, ()).excludes(0.9)
    assert Limit(None, 1, ()).excludes(1.1)
    assert not Limit(1, 1, ()).excludes(1)


def test_warnings_end_with_0_and_strict_ones_with_1(
    folder: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--data", str(folder), "--check"]
    change(EVENTS, "1936-02", "1951-02")
    assert build_map.main(arguments) == 0
    said = capsys.readouterr()
    assert [one[:8] for one in said.err.splitlines()] == ["warning:"]
    assert "checked in" in said.out
    assert build_map.main([*arguments, "--strict"]) == 1
    said = capsys.readouterr()
    assert said.err.splitlines()[-1] == "problems: 1; nothing was written"
    assert said.err.startswith("warning: ")
    change(PLACES, ",2.35,", ",235,")
    assert build_map.main(arguments) == 1
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == 3
    assert said.err.splitlines()[-1] == "problems: 1; nothing was written"


@pytest.mark.slow
def test_the_real_data_have_no_warnings_and_need_every_exception() -> None:
    archive, _ = read_archive(Path(__file__).resolve().parent.parent / "data")
    assert archive is not None
    assert find_warnings(archive) == []
    without = {name: frame for name, frame in archive.tables.items() if name != "exceptions"}
    object.__setattr__(archive, "tables", without)
    told = find_warnings(archive)
    assert len(told) == 15
    assert sum("(years)" in one.message for one in told) == 8


@pytest.mark.parametrize(
    ("lasts", "elsewhere", "told"),
    [
        ("1938-07-29/1938-08-11", "1938-08-09", True),
        ("1938-07-29/1938-08-08", "1938-08-09", False),
        ("1938-07-29/1938-08-11", "1938-08-09?", False),
        ("1938-07-29/1938-08~", "1938-08-09", False),
        ("1938-07-29/1938-08-11", "1938-08", False),
    ],
)
def test_a_position_that_lasts_is_compared_with_all_later_ones(
    folder: Path, lasts: str, elsewhere: str, told: bool
) -> None:
    path = folder / "positions.csv"
    head, first, *_ = path.read_text("utf-8").splitlines()
    far = f"{elsewhere},,,far-city,,,9000"
    rows = [
        first.replace("1938-07-29,,dawn", f"{lasts},,"),
        first.replace("d01", "d03").replace("1938-07-29,,dawn", "1938-07-30,,"),
        first.replace("d01", "d04").replace("1938-07-29,,dawn,hill,,,500", far),
    ]
    path.write_text("\n".join([head, *rows, ""]), "utf-8")
    found = [one for one in warnings(folder) if "on the same day" in one]
    assert bool(found) == told
    assert all(one.startswith("warning: positions.csv:4: ") for one in found)
