"""What the page is told, by value: days, doubt, names, presets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from geo.atlas.tables import Layers
from geo.export.bundle import Material
from geo.page.packing import day_number
from geo.page.payload import (
    LONG_EVENT,
    add_lettering,
    find_busiest_day,
    find_meta,
    find_names,
    is_doubted,
    make_codes,
    make_event_columns,
    make_labels,
    make_lettering,
    split_name,
)

# Days from 1970-01-01.
FEBRUARY_1936, NOTE, HILL = -12388, -11488, -11479


@pytest.fixture
def layers(material: Material) -> Layers:
    return material.layers


def events_of(*dates: tuple[str, str, str]) -> gpd.GeoDataFrame:
    """Return events of (date, latest first day, earliest last day), dated by nothing else."""
    frame = pd.DataFrame(dates, columns=["date_edtf", "start_latest", "end_earliest"])
    frame = frame.assign(start_date=frame["start_latest"], end_date=frame["end_earliest"])
    return gpd.GeoDataFrame(frame, geometry=[None] * len(frame), crs="EPSG:4326")


def label(place: str, name: str, lon: float, lat: float, **more: object) -> dict[str, object]:
    names = {"en": name, **{k: v for k, v in more.items() if k in ("ru", "ja", "zh", "modern")}}
    own = {"place": place} if place else {}
    ranks = {"rank": more.get("rank", 500), "min_zoom": more.get("min_zoom", 7), "max_zoom": 99}
    return {**own, "names": names, "kind": "town", "lon": lon, "lat": lat, **ranks}


def test_events_travel_as_columns_of_whole_numbers(layers: Layers) -> None:
    codes = make_codes(layers)
    places = {place: i for i, place in enumerate(layers.places["id"])}
    columns = make_event_columns(layers, codes, places)
    assert columns["id"] == ["border-shots", "wider-note", "khasan-hill-taken"]
    assert columns["start"] == [FEBRUARY_1936, NOTE - FEBRUARY_1936, HILL - NOTE]
    assert columns["length"] == [28, 0, 2]
    assert columns["start_latest"] == [28, 0, 0]
    assert columns["end_earliest"] == [28, 0, 0]
    assert columns["date_prec"] == [4, 2, 1]
    assert columns["doubt"] == [0, 1, 0]
    assert columns["clarity"] == [2, 1, 1]
    assert columns["confirmed"] == [0, 1, 1]
    assert columns["place"] == [-1, places["far-city"], places["hill"]]
    assert columns["losses"] == [-1, -1, 5]
    assert columns["losses_high"] == [-1, -1, 37]
    for name, list_name, expected in (
        ("kind", "kind", ["clash", "diplomacy", "battle"]),
        ("side", "side", ["japan", "ussr", "disputed"]),
        ("basis", "basis", ["claim-ussr", "agreed", "not-stated"]),
        ("campaign", "campaign", ["border-incidents", "wider-story", "khasan-1938"]),
        ("sector", "sector", ["unlocated", "rear", "khasan"]),
    ):
        assert [codes[list_name][i]["code"] for i in columns[name]] == expected


@pytest.mark.parametrize(
    ("text", "doubted"),
    [("1938-07-29", False), ("1938-07", False), ("1938~", True), ("1938-07-29?/1938-07-31", True),
     ("[1938-07-29,1938-07-31%]", True)],
)  # fmt: skip
def test_a_date_its_source_doubts_is_certain_on_no_day(text: str, doubted: bool) -> None:
    assert is_doubted(text) is doubted


def test_the_busiest_day_is_the_first_of_the_days_with_most_events(layers: Layers) -> None:
    layers = replace(
        layers,
        events=events_of(
            ("1938-07-29/1938-08-02", "1938-07-29", "1938-08-02"),
            ("1938-07-31/1938-08-11", "1938-07-31", "1938-08-11"),
            ("1939-05-11", "1939-05-11", "1939-05-11"),
        ),
    )
    assert find_busiest_day(layers) == day_number("1938-07-31")


def test_a_doubted_date_makes_no_day_busy(layers: Layers) -> None:
    layers = replace(
        layers,
        events=events_of(
            ("1938-07-20?", "1938-07-20", "1938-07-20"),
            ("1938-07-20~", "1938-07-20", "1938-07-20"),
            ("1939-05-11", "1939-05-11", "1939-05-11"),
        ),
    )
    assert find_busiest_day(layers) == day_number("1939-05-11")


@pytest.mark.parametrize(("days", "counts"), [(LONG_EVENT - 1, True), (LONG_EVENT, False)])
def test_of_a_long_event_only_its_first_days_count(layers: Layers, days: int, counts: bool) -> None:
    first = pd.Timestamp("1938-01-01")
    later = (first + pd.Timedelta(days=days)).date().isoformat()
    layers = replace(
        layers,
        events=events_of(
            ("1938-01-01/1938-12-31", "1938-01-01", "1938-12-31"),
            (later, later, later),
        ),
    )
    # Where both count on one day it is the busiest; where they do not, the earliest of all is.
    expected = later if counts else "1938-01-01"
    assert find_busiest_day(layers) == day_number(expected)


def test_without_a_certain_day_the_period_begins(layers: Layers) -> None:
    layers = replace(layers, events=events_of(("1938-07-20?", "1938-07-20", "1938-07-20")))
    assert find_busiest_day(layers) == day_number("1931-09-01")
    layers.about["period"] = ""
    assert find_busiest_day(layers) == NOTE


def test_an_archive_without_events_has_days_all_the_same(layers: Layers) -> None:
    layers = replace(layers, events=layers.events.iloc[:0])
    meta = find_meta(layers)
    assert (meta["first_day"], meta["last_day"]) == (0, 0)
    assert meta["busiest_day"] == day_number("1931-09-01")


def test_what_follows_from_the_data(layers: Layers) -> None:
    meta = find_meta(layers)
    assert (meta["first_day"], meta["last_day"]) == (FEBRUARY_1936, HILL + 2)
    assert meta["busiest_day"] == HILL
    assert meta["period"] == [day_number("1931-09-01"), day_number("1945-09-30")]
    [whole] = meta["presets"]
    assert whole == {
        "id": "all", "window": None, "from": meta["period"][0], "to": meta["period"][1],
        "bounds": meta["bounds"],
    }  # fmt: skip


def test_a_short_campaign_in_one_place_has_a_start_button(layers: Layers) -> None:
    hill = layers.events[layers.events["id"] == "khasan-hill-taken"]
    many = gpd.GeoDataFrame(pd.concat([hill] * 10, ignore_index=True), crs=hill.crs)
    layers = replace(layers, events=many)
    khasan, _ = find_meta(layers)["presets"]
    assert (khasan["id"], khasan["from"], khasan["to"]) == ("khasan-1938", HILL, HILL)
    assert khasan["window"] == [HILL - 10, HILL + 10]
    (south, west), (north, east) = khasan["bounds"]
    assert south < 42.4453 < north
    assert west < 130.5953 < east
    layers = replace(layers, events=many.iloc[:9])
    assert [preset["id"] for preset in find_meta(layers)["presets"]] == ["all"]


def test_a_name_with_a_gloss_is_both_names() -> None:
    assert split_name("Yuki (Unggi)") == {"yuki (unggi)", "yuki", "unggi"}
    assert split_name("Heihe / Sakhalian") == {"heihe / sakhalian", "heihe", "sakhalian"}
    assert split_name("Otpor") == {"otpor"}


def test_two_rival_towns_five_kilometres_apart_both_stay() -> None:
    own = [label("blagoveshchensk", "Blagoveshchensk", 127.53, 50.28, ru="Благовещенск")]
    town = label("", "Heihe", 127.49, 50.25, ru="Хэйхэ", zh="黑河", rank=100)
    found = add_lettering(own, [town], {"blagoveshchensk": {"blagoveshchensk", "благовещенск"}})
    assert [one["names"]["en"] for one in found] == ["Blagoveshchensk", "Heihe"]
    assert "zh" not in found[0]["names"]
    assert found[0]["rank"] == 500
    assert all("place" not in one for one in found)


def test_a_town_of_the_base_map_gives_way_to_its_place_of_the_atlas() -> None:
    own = [label("yuki", "Yuki", 130.40, 42.33, rank=800, min_zoom=9)]
    town = label("", "Unggi", 130.43, 42.34, ja="雄基", rank=300, min_zoom=5)
    [found] = add_lettering(own, [town], {"yuki": {"yuki", "unggi"}})
    assert found["names"] == {"en": "Yuki", "ja": "雄基"}
    assert (found["rank"], found["min_zoom"], found["lon"]) == (300, 5, 130.40)
    assert own[0]["rank"] == 800


def test_a_town_of_the_same_name_far_away_is_another_town() -> None:
    own = [label("a", "Novoselki", 130.0, 42.0)]
    town = label("", "Novoselki", 130.2, 42.0)
    assert len(add_lettering(own, [town], {"a": {"novoselki"}})) == 2


def test_two_towns_of_the_base_map_never_become_one() -> None:
    towns = [label("", "Iman", 133.7, 45.9), label("", "Iman", 133.7, 45.9)]
    assert len(add_lettering([], towns, {})) == 2


def test_of_several_places_the_one_with_most_names_in_common_is_the_town() -> None:
    own = [label("khasan", "Khasan", 130.64, 42.43), label("post", "Post", 130.65, 42.43)]
    town = label("", "Post", 130.64, 42.43, ru="Пост", modern="Khasan", rank=200)
    names = {"khasan": {"khasan"}, "post": {"post", "пост"}}
    khasan, post = add_lettering(own, [town], names)
    assert (khasan["rank"], post["rank"]) == (500, 200)


def test_the_rival_towns_of_the_border_keep_their_own_names(real: Material) -> None:
    layers, base = real.layers, real.archive.base
    found = add_lettering(make_labels(layers), make_lettering(base), find_names(layers))
    by_name = {str(one["names"]["en"]): one["names"] for one in found}
    for name in ("Heiho", "Blagoveshchensk", "Iman", "Hutow", "Seishin (Chongjin)", "Nanam"):
        assert name in by_name
    assert by_name["Blagoveshchensk"]["modern"] == "Blagoveshchensk"
    assert "Solovyovsk" not in by_name["Ereentsav"].values()
    assert "Yuki (Unggi)" not in by_name
    assert "Yuki" in by_name


def test_a_base_map_names_what_it_can(grounded: Path) -> None:
    from geo.read.archive import read_archive

    archive, _ = read_archive(grounded)
    assert archive is not None
    town, sea = make_lettering(archive.base)
    assert town == {
        "names": {"en": "Town", "ru": "Город"}, "kind": "town", "rank": 300,
        "lon": 130.0, "lat": 43.0, "min_zoom": 0, "max_zoom": 99, "from": None, "to": None,
    }  # fmt: skip
    assert sea["names"] == {"en": "Sea"}
