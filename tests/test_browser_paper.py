"""Paper: the reader's, in any size and orientation; map only, map with list, or a card."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from browser import visit
from playwright.sync_api import Browser, Page

LANGUAGES = ("en", "ja", "mn", "ru", "zh")
PAPERS = [(name, turned) for name in ("A4", "Letter") for turned in (False, True)]
# Width and height upright, points.
SIZES = {"A4": (595, 842), "Letter": (612, 792)}
# A page is looked at in this many strips, since its columns end at different heights.
STRIPS = 12
KHASAN = "document.querySelector('[data-preset=\"khasan-1938\"]').click()"


def choose(page: Page, what: str) -> None:
    """Press a button that prints, in a browser that shows no dialog for it."""
    page.evaluate("window.print = () => {}")
    page.locator("#tab-about").click()
    page.locator(f"#view-about [data-print={what}]").click()


def print_pages(page: Page, paper: str, turned: bool, scale: int = 1) -> list[np.ndarray]:
    """Return the printed pages as pictures of `scale` pixels to a point: rows, columns, colours."""
    data = page.pdf(format=paper, landscape=turned, print_background=True)
    document = pypdfium2.PdfDocument(data)
    return [one.render(scale=scale).to_numpy()[:, :, :3] for one in document]


def fullness(picture: np.ndarray) -> float:
    """Return how much of a page is used: the mean height down to which its strips have ink."""
    ink = (picture.min(axis=2) < 200)[:-50]
    strips = np.array_split(ink, STRIPS, axis=1)
    ends = [
        int(rows.max()) + 1 if (rows := strip.any(axis=1).nonzero()[0]).size else 0
        for strip in strips
    ]
    return float(np.mean(ends)) / len(ink)


def frame_of(picture: np.ndarray) -> tuple[slice, slice]:
    """Return what lies within the frame of the map: its lines are the longest dark ones."""
    dark = picture.max(axis=2) < 110
    rows = (dark.mean(axis=1) > 0.4).nonzero()[0]
    columns = (dark[rows[0] : rows[-1]].mean(axis=0) > 0.9).nonzero()[0]
    return slice(rows[0] + 5, rows[-1] - 4), slice(columns[0] + 5, columns[-1] - 4)


def test_the_measure_of_fullness_knows_an_empty_page() -> None:
    page = np.full((800, 600, 3), 255)
    assert fullness(page) == 0
    page[40:60] = 0
    assert fullness(page) == pytest.approx(60 / 750)
    page[40:740, :300] = 0
    assert fullness(page) == pytest.approx((740 / 750 + 60 / 750) / 2)


@pytest.mark.parametrize(("paper", "turned"), PAPERS)
def test_the_start_view_is_fifteen_full_pages_of_the_readers_paper(
    page: Page, paper: str, turned: bool
) -> None:
    pages = print_pages(page, paper, turned)
    size = SIZES[paper][::-1] if turned else SIZES[paper]
    assert {picture.shape[1::-1] for picture in pages} <= {
        (width, height) for width in (size[0], size[0] + 1) for height in (size[1], size[1] + 1)
    }
    assert len(pages) <= 15
    assert min(map(fullness, pages[:-1])) >= 0.25


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("turned", [False, True])
def test_no_language_needs_more_than_fifteen_pages_of_a4(
    page: Page, lang: str, turned: bool
) -> None:
    page.evaluate("lang => borderMap.set({lang})", lang)
    assert len(print_pages(page, "A4", turned)) <= 15


@pytest.mark.parametrize(("paper", "turned"), PAPERS)
@pytest.mark.parametrize("start", ["0", KHASAN])
def test_the_map_alone_is_one_page_whose_frame_is_full(
    page: Page, paper: str, turned: bool, start: str
) -> None:
    page.evaluate(start)
    choose(page, "map")
    (picture,) = print_pages(page, paper, turned, 3)
    map_picture = picture[frame_of(picture)]
    assert map_picture.shape[0] * map_picture.shape[1] > picture.shape[0] * picture.shape[1] * 0.4
    # Ground and water have a colour each; white are the discs of rings and the halos of names.
    assert (map_picture.min(axis=2) > 252).mean() < 0.03
    edges = [map_picture[0], map_picture[-1], map_picture[:, 0], map_picture[:, -1]]
    assert max((edge.min(axis=1) > 252).mean() for edge in edges) < 0.05


@pytest.mark.parametrize(("paper", "turned"), PAPERS)
def test_a_card_is_printed_with_its_map_and_without_buttons(
    page: Page, paper: str, turned: bool
) -> None:
    page.evaluate("borderMap.set({selected: 'khasan-cease-fire'})")
    pages = print_pages(page, paper, turned)
    assert len(pages) <= 3
    assert min([1.0, *map(fullness, pages[:-1])]) >= 0.25


def on_paper(page: Page, question: str) -> object:
    """Ask something of what is printed; the page is as if it were being printed."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    answer = page.evaluate(question)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    return answer


def test_what_is_printed_says_what_was_chosen(page: Page) -> None:
    page.evaluate(KHASAN)
    page.evaluate("borderMap.set({hidden: [...borderMap.state().hidden, 'kind:air']})")
    head = on_paper(page, "document.querySelector('#print .paper-head').innerText")
    assert "Lake Khasan 1938" in str(head)
    assert "without In the air" in str(head)
    key = on_paper(page, "document.querySelector('#print .paper-key').innerText")
    assert "Front line" in str(key)
    # Not on this sheet: left out by a layer, or nowhere near.
    assert "In the air" not in str(key)
    assert "Mutiny" not in str(key)
    rows = "[...document.querySelectorAll('#print .printed')].length"
    assert on_paper(page, rows) == page.evaluate("borderMap.visible().length")
    link = on_paper(page, "document.querySelector('#print .paper-foot').innerText")
    assert str(page.evaluate("borderMap.link()")) in str(link)


def test_the_sources_of_a_printed_list_are_those_of_its_events(page: Page) -> None:
    page.evaluate(KHASAN)
    count = "document.querySelectorAll('#print .paper-sources li').length"
    numbers = """[...document.querySelectorAll('#print .printed-sources')]
        .flatMap(part => part.innerText.match(/\\d+/g).map(Number))"""
    named = on_paper(page, numbers)
    assert isinstance(named, list)
    assert set(named) == set(range(1, int(str(on_paper(page, count))) + 1))


def test_a_printed_card_keeps_the_addresses_that_its_links_lead_to(page: Page) -> None:
    page.evaluate("borderMap.set({selected: 'khasan-cease-fire'})")
    page.wait_for_timeout(100)
    found = on_paper(
        page,
        """[document.querySelectorAll('#print button, #print [id]').length,
            ...[...document.querySelectorAll('#print a[target]')].map(a => a.innerText)]""",
    )
    assert isinstance(found, list)
    assert found[0] == 0
    assert len(found) > 3
    assert all(str(text).startswith("http") for text in found[1:])


def test_printing_leaves_the_screen_as_it_was(browser: Browser, output: Path) -> None:
    with visit(browser, output / "map.html", color_scheme="dark") as seen:
        page = seen.page
        choose(page, "map")
        state = """[...document.querySelectorAll('#atlas canvas')].map(one => one.toDataURL())
            .concat(document.activeElement.dataset.print, document.documentElement.className)"""
        before = page.evaluate(state)
        (picture,) = print_pages(page, "A4", False, 3)
        # Dark on the screen, and yet white paper with a light map.
        assert picture[:20].min() == 255
        assert picture[frame_of(picture)].mean() > 200
        page.wait_for_timeout(100)
        assert page.evaluate(state) == before
        assert page.evaluate("document.getElementById('print').childElementCount") == 0


def test_what_was_chosen_holds_for_one_print(page: Page) -> None:
    choose(page, "map")
    assert len(print_pages(page, "A4", False)) == 1
    assert len(print_pages(page, "A4", False)) > 1


def test_a_printed_list_says_what_is_unconfirmed_and_what_has_no_place(
    page: Page, events: list[dict[str, str]]
) -> None:
    found = on_paper(
        page,
        """[...document.querySelectorAll('#print .printed')]
            .map(row => [row.querySelector('h3').innerText, row.querySelector('p').innerText])""",
    )
    assert isinstance(found, list)
    told: dict[str, str] = {}
    for title, facts in found:
        told[title] = told.get(title, "") + facts
    shown = set(page.evaluate("borderMap.visible()"))
    rows = [event for event in events if event["id"] in shown]
    assert any(not event["confirmed"] for event in rows)
    for event in rows:
        assert ("unconfirmed" in told[event["title"]]) >= (not event["confirmed"]), event["id"]
    unconfirmed = sum("unconfirmed" in facts for _, facts in found)
    assert unconfirmed == sum(not event["confirmed"] for event in rows)
    placeless = sum(event["where_prec"] is None for event in rows)
    assert sum("not on the map" in facts for _, facts in found) == placeless > 0


def test_a_printed_map_names_whose_the_ground_is(page: Page) -> None:
    foot = str(on_paper(page, "document.querySelector('#print .paper-foot').innerText"))
    assert "OpenStreetMap" in foot and "Natural Earth" in foot
    assert "claimed or schematic" in foot
