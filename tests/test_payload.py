"""What the page is told of the events, by value."""

from __future__ import annotations

import pytest

from geo.atlas.tables import Atlas
from geo.export.formats import Material
from geo.page.payload import make_codes, make_event_columns, make_named

# Days from 1970-01-01.
FEBRUARY_1936, NOTE, HILL = -12388, -11488, -11479


@pytest.fixture
def atlas(material: Material) -> Atlas:
    return material.atlas


def test_events_travel_as_columns_of_whole_numbers(atlas: Atlas) -> None:
    codes = make_codes(atlas.style)
    places = {place: i for i, place in enumerate(atlas.places["id"])}
    columns = make_event_columns(atlas, codes, places)
    assert columns["id"] == ["border-shots", "wider-note", "khasan-hill-taken"]
    assert columns["start"] == [FEBRUARY_1936, NOTE - FEBRUARY_1936, HILL - NOTE]
    assert columns["length"] == [28, 0, 2]
    assert columns["start_latest"] == [28, 0, 0]
    assert columns["end_earliest"] == [28, 0, 0]
    assert columns["date_prec"] == [4, 2, 1]
    assert columns["date_flags"] == [0, 1, 0]
    assert columns["clarity"] == [2, 1, 1]
    assert columns["confirmed"] == [0, 1, 1]
    assert columns["place"] == [-1, places["far-city"], places["hill"]]
    assert columns["losses"] == [-1, -1, 5]
    assert columns["losses_high"] == [-1, -1, 37]
    for name, list_name, expected in (
        ("kind", "kind", ["clash", "diplomacy", "battle"]),
        ("side", "side", ["japan", "ussr", "disputed"]),
        ("basis", "basis", ["claim-ussr", "research", "not-stated"]),
        ("campaign", "campaign", ["border-incidents", "wider-story", "khasan-1938"]),
        ("sector", "sector", ["unlocated", "rear", "khasan"]),
    ):
        assert [codes[list_name][i]["code"] for i in columns[name]] == expected


def test_units_and_persons_that_events_name_travel_with_their_names(atlas: Atlas) -> None:
    assert make_named(atlas) == {
        "who": [
            {
                "name": "Red Regiment",
                "names": [["Red Regiment", "en", ""], ["Красный полк", "ru", "ussr"]],
            },
            {"name": "A. Red", "names": [["A. Red", "en", ""], ["А. Красный", "ru", ""]]},
        ],
        "events": {"khasan-hill-taken": [0, 1]},
    }
