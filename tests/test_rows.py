"""Rows and cells as the rules read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.check import rows
from geo.read.archive import Archive, read_archive


@pytest.fixture
def archive(folder: Path) -> Archive:
    found, problems = read_archive(folder)
    assert found is not None
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("cell", "items"),
    [("", []), (None, []), ("a", ["a"]), ("a;b", ["a", "b"]), ("a;;b", ["a", "", "b"]),
     (["a", 1], ["a"]), (3, [])],
)  # fmt: skip
def test_a_list_has_its_items(cell: object, items: list[str]) -> None:
    assert rows.split_list(cell) == items


def test_a_marked_cell_has_its_file_line_and_mark(archive: Archive) -> None:
    found = list(rows.marked_cells(archive, "references"))
    events = archive.tables["events"]
    own = [cell for cell in found if cell[0].endswith("events.csv") and cell[2] == "sources"]
    assert [line for _, line, *_ in own] == list(events["line"])
    assert [cell for *_, cell in own] == list(events["sources"])
    assert {str(mark) for *_, mark, _ in own} == {"['sources']"}
    assert any(file.endswith(".geojson") for file, *_ in found), "and those of features"


def test_a_table_that_is_not_there_has_no_rows(archive: Archive) -> None:
    assert list(rows.rows_of(archive, "nothing")) == []
    assert rows.ids_of(archive, "nothing") == set()
    assert not rows.is_complete(archive, "nothing")
    assert rows.is_complete(archive, "events")
    assert rows.is_complete(archive, "features")
