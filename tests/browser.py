"""A Chromium without a network, for the tests of the page."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDE = {"width": 1400, "height": 900}
PHONE = {"width": 360, "height": 740}


def find_chromium() -> str:
    """Return the installed Chromium; skip the test without one, but fail where CI is set."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    reason = f"no Chromium found (looked for {', '.join(NAMES)}; set CHROMIUM to its path)"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def launch() -> Iterator[Browser]:
    """Start the installed Chromium; as root it has no sandbox to start in."""
    path = find_chromium()
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


def wait_until(page: Page, expression: str, argument: object = None) -> None:
    """Wait until a JavaScript expression is true.

    Playwright's own waiting evaluates text inside the page, which the page's policy forbids.
    """
    end = time.monotonic() + 20
    while not page.evaluate(expression, argument):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(20)


@dataclass
class Visit:
    """Hold one opened page and all that it said or asked for."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def visit(browser: Browser, path: Path, fragment: str = "", **options: object) -> Iterator[Visit]:
    """Open a file from disk with the network off, and wait until it is ready.

    After the test the page must have asked for nothing but itself and complained about nothing.
    """
    settings: dict[str, object] = {"viewport": WIDE, "reduced_motion": "reduce", "offline": True}
    context = browser.new_context(**{**settings, **options})  # type: ignore[arg-type]
    page = context.new_page()
    seen = Visit(page)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.complaints.append(message.text))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', event =>"
        " console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))"
    )
    page.goto(path.resolve().as_uri() + fragment)
    page.evaluate("borderMap.ready")
    yield seen
    outside = [url for url in seen.requests if not url.startswith(("file:", "data:", "blob:"))]
    context.close()
    assert outside == []
    assert len([url for url in seen.requests if url.startswith("file:")]) == 1
    assert seen.complaints == []
