"""Statements held against the map: each method on geometry whose answer is plain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from pyproj import Geod
from shapely.ops import nearest_points

from geo.atlas import geodesy
from geo.atlas.tables import Atlas, make_atlas
from geo.atlas.translator import make_translators
from geo.export.formats import Material
from geo.measure import method
from geo.measure.date import days_apart
from geo.measure.distance import find_units
from geo.measure.frontier import find_rows, is_within
from geo.measure.method import label_measured, write_measured
from geo.measure.statements import METHODS, describe_results, measure_statements
from geo.page.page import make_words
from geo.page.payload import make_test_records
from geo.read.archive import read_archive
from geo.read.edtf import parse_when
from geo.read.texts import FIRST

DATA = Path(__file__).resolve().parent.parent / "data"
MINUTE = 1 / 60


@dataclass(frozen=True)
class Outcome:
    """Hold what a test measured, and what it says in a language."""

    value: float | None
    low: float | None
    high: float | None
    numbers: tuple[method.Number, ...]
    lines: tuple[method.MeasuredLine, ...]
    title: str
    result: str
    method: str


def run(atlas: Atlas, name: str, lang: str = FIRST, **cells: object) -> Outcome:
    """Measure one test of a method, and say it."""
    test = method.StatementTest("t1", "s1", name, tuple(cells.pop("subjects")), **cells)  # type: ignore[arg-type]
    return say(atlas, METHODS[name].measure(atlas, test), lang)


def say(atlas: Atlas, result: method.TestResult, lang: str = FIRST) -> Outcome:
    [told] = describe_results(atlas, [result], make_translators(atlas)[lang]).values()
    first = result.numbers[0]
    numbers = (first.value, first.low, first.high)
    return Outcome(*numbers, result.numbers, result.lines, *vars(told).values())


def run_all(atlas: Atlas) -> dict[str, Outcome]:
    return {result.test.id: say(atlas, result) for result in measure_statements(atlas)}


@pytest.fixture(scope="module")
def real() -> Atlas:
    archive, problems = read_archive(DATA)
    assert archive is not None
    assert problems == []
    return make_atlas(archive)


@pytest.fixture
def plain(material: Material) -> Atlas:
    """Return the tiny archive with two places one minute of latitude apart, and square shapes."""
    atlas = material.atlas
    places = gpd.GeoDataFrame(
        {"id": ["a", "b"], "name": ["A", "B"], "uncertainty_m": [100, 50]},
        geometry=[shapely.Point(117, 48), shapely.Point(117, 48 + MINUTE)],
        crs="EPSG:4326",
    )
    lines = gpd.GeoDataFrame(
        {
            "id": ["f1", "f2", "west", "east"],
            "name": ["F1", "F2", "West", "East"],
            "role": ["frontier", "frontier", "claim-line", "claim-line"],
            "frontier": ["soviet", "mongolian", None, None],
            "segment": ["argun", "mpr", None, None],
            "uncertainty_m": [0.0, 0.0, 0.0, 0.0],
        },
        geometry=[
            shapely.LineString([(117, 48), (117, 49)]),
            shapely.LineString([(117, 49), (117, 50)]),
            shapely.LineString([(117, 48), (117, 48.1)]),
            shapely.LineString([(117.1, 48), (117.1, 48.1)]),
        ],
        crs="EPSG:4326",
    )
    areas = gpd.GeoDataFrame(
        {"id": ["strip"], "name": ["Strip"], "role": ["disputed-strip"], "uncertainty_m": [0.0]},
        geometry=[shapely.box(117, 48, 117.1, 48.1)],
        crs="EPSG:4326",
    )
    return Atlas(**{**atlas.__dict__, "places": places, "lines": lines, "areas": areas})


def test_a_minute_of_latitude_is_a_nautical_mile(plain: Atlas) -> None:
    found = run(plain, "distance", subjects=["a", "b"], expected="1", unit="nmi")
    assert found.value == pytest.approx(1852, abs=2)
    assert (found.low, found.high) == (found.value - 150, found.value + 150)
    assert "bearing 0° (± 4.6°, north)" in found.result
    assert found.result.endswith("fits only in mi, nmi")
    assert found.lines[0].points == [[117, 48], [117, 48 + MINUTE]]


def test_a_frontier_in_parts_is_measured_and_drawn_part_by_part(plain: Atlas) -> None:
    whole = run(plain, "frontier", subjects=["soviet"], expected="69", unit="mi")
    lines = plain.lines
    [at] = lines.index[lines["frontier"] == "soviet"]
    start, *_, end = lines.geometry[at].coords
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    lines.loc[at, "geometry"] = shapely.MultiLineString([[start, middle], [middle, end]])
    parts = run(plain, "frontier", subjects=["soviet"], expected="69", unit="mi")
    assert parts.value == pytest.approx(whole.value, rel=1e-3)
    assert [bool(drawing.text) for drawing in parts.lines].count(True) == 1
    assert len(parts.lines) == 2


def test_a_number_that_fits_no_unit_says_so(plain: Atlas) -> None:
    found = run(plain, "distance", subjects=["a", "b"], expected="9")
    assert found.result.endswith("9 fits in no unit tried (km, mi, nmi)")


def test_a_gap_is_measured_to_the_nearest_point(plain: Atlas) -> None:
    found = run(plain, "gap", subjects=["a", "east"])
    assert found.value == pytest.approx(Geod(ellps="WGS84").inv(117, 48, 117.1, 48)[2], rel=1e-3)
    assert found.result == "7.5 km (± 0.1 km)"
    assert (found.low, found.high) == (found.value - 100, found.value + 100)


def test_a_frontier_is_the_sum_of_its_segments(plain: Atlas) -> None:
    degree = Geod(ellps="WGS84").inv(117, 48, 117, 49)[2]
    one = run(plain, "frontier", subjects=["soviet"], expected="69", unit="mi")
    both = run(plain, "frontier", subjects=["soviet", "mongolian"])
    assert one.value == pytest.approx(degree)
    assert both.value == pytest.approx(2 * degree, rel=1e-3)
    assert "by segment at full detail: mpr 111 km = 69 mi, argun 111 km = 69 mi" in both.result
    assert "uncertainty of the lines is 0 m" in both.method
    with pytest.raises(KeyError, match="korean"):
        find_rows(plain, ["korean"])


def test_a_crooked_line_is_shorter_the_coarser_it_is_drawn() -> None:
    zigzag = shapely.LineString([(117 + 0.01 * (n % 2), 48 + 0.01 * n) for n in range(50)])
    full, middle, coarse = (
        geodesy.sum_lengths([zigzag], tolerance) for tolerance in (0, 100, 5000)
    )
    assert full == pytest.approx(middle)
    assert coarse < 0.9 * full


def test_a_strip_is_as_wide_as_its_lines_are_apart(plain: Atlas) -> None:
    found = run(plain, "strip", subjects=["strip", "west", "east"])
    width = Geod(ellps="WGS84").inv(117, 48, 117.1, 48)[2]
    assert found.value == pytest.approx(width, rel=3e-3)
    assert "82.9 km² (± 0.0 km²)" in found.result
    assert (found.low, found.high) == (found.value, found.value)


def test_a_strip_inherits_the_doubt_of_its_lines(plain: Atlas) -> None:
    lines = plain.lines.assign(uncertainty_m=[0.0, 0.0, 300.0, 700.0])
    areas = plain.areas.assign(uncertainty_m=[1000.0])
    atlas = Atlas(**{**plain.__dict__, "lines": lines, "areas": areas})
    found = run(atlas, "strip", subjects=["strip", "west", "east"])
    assert (found.low, found.high) == (found.value - 1000, found.value + 1000)
    # The edge is 37.2 km long, one kilometre to both sides of it is in doubt.
    assert "(± 37.1 km²)" in found.result


def test_a_line_that_runs_on_beyond_the_strip_does_not_widen_it(plain: Atlas) -> None:
    bent = shapely.LineString([(117.1, 48), (117.1, 48.1), (118, 48.5)])
    lines = plain.lines.assign(geometry=[*plain.lines.geometry[:3], bent])
    atlas = Atlas(**{**plain.__dict__, "lines": lines})
    subjects = ["strip", "west", "east"]
    far = run(atlas, "strip", subjects=subjects).value
    assert far == pytest.approx(run(plain, "strip", subjects=subjects).value, rel=0.1)


@pytest.mark.parametrize(
    ("ours", "theirs", "gap"),
    [
        ("1938-07-29", "1938-07-29", 0),
        ("1938-07-29", "1938-07", 0),
        ("1938-08-02", "1938-07-29", 4),
        ("1938-07-08/1938-07-09", "1938-07-12", -3),
    ],
)
def test_dates_differ_by_whole_days(ours: str, theirs: str, gap: int) -> None:
    assert days_apart(parse_when(ours), parse_when(theirs)) == gap


def test_a_date_is_held_against_the_events_table(plain: Atlas) -> None:
    test = {"subjects": ["khasan-hill-taken"], "expected": "1938-07-30"}
    assert run(plain, "date", **test).result.endswith("agrees")
    late = run(plain, "date", subjects=["khasan-hill-taken"], expected="1938-07-20")
    assert late.result.endswith("9 days later in this atlas")
    close = run(plain, "date", subjects=["khasan-hill-taken"], expected="1938-08-01")
    assert close.result.endswith(" 1 day earlier in this atlas")
    assert close.method.endswith("It is the date of the statement.")


def test_a_date_that_is_not_the_statements_is_not_called_so(plain: Atlas) -> None:
    cells = {"subjects": ["khasan-hill-taken"], "expected": "1938-07-20"}
    assert run(plain, "date", **cells).method.endswith("the date of the statement.")
    told = run(plain, "date", **cells, note="Day of the note.").method
    assert "the date of the statement" not in told


@pytest.mark.parametrize(
    ("expected", "days"),
    [("1938-07-28", "на 1 день позже"), ("1938-07-27", "на 2 дня позже"),
     ("1938-07-24", "на 5 дней позже"), ("1938-08-21", "на 21 день раньше")],
)  # fmt: skip
def test_days_are_told_in_the_plural_of_the_language(
    plain: Atlas, expected: str, days: str
) -> None:
    cells = {"subjects": ["khasan-hill-taken"], "expected": expected}
    assert run(plain, "date", "ru", **cells).result.endswith(days)


def test_a_number_is_held_against_the_claims(plain: Atlas) -> None:
    subjects = ["khasan-hill-taken", "killed", "ussr"]
    assert "1 of 1 claims agree" in run(plain, "claims", subjects=subjects, expected="6").result
    assert "0 of 1 claims agree" in run(plain, "claims", subjects=subjects, expected="99").result


def test_a_text_is_no_evidence_for_itself(plain: Atlas) -> None:
    atlas = Atlas(**{**plain.__dict__, "sources": plain.sources.assign(kind="under-test")})
    test = {"subjects": ["khasan-hill-taken", "killed", "ussr"], "expected": "6"}
    found = run(atlas, "claims", **test)
    assert found.value == 0
    assert "claimed: nothing; nothing to compare with" in found.result
    assert found.result.endswith("left out, being the text itself: 1")
    mixed = [["seed000", "book"] for _ in plain.claims["sources"]]
    atlas = Atlas(**{**plain.__dict__, "claims": plain.claims.assign(sources=mixed)})
    assert run(atlas, "claims", **test).value == 1


def test_a_figure_told_twice_is_counted_once(plain: Atlas) -> None:
    twice = pd.concat([plain.statistics, plain.statistics], ignore_index=True)
    atlas = Atlas(**{**plain.__dict__, "statistics": twice})
    test = {"subjects": ["all-disputes"], "expected": "1930/1940"}
    assert run(atlas, "counts", **test).result.count("152") == 1


def test_counts_stand_side_by_side(plain: Atlas) -> None:
    found = run(plain, "counts", subjects=["all-disputes"], expected="1930/1940")
    assert "recorded in this atlas 1930/1940: 1 (Not located 1)" in found.result
    assert found.value == 1


@pytest.mark.parametrize(
    ("column", "value"), [("kind", "diplomacy"), ("kind", "other"), ("campaign", "khasan-1938")]
)
def test_talks_awards_and_campaigns_are_no_border_incidents(
    plain: Atlas, column: str, value: str
) -> None:
    atlas = Atlas(**{**plain.__dict__, "events": plain.events.assign(**{column: value})})
    found = run(atlas, "counts", subjects=["all-disputes"], expected="1930/1940")
    assert found.result.endswith("recorded in this atlas 1930/1940: 0")


@pytest.mark.parametrize("lang", ["en", "ja", "mn", "ru", "zh"])
def test_every_test_of_the_real_data_has_a_sentence_in_every_language(
    real: Atlas, lang: str
) -> None:
    results = measure_statements(real)
    found = describe_results(real, results, make_translators(real)[lang])
    assert list(found) == list(real.statement_tests["id"])
    for told in found.values():
        assert all(vars(told).values())
        assert not re.search(r"[{}]|nan|None", f"{told.title} {told.result} {told.method}")


def test_the_lake_is_seventy_nautical_miles_from_vladivostok_and_in_no_other_miles(
    real: Atlas,
) -> None:
    found = run_all(real)
    assert found["d02-t1"].result.endswith("70 fits only in nmi")
    assert "outside the range" in found["c25-t1"].result
    assert "within the range" in found["c25-t2"].result


def test_order_and_haste_are_told_in_days(real: Atlas) -> None:
    found = run_all(real)
    assert found["c09-t1"].value is not None and found["c09-t1"].value < 0
    assert found["c23-t1"].value == 60
    assert found["k06-t1"].result.endswith("36 days earlier in this atlas")
    assert found["k38-t1"].result.endswith("3 days later in this atlas")


def test_the_railway_is_far_from_outer_mongolia_where_its_towns_are(real: Atlas) -> None:
    found = run_all(real)
    assert found["c30-t1"].value == pytest.approx(180_000, abs=5_000)
    assert found["c30-t1"].low == pytest.approx(found["c30-t1"].value - 5_000)


def test_fronts_at_bezymyannaya_lie_within_their_doubt_of_the_hill(real: Atlas) -> None:
    hill = real.places.set_index("id").geometry["bezymyannaya"]
    lines = real.lines.set_index("id")
    for front in (
        "front-khasan-02-ussr-post",
        "front-khasan-02-ussr-return",
        "front-khasan-06-ussr-ne-slope",
        "front-khasan-08-japan-bezymyannaya",
        "front-khasan-03-japan-crest",
        "front-khasan-07-japan-north",
    ):
        here, there = nearest_points(hill, lines.geometry[front])
        metres = Geod(ellps="WGS84").inv(here.x, here.y, there.x, there.y)[2]
        assert metres < lines["uncertainty_m"][front], front


def test_each_front_says_when_it_stood_and_from_what_it_is_made(real: Atlas) -> None:
    phases = set(real.phases["id"])
    units = set(real.units["id"])
    found = pd.concat([real.lines, real.areas])
    found = found[found["role"].isin(("front-line", "axis", "pocket"))]
    assert found["role"].value_counts().to_dict() == {"axis": 49, "front-line": 40, "pocket": 4}
    for _, row in found.iterrows():
        assert row["phases"] and set(row["phases"]) <= phases, row["id"]
        assert row["valid_from"] <= row["valid_to"], row["id"]
        assert row["method"].startswith("Schematic: "), row["id"]
        assert row["state"] and row["confidence"], row["id"]
        assert bool(row["doing"]) == (row["role"] == "axis"), row["id"]
        assert row["role"] != "axis" or set(row["units"]) <= units, row["id"]


def test_a_phase_without_a_line_of_one_side_says_why(real: Atlas) -> None:
    found = pd.concat([real.lines, real.areas])
    found = found[found["role"].isin(("front-line", "pocket"))]
    allies = {"ussr": "soviet", "mongolia": "soviet", "japan": "japanese", "manchukuo": "japanese"}
    for _, phase in real.phases.iterrows():
        own = found[[phase["id"] in phases for phases in found["phases"]]]
        lines = {allies[side] for side in own["claimant"]}
        assert (len(lines) == 2) == (not phase["note"]), phase["id"]


def test_sakhalin_is_no_frontier_of_manchukuo(real: Atlas) -> None:
    sakhalin = real.lines.set_index("id").loc["frontier-sakhalin"]
    assert sakhalin["frontier"] is None
    assert (sakhalin["start_date"], sakhalin["end_date"]) == ("1905-09-05", "1945-12-31")


def test_manchukuo_and_its_frontiers_end_with_it(real: Atlas) -> None:
    ends = real.lines[(real.lines["role"] == "frontier") & real.lines["frontier"].notna()]
    ends = ends[ends["frontier"] != "ussr-korea"]
    territory = real.areas.set_index("id").loc["territory-manchukuo"]
    assert {*ends["end_date"], territory["end_date"]} == {"1945-08-31"}


def test_a_frontier_that_is_one_sides_claim_says_whose(real: Atlas) -> None:
    contested = real.lines[(real.lines["role"] == "frontier") & (real.lines["disputed"] == 1)]
    assert len(contested) == 2
    assert set(contested["claimant"]) == {"ussr", "soviet-mongolian"}
    assert set(contested["status"]) == {"derived"}
    assert all("claimed" in name for name in contested["name"])


def test_no_real_test_agrees_only_with_the_text_it_tests(real: Atlas) -> None:
    found = run_all(real)
    assert found["k33-t1"].value == 0
    assert "nothing to compare with" in found["k41-t1"].result


def test_the_page_gets_tests_notes_and_lines(real: Atlas) -> None:
    record = make_test_records(measure_statements(real))["d02"]
    assert [test["id"] for test in record["tests"]] == ["d02-t1"]
    assert record["tests"][0]["note"].startswith("The statement says miles")
    assert len(record["drawing"][0]["points"]) == 2


def test_the_page_says_every_result_in_every_language_and_no_template(real: Atlas) -> None:
    words = make_words(real, measure_statements(real))
    assert words["en"]["result.d02-t1.title"] == "Vladivostok to Lake Khasan"
    assert words["ru"]["result.d02-t1.title"] == "Владивосток — озеро Хасан"
    for own in words.values():
        assert "± 2.5" in own["result.d02-t1.result"]
        assert own["result.d02-t1.method"]
        assert not any(key.startswith(("measure.", "join.", "compass.")) for key in own)


# The three bounds of each comparison: just outside, on it, just inside.
@pytest.mark.parametrize(
    ("low", "high", "units"),
    [(0, 499, []), (0, 500, ["km"]), (0, 501, ["km"]),
     (1499, 1500, ["km", "mi", "nmi"]), (1500, 1500, ["km", "mi", "nmi"]),
     (1501, 1501, ["mi", "nmi"]), (2778, 2778, ["nmi"]), (2779, 2779, [])],
)  # fmt: skip
def test_a_rounded_number_fits_up_to_its_half(low: float, high: float, units: list[str]) -> None:
    assert find_units(1, low, high) == units


@pytest.mark.parametrize(
    ("metres", "within"), [(99, False), (100, True), (101, True), (199, True), (200, True),
                           (201, False)],
)  # fmt: skip
def test_a_length_on_the_edge_of_the_range_is_within_it(metres: float, within: bool) -> None:
    assert is_within(metres, 100, 200) is within


@pytest.mark.parametrize(
    ("expected", "agreeing"), [("4", 0), ("5", 1), ("6", 1), ("36", 1), ("37", 1), ("38", 0)]
)
def test_a_claim_agrees_with_a_number_on_either_of_its_bounds(
    plain: Atlas, expected: str, agreeing: int
) -> None:
    subjects = ["khasan-hill-taken", "killed", "ussr"]
    assert run(plain, "claims", subjects=subjects, expected=expected).value == agreeing


@pytest.mark.parametrize(
    ("period", "recorded"),
    [("1936-02-02/1936-12", 0), ("1936-02-01/1936-12", 1), ("1936-01-31/1936-12", 1),
     ("1935/1936-01-31", 0), ("1935/1936-02-01", 1), ("1935/1936-02-02", 1)],
)  # fmt: skip
def test_an_event_on_the_first_or_the_last_day_of_a_period_is_recorded(
    plain: Atlas, period: str, recorded: int
) -> None:
    assert run(plain, "counts", subjects=["all-disputes"], expected=period).value == recorded


@pytest.mark.parametrize(
    ("ours", "gap"),
    [("1938-07-09", -1), ("1938-07-10", 0), ("1938-07-12", 0), ("1938-07-13", 1)],
)
def test_a_day_on_the_edge_of_a_date_agrees(ours: str, gap: int) -> None:
    assert days_apart(parse_when(ours), parse_when("1938-07-10/1938-07-12")) == gap


@pytest.mark.parametrize(
    ("lon", "lat", "zone"),
    [(117, 48, 32650), (117, -48, 32750), (-59, -37, 32721), (0, 0, 32631), (0, -0.1, 32731),
     (-180, 10, 32601), (180, 10, 32660), (5.999, 45, 32631), (6, 45, 32632)],
)  # fmt: skip
def test_each_place_has_its_zone_on_both_sides_of_the_equator(
    lon: float, lat: float, zone: int
) -> None:
    assert geodesy.find_zone(shapely.Point(lon, lat)) == zone


@pytest.mark.parametrize("lat", [40.0, -40.0])
def test_a_line_is_as_long_south_of_the_equator_as_north_of_it(lat: float) -> None:
    line = shapely.LineString([(-60 + 0.01 * n, lat + 0.001 * (n % 2)) for n in range(100)])
    mirror = shapely.transform(line, lambda points: points * [1, -1])
    for tolerance in (0, 100, 5000):
        length = geodesy.sum_lengths([line], tolerance)
        assert geodesy.sum_lengths([mirror], tolerance) == pytest.approx(length, rel=1e-9)


def test_a_place_without_a_position_is_named(plain: Atlas) -> None:
    places = plain.places.assign(geometry=[plain.places.geometry[0], None])
    atlas = Atlas(**{**plain.__dict__, "places": places})
    with pytest.raises(KeyError, match="b has no position"):
        run(atlas, "distance", subjects=["a", "b"])


def test_a_changed_position_changes_the_result(plain: Atlas) -> None:
    moved = plain.places.assign(geometry=[shapely.Point(117, 48), shapely.Point(117, 49)])
    atlas = Atlas(**{**plain.__dict__, "places": moved})
    near = run(plain, "distance", subjects=["a", "b"]).value
    far = run(atlas, "distance", subjects=["a", "b"]).value
    assert far > 50 * near


def test_a_figure_below_its_doubt_is_written_as_a_bound(real: Atlas) -> None:
    words = make_translators(real)["en"]
    assert write_measured(words, 12.5, 1.26, "km") == "12.5 km (± 1.3 km)"
    told = "at most 2.6 km (the doubt is larger than the figure)"
    assert write_measured(words, 0.8, 1.8, "km") == told
    assert write_measured(words, 1.0, 1.0, "km").startswith("at most 2.0 km")
    assert write_measured(words, 0.83, 0.79, "km").startswith("at most 1.6 km")
    assert label_measured(12.5, 1.3, "km") == "12.5 km"
    assert label_measured(0.8, 1.8, "km") == "≤ 2.6 km"


def test_no_result_gives_a_figure_that_is_smaller_than_its_doubt(real: Atlas) -> None:
    for lang, words in make_translators(real).items():
        for result in measure_statements(real):
            text = METHODS[result.test.method].describe(real, result, words).result
            for value, doubt in re.findall(r"([\d.]+) km²? ?[(（]± ([\d.]+) km", text):
                assert float(doubt) < float(value), (lang, text)
