"""The page as a reader meets it: opened from disk, in Chromium, without a network."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import PHONE, WIDE, visit, wait_until
from playwright.sync_api import Browser, Error, Page

from geo.atlas.tables import make_atlas
from geo.export.formats import Material
from geo.page.page import draw_page
from geo.read.archive import read_archive

ROOT = Path(__file__).resolve().parent.parent
# Columns of a code that say nothing of its look.
ORDINARY = {"list", "code", "label", "definition", "order", "see_also", "lane", "line_name", "view",
            "hidden", "min_zoom", "label_zoom", "z_order", "edge_below_zoom", "stroke_far",
            "dash_schematic", "dash_wide"}  # fmt: skip
ZONES = ("UTC", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Kiritimati")
SHOTS = ROOT / "build" / "screenshots"
# Steps through a list of days in the page and gives what is visible on each.
WALK = """async ([mode, days]) => {
    const out = {};
    for (const day of days) {
        await borderMap.set({mode, day});
        out[day] = borderMap.visible();
    }
    return out;
}"""


def days_between(first: str, last: str) -> list[str]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(start + timedelta(n)).isoformat() for n in range((end - start).days + 1)]


def expected(events: list[dict[str, str]], first: str, last: str) -> list[str]:
    """Return what the rule gives: every event with a possible day in the window, both included."""
    return [e["id"] for e in events if e["start_date"] <= last and e["end_date"] >= first]


@pytest.mark.parametrize("zone", ZONES)
def test_every_day_of_the_summer_of_1938_is_the_same_in_every_zone(
    browser: Browser, output: Path, events: list[dict[str, str]], zone: str
) -> None:
    days = days_between("1938-06-01", "1938-08-31")
    with visit(browser, output / "map.html", timezone_id=zone) as seen:
        shown = seen.page.evaluate(WALK, ["day", days])
    assert shown == {day: expected(events, day, day) for day in days}


def test_the_first_and_the_last_day_of_every_event_count_and_their_neighbours_do_not(
    page: Page, events: list[dict[str, str]]
) -> None:
    edges = sorted({day for e in events for day in edge_days(e)})
    shown = page.evaluate(WALK, ["day", edges])
    for event in events:
        before, first, last, after = edge_days(event)
        assert event["id"] in shown[first]
        assert event["id"] in shown[last]
        assert event["id"] not in shown[before]
        assert event["id"] not in shown[after]


def edge_days(event: dict[str, str]) -> list[str]:
    first, last = (date.fromisoformat(event[key]) for key in ("start_date", "end_date"))
    one = timedelta(1)
    return [day.isoformat() for day in (first - one, first, last, last + one)]


@pytest.mark.parametrize("day", ["1938-07-29", "1938-08-11", "1945-12-31"])
def test_up_to_a_day_shows_all_that_had_begun(
    page: Page, events: list[dict[str, str]], day: str
) -> None:
    shown = page.evaluate(WALK, ["upto", [day]])[day]
    assert shown == expected(events, "0000-01-01", day)


def test_a_range_holds_both_of_its_ends(page: Page, events: list[dict[str, str]]) -> None:
    page.evaluate("borderMap.set({mode: 'range', from: '1938-07-29', to: '1938-08-11'})")
    shown = page.evaluate("borderMap.visible()")
    assert shown == expected(events, "1938-07-29", "1938-08-11")


@pytest.mark.parametrize("zone", ZONES)
def test_every_day_of_fifteen_years_in_every_mode_is_as_python_has_it(
    browser: Browser, output: Path, events: list[dict[str, str]], zone: str
) -> None:
    with visit(browser, output / "map.html", timezone_id=zone) as seen:
        compare_every_day(seen.page, events)


def compare_every_day(page: Page, events: list[dict[str, str]]) -> None:
    days = days_between("1931-01-01", "1945-12-31")
    walk = """([mode, days]) => days.map(day => borderMap.visible(
        mode === 'range'
            ? {mode, from: day, to: days[Math.min(days.length - 1, days.indexOf(day) + 9)]}
            : {mode, day}).join())"""
    for mode in ("day", "upto"):
        shown = page.evaluate(walk, [mode, days])
        first = "0000-01-01" if mode == "upto" else None
        assert shown == [",".join(expected(events, first or day, day)) for day in days]
    tens = days[::10]
    shown = page.evaluate(walk, ["range", tens])
    ends = [tens[min(len(tens) - 1, n + 9)] for n in range(len(tens))]
    assert shown == [
        ",".join(expected(events, day, end)) for day, end in zip(tens, ends, strict=True)
    ]


def test_asking_what_would_be_visible_changes_nothing_and_refuses_nonsense(page: Page) -> None:
    before = page.evaluate("[borderMap.state(), borderMap.visible()]")
    page.evaluate("borderMap.visible({mode: 'day', day: '1938-07-31', hidden: ['kind:air']})")
    assert page.evaluate("[borderMap.state(), borderMap.visible()]") == before
    with pytest.raises(Error, match="1938-02-30"):
        page.evaluate("borderMap.visible({day: '1938-02-30'})")


def test_all_ids_are_known_and_unplaced_events_are_among_them(
    page: Page, events: list[dict[str, str]]
) -> None:
    assert page.evaluate("borderMap.ids()") == [e["id"] for e in events]
    page.evaluate("borderMap.set({mode: 'upto', day: '2000-01-01'})")
    assert page.evaluate("borderMap.visible()") == [e["id"] for e in events]


def test_a_script_gets_its_answers_as_soon_as_the_page_has_loaded(
    browser: Browser, output: Path, events: list[dict[str, str]]
) -> None:
    page = browser.new_page()
    page.goto((output / "map.html").as_uri())
    assert page.evaluate("borderMap.ids()") == [e["id"] for e in events]
    assert page.evaluate("borderMap.visible({mode: 'day', day: '1938-07-31'})") == expected(
        events, "1938-07-31", "1938-07-31"
    )
    assert page.evaluate("borderMap.state().mode") == "range"
    page.close()


def test_map_list_count_and_download_hold_the_same_events(
    page: Page, events: list[dict[str, str]], output: Path
) -> None:
    text = (output / "geojson" / "events.geojson").read_text("utf-8")
    placed = {f["id"] for f in json.loads(text)["features"] if f["geometry"]}
    page.locator("#tab-list").click()
    for day in ("1938-07-15", "1938-07-29", "1938-08-06", "1938-08-11"):
        page.evaluate("day => borderMap.set({mode: 'day', day})", day)
        visible = page.evaluate("borderMap.visible()")
        assert visible == expected(events, day, day)
        rows = page.locator("#view-list .row")
        listed = rows.evaluate_all("rows => rows.map(row => row.dataset.event)")
        assert sorted(listed) == sorted(visible)
        assert page.locator("#tally").get_attribute("data-n") == str(len(visible))
        collection = page.evaluate("borderMap.toGeoJSON()")
        assert [f["id"] for f in collection["features"]] == visible
        page.evaluate("borderMap.map.setView([45, 120], 2, {animate: false})")
        on_map = page.evaluate("borderMap.set({}).then(() => borderMap.onMap())")
        assert sorted(on_map) == sorted(set(visible) & placed)


def test_every_day_on_which_something_changes_is_the_same_in_every_view(
    page: Page, events: list[dict[str, str]], output: Path
) -> None:
    text = (output / "geojson" / "events.geojson").read_text("utf-8")
    placed = {f["id"] for f in json.loads(text)["features"] if f["geometry"]}
    edges = sorted({day for e in events for day in (e["start_date"], edge_days(e)[3])})
    page.locator("#tab-list").click()
    page.evaluate("() => { borderMap.map.setView([45, 120], 2, {animate: false}); }")
    seen = page.evaluate(
        """async days => {
            const out = {};
            for (const [n, day] of days.entries()) {
                const mode = ['day', 'upto', 'range'][n % 3];
                const from = days[Math.max(0, n - 12)];
                await borderMap.set({mode, day, from, to: day});
                const rows = Array.from(document.querySelectorAll('#view-list [role=listitem]'));
                out[mode + ' ' + day] = {
                    visible: borderMap.visible(),
                    map: borderMap.onMap().sort(),
                    list: rows.length ? +rows[0].getAttribute('aria-setsize') : 0,
                    first: rows.map(row => row.firstChild.dataset.event),
                    count: +document.getElementById('tally').dataset.n,
                    saved: (await borderMap.toGeoJSON()).features.map(f => f.id),
                };
            }
            return out;
        }""",
        edges,
    )
    for number, (name, views) in enumerate(seen.items()):
        mode, day = name.split(" ")
        first = {"day": day, "upto": "0000-01-01", "range": edges[max(0, number - 12)]}[mode]
        want = expected(events, first, day)
        assert views["visible"] == views["saved"] == want, name
        assert views["count"] == views["list"] == len(want), name
        if mode == "day":
            # What began that day stands first; which that is has a test of its own.
            assert set(views["first"]) <= set(want), name
        else:
            assert views["first"] == want[: len(views["first"])], name
        assert views["map"] == sorted(set(want) & placed), name


def test_the_download_says_what_the_export_says(page: Page, output: Path) -> None:
    page.evaluate("borderMap.set({mode: 'upto', day: '2000-01-01'})")
    ours = page.evaluate("borderMap.toGeoJSON()")["features"]
    text = (output / "geojson" / "events.geojson").read_text("utf-8")
    theirs = {feature["id"]: feature for feature in json.loads(text)["features"]}
    assert len(ours) == len(theirs)
    for feature in ours:
        other = theirs[feature["id"]]
        assert feature["geometry"] == other["geometry"]
        for name in ("title", "start_date", "end_date", "date_edtf", "uncertainty_m", "sources"):
            assert feature["properties"][name] == other["properties"][name], feature["id"]


def test_an_unticked_date_and_the_slider_agree(page: Page, events: list[dict[str, str]]) -> None:
    filed = [e["id"] for e in events if e["start_date"] == e["start_latest"] == "1938-07-29"]
    assert filed
    page.evaluate("borderMap.set({mode: 'day', day: '1938-07-29', hidden: ['date:1938-07-29']})")
    shown = page.evaluate("borderMap.visible()")
    assert shown == [i for i in expected(events, "1938-07-29", "1938-07-29") if i not in filed]
    page.evaluate("borderMap.set({day: '1938-07-31'})")
    shown = page.evaluate("borderMap.visible()")
    assert shown == [i for i in expected(events, "1938-07-31", "1938-07-31") if i not in filed]
    page.evaluate("borderMap.set({day: '1938-07-29', hidden: []})")
    assert page.evaluate("borderMap.visible()") == expected(events, "1938-07-29", "1938-07-29")


def test_ticks_have_three_states_and_close_upwards(page: Page) -> None:
    year, month = "[data-node='date:1938']", "[data-node='date:1938-07']"
    page.locator(f".node:has({year}) .expander").click()
    page.locator(month).uncheck()
    assert page.evaluate("borderMap.state().hidden.includes('date:1938-07')")
    assert page.locator(year).evaluate("box => box.indeterminate")
    page.locator(year).evaluate("box => box.click()")
    assert not page.locator(year).evaluate("box => box.indeterminate")
    page.locator(year).uncheck()
    assert page.evaluate("borderMap.state().hidden.includes('date:1938')")
    assert not page.locator(month).is_checked()
    page.locator(month).check()
    hidden = page.evaluate("borderMap.state().hidden")
    assert "date:1938" not in hidden
    assert "date:1938-08" in hidden
    assert "date:1938-07" not in hidden


def test_hiding_every_month_of_a_year_is_hiding_the_year(page: Page) -> None:
    months = page.evaluate(r"borderMap.nodes().filter(id => /^date:1938[-:](\d\d|\?)$/.test(id))")
    page.evaluate("hidden => borderMap.set({hidden})", months)
    assert page.evaluate("borderMap.state().hidden") == ["date:1938"]


def test_years_outside_the_period_stand_under_one_node(page: Page) -> None:
    page.locator("[data-node='date:earlier']").uncheck()
    hidden = page.evaluate("borderMap.state().hidden")
    assert "date:earlier" in hidden
    shown = page.evaluate("borderMap.visible({mode: 'upto', day: '1930-12-31'})")
    assert shown == []
    page.locator("[data-node='date:earlier']").check()
    assert page.evaluate("borderMap.visible({mode: 'upto', day: '1930-12-31'})") != []


def test_the_search_of_the_tree_opens_the_branches_it_finds_and_ticks_them(page: Page) -> None:
    page.locator(".tree-search").fill("1938-07-29")
    day = page.locator("[data-node='date:1938-07-29']")
    assert day.is_visible()
    assert day.is_checked()
    assert not page.locator("[data-node='date:1938-07-31']").is_visible()
    assert not page.locator("[data-node='date:1939']").is_visible()


def test_events_without_a_place_open_from_the_tally(page: Page, output: Path) -> None:
    features = json.loads((output / "geojson" / "events.geojson").read_text("utf-8"))["features"]
    placed = {feature["id"]: feature["geometry"] is not None for feature in features}
    shown = page.evaluate("borderMap.visible()")
    page.locator("[data-open=unplaced]").click()
    rows = page.locator("#view-here .row").evaluate_all("rows => rows.map(r => r.dataset.event)")
    assert rows == [i for i in shown if not placed[i]]
    assert rows


def test_both_claims_at_the_khalkhin_gol_say_whose_they_are(page: Page) -> None:
    # What the pen writes is heard through the one function that writes.
    written = page.evaluate("""async () => {
        const out = [], pen = CanvasRenderingContext2D.prototype, old = pen.fillText;
        pen.fillText = function (text) { out.push(text); return old.apply(this, arguments); };
        borderMap.map.setView([47.75, 118.7], 9, {animate: false});
        await borderMap.set({mode: 'day', day: '1939-08-20'});
        pen.fillText = old;
        return out;
    }""")
    assert any("USSR and Mongolia" in text or "Mongolian and Soviet" in text for text in written)
    assert any("Japan" in text and "laim" in text for text in written)


def test_an_open_card_closes_when_its_event_is_no_longer_shown(page: Page) -> None:
    page.evaluate("borderMap.set({mode: 'day', day: '1938-07-29'})")
    # The last to begin began on that very day.
    last = page.evaluate("borderMap.visible().at(-1)")
    page.evaluate("selected => borderMap.set({selected})", last)
    page.locator("#card-title").wait_for()
    page.evaluate("borderMap.set({day: '1938-06-01'})")
    assert page.evaluate("borderMap.state().selected") is None
    assert not page.locator("#card").is_visible()


def test_the_card_names_every_claim_and_every_source(
    page: Page, events: list[dict[str, str]]
) -> None:
    richest = max(events, key=lambda e: int(e["claim_count"]))
    page.evaluate("borderMap.set({mode: 'upto', day: '2000-01-01'})")
    page.evaluate("selected => borderMap.set({selected})", richest["id"])
    page.locator("#card-title").wait_for()
    feature = next(
        f for f in page.evaluate("borderMap.toGeoJSON()")["features"] if f["id"] == richest["id"]
    )
    claims = page.locator("[data-claim]").evaluate_all("rows => rows.map(r => r.dataset.claim)")
    assert sorted(claims) == sorted(c["id"] for c in feature["properties"]["claims"])
    assert len(claims) == richest["claim_count"]
    named = set(
        page.locator(".sources [data-source]").evaluate_all("r => r.map(x => x.dataset.source)")
    )
    wanted = set(feature["properties"]["sources"]).union(
        *(c["sources"] for c in feature["properties"]["claims"])
    )
    assert named == wanted


def test_the_card_tells_whose_voice_a_source_is(page: Page) -> None:
    page.evaluate("borderMap.set({selected: 'khasan-gendarme-matsushima-shot'})")
    page.locator(".sources [data-source=dra]").wait_for()
    assert "Voice: Later research." in page.locator(".sources [data-source=dra]").inner_text()
    # What stands for no source is nobody's testimony.
    page.evaluate("borderMap.set({selected: 'khasan-tass-denial'})")
    page.locator(".sources [data-source=uncited]").wait_for()
    assert "Voice" not in page.locator(".sources [data-source=uncited]").inner_text()


def test_every_claim_of_the_tables_is_in_the_page(page: Page) -> None:
    with (ROOT / "data" / "claims.csv").open(encoding="utf-8", newline="") as file:
        written = {row["id"]: row for row in csv.DictReader(file)}
    page.evaluate("borderMap.set({mode: 'upto', day: '2000-01-01'})")
    features = page.evaluate("borderMap.toGeoJSON()")["features"]
    shown = {c["id"]: c for f in features for c in f["properties"]["claims"]}
    assert shown.keys() == written.keys()
    for claim, row in written.items():
        assert ";".join(shown[claim]["sources"]) == row["sources"]
        for name in ("claimant", "subject", "of_side", "text", "status", "date_edtf"):
            assert shown[claim][name] == row[name], claim
        for name in ("low", "high"):
            assert shown[claim][name] == (float(row[name]) if row[name] else None), claim


@pytest.mark.parametrize(
    "patch",
    [
        {"mode": "week"},
        {"day": "1938-02-30"},
        {"day": "1938-7-1"},
        {"from": "1939-01-01", "to": "1938-01-01"},
        {"hidden": "date:1938"},
        {"selected": "no-such-event"},
        {"lang": "xx"},
        {"query": 7},
    ],
    ids=str,
)
def test_a_bad_state_is_refused_and_nothing_changes(page: Page, patch: dict[str, object]) -> None:
    before = page.evaluate("borderMap.state()")
    refusal = page.evaluate("p => borderMap.set(p).then(() => '', error => error.message)", patch)
    assert next(iter(patch)) in refusal
    assert page.evaluate("borderMap.state()") == before


def test_a_link_brings_back_the_same_state(browser: Browser, output: Path) -> None:
    states = [
        {"mode": "day", "day": "1938-08-06", "hidden": ["kind:air", "date:1938-07"]},
        {"mode": "upto", "day": "1938-07-29", "query": "張鼓峰 & =#%"},
        {"mode": "range", "from": "1938-07-01", "to": "1938-08-01", "hidden": []},
    ]
    for wanted in states:
        with visit(browser, output / "map.html") as seen:
            seen.page.evaluate("p => borderMap.set(p)", wanted)
            before = seen.page.evaluate("borderMap.state()")
            fragment = seen.page.evaluate("borderMap.link()")
        with visit(browser, output / "map.html", fragment) as seen:
            assert seen.page.evaluate("borderMap.state()") == before


def test_random_states_survive_the_way_through_a_link(page: Page) -> None:
    chance = random.Random(1938)
    nodes, ids = page.evaluate("[borderMap.nodes(), borderMap.ids()]")
    for _ in range(15):
        days = sorted(f"19{chance.randint(31, 45)}-0{chance.randint(1, 9)}-11" for _ in range(2))
        page.evaluate(
            "p => borderMap.set(p)",
            {
                "mode": chance.choice(["day", "upto", "range"]),
                "day": chance.choice(days),
                "from": days[0],
                "to": days[1],
                "hidden": chance.sample(nodes, chance.randint(0, 9)),
                "query": chance.choice(["", "hill", "ハルハ", "a & b=c#d"]),
                "selected": chance.choice([None, *ids]),
            },
        )
        before = page.evaluate("[borderMap.state(), borderMap.link()]")
        page.evaluate("borderMap.set({mode: 'range', hidden: [], query: '', selected: null})")
        wait_until(page, "window.location.hash === borderMap.link()")
        page.evaluate("link => { window.location.hash = link; }", before[1])
        wait_until(
            page,
            "want => JSON.stringify(borderMap.state()) === JSON.stringify(want)",
            before[0],
        )


def test_a_broken_link_is_reported_and_the_rest_of_it_kept(browser: Browser, output: Path) -> None:
    with visit(browser, output / "map.html", "#v=1&m=day&d=1938-99-99&zz=1&q=hill") as seen:
        state = seen.page.evaluate("borderMap.state()")
        assert (state["mode"], state["query"]) == ("day", "hill")
        assert "1938-99-99" in seen.page.locator("#notice").inner_text()


def test_one_arrow_is_one_day_and_the_slider_says_so(page: Page) -> None:
    page.evaluate("borderMap.set({mode: 'day', day: '1938-07-31'})")
    slider = page.locator("input[data-role=day]")
    slider.focus()
    slider.press("ArrowRight")
    wait_until(page, "borderMap.state().day === '1938-08-01'")
    # The state is new at once, the slider with the next frame.
    told = "document.querySelector('input[data-role=day]').getAttribute('aria-valuetext')"
    wait_until(page, f"{told}.startsWith('1 August 1938, ')")
    slider.press("PageUp")
    wait_until(page, "borderMap.state().day === '1938-08-08'")


def test_a_typed_date_is_taken_and_a_wrong_one_is_not(page: Page) -> None:
    box = page.locator("input.date")
    box.fill("1938-08")
    box.press("Enter")
    wait_until(page, "borderMap.state().to === '1938-08-31'")
    before = page.evaluate("borderMap.state()")
    box.fill("31.6.1938")
    box.press("Enter")
    wait_until(page, "document.querySelector('#notice').innerText.includes('31.6.1938')")
    assert page.evaluate("borderMap.state()") == before


def test_search_finds_any_script_and_folds_case_and_accents(page: Page) -> None:
    for query in ("張鼓峰", "ЗАОЗЕРНАЯ", "zaozernaya", "ＬＩＴＶＩＮＯＶ"):
        page.evaluate("query => borderMap.set({query})", query)
        assert page.evaluate("borderMap.visible().length") > 0, query
    page.evaluate("borderMap.set({query: 'no such words'})")
    assert page.evaluate("borderMap.visible()") == []


@pytest.mark.parametrize(
    ("lang", "title", "day"),
    [
        ("ru", "Граница Маньчжоу-го", "20 августа 1939 г."),
        ("ja", "満洲国の国境", "1939年8月20日"),
        ("zh", "满洲国的边界", "1939年8月20日"),
        ("mn", "Манж-Го улсын хил", "1939 оны 8\u2011р сарын 20"),
    ],
)
def test_the_page_speaks_five_languages_and_means_the_same(
    page: Page, lang: str, title: str, day: str
) -> None:
    page.evaluate("borderMap.set({mode: 'day', day: '1939-08-20'})")
    before = page.evaluate("borderMap.visible()")
    page.locator("#language").select_option(lang)
    wait_until(page, "lang => borderMap.state().lang === lang", lang)
    assert page.locator("#title").inner_text() == title
    assert page.locator(".readout").inner_text() == day
    assert page.evaluate("document.documentElement.lang") == lang
    assert page.evaluate("borderMap.visible()") == before


def test_the_keyboard_alone_opens_reads_and_closes_an_incident(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("Litvinov")
    wait_until(page, "borderMap.visible().length < borderMap.ids().length")
    presses = 0
    while not page.evaluate("document.activeElement.classList.contains('row')"):
        page.keyboard.press("Tab")
        presses += 1
        assert presses < 12
    page.keyboard.press("Enter")
    page.locator("#card-title").wait_for()
    wait_until(page, "document.activeElement.id === 'card-title'")
    page.keyboard.press("Escape")
    wait_until(page, "borderMap.state().selected === null")
    wait_until(page, "document.activeElement.classList.contains('row')")


def test_a_file_is_saved_with_a_name_that_says_what_it_holds(page: Page) -> None:
    page.evaluate("borderMap.set({mode: 'day', day: '1938-07-31'})")
    count = page.evaluate("borderMap.visible().length")
    page.locator("#tab-about").click()
    with page.expect_download() as waiting:
        page.locator("[data-download=shown-geojson]").click()
    name = waiting.value.suggested_filename
    assert name.startswith(f"incidents_1938-07-31_shown-{count}_v")
    collection = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    assert [f["id"] for f in collection["features"]] == page.evaluate("borderMap.visible()")
    assert {"license", "citation", "version", "filter"} <= set(collection)


HOSTILE = (
    '<img src=x onerror="window.pwned=1">',
    "</script><script>window.pwned=1</script>",
    "`${window.pwned=1}` '\" \\ {{ 7*7 }} {% raw %}",
    "\u202e tricky \u200f \U0001f5fa 張鼓峰",
    "x" * 10_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=["tag", "script", "template", "marks", "long"])
def test_text_from_the_data_is_text(
    browser: Browser, folder: Path, change: Callable[[str, str, str], None], text: str
) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    change("events.csv", "Shots at the border", quoted)
    change("events.csv", "Shots are said to have been fired.", quoted)
    place = json.dumps(text, ensure_ascii=False)
    lines = (folder / "geometry" / "lines.geojson").read_text("utf-8")
    old = json.dumps(json.loads(lines)["features"][0]["properties"]["name"], ensure_ascii=False)
    change("geometry/lines.geojson", f'"name": {old}', f'"name": {place}')
    # The checks would refuse some of it; the page must be safe by itself.
    archive, _ = read_archive(folder)
    assert archive is not None
    path = folder / "map.html"
    path.write_text(draw_page(make_atlas(archive), {}, []), "utf-8")
    with visit(browser, path) as seen:
        seen.page.evaluate("borderMap.set({mode: 'upto', day: '2000-01-01'})")
        seen.page.evaluate("borderMap.set({selected: 'border-shots'})")
        seen.page.locator("#card-title").wait_for()
        assert seen.page.locator("#card-title").text_content() == text
        seen.page.evaluate("borderMap.set({selected: null})")
        seen.page.locator("#tab-list").click()
        titles = seen.page.locator(".row-title").all_text_contents()
        assert text in titles
        assert seen.page.evaluate("window.pwned") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_readers_who_cannot_see_the_map_are_served_too(
    browser: Browser, output: Path, size: dict[str, int], scheme: str
) -> None:
    options = {"viewport": size, "color_scheme": scheme, "bypass_csp": True}
    with visit(browser, output / "map.html", **options) as seen:
        page = seen.page
        # The default rules of axe are WCAG 2 A and AA and its best practices.
        for lang, tab in (("en", "layers"), ("ja", "list"), ("ru", "statements"), ("mn", "about")):
            page.evaluate("lang => borderMap.set({lang})", lang)
            page.locator(f"#tab-{tab}").evaluate("button => button.click()")
            assert [one["id"] for one in Axe().run(page).response["violations"]] == [], tab
        page.evaluate("borderMap.set({lang: 'zh', query: 'tank', hidden: ['kind:air']})")
        assert [one["id"] for one in Axe().run(page).response["violations"]] == [], "filters"
        first = page.evaluate("borderMap.ids().find(id => id.startsWith('khasan-z'))")
        page.evaluate("id => borderMap.set({query: '', hidden: [], selected: id})", first)
        page.locator("#card-title").wait_for()
        assert [one["id"] for one in Axe().run(page).response["violations"]] == [], "card"


@pytest.mark.parametrize("size", ["1400x900", "360x740"])
def test_pictures_of_the_page_are_kept(browser: Browser, output: Path, size: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    options: dict[str, object] = {"viewport": PHONE, "has_touch": True} if size[0] == "3" else {}
    with visit(browser, output / "map.html", **options) as seen:
        seen.page.screenshot(path=SHOTS / f"start-{size}.png")
        seen.page.locator("[data-preset=khasan-1938]").evaluate("button => button.click()")
        seen.page.evaluate("borderMap.set({mode: 'day', day: '1938-07-31'})")
        seen.page.screenshot(path=SHOTS / f"busy-day-{size}.png")
        first = seen.page.evaluate("borderMap.visible()[0]")
        seen.page.evaluate("selected => borderMap.set({selected})", first)
        seen.page.locator("#card-title").wait_for()
        seen.page.screenshot(path=SHOTS / f"open-card-{size}.png")
        assert not seen.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )


def test_each_row_of_the_legend_has_the_symbol_of_its_own_code(page: Page) -> None:
    pictures = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.tree-section')].map((box) => [
            box.dataset.facet,
            Object.fromEntries([...box.querySelectorAll('.legend-symbol')].map((canvas) => [
                canvas.closest('.node').querySelector('input').dataset.node, canvas.toDataURL()])),
        ]))"""
    )
    with (ROOT / "data" / "codes.csv").open(encoding="utf-8", newline="") as file:
        codes = list(csv.DictReader(file))
    for facet in ("kind", "side", "role"):
        shown = pictures[facet]
        looks: dict[str, set[str]] = {}
        for row in codes:
            node = f"{facet}:{row['code']}"
            if row["list"] == facet and node in shown:
                cells = {name: row[name] for name in row if name not in ORDINARY}
                looks.setdefault(json.dumps(cells), set()).add(shown[node])
        assert len(looks) > 4
        # Codes of one look have one symbol, codes of different looks have different ones.
        assert all(len(symbols) == 1 for symbols in looks.values()), facet
        assert len(set().union(*looks.values())) == len(looks), facet


def test_the_grade_of_its_best_source_decides_about_an_event(page: Page, real: Material) -> None:
    graded = real.atlas.events.set_index("id")["grade"]
    hidden = ["grade:c", "grade:d"]
    all_ids, left = (
        page.evaluate("hidden => borderMap.visible({mode: 'range', hidden})", nodes)
        for nodes in ([], hidden)
    )
    assert left == [one for one in all_ids if graded[one] in ("a", "b")]
    assert 0 < len(left) < len(all_ids)
    names = page.locator(".tree-section[data-facet=grade] .name").all_inner_texts()
    assert [name[:2] for name in names] == ["A:", "B:", "C:", "D:"]


def test_the_tip_names_what_is_under_the_pointer_and_goes_with_it(page: Page) -> None:
    title, x, y = page.evaluate(
        """async () => {
            borderMap.map.setView([42.45, 130.6], 9, {animate: false});
            await borderMap.set({mode: 'range', from: '1938-07-15', to: '1938-07-15'});
            const {features} = await borderMap.toGeoJSON();
            const one = features.find((f) => f.geometry && borderMap.onMap().includes(f.id));
            const [lng, lat] = one.geometry.coordinates;
            const at = borderMap.map.latLngToContainerPoint([lat, lng]);
            const box = borderMap.map.getContainer().getBoundingClientRect();
            return [one.properties.title, at.x + box.x, at.y + box.y];
        }"""
    )
    tip = page.locator(".tip")
    page.mouse.move(x, y)
    tip.wait_for()
    text = tip.inner_text()
    assert title in text or "events here" in text
    # Open water, far from anything that is drawn as a feature.
    empty = page.evaluate(
        """() => {
            borderMap.map.setView([40.0, 134.0], 9, {animate: false});
            const box = borderMap.map.getContainer().getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        }"""
    )
    page.mouse.move(*empty)
    tip.wait_for(state="hidden")
