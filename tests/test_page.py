"""The page as text: complete, silent, always the same, and closed to what data might smuggle."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from geo.atlas.tables import Atlas
from geo.export.formats import Material
from geo.page.page import (
    SHEETS,
    draw_page,
    fill,
    name_browsers,
    read_leaflet,
    read_scripts,
    renumber,
    with_policy,
)

ASSETS = Path(__file__).resolve().parent.parent / "geo" / "page"


@pytest.fixture
def atlas(material: Material) -> Atlas:
    return material.atlas


@pytest.mark.slow
def test_the_same_data_give_the_same_page(atlas: Atlas) -> None:
    assert draw_page(atlas, {}, []) == draw_page(atlas, {}, [])


@pytest.mark.slow
def test_no_address_of_another_host_is_loaded(atlas: Atlas) -> None:
    page = draw_page(atlas, {}, [])
    assert (
        re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?!data:)[^\"]*\"", page) == []
    )
    assert re.findall(r"url\((?!data:|[\"']?#)", page) == []
    assert "sourceMappingURL" not in page


def test_the_policy_names_every_script_and_style_and_nothing_loose(atlas: Atlas) -> None:
    page = draw_page(atlas, {}, [])
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]
    texts = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)
    assert len(texts) == 4 + len(re.findall(r"<style>", page))
    for text in texts:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy[1]


def test_a_changed_script_is_no_longer_allowed() -> None:
    page = '<meta content="POLICY"><script>good()</script>'
    evil = base64.b64encode(hashlib.sha256(b"evil()").digest()).decode()
    assert evil not in with_policy(page)


EVIL = "</title></script><script>evil()</script><script>"


def test_a_hostile_word_of_the_data_neither_runs_nor_is_allowed(atlas: Atlas) -> None:
    plain = draw_page(atlas, {}, [], {"description": "d"})
    atlas.about["title"] = atlas.about["citation"] = EVIL
    atlas.events["title"] = atlas.events["summary"] = EVIL
    page = draw_page(atlas, {}, [], {"name": EVIL, "description": EVIL})
    assert "<script>evil" not in page
    assert page.count("<script>") == plain.count("<script>") == 4
    assert page.count("</script>") == plain.count("</script>")
    assert policy_of(page) == policy_of(plain)
    digest = base64.b64encode(hashlib.sha256(b"evil()").digest()).decode()
    assert digest not in page


@pytest.mark.slow
def test_data_that_look_like_a_slot_or_a_folium_id_stay_data(atlas: Atlas) -> None:
    plain = draw_page(atlas, {}, [], {"description": "d"})
    atlas.about["title"] = title = f"SLOT-core-SLOT _{'0' * 32}"
    page = draw_page(atlas, {}, [], {"description": "d"})
    assert page.count(f">{title}<") == plain.count(">The Border of Manchukuo<") == 2
    assert policy_of(page) == policy_of(plain)


def test_a_frame_is_not_filled_with_a_script() -> None:
    with pytest.raises(ValueError, match="bring a script"):
        fill("<p>SLOT-title-SLOT</p>", {"title": "<SCRIPT >evil()</script>"})


@pytest.mark.slow
def test_pictures_come_from_two_hosts_and_nothing_else_is_asked(atlas: Atlas) -> None:
    rules = dict(rule.split(" ", 1) for rule in policy_of(draw_page(atlas, {}, [])).split("; "))
    assert rules["img-src"] == (
        "data: blob: https://gibs.earthdata.nasa.gov https://tile.opentopomap.org"
    )
    assert set(rules) == {
        *("default-src", "script-src", "style-src", "img-src", "base-uri", "form-action")
    }
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for name in ("script-src", "style-src"):
        assert all(re.fullmatch(r"'sha256-[\w+/=]+'", one) for one in rules[name].split())


def policy_of(page: str) -> str:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    return policy[1]


def test_folium_ids_are_numbered_in_order_of_appearance() -> None:
    first, second = "0" * 32, "a" * 32
    text = f"map_{first} tile_{second} map_{first}_layers"
    assert renumber(text) == "map_1 tile_2 map_1_layers"


@pytest.mark.slow
def test_leaflet_brings_its_licence_along(atlas: Atlas) -> None:
    assert "Redistribution and use in source and binary forms" in draw_page(atlas, {}, [])


@pytest.mark.slow
def test_readers_may_enlarge_the_page(atlas: Atlas) -> None:
    assert "user-scalable=no" not in draw_page(atlas, {}, [])


@pytest.mark.slow
@pytest.mark.parametrize("name", read_scripts())
def test_no_script_asks_the_machine_for_a_date_or_writes_html(name: str) -> None:
    for word in ("new Date()", "Date.now", "DateTimeFormat", "innerHTML", "outerHTML",
                 "insertAdjacentHTML", "document.write", "eval(", "fetch(", "XMLHttp"):  # fmt: skip
        assert word not in read_scripts()[name], word


def test_leaflet_comes_without_its_pictures() -> None:
    assert "images/" not in read_leaflet("leaflet.css")
    assert read_leaflet("leaflet.js").lstrip().startswith("/*")


def test_the_page_names_the_browsers_it_needs() -> None:
    assert name_browsers("chrome >= 111\nios_saf >= 16.4\n") == "Chrome 111, Safari on iOS 16.4"
    with pytest.raises(ValueError, match="`opera 9`; expected a browser"):
        name_browsers("opera 9\n")
    with pytest.raises(ValueError, match="expected a browser"):
        name_browsers("chrome\n")


def test_every_style_sheet_is_in_the_page() -> None:
    assert sorted(SHEETS) == sorted(path.stem for path in (ASSETS / "css").iterdir())
