"""The whole as a schema.org Dataset, for search engines and for the metadata of a GeoPackage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geo.atlas.tables import Atlas, find_licences
from geo.export.dataset import Table


def make_record(
    tables: Iterable[Table], atlas: Atlas, media: Mapping[str, str] | None = None
) -> dict[str, object]:
    """Return the whole as a schema.org Dataset (JSON-LD).

    `media` are the files to get it by: media types by path.
    """
    tables = list(tables)
    events = next(table for table in tables if table.name == "events")
    (south, west), (north, east) = atlas.extent
    about = atlas.about
    record: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": about["title"],
        "identifier": about["name"],
        "description": about["description"],
        "version": about["version"],
        "datePublished": about["created"],
        "license": find_all_licences(about, tables),
        "creator": {"@type": "Organization", "name": about["attribution"]},
        "citation": about["citation"],
        "temporalCoverage": about["period"],
        "spatialCoverage": {
            "@type": "Place",
            "geo": {"@type": "GeoShape", "box": f"{south:.2f} {west:.2f} {north:.2f} {east:.2f}"},
        },
        "keywords": find_keywords(about),
        "variableMeasured": [f"{column.name}: {column.meaning}" for column in events.columns],
        "distribution": [
            {"@type": "DataDownload", "contentUrl": path, "encodingFormat": kind}
            for path, kind in (media or {}).items()
        ],
    }
    return {key: value for key, value in record.items() if value not in ("", [])}


def find_all_licences(about: Mapping[str, str], tables: Iterable[Table]) -> str | list[str]:
    """Return the licence of the whole, and with it those of rows that have another."""
    others = find_licences(table.frame for table in tables)
    first = about["licence_url"] or about["licence"]
    rest = [name for name in others if name != about["licence"]]
    return [first, *rest] if rest else first


def find_keywords(about: Mapping[str, str]) -> list[str]:
    """Return the keywords of the whole."""
    return [word for word in about["keywords"].split(";") if word]
