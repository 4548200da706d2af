"""Read the curated files of one folder into an `Archive`, and check their structure.

What a file must hold is written in `datapackage.json` and nowhere else. No path in it is followed
out of its folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.problems import Problem, quote
from geo.reading import (
    Feature,
    Json,
    Object,
    Row,
    read_bytes,
    read_features,
    read_json,
    read_rows,
    read_text,
)
from geo.structure import Sheet, check_schema, field_names, find_structure_problems

DESCRIPTOR = "datapackage.json"
CRS = "EPSG:4326"
# These two source ids stand for "no source was kept"; what rests on them is unconfirmed.
NO_SOURCE = frozenset({"uncited", "notes-unkept"})
# Without these there is no map; any other table may be absent if nothing lists it.
NEEDED = ("events", "places", "claims", "names", "sources", "codes")
FORMATS = ("csv", "geojson", "json", "jpg", "png")


@dataclass(frozen=True)
class Resource:
    """Hold one file that `datapackage.json` lists: its place, format, schema and licence names."""

    name: str
    path: Path
    format: str
    schema: Object | None
    licences: tuple[str, ...]


@dataclass(frozen=True)
class Contents:
    """Hold what was read from the files by resource name, and who could not be read to the end."""

    rows: dict[str, list[Row]]
    features: dict[str, list[Feature]]
    base: dict[str, gpd.GeoDataFrame | Json | bytes]
    broken: set[str]


@dataclass(frozen=True)
class Archive:
    """Hold what people wrote down, as text.

    `tables`: by name, frames of strings ("" for an empty cell) and `line`, the line in the file.
    `features`: one frame of all geometry (WGS 84 degrees) with the properties as written, `file`
    and `line`. `base`: the base map by resource name, frames for GeoJSON, JSON values, and bytes
    for pictures. `broken`: the resources that were not read to the last row, so that nobody is
    blamed for pointing at a row that could not be read.
    """

    folder: Path
    package: Object
    resources: Mapping[str, Resource]
    tables: Mapping[str, pd.DataFrame]
    features: gpd.GeoDataFrame
    base: Mapping[str, gpd.GeoDataFrame | Json | bytes]
    broken: frozenset[str]


def read_archive(folder: Path) -> tuple[Archive | None, list[Problem]]:
    """Read a data folder; return its archive and every problem of structure, sorted.

    The archive is None only if `datapackage.json` cannot be used. Never raises for bad data.
    """
    package, problems = read_json(folder / DESCRIPTOR)
    if package is None:
        return None, problems
    resources, problems = _find_resources(folder, package)
    if resources is None:
        return None, sorted(problems)
    problems += _find_strangers(folder, resources)

    contents, found = _read_contents(resources)
    problems += found + find_structure_problems(_make_sheets(resources, contents))
    archive = Archive(
        folder=folder,
        package=package,
        resources=resources,
        tables={name: _make_table(resources[name], rows) for name, rows in contents.rows.items()},
        features=_make_features(resources, contents.features),
        base=contents.base,
        broken=frozenset(contents.broken),
    )
    return archive, sorted(set(problems))


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
        try:
            resource = _parse_resource(folder, entry)
            if resource.name in resources:
                raise ValueError(f"resource {quote(resource.name)} is listed twice")
            resources[resource.name] = resource
        except ValueError as error:
            line = _line_of(text or "", entry)
            problems.append(Problem(str(folder / DESCRIPTOR), line, str(error)))
    missing = [name for name in NEEDED if not problems and name not in resources]
    for name in missing:
        message = f"resource {quote(name)} is not listed; the map needs it"
        problems.append(Problem(str(folder / DESCRIPTOR), 1, message))
    return (None if problems else resources), problems


def _line_of(text: str, entry: Json) -> int:
    """Return the line where a resource is named, as well as text search can tell."""
    name = f'"{entry.get("name")}"' if isinstance(entry, dict) else "resources"
    at = text.find(name, max(0, text.find('"resources"')))
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def _parse_resource(folder: Path, entry: Json) -> Resource:
    """Return one resource; raise ValueError with what is wrong with it."""
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise ValueError("a resource has no name")
    name, kind, schema = str(entry["name"]), entry.get("format"), entry.get("schema")
    if kind not in FORMATS:
        raise ValueError(f"resource {quote(name)}: expected a format of {', '.join(FORMATS)}")
    path = _parse_path(folder, name, entry.get("path"))
    if isinstance(schema, str):
        schema, found = read_json(_parse_path(folder, name, schema))
        if found:
            raise ValueError(f"resource {quote(name)}: its schema: {found[0].message}")
    if schema is not None or kind == "csv":
        try:
            check_schema(schema)
        except ValueError as error:
            raise ValueError(f"resource {quote(name)}: {error}") from error
    assert schema is None or isinstance(schema, dict)
    return Resource(name, path, str(kind), schema, _parse_licences(name, entry.get("licenses", [])))


def _parse_licences(name: str, value: Json) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(
        isinstance(item, dict) and isinstance(item.get("name"), str) for item in value
    ):
        raise ValueError(f"resource {quote(name)}: licenses is not a list of named licences")
    return tuple(str(item["name"]) for item in value if isinstance(item, dict))


def _parse_path(folder: Path, name: str, value: Json) -> Path:
    """Return a path inside the folder; refuse any that leads out of it, also by a link."""
    path = folder / (value if isinstance(value, str) else "..")
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # a null byte, or links in a circle
        inside = False
    if not inside:
        raise ValueError(f"resource {quote(name)}: the path {quote(value)} is not in this folder")
    return path


def _find_strangers(folder: Path, resources: Mapping[str, Resource]) -> list[Problem]:
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
        contents.rows[name] = rows or []
    elif resource.format == "geojson":
        members, problems = read_features(path)
        if resource.schema is None:
            contents.base[name] = _make_base(members or [])
        else:
            good, found = _check_properties(resource, members or [])
            contents.features[name] = good
            problems += found
    else:
        value, problems = read_json(path) if resource.format == "json" else read_bytes(path)
        if value is not None:
            contents.base[name] = value
    return problems


def _make_base(members: list[Feature]) -> gpd.GeoDataFrame:
    """Return base map features (WGS 84 degrees) as a frame of their properties."""
    records = [dict(member.properties) for member in members]
    geometry = [member.geometry for member in members]
    return gpd.GeoDataFrame(pd.DataFrame(records), geometry=geometry, crs=CRS)


def _check_properties(
    resource: Resource, members: list[Feature]
) -> tuple[list[Feature], list[Problem]]:
    """Return the features that carry the right names of properties, and a problem for others."""
    assert resource.schema is not None
    names = set(field_names(resource.schema))
    faults = [(member, _property_fault(member, names)) for member in members]
    good = [member for member, message in faults if not message]
    return good, [Problem(str(resource.path), m.line, text) for m, text in faults if text]


def _property_fault(member: Feature, names: set[str]) -> str:
    """Say what is wrong with the id, the type or the names of properties of a feature."""
    unknown = sorted(set(member.properties) - names)
    missing = sorted(names - set(member.properties))
    if member.id is None:
        return "the feature has no id"
    if member.properties.get("id") != member.id:
        return f"the id {quote(member.id)} differs from the property id"
    if unknown:
        return f"unknown member {quote(unknown[0])} of the properties"
    if missing:
        return f"property {quote(missing[0])} is missing; write null if it is not stated"
    if member.geometry.geom_type.endswith("Point"):
        return "a point is a place; expected a line or a polygon"
    return ""


def _make_sheets(resources: Mapping[str, Resource], contents: Contents) -> dict[str, Sheet]:
    """Return everything that has a schema in the form that `structure` judges."""
    sheets: dict[str, Sheet] = {}
    for name, resource in resources.items():
        if resource.schema is None:
            continue
        names = field_names(resource.schema)
        rows = [(row.line, list(row.cells)) for row in contents.rows.get(name, [])]
        members = contents.features.get(name, [])
        lines = [(member.line, [member.properties[key] for key in names]) for member in members]
        complete = name not in contents.broken
        sheets[name] = Sheet(str(resource.path), resource.schema, [*rows, *lines], complete)
    return sheets


def _make_table(resource: Resource, rows: list[Row]) -> pd.DataFrame:
    """Return rows as a frame of strings with the column `line`."""
    assert resource.schema is not None
    table = pd.DataFrame([r.cells for r in rows], columns=field_names(resource.schema), dtype=str)
    return table.assign(line=[row.line for row in rows])


def _make_features(
    resources: Mapping[str, Resource], features: Mapping[str, list[Feature]]
) -> gpd.GeoDataFrame:
    """Return all features (WGS 84 degrees) as one frame, in the order of files and lines."""
    records = [
        {**member.properties, "file": str(resources[name].path), "line": member.line}
        for name, members in features.items()
        for member in members
    ]
    schemas = [resources[name].schema for name in features]
    names = list(dict.fromkeys(n for schema in schemas if schema for n in field_names(schema)))
    names = names or ["id", "valid_from", "valid_to", "date_edtf", "licence", "attribution"]
    frame = pd.DataFrame(records, columns=[*names, "file", "line"], dtype=object)
    geometry = [member.geometry for members in features.values() for member in members]
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=CRS)
