"""Any width, any language: nothing scrolls sideways, nothing is cut, everything can be reached."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from browser import visit
from playwright.sync_api import Browser, Page

LANGUAGES = ("en", "ja", "mn", "ru", "zh")
# From the narrowest phone over 200 % zoom of a laptop to a large screen.
WIDTHS = (320, 345, 360, 390, 414, 560, 640, 700, 761, 1024, 1280, 1920)
LOW = ((640, 420), (700, 450), (568, 320), (740, 360), (1024, 500))
# What is wrong with the page as it stands now: each fault as one line.
FAULTS = """(least) => {
    const faults = [];
    const page = document.documentElement;
    if (page.scrollWidth > page.clientWidth) {
        faults.push(`the page is ${page.scrollWidth} px wide`);
    }
    const name = (part) => part.id || part.className || part.tagName;
    for (const part of document.querySelectorAll('button, select, input, [role=tab]')) {
        const box = part.getBoundingClientRect();
        const isAside = part.closest('.skips, #print') || part.matches('.thumb');
        if (isAside || !part.checkVisibility()) {
            continue;
        }
        if (box.left < -0.5 || box.right > innerWidth + 0.5) {
            faults.push(`${name(part)} stands at ${box.left} to ${box.right}`);
        }
        const home = part.closest('#panel, #timebar')?.getBoundingClientRect();
        if (home && (box.left < home.left - 0.5 || box.right > home.right + 0.5)) {
            faults.push(`${name(part)} leaves its panel: ${part.textContent || part.value}`);
        }
        if (part.matches('button, .date') && part.scrollWidth > part.clientWidth + 1) {
            faults.push(`${name(part)} is cut: ${part.textContent || part.value}`);
        }
        const isBox = part.matches('[type=checkbox], [type=radio]');
        const pressed = isBox ? part.closest('label') : part;
        const size = pressed.getBoundingClientRect();
        if (least && !part.matches('#handle') && (size.height < least || size.width < least)) {
            faults.push(`${name(part)} is ${size.width} x ${size.height}`);
        }
    }
    // What is seen of it: the column may scroll, and ends where its own box ends.
    const height = (id) => {
        const part = document.getElementById(id);
        const box = part.getBoundingClientRect();
        const home = part.parentElement.getBoundingClientRect();
        const [top, end] = [Math.max(box.top, home.top, 0), Math.min(box.bottom, home.bottom)];
        return Math.max(Math.min(end, innerHeight) - top, 0) / innerHeight;
    };
    const parts = [...document.getElementById('atlas').children];
    if (Math.max(...parts.map((part) => part.getBoundingClientRect().bottom)) < innerHeight - 1) {
        faults.push('the foot of the page is empty');
    }
    if (Math.max(height('map-area'), height('views')) < 0.4) {
        faults.push(`map ${height('map-area')}, list ${height('views')} of the height`);
    }
    return faults;
}"""
# What a reader must be able to press, in view or in the one menu that is named after it.
CONTROLS = (
    ".modes button",
    ".zooms",
    ".speed",
    ".date",
    ".step",
    ".leaflet-control-zoom a",
    "#language",
)


def faults_at(page: Page, width: int, height: int, lang: str, least: int = 0) -> list[str]:
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("lang => borderMap.set({lang})", lang)
    found = page.evaluate(FAULTS, least)
    return [f"{width}x{height} {lang}: {fault}" for fault in found]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_width_of_any_language_is_too_narrow(page: Page, lang: str) -> None:
    faults = [fault for width in WIDTHS for fault in faults_at(page, width, 740, lang)]
    faults += [fault for size in LOW for fault in faults_at(page, *size, lang)]
    page.evaluate("borderMap.set({query: 'tank', hidden: ['kind:air']})")
    faults += [fault for size in LOW for fault in faults_at(page, *size, lang)]
    assert faults == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_view_keeps_to_the_width(page: Page, lang: str) -> None:
    faults = []
    for width in (320, 390, 1280):
        for tab in ("list", "statements", "about", "layers"):
            page.locator(f"#tab-{tab}").evaluate("tab => tab.click()")
            faults += [f"{tab} {one}" for one in faults_at(page, width, 740, lang)]
        first = page.evaluate("borderMap.ids().find(id => id.startsWith('khasan'))")
        page.evaluate("id => borderMap.set({selected: id})", first)
        page.wait_for_timeout(80)
        faults += [f"card {one}" for one in faults_at(page, width, 740, lang)]
        page.evaluate("borderMap.set({selected: null, query: 'tank', hidden: ['kind:air']})")
        faults += [f"filters {one}" for one in faults_at(page, width, 740, lang)]
        page.evaluate("borderMap.set({query: '', hidden: []})")
    assert faults == []


def fresh() -> list[tuple[int, int, str]]:
    """Return a dozen sizes and languages, the same on every run."""
    chance = random.Random(7)
    return [
        (chance.randint(320, 1500), chance.randint(420, 950), chance.choice(LANGUAGES))
        for _ in range(12)
    ]


@pytest.mark.parametrize(("width", "height", "lang"), fresh())
def test_a_page_opened_at_any_size_is_whole(
    browser: Browser, output: Path, width: int, height: int, lang: str
) -> None:
    viewport = {"width": width, "height": height}
    with visit(browser, output / "map.html", f"#v=1&lang={lang}", viewport=viewport) as seen:
        assert faults_at(seen.page, width, height, lang) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_wider_letters_cut_nothing(browser: Browser, output: Path, lang: str) -> None:
    # As WCAG 2.2, 1.4.12 asks; it stands for all the fonts that are wider than the one found here.
    spacing = "* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    faults = []
    with visit(browser, output / "map.html", f"#v=1&lang={lang}", has_touch=True) as seen:
        seen.page.evaluate("rule => { document.styleSheets[0].insertRule(rule) }", spacing)
        for size in ((320, 740), (360, 740), (568, 320), (640, 420), (761, 740), (1280, 740)):
            for tab in ("layers", "list", "statements", "about"):
                seen.page.locator(f"#tab-{tab}").evaluate("tab => tab.click()")
                faults += [f"{tab} {one}" for one in faults_at(seen.page, *size, lang, 44)]
    # Wider letters may take a little of the map; they cut nothing.
    assert [fault for fault in faults if "of the height" not in fault] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_that_a_finger_presses_is_smaller_than_one(
    browser: Browser, output: Path, lang: str
) -> None:
    options = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    with visit(browser, output / "map.html", f"#v=1&lang={lang}", **options) as seen:
        page = seen.page
        faults = faults_at(page, 360, 740, lang, 44)
        page.locator("#handle").click()
        for tab in ("layers", "list", "statements", "about"):
            page.locator(f"#tab-{tab}").click()
            faults += [f"{tab} {one}" for one in faults_at(page, 360, 740, lang, 44)]
        page.locator(".menu-button").click()
        faults += [f"menu {one}" for one in faults_at(page, 360, 740, lang, 44)]
        assert faults == []


@pytest.mark.parametrize(("width", "height"), [(320, 568), (360, 740), (640, 420), (1400, 900)])
def test_every_control_is_in_view_or_one_tap_away(
    browser: Browser, output: Path, width: int, height: int
) -> None:
    with visit(browser, output / "map.html", viewport={"width": width, "height": height}) as seen:
        page = seen.page
        menu = page.locator(".menu-button")
        if menu.is_visible():
            assert (
                "How days are chosen" in str(menu.get_attribute("aria-label")) or menu.inner_text()
            )
            assert not page.locator(".zooms").is_visible()
            menu.click()
        for control in CONTROLS:
            for one in page.locator(control).all():
                box = one.bounding_box()
                assert box is not None, control
                assert box["x"] >= 0, control
                assert box["x"] + box["width"] <= width, control
                assert box["y"] >= 0, control
                assert box["y"] + box["height"] <= height, control
        if menu.is_visible():
            page.locator(".modes [data-mode=upto]").click()
            assert page.evaluate("borderMap.state().mode") == "upto"
            page.locator(".zooms").focus()
            page.keyboard.press("Escape")
            assert not page.locator(".zooms").is_visible()
            assert page.evaluate("document.activeElement.className") == "menu-button"
        if not page.locator(".preset").first.is_visible():
            page.locator("#handle").click()
        assert [one.is_visible() for one in page.locator(".preset").all()] == [True] * 3
