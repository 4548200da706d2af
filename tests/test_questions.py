"""The questions of docs/questions.md: each runs, and its answer follows from the tables as well."""

from __future__ import annotations

import csv
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from geo.read.edtf import Span, parse_when

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
PAGE = (ROOT / "docs" / "questions.md").read_text("utf-8")
QUESTION = re.compile(r"(?ms)^## (\d+)\. ([^\n]+)\n\n(.*?)(?=^## |\Z)")
BLOCK = re.compile(r"(?ms)^```sql\n(.*?)^```\n")
ASKED = re.compile(r"\A(WITH (?:RECURSIVE )?asked \(([a-z_, ]+)\) AS \(VALUES )(.*)(\),?)$", re.M)
QUESTIONS = {int(number): (title, body) for number, title, body in QUESTION.findall(PAGE)}

COLUMNS = {
    1: "position_id unit_name side place doing date_edtf on_the_day uncertainty_m sources voices",
    2: "position_id unit_name side date_edtf place word_of teller",
    3: "depth unit_id unit_name echelon under kind from_edtf to_edtf",
    4: "office_id unit_name person person_id office from_edtf to_edtf sources note",
    5: "told_of subject date_edtf claimant text sources",
    6: "day phases sentence possible_positions possible_events",
    7: "unit_id unit_name side lang name reading used_by basis sources",
    8: "event_id of_side subject includes scope period claimant lowest highest claims unconfirmed",
    9: "place_id place_name status positions units smallest_m largest_m",
    10: "position_id unit_name side date_edtf place doing moved_by text sources",
    11: "position_id date_edtf start_date end_date order clock place bank doing uncertainty_m "
    "untold_days_before sources",
    12: "unit_id unit_name side branch echelon from_edtf to_edtf units_under_it sources",
}
PARTIES = {
    "ussr": "soviet-mongolian", "soviet": "soviet-mongolian",
    "mongolia": "soviet-mongolian", "mongolian": "soviet-mongolian",
    "japan": "japan-manchukuo", "japanese": "japan-manchukuo", "manchukuo": "japan-manchukuo",
}  # fmt: skip
# Days of both campaigns, the last before and the first after a change among them.
DAYS = [
    "1938-07-09", "1938-07-29", "1938-08-03", "1938-08-06", "1938-08-07", "1938-08-11",
    "1939-05-11", "1939-05-29", "1939-05-30", "1939-06-10", "1939-07-03", "1939-07-04",
    "1939-07-14", "1939-07-18", "1939-07-21", "1939-07-22", "1939-08-20", "1939-08-21",
    "1939-08-24", "1939-08-25", "1939-08-27", "1939-08-31", "1939-09-16",
]  # fmt: skip

Row = dict[str, str]


def statement_of(number: int) -> str:
    """Return the one statement under a question."""
    [statement] = BLOCK.findall(QUESTIONS[number][1])
    return str(statement)


@pytest.fixture(scope="module")
def database(bundle: Path) -> Iterator[sqlite3.Connection]:
    """Open the real GeoPackage, which nobody can change."""
    path = bundle / "border-incidents.gpkg"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


@pytest.fixture
def copy(database: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Return a copy of the real GeoPackage in memory, free to be changed."""
    with closing(sqlite3.connect(":memory:")) as connection:
        database.backup(connection)
        connection.row_factory = sqlite3.Row
        yield connection


def ask(database: sqlite3.Connection, number: int, *asked: str | int) -> list[sqlite3.Row]:
    """Return the answer to a question, asked for other values if any are given."""
    statement = statement_of(number)
    if asked:
        marks = ", ".join("?" * len(asked))
        statement, count = ASKED.subn(rf"\g<1>({marks})\g<4>", statement)
        assert count == 1
    return database.execute(statement, asked).fetchall()


def asked_for(number: int) -> list[str]:
    """Return the values a question is written with."""
    match = ASKED.match(statement_of(number))
    assert match
    return re.findall(r"'([^']*)'", match[3])


def table(name: str) -> list[Row]:
    """Return the rows of a table as people wrote them."""
    with (DATA / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def by_id(name: str) -> dict[str, Row]:
    """Return the rows of a table by their id."""
    return {row["id"]: row for row in table(name)}


def words(text: str | None) -> set[str]:
    """Return what a joined list holds."""
    return set(filter(None, re.split("[;,]", text or "")))


def voices_of(row: Row, sources: dict[str, Row]) -> set[str]:
    """Return the voices of the sources of a row."""
    return {sources[source]["voice"] for source in words(row["sources"])}


def is_possible(text: str, day: date) -> bool:
    """Tell whether a date may be this day."""
    span = parse_when(text)
    return span.start <= day <= span.end


def is_sure(text: str, day: date) -> bool:
    """Tell whether a date holds this day for certain."""
    span = parse_when(text)
    doubted = span.approximate or span.uncertain or text.startswith("{")
    return not doubted and span.start_latest <= day <= span.end_earliest


def may_hold(row: Row, day: date) -> bool:
    """Tell whether a row with two limits, each of which may be missing, may hold on a day."""
    first, last = row["from_edtf"], row["to_edtf"]
    after = not first or parse_when(first).start <= day
    return after and (not last or parse_when(last).end >= day)


def place_of(row: Row, places: dict[str, Row]) -> str | None:
    """Return the name of the place of a position, or the words for it."""
    return places[row["place_id"]]["name"] if row["place_id"] else row["place_words"] or None


def test_the_page_has_its_questions_in_order() -> None:
    assert list(QUESTIONS) == list(COLUMNS) == list(range(1, len(COLUMNS) + 1))
    assert PAGE.count("\n## ") == len(COLUMNS)
    assert PAGE.count("```sql\n") == len(COLUMNS)


@pytest.mark.parametrize("number", COLUMNS)
def test_a_question_is_one_plain_statement_with_a_way_to_read_it(number: int) -> None:
    title, body = QUESTIONS[number]
    statement = statement_of(number)
    assert title.endswith("?")
    assert statement.count(";") == 1
    assert sqlite3.complete_statement(statement)
    assert not re.search(r"(?i)\bST_|\b(insert|update|delete|attach|pragma|load_extension)\b",
                         statement)  # fmt: skip
    reading = body.split("```\n")[1]
    assert 2 <= len(reading.strip().splitlines()) <= 4


@pytest.mark.parametrize("number", COLUMNS)
def test_a_question_has_an_answer_with_the_columns_promised(
    database: sqlite3.Connection, number: int
) -> None:
    rows = ask(database, number)
    assert rows
    assert list(rows[0].keys()) == COLUMNS[number].split()
    assert len({tuple(row) for row in rows}) == len(rows)


@pytest.mark.parametrize("number", COLUMNS)
def test_the_way_to_read_an_answer_speaks_of_what_is_there(
    database: sqlite3.Connection, number: int
) -> None:
    reading = QUESTIONS[number][1].split("```\n")[1]
    known = {row["code"] for row in table("codes")} | {"sure", "possible", "opponent", "own side"}
    for [name] in database.execute("SELECT table_name FROM gpkg_contents").fetchall():
        known.add(name)
        known.update(row[1] for row in database.execute(f'PRAGMA table_info("{name}")'))
    known.update(COLUMNS[number].split(), (";",))
    assert set(re.findall("`([^`]+)`", reading)) <= known


def test_the_values_asked_for_are_those_of_the_title() -> None:
    for number, day in ((1, "24 August 1939"), (3, "24 August 1939"), (4, "10 June 1939"),
                        (5, "29 July 1938")):  # fmt: skip
        asked = date.fromisoformat(asked_for(number)[-1])
        assert f"{asked.day} {asked:%B %Y}" == day
        assert day in QUESTIONS[number][0]
    assert "(VALUES (5000))" in statement_of(9)
    assert "5 km" in QUESTIONS[9][0]
    units = by_id("units")
    for number in (3, 4, 11):
        assert units[asked_for(number)[0]]["name"].split(" (")[0] in QUESTIONS[number][0]


def check_east(database: sqlite3.Connection, day: str | None) -> int:
    """Compare who stood in the east on a day with the tables; return how many did."""
    asked = date.fromisoformat(day or "1939-08-24")
    sources, wanted = by_id("sources"), {}
    for row in table("positions"):
        if row["bank"] in ("east", "both") and is_possible(row["date_edtf"], asked):
            level = "sure" if is_sure(row["date_edtf"], asked) else "possible"
            voices = voices_of(row, sources) - {""}
            wanted[row["id"]] = (level, words(row["sources"]), voices)
    answer = ask(database, 1, day) if day else ask(database, 1)
    assert {
        row["position_id"]: (row["on_the_day"], words(row["sources"]), words(row["voices"]))
        for row in answer
    } == wanted
    return len(answer)


def test_who_stood_east_of_the_river_and_by_whose_word(database: sqlite3.Connection) -> None:
    assert check_east(database, None) > 10
    levels = Counter(row["on_the_day"] for row in ask(database, 1))
    assert levels["sure"]
    assert levels["possible"]
    first = date(1939, 5, 11)
    season = [(first + timedelta(days=number)).isoformat() for number in range(129)]
    assert sum(check_east(database, day) > 0 for day in season) > 40


def test_what_only_one_side_tells(database: sqlite3.Connection) -> None:
    sources, units, wanted = by_id("sources"), by_id("units"), {}
    for row in table("positions"):
        parties = {PARTIES.get(voice, "") for voice in voices_of(row, sources)}
        if len(parties) == 1 and parties != {""}:
            [party] = parties
            own = party == PARTIES[units[row["unit_id"]]["side"]]
            wanted[row["id"]] = (party, "own side" if own else "opponent")
    answer = {row["position_id"]: (row["word_of"], row["teller"]) for row in ask(database, 2)}
    assert answer == wanted
    assert {teller for _, teller in answer.values()} == {"own side", "opponent"}
    japanese = {row["position_id"] for row in ask(database, 2) if row["side"] == "japan"}
    assert {row["position_id"] for row in ask(database, 2, "japan")} == japanese


def test_allies_are_one_party(copy: sqlite3.Connection) -> None:
    answer = [tuple(row) for row in ask(copy, 2)]
    copy.execute("UPDATE sources SET voice = 'mongolian' WHERE voice = 'soviet'")
    copy.execute("UPDATE sources SET voice = 'manchukuo' WHERE voice = 'japanese'")
    assert [tuple(row) for row in ask(copy, 2)] == answer


def below(unit: str, day: date, depth: int = 1) -> set[tuple[int, str, str]]:
    """Return depth, unit and superior of all that may have been under a unit on a day."""
    found: set[tuple[int, str, str]] = set()
    for row in table("unit_parents"):
        if row["parent_id"] == unit and row["kind"] != "succeeds" and may_hold(row, day):
            found.add((depth, row["unit_id"], unit))
            found |= below(row["unit_id"], day, depth + 1)
    return found


def test_who_was_under_whom(database: sqlite3.Connection) -> None:
    units = by_id("units")
    asked = [("ussr-1-army-group", day) for day in DAYS]
    asked += [(unit, day) for unit in ("jp-kwantung-army", "jp-6-army", "ussr-57-special-corps",
        "ussr-39th-rifle-corps", "jp-23-division") for day in DAYS[::4]]  # fmt: skip
    sizes = set()
    for unit, day in asked:
        answer = {
            (row["depth"], row["unit_id"], row["under"]) for row in ask(database, 3, unit, day)
        }
        wanted = below(unit, date.fromisoformat(day))
        assert answer == {(depth, low, units[high]["name"]) for depth, low, high in wanted}
        sizes.add(len(answer))
    assert len(sizes) > 5
    given = [tuple(row) for row in ask(database, 3, "ussr-1-army-group", "1939-08-24")]
    assert [tuple(row) for row in ask(database, 3)] == given


def test_who_commanded(database: sqlite3.Connection) -> None:
    offices = [
        row for row in table("offices") if row["office"] in ("commander", "commander-in-chief")
    ]
    of_unit = defaultdict(list)
    for row in offices:
        of_unit[row["unit_id"]].append(row)
    for day in DAYS:
        for unit, rows in of_unit.items():
            wanted = {row["id"] for row in rows if may_hold(row, date.fromisoformat(day))}
            assert {row["office_id"] for row in ask(database, 4, unit, day)} == wanted, (unit, day)
    wanted = {row["id"] for row in of_unit["ussr-57-special-corps"]
              if may_hold(row, date(1939, 6, 10))}  # fmt: skip
    assert {row["office_id"] for row in ask(database, 4)} == wanted
    assert len(wanted) == 2


def test_what_each_side_told(database: sqlite3.Connection) -> None:
    phases, days, tellings = table("phases"), table("days"), table("tellings")
    for asked in (None, *(row["date_edtf"] for row in days)):
        day = date.fromisoformat(asked or "1938-07-29")
        within = {row["id"] for row in phases if is_possible(row["date_edtf"], day)}
        within |= {row["id"] for row in days if row["date_edtf"] == day.isoformat()}
        answer = ask(database, 5, asked) if asked else ask(database, 5)
        assert Counter((row["claimant"], row["text"]) for row in answer) == Counter(
            (row["claimant"], row["text"])
            for row in tellings
            if (row["phase_id"] or row["day_id"]) in within
        ), day
    assert {"japan", "ussr"} <= {row["claimant"] for row in ask(database, 5)}


def test_the_days_of_which_nothing_is_told(database: sqlite3.Connection) -> None:
    positions, events = table("positions"), table("events")
    for campaign in ("khalkhin-gol-1939", "khasan-1938"):
        wanted = []
        for row in table("days"):
            if row["campaign"] == campaign and row["coverage"] == "none-stated":
                day = date.fromisoformat(row["date_edtf"])
                here = [item["date_edtf"] for item in events if item["campaign"] == campaign]
                stood = sum(is_possible(item["date_edtf"], day) for item in positions)
                wanted.append((day.isoformat(), stood, sum(is_possible(one, day) for one in here)))
        columns = ("day", "possible_positions", "possible_events")
        answer = [tuple(row[name] for name in columns) for row in ask(database, 6, campaign)]
        assert answer == sorted(wanted)
    asked = [tuple(row) for row in ask(database, 6, "khalkhin-gol-1939")]
    assert [tuple(row) for row in ask(database, 6)] == asked


def test_a_unit_is_found_by_its_japanese_name(database: sqlite3.Connection) -> None:
    names = table("unit_names")
    given = asked_for(7)[0]
    for asked in (given, "第6軍", "狙撃師団", "支隊", "步兵第26联队"):
        found = {row["unit_id"] for row in names if row["lang"] == "ja" and asked in row["name"]}
        answer = {(row["unit_id"], row["lang"], row["name"]) for row in ask(database, 7, asked)}
        assert answer == {
            (row["unit_id"], row["lang"], row["name"]) for row in names if row["unit_id"] in found
        }
        assert bool(answer) == (asked != "步兵第26联队")
    assert {"ja", "ru", "zh"} <= {row["lang"] for row in ask(database, 7)}
    assert [tuple(row) for row in ask(database, 7)] == [
        tuple(row) for row in ask(database, 7, given)
    ]


def test_losses_are_ranges_by_claimant(database: sqlite3.Connection) -> None:
    keys = ("event_id", "of_side", "subject", "includes", "scope", "period", "claimant")
    events = by_id("events")
    for campaign in ("khasan-1938", "khalkhin-gol-1939"):
        groups = defaultdict(list)
        for row in table("claims"):
            if (events[row["event_id"]]["campaign"] == campaign and (row["low"] or row["high"])
                    and row["subject"] in ("killed", "irrecoverable", "casualties")):  # fmt: skip
                groups[tuple(row[key] or None for key in keys)].append(row)
        wanted = {}
        for key, rows in groups.items():
            lows, highs = [row["low"] for row in rows], [row["high"] for row in rows]
            wanted[key] = (
                min(map(float, lows)) if all(lows) else None,
                max(map(float, highs)) if all(highs) else None,
                len(rows),
                sum(row["status"] == "unconfirmed" for row in rows),
            )
        columns = ("lowest", "highest", "claims", "unconfirmed")
        answer = ask(database, 8, campaign)
        assert {
            tuple(row[key] for key in keys): tuple(row[name] for name in columns) for row in answer
        } == wanted
        assert len(answer) == len(wanted) > 20
    khasan = [tuple(row) for row in ask(database, 8, "khasan-1938")]
    assert [tuple(row) for row in ask(database, 8)] == khasan


@pytest.mark.parametrize(("bound", "cell"), [("high", "highest"), ("low", "lowest")])
def test_a_range_with_one_open_claim_is_open(
    copy: sqlite3.Connection, bound: str, cell: str
) -> None:
    before = {tuple(row)[:7]: row for row in ask(copy, 8)}
    assert any(row["claims"] > 1 for row in before.values())
    copy.execute(f"UPDATE claims SET {bound} = NULL WHERE id IN (SELECT min(id) FROM claims"
                 " GROUP BY event_id, of_side, subject, includes, scope, period, claimant"
                 " HAVING count(low) = count(*) AND count(high) = count(*))")  # fmt: skip
    after = {tuple(row)[:7]: row for row in ask(copy, 8)}
    assert set(after) == set(before)
    assert all(row[cell] is None for row in after.values())


def test_the_places_that_are_in_doubt(database: sqlite3.Connection) -> None:
    for metres in (5000, 8999, 0):
        groups = defaultdict(list)
        for row in table("positions"):
            if row["uncertainty_m"] and int(row["uncertainty_m"]) > metres:
                groups[row["place_id"]].append(row)
        wanted = {
            place: (
                len(rows),
                len({row["unit_id"] for row in rows}),
                min(int(row["uncertainty_m"]) for row in rows),
                max(int(row["uncertainty_m"]) for row in rows),
            )
            for place, rows in groups.items()
        }
        answer = ask(database, 9, metres)
        columns = ("positions", "units", "smallest_m", "largest_m")
        assert {row["place_id"]: tuple(row[name] for name in columns) for row in answer} == wanted
        assert len(answer) == len(wanted)
    given = [tuple(row) for row in ask(database, 9, 5000)]
    assert [tuple(row) for row in ask(database, 9)] == given


def test_who_came_by_rail_or_truck(database: sqlite3.Connection) -> None:
    places = by_id("places")
    wanted = {
        row["id"]: (row["moved_by"], place_of(row, places))
        for row in table("positions")
        if row["moved_by"] in ("rail", "truck")
    }
    answer = {row["position_id"]: (row["moved_by"], row["place"]) for row in ask(database, 10)}
    assert answer == wanted


def test_the_path_of_a_unit(database: sqlite3.Connection) -> None:
    places, paths = by_id("places"), defaultdict(list)
    for row in table("positions"):
        paths[row["unit_id"]].append(row)
    for unit, rows in paths.items():
        spans: dict[str, Span] = {row["id"]: parse_when(row["date_edtf"]) for row in rows}
        answer = ask(database, 11, unit)
        assert {row["position_id"]: row["place"] for row in answer} == {
            row["id"]: place_of(row, places) for row in rows
        }
        last: date | None = None
        for row in answer:
            span = spans[row["position_id"]]
            assert (row["start_date"], row["end_date"]) == (str(span.start), str(span.end))
            gap = (span.start - last).days - 1 if last else None
            assert row["untold_days_before"] == gap
            last = max(last or span.end, span.end)
        starts = [row["start_date"] for row in answer]
        assert starts == sorted(starts)
    given = [tuple(row) for row in ask(database, 11, "jp-28-regiment-2bn")]
    assert [tuple(row) for row in ask(database, 11)] == given
    assert len(given) > 15


def test_the_units_without_a_position(database: sqlite3.Connection) -> None:
    placed = {row["unit_id"] for row in table("positions")}
    under = Counter(row["parent_id"] for row in table("unit_parents") if row["kind"] != "succeeds")
    wanted = {row["id"]: under[row["id"]] for row in table("units") if row["id"] not in placed}
    answer = {row["unit_id"]: row["units_under_it"] for row in ask(database, 12)}
    assert answer == wanted


def test_a_unit_that_came_after_another_is_not_under_it(copy: sqlite3.Connection) -> None:
    copy.execute("DELETE FROM positions")
    under = Counter(row["parent_id"] for row in table("unit_parents") if row["kind"] != "succeeds")
    answer = {row["unit_id"]: row["units_under_it"] for row in ask(copy, 12)}
    assert answer == {row["id"]: under[row["id"]] for row in table("units")}
