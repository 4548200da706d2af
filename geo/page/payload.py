"""What the page needs to know, as columns and blocks.

Numbers travel as plain arrays, words as indices into code lists, long texts in blocks that the page
opens only when a card or a search asks for them. All geometry is WGS 84 in degrees.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from geo.atlas.measures import Measurement, make_measure_records
from geo.page.packing import day_number, encode_geometry, pack
from geo.read.edtf import parse_when

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    import shapely

    from geo.atlas.tables import Layers

TEXTS_PER_BLOCK = 256
TEXT_COLUMNS = ("title", "date_edtf", "clock", "place_words", "actors", "summary", "note")
CLAIM_COLUMNS = (
    "id",
    "claimant",
    "subject",
    "of_side",
    "low",
    "high",
    "unit",
    "date_edtf",
    "text",
    "sources",
    "locator",
    "status",
)
FEATURE_COLUMNS = (
    "id",
    "name",
    "layer",
    "claimant",
    "disputed",
    "campaign",
    "start_date",
    "end_date",
    "status",
    "accuracy_m",
    "method",
    "sources",
    "licence",
    "attribution",
    "note",
)
# Steps per degree: 1e5 is 1 m, for what is read closely; 1e4 is 11 m; 1e3 is 110 m, for the world.
FINE_SCALE, COARSE_SCALE, BASE_SCALE = 100_000, 10_000, 1_000
# Features smaller than this many degrees are read closely.
FINE_SPAN = 0.6
FINE_ZOOM = 8
# Douglas-Peucker in degrees; the exports keep every vertex, the page what a screen can show.
PAGE_TOLERANCE = {FINE_SCALE: 0.00002, COARSE_SCALE: 0.00015}
# Features that carry their name along the line, and the zoom from which they do.
LABELLED = {"claim-line": 7, "front-line": 10}
# Kind of place -> kind of lettering, and the zoom from which the name may stand.
LABEL_ZOOM = {
    "city": ("city", 4),
    "port": ("town", 7),
    "town": ("town", 7),
    "station": ("town", 9),
    "village": ("town", 10),
    "border-post": ("town", 10),
    "temple": ("town", 9),
    "cairn": ("hill", 9),
    "airfield": ("town", 9),
    "hill": ("hill", 10),
    "lake": ("water", 9),
    "confluence": ("water", 9),
}
BASE_ORDER = ("world", "land", "lakes", "rivers")
# Two gazetteers put the middle of one town this far apart at most, degrees. Rival towns of the
# border stand nearer than that, so a name must be the same as well.
SAME_TOWN = 0.15
# An event of many months says little about one day.
LONG_EVENT = 60
SMALLEST_PRESET = 10
LONGEST_PRESET = 400
# The middle of a campaign fills its first view: this share of the points is left out on each side.
PRESET_TRIM = 0.22
# How the note of a name begins that came into use after the period.
NAME_OF_TODAY = "name of today"


def make_core(
    layers: Layers,
    base: Mapping[str, object],
    measurements: list[Measurement],
    meta: dict[str, object],
) -> dict[str, object]:
    """Return what the page needs before it can draw: codes, events, places, features, sources.

    `meta` holds the words about the whole; `find_meta` in this module makes the part of it that
    follows from the data.
    """
    codes = make_codes(layers)
    places = layers.places
    place_index = {place: i for i, place in enumerate(places["id"])}
    return {
        "meta": {**meta, **find_meta(layers)},
        "codes": codes,
        "events": make_event_columns(layers, codes, place_index),
        "block_size": TEXTS_PER_BLOCK,
        "places": make_places(layers),
        "features": make_features(layers),
        "labels": add_lettering(make_labels(layers), make_lettering(base), find_names(layers)),
        "sources": make_sources(layers.sources),
        "statements": make_statements(layers, measurements),
        "statistics": make_records(
            layers.statistics,
            ("id", "date_edtf", "count", "counted_by", "metric", "metric_words", "sources", "note"),
        ),
    }


def make_codes(layers: Layers) -> dict[str, list[dict[str, str]]]:
    """Return each code list in its order, as code, label, definition and colour."""
    table = layers.codes
    return {
        str(name): make_records(rows, ("code", "label", "definition", "colour"))
        for name, rows in table.groupby("list", sort=True)
    }


def make_records(table: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, object]]:
    """Return the rows of a table as JSON-able records; missing values become None."""
    if not len(table):
        return []
    names = [name for name in columns if name in table.columns]
    rows = table[names].astype(object).to_dict("records")
    return [{key: plain(value) for key, value in row.items()} for row in rows]


def plain(value: object) -> object:
    """Return a cell as JSON knows it: None for missing, int or float for numbers."""
    if isinstance(value, list | str | bool) or value is None:
        return value
    if value != value or str(value) == "<NA>":
        return None
    number = float(value)  # type: ignore[arg-type]
    return int(number) if number.is_integer() else number


def make_event_columns(
    layers: Layers, codes: dict[str, list[dict[str, str]]], place_index: dict[str, int]
) -> dict[str, list[object]]:
    """Return the events as columns of whole numbers; the first days as steps from row to row."""
    events = layers.events
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
        "doubt": [doubt_of(text) for text in events["date_edtf"]],
        "kind": _indices(events["kind"], codes["kind"]),
        "side": _indices(events["side_initiating"], codes["side"]),
        "basis": _indices(events["initiating_basis"], codes["basis"]),
        "campaign": _indices(events["campaign"], codes["campaign"]),
        "sector": _indices(events["sector"], codes["sector"]),
        "place": [place_index.get(place, -1) for place in events["place_id"]],
        "clarity": [int(value) for value in events["clarity"]],
        "confirmed": [int(value) for value in events["confirmed"]],
        "losses": events["losses_low"].fillna(-1).astype(int).tolist(),
        "losses_high": events["losses_high"].fillna(-1).astype(int).tolist(),
    }


def is_doubted(text: str) -> bool:
    """Tell whether a source calls its own date approximate or uncertain: certain on no day."""
    return any(sign in text for sign in "~?%")


def doubt_of(text: str) -> int:
    """Return what a date keeps from being certain, as bits.

    1: the source doubts its own date, which is certain on no day. 2: an all-of set `{a,b}`, which
    names its days and says nothing of those between.
    """
    return int(is_doubted(text)) | 2 * text.startswith("{")


def _minus(left: list[int], right: list[int]) -> list[int]:
    return [a - b for a, b in zip(left, right, strict=True)]


def _indices(values: pd.Series, codes: list[dict[str, str]]) -> list[object]:
    order = {code["code"]: i for i, code in enumerate(codes)}
    return [order[value] for value in values]


def make_text_blocks(layers: Layers) -> list[str]:
    """Return the long texts of the events with their claims, packed in blocks."""
    claims: dict[str, list[dict[str, object]]] = {}
    for row in make_records(layers.claims, ("event_id", *CLAIM_COLUMNS)):
        claims.setdefault(str(row.pop("event_id")), []).append(row)
    events = layers.events
    blocks = []
    for first in range(0, len(events), TEXTS_PER_BLOCK):
        part = events.iloc[first : first + TEXTS_PER_BLOCK]
        block: dict[str, list[object]] = {name: list(part[name]) for name in TEXT_COLUMNS}
        block["sources"] = list(part["sources"])
        block["claims"] = [claims.get(event, []) for event in part["id"]]
        blocks.append(pack(block))
    return blocks


def make_places(layers: Layers) -> list[dict[str, object]]:
    """Return the places with their names in every language; lon and lat are None if unknown."""
    names: dict[str, list[list[object]]] = {}
    for row in make_records(old_names_first(layers.names), ("place_id", "name", "lang", "used_by")):
        names.setdefault(str(row["place_id"]), []).append(
            [row["name"], row["lang"], row["used_by"]]
        )
    rows = make_records(
        layers.places,
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
    for row, point in zip(rows, layers.places.geometry, strict=True):
        row["uncertainty"] = row.pop("uncertainty_m")
        row["prec"] = row.pop("where_prec")
        row["lon"] = None if point is None else round(point.x, 6)
        row["lat"] = None if point is None else round(point.y, 6)
        row["names"] = names.get(str(row["id"]), [[row["name"], "en", ""]])
    return rows


def make_sources(table: pd.DataFrame) -> list[dict[str, object]]:
    """Return the sources as a reader needs them: full text, link, how good and how read."""
    columns = ("id", "citation", "url", "reliability", "language", "kind", "read", "note")
    return make_records(table, columns)


def make_features(layers: Layers) -> list[dict[str, object]]:
    """Return the atlas's own lines and areas; days as numbers, None for an open end."""
    out: list[dict[str, object]] = []
    for kind, frame in (("polygon", layers.areas), ("line", layers.lines)):
        rows = make_records(frame, FEATURE_COLUMNS)
        for row, geometry in zip(rows, frame.geometry, strict=True):
            scale = FINE_SCALE if _span(geometry) < FINE_SPAN else COARSE_SCALE
            first, last = row.pop("start_date", None), row.pop("end_date", None)
            row |= {
                "kind": kind,
                "from": day_number(str(first)) if first else None,
                "to": day_number(str(last)) if last else None,
                "accuracy": row.pop("accuracy_m", None),
                "scale": scale,
                "parts": encode_geometry(geometry.simplify(PAGE_TOLERANCE[scale]), scale),
                "label_zoom": LABELLED.get(str(row["layer"]), 0),
            }
            out.append(row)
    return out


def _span(geometry: shapely.Geometry) -> float:
    west, south, east, north = geometry.bounds
    return float(max(east - west, north - south))


def old_names_first(names: pd.DataFrame) -> pd.DataFrame:
    """Return the names with those of today last: a map of the time speaks as the time did."""
    if not len(names):
        return names
    today = names["note"].str.startswith(NAME_OF_TODAY)
    return names.assign(today=today).sort_values("today", kind="stable").drop(columns="today")


def make_labels(layers: Layers) -> list[dict[str, object]]:
    """Return the names that stand on the map: the places of the atlas, by kind and rank.

    `place` is the id of the place; it is for `add_lettering`, the page does not need it.
    """
    names: dict[str, dict[str, str]] = {}
    for row in make_records(old_names_first(layers.names), ("place_id", "name", "lang")):
        names.setdefault(str(row["place_id"]), {}).setdefault(str(row["lang"]), str(row["name"]))
    used = layers.events["place_id"].value_counts().to_dict()
    areas = layers.areas
    sketched = set(areas.loc[areas["status"] == "schematic", "place_id"]) if len(areas) else set()
    out: list[dict[str, object]] = []
    columns = ("id", "name", "kind", "status")
    for row, point in zip(
        make_records(layers.places, columns), layers.places.geometry, strict=True
    ):
        if point is None or row["kind"] not in LABEL_ZOOM:
            continue
        kind, zoom = LABEL_ZOOM[str(row["kind"])]
        out.append(
            {
                "place": row["id"],
                "names": {**names.get(str(row["id"]), {}), "en": short_name(str(row["name"]))},
                "kind": kind,
                "rank": zoom * 100 - min(99, used.get(row["id"], 0)),
                "lon": round(point.x, 5),
                "lat": round(point.y, 5),
                "min_zoom": zoom,
                "max_zoom": 99,
                "schematic": row["id"] in sketched,
            }
        )
    return out


def find_names(layers: Layers) -> dict[str, set[str]]:
    """Return every name of each place in any language, by place id."""
    found: dict[str, set[str]] = {}
    for table, column in ((layers.places, "id"), (layers.names, "place_id")):
        for row in make_records(table, (column, "name")):
            found.setdefault(str(row[column]), set()).update(split_name(str(row["name"])))
    return found


def split_name(name: str) -> set[str]:
    """Return the names in a name with a gloss, in one case: Yuki (Unggi) is yuki and unggi."""
    parts = re.split(r" / | \(|\)", name)
    return {part.strip().casefold() for part in (name, *parts)} - {""}


def add_lettering(
    own: list[dict[str, object]], ground: list[dict[str, object]], names: Mapping[str, set[str]]
) -> list[dict[str, object]]:
    """Return all names of the map; a town of the base map gives way to its place of the atlas.

    `names` are those of the places by id. The place takes over the rank and the zoom of the town,
    for a capital is a capital, and its names in languages the atlas has none in.
    """
    out = [dict(label) for label in own]
    left = []
    for town in ground:
        twin = find_twin(out, town, names)
        if twin is None:
            left.append(town)
            continue
        twin["rank"] = min(int(str(twin["rank"])), int(str(town["rank"])))
        twin["min_zoom"] = min(int(str(twin["min_zoom"])), int(str(town["min_zoom"])))
        twin["names"] = {**dict(town["names"]), **dict(twin["names"])}  # type: ignore[call-overload]
    return [{key: v for key, v in label.items() if key != "place"} for label in [*out, *left]]


def find_twin(
    own: list[dict[str, object]], town: dict[str, object], names: Mapping[str, set[str]]
) -> dict[str, object] | None:
    """Return the label of the place that a town of the base map is, None if it is none of them.

    It bears a name of the town and stands near it; of several the one with most names in common,
    then the nearest.
    """
    called = {one for name in dict(town["names"]).values() for one in split_name(str(name))}  # type: ignore[call-overload]
    found = [
        (-len(called & names.get(str(label["place"]), set())), _gap(label, town), number)
        for number, label in enumerate(own)
        if {label["kind"], town["kind"]} <= {"city", "town"}
    ]
    found = [one for one in found if one[0] and one[1] < SAME_TOWN]
    return own[min(found)[2]] if found else None


def _gap(one: dict[str, object], other: dict[str, object]) -> float:
    """Return how far apart two labels are, degrees along the axis on which it is more."""
    return max(abs(float(str(one[axis])) - float(str(other[axis]))) for axis in ("lon", "lat"))


def short_name(name: str) -> str:
    """Return a name as it fits a map: the first of several, without its gloss."""
    for gloss in (" / ", " (", " as described"):
        name = name.split(gloss)[0]
    return name


def make_lettering(base: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the names that belong to the ground: countries, waters, towns of the base map."""
    out: list[dict[str, object]] = []
    for frame in base.values():
        if not hasattr(frame, "geometry") or "base" not in frame.columns:
            continue
        for row in frame[frame["base"].isin(("label", "town"))].itertuples():
            tongues = {name[5:]: getattr(row, name) for name in frame if name.startswith("name_")}
            out.append(
                {
                    "names": {lang: name for lang, name in tongues.items() if name},
                    "kind": row.kind,
                    "rank": int(row.rank) * 100,
                    "lon": round(row.geometry.x, 5),
                    "lat": round(row.geometry.y, 5),
                    "min_zoom": int(row.min_zoom),
                    "max_zoom": int(row.max_zoom),
                    "from": _day_of(getattr(row, "valid_from", None)),
                    "to": _day_of(getattr(row, "valid_to", None)),
                }
            )
    return out


def _day_of(text: object) -> int | None:
    """Return an ISO day as a number; None for an empty cell."""
    return day_number(text) if isinstance(text, str) and text else None


def make_statements(layers: Layers, measurements: list[Measurement]) -> list[dict[str, object]]:
    """Return the statements of the two documents, what they are about and what was measured."""
    measured = make_measure_records(measurements)
    rows = make_records(
        layers.statements,
        ("id", "document", "statement", "kind", "literature", "verdict", "sources"),
    )
    if not rows:
        return rows
    about = make_records(layers.statements, ("about_events", "about_places", "about_features"))
    for row, links in zip(rows, about, strict=True):
        row |= {
            "events": links["about_events"] or [],
            "places": links["about_places"] or [],
            "features": links["about_features"] or [],
            **measured.get(str(row["id"]), {"tests": [], "drawing": []}),
        }
    return rows


def find_meta(layers: Layers) -> dict[str, object]:
    """Return what follows from the data: first, last and busiest day, bounds, presets."""
    first, last = find_days(layers)
    presets = [preset for code in _codes_in_order(layers) if (preset := _preset(layers, code))]
    bounds = _bounds(layers)
    start, end = find_period(layers, first, last)
    whole = {"id": "all", "window": None, "from": start, "to": end, "bounds": bounds}
    return {
        "first_day": first,
        "last_day": last,
        "busiest_day": find_busiest_day(layers),
        "period": [start, end],
        "bounds": bounds,
        "windows": [{"id": p["id"], "from": p["window"][0], "to": p["window"][1]} for p in presets],
        "presets": [*presets, whole],
    }


def find_period(layers: Layers, first: int, last: int) -> list[int]:
    """Return the days the page opens with: the period the data name, or all days there are."""
    if not layers.about.get("period"):
        return [first, last]
    span = parse_when(layers.about["period"])
    return [day_number(span.start.isoformat()), day_number(span.end.isoformat())]


def _codes_in_order(layers: Layers) -> list[str]:
    codes = layers.codes
    return [str(code) for code in codes.loc[codes["list"] == "campaign", "code"]]


def find_busiest_day(layers: Layers) -> int:
    """Return the first of the days on which most events are certain.

    A date its source doubts is certain on no day, and of a long event only its first `LONG_EVENT`
    days count. Where no event has a certain day it is the first day of the period.
    """
    counts: dict[int, int] = {}
    events = layers.events
    rows = zip(events["date_edtf"], events["start_latest"], events["end_earliest"], strict=True)
    for text, start, end in rows:
        if is_doubted(text):
            continue
        first, last = day_number(start), day_number(end)
        for day in range(first, min(last + 1, first + LONG_EVENT)):
            counts[day] = counts.get(day, 0) + 1
    if not counts:
        return find_period(layers, *find_days(layers))[0]
    return min(counts, key=lambda day: (-counts[day], day))


def find_days(layers: Layers) -> tuple[int, int]:
    """Return the first and the last possible day of all events, 0 and 0 if there are none."""
    events = layers.events
    if not len(events):
        return 0, 0
    return day_number(min(events["start_date"])), day_number(max(events["end_date"]))


def _preset(layers: Layers, campaign: str) -> dict[str, object] | None:
    """Return a start button for a campaign that is short and stands in one place, else None."""
    events = layers.events[layers.events["campaign"] == campaign]
    if not len(events):
        return None
    sector = events["sector"].mode().iloc[0]
    core = events[(events["sector"] == sector) & events.geometry.notna()]
    if len(core) < SMALLEST_PRESET:
        return None
    starts = sorted(day_number(text) for text in core["start_date"])
    first, last = starts[len(starts) // 20], starts[-1 - len(starts) // 20]
    if last - first > LONGEST_PRESET:
        return None
    box = _with_strip(_box(core, PRESET_TRIM), layers.areas, campaign)
    return {
        "id": campaign,
        "window": [first - 10, last + 10],
        "from": first,
        "to": last,
        "bounds": box,
    }


def _with_strip(
    box: list[list[float]], areas: gpd.GeoDataFrame, campaign: str
) -> list[list[float]]:
    """Return a box that also holds the ground both sides claimed, which the fighting was about."""
    if not len(areas):
        return box
    strip = areas[(areas["layer"] == "disputed-strip") & (areas["campaign"] == campaign)]
    if not len(strip):
        return box
    west, south, east, north = (round(float(value), 4) for value in strip.total_bounds)
    low, high = box
    return [[min(low[0], south), min(low[1], west)], [max(high[0], north), max(high[1], east)]]


def _box(events: gpd.GeoDataFrame, trim: float) -> list[list[float]]:
    """Return [[south, west], [north, east]] of the points without the outermost share `trim`."""
    x, y = events.geometry.x, events.geometry.y
    west, east = x.quantile(trim), x.quantile(1 - trim)
    south, north = y.quantile(trim), y.quantile(1 - trim)
    pad = max(0.02, (east - west) * 0.15, (north - south) * 0.15)
    return [
        [round(south - pad, 4), round(west - pad * 1.3, 4)],
        [round(north + pad, 4), round(east + pad * 1.3, 4)],
    ]


def _bounds(layers: Layers) -> list[list[float]]:
    """Return the first view: the territory if there is one, else the middle nine tenths."""
    areas = layers.areas
    territory = areas[areas["layer"] == "territory"] if len(areas) else areas
    if len(territory):
        west, south, east, north = (float(value) for value in territory.total_bounds)
        return [[round(south, 3), round(west, 3)], [round(north, 3), round(east, 3)]]
    located = layers.events[layers.events.geometry.notna()]
    return _box(located, 0.05) if len(located) else [[36.0, 105.0], [57.0, 145.0]]


def make_base(base: Mapping[str, object]) -> dict[str, object]:
    """Return the base map: the frames that have a column `base`, in the order of BASE_ORDER.

    Each frame says in its columns what it is: `base` (one of BASE_ORDER), `min_zoom`,
    `max_zoom` and, where it has one, `rank`.
    """
    layers = []
    for name in sorted(base):
        frame = base[name]
        if not hasattr(frame, "geometry") or "base" not in frame.columns:
            continue
        ground = frame[frame["base"].isin(BASE_ORDER)]
        for (kind, low, high), part in ground.groupby(["base", "min_zoom", "max_zoom"]):
            scale = FINE_SCALE if low >= FINE_ZOOM else BASE_SCALE
            is_line = part.geometry.geom_type.str.contains("Line").all()
            layers.append(
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
    return {"layers": sorted(layers, key=lambda one: BASE_ORDER.index(str(one["name"])))}
