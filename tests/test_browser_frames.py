"""A quiet map: no frame is blank or stretched, names keep their places, nothing lies under a control."""

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
    while (performance.now() < end) {
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
