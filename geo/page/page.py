"""Draw the layers as one HTML page that needs no network.

folium makes the map; this module gives it a figure of its own: Leaflet's text inside the page, the
project's scripts and style sheets as they stand beside it, the data as packed blocks, and a
Content-Security-Policy that lets nothing else run.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import folium
from branca.element import Figure, MacroElement
from jinja2 import Template

from geo.atlas.style import Style, Theme
from geo.atlas.tables import CITE_AS, find_credits
from geo.atlas.translator import make_messages, make_translators
from geo.measure.statements import describe_results
from geo.page.linker import link
from geo.page.packing import pack
from geo.page.payload import make_base, make_core, make_text_blocks
from geo.read.aliases import old_nodes
from geo.read.vocabulary import ROLES

if TYPE_CHECKING:
    from geo.atlas.tables import Atlas
    from geo.measure.method import TestResult

ASSETS = resources.files("geo.page")
# The script that the page starts with, and the function in it that starts the page.
ENTRY, START = "app/main.js", "startAtlas"
# Messages that the build writes with, and no script.
BUILD_ONLY = ("measure.", "compass.", "join.", "kml.")
# The style sheets of the page, weakest first: of two rules that weigh the same the later one wins.
SHEETS = (
    "tokens",
    "base",
    "masthead",
    "tree",
    "list",
    "card",
    "views",
    "time",
    "map",
    "phone",
    "print",
)
# Names of browsers in .browserslistrc -> as a reader knows them.
BROWSERS = {
    "chrome": "Chrome",
    "edge": "Edge",
    "firefox": "Firefox",
    "safari": "Safari",
    "ios_saf": "Safari on iOS",
}
# Backgrounds a reader may switch on; the policy lets pictures come from these hosts and no others.
ONLINE = (
    {
        "id": "gibs-relief",
        "name": "Shaded relief, NASA GIBS",
        "host": "gibs.earthdata.nasa.gov",
        "url": "https://gibs.earthdata.nasa.gov/wmts/epsg3857/best/"
        "ASTER_GDEM_Greyscale_Shaded_Relief/default/GoogleMapsCompatible_Level12/{z}/{y}/{x}.jpg",
        "max_zoom": 12,
        "attribution": "Relief: NASA EOSDIS GIBS, ASTER GDEM",
    },
    {
        "id": "opentopomap",
        "name": "OpenTopoMap, today's map",
        "host": "tile.opentopomap.org",
        "url": "https://tile.opentopomap.org/{z}/{x}/{y}.png",
        "max_zoom": 17,
        "attribution": "© OpenStreetMap contributors, SRTM; style © OpenTopoMap (CC BY-SA)",
    },
)
# Where a text of the data goes, and what a browser would run.
SLOT = "SLOT-{}-SLOT"
RUNNING = re.compile(r"<script(?![^>]*\stype=)", re.IGNORECASE)
# What a colour of the palette may be, so that it is nothing else to a browser either.
TOKEN_NAME, TOKEN_COLOUR = (
    re.compile(r"[a-z]+(-[a-z]+)*"),
    re.compile(r"#[0-9a-f]{6}([0-9a-f]{2})?"),
)


class AtlasMap(folium.Map):
    """A folium map that loads nothing: Leaflet is in the page already."""

    # Lists of this class's own: folium's are shared by all of its maps.
    default_js: ClassVar[list[tuple[str, str]]] = []  # type: ignore[misc]
    default_css: ClassVar[list[tuple[str, str]]] = []  # type: ignore[misc]


class StartAtlas(MacroElement):
    """The last word of the page's script: hand the map to the atlas."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        f"{START}({{{{ this._parent.get_name() }}}});"
        "{% endmacro %}"
    )


class AtlasFigure(Figure):
    """The page around the map: reading column, map, time bar, data."""

    _template = Template((ASSETS / "page.html").read_text(encoding="utf-8"))
    # What the template asks for, beside the slots of the data.
    policy: str
    sheets: list[str]
    browsers: str
    scripts: list[str]
    notice: str


def draw_page(
    atlas: Atlas,
    base: Mapping[str, object],
    results: list[TestResult],
    record: Mapping[str, object] | None = None,
) -> str:
    """Return the whole page as HTML text, the same text for the same data.

    `base` holds the base map by resource name: frames (WGS 84 degrees) with the columns `base`,
    `min_zoom`, `max_zoom` and `rank`, the picture `base-relief` (JPEG) and its frame
    `base-relief-frame` with `bounds` [[south, west], [north, east]] in degrees. `record` describes
    the whole for search engines (schema.org, JSON-LD).
    """
    style, settings = atlas.style, atlas.settings
    meta = make_meta(atlas, base, results)
    meta["renamed"] = old_nodes(ROLES, [code.code for code in style.rows(ROLES)])
    meta["hidden"] = [f"{ROLES}:{code.code}" for code in style.rows(ROLES) if code.hidden]
    data = {
        "title": html.escape(atlas.about["title"]),
        "description": html.escape(settings.words["standfirst"]),
        "record": _in_script(json.dumps(record, ensure_ascii=False)) if record else "",
        "core": pack(make_core(atlas, base, results, meta)),
        "texts": json.dumps(make_text_blocks(atlas)),
        "base": pack(make_base(base)),
        "relief": _in_script(make_relief(base)),
    }
    slots = [name for name, text in data.items() if text or name != "record"]
    return fill(make_frame(slots, make_tokens(style)), data)


def make_frame(slots: Iterable[str], tokens: str = "") -> str:
    """Return the page before any data enter it, with its policy and a slot for each name.

    What the policy allows is fixed here, so that no text of the data can be taken for a script.
    `tokens` is the style sheet of the palette.
    """
    figure = AtlasFigure()
    for name in slots:
        setattr(figure, name, SLOT.format(name))
    figure.policy = "POLICY"
    own = [read_asset(f"css/{name}.css") for name in SHEETS]
    figure.sheets = [read_leaflet("leaflet.css"), *([tokens] if tokens else []), *own]
    figure.browsers = name_browsers(read_asset(".browserslistrc"))
    figure.scripts = [
        read_leaflet("leaflet.js"),
        link(read_scripts(), ENTRY, START),
    ]
    figure.notice = read_asset("leaflet-licence.txt")
    figure.add_child(make_map())
    return with_policy(renumber(without_zoom_lock(figure.render())))


def make_tokens(style: Style) -> str:
    """Return the colours of the palette as a style sheet: by day, by night and on paper.

    Raises
    ------
    ValueError
        For a name or a colour that would be more than that in a style sheet.
    """
    for name, colours in style.palette.items():
        for colour in colours.values():
            if not TOKEN_NAME.fullmatch(name) or not TOKEN_COLOUR.fullmatch(colour):
                raise ValueError(f"palette: `{name}`, `{colour}`; expected a name and #rrggbb")

    def declare(theme: Theme) -> str:
        return "".join(f"--{name}:{colours[theme]};" for name, colours in style.palette.items())

    dark = "@media screen and (prefers-color-scheme: dark)"
    night = f"{dark}{{:root:not(.printing){{{declare('dark')}}}}}"
    light, paper = declare("light"), f"{{{declare('print')}}}"
    return f":root{{{light}}}\n{night}\n:root.printing{paper}@media print{{:root{paper}}}"


def name_browsers(browserslist: str) -> str:
    """Return the oldest browsers of a browserslist as a reader knows them: "Chrome 111, …".

    Raises
    ------
    ValueError
        For a line that is not a known browser, `>=` and a version.
    """
    found = []
    for line in browserslist.splitlines():
        name, _, version = line.partition(" >= ")
        if name not in BROWSERS or not version:
            raise ValueError(f".browserslistrc: `{line}`; expected a browser, ` >= ` and a version")
        found.append(f"{BROWSERS[name]} {version}")
    return ", ".join(found)


def fill(frame: str, data: Mapping[str, str]) -> str:
    """Return a frame with data in its slots; data that look like a slot stay as they are.

    Raises
    ------
    ValueError
        If the data bring a script of their own, which the policy would refuse to run.
    """
    slot = re.compile(SLOT.format("([a-z]+)"))
    page = slot.sub(lambda match: data[match[1]], frame)
    if len(RUNNING.findall(page)) != len(RUNNING.findall(frame)):
        raise ValueError("the data would bring a script into the page")
    return page


def _in_script(text: str) -> str:
    """Return JSON that cannot end the script element it stands in: only "<" could."""
    return text.replace("<", "\\u003c")


def make_map() -> AtlasMap:
    """Return the folium map that the page's own scripts fill."""
    world = AtlasMap(
        location=[0.0, 0.0],  # the page's scripts choose the first view
        zoom_start=2,
        tiles=None,
        control_scale=True,
        min_zoom=2,
        max_zoom=14,
        zoom_control="topright",
        zoom_snap=0.25,  # a first view fills its frame; the buttons go by whole levels
        zoom_animation=False,  # it would stretch the picture of the level before
        world_copy_jump=False,
    )
    # branca does not say the types of its elements.
    world.add_child(StartAtlas())  # type: ignore[no-untyped-call]
    return world


def make_meta(
    atlas: Atlas, base: Mapping[str, object], results: list[TestResult]
) -> dict[str, object]:
    """Return the words about the whole that the page shows."""
    about, settings = atlas.about, atlas.settings
    return {
        "title": about["title"],
        "version": about["version"],
        "license": about["licence"],
        "citation": about["citation"],
        "cite_as": CITE_AS,
        "stem": settings.stem,
        "credits": find_credits([atlas.areas, atlas.lines, *base.values()]),
        "languages": sorted(settings.languages),
        "words": make_words(atlas, results),
        "key": [side for side, _ in settings.key],
        "locator": settings.locator,
        "names_from": dict(settings.names_from),
        "online": list(ONLINE),
    }


def make_words(atlas: Atlas, results: list[TestResult]) -> dict[str, dict[str, str]]:
    """Return all texts of the page by language: messages, texts of the atlas, results of tests.

    A result is the three messages `result.<id of the test>.title`, `.result` and `.method`. What
    only the build writes with is left out.
    """
    messages, translators = make_messages(atlas), make_translators(atlas)
    return {
        lang: {
            **{key: text for key, text in own.items() if not key.startswith(BUILD_ONLY)},
            **{
                f"result.{test}.{part}": text
                for test, sentence in describe_results(atlas, results, translators[lang]).items()
                for part, text in vars(sentence).items()
            },
        }
        for lang, own in messages.items()
    }


def read_asset(name: str) -> str:
    """Return one of the project's own scripts or style sheets."""
    return (ASSETS / name).read_text(encoding="utf-8")


def read_scripts() -> dict[str, str]:
    """Return the text of every script of the page, by its path below the folder of scripts."""
    folder = Path(str(ASSETS / "js"))
    paths = sorted(folder.rglob("*.js"))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


def read_leaflet(name: str) -> str:
    """Return Leaflet's own text from its package, without the names of files it might ask for."""
    text = (resources.files("xstatic.pkg.leaflet") / "data" / name).read_text(encoding="utf-8")
    text = re.sub(r"//# sourceMappingURL=\S+", "", text)
    return re.sub(r"url\((?!data:|[\"']?#)[^)]*\)", "none", text)


def make_relief(base: Mapping[str, object]) -> str:
    """Return the relief picture as a data URI with its corners, or nothing if there is none."""
    picture, frame = base.get("base-relief"), base.get("base-relief-frame")
    if not isinstance(picture, bytes) or not isinstance(frame, dict):
        return ""
    uri = "data:image/jpeg;base64," + base64.b64encode(picture).decode("ascii")
    return json.dumps({"image": uri, "bounds": frame["bounds"]})


def without_zoom_lock(page: str) -> str:
    """Return the page without folium's viewport, which forbids readers to enlarge the page."""
    return re.sub(r'<meta name="viewport"[^>]*user-scalable=no[^>]*>', "", page)


def renumber(page: str) -> str:
    """Return the page with folium's random ids numbered in order of appearance."""
    numbers: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        return "_" + numbers.setdefault(match[1], str(len(numbers) + 1))

    return re.sub(r"_([0-9a-f]{32})", number, page)


def with_policy(page: str) -> str:
    """Return a page without data with a policy for exactly the scripts and styles it carries."""
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    hosts = " ".join(f"https://{background['host']}" for background in ONLINE)
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hashes(scripts)}",
            f"style-src {_hashes(styles)}",
            f"img-src data: blob: {hosts}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return page.replace('content="POLICY"', f'content="{policy}"', 1)


def _hashes(texts: list[str]) -> str:
    """Return the sources of a policy: one SHA-256 for each inline text."""
    digests = (hashlib.sha256(text.encode("utf-8")).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(d).decode('ascii')}'" for d in digests)
