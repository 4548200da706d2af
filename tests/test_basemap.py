"""The base map is held to its own rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.check.basemap import check_base_map, check_relief
from geo.read.archive import Archive, read_archive


def read(folder: Path) -> Archive:
    archive, problems = read_archive(folder)
    assert archive is not None
    assert problems == []
    return archive


def test_a_whole_base_map_has_no_problem(grounded: Path) -> None:
    archive = read(grounded)
    assert list(check_base_map(archive)) == []
    assert list(check_relief(archive)) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"name_en": "Town"', '"name_en": null', "name_en is empty"),
        ('"min_zoom": 0', '"min_zoom": 100', "min_zoom"),
    ],
)
def test_lettering_without_a_name_or_with_zooms_reversed_is_named(
    grounded: Path, old: str, new: str, words: str
) -> None:
    path = next(p for p in sorted((grounded / "basemap").glob("*.geojson")) if old in p.read_text())
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    archive, problems = read_archive(grounded)
    messages = [p.message for p in problems]
    if archive is not None:
        messages += [p.message for p in check_base_map(archive)]
    assert any(words in message for message in messages)
