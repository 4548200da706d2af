"""What the page needs to know, as columns and blocks.

Numbers travel as plain arrays, words as indices into code lists, long texts in blocks that the page
opens only when a card or a search asks for them. All geometry is WGS 84 in degrees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

import geopandas as gpd

from geo.atlas.style import Code, Look, Style, legend_looks, look_of
from geo.page.map_labels import (
    add_lettering,
    find_names,
    lend_names,
    make_labels,
    make_lettering,
    old_names_first,
)
from geo.page.opening_views import find_meta, is_uncertain
from geo.page.packing import day_number, encode_geometry, pack
from geo.page.records import make_records, plain
from geo.read.vocabulary import ROLES

if TYPE_CHECKING:
    import pandas as pd
    import shapely

    from geo.atlas.tables import Atlas
    from geo.measure.method import TestResult

TEXTS_PER_BLOCK = 256
TEXT_COLUMNS = ("title", "date_edtf", "clock", "place_words", "actors", "summary", "note")
CLAIM_COLUMNS = (
    "id",
    "claimant",
    "subject",
    "includes",
    "of_side",
    "scope",
    "period",
    "low",
    "high",
    "error_percent",
    "unit",
    "date_edtf",
    "text",
    "sources",
    "locator",
    "locator_basis",
    "read_as",
    "status",
)
FEATURE_COLUMNS = (
    "id",
    "name",
    "role",
    "claimant",
    "disputed",
    "campaign",
    "start_date",
    "end_date",
    "status",
    "uncertainty_m",
    "method",
    "sources",
    "licence",
    "attribution",
    "note",
    "state",
    "clock",
    "gaps",
)
# Steps per degree: 1e5 is 1 m, for what is read closely; 1e4 is 11 m; 1e3 is 110 m, for the world.
FINE_SCALE, COARSE_SCALE, BASE_SCALE = 100_000, 10_000, 1_000
# Features smaller than this many degrees are read closely.
FINE_SPAN = 0.6
FINE_ZOOM = 8
# Douglas-Peucker in degrees; the exports keep every vertex, the page what a screen can show.
PAGE_TOLERANCE = {FINE_SCALE: 0.00002, COARSE_SCALE: 0.00015}
BASE_ORDER = ("world", "land", "lakes", "rivers")


def make_core(
    atlas: Atlas,
    base: Mapping[str, object],
    results: list[TestResult],
    meta: dict[str, object],
) -> dict[str, object]:
    """Return what the page needs before it can draw: codes, events, places, features, sources.

    `meta` holds the words about the whole; `find_meta` in this module makes the part of it that
    follows from the data.
    """
    style = atlas.style
    codes = make_codes(style)
    looks: list[dict[str, object]] = []
    places = atlas.places
    place_index = {place: i for i, place in enumerate(places["id"])}
    return {
        "meta": {**meta, **find_meta(atlas)},
        "codes": add_legend(codes, style, looks),
        "shapes": dict(style.shapes),
        "palette": list(style.palette),
        "events": make_event_columns(atlas, codes, place_index),
        "block_size": TEXTS_PER_BLOCK,
        "campaign_names": make_campaign_names(atlas),
        "named": make_named(atlas),
        "places": make_places(atlas),
        "features": make_features(atlas, style, looks),
        "looks": looks,
        "labels": lend_names(
            add_lettering(make_labels(atlas, style), make_lettering(base), find_names(atlas)),
            atlas.settings.names_from,
        ),
        "sources": make_sources(atlas.sources),
        "statements": make_statements(atlas, results),
        "statistics": make_records(
            atlas.statistics,
            ("id", "date_edtf", "count", "counted_by", "metric", "metric_words", "sources", "note"),
        ),
    }


def make_named(atlas: Atlas) -> dict[str, object]:
    """Return the units and persons that events name.

    `who` holds each once, units first, with its names as a place has them; `events` holds for the
    id of an event the indices of those it names.
    """
    who: list[dict[str, object]] = []
    index: dict[str, int] = {}
    rows = make_records(atlas.participants, ("event_id", "person_id", "unit_id"))
    named = {row["unit_id"] or row["person_id"] for row in rows}
    for column, table, spoken in (
        ("unit_id", atlas.units, atlas.unit_names),
        ("person_id", atlas.persons, atlas.person_names),
    ):
        names = _names_by(column, spoken)
        for row in make_records(table, ("id", "name")):
            if row["id"] in named:
                index[str(row["id"])] = len(who)
                own = [[row["name"], "en", ""], *names.get(str(row["id"]), ())]
                who.append({"name": row["name"], "names": own})
    events: dict[str, list[int]] = {}
    for row in rows:
        one = index[str(row["unit_id"] or row["person_id"])]
        events.setdefault(str(row["event_id"]), []).append(one)
    return {"who": who, "events": {event: sorted(found) for event, found in events.items()}}


def _names_by(column: str, table: pd.DataFrame) -> dict[str, list[list[object]]]:
    """Return the names of a table (name, language, who uses it) by the id in a column."""
    names: dict[str, list[list[object]]] = {}
    for row in make_records(table, (column, "name", "lang", "used_by")):
        names.setdefault(str(row[column]), []).append([row["name"], row["lang"], row["used_by"]])
    return names


def make_campaign_names(atlas: Atlas) -> dict[str, str]:
    """Return by what else a campaign is sought: its full title, the names of its place."""
    names = _names_by("place_id", atlas.names)
    rows = make_records(atlas.campaigns, ("id", "title", "place_id"))
    return {
        str(row["id"]): " ".join(
            [str(row["title"]), *(str(name[0]) for name in names.get(str(row["place_id"]), ()))]
        )
        for row in rows
    }


def make_codes(style: Style) -> dict[str, list[dict[str, object]]]:
    """Return each code list in its order: words, and those cells of the look that are not empty."""
    names = [field.name for field in fields(Code) if field.name not in ("list_name", "see_also")]
    lists: dict[str, list[dict[str, object]]] = {}
    for code in style.codes.values():
        cells = {name: getattr(code, name) for name in names}
        filled = {name: cell for name, cell in cells.items() if cell or name in ("code", "label")}
        lists.setdefault(code.list_name, []).append(filled)
    return dict(sorted(lists.items()))


def add_legend(
    codes: dict[str, list[dict[str, object]]], style: Style, looks: list[dict[str, object]]
) -> dict[str, list[dict[str, object]]]:
    """Return the codes, each role with the indices in `looks` of what its legend draws."""
    roles = [
        {**row, "looks": [_index(look, looks) for look in legend_looks(style, str(row["code"]))]}
        for row in codes.get(ROLES, [])
    ]
    return {**codes, ROLES: roles}


def _index(look: Look, looks: list[dict[str, object]]) -> int:
    """Return where a look stands in a list, at whose end it is put if it is new."""
    cells = {name: cell for name, cell in asdict(look).items() if cell not in (None, "", (), False)}
    record = {**cells, "dash": list(look.dash)}
    if record not in looks:
        looks.append(record)
    return looks.index(record)


def make_event_columns(
    atlas: Atlas, codes: dict[str, list[dict[str, object]]], place_index: dict[str, int]
) -> dict[str, list[object]]:
    """Return the events as columns of whole numbers; the first days as steps from row to row."""
    events = atlas.events
    days = {
        name: [day_number(text) for text in events[name]]
        for name in ("start_date", "end_date", "start_latest", "end_earliest")
    }
    starts = days["start_date"]
    return {
        "id": list(events["id"]),
        "start": [day - last for day, last in zip(starts, [0, *starts], strict=False)],
        "length": _minus(days["end_date"], starts),
        "start_latest": _minus(days["start_latest"], starts),
        "end_earliest": _minus(days["end_date"], days["end_earliest"]),
        "date_prec": [int(value) for value in events["date_prec"]],
        "date_flags": [date_flags(text) for text in events["date_edtf"]],
        "kind": _indices(events["kind"], codes["kind"]),
        "side": _indices(events["side_initiating"], codes["side"]),
        "basis": _indices(events["initiating_basis"], codes["basis"]),
        "campaign": _indices(events["campaign"], codes["campaign"]),
        "sector": _indices(events["sector"], codes["sector"]),
        "place": [place_index.get(place, -1) for place in events["place_id"]],
        "clarity": [int(value) for value in events["clarity"]],
        "independent": [int(value) for value in events["independent_sources"]],
        "confidence": _indices(events["confidence"], codes.get("confidence", [])),
        "grade": _indices(events["grade"], codes.get("grade", [])),
        "confirmed": [int(value) for value in events["confirmed"]],
        "losses": events["losses_low"].fillna(-1).astype(int).tolist(),
        "losses_high": events["losses_high"].fillna(-1).astype(int).tolist(),
    }


def date_flags(text: str) -> int:
    """Return what keeps a date from being certain, as bits.

    1: the source calls its own date uncertain: it is certain on no day. 2: an all-of set `{a,b}`,
    which names its days and says nothing of those between.
    """
    return int(is_uncertain(text)) | 2 * text.startswith("{")


def _minus(left: list[int], right: list[int]) -> list[int]:
    return [a - b for a, b in zip(left, right, strict=True)]


def _indices(values: pd.Series, codes: list[dict[str, object]]) -> list[object]:
    """Return where each value stands in a list of codes, -1 for an empty one."""
    order = {code["code"]: i for i, code in enumerate(codes)}
    return [order[value] if value else -1 for value in values]


def make_text_blocks(atlas: Atlas) -> list[str]:
    """Return the long texts of the events with their claims, packed in blocks."""
    claims: dict[str, list[dict[str, object]]] = {}
    for row in make_records(atlas.claims, ("event_id", *CLAIM_COLUMNS)):
        claims.setdefault(str(row.pop("event_id")), []).append(row)
    events = atlas.events
    blocks = []
    for first in range(0, len(events), TEXTS_PER_BLOCK):
        part = events.iloc[first : first + TEXTS_PER_BLOCK]
        block: dict[str, list[object]] = {name: list(part[name]) for name in TEXT_COLUMNS}
        block["sources"] = list(part["sources"])
        block["claims"] = [claims.get(event, []) for event in part["id"]]
        blocks.append(pack(block))
    return blocks


def make_places(atlas: Atlas) -> list[dict[str, object]]:
    """Return the places with their names in every language; lon and lat are None if unknown."""
    names = _names_by("place_id", old_names_first(atlas.names))
    rows = make_records(
        atlas.places,
        (
            "id",
            "name",
            "kind",
            "uncertainty_m",
            "where_prec",
            "status",
            "method",
            "sources",
            "note",
        ),
    )
    for row, point in zip(rows, atlas.places.geometry, strict=True):
        row["uncertainty"] = row.pop("uncertainty_m")
        row["prec"] = row.pop("where_prec")
        row["lon"] = None if point is None else round(point.x, 6)
        row["lat"] = None if point is None else round(point.y, 6)
        row["names"] = names.get(str(row["id"]), [[row["name"], "en", ""]])
    return rows


def make_sources(table: pd.DataFrame) -> list[dict[str, object]]:
    """Return the sources as a reader needs them: text, link, whose voice, how good, how read."""
    told = ("kind", "language", "voice", "grade", "reliability", "read", "note")
    columns = ("id", "citation", "url", *told)
    return make_records(table, columns)


def make_features(
    atlas: Atlas, style: Style, looks: list[dict[str, object]]
) -> list[dict[str, object]]:
    """Return the atlas's own lines and areas; days as numbers, None for an open end.

    `look` is an index in `looks`, to which what is new is added.
    """
    out: list[dict[str, object]] = []
    for kind, frame in (("polygon", atlas.areas), ("line", atlas.lines)):
        rows = make_records(frame, FEATURE_COLUMNS)
        for row, geometry in zip(rows, frame.geometry, strict=True):
            scale = FINE_SCALE if _span(geometry) < FINE_SPAN else COARSE_SCALE
            first, last = row.pop("start_date", None), row.pop("end_date", None)
            row |= {
                "kind": kind,
                "from": day_number(str(first)) if first else None,
                "to": day_number(str(last)) if last else None,
                "uncertainty": row.pop("uncertainty_m", None),
                "scale": scale,
                "parts": encode_geometry(geometry.simplify(PAGE_TOLERANCE[scale]), scale),
                "look": _index(_look_of_row(style, row), looks),
            }
            out.append(row)
    return out


def _look_of_row(style: Style, row: Mapping[str, object]) -> Look:
    claimant, status = str(row["claimant"] or ""), str(row["status"] or "")
    return look_of(style, str(row["role"]), claimant, status, row["disputed"] == 1)


def _span(geometry: shapely.Geometry) -> float:
    west, south, east, north = geometry.bounds
    return float(max(east - west, north - south))


def make_statements(atlas: Atlas, results: list[TestResult]) -> list[dict[str, object]]:
    """Return the statements, what they are about, their tests and the lines to draw.

    What a test says is a message of the page, `result.<id>.title` and so on, in each language.
    """
    measured = make_test_records(results)
    rows = make_records(
        atlas.statements,
        ("id", "document", "statement", "kind", "literature", "verdict", "sources"),
    )
    if not rows:
        return rows
    about = make_records(atlas.statements, ("about_events", "about_places", "about_features"))
    for row, links in zip(rows, about, strict=True):
        row |= {
            "events": links["about_events"] or [],
            "places": links["about_places"] or [],
            "features": links["about_features"] or [],
            **measured.get(str(row["id"]), {"tests": [], "drawing": []}),
        }
    return rows


def make_test_records(results: list[TestResult]) -> dict[str, dict[str, list[object]]]:
    """Return by statement its tests and the lines to draw on the map."""
    records: dict[str, dict[str, list[object]]] = {}
    for one in results:
        record = records.setdefault(one.test.statement_id, {"tests": [], "drawing": []})
        record["tests"].append({"id": one.test.id, "note": one.test.note})
        for line in one.lines:
            points = [[round(x, 4), round(y, 4)] for x, y in line.points]
            record["drawing"].append({"points": points, "text": line.text})
    return records


def make_base(base: Mapping[str, object]) -> dict[str, object]:
    """Return the base map: the frames that have a column `base`, in the order of BASE_ORDER.

    Each frame says in its columns what it is: `base` (one of BASE_ORDER), `min_zoom`,
    `max_zoom` and, where it has one, `rank`.
    """
    parts = []
    for name in sorted(base):
        frame = base[name]
        if not isinstance(frame, gpd.GeoDataFrame) or "base" not in frame.columns:
            continue
        ground = frame[frame["base"].isin(BASE_ORDER)]
        for (kind, low, high), part in ground.groupby(["base", "min_zoom", "max_zoom"]):
            scale = FINE_SCALE if low >= FINE_ZOOM else BASE_SCALE
            is_line = part.geometry.geom_type.str.contains("Line").all()
            parts.append(
                {
                    "name": kind,
                    "kind": "line" if is_line else "polygon",
                    "min_zoom": int(low),
                    "max_zoom": int(high),
                    "scale": scale,
                    "items": [
                        {"rank": plain(rank), "parts": encode_geometry(geometry, scale)}
                        for rank, geometry in zip(part["rank"], part.geometry, strict=True)
                    ],
                }
            )
    return {"layers": sorted(parts, key=lambda one: BASE_ORDER.index(str(one["name"])))}
