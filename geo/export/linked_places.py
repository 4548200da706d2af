"""The places as Linked Places Format 1.3, for gazetteers: names with language and source, and when.

The format is GeoJSON with more members: https://github.com/LinkedPasts/linked-places (version of
24 June 2024, which requires feature classes).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import shapely

from geo.atlas.style import Code, Style
from geo.export.dataset import Cell, Table
from geo.export.formats import Files, Format, Made, Material, to_json
from geo.export.geojson import to_geojson
from geo.read.edtf import parse_when
from geo.read.vocabulary import PLACE_KINDS

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
# Gazetteers of the places' table and their prefixes in Linked Places.
ALIASES = {"geonames": "gn", "wikidata": "wd"}
# How the cross-reference of a kind of place to a feature class of GeoNames begins: H water,
# L region, P town, S site, T land.
GEONAMES = "GeoNames "
# The class of a kind without one: a stretch or an area of land.
OTHER_CLASS = "L"
# How sure a place is, in the words of the format, by precision code.
CERTAINTY = {1: "certain", 2: "certain", 3: "less-certain", 4: "less-certain"}


def make_linked_places(tables: Iterable[Table], style: Style, about: Mapping[str, str]) -> bytes:
    """Return the places as one Linked Places collection (UTF-8, one place per line).

    A place that is not located has an empty geometry collection. Places are stated for the period
    of the atlas: what they were called then is what the sources give.
    """
    known = {table.name: table for table in tables}
    kinds = {code.code: code for code in style.rows(PLACE_KINDS)}
    cited = {str(row["id"]): row for row in known["sources"].rows()} if "sources" in known else {}
    names: dict[str, list[dict[str, Cell]]] = {}
    for row in known["names"].rows() if "names" in known else ():
        names.setdefault(str(row["place_id"]), []).append(row)
    when = _make_when(about["period"])
    places = known["places"]
    features = [
        _make_feature(row, point, names.get(str(row["id"]), []), cited, kinds.get(str(row["kind"])))
        | {"@id": f"urn:{about['name']}:place:{row['id']}", **when}
        | {
            "types": [
                {
                    "sourceLabels": [
                        _label(kinds[row["kind"]].label if row["kind"] in kinds else row["kind"])
                    ]
                }
            ]
        }
        for row, point in zip(places.rows(), places.frame.geometry, strict=True)
    ]
    head = {"type": "FeatureCollection", "@context": CONTEXT, "license": about["licence"],
            "citation": about["citation"]}  # fmt: skip
    lines = ",\n".join(to_json(feature) for feature in features)
    return f'{to_json(head)[:-1]},"features":[\n{lines}\n]}}\n'.encode()


def _make_feature(
    row: Mapping[str, Cell],
    point: shapely.Point | None,
    names: list[dict[str, Cell]],
    cited: Mapping[str, dict[str, Cell]],
    kind: Code | None,
) -> dict[str, object]:
    """Return one place; its English name stands for those it has not."""
    sources = _citations(row["sources"], cited)
    own = names or [{"name": row["name"], "lang": "en", "sources": []}]
    texts = (row.get(name) for name in ("method", "note"))
    return {
        "@id": "",
        "type": "Feature",
        "properties": {
            "title": row["name"],
            "fclasses": [find_class(kind)],
            "where_prec": row["where_prec"],
            "uncertainty_m": row["uncertainty_m"],
            "status": row["status"],
        },
        "names": [_make_name(name, cited, sources) for name in own],
        **make_links(row["gazetteer_ids"]),
        "geometry": _make_geometry(row, point, sources),
        "descriptions": [{"value": str(text), "lang": "en"} for text in texts if text],
    }


def make_links(ids: Cell) -> dict[str, object]:
    """Return the same place in gazetteers as Linked Places writes it, empty if none is known.

    `closeMatch`, for a place of the time and the town of today are not wholly the same.
    """
    found = [part.split(":", 1) for part in ids] if isinstance(ids, list) else []
    links = [{"type": "closeMatch", "identifier": f"{ALIASES[name]}:{key}"} for name, key in found]
    return {"links": links} if links else {}


def find_class(kind: Code | None) -> str:
    """Return the GeoNames feature class that a kind of place names, L if it names none."""
    named = (kind.see_also or "") if kind else ""
    return named.removeprefix(GEONAMES) if named.startswith(GEONAMES) else OTHER_CLASS


def _make_when(period: str) -> dict[str, object]:
    """Return the period of the atlas as a time span, empty if the archive names none."""
    if not period:
        return {}
    span = parse_when(period)
    ends = {"start": {"in": span.start.isoformat()}, "end": {"in": span.end.isoformat()}}
    return {"when": {"timespans": [ends], "label": "period of the atlas"}}


def _make_name(
    name: Mapping[str, Cell], cited: Mapping[str, dict[str, Cell]], place_sources: list[object]
) -> dict[str, object]:
    """Return one name: two letters of language as the format asks, and the full tag beside it."""
    tag = str(name["lang"])
    used = {"used_by": name["used_by"]} if name.get("used_by") else {}
    sources = _citations(name["sources"], cited) or place_sources
    return {"toponym": name["name"], "lang": tag[:2], "tag": tag, **used, "citations": sources}


def _citations(ids: Cell, cited: Mapping[str, dict[str, Cell]]) -> list[object]:
    out: list[object] = []
    for source in ids if isinstance(ids, list) else ():
        row = cited.get(source, {})
        url = {"@id": row["url"]} if row.get("url") else {}
        out.append({"label": row.get("citation") or source, **url})
    return out


def _make_geometry(
    row: Mapping[str, Cell], point: shapely.Point | None, sources: list[object]
) -> Mapping[str, object]:
    geometry = to_geojson(point)
    if geometry is None:
        return {"type": "GeometryCollection", "geometries": []}
    certainty = CERTAINTY.get(int(str(row["where_prec"] or 7)), "uncertain")
    return {**geometry, "certainty": certainty, "citations": sources}


def _label(text: Cell) -> dict[str, object]:
    return {"label": str(text), "lang": "en"}


def _make(material: Material, _: Made) -> Files:
    atlas = material.atlas
    return {"places.lpf.json": make_linked_places(material.tables, atlas.style, atlas.about)}


FORMAT = Format(
    name="linked-places",
    purposes={"places.lpf.json": "the places as Linked Places Format 1.3"},
    media={"json": "application/json"},
    make=_make,
)
