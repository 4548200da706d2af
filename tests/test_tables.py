"""Layers: places join, dates resolve, what is not stated stays not stated."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point

from geo.atlas.tables import (
    EVENT_COLUMNS,
    Atlas,
    cite_events,
    count_independent,
    find_box,
    find_credits,
    find_extent,
    find_grades,
    find_losses,
    make_atlas,
)
from geo.export.formats import Material
from geo.read.archive import read_archive
from geo.read.settings import read_settings

DATA = Path(__file__).resolve().parent.parent / "data"
SETTINGS = read_settings(json.loads((DATA / "datapackage.json").read_text("utf-8")))

Change = Callable[[str, str, str], None]


def make(folder: Path) -> Atlas:
    archive, problems = read_archive(folder)
    assert archive is not None
    assert problems == []
    return make_atlas(archive)


def test_events_stand_in_time_order_with_the_promised_columns(folder: Path) -> None:
    events = make(folder).events
    assert tuple(events.columns) == EVENT_COLUMNS
    assert list(events["id"]) == ["border-shots", "wider-note", "khasan-hill-taken"]
    assert events.crs == "EPSG:4326"


def test_an_event_has_the_days_of_its_date(folder: Path) -> None:
    days = make(folder).events.set_index("id")[
        ["start_date", "start_latest", "end_earliest", "end_date", "date_prec"]
    ]
    month = ["1936-02-01", "1936-02-29", "1936-02-01", "1936-02-29", 4]
    battle = ["1938-07-29", "1938-07-29", "1938-07-31", "1938-07-31", 1]
    assert list(days.loc["border-shots"]) == month
    assert list(days.loc["khasan-hill-taken"]) == battle
    assert days.loc["wider-note", "date_prec"] == 2


def test_an_event_has_the_position_and_the_doubt_of_its_place(folder: Path) -> None:
    battle = make(folder).events.set_index("id").loc["khasan-hill-taken"]
    assert battle.geometry == Point(130.5953, 42.4453)
    assert (battle.place_name, battle.where_prec, battle.uncertainty_m) == ("Hill", 2, 500)
    assert battle.status == "derived"


def test_an_event_without_a_place_is_kept_without_a_position(folder: Path) -> None:
    shots = make(folder).events.set_index("id")
    assert shots.geometry["border-shots"] is None
    assert shots["uncertainty_m"].isna()["border-shots"]
    assert shots.loc["border-shots", "place_name"] == ""
    assert shots.loc["border-shots", "status"] == ""


def test_an_event_at_a_place_that_is_not_located_has_its_name(folder: Path, change: Change) -> None:
    change("events.csv", "1936-02,,,not stated", "1936-02,,lost,not stated")
    shots = make(folder).events.set_index("id").loc["border-shots"]
    assert shots.place_name == "Lost"
    assert shots.geometry is None


def test_what_rests_on_no_kept_source_is_unconfirmed(folder: Path) -> None:
    confirmed = make(folder).events.set_index("id")["confirmed"]
    assert confirmed.to_dict() == {
        "border-shots": False,
        "wider-note": True,
        "khasan-hill-taken": True,
    }


def test_claims_are_counted_and_typed(folder: Path) -> None:
    atlas = make(folder)
    counts = atlas.events.set_index("id")["claim_count"].to_dict()
    assert counts == {"border-shots": 0, "wider-note": 0, "khasan-hill-taken": 2}
    assert list(atlas.claims["low"].isna()) == [False, True]
    assert atlas.claims["high"][0] == 37
    assert atlas.claims["sources"][0] == ["book"]


def test_areas_and_lines_part_and_keep_their_days(folder: Path) -> None:
    atlas = make(folder)
    assert list(atlas.areas["id"]) == ["strip"]
    assert list(atlas.lines["id"]) == ["river-line"]
    assert list(atlas.areas[["start_date", "end_date"]].loc[0]) == ["1939-05-11", "1939-09-16"]
    assert atlas.lines["start_date"][0] is None
    assert atlas.lines["end_date"][0] is None


def test_a_feature_with_a_date_in_edtf_has_its_days(folder: Path) -> None:
    path = folder / "geometry" / "lines.geojson"
    rows = path.read_text("utf-8").split("\n")
    rows[1] = rows[1].replace('"date_edtf": null', '"date_edtf": "1939-08"')
    path.write_text("\n".join(rows), "utf-8")
    lines = make(folder).lines
    assert (lines["start_date"][0], lines["end_date"][0]) == ("1939-08-01", "1939-08-31")


def test_places_without_a_position_are_kept(folder: Path) -> None:
    places = make(folder).places
    assert list(places["id"]) == ["far-city", "hill", "lost"]
    assert list(places.geometry.isna()) == [False, False, True]
    assert str(places["uncertainty_m"].dtype) == "Int64"


def test_a_table_that_is_not_listed_is_empty(folder: Path) -> None:
    path = folder / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["resources"] = [r for r in package["resources"] if r["name"] != "statistics"]
    path.write_text(json.dumps(package), "utf-8")
    (folder / "statistics.csv").unlink()
    assert make(folder).statistics.empty


def test_an_archive_without_geometry_has_no_areas_and_lines(folder: Path, change: Change) -> None:
    path = folder / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["resources"] = [r for r in package["resources"] if r["name"] != "lines"]
    path.write_text(json.dumps(package), "utf-8")
    (folder / "geometry" / "lines.geojson").unlink()
    change("statements.csv", ",strip,", ",,")
    atlas = make(folder)
    assert atlas.areas.empty
    assert atlas.lines.empty


@pytest.mark.slow
@pytest.mark.parametrize("name", ["events", "places", "names", "sources", "claims", "statements"])
def test_the_order_of_rows_in_a_file_changes_nothing(folder: Path, name: str) -> None:
    before = getattr(make(folder), name)
    path = folder / f"{name}.csv"
    head, *rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([head, *reversed(rows), ""]), "utf-8")
    assert getattr(make(folder), name).equals(before)


def losses(*rows: tuple[str, str, int, int, str]) -> tuple[float, float]:
    """Return lowest and highest losses of one event from (side, subject, low, high, source)."""
    names = ["of_side", "subject", "low", "high", "sources"]
    whole = {"event_id": "fight", "scope": "", "period": ""}
    claims = pd.DataFrame([(*row[:4], [row[4]]) for row in rows], columns=names)
    sources = pd.DataFrame({"id": ["book", "text"], "kind": ["book", "under-test"]})
    found = find_losses(claims.assign(**whole), sources, SETTINGS)
    return (found.loc["fight", "low"], found.loc["fight", "high"]) if len(found) else (0, 0)


def test_rival_figures_of_a_side_are_not_added_and_the_sides_are() -> None:
    rows = [("ussr", "killed", 5, 5, "book"), ("ussr", "killed", 8, 9, "book")]
    assert losses(*rows) == (5, 9)
    assert losses(*rows, ("japan", "killed", 100, 100, "book")) == (105, 109)


def test_a_figure_for_allies_together_is_not_added_to_their_own() -> None:
    parts = [("ussr", "killed", 30, 30, "book"), ("mongolia", "killed", 4, 4, "book")]
    assert losses(*parts) == (34, 34)
    assert losses(*parts, ("soviet-mongolian", "killed", 36, 36, "book")) == (36, 36)


def test_killed_are_not_set_against_all_losses() -> None:
    rows = [("japan", "killed", 10, 10, "book"), ("japan", "casualties", 90, 95, "book")]
    assert losses(*rows) == (90, 95)


def test_one_measure_serves_both_sides() -> None:
    rows = [("japan", "killed", 10, 10, "book"), ("ussr", "killed", 7, 7, "book")]
    assert losses(*rows, ("japan", "casualties", 90, 95, "book")) == (17, 17)


def test_a_text_under_test_is_no_evidence_of_losses() -> None:
    assert losses(("ussr", "killed", 5, 5, "book"), ("ussr", "killed", 4, 4, "text")) == (5, 5)
    assert losses(("ussr", "killed", 4, 4, "text")) == (0, 0)


def test_a_part_or_another_time_sizes_no_symbol() -> None:
    names = ["event_id", "of_side", "subject", "low", "high", "scope", "period", "sources"]
    rows = [
        ("fight", "ussr", "killed", 5, 5, "", "", ["book"]),
        ("fight", "japan", "killed", 90, 90, "one regiment", "", ["book"]),
        ("fight", "japan", "killed", 700, 700, "", "1938", ["book"]),
        ("fight", "japan", "killed", 800, None, "", "", ["book"]),
    ]
    sources = pd.DataFrame({"id": ["book"], "kind": ["book"]})
    found = find_losses(pd.DataFrame(rows, columns=names), sources, SETTINGS)
    assert found.loc["fight"].to_list() == [5, 5]


def test_works_that_rest_on_one_another_are_one_witness() -> None:
    sources = pd.DataFrame(
        {
            "id": ["one", "copy", "other", "map"],
            "family": ["report", "report", "", ""],
            "voice": ["soviet", "later-research", "japanese", ""],
        }
    )
    cited = [["one", "copy"], ["one", "copy", "other", "map"], ["map"], []]
    assert count_independent(cited, sources) == [1, 2, 0, 0]
    assert count_independent(cited, sources[["id"]]) == [2, 4, 1, 0]


def test_an_event_is_cited_with_its_date_its_id_and_the_version_of_the_data() -> None:
    events = pd.DataFrame(
        {"id": ["a-raid"], "title": ["A {date} raid"], "date_edtf": ["[1933-07-07,1933-07-08]"]}
    )
    told = "“A {date} raid” ([1933-07-07,1933-07-08]), event a-raid. In: Atlas, version 2."
    assert cite_events(events, {"citation": "Atlas, version 2."}) == [told]


def test_an_event_has_the_best_grade_among_its_sources() -> None:
    sources = pd.DataFrame(
        {"id": ["order", "history", "blog", "map"], "grade": ["a", "b", "d", ""]}
    )
    cited = [["blog", "history"], ["blog"], ["map"], [], ["map", "order", "blog"]]
    assert find_grades(cited, sources) == ["b", "d", "", "", "a"]
    assert find_grades(cited, sources[["id"]]) == [""] * 5


def points(*places: tuple[float, float]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=[Point(*place) for place in places], crs="EPSG:4326")


def test_a_box_has_a_margin_of_the_ground_it_holds(material: Material) -> None:
    (south, west), (north, east) = find_box(points((10, 20), (14, 22)), 0)
    # 15 % of the larger span, a third more to the sides, where the page is wider than high.
    assert (south, north) == pytest.approx((20 - 0.6, 22 + 0.6))
    assert (west, east) == pytest.approx((10 - 0.78, 14 + 0.78))
    (south, west), (north, east) = find_box(points((10, 20), (11, 24)), 0)
    assert (south, north) == pytest.approx((20 - 0.6, 24 + 0.6))
    (south, west), (north, east) = find_box(points((10, 20)), 0)
    assert (south, north) == pytest.approx((19.98, 20.02))
    (south, _), (north, _) = find_box(points((0, -84.99), (0, 84.99)), 0)
    assert (south, north) == (-85, 85)
    style = material.atlas.style
    empty = material.atlas.events[:0]
    assert find_extent(empty, material.atlas.areas[:0], style) == ((-60, -180), (80, 180))


def test_a_few_events_far_away_do_not_widen_the_view() -> None:
    near = [(10 + 0.01 * (n % 5), 20 + 0.01 * (n // 5)) for n in range(25)]
    (_, west), (_, east) = find_box(points(*near, (90, 20)), 0.05)
    assert 9 < west < 10 < east < 11


def test_an_origin_of_rows_is_credited_once() -> None:
    frame = pd.DataFrame({"attribution": ["B", "A", "B"], "licence": ["x", "y", "x"]})
    assert find_credits([frame, 7, pd.DataFrame({"licence": ["z"]})]) == ["A (y)", "B (x)"]


def test_a_unit_has_the_first_and_the_last_day_of_its_dates(folder: Path, change: Change) -> None:
    change("units.csv", "1938-07-29,1938-08-11", "1938-07,1938-08")
    units = make(folder).units.set_index("id")
    assert tuple(units.loc["red-regiment", ["start_date", "end_date"]]) == (
        "1938-07-01",
        "1938-08-31",
    )
    # What is not stated stays empty.
    assert not any(units.loc["red-division", ["start_date", "end_date"]])


def test_a_position_stands_at_the_point_of_its_place(folder: Path) -> None:
    positions = make(folder).positions.set_index("id")
    found = positions.loc["red-regiment-d01"]
    assert (found.geometry.x, found.geometry.y) == (130.5953, 42.4453)
    assert tuple(found[["unit_name", "side", "place_name", "status"]]) == (
        "Red Regiment",
        "ussr",
        "Hill",
        "derived",
    )
    # Words that name no place give no point.
    assert positions.loc["red-regiment-d02"].geometry is None
