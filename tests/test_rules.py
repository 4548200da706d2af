"""Rules: each has a broken example that it, and no other rule, speaks about."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.check import rules
from geo.measure.statements import METHODS
from geo.read.archive import Archive, read_archive
from geo.read.problems import Problem

Change = Callable[[str, str, str], None]

EVENTS, CLAIMS, PLACES, NAMES = "events.csv", "claims.csv", "places.csv", "names.csv"
SOURCES, STATEMENTS, RETIRED = "sources.csv", "statements.csv", "retired.csv"
CHANGES = "changes.csv"
PARENTS, DAYS, TELLINGS = "unit_parents.csv", "days.csv", "tellings.csv"
TESTS = "statement_tests.csv"
LINES, LAND = "geometry/lines.geojson", "basemap/land.geojson"
HELD = "date,khasan-hill-taken,1938-07-30,"
TESTED = ",,,,distance-of-the-lake"

# rule, file, line, text there, what it becomes, words of the problem
BROKEN = [
    ("dates", EVENTS, 3, "1936-02", "1936-02-30", "no such day, month or year"),
    (
        "dates",
        EVENTS,
        3,
        "1936-02",
        "February",
        "'February' is not written in EDTF; the year is missing",
    ),
    ("dates", EVENTS, 2, "29/1938-07-31", "31/1938-07-29", "the last day lies before the first"),
    ("dates", EVENTS, 2, "1938-07-31", "..", "an open interval"),
    ("dates", EVENTS, 3, "1936-02", "1396-02", "outside the period 1650-2030"),
    ("dates", CLAIMS, 3, "1938-07-30", "1938-07-32", "date_edtf: '1938-07-32'"),
    ("dates", "campaigns.csv", 2, "29/1938-08", "29/1938-13", "no such day, month or year"),
    ("dates", "statistics.csv", 2, "1932/1934", "1934/1932", "the last day lies before the first"),
    ("dates", LINES, 2, '"date_edtf": null', '"date_edtf": "soon"', "date_edtf: 'soon'"),
    ("validity", LINES, 3, "1939-09-16", "1939-09-31", "'1939-09-31' is not a day"),
    ("validity", LINES, 3, "1939-09-16", "19390916", "'19390916' is not a day"),
    ("validity", LINES, 3, "1939-09-16", "1939-05-10", "1939-05-11 is after valid_to 1939-05-10"),
    ("lists", EVENTS, 3, "book;uncited", "book;;uncited", "joined by ; without blanks"),
    ("lists", EVENTS, 3, "book;uncited", "book; uncited", "joined by ; without blanks"),
    ("lists", EVENTS, 3, "book;uncited", "book;uncited;", "joined by ; without blanks"),
    ("lists", EVENTS, 3, "book;uncited", "book;uncited;book", "an item is repeated"),
    ("references", EVENTS, 3, "book;uncited", "book;scroll", "'scroll' is not an id in sources"),
    ("references", EVENTS, 3, "book;uncited", "book uncited", "so write book;uncited"),
    ("references", EVENTS, 3, "book;uncited", "Book;uncited", "an id in sources; write book"),
    ("references", LINES, 2, '["book"]', '["scroll"]', "sources: 'scroll' is not an id in sources"),
    ("references", STATEMENTS, 2, "khasan-hill-taken", "hill", "'hill' is not an id in events"),
    ("references", STATEMENTS, 2, ",hill,", ",hull,", "'hull' is not an id in places"),
    ("references", STATEMENTS, 2, ",strip,", ",stripe,", "'stripe' is not an id in features"),
    ("references", RETIRED, 2, ",khasan-hill", ",hill", "is not an id in events or campaigns"),
    ("figures", CLAIMS, 2, ",5,37,", ",38,37,", "low 38 is greater than high 37"),
    ("figures", CLAIMS, 2, ",5,37,", ",50,9.5,", "low 50 is greater than high 9.5"),
    ("figures", CLAIMS, 2, ",persons,", ",,", "unit is empty; a figure needs its unit"),
    ("figures", CLAIMS, 2, ",5,37,", ",,,", "unit 'persons' without a figure"),
    ("figures", CLAIMS, 2, ",5,37,", ",5,37.5,", "persons are counted in whole numbers"),
    ("figures", CLAIMS, 2, ",5,37,", ",5,37.500,", "if the point parts thousands, leave it out"),
    ("figures", CLAIMS, 2, ",persons,", ",t,", "unit 't'; killed is counted in persons"),
    ("parents", PARENTS, 2, "red-division", "red-regiment", "stands above 'red-regiment' already"),
    (
        "participants",
        "participants.csv",
        2,
        ",red,,",
        ",,,",
        "expected either person_id or",
    ),
    ("participants", "participants.csv", 3, ",,red-reg", ",red,red-reg", "and not both"),
    ("days", DAYS, 2, "khasan-1938,1938-07-29", "khasan-1938,1938-09-29", "lies in no day of the"),
    ("days", DAYS, 2, "khasan-1938,1938-07-29", "border-incidents,1938-07-29", "in no day of the"),
    (
        "days",
        DAYS,
        2,
        "khasan-1938,1938-07-29",
        "khasan-1938,1938-08-05",
        "no event of the campaign",
    ),
    ("days", TELLINGS, 2, "hill-phase,,", "hill-phase,hill-1938-07-29,", "and not both"),
    ("days", TELLINGS, 2, "ussr,hill-phase,", "ussr,,", "expected either phase_id or day_id"),
    ("claims", CLAIMS, 2, "taken-c01", "take-c01", "expected the event id, -c and a number"),
    ("claims", CLAIMS, 2, "taken-c01", "taken-c1", "expected the event id, -c and a number"),
    ("claims", CLAIMS, 2, "persons,,", "persons,1938,", "only for claims whose subject is date"),
    ("claims", CLAIMS, 3, "unconfirmed", "stated", "yet no source was kept"),
    ("locators", CLAIMS, 2, "book,,,,stated", "book,p. 5,,,stated", "one is empty; expected both"),
    ("locators", CLAIMS, 2, "book,,,,stated", "book,,read,,stated", "one is empty; expected both"),
    (
        "locators",
        CLAIMS,
        2,
        "book,,,,stated",
        "book;uncited,p. 5,read,,stated",
        "'p. 5' names none of the sources of the row",
    ),
    ("sums", CLAIMS, 2, "killed,,ussr", "killed,wounded,ussr", "killed is no sum"),
    ("sums", CLAIMS, 2, "killed,,ussr", "casualties,casualties,ussr", "cannot include itself"),
    ("sums", CLAIMS, 3, ",,,,1938-07-30", ",,15,,1938-07-30", "error_percent without a figure"),
    ("places", PLACES, 3, ",42.4453,", ",,", "lon and lat: one is empty"),
    ("places", PLACES, 3, ",500,", ",,", "uncertainty_m is empty; a located place needs it"),
    ("places", PLACES, 3, ",2,derived", ",,derived", "where_prec is empty"),
    ("places", PLACES, 3, ",2,derived", ",1,derived", "exact place, yet status is derived"),
    ("places", PLACES, 3, ",derived,", ",,", "status is empty"),
    ("places", PLACES, 4, "other,,,,", "other,,,500,", "given for a place without lon and lat"),
    ("places", PLACES, 4, "other,,,,,,", "other,,,,,schematic,", "status is given for a place"),
    ("study_area", PLACES, 2, "background", "study", "2.35, 48.85 is outside the study area"),
    ("study_area", PLACES, 3, "42.4453", "24.4453", "expected scope background"),
    ("study_area", PLACES, 3, "130.5953", "99.99", "expected scope background"),
    ("schematic", LINES, 3, "Schematic, between", "Between", "expected the word schematic"),
    ("licences", LINES, 2, "CC0-1.0", "ODbL-1.0", "the file is listed under CC0-1.0"),
    ("names", NAMES, 2, "hill-en-01", "hill-ru-02", "expected the place id, the language and a n"),
    ("names", NAMES, 2, "hill-en-01", "hill-en", "expected the place id, the language and a n"),
    ("tests", TESTS, 2, "hill;strip", "hill", "a test by gap asks for place and feature"),
    ("tests", TESTS, 2, "hill;strip", "hill;hull", "'hull' is not an id of a feature"),
    ("tests", TESTS, 2, "hill;strip", "lost;strip", "is not an id of a place"),
    ("tests", TESTS, 3, "1938-07-30", "soon", "'soon' is not a date"),
    ("tests", TESTS, 3, "1938-07-30", "", "'' is not a date"),
    ("tests", TESTS, 3, "date,khasan-hill-taken", "date,hill", "'hill' is not an id of a event"),
    ("tests", TESTS, 3, HELD, "frontier,soviet,,", "of a frontier"),
    ("tests", TESTS, 3, HELD, "frontier,soviet,3000,persons", "of a frontier"),
    ("tests", TESTS, 3, HELD, "distance,hill;far-city,70,persons", "expected km or mi or nmi"),
    ("tests", TESTS, 3, HELD, "claims,khasan-hill-taken;killed;ussr,5,mi", "a unit of the claims"),
    ("tests", TESTS, 3, HELD, HELD + "km", "'km', yet a test by date takes none"),
    ("tests", TESTS, 3, HELD, "strip,strip;river-line;hill,,", "'hill' is not an id of a line"),
    (
        "tests",
        TESTS,
        3,
        HELD,
        "strip,river-line;strip;zone,,",
        "'river-line' is not an id of a area",
    ),
    ("statements", STATEMENTS, 3, TESTED, ",,,,", "has neither sources nor tests"),
    ("retired", RETIRED, 2, "khasan:K2", "hill", "'hill' is retired and live"),
    ("retired", RETIRED, 3, "khasan:K3", "khasan:K1", "is retired, yet an event comes from it"),
    ("retired", RETIRED, 2, "khasan-hill-taken", "", "successor is empty; merged needs one"),
    ("changes", CHANGES, 2, "web,book", "web,film", "new is 'film', yet the table has 'book'"),
    ("changes", CHANGES, 2, "sources,book", "sources,lost", "'lost' is not one of the table"),
    ("changes", CHANGES, 2, ",kind,", ",colour,", "column 'colour' is not one of the table"),
    ("changes", CHANGES, 2, ",sources,", ",rooms,", "'rooms' is not a table here"),
    ("changes", CHANGES, 2, ",sources,", ",palette,", "'palette' is not a table here"),
    ("changes", CHANGES, 3, ",copy,", ",archive,", "'archive' is gone after this change, yet"),
    ("changes", CHANGES, 3, ",book,", ",lost,", "new 'lost' is not an id of the table sources"),
    (
        "voices",
        EVENTS,
        3,
        "claim-ussr",
        "agreed",
        "expected soviet or mongolian and japanese or manchukuo",
    ),
    ("voices", EVENTS, 3, "claim-ussr", "research", "voices are soviet; expected later-research"),
    ("text", EVENTS, 4, "A note is", "A\tnote is", "a line break or control character"),
    ("text", EVENTS, 4, "A note is", "A\u2028note is", "a line break or control character"),
    ("text", EVENTS, 4, "A note is", "A <b>note</b> is", "HTML markup"),
    ("text", EVENTS, 4, "A note is", "A note &amp; is", "HTML markup"),
    ("text", EVENTS, 4, "A note is", "=A note is", "starts a formula in spreadsheets"),
    ("text", EVENTS, 4, "A note is", "@A note is", "starts a formula in spreadsheets"),
    ("text", EVENTS, 4, "A note is", "\uff1dA note is", "starts a formula in spreadsheets"),
    ("text", LINES, 2, '"River line"', '"River\\nline"', "name: a line break or control"),
    ("addresses", SOURCES, 3, "https://example.org/book", "http://[::1", "no address"),
    ("addresses", SOURCES, 3, "example.org/book", "example.org:99999999/", "no address"),
    ("addresses", SOURCES, 3, "example.org/book", "/book", "no address"),
    ("text", LINES, 2, '"River line"', '"River <img>"', "name: HTML markup"),
]


def read(folder: Path) -> Archive:
    archive, problems = read_archive(folder)
    assert archive is not None
    assert problems == []
    return archive


def break_line(folder: Path, name: str, line: int, old: str, new: str) -> None:
    """Replace a text on one line of a file."""
    rows = (folder / name).read_text("utf-8").split("\n")
    assert old in rows[line - 1]
    rows[line - 1] = rows[line - 1].replace(old, new)
    (folder / name).write_text("\n".join(rows), "utf-8")


def test_the_tiny_archive_breaks_no_rule(folder: Path) -> None:
    assert rules.find_problems(read(folder)) == []


def test_of_two_changes_of_a_cell_the_last_is_what_it_holds(folder: Path) -> None:
    changes = folder / CHANGES
    first, *rows = changes.read_text("utf-8").splitlines()
    earlier = "2026-11-27,sources,book,kind,film,web,,A slip."
    changes.write_text("\n".join([first, *rows, earlier]) + "\n", "utf-8")
    assert rules.find_problems(read(folder)) == []
    later = earlier.replace("2026-11-27", "2026-11-29")
    changes.write_text("\n".join([first, *rows, later]) + "\n", "utf-8")
    assert list(speaking(read(folder))) == ["check_changes"]


def test_a_code_that_was_renamed_stands_for_the_old_one_in_every_cell(folder: Path) -> None:
    changes = folder / CHANGES
    head, *_ = changes.read_text("utf-8").splitlines()
    told = "2026-11-27,events,border-shots,initiating_basis,not-stated,claim-soviet,,Told."
    renamed = "2026-11-28,codes,basis/claim-soviet,,Soviet claim,basis/claim-ussr,,One word."
    changes.write_text(f"{head}\n{told}\n", "utf-8")
    assert list(speaking(read(folder))) == ["check_changes"]
    changes.write_text(f"{head}\n{told}\n{renamed}\n", "utf-8")
    assert rules.find_problems(read(folder)) == []
    changes.write_text(f"{head}\n{renamed.replace('claim-ussr', 'claim-none')}\n", "utf-8")
    [problem] = rules.check_changes(read(folder))
    assert "new 'basis/claim-none' is not an id of the table codes" in problem.message


def test_of_a_table_that_was_read_in_part_no_change_is_contradicted(folder: Path) -> None:
    break_line(folder, SOURCES, 3, "book,,A book", "book,one cell too many,,A book")
    archive, problems = read_archive(folder)
    assert archive is not None
    assert problems
    assert list(rules.check_changes(archive)) == []


def test_agreed_is_what_both_parties_say(folder: Path) -> None:
    break_line(folder, EVENTS, 4, "research", "agreed")
    break_line(folder, EVENTS, 4, "archive", "archive;book")
    break_line(folder, SOURCES, 2, "later-research", "japanese")
    assert rules.find_problems(read(folder)) == []
    break_line(folder, SOURCES, 2, "japanese", "mongolian")
    assert list(speaking(read(folder))) == ["check_voices"]


def test_a_row_rests_on_no_work_of_fiction(folder: Path) -> None:
    break_line(folder, SOURCES, 2, "A note,,archive,", "A note,,fiction,")
    found = list(rules.check_evidence(read(folder)))
    assert [(Path(one.file).name, one.line) for one in found] == [("events.csv", 4)]
    assert "sources: 'archive' is fiction, which is no evidence" in found[0].message
    # What speaks of a text may name it.
    break_line(folder, SOURCES, 2, "A note,,fiction,", "A note,,archive,")
    break_line(folder, SOURCES, 3, "A book,,book,", "A book,,under-test,")
    told = {Path(one.file).name for one in rules.check_evidence(read(folder))}
    assert {"events.csv", "claims.csv"} <= told
    assert not {"statements.csv", "changes.csv"} & told


def test_every_rule_has_a_broken_example() -> None:
    apart = {"check_package", "check_sources_used", "check_map_ids", "check_evidence"}
    apart |= {"check_fronts"}
    # These have files of tests of their own.
    apart |= {"check_vocabulary", "check_settings", "check_words", "check_limits", "check_texts"}
    named = {f"check_{case[0]}" for case in [*BROKEN, *BROKEN_GROUND]} | apart
    assert {rule.__name__ for rule in rules.RULES} == named
    assert {name for name in vars(rules) if name.startswith("check_")} == named


@pytest.mark.parametrize(
    ("lon", "lat", "inside"),
    [("100", "36", True), ("165", "62", True), ("99.999", "36", False), ("100", "35.999", False),
     ("165.001", "62", False), ("165", "62.001", False)],
)  # fmt: skip
def test_the_study_area_holds_its_own_edge(folder: Path, lon: str, lat: str, inside: bool) -> None:
    break_line(folder, PLACES, 3, "130.5953,42.4453", f"{lon},{lat}")
    assert list(speaking(read(folder))) == ([] if inside else ["check_study_area"])


FRONTIERS = [
    ('"role": "claim-line"', '"role": "frontier"', True),
    ('"role": "claim-line"', '"role": "river"', False),
]


@pytest.mark.parametrize(("old", "new", "can"), FRONTIERS)
def test_only_a_line_of_the_frontier_is_measured_as_one(
    folder: Path, old: str, new: str, can: bool
) -> None:
    break_line(folder, LINES, 2, old, new)
    break_line(folder, LINES, 2, '"frontier": null', '"frontier": "soviet"')
    break_line(folder, TESTS, 3, HELD, "frontier,soviet,3000,mi")
    found = [problem.message for problem in rules.find_problems(read(folder))]
    message = "subjects: 'soviet' is not an id of a frontier that can be measured"
    assert found == ([] if can else [message])


def test_an_area_is_no_line_of_the_frontier(folder: Path) -> None:
    break_line(folder, LINES, 3, '"role": "disputed-strip"', '"role": "frontier"')
    break_line(folder, LINES, 3, '"frontier": null', '"frontier": "soviet"')
    break_line(folder, TESTS, 3, HELD, "frontier,soviet,3000,mi")
    assert list(speaking(read(folder))) == ["check_tests"]


def test_a_frontier_with_an_unknown_unit_is_named(folder: Path) -> None:
    break_line(folder, LINES, 2, '"role": "claim-line"', '"role": "frontier"')
    break_line(folder, LINES, 2, '"frontier": null', '"frontier": "soviet"')
    break_line(folder, TESTS, 3, HELD, "frontier,soviet,3000,persons")
    message = "unit: 'persons' in a test by frontier; expected km or mi or nmi"
    assert rules.find_problems(read(folder)) == [Problem(str(folder / TESTS), 3, message)]


def test_every_method_in_the_codes_is_one_that_can_measure(folder: Path) -> None:
    codes = read(folder).tables["codes"]
    listed = set(codes.loc[codes["list"] == "test-method", "code"])
    assert set(METHODS) == listed


def speaking(archive: Archive) -> dict[str, list[Problem]]:
    """Return what the rules find, by the name of the rule, those left out that find nothing."""
    found = {rule.__name__: sorted({*rule(archive)}) for rule in rules.RULES}
    return {name: problems for name, problems in found.items() if problems}


# file, line, text there, what it becomes, words of the problem
PACKAGE = "datapackage.json"
BROKEN_PACKAGE = [
    ("name", "soviet-japanese border", "expected lower-case words and digits"),
    ("title", 7, "title: '7'; expected text"),
    ("title", None, "title: 'None'; expected text"),
    ("description", " ", "description: ' '; expected text"),
    ("version", 0.1, "version: '0.1'; expected text"),
    ("attribution", [], "attribution: '[]'; expected text"),
    ("created", "soon", "created: 'soon' is not a day; expected YYYY-MM-DD"),
    ("created", "2026-02-30", "created: '2026-02-30' is not a day"),
    ("created", 2026, "created: '2026' is not a day"),
    ("period", "soon", "period: 'soon': expected a date such as"),
    ("period", 1931, "period: '1931' is not text"),
    ("licenses", "CC-BY-4.0", "licenses: 'CC-BY-4.0'; expected a list of"),
    ("licenses", [], "licenses: '[]'; expected a list of"),
    ("licenses", ["CC-BY-4.0"], "licenses: 'CC-BY-4.0'; expected a list of"),
    ("licenses", [{"name": "x\ny: z"}], "expected a list of"),
    ("licenses", [{"name": "CC-BY-4.0", "path": "javascript:1"}], "the path an address"),
    ("licenses", [{"name": "CC-BY-4.0", "path": None}], "the path an address"),
]


@pytest.mark.parametrize(("member", "value", "words"), BROKEN_PACKAGE)
def test_a_wrong_member_of_the_package_is_named(
    folder: Path, member: str, value: object, words: str
) -> None:
    path = folder / PACKAGE
    package = json.loads(path.read_text("utf-8"))
    package[member] = value
    if value is None:
        del package[member]
    path.write_text(json.dumps(package, indent=1), "utf-8")
    archive = read(folder)
    told = speaking(archive)
    # A text may besides be one that cannot be written.
    assert list(told)[:1] == ["check_package"]
    assert set(told) <= {"check_package", "check_words"}
    [problem] = told["check_package"]
    lines = path.read_text("utf-8").split("\n")
    here = lines[problem.line - 1]
    assert here.startswith(f' "{member}":') if value is not None else problem.line == 1
    assert words in problem.message


def test_all_wrong_members_of_the_package_are_told_at_once(folder: Path) -> None:
    path = folder / PACKAGE
    package = json.loads(path.read_text("utf-8"))
    package |= {"created": "soon", "period": "soon", "licenses": "none"}
    path.write_text(json.dumps(package, indent=1), "utf-8")
    assert len(rules.find_problems(read(folder))) == 3


GROUND, FRAME = "basemap/ground.geojson", "basemap/relief-frame.json"
BROKEN_GROUND = [
    ("base_map", GROUND, 5, '"Point", "coordinates": [130.0, 43.0]',
     '"MultiPoint", "coordinates": [[130.0, 43.0]]', "is a MultiPoint; expected a Point"),
    ("base_map", GROUND, 5, '"Point", "coordinates": [130.0, 43.0]',
     '"LineString", "coordinates": [[130.0, 43.0], [131.0, 43.0]]', "expected a Point"),
    ("base_map", GROUND, 3, '"rivers"', '"lakes"', "is a LineString; expected a Polygon"),
    ("base_map", GROUND, 2, '"lakes"', '"rivers"', "is a Polygon; expected a LineString"),
    ("base_map", GROUND, 4, '"kind": "town"', '"kind": null', "kind is empty; a town needs it"),
    ("base_map", GROUND, 5, '"name_en": "Sea", ', "", "name_en is empty; a label needs it"),
    ("base_map", GROUND, 5, '"max_zoom": 99', '"max_zoom": 2, "min_zoom": 3', "min_zoom 3 is gre"),
    ("base_map", GROUND, 2, '"a-lake"', '"land"', "'land' is already used in another file"),
    ("relief", FRAME, 1, '"bounds": [[37, 105], [57, 145]], ', "", "bounds: 'None'; expected"),
    ("relief", FRAME, 1, "[[37, 105], [57, 145]]", '"y"', "bounds: 'y'; expected [[south, west]"),
    ("relief", FRAME, 1, "[[37, 105], [57, 145]]", "[[57, 105], [37, 145]]", "bounds:"),
    ("relief", FRAME, 1, "[[37, 105], [57, 145]]", "[[37, 105], [90, 145]]", "latitudes within 85"),
    ("relief", FRAME, 1, "[[37, 105], [57, 145]]", "[[37, 105], [57, true]]", "bounds:"),
    ("relief", FRAME, 1, "[[37, 105], [57, 145]]", "[[37], [57]]", "bounds:"),
    ("relief", FRAME, 1, "[4, 3]", "[4, 0]", "size: '[4, 0]'; expected [width, height] in pixels"),
    ("relief", FRAME, 1, ', "size": [4, 3]', "", "size: 'None'"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "name", "line", "old", "new", "words"), BROKEN_GROUND)
def test_one_rule_and_no_other_speaks_of_the_base_map(
    grounded: Path, rule: str, name: str, line: int, old: str, new: str, words: str
) -> None:
    test_one_rule_and_no_other_speaks(grounded, rule, name, line, old, new, words)


def test_a_sound_base_map_breaks_no_rule(grounded: Path) -> None:
    assert rules.find_problems(read(grounded)) == []


def test_a_relief_that_is_no_jpeg_is_named(grounded: Path) -> None:
    path = grounded / "basemap" / "relief.jpg"
    path.write_bytes(b"\x89PNG")
    archive = read(grounded)
    assert list(speaking(archive)) == ["check_relief"]
    assert rules.find_problems(archive) == [Problem(str(path), 1, "the picture is not a JPEG")]
    path.write_bytes(b"\xff\xd8\xff\xe0 no more than a beginning")
    message = "the picture has no end; the file was cut"
    assert rules.find_problems(read(grounded)) == [Problem(str(path), 1, message)]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["base-relief", "base-relief-frame"])
def test_half_a_relief_is_named(grounded: Path, name: str, change: Change) -> None:
    change("datapackage.json", f'"name": "{name}"', '"name": "base-other"')
    archive = read(grounded)
    assert list(speaking(archive)) == ["check_relief"]
    [problem] = rules.find_problems(archive)
    assert problem.message == f"there is no resource '{name}'; the relief needs both"


@pytest.mark.parametrize(("rule", "name", "line", "old", "new", "words"), BROKEN)
def test_one_rule_and_no_other_speaks(
    folder: Path, rule: str, name: str, line: int, old: str, new: str, words: str
) -> None:
    break_line(folder, name, line, old, new)
    archive = read(folder)
    told = speaking(archive)
    assert list(told) == [f"check_{rule}"]
    found = told[f"check_{rule}"]
    assert {(Path(problem.file), problem.line) for problem in found} == {(folder / name, line)}
    assert words in found[0].message


def test_a_source_that_nobody_cites_is_named(folder: Path) -> None:
    with (folder / SOURCES).open("a", encoding="utf-8") as file:
        file.write("scroll,,A scroll,,book,A scroll,,3,,,c,,,,\n")
    archive = read(folder)
    assert list(speaking(archive)) == ["check_sources_used"]
    message = "source 'scroll' is used by no row; cite it or drop it"
    assert rules.find_problems(archive) == [Problem(str(folder / SOURCES), 5, message)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "line", "old", "new", "where", "words"),
    [
        (EVENTS, 3, "border-shots", "lost", (PLACES, 4), "already used, events.csv line 3"),
        (LINES, 2, '"river-line"', '"lost"', (LINES, 2), "already used, places.csv line 4"),
        (PLACES, 4, "lost", "khasan-1938", ("campaigns.csv", 2), "already used, places.csv line 4"),
    ],
)
def test_two_things_on_the_map_with_one_id_are_named(
    folder: Path, name: str, line: int, old: str, new: str, where: tuple[str, int], words: str
) -> None:
    break_line(folder, name, line, old, new)
    archive = read(folder)
    assert list(speaking(archive)) == ["check_map_ids"]
    [problem] = rules.find_problems(archive)
    assert (problem.file, problem.line) == (str(folder / where[0]), where[1])
    assert words in problem.message


def test_a_base_map_under_another_licence_is_named(folder: Path) -> None:
    break_line(folder, LAND, 2, "CC0-1.0", "ODbL-1.0")
    archive = read(folder)
    assert list(speaking(archive)) == ["check_licences"]
    message = "licence 'ODbL-1.0'; the file is listed under CC0-1.0"
    assert rules.find_problems(archive) == [Problem(str(folder / LAND), 2, message)]


def test_a_rule_is_silent_about_cells_that_are_no_numbers(folder: Path, change: Change) -> None:
    change(PLACES, "130.5953,42.4453", "east,north")
    change(CLAIMS, ",5,37,", ",five,37,")
    archive, problems = read_archive(folder)
    assert archive is not None
    assert len(problems) == 3
    assert rules.find_problems(archive) == []


def test_nobody_is_blamed_for_pointing_at_a_feature_that_was_not_read(folder: Path) -> None:
    break_line(folder, LINES, 3, '"role"', '"rule"')
    archive, problems = read_archive(folder)
    assert archive is not None
    # The word that is not a column, and the column that is missing.
    assert [problem.line for problem in problems] == [3, 3]
    assert rules.find_problems(archive) == []


def test_all_rules_speak_in_one_run_in_the_order_of_files_and_lines(
    folder: Path, change: Change
) -> None:
    change(EVENTS, "1936-02", "1936-02-30")
    change(EVENTS, "A note is", "A <b>note</b> is")
    change(CLAIMS, ",5,37,", ",38,37,")
    found = rules.find_problems(read(folder))
    assert [(Path(p.file).name, p.line) for p in found] == [
        ("claims.csv", 2),
        ("events.csv", 3),
        ("events.csv", 4),
    ]


def test_where_a_table_was_read_in_part_no_source_is_called_unused(folder: Path) -> None:
    with (folder / SOURCES).open("a", encoding="utf-8") as file:
        file.write("scroll,,A scroll,,book,A scroll,,3,,,c,,,,\n")
    break_line(folder, CLAIMS, 3, "It was on the next day.", "It was,one cell too many")
    archive, problems = read_archive(folder)
    assert archive is not None
    assert problems
    assert archive.broken == {"claims"}
    assert list(rules.check_sources_used(archive)) == []


def test_a_side_that_is_no_code_of_the_claims_cannot_be_compared(folder: Path) -> None:
    break_line(folder, TESTS, 3, HELD, "claims,khasan-hill-taken;killed;martians,6,persons")
    found = [problem.message for problem in rules.find_problems(read(folder))]
    assert found == ["subjects: 'martians' is not an id of a side that can be measured"]
    break_line(folder, TESTS, 3, "martians", "ussr")
    assert rules.find_problems(read(folder)) == []


@pytest.mark.parametrize(
    ("expected", "fault"),
    [("", ""), ("70", ""), ("seventy", "expected: 'seventy' is not a number")],
)
def test_a_distance_may_expect_a_number_or_nothing(folder: Path, expected: str, fault: str) -> None:
    break_line(folder, TESTS, 3, HELD, f"distance,hill;far-city,{expected},")
    found = [problem.message for problem in rules.find_problems(read(folder))]
    assert found == ([fault] if fault else [])
