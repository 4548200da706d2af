"""The days and the views that the page opens with: period, busiest day, start buttons, bounds.

Days are numbers from 1970-01-01, bounds [[south, west], [north, east]] in WGS 84 degrees.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from geo.atlas.tables import find_box
from geo.page.packing import day_number
from geo.read.edtf import parse_when
from geo.read.vocabulary import CAMPAIGNS, ROLES

if TYPE_CHECKING:
    from geo.atlas.tables import Atlas
    from geo.read.settings import Bounds

# Metres in a pixel of Web Mercator on the equator at zoom 0, in tiles of 256 pixels.
EQUATOR_M = 156_543.034
# The share of the smallest uncertainty that a pixel may show, and the zooms between which it is.
FINENESS = 0.1
LEAST_ZOOM, MOST_ZOOM = 8, 18
# An event of many months says little about one day.
LONG_EVENT = 60
SMALLEST_PRESET = 10
LONGEST_PRESET = 400
# The middle of a campaign fills its first view: this share of the points is left out on each side.
PRESET_TRIM = 0.22
# The view of a role whose areas a campaign was about.
CAMPAIGN_VIEW = "campaign"


def is_uncertain(text: str) -> bool:
    """Tell whether a source calls its own date approximate or uncertain: certain on no day."""
    return any(mark in text for mark in "~?%")


def find_meta(atlas: Atlas) -> dict[str, object]:
    """Return what follows from the data: first, last and busiest day, bounds, presets."""
    first, last = find_days(atlas)
    presets = [preset for code in _codes_in_order(atlas) if (preset := _preset(atlas, code))]
    bounds = [list(corner) for corner in atlas.extent]
    start, end = find_period(atlas, first, last)
    whole = {"id": "all", "window": None, "from": start, "to": end, "bounds": bounds}
    return {
        "first_day": first,
        "last_day": last,
        "busiest_day": find_busiest_day(atlas),
        "period": [start, end],
        "bounds": bounds,
        "max_zoom": find_deepest_zoom(atlas),
        "windows": [{"id": p["id"], "from": p["window"][0], "to": p["window"][1]} for p in presets],
        "presets": [*presets, whole],
    }


def find_deepest_zoom(atlas: Atlas) -> int:
    """Return the nearest zoom: no pixel is finer than `FINENESS` of the smallest uncertainty.

    Web Mercator shows `EQUATOR_M` x cos(latitude) / 2^zoom metres in a pixel. Of places, lines and
    areas the one counts that allows the nearest zoom.
    """
    scales = [
        (float(row.uncertainty_m), shape.centroid.y)
        for frame in (atlas.places, atlas.lines, atlas.areas)
        for row, shape in zip(frame.itertuples(), frame.geometry, strict=True)
        if shape is not None and row.uncertainty_m and row.uncertainty_m > 0
    ]
    deepest = [
        math.floor(math.log2(EQUATOR_M * math.cos(math.radians(lat)) / (metres * FINENESS)))
        for metres, lat in scales
    ]
    return max(LEAST_ZOOM, min(MOST_ZOOM, max(deepest, default=LEAST_ZOOM)))


def find_period(atlas: Atlas, first: int, last: int) -> list[int]:
    """Return the days the page opens with: the period the data name, or all days there are."""
    if not atlas.about.get("period"):
        return [first, last]
    span = parse_when(atlas.about["period"])
    return [day_number(span.start.isoformat()), day_number(span.end.isoformat())]


def _codes_in_order(atlas: Atlas) -> list[str]:
    codes = atlas.codes
    return [str(code) for code in codes.loc[codes["list"] == CAMPAIGNS, "code"]]


def find_busiest_day(atlas: Atlas) -> int:
    """Return the first of the days on which most events are certain.

    A date its source calls uncertain is certain on no day, and of a long event only its first
    `LONG_EVENT` days count. Where no event has a certain day it is the first day of the period.
    """
    counts: dict[int, int] = {}
    events = atlas.events
    rows = zip(events["date_edtf"], events["start_latest"], events["end_earliest"], strict=True)
    for text, start, end in rows:
        if is_uncertain(text):
            continue
        first, last = day_number(start), day_number(end)
        for day in range(first, min(last + 1, first + LONG_EVENT)):
            counts[day] = counts.get(day, 0) + 1
    if not counts:
        return find_period(atlas, *find_days(atlas))[0]
    return min(counts, key=lambda day: (-counts[day], day))


def find_days(atlas: Atlas) -> tuple[int, int]:
    """Return the first and the last possible day of all events, 0 and 0 if there are none."""
    events = atlas.events
    if not len(events):
        return 0, 0
    return day_number(min(events["start_date"])), day_number(max(events["end_date"]))


def _preset(atlas: Atlas, campaign: str) -> dict[str, Any] | None:
    """Return a start button for a campaign that is short and stands in one place, else None."""
    events = atlas.events[atlas.events["campaign"] == campaign]
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
    box = _with_ground(find_box(core, PRESET_TRIM), atlas, campaign)
    return {
        "id": campaign,
        "window": [first - 10, last + 10],
        "from": first,
        "to": last,
        "bounds": box,
    }


def _with_ground(box: Bounds, atlas: Atlas, campaign: str) -> list[list[float]]:
    """Return a box that also holds the areas a campaign was about, by the view of their role."""
    areas = atlas.areas
    roles = [role.code for role in atlas.style.rows(ROLES) if role.view == CAMPAIGN_VIEW]
    found = areas[areas["role"].isin(roles) & (areas["campaign"] == campaign)]
    low, high = box
    if not len(found):
        return [[*low], [*high]]
    west, south, east, north = (round(float(value), 4) for value in found.total_bounds)
    return [[min(low[0], south), min(low[1], west)], [max(high[0], north), max(high[1], east)]]
