"""The page as text: complete, silent, always the same, and closed to what data might smuggle."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from geo.checks import find_problems
from geo.layers import Layers, make_layers
from geo.page import SCRIPTS, draw_page, read_leaflet, renumber, with_policy
from geo.tables import read_archive

ASSETS = Path(__file__).resolve().parent.parent / "geo" / "assets"


@pytest.fixture
def layers(folder: Path) -> Layers:
    archive, problems = read_archive(folder)
    assert archive is not None
    assert problems == find_problems(archive) == []
    return make_layers(archive)


def test_the_same_data_give_the_same_page(layers: Layers) -> None:
    assert draw_page(layers, {}, []) == draw_page(layers, {}, [])


def test_no_address_of_another_host_is_loaded(layers: Layers) -> None:
    page = draw_page(layers, {}, [])
    assert (
        re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?!data:)[^\"]*\"", page) == []
    )
    assert re.findall(r"url\((?!data:|[\"']?#)", page) == []
    assert "sourceMappingURL" not in page


def test_the_policy_names_every_script_and_style_and_nothing_loose(layers: Layers) -> None:
    page = draw_page(layers, {}, [])
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]
    texts = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)
    assert len(texts) == len(SCRIPTS) + 1 + 2 + len(re.findall(r"<style>", page))
    for text in texts:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy[1]


def test_a_changed_script_is_no_longer_allowed() -> None:
    page = '<meta content="POLICY"><script>good()</script>'
    evil = base64.b64encode(hashlib.sha256(b"evil()").digest()).decode()
    assert evil not in with_policy(page)


def test_folium_ids_are_numbered_in_order_of_appearance() -> None:
    first, second = "0" * 32, "a" * 32
    text = f"map_{first} tile_{second} map_{first}_layers"
    assert renumber(text) == "map_1 tile_2 map_1_layers"


def test_leaflet_brings_its_licence_along(layers: Layers) -> None:
    assert "Redistribution and use in source and binary forms" in draw_page(layers, {}, [])


def test_readers_may_enlarge_the_page(layers: Layers) -> None:
    assert "user-scalable=no" not in draw_page(layers, {}, [])


def test_every_script_is_on_the_page_and_every_file_is_listed() -> None:
    assert sorted(path.stem for path in (ASSETS / "js").glob("*.js")) == sorted(SCRIPTS)


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_asks_the_machine_for_a_date_or_writes_html(name: str) -> None:
    text = (ASSETS / "js" / f"{name}.js").read_text("utf-8")
    for word in ("new Date", "Date.", "Intl.", "innerHTML", "outerHTML", "insertAdjacentHTML",
                 "document.write", "eval(", "fetch(", "XMLHttpRequest"):  # fmt: skip
        assert word not in text, word


def test_leaflet_comes_without_its_pictures() -> None:
    assert "images/" not in read_leaflet("leaflet.css")
    assert read_leaflet("leaflet.js").lstrip().startswith("/*")
