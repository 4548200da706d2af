"""One question, one answer: tree, time bar, field, list, counts, link and downloads agree."""

from __future__ import annotations

import json
import random
from pathlib import Path
from urllib.parse import quote

import pytest
from browser import PHONE, visit, wait_until
from playwright.sync_api import Browser, Page

# Odd sizes of a window: a map stands on whole pixels, and its middle hardly ever is one.
SIZES = ((1281, 801), (1366, 768), (777, 555), (361, 741), (1023, 707))


def count_in_period(events: list[dict[str, str]]) -> int:
    """Return how many events touch the years that the page shows without a filter."""
    first, last = "1931-01-01", "1945-12-31"
    return sum(event["start_date"] <= last and event["end_date"] >= first for event in events)


def state(page: Page, key: str) -> object:
    return page.evaluate("key => borderMap.state()[key]", key)


def choose_axis(page: Page, name: str) -> None:
    page.locator(".zooms").select_option(name)
    page.evaluate("borderMap.set({})")


@pytest.mark.parametrize("mode", ["day", "upto"])
@pytest.mark.parametrize(
    ("day", "axis", "there"),
    [
        ("1939-06-01", "khasan-1938", "1938-08-21"),
        ("1935-01-01", "khalkhin-gol-1939", "1939-05-01"),
        ("1938-08-01", "khasan-1938", "1938-08-01"),
        ("1734-01-01", "period", "1931-09-01"),
    ],
)
def test_a_chosen_stretch_stays_and_the_day_moves_into_it(
    page: Page, mode: str, day: str, axis: str, there: str
) -> None:
    page.evaluate("patch => borderMap.set(patch)", {"mode": mode, "day": day})
    choose_axis(page, axis)
    assert page.locator(".zooms").input_value() == axis
    now = str(state(page, "day"))
    assert state(page, "mode") == mode
    notice = page.locator("#notice")
    if now == day:
        assert not notice.is_visible()
    else:
        assert notice.inner_text().startswith("The day is now")
    assert now[:4] == there[:4]
    assert (now == day) == (there == day)


def test_a_chosen_stretch_stays_in_a_range(page: Page) -> None:
    choose_axis(page, "khasan-1938")
    assert page.locator(".zooms").input_value() == "khasan-1938"
    assert state(page, "mode") == "range"


def press_only(page: Page, node: str) -> None:
    parts = node.split("-")
    for n in range(1, len(parts)):
        up = "-".join(parts[:n])
        opener = page.locator(f".node:has([data-node='{up}']) .expander")
        if opener.get_attribute("aria-expanded") == "false":
            opener.click()
    page.locator(f".node:has([data-node='{node}']) .only").evaluate("button => button.click()")
    page.evaluate("borderMap.set({})")


@pytest.mark.parametrize(
    ("node", "typed", "readout"),
    [
        ("date:1939", "1939", "1939"),
        ("date:1939-08", "1939-08", "August 1939"),
        ("date:1938-07-31", "1938-07-31", "31 July 1938"),
    ],
)
def test_only_beside_a_date_is_typing_it(page: Page, node: str, typed: str, readout: str) -> None:
    page.evaluate("borderMap.set({hidden: ['date:1938', 'kind:air']})")
    press_only(page, node)
    pressed = page.evaluate("[borderMap.visible(), borderMap.state(), borderMap.link()]")
    assert page.locator(".readout").inner_text() == readout
    assert pressed[1]["hidden"] == ["kind:air"]
    page.evaluate("borderMap.set({mode: 'range', from: '1931-09-01', to: '1945-09-30'})")
    field = page.locator("input.date")
    field.fill(typed)
    field.press("Enter")
    page.evaluate("borderMap.set({})")
    again = page.evaluate("[borderMap.visible(), borderMap.state(), borderMap.link()]")
    assert again[0] == pressed[0]
    assert {**again[1], "day": 0} == {**pressed[1], "day": 0}


def test_the_name_of_a_download_says_what_is_in_it(page: Page) -> None:
    press_only(page, "date:1939-08")
    page.locator("#tab-list").click()
    count = len(page.evaluate("borderMap.visible()"))
    with page.expect_download() as saved:
        page.locator(".list-downloads button:has-text('GeoJSON')").first.click()
    name = saved.value.suggested_filename
    assert name.startswith(f"incidents_1939-08-01_1939-08-31_shown-{count}_v")
    collection = json.loads(Path(saved.value.path()).read_text("utf-8"))
    assert len(collection["features"]) == count
    page.evaluate("borderMap.set({query: 'tank losses', hidden: ['kind:air']})")
    count = len(page.evaluate("borderMap.visible()"))
    with page.expect_download() as saved:
        page.locator(".list-downloads button:has-text('GeoJSON')").first.click()
    name = saved.value.suggested_filename
    assert f"1939-08-31_tank-losses_filtered_shown-{count}_v" in name


def test_every_filter_in_force_is_seen_and_taken_off_by_its_word(
    page: Page, events: list[dict[str, str]]
) -> None:
    line = page.locator("#filters")
    assert not line.is_visible()
    page.evaluate(
        "borderMap.set({query: 'bridge', hidden: ['date:1941', 'kind:air', 'side:ussr']})"
    )
    for tab in ("layers", "list", "statements", "about"):
        page.locator(f"#tab-{tab}").click()
        assert line.is_visible(), tab
    words = [chip.inner_text() for chip in line.locator(".chip").all()]
    assert [word.split("\n")[0].rstrip(" ×") for word in words] == [
        *("“bridge”", "without 1941", "without In the air", "without USSR"),
    ]
    total = len(page.evaluate("borderMap.visible({hidden: []})"))
    shown = len(page.evaluate("borderMap.visible()"))
    assert f"{shown} of " in line.inner_text()
    assert total >= shown
    for name in ("query", "date:1941"):
        line.locator(f"[data-filter='{name}']").click()
        page.evaluate("borderMap.set({})")
    assert page.evaluate("borderMap.state().query") == ""
    assert "date:1941" not in page.evaluate("borderMap.state().hidden")
    assert "kind:air" in page.evaluate("borderMap.state().hidden")
    line.locator(".filter-line-all").click()
    page.evaluate("borderMap.set({})")
    assert not line.is_visible()
    assert len(page.evaluate("borderMap.visible()")) == count_in_period(events)


def test_a_filter_is_seen_over_a_card_and_escape_takes_the_search_off_last(page: Page) -> None:
    first = page.evaluate("borderMap.set({query: 'tank'}).then(() => borderMap.visible()[0])")
    page.evaluate("id => borderMap.set({selected: id})", first)
    assert page.locator("#card").is_visible()
    assert page.locator("#filters").is_visible()
    page.keyboard.press("Escape")
    page.evaluate("borderMap.set({})")
    assert page.evaluate("[borderMap.state().selected, borderMap.state().query]") == [None, "tank"]
    page.keyboard.press("Escape")
    page.evaluate("borderMap.set({})")
    assert page.evaluate("borderMap.state().query") == ""


def test_a_filter_is_seen_on_a_phone_and_only_is_there_for_a_finger(
    browser: Browser, output: Path
) -> None:
    options = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
    with visit(browser, output / "map.html", "#v=1&q=tank", **options) as seen:
        chip = seen.page.locator("#filters .chip")
        box = chip.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PHONE["height"]
        assert box["height"] >= 44
        seen.page.locator("#handle").click()
        only = seen.page.locator(".node:has([data-node='date:1938']) .only")
        assert only.evaluate("button => getComputedStyle(button).opacity") == "1"


DATES = {
    "en": ("29 July 1938", "29.07.1938", "31.07.1938", "July 29, 1938"),
    "ru": ("20 августа 1939 г.", "20.08.1939"),
    "ja": ("1939年8月20日", "１９３９年８月２０日"),
    "zh": ("1939年8月20日",),
    "mn": ("1939 оны 8-р сарын 20",),
}


@pytest.mark.parametrize("lang", DATES)
def test_the_field_takes_what_the_page_shows(page: Page, lang: str) -> None:
    page.evaluate("lang => borderMap.set({lang, mode: 'day', day: '1938-08-06'})", lang)
    field = page.locator("input.date")
    for text in DATES[lang]:
        field.fill(text)
        field.press("Enter")
        page.evaluate("borderMap.set({})")
        assert field.get_attribute("aria-invalid") is None, text
        readout = page.locator(".readout").inner_text()
        field.fill("1938")
        field.press("Enter")
        page.evaluate("borderMap.set({})")
        field.fill(readout)
        field.press("Enter")
        page.evaluate("borderMap.set({})")
        assert page.locator(".readout").inner_text() == readout


def test_a_click_into_the_field_chooses_all_of_it(page: Page) -> None:
    page.evaluate("borderMap.set({mode: 'day', day: '1938-08-06'})")
    field = page.locator("input.date")
    field.click()
    page.keyboard.type("1938-07-29")
    assert field.input_value() == "1938-07-29"
    page.keyboard.press("Enter")
    page.evaluate("borderMap.set({})")
    assert state(page, "day") == "1938-07-29"


def test_a_date_of_two_readings_names_both(page: Page) -> None:
    field = page.locator("input.date")
    field.fill("05/06/1938")
    field.press("Enter")
    assert page.locator("#notice").inner_text() == (
        "“05/06/1938” may be 5 June 1938 or 6 May 1938. Write 1938-06-05 or 1938-05-06."
    )


def hashes(count: int) -> list[str]:
    """Return links of every kind, the same on every run."""
    chance = random.Random(11)
    found = []
    for _ in range(count):
        lat, lng = 42 + 8 * chance.random(), 116 + 18 * chance.random()
        parts = ["v=1", f"z={chance.randint(4, 12)}/{lat:.4f}/{lng:.4f}"]
        if chance.random() < 0.6:
            mode = chance.choice(["day", "upto"])
            year, month, day = (
                chance.randint(1931, 1945),
                chance.randint(1, 12),
                chance.randint(1, 28),
            )
            parts[1:1] = [f"m={mode}", f"d={year}-{month:02}-{day:02}"]
        if chance.random() < 0.3:
            parts.insert(-1, f"q={quote(chance.choice(['tank', '張鼓峰', 'Хасан', 'a & b']))}")
        if chance.random() < 0.3:
            parts.insert(-1, f"h={quote('kind:air', safe='')}")
        found.append("#" + "&".join(parts))
    return found


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_link_gives_itself_back_at_any_size(
    browser: Browser, output: Path, size: tuple[int, int]
) -> None:
    options = {"viewport": {"width": size[0], "height": size[1]}}
    with visit(browser, output / "map.html", **options) as seen:
        for link in hashes(12):
            seen.page.evaluate("hash => { location.hash = hash; }", link)
            seen.page.wait_for_timeout(60)
            seen.page.evaluate("borderMap.set({})")
            given = seen.page.evaluate("borderMap.link()")
            assert given.split("z=")[1] == link.split("z=")[1], link
            seen.page.reload()
            seen.page.evaluate("borderMap.ready")
            assert seen.page.evaluate("borderMap.link()") == given
        # It was loaded more than once, which is no other request.
        del seen.requests[1:]


@pytest.mark.parametrize("campaign", ["khasan-1938", "khalkhin-gol-1939"])
def test_a_start_button_shows_a_campaign_and_says_what_lies_elsewhere(
    page: Page, events: list[dict[str, str]], campaign: str
) -> None:
    page.locator(f"[data-preset={campaign}]").click()
    page.evaluate("borderMap.set({})")
    page.wait_for_timeout(100)
    own = {event["id"] for event in events if event["campaign"] == campaign}
    shown = page.evaluate("borderMap.visible()")
    assert set(shown) <= own
    assert len(shown) > 40
    line = page.locator("#filters")
    assert "only" in line.inner_text()
    located, unplaced = page.evaluate("borderMap.onMap().length"), 0
    text = page.locator("#unplaced").inner_text()
    if page.locator("#unplaced").is_visible():
        unplaced = int(text.split()[0])
    elsewhere = int(page.locator("#elsewhere").inner_text().split()[0])
    assert elsewhere > 0
    assert abs(located + unplaced + elsewhere - len(shown)) <= 2
    link = page.evaluate("borderMap.link()")
    assert "campaign%3A" in link
    page.locator("#elsewhere").click()
    assert page.locator("#view-here").is_visible()
    page.evaluate("borderMap.set({mode: 'upto'})")
    assert set(page.evaluate("borderMap.visible()")) <= own
    page.locator("[data-preset=all]").click()
    page.evaluate("borderMap.set({})")
    assert not line.is_visible()
    assert len(page.evaluate("borderMap.visible()")) == count_in_period(events)


def test_the_list_of_a_day_begins_with_what_began_that_day(
    page: Page, events: list[dict[str, str]]
) -> None:
    page.locator("#tab-list").click()
    begins = {event["id"]: (event["start_date"], event["start_latest"]) for event in events}
    for day in ("1938-07-31", "1939-08-20", "1939-05-28"):
        page.evaluate("day => borderMap.set({mode: 'day', day})", day)
        rows = page.locator("#view-list .row").evaluate_all("all => all.map(r => r.dataset.event)")
        began = [begins[row] == (day, day) for row in rows]
        assert began[0]
        assert began == sorted(began, reverse=True)
        assert set(rows) == set(page.evaluate("borderMap.visible()"))


def test_the_nearest_zoom_is_what_the_data_can_bear(page: Page, output: Path) -> None:
    deepest = page.evaluate("borderMap.map.getMaxZoom()")
    page.evaluate("borderMap.map.setZoom(40, {animate: false})")
    assert page.evaluate("borderMap.map.getZoom()") == deepest
    metres = page.evaluate("""() => {
        const map = borderMap.map;
        const at = (x) => map.containerPointToLatLng([x, map.getSize().y / 2]);
        return map.distance(at(0), at(100)) / 100;
    }""")
    found = [
        feature["properties"]["uncertainty_m"]
        for name in ("places", "lines", "areas")
        for feature in json.loads((output / f"geojson/{name}.geojson").read_text("utf-8"))[
            "features"
        ]
    ]
    # Of the whole map the middle is looked at, which is not where the smallest uncertainty is.
    least = min(metres for metres in found if metres)
    assert least / 10 * 0.9 < metres < least / 10 * 2.2


def test_a_phone_with_a_filter_has_room_to_read(browser: Browser, output: Path) -> None:
    options = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
    with visit(browser, output / "map.html", "#v=1&q=the", **options) as seen:
        page = seen.page
        page.locator("#handle").click()
        page.locator("#tab-list").click()
        page.evaluate("document.getElementById('panel').scrollTop = 1000")
        filters = page.locator("#filters").bounding_box()
        assert filters is not None
        whole = [
            box
            for row in page.locator("#view-list .row").all()
            if (box := row.bounding_box())
            and box["y"] >= filters["y"] + filters["height"] - 1
            and box["y"] + box["height"] <= PHONE["height"] + 1
        ]
        assert len(whole) >= 3
        assert page.locator("#view-list .row").count() < 40, "only the rows in sight are made"
        page.locator("#view-list .row").nth(1).click()
        page.locator("#card-title").wait_for()
        assert not page.locator("#view-list").is_visible()
        assert page.locator("#filters").is_visible()


@pytest.mark.parametrize(
    ("campaign", "names"),
    [
        (
            "khalkhin-gol-1939",
            ("Nomonhan", "nōmonhan", "ノモンハン", "诺门罕", "Халхин-Гол", "Халхын гол"),
        ),
        ("khasan-1938", ("Khasan", "Changkufeng", "張鼓峰", "Хасан", "ハサン")),
    ],
)
def test_a_campaign_is_found_by_each_of_its_names(
    page: Page, events: list[dict[str, str]], campaign: str, names: tuple[str, ...]
) -> None:
    own = {event["id"] for event in events if event["campaign"] == campaign}
    everything = "{mode: 'range', from: '1700-01-01', to: '2020-12-31', query: name}"
    for name in names:
        page.evaluate(f"name => borderMap.set({everything})", name)
        assert own <= set(page.evaluate("borderMap.visible()")), name


def test_the_arrow_leads_from_the_search_to_what_it_found(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("cease-fire")
    wait_until(page, "() => borderMap.visible().length < 20")
    page.keyboard.press("ArrowDown")
    focused = "() => document.activeElement.dataset.event"
    assert page.evaluate(focused) == page.evaluate("borderMap.visible()")[0]
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == page.evaluate("borderMap.visible()")[1]


def test_the_wheel_scrolls_the_article_round_a_frame_until_the_map_is_pressed(
    browser: Browser, output: Path, tmp_path: Path
) -> None:
    article = tmp_path / "article.html"
    frame = f'<iframe src="{(output / "map.html").as_uri()}" width="640" height="420"></iframe>'
    article.write_text(f"<p>Text</p>{frame}<div style='height:3000px'></div>", "utf-8")
    page = browser.new_page(viewport={"width": 900, "height": 700})
    page.goto(article.as_uri())
    inner = page.frames[1]
    inner.evaluate("borderMap.ready")
    zoom = inner.evaluate("borderMap.map.getZoom()")
    page.mouse.move(500, 200)
    page.mouse.wheel(0, 200)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == 200
    assert inner.evaluate("borderMap.map.getZoom()") == zoom
    page.evaluate("scrollTo(0, 0)")
    page.mouse.click(500, 200)
    page.mouse.wheel(0, -200)
    page.wait_for_timeout(300)
    assert inner.evaluate("borderMap.map.getZoom()") > zoom
    page.close()
