"""The tables of the bundle: one description of every column, for every format and the codebook.

A format that writes a table asks here what its columns are, of which type, and what they mean; so
no two formats can differ, and the codebook cannot say anything that is not so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeAlias, cast

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.atlas.geodesy import draw_circle
from geo.atlas.tables import Atlas
from geo.atlas.translator import make_translators
from geo.measure.method import TestResult
from geo.measure.statements import describe_results
from geo.page.map_labels import find_sketched, find_twins, names_of_the_time
from geo.read.archive import Archive
from geo.read.files import Object
from geo.read.schema import field_list
from geo.read.texts import FIRST
from geo.read.vocabulary import STATUSES

Cell: TypeAlias = "str | int | float | bool | list[str] | None"

# 0.1 m; no source of the time is that good, and RFC 7946 advises no more.
DECIMALS = 6
# Columns of an event that its circle of uncertainty repeats.
CIRCLE_COLUMNS = ("id", "title", "kind", "side_initiating", "where_prec", "uncertainty_m", "status",
                 "start_date", "end_date", "date_edtf", "licence", "attribution")  # fmt: skip
# The ground under the map, by name in the bundle: kinds of the base map, title, type of geometry.
GROUND = {
    "base_land": (("world", "land"), "Land", "MultiPolygon"),
    "base_lakes": (("lakes",), "Lakes", "MultiPolygon"),
    "base_rivers": (("rivers",), "Rivers", "MultiLineString"),
    "base_towns": (("town",), "Towns", "Point"),
    "base_labels": (("label",), "Names of countries and waters", "Point"),
}


@dataclass(frozen=True)
class Column:
    """Describe one column: its type is text, integer, number, boolean, date or list (of text).

    `codes` names the list of `codes.csv` its cells are taken from, "" if they are free.
    """

    name: str
    type: str
    meaning: str
    codes: str = ""
    required: bool = False

    @property
    def title(self) -> str:
        """Return the name as a reader of a table wants to see it."""
        unit = " (m)" if self.name.endswith("_m") else ""
        return self.name.removesuffix("_m").replace("_", " ").capitalize() + unit


@dataclass(frozen=True)
class Table:
    """Hold one table of the bundle with its description.

    `frame` has the columns and, if `geometry` is not "", a `geometry` (WGS 84 degrees, at most 6
    decimals, right-hand rule). `key` identifies a row; `references` are (column, table) pairs.
    `role` is "layer" (has a place), "table", "drawn" (follows from a layer, for programs that draw
    no circles by themselves) or "ground" (what the map lies on).
    """

    name: str
    title: str
    meaning: str
    role: str
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[tuple[str, str], ...] = ()
    geometry: str = ""

    def cells(self, name: str) -> list[Cell]:
        """Return the cells of a column as plain values; None where nothing is stated."""
        kind = next(column.type for column in self.columns if column.name == name)
        return [plain(cell, kind) for cell in self.frame[name].tolist()]

    def rows(self) -> Iterator[dict[str, Cell]]:
        """Yield the rows as plain values by column name."""
        names = [column.name for column in self.columns]
        for cells in zip(*(self.cells(name) for name in names), strict=True):
            yield dict(zip(names, cells, strict=True))


LOSSES = (
    "losses of people claimed by anyone, the two sides added; empty = no figure. It only sizes a"
    " symbol: the figures of each side are in the claims"
)
# What the build adds to the columns that people filled in.
ADDED = {
    column.name: column
    for column in (
        Column("start_date", "date", "First possible day, inclusive, resolved from date_edtf."),
        Column("end_date", "date", "Last possible day, inclusive, resolved from date_edtf."),
        Column("start_latest", "date", "Latest day on which it can have begun."),
        Column("end_earliest", "date", "Earliest day on which it can have ended."),
        Column("date_prec", "integer", "How exactly the day is known.", "date-prec"),
        Column("place_name", "text", "English name of the place."),
        Column("unit_name", "text", "English name of the unit."),
        Column("unit_short", "text", "What stands on the sign of the unit."),
        Column("side", "text", "Whose unit.", "side"),
        Column(
            "label",
            "text",
            "Its name on a map of the time, with what is schematic; empty = not there then.",
        ),
        Column("where_prec", "integer", "How exactly the place is known.", "where-prec"),
        Column("uncertainty_m", "integer", "Radius in metres within which it is believed to lie."),
        Column("status", "text", "How the position was found.", "status"),
        Column(
            "independent_sources",
            "integer",
            "Number of sources that do not rest on one another; a family of works is one.",
        ),
        Column("grade", "text", "The best grade among its sources, A to D.", "grade"),
        Column("confirmed", "boolean", "False if no source that was read carries the event."),
        Column("claim_count", "integer", "Number of claims about the event."),
        Column("losses_low", "integer", f"Lowest {LOSSES}."),
        Column("losses_high", "integer", f"Highest {LOSSES}."),
        Column("cite_as", "text", "How to cite this event, with the version of the data."),
        Column("licence", "text", "Licence of the row, SPDX id."),
        Column("attribution", "text", "Who must be named."),
    )
}
FEATURE_DAYS = {
    "start_date": Column("start_date", "date", "First day, inclusive; empty = no beginning known."),
    "end_date": Column("end_date", "date", "Last day, inclusive; empty = no end known."),
}
VALIDITY = ("valid_from", "valid_to")
UNIT = "Unit: m, m2, degree, d (days) or 1 (a count)."
RESULTS = (
    Column("id", "text", "The test.", required=True),
    Column("statement_id", "text", "The statement.", required=True),
    Column("title", "text", "What was measured.", required=True),
    Column("result", "text", "The result in words, with units.", required=True),
    Column("value", "number", "The result as a number; the others are in statement_numbers."),
    Column("low", "number", "Lower bound by the stated uncertainty of the positions."),
    Column("high", "number", "Upper bound by the stated uncertainty of the positions."),
    Column("unit", "text", UNIT, required=True),
    Column("method", "text", "How it was computed.", required=True),
)
NUMBERS = (
    Column("test_id", "text", "The test.", required=True),
    Column("order", "integer", "Order within the test; 1 is its result.", required=True),
    Column("quantity", "text", "What was measured, such as length or bearing.", required=True),
    Column("of", "text", "Id or code of what it belongs to; empty = the test as a whole."),
    Column("value", "number", "The number; empty = it has only bounds."),
    Column("low", "number", "Lower bound; empty = none."),
    Column("high", "number", "Upper bound; empty = none."),
    Column("unit", "text", UNIT, required=True),
)
CITATIONS = (
    Column("table_name", "text", "Table of the row that cites.", required=True),
    Column("row_id", "text", "Id of the row that cites.", required=True),
    Column("source_id", "text", "The source.", required=True),
)
GROUND_COLUMNS = (
    Column("id", "text", "Id of the feature.", required=True),
    Column("name", "text", "Name."),
    Column("base", "text", "What it is a part of: world, land, lakes, rivers, town or label."),
    Column("kind", "text", "Of a town or a label: how its name is written."),
    Column("rank", "integer", "1 is drawn first, 9 last."),
    Column("min_zoom", "integer", "First zoom level of the page that shows it."),
    Column("max_zoom", "integer", "Last zoom level of the page that shows it."),
    Column("licence", "text", "Licence of the feature, SPDX id.", required=True),
    Column("attribution", "text", "Who must be named.", required=True),
)


# What towns and labels of the ground have besides.
NAMED_GROUND = (
    Column("place_id", "text", "The place of the atlas that the town is; empty = none of them."),
    Column("label", "text", "English name as the map writes it, of the time where one is known."),
    Column("start_date", "date", "First day of the name, inclusive; empty = no beginning known."),
    Column("end_date", "date", "Last day of the name, inclusive; empty = no end known."),
)


def plain(cell: object, kind: str) -> Cell:
    """Return a cell of a frame as a plain value of a column type; None for an empty one."""
    if isinstance(cell, list):
        return [str(item) for item in cell]
    if cell is None or cell is pd.NA or cell == "" or cell != cell:
        return [] if kind == "list" else None
    if kind == "boolean":
        return bool(cell)
    if kind == "integer" or (kind == "number" and float(str(cell)).is_integer()):
        return int(float(str(cell)))
    return float(str(cell)) if kind == "number" else str(cell)


def make_catalogue(archive: Archive, atlas: Atlas, results: list[TestResult]) -> tuple[Table, ...]:
    """Return all tables of the bundle, layers first, in the order a reader meets them."""
    layer_tables = tuple(_make_layers(archive, atlas))
    return (
        *layer_tables,
        _make_circles(layer_tables[0]),
        *_make_tables(archive, atlas),
        _make_results(atlas, results),
        _make_numbers(results),
        _make_citations(atlas),
        *_make_ground(archive, atlas),
    )


def _make_layers(archive: Archive, atlas: Atlas) -> Iterator[Table]:
    """Yield the layers of the atlas: points, then areas and lines."""
    own = {"licence": atlas.about["licence"], "attribution": atlas.about["attribution"]}
    undated = {"start_date": None, "end_date": None, "date_edtf": None}
    points = {
        "events": atlas.events.assign(**own),
        "places": atlas.places.assign(label=_make_labels(atlas), **undated, **own),
    }
    if len(atlas.positions):
        points["positions"] = atlas.positions.assign(**own)
    for name, frame in points.items():
        known = {**ADDED, **_columns_of(archive, name)}
        if name == "places":
            known["date_edtf"] = Column("date_edtf", "text", "Empty: a place has no date here.")
        yield _describe(archive, name, "layer", frame, known, "Point")
    own_columns = _feature_columns(archive)
    if not own_columns:
        # An atlas of points alone.
        return
    known = {**ADDED, **FEATURE_DAYS, **own_columns}
    for name, title, frame, geometry in (
        ("areas", "Areas", atlas.areas, "MultiPolygon"),
        ("lines", "Lines", atlas.lines, "MultiLineString"),
    ):
        meaning = f"One row = one {title[:-1].lower()} with role, time, status and uncertainty."
        columns = tuple(known[str(n)] for n in frame.columns if n != "geometry")
        references = (("place_id", "places"),)
        yield Table(
            name, title, meaning, "layer", _clean(frame), columns, ("id",), references, geometry
        )


def _make_labels(atlas: Atlas) -> list[str | None]:
    """Return the English name of each place as a map of the time writes it."""
    names, sketched = names_of_the_time(atlas), find_sketched(atlas)
    status = atlas.style.codes.get((STATUSES, "schematic"))
    note = f" ({status.label.lower()})" if status else ""
    found = ((place, names[place].get(FIRST)) for place in atlas.places["id"])
    return [name and name + (note if place in sketched else "") for place, name in found]


def _make_circles(events: Table) -> Table:
    """Return the uncertainty of the place of each event as a circle round it, on the ellipsoid."""
    layer = events.frame
    assert isinstance(layer, gpd.GeoDataFrame)
    frame = layer[layer.geometry.notna() & layer["uncertainty_m"].notna()]
    circles = [
        draw_circle(point, float(radius))
        for point, radius in zip(frame.geometry, frame["uncertainty_m"], strict=True)
    ]
    return Table(
        name="uncertainty_circles",
        title="Uncertainty of the place",
        meaning="One row = the circle round one event within which its place is believed to lie.",
        role="drawn",
        frame=_clean(frame.reset_index(drop=True).set_geometry(circles, crs=frame.crs)),
        columns=tuple(column for column in events.columns if column.name in CIRCLE_COLUMNS),
        key=("id",),
        references=(("id", "events"),),
        geometry="Polygon",
    )


def _make_tables(archive: Archive, atlas: Atlas) -> Iterator[Table]:
    """Yield the tables without geometry that this archive has."""
    for item in fields(Atlas):
        frame = getattr(atlas, item.name)
        if item.name in archive.tables and not isinstance(frame, gpd.GeoDataFrame):
            days = FEATURE_DAYS if "from_edtf" in frame else {}
            known = {**ADDED, **days, **_columns_of(archive, item.name)}
            yield _describe(archive, item.name, "table", frame, known, "")


def _describe(
    archive: Archive,
    name: str,
    role: str,
    frame: pd.DataFrame,
    known: dict[str, Column],
    geometry: str,
) -> Table:
    """Return a table with the words and keys of its schema."""
    entries = archive.package["resources"]
    assert isinstance(entries, list)
    entry = next(e for e in entries if isinstance(e, dict) and e.get("name") == name)
    schema = archive.resources[name].schema
    assert schema is not None
    return Table(
        name=name,
        title=str(entry.get("title") or name),
        meaning=str(entry.get("description") or ""),
        role=role,
        frame=_clean(frame) if geometry else frame,
        columns=tuple(known[str(n)] for n in frame.columns if n != "geometry"),
        key=tuple(_primary_key(schema)),
        references=tuple(_references(schema)),
        geometry=geometry,
    )


def _primary_key(schema: Object) -> Iterator[str]:
    """Yield the columns of a key; the schema has been judged when it was read."""
    key = cast("list[str]", schema.get("primaryKey") or [])
    yield from map(str, key)


def _references(schema: Object) -> Iterator[tuple[str, str]]:
    for item in cast("list[dict[str, Any]]", schema.get("foreignKeys") or []):
        yield str(item["fields"][0]), str(item["reference"]["resource"])


def _columns_of(archive: Archive, name: str) -> dict[str, Column]:
    """Return the columns of a table as its schema describes them."""
    schema = archive.resources[name].schema
    assert schema is not None
    return {str(field["name"]): _column(field) for field in field_list(schema)}


def _feature_columns(archive: Archive) -> dict[str, Column]:
    """Return the columns of the features: one schema serves all files of geometry."""
    for name, resource in archive.resources.items():
        if resource.format == "geojson" and not resource.is_base:
            columns = _columns_of(archive, name)
            # Civil days, as the rule of validity asks.
            days = {day: replace(columns[day], type="date") for day in VALIDITY}
            return {**columns, **days}
    return {}


def _column(field: Object) -> Column:
    is_list = "separator" in field or field["type"] == "array"
    kind = "list" if is_list else {"string": "text"}.get(str(field["type"]), str(field["type"]))
    constraints = field.get("constraints") or {}
    return Column(
        name=str(field["name"]),
        type=kind,
        meaning=str(field.get("description") or "").replace(", joined by ;", ""),
        codes="" if is_list else str(field.get("codes") or ""),
        required=bool(constraints.get("required")) if isinstance(constraints, dict) else False,
    )


def _make_results(atlas: Atlas, results: list[TestResult]) -> Table:
    """Return what each test says, in English, with its first number."""
    names = [column.name for column in RESULTS]
    sentences = describe_results(atlas, results, make_translators(atlas)[FIRST])
    records = [
        {
            **vars(sentences[one.test.id]),
            **vars(one.numbers[0]),
            "id": one.test.id,
            "statement_id": one.test.statement_id,
        }
        for one in results
    ]
    frame = _round_numbers(pd.DataFrame(records, columns=names))
    meaning = "One row = what the build measured for one test of a statement."
    references = (("id", "statement_tests"), ("statement_id", "statements"))
    title = "Results of the tests"
    return Table("statement_results", title, meaning, "table", frame, RESULTS, ("id",), references)


def _make_numbers(results: list[TestResult]) -> Table:
    """Return every number that was measured, with its quantity and its unit."""
    names = [column.name for column in NUMBERS]
    records = [
        {**vars(number), "test_id": one.test.id, "order": order}
        for one in results
        for order, number in enumerate(one.numbers, 1)
    ]
    frame = _round_numbers(pd.DataFrame(records, columns=names))
    meaning = "One row = one number that the build measured for one test of a statement."
    references = (("test_id", "statement_tests"),)
    title, key = "Numbers of the tests", ("test_id", "order")
    return Table("statement_numbers", title, meaning, "table", frame, NUMBERS, key, references)


def _round_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    numbers = ("value", "low", "high")
    return frame.assign(
        **{name: pd.to_numeric(frame[name]).astype("Float64").round(3) for name in numbers}
    )


def _make_citations(atlas: Atlas) -> Table:
    """Return the lists of sources of all tables as one table of links."""
    rows: list[tuple[str, str, str]] = []
    for item in fields(Atlas):
        frame = getattr(atlas, item.name)
        if isinstance(frame, pd.DataFrame) and {"id", "sources"} <= set(frame.columns):
            for row_id, sources in zip(frame["id"], frame["sources"], strict=True):
                rows += [(item.name, str(row_id), str(source)) for source in sources]
    names = [column.name for column in CITATIONS]
    frame = pd.DataFrame(rows, columns=names).drop_duplicates(ignore_index=True)
    meaning = "One row = one source that one row of another table cites."
    references = (("source_id", "sources"),)
    return Table(
        "citations", "Citations", meaning, "table", frame, CITATIONS, tuple(names), references
    )


def _make_ground(archive: Archive, atlas: Atlas) -> Iterator[Table]:
    """Yield the base map, as far as this archive has one."""
    twins = find_twins(atlas, atlas.style, archive.base)
    names = names_of_the_time(atlas)
    frames = [
        _add_labels(frame, twins, names)
        for _, frame in sorted(archive.base.items())
        if isinstance(frame, gpd.GeoDataFrame)
    ]
    for name, (kinds, title, geometry) in GROUND.items():
        parts = [part for frame in frames if len(part := frame[frame["base"].isin(kinds)])]
        if not parts:
            continue
        columns: tuple[Column, ...] = GROUND_COLUMNS
        if geometry == "Point":
            columns = (*columns, *NAMED_GROUND, *_name_columns(parts))
        chosen = [column.name for column in columns]
        parts = [part.reindex(columns=[*chosen, "geometry"]) for part in parts]
        whole = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs=parts[0].crs)
        meaning = f"{title} of the base map, only to read the atlas by."
        yield Table(name, title, meaning, "ground", _clean(whole), columns, ("id",), (), geometry)


def _add_labels(
    frame: gpd.GeoDataFrame, twins: Mapping[str, str], names: Mapping[str, Mapping[str, str]]
) -> gpd.GeoDataFrame:
    """Return a part of the base map with its days, the places that it is, and names as on the map.

    `twins` are the places by id of their town, `names` those of the places by language.
    """
    places = [twins.get(one) for one in frame["id"]]
    english = frame.get(f"name_{FIRST}", frame["name"]).fillna(frame["name"])
    labels = [
        names[place][FIRST] if place else own for place, own in zip(places, english, strict=True)
    ]
    days = {"valid_from": "start_date", "valid_to": "end_date"}
    return frame.rename(columns=days).assign(place_id=places, label=labels)


def _name_columns(frames: list[gpd.GeoDataFrame]) -> list[Column]:
    """Return the columns of names that some of the frames have: one for each language."""
    found = sorted({str(name) for frame in frames for name in frame if name.startswith("name_")})
    other = {"name_modern": "Name of today."}
    return [
        Column(name, "text", other.get(name, f"Name in the language {name[5:]}.")) for name in found
    ]


def _clean(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a frame whose geometry is as every format writes it: rounded, outer rings left."""
    return frame.set_geometry([to_standard(geometry) for geometry in frame.geometry])


def to_standard(geometry: shapely.Geometry | None) -> shapely.Geometry | None:
    """Return a geometry (WGS 84 degrees) after RFC 7946, or None for an empty one.

    At most 6 decimals, outer rings counter-clockwise, which the standard calls the right-hand rule.
    """
    if geometry is None or geometry.is_empty:
        return None
    # Adding zero turns -0.0 into 0.0.
    rounded = shapely.transform(geometry, lambda points: np.round(points, DECIMALS) + 0.0)
    return shapely.orient_polygons(rounded, exterior_cw=False)
