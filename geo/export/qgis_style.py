"""The symbols of the page in the terms of QGIS: renderers, labels and time of each layer.

The elements are those of QGIS 3.22 project files and of QML; a test loads them into a real QGIS.
What each code looks like comes from the vocabulary of the data.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from geo.atlas.style import Code, Condition, Look, Style, list_looks
from geo.export.dataset import Table
from geo.export.qgis_forms import make_forms
from geo.export.qgis_labels import LABELS
from geo.export.qgis_xml import (
    IN_ZOOM,
    MM,
    Rule,
    cases,
    fill,
    layer,
    quoted,
    rgba,
    ruled,
    single,
    stroke,
    symbol,
)
from geo.read.vocabulary import (
    CLAIM_STATUSES,
    DATE_PRECS,
    KINDS,
    LOSSES,
    NEUTRAL,
    PLACE_KINDS,
    SIDES,
    WHERE_PRECS,
)

# How much wider than its line a halo is, pixels; how strong hatching is, 0-255.
HALO, HATCHED = 2.5, 130
# Years before and after anything in the atlas.
BEYOND = {"start_date": 1600, "end_date": 2100}
# The drawing round a shape, whose radius is 10: its width, and a pixel of the page in its units.
BOX, SHAPE_RADIUS, SHAPE_PIXEL = 36, 10, 4 / 3
# How much of the colour of the side is left inside a symbol whose place is an area or a stretch.
TINT = 0.7


def make_qml(table: Table, style: Style) -> str:
    """Return the style of a layer or a table as QML text, all categories."""
    root = Element("qgis", {"version": "3.22", "styleCategories": "AllStyleCategories"})
    root.extend(style_of(table, style))
    text = tostring(root, encoding="unicode")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{text}\n"


def style_of(table: Table, style: Style, lists: Iterable[tuple[str, str]] = ()) -> list[Element]:
    """Return the elements that style a layer: time, symbols, labels, forms.

    `lists` are (title, id of a relation) of the rows of other tables that its form shows.
    """
    if not table.geometry:
        return make_forms(table, style, lists)
    parts = [make_time(table), RENDERERS[table.name](style)]
    if table.name in LABELS:
        parts.append(LABELS[table.name](style))
    return [*parts, *make_forms(table, style, lists)]


def make_time(table: Table) -> Element:
    """Return the temporal settings: shown from `start_date` to `end_date`, both included.

    Two expressions and not two fields: handed a field of days, QGIS 3.22 lets the database compare
    '1938-08-06' with '1938-08-06T00:00:00', as text, and nothing is ever shown on its last day.
    """
    names = {column.name for column in table.columns}
    dated = table.role != "table" and table.name != "places" and {"start_date"} <= names
    time = Element(
        "temporal",
        {
            "enabled": "1" if dated else "0",
            # 4: two expressions. A feature without days is always shown, as on the page.
            "mode": "4" if dated else "0",
            # 1: the end belongs to it.
            "limitMode": "1",
            "startField": "start_date" if dated else "",
            "endField": "end_date" if dated else "",
            "startExpression": moment("start_date", "0, 0, 1") if dated else "",
            "endExpression": moment("end_date", "23, 59, 59") if dated else "",
            "durationField": "",
            "durationUnit": "d",
            "fixedDuration": "0",
            "accumulate": "0",
        },
    )
    fixed = SubElement(time, "fixedRange")
    SubElement(fixed, "start")
    SubElement(fixed, "end")
    return time


def moment(column: str, clock: str) -> str:
    """Return an expression for a moment of the day in a column.

    A day begins a second late, so that a frame which holds its own end does not hold the next day.
    A day that is not known lies beyond all days of the atlas.
    """
    parts = ", ".join(f'{part}("{column}")' for part in ("year", "month", "day"))
    beyond = f"make_datetime({BEYOND[column]}, 1, 1, {clock})"
    return f"coalesce(make_datetime({parts}, {clock}), {beyond})"


def lines_of(style: Style, look: Look) -> list[Element]:
    """Return the layers of a line or an edge: a light line below where it has a halo, the line."""
    if not look.stroke or not look.palette:
        return []
    halo = [stroke(style.colour("halo"), look.stroke + HALO)] if look.halo else []
    return [*halo, stroke(style.colour(look.palette), look.stroke, look.dash)]


def areas_of(style: Style, look: Look) -> list[Element]:
    """Return the layers of an area: fill, hatching, edge."""
    fills = [fill(style.colour(look.fill))] if look.fill else []
    hatching = [fill(style.colour(look.hatch), "b_diagonal", HATCHED)] if look.hatch else []
    return [*fills, *hatching, *lines_of(style, look)]


def side_colours(style: Style) -> dict[str, str]:
    """Return the colour of each side."""
    return {side.code: style.colour(side.palette or NEUTRAL) for side in style.rows(SIDES)}


def shape_of(style: Style, code: Code, dash: Iterable[float] = ()) -> str:
    """Return the shape of a code as SVG whose colours QGIS fills in; `dash` in pixels."""
    half = BOX / 2
    lengths = " ".join(f"{part * SHAPE_PIXEL:.3g}" for part in dash)
    dashes = f' stroke-dasharray="{lengths}"' if lengths else ""
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{BOX}" height="{BOX}" '
        f'viewBox="{-half} {-half} {BOX} {BOX}"><path d="{style.shape(code)}" '
        f'fill="param(fill)" stroke="param(outline)" stroke-width="2" stroke-linejoin="round"'
        f"{dashes}/></svg>"
    )
    return "base64:" + base64.b64encode(text.encode("ascii")).decode("ascii")


def by_losses(style: Style, per_pixel: float) -> str:
    """Return an expression for a size in millimetres that follows the lowest claimed losses."""
    none, *classes = style.rows(LOSSES)
    whens = " ".join(
        f'WHEN "losses_low" >= {code.code} THEN {(code.size or 0) * per_pixel:.2f}'
        for code in reversed(classes)
    )
    return f"CASE {whens} ELSE {(none.size or 0) * per_pixel:.2f} END"


def by_date(style: Style, kind: Code) -> str:
    """Return an expression for the shape of a kind that follows the precision of the date."""
    whens = " ".join(
        f'WHEN "date_prec" = {code.code} THEN {quoted(shape_of(style, kind, code.dash))}'
        for code in style.rows(DATE_PRECS)
    )
    return f"CASE {whens} ELSE {quoted(shape_of(style, kind))} END"


# Sizes of what the map draws for some events only: a legend, which asks no event, draws nothing.
NOTHING = "0"


def event_symbol(style: Style, kind: Code) -> Element:
    """Return the symbol of an event: shape by kind, colour and letter by side, size by losses."""
    neutral, ink = style.colour(NEUTRAL), style.colour("symbol-edge")
    side = cases("side_initiating", side_colours(style), neutral)
    inside = {c.code: style.colour(c.fill) for c in style.rows(WHERE_PRECS) if c.fill}
    is_vague = f'"where_prec" IN ({", ".join(inside) or "NULL"})'
    paper = cases("where_prec", inside, style.colour("paper"))
    main = layer(
        "SvgMarker",
        {"name": shape_of(style, kind), "size": f"{size_of(style) * 2 * MM * BOX / 20:.2f}",
         "size_unit": "MM", "color": rgba(neutral), "outline_color": rgba(ink),
         "outline_width": "0"},
        {
            "name": by_date(style, kind),
            "size": by_losses(style, 2 * MM * BOX / 20),
            "fillColor": f"CASE WHEN {is_vague} THEN color_mix_rgb({side}, {paper}, {TINT}) "
            f"ELSE {side} END",
            "outlineColor": f"CASE WHEN {is_vague} THEN {side} ELSE {quoted(ink)} END",
        },
    )  # fmt: skip
    return symbol("0", "marker", [main, disc(style), letter(style), *unconfirmed(style)])


def size_of(style: Style) -> float:
    """Return the radius in pixels of a symbol without stated losses."""
    return style.rows(LOSSES)[0].size or SHAPE_RADIUS


def letters(style: Style) -> dict[str, str]:
    """Return the letter of each side that has one."""
    return {side.code: side.letter for side in style.rows(SIDES) if side.letter}


def disc(style: Style) -> Element:
    """Return the light disc under the letter."""
    props = {"name": "circle", "color": rgba(style.colour("disc")), "outline_style": "no"}
    has_letter = ", ".join(quoted(code) for code in letters(style))
    expressions = {
        "size": by_losses(style, 2 * MM * 0.56),
        "enabled": f'"side_initiating" IN ({has_letter or "NULL"})',
    }
    return layer("SimpleMarker", {**props, "size": NOTHING, "size_unit": "MM"}, expressions)


def letter(style: Style) -> Element:
    """Return the letter of the side that began."""
    ink = rgba(style.colour("disc-ink"))
    props = {"font": "Sans Serif", "chr": "", "color": ink, "size": "2", "size_unit": "MM"}
    expressions = {
        "char": cases("side_initiating", letters(style), ""),
        "size": by_losses(style, 2 * MM * 0.5),
    }
    return layer("FontMarker", props, expressions)


def unconfirmed(style: Style) -> list[Element]:
    """Return the flag of an event that no source that was read carries."""
    code = style.codes.get((CLAIM_STATUSES, "unconfirmed"))
    if code is None or not code.letter:
        return []
    place = {"size": NOTHING, "size_unit": "MM", "offset": "2,-2", "offset_unit": "MM"}
    when = {"enabled": 'NOT "confirmed"'}
    colour = rgba(style.colour(code.palette or NEUTRAL))
    circle = {"name": "circle", "color": colour, "outline_style": "no"}
    paper = rgba(style.colour("paper"))
    mark = {"font": "Sans Serif", "chr": code.letter, "color": paper}
    return [
        layer("SimpleMarker", {**circle, **place}, {**when, "size": "2.4"}),
        layer("FontMarker", {**mark, **place}, {**when, "size": "1.9"}),
    ]


def kind_rules(style: Style, group: str = "") -> list[Rule]:
    """Return the rules that draw the events, one for each kind."""
    return [
        Rule(kind.label, f'"kind" = {quoted(kind.code)}', event_symbol(style, kind), group=group)
        for kind in style.rows(KINDS)
    ]


# Headings of the legend of the events; their order.
KEY = {
    KINDS: "Kind of event",
    SIDES: "Who acted first",
    LOSSES: "Lowest losses claimed",
    DATE_PRECS: "How exactly the day is known",
    WHERE_PRECS: "How exactly the place is known",
}


def key_rules(style: Style) -> Iterator[Rule]:
    """Yield rules that draw no event: they tell in the legend what the rest of a symbol says."""
    ink, neutral = style.colour("symbol-edge"), style.colour(NEUTRAL)
    for name in (SIDES, LOSSES, DATE_PRECS, WHERE_PRECS):
        for code in style.rows(name):
            own = style.colour(code.palette or NEUTRAL) if name == SIDES else neutral
            is_hollow = name == WHERE_PRECS and bool(code.fill)
            radius = (code.size or SHAPE_RADIUS) if name == LOSSES else size_of(style)
            props = {
                "name": shape_of(style, code, code.dash),
                "size": f"{radius * 2 * MM * BOX / 20:.2f}",
                "size_unit": "MM",
                "color": rgba(style.colour(code.fill or NEUTRAL) if is_hollow else own),
                "outline_color": rgba(own if is_hollow else ink),
                "outline_width": "0",
            }
            parts = [layer("SvgMarker", props)]
            if name == SIDES and code.letter:
                parts += lettered(style, code.letter)
            yield Rule(code.label, "false", symbol("0", "marker", parts), group=KEY[name])


def lettered(style: Style, text: str) -> list[Element]:
    """Return the disc and the letter of a side in the legend."""
    disc = {"name": "circle", "color": rgba(style.colour("disc")), "outline_style": "no"}
    mark = {"font": "Sans Serif", "chr": text, "color": rgba(style.colour("disc-ink"))}
    return [
        layer("SimpleMarker", {**disc, "size": "2.4", "size_unit": "MM"}),
        layer("FontMarker", {**mark, "size": "2", "size_unit": "MM"}),
    ]


def render_events(style: Style) -> Element:
    """Return the renderer of the events; those at one place stand round it."""
    muted = style.colour("muted")
    root = Element(
        "renderer-v2",
        {
            "type": "pointDisplacement",
            "placement": "1",
            "tolerance": "2.5",
            "toleranceUnit": "MM",
            "toleranceUnitScale": "3x:0,0,0,0,0,0",
            "circleWidth": "0.2",
            "circleColor": rgba(muted, 120),
            "circleRadiusAddition": "0.5",
            "labelAttributeName": "",
            "labelDistanceFactor": "0.5",
            "maxLabelScaleDenominator": "-1",
            "symbollevels": "0",
            "forceraster": "0",
        },
    )
    root.append(ruled([*kind_rules(style, KEY[KINDS]), *key_rules(style)]))
    centre = {"name": "circle", "color": rgba(muted), "outline_style": "no", "size": "0.8"}
    root.append(symbol("centerSymbol", "marker", [layer("SimpleMarker", centre)]))
    return root


def render_clusters(style: Style) -> Element:
    """Return the renderer of the events from afar: those near each other are a disc and a number.

    From afar a symbol beside its place would stand where nothing happened.
    """
    root = Element(
        "renderer-v2",
        {
            "type": "pointCluster",
            "tolerance": "8",
            "toleranceUnit": "MM",
            "toleranceUnitScale": "3x:0,0,0,0,0,0",
            "symbollevels": "0",
            "forceraster": "0",
        },
    )
    root.append(ruled(kind_rules(style)))
    paper = {
        "color": rgba(style.colour("disc")),
        "outline_color": rgba(style.colour("symbol-edge")),
    }
    disc = {"name": "circle", **paper, "outline_width": "0.6", "size": "6", "size_unit": "MM"}
    mark = {"font": "Sans Serif", "chr": "", "color": rgba(style.colour("disc-ink"))}
    parts = [
        layer("SimpleMarker", disc, {"size": "5.5 + ln(@cluster_size) / 2"}),
        layer("FontMarker", {**mark, "size": "2.6", "size_unit": "MM"}, {"char": "@cluster_size"}),
    ]
    root.append(symbol("centerSymbol", "marker", parts))
    return root


# A circle wider than the map says nothing of where it lies: a map is about 0.4 m wide on a screen.
FITS_IN_VIEW = '2 * "uncertainty_m" < 0.4 * coalesce(@map_scale, 8000000)'


def render_circles(style: Style) -> Element:
    """Return the renderer of positional uncertainty: broken circles in the colour of the side."""
    neutral = style.colour(NEUTRAL)
    side = cases("side_initiating", side_colours(style), neutral)
    props = {
        # Fills would add up where many circles lie over each other, and hide what is below.
        "style": "no",
        "outline_color": rgba(neutral),
        "outline_style": "dash",
        "outline_width": "0.26",
        "outline_width_unit": "MM",
    }
    ring = layer("SimpleFill", props, {"outlineColor": side, "enabled": FITS_IN_VIEW})
    return single(symbol("0", "fill", [ring]))


def render_places(style: Style) -> Element:
    """Return the renderer of the places: a small open circle, a triangle for a height."""
    colours = {"color": rgba(style.colour("panel")), "outline_color": rgba(style.colour("ink"))}
    dot = {**colours, "outline_width": "0.3", "size": "1.6"}
    circle = symbol("0", "marker", [layer("SimpleMarker", {**dot, "name": "circle"})])
    hill = symbol("1", "marker", [layer("SimpleMarker", {**dot, "name": "triangle", "size": "2"})])
    heights = [code for code in style.rows(PLACE_KINDS) if code.lettering == "hill"]
    rule = f'"kind" IN ({", ".join(quoted(code.code) for code in heights) or "NULL"})'
    title = " or ".join(code.label for code in heights) or "Height"
    return ruled([Rule(title, rule, hill), Rule("Place", "ELSE", circle)])


def render_positions(style: Style) -> Element:
    """Return the renderer of the positions: a square in the colour of the side of the unit."""
    edge = {"outline_color": rgba(style.colour("symbol-edge")), "outline_width": "0.3"}
    rules = []
    for side in style.rows(SIDES):
        look = {
            **edge,
            "name": "square",
            "size": "3",
            "color": rgba(side_colours(style)[side.code]),
        }
        mark = symbol("0", "marker", [layer("SimpleMarker", look)])
        rules.append(Rule(side.label, f'"side" = {quoted(side.code)}', mark))
    return ruled(rules)


def render_lines(style: Style) -> Element:
    """Return the renderer of the lines: what is claimed or schematic is broken and says so."""
    return ruled(feature_rules(style, "line"))


def render_areas(style: Style) -> Element:
    """Return the renderer of the areas; a broken edge where the extent is not measured."""
    return ruled(feature_rules(style, "fill"))


def feature_rules(style: Style, part: str) -> Iterator[Rule]:
    """Yield a rule for each look a line or an area can have; `part` is its kind of symbol."""
    layers = lines_of if part == "line" else areas_of
    for case in list_looks(style):
        if case.look.stroke if part == "line" else case.look.fill:
            content = symbol("0", part, layers(style, case.look))
            yield Rule(case.label, expression_of(case.conditions), content, case.hidden)


def expression_of(conditions: Iterable[Condition]) -> str:
    """Return an expression that asks for all conditions."""
    return " AND ".join(
        f'"{one.column}" {"=" if one.holds else "<>"} {_literal(one.value)}' for one in conditions
    )


def _literal(value: str | int) -> str:
    return str(value) if isinstance(value, int) else quoted(value)


def render_fill(colour: str, edge: str) -> Callable[[Style], Element]:
    """Return a renderer of one fill, with an edge or "" for none; both names of the palette."""

    def render(style: Style) -> Element:
        edges = [stroke(style.colour(edge), 1)] if edge else []
        content = [fill(style.colour(colour)), *edges]
        return ruled([Rule("", IN_ZOOM, symbol("0", "fill", content))])

    return render


def render_rivers(style: Style) -> Element:
    """Return the renderer of the rivers of the base map."""
    content = symbol("0", "line", [stroke(style.colour("river"), 0.8)])
    return ruled([Rule("", IN_ZOOM, content)])


def render_towns(style: Style) -> Element:
    """Return the renderer of the towns of the base map."""
    colours = {"color": rgba(style.colour("panel")), "outline_color": rgba(style.colour("muted"))}
    dot = {"name": "circle", **colours, "size": "1.3"}
    return single(symbol("0", "marker", [layer("SimpleMarker", dot)]))


def render_nothing(_: Style) -> Element:
    """Return the renderer of a layer of which only the names are drawn."""
    return Element("renderer-v2", {"type": "nullSymbol", "symbollevels": "0", "forceraster": "0"})


RENDERERS: dict[str, Callable[[Style], Element]] = {
    "events": render_events,
    "uncertainty_circles": render_circles,
    "places": render_places,
    "positions": render_positions,
    "lines": render_lines,
    "areas": render_areas,
    # No shore: where one cut of the land ends and the next begins is none.
    "base_land": render_fill("land", ""),
    "base_lakes": render_fill("water", "shore"),
    "base_rivers": render_rivers,
    "base_towns": render_towns,
    "base_labels": render_nothing,
}
