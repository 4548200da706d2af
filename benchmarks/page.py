"""What the page costs as the number of events grows: build, size, opening, a step, a pan.

Run it as ``python benchmarks/page.py [N ...]``. Every figure stands beside that of a baseline made
from the same events in the same run: folium's usual way, one ``GeoJson`` of circle markers for each
month in a canvas map. Absolute times mean nothing on another machine; compare the ratios.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import folium
import geopandas as gpd
import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser import launch  # noqa: E402  (the path is set above)

from geo.atlas.tables import Atlas, make_atlas  # noqa: E402
from geo.page.page import AtlasMap, draw_page, read_leaflet  # noqa: E402
from geo.read.archive import read_archive  # noqa: E402

MONTHS = pd.period_range("1932-01", "1945-08", freq="M")
STEPS = """async (cumulative) => {
    const times = [];
    for (const day of DAYS) {
        const start = performance.now();
        await borderMap.set({mode: cumulative ? 'upto' : 'range', day, from: day.slice(0, 8) + '01', to: day});
        await new Promise(done => setTimeout(done));
        times.push(performance.now() - start);
    }
    return times;
}"""  # noqa: E501
BASELINE_STEPS = """async (cumulative) => {
    const times = [];
    let shown = 0;
    GROUPS.forEach(group => group.remove());
    for (const index of INDICES) {
        const start = performance.now();
        GROUPS.forEach((group, i) => {
            const wanted = cumulative ? i <= index : i === index;
            if (wanted !== MAP.hasLayer(group)) { wanted ? group.addTo(MAP) : group.remove(); }
        });
        await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
        times.push(performance.now() - start);
    }
    return times;
}"""
PAN = """async (map) => {
    const times = [];
    for (let i = 0; i < 8; i++) {
        const start = performance.now();
        map.panBy([i % 2 ? -120 : 120, 40], {animate: false});
        await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
        times.push(performance.now() - start);
    }
    return times;
}"""


def multiply(atlas: Atlas, count: int) -> Atlas:
    """Return an atlas of `count` synthetic events, scattered over the study area and the years."""
    dice = random.Random(1939)
    rows = atlas.events.sample(count, replace=True, random_state=1).reset_index(drop=True)
    days = [f"{dice.choice(MONTHS)}-{dice.randint(1, 28):02d}" for _ in range(count)]
    places = gpd.GeoDataFrame(
        {
            "id": [f"place-{n}" for n in range(count)],
            "name": [f"Place {n}" for n in range(count)],
            "kind": "other",
            "uncertainty_m": pd.array([dice.randint(50, 20000) for _ in range(count)], "Int64"),
            "where_prec": pd.array([dice.randint(1, 5) for _ in range(count)], "Int64"),
            "status": "derived",
            "method": "synthetic",
            "sources": [[] for _ in range(count)],
            "note": "",
        },
        geometry=gpd.points_from_xy(
            [dice.uniform(115, 140) for _ in range(count)],
            [dice.uniform(40, 54) for _ in range(count)],
        ),
        crs="EPSG:4326",
    )
    text = "A synthetic text of about two hundred characters, as long as a short summary is. "
    events = rows.assign(
        id=[f"event-{n}" for n in range(count)],
        title=[f"Event {n}" for n in range(count)],
        summary=[f"{n} {text * 2}" for n in range(count)],
        date_edtf=days,
        start_date=days,
        end_date=days,
        start_latest=days,
        end_earliest=days,
        date_prec=1,
        place_id=places["id"],
        geometry=places.geometry,
    ).sort_values(["start_date", "end_date", "id"], ignore_index=True)
    changed = {"events": events, "places": places, "claims": atlas.claims.iloc[:0]}
    return Atlas(**{**atlas.__dict__, **changed})


def draw_baseline(events: gpd.GeoDataFrame) -> str:
    """Return folium's usual page: one GeoJson of circle markers a month, Leaflet inlined."""
    world = AtlasMap(location=[46, 125], zoom_start=5, tiles=None, prefer_canvas=True)
    frame = events[["id", "title", "summary", "start_date", "kind", "geometry"]]
    for _, part in frame.groupby(frame["start_date"].str[:7]):
        folium.GeoJson(part.to_json(), marker=folium.CircleMarker(radius=5)).add_to(world)
    # branca does not say that the root of a map is a figure with a header.
    world.get_root().header.add_child(  # type: ignore[attr-defined]
        folium.Element(
            f"<style>{read_leaflet('leaflet.css')}</style>"
            f"<script>{read_leaflet('leaflet.js')}</script>"
        )
    )
    return str(world.get_root().render())


def timed(make: object, *arguments: object) -> tuple[str, float]:
    """Return what a function makes, and the seconds it took."""
    start = time.perf_counter()
    text = make(*arguments)  # type: ignore[operator]
    return text, time.perf_counter() - start


def measure(page: str, ours: bool) -> dict[str, float]:
    """Return milliseconds of opening, stepping and panning a page, in one fresh browser."""
    days = [f"{year}-{month:02d}-28" for year in range(1934, 1942) for month in (3, 9)]
    with tempfile.TemporaryDirectory() as folder, launch() as browser:
        path = Path(folder, "page.html")
        path.write_text(page, "utf-8")
        tab = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True).new_page()
        start = time.perf_counter()
        tab.goto(path.as_uri())
        if ours:
            tab.evaluate("borderMap.ready")
        out = {"open": (time.perf_counter() - start) * 1000}
        if ours:
            step, handle = STEPS.replace("DAYS", json.dumps(days)), "borderMap.map"
        else:
            tab.evaluate(
                "() => { window.MAP = Object.values(window).find(v => v instanceof L.Map);"
                " window.GROUPS = Object.values(window).filter(v => v instanceof L.GeoJSON); }"
            )
            indices = json.dumps([(int(d[:4]) - 1932) * 12 + int(d[5:7]) - 1 for d in days])
            step, handle = BASELINE_STEPS.replace("INDICES", indices), "MAP"
        out["step"] = statistics.median(tab.evaluate(step, False))
        out["cumulative step"] = statistics.median(tab.evaluate(step, True))
        out["pan"] = statistics.median(tab.evaluate(f"({PAN})({handle})"))
    return out


def main(counts: list[int]) -> None:
    """Print the table of figures for each number of events."""
    archive, problems = read_archive(ROOT / "data")
    assert archive is not None
    assert not problems
    atlas = make_atlas(archive)
    base = dict(archive.base)
    for count in counts:
        many = multiply(atlas, count)
        ours, ours_s = timed(draw_page, many, base, [])
        theirs, theirs_s = timed(draw_baseline, many.events)
        rows = {"build ms": (ours_s * 1000, theirs_s * 1000)}
        rows["page kB"] = (len(ours) / 1000, len(theirs) / 1000)
        left, right = measure(ours, ours=True), measure(theirs, ours=False)
        rows |= {f"{name} ms": (left[name], right[name]) for name in left}
        print(f"\n{count:,} events{'':12}atlas     folium   ratio")
        for name, (a, b) in rows.items():
            print(f"{name:22}{a:10,.1f} {b:10,.1f} {a / b:7.3f}")


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or [300, 3_000, 30_000])
