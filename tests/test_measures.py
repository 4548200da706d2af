"""Statements held against the map: each method on geometry whose answer is plain."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from pyproj import Geod
from shapely.ops import nearest_points

from geo.atlas.measures import (
    METHODS,
    days_apart,
    find_frontier,
    make_measure_records,
    measure_statements,
    sum_lengths,
)
from geo.atlas.tables import Atlas, make_atlas
from geo.read.archive import read_archive
from geo.read.edtf import parse_when

DATA = Path(__file__).resolve().parent.parent / "data"
MINUTE = 1 / 60


def row(**cells: object) -> pd.Series:
    return pd.Series(
        {
            "id": "t1",
            "statement_id": "s1",
            "subjects": [],
            "expected": "",
            "unit": "",
            "note": "",
            **cells,
        }
    )


@pytest.fixture(scope="module")
def real() -> Atlas:
    archive, problems = read_archive(DATA)
    assert archive is not None
    assert problems == []
    return make_atlas(archive)


@pytest.fixture
def plain(folder: Path) -> Atlas:
    """Return the tiny archive with two places one minute of latitude apart, and square shapes."""
    archive, _ = read_archive(folder)
    assert archive is not None
    atlas = make_atlas(archive)
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
            "accuracy_m": [0.0, 0.0, 0.0, 0.0],
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
        {"id": ["strip"], "name": ["Strip"], "role": ["disputed-strip"], "accuracy_m": [0.0]},
        geometry=[shapely.box(117, 48, 117.1, 48.1)],
        crs="EPSG:4326",
    )
    return Atlas(**{**atlas.__dict__, "places": places, "lines": lines, "areas": areas})


def test_a_minute_of_latitude_is_a_nautical_mile(plain: Atlas) -> None:
    found = METHODS["distance"](plain, row(subjects=["a", "b"], expected="1", unit="nmi"))
    assert found.value == pytest.approx(1852, abs=2)
    assert (found.low, found.high) == (found.value - 150, found.value + 150)
    assert "bearing 0° (± 4.6°, north)" in found.result
    assert found.result.endswith("fits only in mi and nmi")
    assert found.drawings[0].points == [[117, 48], [117, 48 + MINUTE]]


def test_a_frontier_in_parts_is_measured_and_drawn_part_by_part(plain: Atlas) -> None:
    whole = METHODS["frontier"](plain, row(subjects=["soviet"], expected="69", unit="mi"))
    lines = plain.lines
    [at] = lines.index[lines["frontier"] == "soviet"]
    start, *_, end = lines.geometry[at].coords
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    lines.loc[at, "geometry"] = shapely.MultiLineString([[start, middle], [middle, end]])
    parts = METHODS["frontier"](plain, row(subjects=["soviet"], expected="69", unit="mi"))
    assert parts.value == pytest.approx(whole.value, rel=1e-3)
    assert [bool(drawing.text) for drawing in parts.drawings].count(True) == 1
    assert len(parts.drawings) == 2


def test_a_number_that_fits_no_unit_says_so(plain: Atlas) -> None:
    found = METHODS["distance"](plain, row(subjects=["a", "b"], expected="9"))
    assert found.result.endswith("9 fits in no unit tried (km, mi, nmi)")


def test_a_gap_is_measured_to_the_nearest_point(plain: Atlas) -> None:
    found = METHODS["gap"](plain, row(subjects=["a", "east"]))
    assert found.value == pytest.approx(Geod(ellps="WGS84").inv(117, 48, 117.1, 48)[2], rel=1e-3)


def test_a_frontier_is_the_sum_of_its_segments(plain: Atlas) -> None:
    degree = Geod(ellps="WGS84").inv(117, 48, 117, 49)[2]
    one = METHODS["frontier"](plain, row(subjects=["soviet"], expected="69", unit="mi"))
    both = METHODS["frontier"](plain, row(subjects=["soviet", "mongolian"]))
    assert one.value == pytest.approx(degree)
    assert both.value == pytest.approx(2 * degree, rel=1e-3)
    assert "by segment at full detail: mpr 111 km = 69 mi, argun 111 km = 69 mi" in both.result
    assert "good to 0 m" in both.method
    with pytest.raises(KeyError, match="korean"):
        find_frontier(plain, ["korean"])


def test_a_crooked_line_is_shorter_the_coarser_it_is_drawn() -> None:
    zigzag = shapely.LineString([(117 + 0.01 * (n % 2), 48 + 0.01 * n) for n in range(50)])
    full, middle, coarse = (sum_lengths([zigzag], tolerance) for tolerance in (0, 100, 5000))
    assert full == pytest.approx(middle)
    assert coarse < 0.9 * full


def test_a_strip_is_as_wide_as_its_lines_are_apart(plain: Atlas) -> None:
    found = METHODS["strip"](plain, row(subjects=["strip", "west", "east"]))
    width = Geod(ellps="WGS84").inv(117, 48, 117.1, 48)[2]
    assert found.value == pytest.approx(width, rel=3e-3)
    assert "82.9 km² (± 0.0 km²)" in found.result
    assert (found.low, found.high) == (found.value, found.value)


def test_a_strip_inherits_the_doubt_of_its_lines(plain: Atlas) -> None:
    lines = plain.lines.assign(accuracy_m=[0.0, 0.0, 300.0, 700.0])
    areas = plain.areas.assign(accuracy_m=[1000.0])
    atlas = Atlas(**{**plain.__dict__, "lines": lines, "areas": areas})
    found = METHODS["strip"](atlas, row(subjects=["strip", "west", "east"]))
    assert (found.low, found.high) == (found.value - 1000, found.value + 1000)
    # The edge is 37.2 km long, one kilometre to both sides of it is in doubt.
    assert "(± 37.1 km²)" in found.result


def test_a_line_that_runs_on_beyond_the_strip_does_not_widen_it(plain: Atlas) -> None:
    bent = shapely.LineString([(117.1, 48), (117.1, 48.1), (118, 48.5)])
    lines = plain.lines.assign(geometry=[*plain.lines.geometry[:3], bent])
    atlas = Atlas(**{**plain.__dict__, "lines": lines})
    subjects = ["strip", "west", "east"]
    far = METHODS["strip"](atlas, row(subjects=subjects)).value
    assert far == pytest.approx(METHODS["strip"](plain, row(subjects=subjects)).value, rel=0.1)


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
    test = row(subjects=["khasan-hill-taken"], expected="1938-07-30")
    assert METHODS["date"](plain, test).result.endswith("agrees")
    late = METHODS["date"](plain, row(subjects=["khasan-hill-taken"], expected="1938-07-20"))
    assert late.result.endswith("9 days later in this atlas")
    close = METHODS["date"](plain, row(subjects=["khasan-hill-taken"], expected="1938-08-01"))
    assert close.result.endswith(" 1 day earlier in this atlas")
    assert close.method.endswith("It is the date of the statement.")


def test_a_date_that_is_not_the_statements_says_what_it_is(plain: Atlas) -> None:
    cells = {
        "subjects": ["khasan-hill-taken"],
        "expected": "1938-07-20",
        "note": "Day of the note.",
    }
    assert METHODS["date"](plain, row(**cells)).method.endswith("this atlas. Day of the note.")


def test_a_number_is_held_against_the_claims(plain: Atlas) -> None:
    subjects = ["khasan-hill-taken", "killed", "ussr"]
    assert (
        "1 of 1 claims agree"
        in METHODS["claims"](plain, row(subjects=subjects, expected="6")).result
    )
    assert (
        "0 of 1 claims agree"
        in METHODS["claims"](plain, row(subjects=subjects, expected="99")).result
    )


def test_a_text_is_no_evidence_for_itself(plain: Atlas) -> None:
    atlas = Atlas(**{**plain.__dict__, "sources": plain.sources.assign(kind="under-test")})
    test = row(subjects=["khasan-hill-taken", "killed", "ussr"], expected="6")
    found = METHODS["claims"](atlas, test)
    assert found.value == 0
    assert "claimed: nothing; nothing to compare with" in found.result
    assert found.result.endswith("left out, being the text itself: 1")
    mixed = [["seed000", "book"] for _ in plain.claims["sources"]]
    atlas = Atlas(**{**plain.__dict__, "claims": plain.claims.assign(sources=mixed)})
    assert METHODS["claims"](atlas, test).value == 1


def test_a_figure_told_twice_is_counted_once(plain: Atlas) -> None:
    twice = pd.concat([plain.statistics, plain.statistics], ignore_index=True)
    atlas = Atlas(**{**plain.__dict__, "statistics": twice})
    test = row(subjects=["all-disputes"], expected="1930/1940")
    assert METHODS["counts"](atlas, test).result.count("152") == 1


def test_counts_stand_side_by_side(plain: Atlas) -> None:
    found = METHODS["counts"](plain, row(subjects=["all-disputes"], expected="1930/1940"))
    assert "recorded in this atlas 1930/1940: 1 (unlocated 1)" in found.result
    assert found.value == 1


@pytest.mark.parametrize(
    ("column", "value"), [("kind", "diplomacy"), ("kind", "other"), ("campaign", "khasan-1938")]
)
def test_talks_awards_and_campaigns_are_no_border_incidents(
    plain: Atlas, column: str, value: str
) -> None:
    atlas = Atlas(**{**plain.__dict__, "events": plain.events.assign(**{column: value})})
    found = METHODS["counts"](atlas, row(subjects=["all-disputes"], expected="1930/1940"))
    assert found.result.endswith("recorded in this atlas 1930/1940: 0")


def test_every_test_of_the_real_data_has_a_result(real: Atlas) -> None:
    found = measure_statements(real)
    assert [one.id for one in found] == list(real.statement_tests["id"])
    assert all(one.result and one.method for one in found)


def test_the_lake_is_seventy_nautical_miles_from_vladivostok_and_in_no_other_miles(
    real: Atlas,
) -> None:
    found = {one.id: one for one in measure_statements(real)}
    assert found["d02-t1"].result.endswith("70 fits only in nmi")
    assert "outside the range" in found["c25-t1"].result
    assert "within the range" in found["c25-t2"].result


def test_order_and_haste_are_told_in_days(real: Atlas) -> None:
    found = {one.id: one for one in measure_statements(real)}
    assert found["c09-t1"].value is not None and found["c09-t1"].value < 0
    assert found["c23-t1"].value == 60
    assert found["k06-t1"].result.endswith("36 days earlier in this atlas")
    assert found["k38-t1"].result.endswith("3 days later in this atlas")


def test_the_railway_is_far_from_outer_mongolia_where_its_towns_are(real: Atlas) -> None:
    found = {one.id: one for one in measure_statements(real)}
    assert found["c30-t1"].value == pytest.approx(180_000, abs=5_000)
    assert found["c30-t1"].low == pytest.approx(found["c30-t1"].value - 5_000)


def test_fronts_at_bezymyannaya_lie_within_their_doubt_of_the_hill(real: Atlas) -> None:
    hill = real.places.set_index("id").geometry["bezymyannaya"]
    lines = real.lines.set_index("id")
    for front in (
        "front-khasan-post-bezymyannaya",
        "front-khasan-soviet-return",
        "front-khasan-soviet-ne-slope",
        "front-khasan-japanese-bezymyannaya",
        "front-khasan-japanese-crest",
        "front-khasan-japanese-north",
    ):
        here, there = nearest_points(hill, lines.geometry[front])
        metres = Geod(ellps="WGS84").inv(here.x, here.y, there.x, there.y)[2]
        assert metres < lines["accuracy_m"][front], front


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
    found = {one.id: one for one in measure_statements(real)}
    assert found["k33-t1"].value == 0
    assert "nothing to compare with" in found["k41-t1"].result


def test_the_page_gets_words_and_lines(real: Atlas) -> None:
    records = make_measure_records(measure_statements(real))
    assert records["d02"]["tests"][0]["title"] == "Vladivostok to Lake Khasan"
    assert len(records["d02"]["drawing"][0]["points"]) == 2


def test_a_changed_position_changes_the_result(plain: Atlas) -> None:
    moved = plain.places.assign(geometry=[shapely.Point(117, 48), shapely.Point(117, 49)])
    atlas = Atlas(**{**plain.__dict__, "places": moved})
    near = METHODS["distance"](plain, row(subjects=["a", "b"])).value
    far = METHODS["distance"](atlas, row(subjects=["a", "b"])).value
    assert far > 50 * near
