"""Rows and cells of an archive, as the rules read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias, cast

import pandas as pd
import shapely

from geo.read.archive import Archive
from geo.read.edtf import Span, parse_when
from geo.read.files import Object
from geo.read.schema import NUMBER, field_list

# A row as a plain mapping: a Series for each would take most of the time of all rules.
Row: TypeAlias = dict[str, Any]
# Things on the map share one space of ids, because a link or a card names them by id alone.
MAP_TABLES = ("events", "places", "campaigns")


def split_list(cell: object) -> list[str]:
    """Return the items of a `;` list, or of a list in a feature; an empty cell has none."""
    if isinstance(cell, list):
        return [item for item in cell if isinstance(item, str)]
    return cell.split(";") if isinstance(cell, str) and cell else []


def file_of(archive: Archive, table: str) -> str:
    """Return the path of the file of a table."""
    return str(archive.resources[table].path)


def rows_of(archive: Archive, table: str) -> Iterator[Row]:
    """Yield the rows of a table, none if this archive has no such table."""
    if table in archive.tables:
        yield from records_of(archive.tables[table])


def records_of(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame as plain mappings by column name."""
    return cast("list[Row]", frame.to_dict("records"))


def frames_with_schema(archive: Archive) -> Iterator[tuple[str, list[Object], pd.DataFrame]]:
    """Yield (file, fields, rows) for every table and every file of features."""
    for name, resource in archive.resources.items():
        if resource.schema is None:
            continue
        frame: object = archive.tables.get(name)
        if frame is None:
            frame = archive.base.get(name)
        if not isinstance(frame, pd.DataFrame):
            frame = archive.features[archive.features["file"] == str(resource.path)]
        assert isinstance(frame, pd.DataFrame)
        yield str(resource.path), field_list(resource.schema), frame


def marked_cells(archive: Archive, mark: str) -> Iterator[tuple[str, int, str, object, object]]:
    """Yield (file, line, field name, value of the mark, cell) where the schema marks a field."""
    for file, fields, frame in frames_with_schema(archive):
        for field in (field for field in fields if mark in field):
            name = str(field["name"])
            for line, cell in zip(frame["line"].tolist(), frame[name].tolist(), strict=True):
                yield file, line, name, field[mark], cell


def ids_of(archive: Archive, name: str) -> set[str]:
    """Return the ids of a table, or of all features."""
    frame = archive.features if name == "features" else archive.tables.get(name)
    return set() if frame is None else set(frame["id"])


def is_complete(archive: Archive, name: str) -> bool:
    """Tell whether every row of a table (or every feature) could be read."""
    if name != "features":
        return name in archive.tables and name not in archive.broken
    listed = archive.resources.items()
    files = [name for name, file in listed if file.format == "geojson" and not file.is_base]
    return not archive.broken.intersection(files)


def any_of(words: Iterable[object]) -> str:
    """Return what is expected, as one of several words."""
    return " or ".join(map(str, words))


def span_of(text: object) -> Span | None:
    """Return the span of a date; None for an empty cell and for what is reported elsewhere."""
    try:
        return parse_when(text) if isinstance(text, str) and text else None
    except ValueError:
        return None


def metres_of(cell: str) -> float:
    """Return a cell of metres as a number; 0 for an empty one."""
    return float(cell) if NUMBER.fullmatch(cell) else 0.0


def points_of(archive: Archive) -> dict[str, shapely.Point]:
    """Return the points of the places that have one, by id, degrees (WGS 84)."""
    return {
        row["id"]: shapely.Point(float(row["lon"]), float(row["lat"]))
        for row in rows_of(archive, "places")
        if NUMBER.fullmatch(row["lon"]) and NUMBER.fullmatch(row["lat"])
    }
