"""The whole as search engines read it (schema.org, JSON-LD), and that the page carries it."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from geo.export.formats import Material
from geo.export.record import find_keywords, make_record
from geo.page.page import draw_page


def test_the_record_says_what_the_package_says(material: Material) -> None:
    about = material.atlas.about
    record = make_record(material.tables, material.atlas, {"a.csv": "text/csv"})
    assert (record["@context"], record["@type"]) == ("https://schema.org/", "Dataset")
    assert record["name"] == about["title"]
    assert record["temporalCoverage"] == about["period"]
    assert record["license"][0] == about["licence_url"]
    assert record["distribution"] == [
        {"@type": "DataDownload", "contentUrl": "a.csv", "encodingFormat": "text/csv"}
    ]
    (south, west), (north, east) = material.atlas.extent
    box = record["spatialCoverage"]["geo"]["box"]  # type: ignore[index]
    assert [float(number) for number in box.split()] == [
        round(value, 2) for value in (south, west, north, east)
    ]


def test_what_is_empty_is_left_out(material: Material) -> None:
    about = {**material.atlas.about, "created": "", "keywords": ""}
    record = make_record(material.tables, replace(material.atlas, about=about))
    assert {"datePublished", "keywords", "distribution"}.isdisjoint(record)
    assert find_keywords({"keywords": "a;b;"}) == ["a", "b"]


def test_the_page_carries_the_record_where_there_is_one(material: Material) -> None:
    found = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
    record = make_record(material.tables, material.atlas)
    [text] = found.findall(draw_page(material.atlas, {}, [], record))
    assert json.loads(text) == record
    assert found.findall(draw_page(material.atlas, {}, [])) == []
