"""The archive as the map shows it: typed frames, dates resolved, places joined.

All geometry is WGS 84 (EPSG:4326) in degrees, all distances are metres, all days are inclusive
ISO text, because text compares, sorts and exports the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import Point

from geo.atlas.style import Style, make_style
from geo.read.archive import CRS, Archive
from geo.read.edtf import date_prec, parse_when
from geo.read.files import Object
from geo.read.schema import field_list
from geo.read.settings import Bounds, Settings
from geo.read.texts import make_texts
from geo.read.vocabulary import ROLES

# How one event is cited; the page fills in the same pattern.
CITE_AS = "“{title}” ({date}), event {id}. In: {whole}"

SPAN_COLUMNS = ("start_date", "end_date", "start_latest", "end_earliest", "date_prec")
EVENT_COLUMNS = (
    "id",
    "title",
    "kind",
    "campaign",
    "sector",
    "date_edtf",
    *SPAN_COLUMNS,
    "clock",
    "place_id",
    "place_name",
    "place_words",
    "where_prec",
    "uncertainty_m",
    "status",
    "side_initiating",
    "initiating_basis",
    "actors",
    "clarity",
    "confidence",
    "summary",
    "note",
    "sources",
    "independent_sources",
    "grade",
    "confirmed",
    "claim_count",
    "losses_low",
    "losses_high",
    "dossier_ids",
    "cite_as",
    "geometry",
)


# Web Mercator ends here, degrees; the world as far as a map of it goes.
LATITUDE = 85.0
WORLD = ((-60.0, -180.0), (80.0, 180.0))
# The share of the events that a first view leaves out on each side.
OUTLIERS = 0.05
# The view of a role whose areas are what the atlas is about.
EXTENT = "extent"


# The tables of those who fought, which an archive may have or not, and the order of their rows.
FORCES = {
    "units": ("id",),
    "unit_parents": ("unit_id", "id"),
    "unit_names": ("unit_id", "id"),
    "persons": ("id",),
    "person_names": ("person_id", "id"),
    "offices": ("id",),
    "participants": ("event_id", "id"),
    "tellings": ("id",),
}


@dataclass(frozen=True)
class Atlas:
    """Hold everything the page and the exports show.

    GeoDataFrames (EPSG:4326): `events`, `places` and `positions` (Point or None), `areas`
    (polygons), `lines`.
    DataFrames: the other tables, typed as their schema says, empty when the archive has none.
    `style` is what each code looks like, `settings` what the atlas says of itself, `texts` its
    translations by language and key. `about` holds name, title, description, version, day of
    issue, licence, attribution, citation and keywords of the whole (joined by ;), "" where the
    archive does not say. `extent` is ((south, west), (north, east)) of what the atlas is about.
    """

    events: gpd.GeoDataFrame
    places: gpd.GeoDataFrame
    areas: gpd.GeoDataFrame
    lines: gpd.GeoDataFrame
    claims: pd.DataFrame
    sources: pd.DataFrame
    names: pd.DataFrame
    statements: pd.DataFrame
    statement_tests: pd.DataFrame
    statistics: pd.DataFrame
    campaigns: pd.DataFrame
    units: pd.DataFrame
    unit_parents: pd.DataFrame
    unit_names: pd.DataFrame
    persons: pd.DataFrame
    person_names: pd.DataFrame
    offices: pd.DataFrame
    positions: gpd.GeoDataFrame | pd.DataFrame
    phases: pd.DataFrame
    days: pd.DataFrame
    participants: pd.DataFrame
    tellings: pd.DataFrame
    codes: pd.DataFrame
    palette: pd.DataFrame
    shapes: pd.DataFrame
    retired: pd.DataFrame
    changes: pd.DataFrame
    style: Style
    settings: Settings
    texts: dict[str, dict[str, str]]
    extent: Bounds
    about: dict[str, str]


def make_atlas(archive: Archive) -> Atlas:
    """Return the atlas of an archive without problems."""
    places = _make_places(archive)
    settings = archive.settings
    sources = _sorted(_make_table(archive, "sources"), "id")
    claims = _sorted(_make_table(archive, "claims"), "event_id", "id")
    features = _make_features(archive)
    codes = _sorted(_make_table(archive, "codes"), "list", "order")
    palette, shapes = _make_table(archive, "palette"), _make_table(archive, "shapes")
    is_area = features.geom_type.isin(["Polygon", "MultiPolygon"])
    style = make_style(codes, palette, shapes)
    events = _make_events(archive, places, claims, sources)
    return Atlas(
        events=events,
        places=places,
        areas=features[is_area].reset_index(drop=True),
        lines=features[~is_area].reset_index(drop=True),
        claims=claims,
        sources=sources,
        names=_sorted(_make_table(archive, "names"), "place_id", "id"),
        statements=_sorted(_make_table(archive, "statements"), "id"),
        statement_tests=_sorted(_make_table(archive, "statement_tests"), "id"),
        statistics=_with_span(_sorted(_make_table(archive, "statistics"), "id")),
        campaigns=_with_span(_sorted(_make_table(archive, "campaigns"), "id")),
        **{name: _make_force(archive, name) for name in FORCES},
        positions=_make_positions(archive, places),
        phases=_with_span(_sorted(_make_table(archive, "phases"), "date_edtf", "id")),
        days=_with_span(_sorted(_make_table(archive, "days"), "campaign", "date_edtf")),
        codes=codes,
        # The order of the palette is that of the colours round a ring.
        palette=palette,
        shapes=shapes,
        retired=_sorted(_make_table(archive, "retired"), "dossier_id"),
        changes=_sorted(_make_table(archive, "changes"), "date", "table", "id", "column"),
        style=style,
        settings=settings,
        texts=make_texts(archive.tables),
        extent=find_extent(events, features[is_area], style),
        about=_make_about(archive),
    )


def find_extent(events: gpd.GeoDataFrame, areas: gpd.GeoDataFrame, style: Style) -> Bounds:
    """Return ((south, west), (north, east)) in degrees of what an atlas is about.

    It is that of the areas whose role is an extent, such as the territory of a state; without one
    the middle nine tenths of the events with a margin, without these the world.
    """
    roles = [role.code for role in style.rows(ROLES) if role.view == EXTENT]
    found = areas[areas["role"].isin(roles)] if len(areas) else areas
    if len(found):
        west, south, east, north = (round(float(value), 3) for value in found.total_bounds)
        return (south, west), (north, east)
    located = events[events.geometry.notna()]
    return find_box(located, OUTLIERS) if len(located) else WORLD


def find_box(events: gpd.GeoDataFrame, trim: float) -> Bounds:
    """Return ((south, west), (north, east)) of the points without the outermost share `trim`."""
    x, y = events.geometry.x, events.geometry.y
    west, east = x.quantile(trim), x.quantile(1 - trim)
    south, north = y.quantile(trim), y.quantile(1 - trim)
    pad = max(0.02, (east - west) * 0.15, (north - south) * 0.15)
    low = (max(-LATITUDE, round(south - pad, 4)), round(west - pad * 1.3, 4))
    return low, (min(LATITUDE, round(north + pad, 4)), round(east + pad * 1.3, 4))


def _make_about(archive: Archive) -> dict[str, str]:
    """Return the words that name the whole and its licence."""
    licences = archive.package.get("licenses") or [{}]
    assert isinstance(licences, list) and isinstance(licences[0], dict)
    keys = ("name", "title", "description", "version", "created", "attribution", "period")
    words = {key: str(archive.package.get(key) or "") for key in keys}
    words["keywords"] = ";".join(archive.settings.keywords)
    words["licence"] = str(licences[0].get("name") or "")
    words["licence_url"] = str(licences[0].get("path") or "")
    words["citation"] = f"{words['title']}, version {words['version']}. {words['attribution']}"
    return words


def _make_table(archive: Archive, name: str) -> pd.DataFrame:
    """Return a table with the types of its schema, without lines; empty if it is not listed."""
    if name not in archive.tables:
        return pd.DataFrame()
    schema = archive.resources[name].schema
    assert schema is not None
    table = archive.tables[name].drop(columns="line")
    return table.assign(
        **{str(f["name"]): _typed(table[str(f["name"])], f) for f in field_list(schema)}
    )


def _typed(cells: pd.Series, field: Object) -> pd.Series:
    """Return cells as whole numbers, numbers, yes or no, or lists; text stays text, "" included."""
    if "separator" in field:
        lists = [cell.split(str(field["separator"])) if cell else [] for cell in cells]
        return pd.Series(lists, index=cells.index, dtype=object)
    if field["type"] == "integer":
        return pd.to_numeric(cells.replace("", None)).astype("Int64")
    if field["type"] == "number":
        return pd.to_numeric(cells.replace("", None)).astype("Float64")
    if field["type"] == "boolean":
        return cells.eq("true")
    return cells


def _sorted(table: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Return a table in the order of keys, so that the order of a file never shows."""
    return table.sort_values(list(keys), ignore_index=True) if len(table) else table


def _with_span(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with the days of its `date_edtf` as ISO text, and their precision."""
    if "date_edtf" not in table:
        return table
    spans = [parse_when(text) for text in table["date_edtf"]]
    return table.assign(
        start_date=_text(span.start.isoformat() for span in spans),
        end_date=_text(span.end.isoformat() for span in spans),
        start_latest=_text(span.start_latest.isoformat() for span in spans),
        end_earliest=_text(span.end_earliest.isoformat() for span in spans),
        date_prec=pd.Series([date_prec(span) for span in spans], dtype="Int64"),
    )


def _make_force(archive: Archive, name: str) -> pd.DataFrame:
    """Return a table of `FORCES`, with the days of `from_edtf` and `to_edtf` as ISO text."""
    table = _sorted(_make_table(archive, name), *FORCES[name])
    if "from_edtf" not in table:
        return table
    starts = (text and parse_when(text).start.isoformat() for text in table["from_edtf"])
    ends = (text and parse_when(text).end.isoformat() for text in table["to_edtf"])
    return table.assign(start_date=_text(starts), end_date=_text(ends))


def _text(values: Iterable[str | None]) -> pd.Series:
    return pd.Series(list(values), dtype=object)


def _make_places(archive: Archive) -> gpd.GeoDataFrame:
    """Return the places; those that are not located keep their row with geometry None."""
    places = _sorted(_make_table(archive, "places"), "id")
    points = [
        None if pd.isna(lon) else Point(lon, lat)
        for lon, lat in zip(places["lon"], places["lat"], strict=True)
    ]
    return gpd.GeoDataFrame(places.drop(columns=["lon", "lat"]), geometry=points, crs=CRS)


def _make_events(
    archive: Archive, places: gpd.GeoDataFrame, claims: pd.DataFrame, sources: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Return the events in time order, each with the position of its place, if it has one."""
    events = _with_span(_make_table(archive, "events"))
    located = places.set_index("id")
    at = events["place_id"].where(events["place_id"].isin(located.index))
    no_source = set(archive.settings.no_source)
    counts = claims["event_id"].value_counts() if len(claims) else pd.Series(dtype=int)
    events = events.assign(
        place_name=at.map(located["name"]).fillna("").astype(str),
        where_prec=at.map(located["where_prec"]).astype("Int64"),
        uncertainty_m=at.map(located["uncertainty_m"]).astype("Int64"),
        status=at.map(located["status"]).fillna("").astype(str),
        independent_sources=count_independent(events["sources"], sources),
        grade=find_grades(events["sources"], sources),
        confirmed=[not no_source.intersection(ids) for ids in events["sources"]],
        cite_as=cite_events(events, _make_about(archive)),
        claim_count=events["id"].map(counts).fillna(0).astype(int),
    )
    losses = find_losses(claims, sources, archive.settings)
    events = events.assign(
        losses_low=events["id"].map(losses["low"]).astype("Int64"),
        losses_high=events["id"].map(losses["high"]).astype("Int64"),
    )
    points = at.map(located.geometry.to_dict()).astype(object)
    geometry = [point if isinstance(point, Point) else None for point in points]
    frame = gpd.GeoDataFrame(events, geometry=geometry, crs=CRS)
    return frame[list(EVENT_COLUMNS)].sort_values(
        ["start_date", "end_date", "id"], ignore_index=True
    )


def _make_positions(archive: Archive, places: gpd.GeoDataFrame) -> gpd.GeoDataFrame | pd.DataFrame:
    """Return where units were in time order, each at the point of its place; empty without any."""
    positions = _with_span(_make_table(archive, "positions"))
    if not len(positions):
        return positions
    units = _make_table(archive, "units").set_index("id")
    located = places.set_index("id")
    at = positions["place_id"].where(positions["place_id"].isin(located.index))
    points = at.map(located.geometry.to_dict()).astype(object)
    positions = positions.assign(
        unit_name=positions["unit_id"].map(units["name"]).fillna("").astype(str),
        unit_short=positions["unit_id"].map(units["short"]).fillna("").astype(str),
        side=positions["unit_id"].map(units["side"]).fillna("").astype(str),
        place_name=at.map(located["name"]).fillna("").astype(str),
        where_prec=at.map(located["where_prec"]).astype("Int64"),
        status=at.map(located["status"]).fillna("").astype(str),
    )
    geometry = [point if isinstance(point, Point) else None for point in points]
    frame = gpd.GeoDataFrame(positions, geometry=geometry, crs=CRS)
    return frame.sort_values(["start_date", "end_date", "unit_id", "id"], ignore_index=True)


def cite_events(events: pd.DataFrame, about: Mapping[str, str]) -> list[str]:
    """Return for each event how to cite it: title, date in EDTF, id and the version of the data."""
    rows = zip(events["title"], events["date_edtf"], events["id"], strict=True)
    return [
        CITE_AS.format(title=title, date=date, id=event, whole=about["citation"])
        for title, date, event in rows
    ]


def count_independent(cited: Iterable[Iterable[str]], sources: pd.DataFrame) -> list[int]:
    """Return for each list of cited sources how many of them are independent testimony.

    Works of one `family` count as one, and what has no `voice`, such as a map or a placeholder,
    as none. Without these columns each source counts.
    """
    witnesses = {
        str(row["id"]): str(row.get("family") or row["id"])
        for row in sources.to_dict("records")
        if row.get("voice", "unknown")
    }
    return [len({witnesses[source] for source in ids if source in witnesses}) for ids in cited]


def find_grades(cited: Iterable[Iterable[str]], sources: pd.DataFrame) -> list[str]:
    """Return for each list of cited sources the best grade among them, "" if none has one.

    Grades are letters, A the best. One good witness carries an event; the others do not spoil it.
    """
    known = {str(row["id"]): str(row.get("grade") or "") for row in sources.to_dict("records")}
    return [min((known[one] for one in ids if known.get(one)), default="") for ids in cited]


def rests_on_tested_texts(
    claims: pd.DataFrame, sources: pd.DataFrame, settings: Settings
) -> np.ndarray:
    """Tell for each claim whether all of its sources are texts that the atlas itself tests."""
    tested = set(sources["id"][sources["kind"] == settings.tested]) if len(sources) else set()
    return np.array([bool(ids) and set(ids) <= tested for ids in claims["sources"]], dtype=bool)


def find_losses(claims: pd.DataFrame, sources: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Return the lowest and the highest losses of people that are claimed, by event id.

    Columns `low` and `high`, persons, a row for each event with such a claim. Like is held only
    against like: an event is measured in that measure of `settings.losses` (such as all casualties,
    or the dead) which is stated for more sides, in the first if for as many. `low` adds up the
    lowest claim for each side, `high` the highest. Of allies a figure for both counts alone, else
    the figures of each are added; a figure for both sides counts alone. Claims of no source but
    texts under test are left out, and those of a part (`scope`) or of another time (`period`).
    Only the size of a symbol depends on this.
    """
    if not len(claims):
        return pd.DataFrame(columns=["low", "high"])
    subjects = [subject for measure in settings.losses for subject in measure]
    is_whole = (claims["scope"] == "") & (claims["period"] == "")
    is_figure = claims["low"].notna() & claims["high"].notna()
    counted = claims[claims["subject"].isin(subjects) & is_figure & is_whole]
    counted = counted[~rests_on_tested_texts(counted, sources, settings)]
    losses = {event: _sum_losses(found, settings) for event, found in counted.groupby("event_id")}
    return pd.DataFrame.from_dict(losses, orient="index", columns=["low", "high"])


def _sum_losses(claims: pd.DataFrame, settings: Settings) -> tuple[float, float]:
    """Return the lowest and the highest losses in the measure that is stated for more sides."""
    measures = [_losses_by_side(claims, subjects, settings) for subjects in settings.losses]
    sides = max(measures, key=lambda found: 2 if settings.both in found else len(found))
    return sum(low for low, _ in sides.values()), sum(high for _, high in sides.values())


def _losses_by_side(
    claims: pd.DataFrame, subjects: tuple[str, ...], settings: Settings
) -> dict[str, tuple[float, float]]:
    """Return the bounds of what is claimed in one measure, by side, allies together."""
    bounds: dict[str, tuple[float, float]] = {}
    for subject in reversed(subjects):
        found = claims[claims["subject"] == subject].groupby("of_side")
        bounds |= {str(side): (rows["low"].min(), rows["high"].max()) for side, rows in found}
    if settings.both in bounds:
        return {settings.both: bounds[settings.both]}
    for allies, members in settings.allies.items():
        parts = [bounds.pop(side) for side in members if side in bounds]
        if parts:
            bounds.setdefault(allies, (sum(low for low, _ in parts), sum(h for _, h in parts)))
    return bounds


def _make_features(archive: Archive) -> gpd.GeoDataFrame:
    """Return all lines and areas with the days they are valid, None where the period goes on."""
    features = archive.features.drop(columns=["file", "line"])
    columns = (features[name] for name in ("valid_from", "valid_to", "date_edtf"))
    days = [_days_of(*cells) for cells in zip(*columns, strict=True)]
    features = features.assign(
        start_date=_text(first for first, _ in days), end_date=_text(last for _, last in days)
    )
    return features.sort_values("id", ignore_index=True)


def _days_of(
    valid_from: str | None, valid_to: str | None, date_edtf: str | None
) -> tuple[str | None, str | None]:
    """Return the first and last day of a feature; the days as given count before the date."""
    if not date_edtf:
        return valid_from or None, valid_to or None
    span = parse_when(date_edtf)
    return valid_from or span.start.isoformat(), valid_to or span.end.isoformat()


def find_licences(frames: Iterable[object]) -> list[str]:
    """Return each licence (SPDX id) of the rows of frames once; a row may carry several."""
    found: set[str] = set()
    for frame in frames:
        if isinstance(frame, pd.DataFrame) and "licence" in frame.columns:
            found |= {name for cell in set(frame["licence"]) for name in str(cell).split(" AND ")}
    return sorted(found)


def find_credits(frames: Iterable[object]) -> list[str]:
    """Return one credit line for each origin of the rows of frames, with its licence.

    What is no frame, or says nothing of its origin, has none.
    """
    lines: set[str] = set()
    for frame in frames:
        if isinstance(frame, pd.DataFrame) and {"attribution", "licence"} <= set(frame.columns):
            pairs = zip(frame["attribution"], frame["licence"], strict=True)
            lines |= {f"{name} ({licence})" for name, licence in pairs}
    return sorted(lines)
