"""Linked Places: what the format requires of every place, and what the atlas knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.export.formats import Material
from geo.export.linked_places import make_linked_places, make_links

# Required by version 1.3 (24 June 2024); the class letters are those of GeoNames.
CLASSES = set("AHLPRST")


@pytest.fixture
def places(bundle: Path) -> list[dict]:
    collection = json.loads((bundle / "places.lpf.json").read_text("utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert collection["@context"].startswith("https://")
    return collection["features"]


def test_every_place_is_there_once(places: list[dict], real: Material) -> None:
    ids = [place["@id"].rsplit(":", 1)[1] for place in places]
    assert ids == list(real.atlas.places["id"])


def test_every_place_has_what_the_format_requires(places: list[dict]) -> None:
    for place in places:
        assert place["type"] == "Feature"
        assert place["properties"]["title"]
        assert place["properties"]["fclasses"]
        assert set(place["properties"]["fclasses"]) <= CLASSES
        assert place["names"]
        assert place["when"]["timespans"][0]["start"]["in"] == "1931-09-01"
        for name in place["names"]:
            assert name["toponym"]
            assert len(name["lang"]) == 2
            assert name["tag"].startswith(name["lang"])
            assert name["citations"]
            assert all(citation["label"] for citation in name["citations"])


def test_a_place_keeps_all_its_names(places: list[dict], real: Material) -> None:
    count = sum(len(place["names"]) for place in places)
    nameless = set(real.atlas.places["id"]) - set(real.atlas.names["place_id"])
    assert count == len(real.atlas.names) + len(nameless)


def test_a_place_that_is_not_located_has_an_empty_geometry(
    places: list[dict], real: Material
) -> None:
    located = dict(zip(real.atlas.places["id"], real.atlas.places.geometry.notna(), strict=True))
    for place in places:
        empty = place["geometry"] == {"type": "GeometryCollection", "geometries": []}
        assert empty != located[place["@id"].rsplit(":", 1)[1]]


def test_how_sure_a_place_is_follows_from_its_precision(material: Material) -> None:
    table = next(table for table in material.tables if table.name == "places")
    expected = {1: "certain", 2: "certain", 3: "less-certain", 4: "less-certain",
                5: "uncertain", 6: "uncertain", 7: "uncertain"}  # fmt: skip
    for precision, words in expected.items():
        table.frame["where_prec"] = table.frame["where_prec"].where(
            table.frame["id"] != "hill", precision
        )
        data = make_linked_places(material.tables, material.atlas.style, material.atlas.about)
        [hill] = [p for p in json.loads(data)["features"] if p["@id"].endswith(":hill")]
        assert hill["geometry"]["certainty"] == words
        assert hill["properties"]["where_prec"] == precision


def test_no_place_claims_a_country_that_nobody_looked_up(bundle: Path) -> None:
    # An empty list of countries is refused by the schema that gazetteers use.
    places = json.loads((bundle / "places.lpf.json").read_text("utf-8"))["features"]
    assert not any("ccodes" in place["properties"] for place in places)


def test_a_place_leads_to_its_entries_in_gazetteers(places: list[dict], real: Material) -> None:
    known = {row["@id"].rsplit(":", 1)[1]: row.get("links", []) for row in places}
    assert known["vladivostok"] == [{"type": "closeMatch", "identifier": "gn:2013348"}]
    assert known["zaozernaya"] == []
    assert sum(map(len, known.values())) == sum(map(len, real.atlas.places["gazetteer_ids"]))


def test_an_entry_of_each_gazetteer_is_written_with_its_prefix() -> None:
    links = make_links(["geonames:1", "wikidata:Q2"])["links"]
    assert [link["identifier"] for link in links] == ["gn:1", "wd:Q2"]
    assert make_links([]) == make_links(None) == {}
