"""Read the curated files of one folder into an `Archive`, and check their structure.

What a file must hold is written in `datapackage.json` and nowhere else. No path in it is followed
out of its folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import geopandas as gpd
import pandas as pd

from geo.read.aliases import COLUMN, find_renamed, tell_renamed
from geo.read.csv_tables import Rows, read_rows
from geo.read.files import (
    Feature,
    Json,
    Object,
    is_number,
    read_bytes,
    read_features,
    read_json,
    read_text,
)
from geo.read.judge import find_unknown_lists, foreign_keys, judge_sheets
from geo.read.problems import Problem, quote
from geo.read.schema import (
    NEEDED_COLUMNS,
    Sheet,
    field_list,
    field_names,
    find_schema_faults,
)
from geo.read.settings import Settings, read_settings

DESCRIPTOR = "datapackage.json"
CRS = "EPSG:4326"
# Without these there is no map; any other table may be absent if nothing lists it.
NEEDED = ("events", "places", "claims", "names", "sources", "codes", "palette", "shapes")
FORMATS = ("csv", "geojson", "json", "jpg", "png")
# Their rows have columns, so they need a schema.
WITH_SCHEMA = ("csv", "geojson")
# The base map, and texts in other languages: files whose names begin so.
BASE, TEXTS = "base-", "texts-"
# What stands for every file of lines and areas where a schema names a table.
FEATURES = "features"
# What a resource is called, and the members of it that are words.
NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
WORDS = ("title", "description")


# File, line and what is wrong there.
Fault: TypeAlias = tuple[Path, int, str]


@dataclass(frozen=True)
class Resource:
    """Hold one file that `datapackage.json` lists: its place, format, schema and licence names."""

    name: str
    path: Path
    format: str
    schema: Object | None
    licences: tuple[str, ...]

    @property
    def is_base(self) -> bool:
        """Tell whether it is a part of the base map."""
        return self.name.startswith(BASE)


@dataclass(frozen=True)
class Contents:
    """Hold what was read from the files by resource name, and who could not be read to the end."""

    rows: dict[str, Rows]
    features: dict[str, list[Feature]]
    base: dict[str, Json | bytes]
    broken: set[str]

    def drop(self, lines: Mapping[str, set[int]]) -> None:
        """Leave out the rows of these lines, by resource."""
        for name, unread in lines.items():
            if unread and name in self.rows:
                self.broken.add(name)
                even = [row for row in self.rows[name].even if row.line not in unread]
                self.rows[name] = self.rows[name]._replace(even=even)


@dataclass(frozen=True)
class Archive:
    """Hold what people wrote down, as text.

    `tables`: by name, frames of strings ("" for an empty cell) and `line`, the line in the file.
    `features`: one frame of all geometry (WGS 84 degrees) with the properties as written, `file`
    and `line`. `base`: the base map by resource name, frames for GeoJSON (WGS 84 degrees, the
    properties of its schema as written, None where there is none, and `line`), JSON values, and
    bytes for pictures. `broken`: the resources that were not read to the last row, so that nobody
    is reported for pointing at a row that could not be read.
    """

    folder: Path
    package: Object
    resources: Mapping[str, Resource]
    tables: Mapping[str, pd.DataFrame]
    features: gpd.GeoDataFrame
    base: Mapping[str, gpd.GeoDataFrame | Json | bytes]
    broken: frozenset[str]

    @property
    def settings(self) -> Settings:
        """Return what the atlas says of itself."""
        return read_settings(self.package)


def read_archive(folder: Path) -> tuple[Archive | None, list[Problem]]:
    """Read a data folder; return its archive and every problem of structure, sorted.

    The archive is None only if `datapackage.json` cannot be used. Never raises for bad data.
    """
    if _parse_path(folder, DESCRIPTOR) is None:
        message = "expected a file of this folder, and no link out of it"
        return None, [Problem(str(folder / DESCRIPTOR), 1, message)]
    package, problems = read_json(folder / DESCRIPTOR)
    if package is None:
        return None, problems
    resources, problems = _find_resources(folder, package)
    if resources is None:
        return None, sorted(set(problems))
    problems += _find_unlisted_files(folder, resources)

    contents, found = _read_contents(resources)
    sheets = _make_sheets(resources, contents)
    faults, unread = judge_sheets(sheets)
    contents.drop(unread)
    problems += found + faults
    for name, field, of_list in find_unknown_lists(sheets):
        fault = f"resource {quote(name)}: field {quote(field)}: no list {quote(of_list)}"
        file, line = _find_mark(folder, package, name, field, of_list)
        problems.append(Problem(str(file), line, f"{fault} in the codes"))
    archive = Archive(
        folder=folder,
        package=package,
        resources=resources,
        tables={name: _make_table(resources[name], rows) for name, rows in contents.rows.items()},
        features=_make_features(resources, contents.features),
        base=_make_base(resources, contents),
        broken=frozenset(contents.broken),
    )
    return archive, sorted(set(problems))


def _find_mark(
    folder: Path, package: Object, name: str, field: str, value: str
) -> tuple[Path, int]:
    """Return the file and the line where the schema of a resource gives a field some value."""
    entries = package["resources"]
    assert isinstance(entries, list)
    entry = next(one for one in entries if isinstance(one, dict) and one.get("name") == name)
    schema = entry.get("schema")
    file = folder / (schema if isinstance(schema, str) else DESCRIPTOR)
    text = read_text(file)[0] or ""
    start = 0 if isinstance(schema, str) else _position_of(text, entry)
    at = max(start, text.find(f'"{field}"', start))
    return file, _line_after(text, at, value) or 1


def _find_resources(
    folder: Path, package: Object
) -> tuple[dict[str, Resource] | None, list[Problem]]:
    """Return the listed files by name, or None if the list itself cannot be trusted."""
    text, _ = read_text(folder / DESCRIPTOR)
    entries = package.get("resources")
    if not isinstance(entries, list) or not entries:
        return None, [Problem(str(folder / DESCRIPTOR), 1, "expected a list of resources")]
    resources: dict[str, Resource] = {}
    problems: list[Problem] = []
    for entry in entries:
        resource, faults = _parse_resource(folder, entry)
        line = _line_of(text or "", entry)
        if resource and resource.name in resources:
            message = f"resource {quote(resource.name)} is listed twice"
            faults.append((folder / DESCRIPTOR, line, message))
        elif resource:
            resources[resource.name] = resource
        problems += [Problem(str(file), at or line, fault) for file, at, fault in faults]
    # What the program needs is asked for below, once.
    listed = {entry.get("name") for entry in entries if isinstance(entry, dict)} | {*NEEDED}
    problems += _find_unknown_targets(folder, text or "", resources, listed)
    missing = [name for name in NEEDED if not problems and name not in resources]
    for name in missing:
        message = f"resource {quote(name)} is not listed; the map needs it"
        problems.append(Problem(str(folder / DESCRIPTOR), 1, message))
    return (None if problems else resources), problems


def _find_unknown_targets(
    folder: Path, text: str, resources: Mapping[str, Resource], listed: set[Json]
) -> Iterator[Problem]:
    """Yield the fields and keys of schemas that point into a table which is not listed."""
    for name, resource in resources.items():
        for field, target in _targets(resource.schema or {}):
            if target not in listed and target != FEATURES:
                line = text.count("\n", 0, _position_of(text, {"name": name})) + 1
                message = f"resource {quote(name)}: field {quote(field)}: no table {quote(target)}"
                yield Problem(str(folder / DESCRIPTOR), line, f"{message} is listed")


def _targets(schema: Object) -> Iterator[tuple[str, str]]:
    """Yield (field, table whose ids it must hold) for each reference of a schema.

    An optional field may name a table that the archive does without.
    """
    if not schema:
        return
    yield from foreign_keys(schema)
    for field in field_list(schema):
        targets = [] if field.get("optional") else field.get("references", [])
        assert isinstance(targets, list)
        yield from ((str(field["name"]), str(target)) for target in targets)


def _is_text(value: Json) -> bool:
    return isinstance(value, str) and bool(value)


def _line_of(text: str, entry: Json) -> int:
    """Return the line where a resource is named, as well as text search can tell."""
    return text.count("\n", 0, _position_of(text, entry)) + 1


def _position_of(text: str, entry: Json) -> int:
    """Return where a resource is named in the text of the descriptor, 0 if it is not found."""
    name = f'"{entry.get("name")}"' if isinstance(entry, dict) else "resources"
    return max(0, text.find(name, max(0, text.find('"resources"'))))


def _parse_resource(folder: Path, entry: Json) -> tuple[Resource | None, list[Fault]]:
    """Return one resource, or None and everything that is wrong with it.

    A fault is (file, line, what is wrong); line 0 stands for that of the resource.
    """
    descriptor = folder / DESCRIPTOR
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        return None, [(descriptor, 0, "a resource has no name")]
    name, kind = str(entry["name"]), entry.get("format")
    faults: list[str] = []
    if not NAME.fullmatch(name):
        faults.append("expected a name of lower-case words and digits with - or _")
    faults += [f"{member} is not text" for member in WORDS if not _is_text(entry.get(member, "-"))]
    if kind not in FORMATS:
        faults.append(f"expected a format of {', '.join(FORMATS)}")
    path = _parse_path(folder, entry.get("path"))
    if path is None:
        faults.append(f"the path {quote(entry.get('path'))} is not in this folder")
    schema, found = _parse_schema(folder, entry, kind in WITH_SCHEMA)
    licences = _parse_licences(entry.get("licenses", []))
    if licences is None:
        faults.append("licenses is not a list of named licences")
    told = [(descriptor, 0, f"{_own(name)}{fault}") for fault in faults] + found
    if told or path is None or licences is None:
        return None, told
    return Resource(name, path, str(kind), schema, licences), []


def _parse_schema(folder: Path, entry: Object, needed: bool) -> tuple[Object | None, list[Fault]]:
    """Return the schema of a resource, given as such or as the path of its file, and its faults."""
    value, file = entry.get("schema"), folder / DESCRIPTOR
    if isinstance(value, str):
        path = _parse_path(folder, value)
        if path is None:
            message = f"the path {quote(value)} is not in this folder"
            return None, [(file, 0, f"{_own(entry['name'])}{message}")]
        value, found = read_json(path)
        if found:
            # One problem, however many resources name it.
            return None, [
                (path, one.line, f"{one.message}; {DESCRIPTOR} names it as a schema")
                for one in found
            ]
        file = path
    if value is None and not needed:
        return None, []
    text, _ = read_text(file)
    start = 0 if isinstance(entry.get("schema"), str) else _position_of(text or "", entry)
    faults = find_schema_faults(value, NEEDED_COLUMNS.get(_needs(entry), ""), _needs(entry))
    own = _own(entry["name"])
    told = [(file, _line_after(text or "", start, of), f"{own}{fault}") for of, fault in faults]
    return (value if isinstance(value, dict) and not faults else None), told


def _own(name: Json) -> str:
    """Return how a fault of a resource begins."""
    return f"resource {quote(name)}: "


def _needs(entry: Object) -> str:
    """Return the name in `NEEDED_COLUMNS` of what a resource is."""
    name = str(entry["name"])
    if entry.get("format") == "geojson":
        return "base" if name.startswith(BASE) else "features"
    return "texts" if name.startswith(TEXTS) else name


def _line_after(text: str, start: int, name: str) -> int:
    """Return the line where a name stands in quotation marks after a position, 0 if it does not."""
    at = text.find(f'"{name}"', start)
    return text.count("\n", 0, at) + 1 if at >= 0 else 0


def _parse_licences(value: Json) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(
        isinstance(item, dict) and isinstance(item.get("name"), str) for item in value
    ):
        return None
    return tuple(str(item["name"]) for item in value if isinstance(item, dict))


def _parse_path(folder: Path, value: Json) -> Path | None:
    """Return a path inside the folder; None for any that leads out of it, also by a link."""
    path = folder / (value if isinstance(value, str) else "..")
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # a null byte, or links in a circle
        inside = False
    return path if inside else None


def _find_unlisted_files(folder: Path, resources: Mapping[str, Resource]) -> list[Problem]:
    """Return a problem for each data file that nothing lists, for nobody would ever read it."""
    listed = {resource.path for resource in resources.values()}
    found = [p for pattern in ("*", "*/*") for p in folder.glob(pattern)]
    message = f"the file is not listed in {DESCRIPTOR}"
    return [
        Problem(str(path), 1, message)
        for path in found
        if path.suffix in (".csv", ".geojson") and path not in listed
    ]


def _read_contents(resources: Mapping[str, Resource]) -> tuple[Contents, list[Problem]]:
    """Read every listed file; return what is in them, and every problem of reading."""
    contents = Contents({}, {}, {}, set())
    problems: list[Problem] = []
    for name, resource in resources.items():
        found = _read_resource(resource, contents)
        if found:
            contents.broken.add(name)
        problems += found
    return contents, problems


def _read_resource(resource: Resource, contents: Contents) -> list[Problem]:
    """Read one file into the part of the contents it belongs to; return its problems."""
    name, path = resource.name, resource.path
    if resource.format == "csv":
        assert resource.schema is not None
        rows, problems = read_rows(path, field_names(resource.schema))
        contents.rows[name] = _spell_truth(rows or Rows([], []), resource.schema)
    elif resource.format == "geojson":
        members, problems = read_features(path)
        good, found = _check_properties(resource, members or [])
        contents.features[name] = good
        problems += found
    else:
        value, problems = read_json(path) if resource.format == "json" else read_bytes(path)
        if value is not None:
            contents.base[name] = value
    return problems


def _spell_truth(rows: Rows, schema: Object) -> Rows:
    """Return rows with true and false as this project writes them, whoever has saved them."""
    kinds = [str(field["type"]) for field in field_list(schema)]
    places = [at for at, kind in enumerate(kinds) if kind == "boolean"]
    for at in places:
        for row in rows.even:
            if row.cells[at].lower() in ("true", "false"):
                row.cells[at] = row.cells[at].lower()
    return rows


def _make_base(
    resources: Mapping[str, Resource], contents: Contents
) -> dict[str, gpd.GeoDataFrame | Json | bytes]:
    """Return the base map by resource name, in the order in which it is listed."""
    base: dict[str, gpd.GeoDataFrame | Json | bytes] = dict(contents.base)
    for name, members in contents.features.items():
        schema = resources[name].schema
        if resources[name].is_base and schema:
            records = [{**member.properties, "line": member.line} for member in members]
            frame = pd.DataFrame(records, columns=[*field_names(schema), "line"], dtype=object)
            shapes = [member.geometry for member in members]
            base[name] = gpd.GeoDataFrame(frame, geometry=shapes, crs=CRS)
    return {name: base[name] for name in resources if name in base}


def _check_properties(
    resource: Resource, members: list[Feature]
) -> tuple[list[Feature], list[Problem]]:
    """Return the features that carry the right names of properties, and the faults of others."""
    assert resource.schema is not None
    fields = field_list(resource.schema)
    names = [str(field["name"]) for field in fields]
    optional = [str(field["name"]) for field in fields if field.get("optional")]
    good: list[Feature] = []
    problems: list[Problem] = []
    for member in members:
        # Each part of the base map says only what there is to say of it.
        free = names if resource.is_base else optional
        member = member._replace(properties={**dict.fromkeys(free), **member.properties})
        faults = list(_property_faults(member, set(names), resource.is_base))
        faults += _type_faults(member, resource.schema)
        problems += [Problem(str(resource.path), member.line, fault) for fault in faults]
        if not faults:
            good.append(member)
    return good, problems


def _property_faults(member: Feature, names: set[str], is_base: bool) -> Iterator[str]:
    """Yield what is wrong with the id, the type and the names of properties of a feature."""
    if member.id is None:
        yield "the feature has no id"
    elif member.properties.get("id") != member.id:
        yield f"the id {quote(member.id)} differs from the property id"
    where = "base" if is_base else "features"
    known = set(member.properties)
    for name in sorted(known - names):
        renamed = list(tell_renamed(where, [name]))
        yield renamed[0] if renamed else f"unknown member {quote(name)} of the properties"
    # A property under its old name is not missing besides.
    for name in sorted(names - known - {find_renamed(COLUMN, where, old) for old in known}):
        yield f"property {quote(name)} is missing; write null if it is not stated"
    if member.geometry.geom_type.endswith("Point") and not is_base:
        yield "a point is a place; expected a line or a polygon"


def _type_faults(member: Feature, schema: Object) -> Iterator[str]:
    """Yield the properties whose JSON type is not that of the schema; null is always allowed.

    The judge of the schema would take the text "1" for a number, which other programs would not.
    """
    for field in field_list(schema):
        name, kind = str(field["name"]), str(field["type"])
        value = member.properties.get(name)
        if value is None:
            continue
        if kind in ("integer", "number") and not is_number(value):
            yield f"{name}: {quote(value)} is not a {'whole ' * (kind == 'integer')}number"
        elif kind == "string" and not isinstance(value, str):
            yield f"{name}: {quote(value)} is not text"
        elif kind == "array" and not _is_list_of_text(value):
            yield f"{name}: {quote(value)} is not a list of texts"


def _is_list_of_text(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _make_sheets(resources: Mapping[str, Resource], contents: Contents) -> dict[str, Sheet]:
    """Return everything that has a schema in the form that `structure` judges."""
    sheets: dict[str, Sheet] = {}
    for name, resource in resources.items():
        if resource.schema is None:
            continue
        names = field_names(resource.schema)
        found = contents.rows.get(name, Rows([], []))
        rows: list[tuple[int, list[Json]]] = [(row.line, list(row.cells)) for row in found.even]
        members = contents.features.get(name, [])
        lines: list[tuple[int, list[Json]]] = [
            (member.line, [member.properties[key] for key in names]) for member in members
        ]
        complete = name not in contents.broken
        uneven = [(row.line, row.cells) for row in found.uneven]
        sheets[name] = Sheet(str(resource.path), resource.schema, [*rows, *lines], complete, uneven)
    return sheets


def _make_table(resource: Resource, rows: Rows) -> pd.DataFrame:
    """Return rows as a frame of strings with the column `line`."""
    assert resource.schema is not None
    cells = [row.cells for row in rows.even]
    table = pd.DataFrame(cells, columns=field_names(resource.schema), dtype=str)
    return table.assign(line=[row.line for row in rows.even])


def _make_features(
    resources: Mapping[str, Resource], features: Mapping[str, list[Feature]]
) -> gpd.GeoDataFrame:
    """Return all features (WGS 84 degrees) as one frame, in the order of files and lines."""
    features = {name: found for name, found in features.items() if not resources[name].is_base}
    records = [
        {**member.properties, "file": str(resources[name].path), "line": member.line}
        for name, members in features.items()
        for member in members
    ]
    schemas = [resources[name].schema for name in features]
    names = list(dict.fromkeys(n for schema in schemas if schema for n in field_names(schema)))
    # An atlas of points alone has none of these, and is asked for them all the same.
    names = names or [one.partition(":")[0] for one in NEEDED_COLUMNS["features"].split()]
    frame = pd.DataFrame(records, columns=[*names, "file", "line"], dtype=object)
    geometry = [member.geometry for members in features.values() for member in members]
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=CRS)
