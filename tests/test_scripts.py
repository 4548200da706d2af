"""The page's own functions, one by one, with answers that can be seen without running them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import launch, visit
from playwright.sync_api import Page

import build_map


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Open the real map once; nothing here changes what it shows."""
    folder = tmp_path_factory.mktemp("scripts")
    assert build_map.main(["--output", str(folder), "--formats", "html"]) == 0
    with launch() as chromium, visit(chromium, folder / "map.html") as seen:
        yield seen.page


# One event with days 10-20, which began by `late` and ended not before `early`.
CERTAIN = """([late, early, doubt, from, to]) => BorderAtlas.state.isCertain(
    {start: [10], end: [20], startLatest: [late], endEarliest: [early], doubt: [doubt]},
    0, {from, to})"""


@pytest.mark.parametrize(
    ("late", "early", "doubt", "window", "answer"),
    [
        (12, 18, 0, (15, 15), True),
        (12, 18, 0, (11, 11), False),
        (12, 18, 0, (19, 25), False),
        (12, 18, 0, (1, 12), True),
        (12, 18, 1, (15, 15), False),
        (20, 10, 0, (10, 20), False),
        (10, 20, 2, (10, 10), True),
        (10, 20, 2, (15, 15), False),
        (10, 20, 3, (10, 10), False),
    ],
)
def test_certain_is_what_no_reading_takes_away(
    page: Page, late: int, early: int, doubt: int, window: tuple[int, int], answer: bool
) -> None:
    assert page.evaluate(CERTAIN, [late, early, doubt, *window]) is answer


@pytest.mark.parametrize(
    ("days", "mode", "window", "answer"),
    [
        ((None, None), "day", (5, 5), True),
        ((3, 7), "day", (7, 7), True),
        ((3, 7), "day", (8, 8), False),
        ((3, 7), "range", (1, 3), True),
        ((3, 7), "upto", (1, 9), False),
        ((3, None), "upto", (1, 9), True),
        ((None, 7), "day", (8, 8), False),
    ],
)
def test_a_feature_stands_on_its_days(
    page: Page,
    days: tuple[int | None, int | None],
    mode: str,
    window: tuple[int, int],
    answer: bool,
) -> None:
    feature = "BorderAtlas.state.featureShown({from: a, to: b}, {mode}, {from, to})"
    call = f"([a, b, mode, from, to]) => {feature}"
    assert page.evaluate(call, [*days, mode, *window]) is answer


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1 событие"), (2, "2 события"), (5, "5 событий"), (11, "11 событий"), (21, "21 событие")],
)
def test_russian_counts_as_russians_do(page: Page, number: int, text: str) -> None:
    tables = (
        "{en: {}, ru: {'x.one': '{n} событие', 'x.few': '{n} события', 'x.other': '{n} событий'}}"
    )
    call = f"n => BorderAtlas.makeWords({tables}, 'ru').count('x', n)"
    assert page.evaluate(call, number) == text


def test_a_silence_is_crossed_in_one_step(page: Page) -> None:
    steps = page.evaluate("""() => {
        const days = BorderAtlas.days, at = text => days.fromIso(text);
        const events = {n: 2, start: [at('1938-08-10'), at('1939-05-11')]};
        const axis = BorderAtlas.makeAxis(events, {from: at('1938-08-01'), to: at('1939-05-31')});
        return [axis.step(at('1938-08-31'), 1), axis.step(at('1939-05-01'), -1),
                axis.step(at('1938-08-10'), 1), axis.step(at('1938-08-01'), -1)].map(days.toIso);
    }""")
    assert steps == ["1939-05-01", "1938-08-31", "1938-08-11", "1938-08-01"]


def test_a_circle_of_doubt_has_its_size_on_the_ground(page: Page) -> None:
    # On the equator at zoom 0 the world, 40,075,017 m round, is 256 pixels wide.
    pixels = "BorderAtlas.marks.metresToPixels(40075016.686 / 256, 128, 1)"
    assert page.evaluate(pixels) == pytest.approx(1)
    # At 60 degrees the map is stretched by two.
    stretched = "BorderAtlas.marks.metresToPixels(1000, BorderAtlas.project(0, 60).y, 1024)"
    plain = "BorderAtlas.marks.metresToPixels(1000, 128, 1024)"
    assert page.evaluate(stretched) == pytest.approx(2 * page.evaluate(plain), rel=1e-3)


@pytest.mark.parametrize(
    ("losses", "step"), [(-1, 0), (0, 0), (1, 1), (10, 2), (999, 3), (1000, 4)]
)
def test_signs_grow_by_powers_of_ten(page: Page, losses: int, step: int) -> None:
    assert page.evaluate("n => BorderAtlas.symbols.stepOf(n)", losses) == step


def test_claims_are_told_apart_without_colour_and_sketches_are_broken(page: Page) -> None:
    dashes = page.evaluate("""() => {
        const styles = BorderAtlas.plate.lineStyle, inks = {};
        return [
            styles(inks, {layer: 'claim-line', claimant: 'japan'}).dash,
            styles(inks, {layer: 'claim-line', claimant: 'ussr'}).dash,
            styles(inks, {layer: 'frontier', status: 'measured'}).dash,
            styles(inks, {layer: 'frontier', status: 'schematic'}).dash,
            styles(inks, {layer: 'front-line', claimant: 'ussr'}).dash
        ];
    }""")
    assert dashes[0] and dashes[1] and dashes[0] != dashes[1]
    assert dashes[2] is None
    assert dashes[3] and dashes[4]


def test_a_link_says_latitude_before_longitude(page: Page) -> None:
    view = page.evaluate(
        "BorderAtlas.link.decode('#v=1&z=7/47.7/118.6', {hidden: []}, () => []).view"
    )
    assert view == {"zoom": 7, "lat": 47.7, "lng": 118.6}


@pytest.mark.parametrize(
    ("text", "cell"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("a,b", '"a,b"'), ('a"b', '"a""b"')]
)
def test_a_spreadsheet_runs_nothing_that_is_saved(page: Page, text: str, cell: str) -> None:
    saved = page.evaluate(
        """text => BorderAtlas.toCsv({features: [
            {properties: {id: 'a', title: text, claims: []}, geometry: null}]})""",
        text,
    )
    assert saved.split("\r\n")[1].split(",", 1)[1].startswith(cell)


@pytest.mark.parametrize(
    ("url", "tag"), [("https://example.org/", "A"), ("javascript:alert(1)", "SPAN"), ("x", "SPAN")]
)
def test_only_web_addresses_become_links(page: Page, url: str, tag: str) -> None:
    assert page.evaluate("url => BorderAtlas.dom.outside(url, 'text').tagName", url) == tag


def test_a_view_in_a_link_is_the_view_that_opens(page: Page) -> None:
    home, page = page.url.split("#", maxsplit=1)[0], page.context.new_page()
    wanted = "#v=1&m=day&d=1938-08-06&z=9/47.7000/118.6000"
    for _ in range(3):
        page.goto("about:blank")
        page.goto(home + wanted)
        page.evaluate("borderMap.ready")
        page.wait_for_timeout(500)
        middle = page.evaluate("[borderMap.map.getCenter().lat, borderMap.map.getCenter().lng]")
        wanted = page.evaluate("borderMap.link()")
    # Half a pixel at this zoom is less than 0.002 degrees.
    assert middle == pytest.approx([47.7, 118.6], abs=0.003)
