"""What the bundle is: codebook, data package, citation, checksums, and a record for the web.

All of it follows from the tables and files themselves, so that it cannot say what is not so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from geo.atlas.style import Style
from geo.atlas.tables import Atlas, find_credits, find_licences
from geo.export.dataset import Column, Table
from geo.export.record import find_keywords
from geo.export.tables_csv import ENCODING, WKT, csv_columns, has_shapes, shapes_name

TYPES = {"text": "string", "list": "string"}


def make_package(
    files: Mapping[str, bytes],
    tables: Iterable[Table],
    atlas: Atlas,
    media: Mapping[str, str],
    licences: Mapping[str, Mapping[str, str]],
) -> bytes:
    """Return a Frictionless data package (v2 names) that lists the files with their SHA-256.

    `media` are the media types by path, `licences` the known licences by name.
    """
    about = atlas.about
    tables = list(tables)
    known = {f"csv/{table.name}.csv": (table, _make_schema(table, atlas.style)) for table in tables}
    shapes = {
        f"csv/{shapes_name(one)}.csv": (one, _shapes_schema(one))
        for one in tables
        if has_shapes(one)
    }
    known |= shapes
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": about["name"],
        "title": about["title"],
        "description": about["description"],
        "version": about["version"],
        "created": f"{about['created']}T00:00:00Z" if about["created"] else None,
        "licenses": _make_licences(about["licence"], tables, licences),
        "sources": [{"title": title} for title in find_credits(table.frame for table in tables)],
        "contributors": [{"title": about["attribution"], "roles": ["creator"]}],
        "keywords": find_keywords(about),
        "resources": [
            _make_resource(path, content, known.get(path), licences) | {"mediatype": media[path]}
            for path, content in files.items()
        ],
    }
    text = json.dumps({k: v for k, v in package.items() if v}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _make_licences(
    first: str, tables: Iterable[Table], known: Mapping[str, Mapping[str, str]]
) -> list[Mapping[str, str]]:
    """Return the licences of the rows of tables, that of the whole first."""
    names = dict.fromkeys([first, *find_licences(table.frame for table in tables)])
    return [known.get(name, {"name": name}) for name in names if name]


def _make_resource(
    path: str,
    content: bytes,
    known: tuple[Table, dict[str, object]] | None,
    licences: Mapping[str, Mapping[str, str]],
) -> dict[str, object]:
    """Return the resource of one file; `known` is the table it holds as CSV, and its schema."""
    # The name of a resource has no slash, and the table a CSV file holds needs none.
    name = path.lower().replace("/", "-").replace("_", "-")
    if known:
        name = path.rsplit("/", 1)[-1].removesuffix(".csv")
    resource: dict[str, object] = {
        "name": name,
        "path": path,
        "format": path.rsplit(".", 1)[-1],
        "mediatype": "",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if resource["format"] == "parquet":
        # Checkers would take it for a table and stumble over its lists.
        resource["type"] = "file"
    if known:
        table, schema = known
        resource |= {
            "type": "table",
            "title": table.title,
            "description": table.meaning,
            "encoding": ENCODING,
            "licenses": _make_licences("", [table], licences),
            "schema": schema,
        }
    return {key: value for key, value in resource.items() if value != []}


def _make_schema(table: Table, style: Style) -> dict[str, object]:
    """Return the Table Schema of the CSV file of a table."""
    place = {"lon": ("number", "Longitude, WGS 84 degrees."),
             "lat": ("number", "Latitude, WGS 84 degrees.")}  # fmt: skip
    own = {column.name: _make_field(column, style) for column in table.columns}
    extra = {
        name: {"name": name, "type": kind, "description": meaning}
        for name, (kind, meaning) in place.items()
    }
    foreign = [
        {"fields": [column], "reference": {"resource": target, "fields": ["id"]}}
        for column, target in table.references
    ]
    return {
        "fields": [own.get(name) or extra[name] for name in csv_columns(table)],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": foreign,
    }


def _shapes_schema(table: Table) -> dict[str, object]:
    """Return the Table Schema of the CSV file that holds the lines or areas of a table."""
    meaning = "Geometry as well-known text, WGS 84 degrees, longitude first."
    return {
        "fields": [
            {"name": "id", "type": "string", "description": f"The id in {table.name}."},
            {"name": WKT, "type": "string", "description": meaning},
        ],
        "missingValues": [""],
        "primaryKey": ["id"],
        "foreignKeys": [
            {"fields": ["id"], "reference": {"resource": table.name, "fields": ["id"]}}
        ],
    }


def _make_field(column: Column, style: Style) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "type": TYPES.get(column.type, column.type),
        "title": column.title,
        "description": column.meaning + (" Joined by ;" if column.type == "list" else ""),
    }
    constraints: dict[str, object] = {"required": True} if column.required else {}
    if column.codes:
        words = [code.code for code in style.rows(column.codes)]
        number = column.type == "integer"
        constraints["enum"] = [int(word) if number else str(word) for word in words]
    return field | ({"constraints": constraints} if constraints else {})


def make_citation(about: Mapping[str, str]) -> bytes:
    """Return a CITATION.cff (Citation File Format 1.2.0); strings as JSON, which is YAML."""
    released = [f"date-released: {about['created']}"] if about["created"] else []
    lines = [
        "cff-version: 1.2.0",
        'message: "If you use this atlas, please cite it and the sources of what you use."',
        "type: dataset",
        f"title: {_string(about['title'])}",
        f"abstract: {_string(about['description'])}",
        "authors:",
        f"  - name: {_string(about['attribution'])}",
        f"version: {_string(about['version'])}",
        *released,
        f"license: {about['licence']}",
        *(["keywords:"] if find_keywords(about) else []),
        *(f"  - {_string(word)}" for word in find_keywords(about)),
    ]
    return ("\n".join(lines) + "\n").encode()


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


# What the files that describe a bundle are for, and their media types by ending.
PURPOSES = {
    "LICENCES.md": "third parties and their licences",
    "CITATION.cff": "how to cite the whole",
    "CODEBOOK.md": "this page",
    "datapackage.json": "every file with type, size and SHA-256, every column of the CSV files",
    "SHA256SUMS": "for `sha256sum --check`",
}
MEDIA = {"md": "text/markdown", "cff": "application/yaml", "json": "application/json"}
