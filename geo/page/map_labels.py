"""The names on the map: places of the atlas; countries, waters and towns of the base map.

All positions are WGS 84 in degrees.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import geopandas as gpd

from geo.page.packing import day_number
from geo.page.records import make_records
from geo.read.vocabulary import PLACE_KINDS

if TYPE_CHECKING:
    import pandas as pd

    from geo.atlas.style import Style
    from geo.atlas.tables import Atlas

# Two gazetteers put the middle of one town this far apart at most, degrees. Rival towns of the
# border stand nearer than that, so a name must be the same as well.
SAME_TOWN = 0.15


def old_names_first(names: pd.DataFrame) -> pd.DataFrame:
    """Return the names with those of today last: a map of the time speaks as the time did."""
    if not len(names):
        return names
    return names.sort_values("of_today", kind="stable")


def make_labels(atlas: Atlas, style: Style) -> list[dict[str, object]]:
    """Return the names that stand on the map: the places of the atlas, by kind and rank.

    `place` is the id of the place; it is for `add_lettering`, the page does not need it.
    """
    names = names_of_the_time(atlas)
    used = atlas.events["place_id"].value_counts().to_dict()
    sketched = find_sketched(atlas)
    out: list[dict[str, object]] = []
    rows = make_records(atlas.places, ("id", "kind"))
    for row, point in zip(rows, atlas.places.geometry, strict=True):
        code = style.codes.get((PLACE_KINDS, str(row["kind"])))
        if point is None or code is None or not code.lettering or code.label_zoom is None:
            continue
        kind, zoom = code.lettering, code.label_zoom
        if own := names[str(row["id"])]:
            out.append(
                {
                    "place": row["id"],
                    "names": own,
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


def find_sketched(atlas: Atlas) -> set[str]:
    """Return the places whose point or drawn extent is schematic: their names on a map say so."""
    frames = ((atlas.places, "id"), (atlas.areas, "place_id"))
    return {
        place
        for frame, column in frames
        if len(frame)
        for place in frame.loc[frame["status"] == "schematic", column]
    }


def names_of_the_time(atlas: Atlas) -> dict[str, dict[str, str]]:
    """Return the names of each place by language, of the time where there are any, by place id.

    A place that has names of today only was not there: it is no part of a map of the time, and has
    no names here. A place that is filed under its name of today has its English name of the time.
    """
    names: dict[str, dict[str, str]] = {}
    of_then: set[str] = set()
    of_today: set[tuple[str, str]] = set()
    for row in make_records(old_names_first(atlas.names), ("place_id", "name", "lang", "of_today")):
        place, name = str(row["place_id"]), str(row["name"])
        names.setdefault(place, {}).setdefault(str(row["lang"]), name)
        if row["of_today"]:
            of_today.add((place, name))
        else:
            of_then.add(place)
    found: dict[str, dict[str, str]] = {}
    for row in make_records(atlas.places, ("id", "name")):
        place, name = str(row["id"]), short_name(str(row["name"]))
        own = names.get(place, {})
        english = own.get("en", name) if (place, name) in of_today else name
        found[place] = {**own, "en": english} if place in of_then or not own else {}
    return found


def find_twins(atlas: Atlas, style: Style, base: Mapping[str, object]) -> dict[str, str]:
    """Return the places of the atlas that towns of the base map are: id of a town -> of a place."""
    own, names = make_labels(atlas, style), find_names(atlas)
    twins = {str(town["id"]): find_twin(own, town, names) for town in make_lettering(base)}
    return {town: str(twin["place"]) for town, twin in twins.items() if twin}


def find_names(atlas: Atlas) -> dict[str, set[str]]:
    """Return every name of each place in any language, by place id."""
    found: dict[str, set[str]] = {}
    for table, column in ((atlas.places, "id"), (atlas.names, "place_id")):
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
    inner = ("place", "id")
    return [{key: v for key, v in label.items() if key not in inner} for label in [*out, *left]]


def lend_names(
    labels: list[dict[str, object]], names_from: Mapping[str, str]
) -> list[dict[str, object]]:
    """Return the labels, each with the name of another language where its own is not known."""
    out = []
    for label in labels:
        names = dict(label["names"])  # type: ignore[call-overload]
        lent = {lang: names[other] for lang, other in names_from.items() if other in names}
        out.append({**label, "names": {**lent, **names}})
    return out


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
        if not isinstance(frame, gpd.GeoDataFrame) or "base" not in frame.columns:
            continue
        for row in frame[frame["base"].isin(("label", "town"))].itertuples():
            names = {name[5:]: getattr(row, name) for name in frame if name.startswith("name_")}
            out.append(
                {
                    "id": row.id,
                    "names": {lang: name for lang, name in names.items() if name},
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
