"""What the bundle is: codebook, data package, citation, checksums, and a record for the web.

All of it follows from the tables and files themselves, so that it cannot say what is not so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

import pandas as pd

from geo.atlas.dataset import Column, Table, find_theatre
from geo.export.tabular import csv_columns

# Media types by ending; "format" of a data package is the ending itself.
MEDIA = {
    "html": "text/html",
    "geojson": "application/geo+json",
    "csv": "text/csv",
    "gpkg": "application/geopackage+sqlite3",
    "qgs": "application/x-qgis",
    "kml": "application/vnd.google-earth.kml+xml",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "jpg": "image/jpeg",
    "md": "text/markdown",
    "cff": "application/yaml",
}
TYPES = {"text": "string", "list": "string"}
# What a file, a folder or an ending is for.
PURPOSES = {
    "map.html": "the map as one page, to be opened without a network",
    "geojson/": "the layers, RFC 7946",
    "csv/": "all tables; lists are joined by ; and geometry stands in lon and lat, or in wkt",
    "kml/": "the layers with spans of days for globes, one file for each language",
    "parquet/": "the layers as GeoParquet 1.1, lists as lists and days as days",
    "places.lpf.json": "the places as Linked Places Format 1.3",
    ".gpkg": "all tables as a GeoPackage with dates, meanings, codes, keys and styles",
    ".qgs": "the GeoPackage as a QGIS project (3.22 or later), styled, with the time set",
    ".jpg": "the relief under the QGIS project, Web Mercator",
    ".jgw": "where the relief lies",
    "LICENCES.md": "third parties and their licences",
    "CITATION.cff": "how to cite the whole",
    "CODEBOOK.md": "this page",
    "datapackage.json": "every file with type, size and SHA-256, every column of the CSV files",
    "SHA256SUMS": "for `sha256sum --check`",
}
KEYWORDS = ("history", "GIS", "border conflict", "Manchukuo", "Lake Khasan", "Khalkhin Gol")
PRECISION = """\
* `start_date` and `end_date` are the first and the last possible day, both included: filter by
  `start_date <= day AND day <= end_date`. From `start_latest` to `end_earliest` the event is
  certain, if the first is not after the second and `date_edtf` has no `~`, `?` or `%`.
* `date_prec` (1 day known to 5 a year or longer) measures the doubt about the day, not how long an
  event lasted. Its scale is that of UCDP GED.
* `where_prec` (1 exact to 7 sea or air, after UCDP GED) and `uncertainty_m`, a radius in metres
  that covers the doubt, belong to the place. A point of `where_prec` 4 to 6 stands for a stretch
  or an area.
* `status` says how a position or line was found. What is `schematic` shows an arrangement and must
  not be measured.
* An empty cell is not stated. It is never zero.
"""
MAPPING = """\
| here | UCDP GED | ACLED | CIDOC-CRM |
|---|---|---|---|
| `events.id` | id | event_id_cnty | E5 Event |
| `start_date`, `start_latest` | date_start | event_date | P81a/P82a of E52 Time-Span |
| `end_earliest`, `end_date` | date_end | | P81b/P82b of E52 Time-Span |
| `date_prec` | date_prec | time_precision | |
| `where_prec`, `uncertainty_m` | where_prec | geo_precision | E53 Place (P168) |
| `kind` | | sub_event_type | P2 has type |
| `clarity` | event_clarity | | |
| `claims` | best, low, high | fatalities | E13 Attribute Assignment |
| `sources` | source_article | source | E31 Document |
"""


def make_record(
    tables: Iterable[Table], about: Mapping[str, str], files: Iterable[str] = ()
) -> dict[str, object]:
    """Return the whole as a schema.org Dataset (JSON-LD); `files` are the paths to get it by."""
    tables = list(tables)
    events = next(table for table in tables if table.name == "events")
    west, south, east, north = find_theatre(tables)
    record: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": about["title"],
        "identifier": about["name"],
        "description": about["description"],
        "version": about["version"],
        "datePublished": about["created"],
        "license": about["licence_url"] or about["licence"],
        "creator": {"@type": "Organization", "name": about["attribution"]},
        "citation": about["citation"],
        "temporalCoverage": about["period"],
        "spatialCoverage": {
            "@type": "Place",
            "geo": {"@type": "GeoShape", "box": f"{south:.2f} {west:.2f} {north:.2f} {east:.2f}"},
        },
        "keywords": list(KEYWORDS),
        "variableMeasured": [f"{column.name}: {column.meaning}" for column in events.columns],
        "distribution": [
            {"@type": "DataDownload", "contentUrl": path, "encodingFormat": media_of(path)}
            for path in files
        ],
    }
    return {key: value for key, value in record.items() if value not in ("", [])}


def media_of(path: str) -> str:
    """Return the media type of a file by its ending."""
    return MEDIA.get(path.rsplit(".", 1)[-1], "text/plain")


def make_package(
    files: Mapping[str, bytes],
    tables: Iterable[Table],
    codes: pd.DataFrame,
    about: Mapping[str, str],
) -> bytes:
    """Return a Frictionless data package (v2 names) that lists the files with their SHA-256."""
    tables = list(tables)
    known = {f"csv/{table.name}.csv": table for table in tables}
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": about["name"],
        "title": about["title"],
        "description": about["description"],
        "version": about["version"],
        "created": f"{about['created']}T00:00:00Z" if about["created"] else None,
        "licenses": [{"name": about["licence"], "path": about["licence_url"]}],
        "sources": [{"title": title} for title in find_origins(tables)],
        "contributors": [{"title": about["attribution"], "roles": ["creator"]}],
        "keywords": list(KEYWORDS),
        "resources": [
            _make_resource(path, content, known, codes) for path, content in files.items()
        ],
    }
    text = json.dumps({k: v for k, v in package.items() if v}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def find_origins(tables: Iterable[Table]) -> list[str]:
    """Return one line for each origin of geometry, with its licence."""
    lines: set[str] = set()
    for table in tables:
        if {"attribution", "licence"} <= {column.name for column in table.columns}:
            pairs = zip(table.cells("attribution"), table.cells("licence"), strict=True)
            lines |= {f"{name} ({licence})" for name, licence in pairs}
    return sorted(lines)


def _make_resource(
    path: str, content: bytes, known: Mapping[str, Table], codes: pd.DataFrame
) -> dict[str, object]:
    table = known.get(path)
    # The name of a resource has no slash, and the table a CSV file holds needs none.
    name = table.name if table else path.lower().replace("/", "-").replace("_", "-")
    resource: dict[str, object] = {
        "name": name,
        "path": path,
        "format": path.rsplit(".", 1)[-1],
        "mediatype": media_of(path),
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if resource["format"] == "parquet":
        # Checkers would take it for a table and stumble over its lists.
        resource["type"] = "file"
    if table:
        resource |= {
            "type": "table",
            "title": table.title,
            "description": table.meaning,
            "encoding": "utf-8",
            "schema": _make_schema(table, codes),
        }
    return resource


def _make_schema(table: Table, codes: pd.DataFrame) -> dict[str, object]:
    """Return the Table Schema of the CSV file of a table."""
    place = {"lon": ("number", "Longitude, WGS 84 degrees."),
             "lat": ("number", "Latitude, WGS 84 degrees."),
             "wkt": ("string", "Geometry as well-known text, WGS 84 degrees.")}  # fmt: skip
    own = {column.name: _make_field(column, codes) for column in table.columns}
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


def _make_field(column: Column, codes: pd.DataFrame) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "type": TYPES.get(column.type, column.type),
        "title": column.title,
        "description": column.meaning + (" Joined by ;" if column.type == "list" else ""),
    }
    constraints: dict[str, object] = {"required": True} if column.required else {}
    if column.codes:
        words = codes[codes["list"] == column.codes]["code"].tolist()
        number = column.type == "integer"
        constraints["enum"] = [int(word) if number else str(word) for word in words]
    return field | ({"constraints": constraints} if constraints else {})


def make_codebook(
    tables: Iterable[Table], codes: pd.DataFrame, about: Mapping[str, str], files: Iterable[str]
) -> bytes:
    """Return the codebook of the bundle as Markdown: files, columns, codes, precision."""
    tables = [table for table in tables if table.role != "ground"]
    lines = [
        f"# {about['title']}: codebook",
        "",
        f"{about['description']} {about['citation']} ({about['licence']}; each feature of "
        "`areas` and `lines` carries the licence of its origin).",
        "",
        "## Files",
        "",
        *(f"* {line}" for line in _file_lines(files)),
        "",
        "## Days, places and doubt",
        "",
        PRECISION,
    ]
    for table in tables:
        lines += _table_lines(table)
    lines += ["Columns marked * are never empty.", "", "## Codes", ""]
    for name in sorted({column.codes for table in tables for column in table.columns} - {""}):
        lines += _code_lines(name, codes)
    lines += ["## The same in other vocabularies", "", MAPPING]
    return "\n".join(lines).encode()


def _table_lines(table: Table) -> list[str]:
    size = f"{len(table.frame):,} rows{f', {table.geometry}' if table.geometry else ''}."
    head = [f"## {table.title} (`{table.name}`)", "", f"{table.meaning} {size}", ""]
    rows = [
        f"| `{column.name}`{' *' if column.required else ''} | {column.type} | {column.codes} "
        f"| {_cell(column.meaning)} |"
        for column in table.columns
    ]
    return [*head, "| column | type | codes | meaning |", "|---|---|---|---|", *rows, ""]


def _code_lines(name: str, codes: pd.DataFrame) -> list[str]:
    rows = [
        f"| `{row.code}` | {_cell(row.label)} | {_cell(row.definition)} |"
        for row in codes[codes["list"] == name].itertuples()
    ]
    return [f"### {name}", "", "| code | label | meaning |", "|---|---|---|", *rows, ""]


def _file_lines(files: Iterable[str]) -> list[str]:
    """Return one line for each file or folder of files, with what it is for."""
    found: dict[str, list[str]] = {}
    for path in files:
        key = path.split("/")[0] + "/" if "/" in path else path
        found.setdefault(key, []).append(path.split("/")[-1])
    lines = []
    for key, names in found.items():
        purpose = PURPOSES.get(key) or PURPOSES.get("." + key.rsplit(".", 1)[-1], "")
        inside = f" ({', '.join(names)})" if key.endswith("/") else ""
        lines.append(f"`{key}`{inside}{f': {purpose}' if purpose else ''}")
    return lines


def _cell(text: object) -> str:
    """Return text for a cell of a Markdown table."""
    return str(text).replace("|", "\\|")


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
        "keywords:",
        *(f"  - {_string(word)}" for word in KEYWORDS),
    ]
    return ("\n".join(lines) + "\n").encode()


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def make_sums(files: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 of every file, as `sha256sum --check` reads it."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {path}" for path, content in files.items())
    return ("\n".join(lines) + "\n").encode()
