"""What the page opens with: busiest day, period, start buttons, bounds."""

from __future__ import annotations

import math
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest

from geo.atlas.tables import Atlas
from geo.export.formats import Material
from geo.page.opening_views import (
    LONG_EVENT,
    find_busiest_day,
    find_deepest_zoom,
    find_meta,
    is_uncertain,
)
from geo.page.packing import day_number

# Days from 1970-01-01.
FEBRUARY_1936, NOTE, HILL = -12388, -11488, -11479


@pytest.fixture
def atlas(material: Material) -> Atlas:
    return material.atlas


def events_of(*dates: tuple[str, str, str]) -> gpd.GeoDataFrame:
    """Return events of (date, latest first day, earliest last day), dated by nothing else."""
    frame = pd.DataFrame(dates, columns=["date_edtf", "start_latest", "end_earliest"])
    frame = frame.assign(start_date=frame["start_latest"], end_date=frame["end_earliest"])
    return gpd.GeoDataFrame(frame, geometry=[None] * len(frame), crs="EPSG:4326")


@pytest.mark.parametrize(
    ("text", "doubted"),
    [("1938-07-29", False), ("1938-07", False), ("1938~", True), ("1938-07-29?/1938-07-31", True),
     ("[1938-07-29,1938-07-31%]", True)],
)  # fmt: skip
def test_a_date_its_source_doubts_is_certain_on_no_day(text: str, doubted: bool) -> None:
    assert is_uncertain(text) is doubted


def test_the_busiest_day_is_the_first_of_the_days_with_most_events(atlas: Atlas) -> None:
    atlas = replace(
        atlas,
        events=events_of(
            ("1938-07-29/1938-08-02", "1938-07-29", "1938-08-02"),
            ("1938-07-31/1938-08-11", "1938-07-31", "1938-08-11"),
            ("1939-05-11", "1939-05-11", "1939-05-11"),
        ),
    )
    assert find_busiest_day(atlas) == day_number("1938-07-31")


def test_a_doubted_date_makes_no_day_busy(atlas: Atlas) -> None:
    atlas = replace(
        atlas,
        events=events_of(
            ("1938-07-20?", "1938-07-20", "1938-07-20"),
            ("1938-07-20~", "1938-07-20", "1938-07-20"),
            ("1939-05-11", "1939-05-11", "1939-05-11"),
        ),
    )
    assert find_busiest_day(atlas) == day_number("1939-05-11")


@pytest.mark.parametrize(("days", "counts"), [(LONG_EVENT - 1, True), (LONG_EVENT, False)])
def test_of_a_long_event_only_its_first_days_count(atlas: Atlas, days: int, counts: bool) -> None:
    first = pd.Timestamp("1938-01-01")
    later = (first + pd.Timedelta(days=days)).date().isoformat()
    atlas = replace(
        atlas,
        events=events_of(
            ("1938-01-01/1938-12-31", "1938-01-01", "1938-12-31"),
            (later, later, later),
        ),
    )
    # Where both count on one day it is the busiest; where they do not, the earliest of all is.
    expected = later if counts else "1938-01-01"
    assert find_busiest_day(atlas) == day_number(expected)


def test_without_a_certain_day_the_period_begins(atlas: Atlas) -> None:
    atlas = replace(atlas, events=events_of(("1938-07-20?", "1938-07-20", "1938-07-20")))
    assert find_busiest_day(atlas) == day_number("1931-09-01")
    atlas.about["period"] = ""
    assert find_busiest_day(atlas) == NOTE


def test_an_archive_without_events_has_days_all_the_same(atlas: Atlas) -> None:
    atlas = replace(atlas, events=atlas.events.iloc[:0])
    meta = find_meta(atlas)
    assert (meta["first_day"], meta["last_day"]) == (0, 0)
    assert meta["busiest_day"] == day_number("1931-09-01")


def test_what_follows_from_the_data(atlas: Atlas) -> None:
    meta = find_meta(atlas)
    assert (meta["first_day"], meta["last_day"]) == (FEBRUARY_1936, HILL + 2)
    assert meta["busiest_day"] == HILL
    assert meta["period"] == [day_number("1931-09-01"), day_number("1945-09-30")]
    [whole] = meta["presets"]
    assert whole == {
        "id": "all", "window": None, "from": meta["period"][0], "to": meta["period"][1],
        "bounds": meta["bounds"],
    }  # fmt: skip


def test_a_short_campaign_in_one_place_has_a_start_button(atlas: Atlas) -> None:
    hill = atlas.events[atlas.events["id"] == "khasan-hill-taken"]
    many = gpd.GeoDataFrame(pd.concat([hill] * 10, ignore_index=True), crs=hill.crs)
    atlas = replace(atlas, events=many)
    khasan, _ = find_meta(atlas)["presets"]
    assert (khasan["id"], khasan["from"], khasan["to"]) == ("khasan-1938", HILL, HILL)
    assert khasan["window"] == [HILL - 10, HILL + 10]
    (south, west), (north, east) = khasan["bounds"]
    assert south < 42.4453 < north
    assert west < 130.5953 < east
    atlas = replace(atlas, events=many.iloc[:9])
    assert [preset["id"] for preset in find_meta(atlas)["presets"]] == ["all"]


@pytest.mark.parametrize(
    ("metres", "zoom"), [(30, 15), (500, 11), (501, 11), (5000, 8), (10**6, 8), (1, 18)]
)
def test_no_pixel_is_finer_than_a_tenth_of_the_smallest_uncertainty(
    atlas: Atlas, metres: int, zoom: int
) -> None:
    for name in ("places", "lines", "areas"):
        frame = getattr(atlas, name)
        object.__setattr__(atlas, name, frame.assign(uncertainty_m=10**7))
    places = atlas.places.copy()
    places.loc[places["id"] == "hill", "uncertainty_m"] = metres
    object.__setattr__(atlas, "places", places)
    found = find_deepest_zoom(atlas)
    assert found == zoom
    # Metres in a pixel at that zoom, at the latitude of the hill.
    pixel = 156_543.034 * math.cos(math.radians(42.4453)) / 2**found
    assert pixel >= metres / 10 or found == 8
    assert pixel / 2 < metres / 10 or found in (8, 18)
