"""A quiet map: no frame is blank or stretched, names keep their places, none is covered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import visit
from playwright.sync_api import Browser, Page

# Looks at each frame of a second after something was done; what is wrong with it is a line.
WATCH = """async (act) => {
    const faults = [];
    let frames = 0;
    const map = borderMap.map.getContainer();
    const small = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
    const probe = small.getContext('2d', { willReadFrequently: true });
    function look() {
        frames += 1;
        const box = map.getBoundingClientRect();
        for (const canvas of map.querySelectorAll('.leaflet-pane canvas')) {
            const own = canvas.getBoundingClientRect();
            const isWhole = own.left <= box.left + 1 && own.top <= box.top + 1 &&
                own.right >= box.right - 1 && own.bottom >= box.bottom - 1;
            if (!isWhole) {
                faults.push(`frame ${frames}: the picture does not cover the map`);
            }
            const stretched = own.width / canvas.width * devicePixelRatio;
            if (Math.abs(stretched - 1) > 0.01) {
                faults.push(`frame ${frames}: stretched ${stretched.toFixed(2)} times`);
            }
        }
        const ground = map.querySelector('.leaflet-ground-pane canvas');
        const shades = new Set();
        probe.clearRect(0, 0, 64, 64);
        probe.drawImage(ground, 0, 0, 64, 64);
        const { data } = probe.getImageData(0, 0, 64, 64);
        let empty = 0;
        for (let k = 0; k < data.length; k += 4) {
            empty += data[k + 3] === 255 ? 0 : 1;
            shades.add(data[k] * 65536 + data[k + 1] * 256 + data[k + 2]);
        }
        if (empty || shades.size < 3) {
            faults.push(`frame ${frames}: blank (${empty} empty, ${shades.size} shades)`);
        }
    }
    act();
    const end = performance.now() + 1000;
    // A slow machine has few frames in a second: some are always looked at.
    while (performance.now() < end || frames < 6) {
        await new Promise(requestAnimationFrame);
        look();
    }
    return { frames, faults };
}"""
ACTS = {
    "khasan": "() => document.querySelector('[data-preset=\"khasan-1938\"]').click()",
    "khalkhin gol": "() => document.querySelector('[data-preset=\"khalkhin-gol-1939\"]').click()",
    "all": "() => document.querySelector('[data-preset=all]').click()",
    "nearer": "() => document.querySelector('.leaflet-control-zoom-in').click()",
    "farther": "() => document.querySelector('.leaflet-control-zoom-out').click()",
    "language": "() => borderMap.set({lang: 'ja'})",
    "card": "() => document.querySelector('#view-list .row').click()",
    "wheel": """() => borderMap.map.getContainer().dispatchEvent(
        new WheelEvent('wheel', {deltaY: -240, clientX: 700, clientY: 300, bubbles: true}))""",
    "drag": "() => borderMap.map.panBy([900, 0], {duration: 0.5})",
}


@pytest.fixture
def moving(browser: Browser, output: Path) -> Iterator[Page]:
    """Open the page as a reader who likes motion."""
    with visit(browser, output / "map.html", reduced_motion="no-preference") as seen:
        yield seen.page


def watch(page: Page, name: str) -> dict[str, object]:
    return dict(page.evaluate(f"({WATCH})({ACTS[name]})"))


@pytest.mark.parametrize("name", ACTS)
def test_every_frame_after_a_change_is_whole(moving: Page, name: str) -> None:
    if name == "all":
        watch(moving, "khasan")
    if name == "card":
        moving.locator("#tab-list").click()
    seen = watch(moving, name)
    assert seen["faults"] == []
    assert int(str(seen["frames"])) > 5


def test_a_stretched_or_blank_frame_would_be_seen(moving: Page) -> None:
    stretch = "document.querySelector('.leaflet-ground-pane canvas').style.width = '900px'"
    seen = moving.evaluate(f"({WATCH})(() => {{ {stretch} }})")
    assert any("stretched" in fault for fault in seen["faults"])
    wipe = """const canvas = document.querySelector('.leaflet-ground-pane canvas');
        canvas.getContext('2d').clearRect(0, 0, canvas.width, canvas.height)"""
    seen = moving.evaluate(f"({WATCH})(() => {{ {wipe} }})")
    assert any("blank" in fault for fault in seen["faults"])


# What is written under a control or across the edge of the map.
COVERED = """() => {
    const map = borderMap.map.getContainer().getBoundingClientRect();
    const boxes = [...document.querySelectorAll('#map-area .leaflet-control, #inset:not([hidden])')]
        .map((control) => control.getBoundingClientRect())
        .map((b) => ({ x: b.left - map.left, y: b.top - map.top, w: b.width, h: b.height }))
        .filter((box) => box.w > 0);
    const meet = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
    const isOut = ({ x, y, w, h }) =>
        x + w <= 1 || y + h <= 1 || x >= map.width - 1 || y >= map.height - 1;
    const isIn = ({ x, y, w, h }) => x >= 0 && y >= 0 && x + w <= map.width && y + h <= map.height;
    return borderMap.drawn().names
        .filter(({ box }) => boxes.some((other) => meet(box, other)) || !(isIn(box) || isOut(box)))
        .map(({ text }) => text);
}"""
# Where each name stands, on each day of what the time bar shows.
RUN = """async () => {
    const { from, to } = borderMap.state();
    const days = [];
    for (let day = new Date(from); day <= new Date(to); day = new Date(+day + 864e5)) {
        await borderMap.set({ mode: 'day', day: day.toISOString().slice(0, 10) });
        days.push(borderMap.drawn().names.map(({ text, box }) =>
            [text, `${Math.round(box.x)} ${Math.round(box.y)}`]));
    }
    return days;
}"""


@pytest.mark.parametrize("lang", ["en", "ja", "mn", "ru", "zh"])
@pytest.mark.parametrize(("width", "height"), [(1400, 900), (1024, 768), (640, 420), (360, 740)])
def test_no_name_lies_under_a_control_or_across_the_edge(
    browser: Browser, output: Path, lang: str, width: int, height: int
) -> None:
    viewport = {"width": width, "height": height}
    with visit(browser, output / "map.html", f"#v=1&lang={lang}", viewport=viewport) as seen:
        page = seen.page
        assert page.evaluate("borderMap.drawn().names.length") > 3
        assert page.evaluate(COVERED) == []
        for name in ("khasan", "khalkhin gol"):
            page.evaluate(f"({ACTS[name]})()")
            page.wait_for_timeout(100)
            assert page.evaluate(COVERED) == []


def moves_in_a_run(page: Page) -> dict[str, int]:
    """Return how often each name changes its place while the days go by."""
    moves: dict[str, int] = {}
    last: dict[str, str] = {}
    for day in page.evaluate(RUN):
        # Two fronts of the same days have the same name.
        texts = [text for text, _ in day]
        for text, place in (one for one in day if texts.count(one[0]) == 1):
            moves[text] = moves.get(text, 0) + (last.get(text, place) != place)
            last[text] = place
    return moves


@pytest.mark.parametrize("campaign", ["khasan", "khalkhin gol"])
@pytest.mark.parametrize(("width", "height"), [(1400, 900), (1280, 720), (360, 740)])
@pytest.mark.parametrize("closer", [-0.75, 0, 0.5])
def test_a_name_makes_way_at_most_once_while_time_plays(
    browser: Browser, output: Path, width: int, height: int, campaign: str, closer: float
) -> None:
    viewport = {"width": width, "height": height}
    with visit(browser, output / "map.html", "#v=1", viewport=viewport) as seen:
        page = seen.page
        page.evaluate(f"({ACTS[campaign]})()")
        page.wait_for_timeout(100)
        page.evaluate(
            """async (closer) => {
                borderMap.map.setZoom(borderMap.map.getZoom() + closer, { animate: false });
                // The line above the map is another one for a day: the map gets its size before.
                await borderMap.set({ mode: 'day', day: borderMap.state().from });
            }""",
            closer,
        )
        page.wait_for_timeout(150)
        moves = moves_in_a_run(page)
        assert len(moves) > 5
        assert max(moves.values()) <= 1
