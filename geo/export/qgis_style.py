"""The signs of the page in the words of QGIS: renderers, labels and time of each layer.

The elements are those of QGIS 3.22 project files and of QML; a test loads them into a real QGIS.
Signs follow ``page/js/symbols.js`` and ``plate.js``, colours of sides come from ``codes.csv``.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Iterable
from typing import TypeAlias
from xml.etree.ElementTree import Element, SubElement, tostring

import pandas as pd

from geo.atlas.dataset import Table

Props: TypeAlias = dict[str, str]

INK, PAPER, MUTED, ACCENT = "#22211e", "#fbfaf6", "#66625a", "#9c2f1c"
LAND, WATER, SHORE, RIVER = "#f4f3ef", "#d3dee4", "#9fb2bc", "#8aa9ba"
FRONTIER, RAIL, MODERN = "#6b5b4a", "#a59c8c", "#9a958a"
OTHER_SIDE = "#6f6b63"
# A pixel of the page on a sheet of 96 dpi, millimetres.
MM = 25.4 / 96
# Radius in pixels by losses of people: none stated, 1-9, 10-99, 100-999, 1,000 and more.
RADII = (8, 9, 10.5, 12.5, 15)
# Dashes of the outline: day known, known within a week, less exactly.
DASHES = ("", "4 2.6", "1.4 2.6")
# Years before and after anything in the atlas.
BEYOND = {"start_date": 1600, "end_date": 2100}
# Width of the drawing round a sign of radius 10.
BOX = 36
LETTERS = {
    "ussr": "S",
    "soviet-mongolian": "S",
    "mongolia": "M",
    "japan": "J",
    "manchukuo": "J",
    "japan-manchukuo": "J",
    "china": "C",
    "both": "=",
    "disputed": "?",
    "other": "·",
}


def _ring(radius: float, corners: int, turn: float, inner: float = 1.0) -> str:
    """Return a closed path: a regular figure, or a star whose inner corners are nearer."""
    steps = corners if inner == 1.0 else corners * 2
    points = []
    for i in range(steps):
        angle = 2 * math.pi * i / steps + turn
        r = radius * (inner if inner != 1.0 and i % 2 else 1.0)
        points.append(f"{math.cos(angle) * r:.2f} {math.sin(angle) * r:.2f}")
    return f"M{' L'.join(points)} Z"


UP = -math.pi / 2
# Each shape is drawn round the origin and is about as heavy as a circle of radius 10.
SHAPES = {
    "clash": _ring(12, 4, 0),
    "battle": _ring(13.5, 8, UP, 0.72),
    "bombardment": _ring(14.5, 5, UP, 0.5),
    "air": "M0 -12.5 L11.5 8.5 L-11.5 8.5 Z",
    "occupation": "M-9 -9 L9 -9 L9 9 L-9 9 Z",
    "movement": "M-10 -8.5 L3 -8.5 L12 0 L3 8.5 L-10 8.5 L-4 0 Z",
    "abduction": "M0 12.5 L11.5 -8.5 L-11.5 -8.5 Z",
    "naval": "M-12 -5 L12 -5 C9 11 -9 11 -12 -5 Z",
    "espionage": "M-13 0 Q0 -15 13 0 Q0 15 -13 0 Z",
    "mutiny": _ring(11, 5, UP),
    "diplomacy": "M-10 0 A10 10 0 1 0 10 0 A10 10 0 1 0 -10 0 Z",
    "other": _ring(10.5, 6, 0),
}


def make_qml(table: Table, codes: pd.DataFrame) -> str:
    """Return the style of a layer as QML text, all categories, "" for a table without one."""
    if not table.geometry:
        return ""
    root = Element("qgis", {"version": "3.22", "styleCategories": "AllStyleCategories"})
    root.extend(style_of(table, codes))
    text = tostring(root, encoding="unicode")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{text}\n"


def style_of(table: Table, codes: pd.DataFrame) -> list[Element]:
    """Return the elements that dress a layer: time, signs, labels, forms."""
    parts = [make_time(table), RENDERERS[table.name](codes)]
    if table.name in LABELS:
        parts.append(LABELS[table.name]())
    if table.role != "ground":
        parts += make_forms(table, codes)
    return parts


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


# ---- the pieces of a QGIS style ---------------------------------------------------------------


def option(name: str, value: object, kind: str = "QString") -> Element:
    """Return one named value of a map of options."""
    return Element("Option", {"name": name, "type": kind, "value": str(value)})


def option_map(props: Props, name: str = "") -> Element:
    """Return a map of text options."""
    box = Element("Option", {"type": "Map", **({"name": name} if name else {})})
    box.extend(option(key, value) for key, value in props.items())
    return box


def driven(expressions: Props) -> Element:
    """Return the properties of a symbol layer that follow from each feature."""
    properties = Element("Option", {"type": "Map", "name": "properties"})
    for key, expression in expressions.items():
        box = SubElement(properties, "Option", {"type": "Map", "name": key})
        box.append(option("active", "true", "bool"))
        box.append(option("expression", expression))
        box.append(option("type", 3, "int"))
    outer = Element("Option", {"type": "Map"})
    outer.append(option("name", ""))
    outer.append(properties)
    outer.append(option("type", "collection"))
    root = Element("data_defined_properties")
    root.append(outer)
    return root


def layer(kind: str, props: Props, expressions: Props | None = None) -> Element:
    """Return one layer of a symbol."""
    root = Element("layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    root.append(option_map(props))
    if expressions:
        root.append(driven(expressions))
    return root


def symbol(name: str, kind: str, layers: Iterable[Element]) -> Element:
    """Return a symbol (kind marker, line or fill) of one or more layers."""
    attributes = {"name": name, "type": kind, "alpha": "1", "clip_to_extent": "1"}
    root = Element("symbol", {**attributes, "force_rhr": "0"})
    root.extend(layers)
    return root


def single(content: Element) -> Element:
    """Return a renderer that draws every feature with one symbol."""
    root = Element("renderer-v2", {"type": "singleSymbol", "symbollevels": "0", "forceraster": "0"})
    SubElement(root, "symbols").append(content)
    return root


def ruled(rules: Iterable[tuple[str, str, Element]]) -> Element:
    """Return a renderer by (label, filter, symbol) rules; features that fit none are not drawn."""
    root = Element("renderer-v2", {"type": "RuleRenderer", "symbollevels": "0", "forceraster": "0"})
    tree = SubElement(root, "rules", {"key": "{root}"})
    symbols = SubElement(root, "symbols")
    for i, (label, expression, content) in enumerate(rules):
        rule = SubElement(tree, "rule", {"key": f"{{rule-{i}}}", "label": label})
        rule.set("filter", expression)
        rule.set("symbol", str(i))
        if label in UNTICKED:
            rule.set("checkstate", "0")
        content.set("name", str(i))
        symbols.append(content)
    return root


# Hidden at the start, as on the page: what would be taken for the frontier of the time.
UNTICKED = frozenset({"Border today", "Other area"})


def quoted(text: object) -> str:
    """Return text as a literal of a QGIS expression."""
    doubled = str(text).replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


def cases(column: str, values: dict[str, str], other: str) -> str:
    """Return an expression that maps the values of a column to others."""
    whens = "".join(
        f' WHEN "{column}" = {quoted(key)} THEN {quoted(value)}' for key, value in values.items()
    )
    return f"CASE{whens} ELSE {quoted(other)} END" if whens else quoted(other)


def rgba(colour: str, alpha: int = 255) -> str:
    """Return #RRGGBB as QGIS stores a colour."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},{alpha}"


def stroke(colour: str, width: float, dash: str = "", alpha: int = 255) -> Element:
    """Return a line layer; `width` in pixels of the page, `dash` in pixels, "" for a whole line."""
    props = {
        "line_color": rgba(colour, alpha),
        "line_width": f"{width * MM:.3f}",
        "line_width_unit": "MM",
        "capstyle": "flat",
        "joinstyle": "round",
    }
    if dash:
        lengths = ";".join(f"{float(part) * MM:.3f}" for part in dash.split())
        props |= {"use_custom_dash": "1", "customdash": lengths, "customdash_unit": "MM"}
    return layer("SimpleLine", props)


def fill(colour: str, alpha: int, edge: str = "", dashed: bool = False, style: str = "") -> Element:
    """Return a fill layer with or without an edge."""
    props = {
        "color": rgba(colour, alpha),
        "style": style or "solid",
        "outline_color": rgba(edge or colour),
        "outline_style": "no" if not edge else "dash" if dashed else "solid",
        "outline_width": "0.26",
        "outline_width_unit": "MM",
    }
    return layer("SimpleFill", props)


# ---- events -----------------------------------------------------------------------------------


def side_colours(codes: pd.DataFrame) -> dict[str, str]:
    """Return the colour of each side."""
    sides = codes[codes["list"] == "side"]
    return {str(row.code): str(row.colour) for row in sides.itertuples() if row.colour}


def sign(kind: str, dash: str) -> str:
    """Return the sign of a kind as SVG whose colours QGIS fills in."""
    half = BOX / 2
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{BOX}" height="{BOX}" '
        f'viewBox="{-half} {-half} {BOX} {BOX}"><path d="{SHAPES.get(kind, SHAPES["other"])}" '
        f'fill="param(fill)" stroke="param(outline)" stroke-width="2" stroke-linejoin="round"'
        f"{dashes}/></svg>"
    )
    return "base64:" + base64.b64encode(text.encode("ascii")).decode("ascii")


def by_losses(per_pixel: float) -> str:
    """Return an expression for a size in millimetres that follows the lowest claimed losses."""
    sizes = [f"{radius * per_pixel:.2f}" for radius in RADII]
    steps = " ".join(
        f'WHEN "losses_low" < {limit} THEN {size}'
        for limit, size in zip((10, 100, 1000), sizes[1:4], strict=True)
    )
    none = '"losses_low" IS NULL OR "losses_low" < 1'
    return f"CASE WHEN {none} THEN {sizes[0]} {steps} ELSE {sizes[4]} END"


def event_symbol(kind: str, codes: pd.DataFrame) -> Element:
    """Return the sign of an event: shape by kind, colour and letter by side, size by losses."""
    side = cases("side_initiating", side_colours(codes), OTHER_SIDE)
    hollow = '"where_prec" >= 4'
    whole, days, vague = (sign(kind, dash) for dash in DASHES)
    main = layer(
        "SvgMarker",
        {"name": whole, "size": f"{RADII[0] * 2 * MM * BOX / 20:.2f}", "size_unit": "MM",
         "color": rgba(OTHER_SIDE), "outline_color": rgba(INK), "outline_width": "0"},
        {
            "name": f'CASE WHEN "date_prec" <= 1 THEN {quoted(whole)} WHEN "date_prec" <= 3 '
            f"THEN {quoted(days)} ELSE {quoted(vague)} END",
            "size": by_losses(2 * MM * BOX / 20),
            "fillColor": f"CASE WHEN {hollow} THEN color_mix_rgb({side}, {quoted(PAPER)}, 0.7) "
            f"ELSE {side} END",
            "outlineColor": f"CASE WHEN {hollow} THEN {side} ELSE {quoted(INK)} END",
        },
    )  # fmt: skip
    return symbol("0", "marker", [main, disc(), letter(), *unconfirmed()])


def disc() -> Element:
    """Return the white ground of the letter."""
    props = {"name": "circle", "color": rgba("#ffffff"), "outline_style": "no", "size": "2.4"}
    has_letter = ", ".join(quoted(code) for code in LETTERS)
    expressions = {
        "size": by_losses(2 * MM * 0.56),
        "enabled": f'"side_initiating" IN ({has_letter})',
    }
    return layer("SimpleMarker", {**props, "size_unit": "MM"}, expressions)


def letter() -> Element:
    """Return the letter of the side that began."""
    props = {"font": "Sans Serif", "chr": "?", "color": rgba(INK), "size": "2", "size_unit": "MM"}
    expressions = {"char": cases("side_initiating", LETTERS, ""), "size": by_losses(2 * MM * 0.5)}
    return layer("FontMarker", props, expressions)


def unconfirmed() -> list[Element]:
    """Return the flag of an event that no source that was read carries."""
    place = {"size_unit": "MM", "offset": "2,-2", "offset_unit": "MM"}
    when = {"enabled": 'NOT "confirmed"'}
    circle = {"name": "circle", "color": rgba(ACCENT), "outline_style": "no", "size": "2.4"}
    mark = {"font": "Sans Serif", "chr": "?", "color": rgba("#ffffff"), "size": "1.9"}
    return [
        layer("SimpleMarker", {**circle, **place}, when),
        layer("FontMarker", {**mark, **place}, when),
    ]


def render_events(codes: pd.DataFrame) -> Element:
    """Return the renderer of the events; those at one place stand round it."""
    kinds = codes[codes["list"] == "kind"]
    rules = [
        (str(row.label), f'"kind" = {quoted(row.code)}', event_symbol(str(row.code), codes))
        for row in kinds.itertuples()
    ]
    root = Element(
        "renderer-v2",
        {
            "type": "pointDisplacement",
            "placement": "1",
            "tolerance": "2.5",
            "toleranceUnit": "MM",
            "toleranceUnitScale": "3x:0,0,0,0,0,0",
            "circleWidth": "0.2",
            "circleColor": rgba(MUTED, 120),
            "circleRadiusAddition": "0.5",
            "labelAttributeName": "",
            "labelDistanceFactor": "0.5",
            "maxLabelScaleDenominator": "-1",
            "symbollevels": "0",
            "forceraster": "0",
        },
    )
    root.append(ruled(rules))
    centre = {"name": "circle", "color": rgba(MUTED), "outline_style": "no", "size": "0.8"}
    root.append(symbol("centerSymbol", "marker", [layer("SimpleMarker", centre)]))
    return root


def render_doubt(codes: pd.DataFrame) -> Element:
    """Return the renderer of the doubt about places: broken circles in the colour of the side."""
    side = cases("side_initiating", side_colours(codes), OTHER_SIDE)
    ring = fill(OTHER_SIDE, 12, OTHER_SIDE, dashed=True)
    ring.append(driven({"outlineColor": side}))
    return single(symbol("0", "fill", [ring]))


# The zoom level of the page at a scale: at level 0 its scale is 1 : 559,082,264.
ZOOM = "log10(559082264 / coalesce(@map_scale, 8000000)) / log10(2)"
IN_ZOOM = f'"min_zoom" <= {ZOOM} AND "max_zoom" + 1 > {ZOOM}'


# ---- places, lines, areas, ground --------------------------------------------------------------


def render_places(_: pd.DataFrame) -> Element:
    """Return the renderer of the places: a small open circle, a triangle for a hill."""
    dot = {"color": rgba(PAPER), "outline_color": rgba(INK), "outline_width": "0.3", "size": "1.6"}
    circle = symbol("0", "marker", [layer("SimpleMarker", {**dot, "name": "circle"})])
    hill = symbol("1", "marker", [layer("SimpleMarker", {**dot, "name": "triangle", "size": "2"})])
    hills = "\"kind\" IN ('hill', 'cairn')"
    return ruled([("Hill or cairn", hills, hill), ("Place", "ELSE", circle)])


def render_lines(codes: pd.DataFrame) -> Element:
    """Return the renderer of the lines: what is claimed or schematic is broken and says so."""
    colours = side_colours(codes)
    rules = [
        ("Frontier", "\"layer\" = 'frontier' AND \"disputed\" = 0", [stroke(FRONTIER, 1.6)]),
        ("Frontier where the sides claim different lines",
         "\"layer\" = 'frontier' AND \"disputed\" = 1", [stroke(MODERN, 0.8, "1 4")]),
        ("River", "\"layer\" = 'river'", [stroke(RIVER, 1)]),
        ("Railway (schematic)", "\"layer\" = 'railway'", [stroke(RAIL, 0.9)]),
        ("Border today", "\"layer\" = 'modern-border'", [stroke(MODERN, 1.2, "1 3")]),
    ]  # fmt: skip
    sides = codes[codes["list"] == "side"]
    for name, title, dash, japanese, width in (
        ("claim-line", "Line claimed by", "10 4", "2 4", 2),
        ("front-line", "Front line (schematic),", "9 3 2 3", "3 3", 3),
    ):
        for row in sides.itertuples():
            broken = japanese if LETTERS.get(str(row.code)) == "J" else dash
            colour = colours.get(str(row.code), OTHER_SIDE)
            expression = f'"layer" = {quoted(name)} AND "claimant" = {quoted(row.code)}'
            halo = stroke(PAPER, width + 2.5, alpha=200)
            rules.append(
                (f"{title} {row.label}", expression, [halo, stroke(colour, width, broken)])
            )
    rules.append(("Other line", "ELSE", [stroke(INK, 1.2, "5 3")]))
    return ruled((label, rule, symbol("0", "line", parts)) for label, rule, parts in rules)


def render_areas(_: pd.DataFrame) -> Element:
    """Return the renderer of the areas; a broken edge where the extent is not measured."""
    rules = [
        ("Territory", "\"layer\" = 'territory'", [fill("#b09668", 34)]),
        ("Lake (schematic)", "\"layer\" = 'lake' AND \"status\" = 'schematic'",
         [fill(WATER, 255, SHORE, dashed=True)]),
        ("Lake", "\"layer\" = 'lake' AND \"status\" <> 'schematic'",
         [fill(WATER, 255, SHORE)]),
        ("Disputed strip (schematic)", "\"layer\" = 'disputed-strip'",
         [fill("#786c54", 36), fill(MUTED, 130, style="b_diagonal")]),
        ("Pocket (schematic)", "\"layer\" = 'pocket'",
         [fill("#786c54", 36, INK, dashed=True), fill(MUTED, 130, style="b_diagonal")]),
        ("Hill (derived extent)", "\"layer\" = 'hill'", [fill("#8c6d46", 40, MUTED, dashed=True)]),
        ("Other area", "ELSE", [fill("#464238", 18, MUTED, dashed=True)]),
    ]  # fmt: skip
    return ruled((label, rule, symbol("0", "fill", parts)) for label, rule, parts in rules)


def render_fill(colour: str, edge: str) -> Callable[[pd.DataFrame], Element]:
    """Return a renderer of one fill."""
    content = [fill(colour, 255, edge)]
    return lambda _: ruled([("", IN_ZOOM, symbol("0", "fill", content))])


def render_rivers(_: pd.DataFrame) -> Element:
    """Return the renderer of the rivers of the base map."""
    return ruled([("", IN_ZOOM, symbol("0", "line", [stroke(RIVER, 0.8)]))])


def render_towns(_: pd.DataFrame) -> Element:
    """Return the renderer of the towns of the base map."""
    dot = {"name": "circle", "color": rgba(PAPER), "outline_color": rgba(MUTED), "size": "1.3"}
    return single(symbol("0", "marker", [layer("SimpleMarker", dot)]))


RENDERERS: dict[str, Callable[[pd.DataFrame], Element]] = {
    "events": render_events,
    "event_doubt": render_doubt,
    "places": render_places,
    "lines": render_lines,
    "areas": render_areas,
    # No shore: where one cut of the land ends and the next begins is none.
    "base_land": render_fill(LAND, ""),
    "base_lakes": render_fill(WATER, SHORE),
    "base_rivers": render_rivers,
    "base_towns": render_towns,
}


# ---- labels and forms --------------------------------------------------------------------------


def label(field: str, size: float, colour: str, show: str, along: bool = False) -> Element:
    """Return labels of one field; `show` is an expression that tells where there is room."""
    root = Element("labeling", {"type": "simple"})
    settings = SubElement(root, "settings", {"calloutType": "simple"})
    style = SubElement(
        settings,
        "text-style",
        {
            "fieldName": field,
            "isExpression": "0",
            "fontFamily": "Sans Serif",
            "fontSize": str(size),
            "fontSizeUnit": "Point",
            "textColor": rgba(colour),
            "textOpacity": "1",
        },
    )
    buffer = {"bufferDraw": "1", "bufferSize": "0.7", "bufferSizeUnits": "MM", "bufferOpacity": "1"}
    SubElement(style, "text-buffer", {**buffer, "bufferColor": rgba(PAPER)})
    # 6: round the point, in the order a cartographer prefers; 2: along the line.
    place = {"placement": "2" if along else "6", "dist": "1", "distUnits": "MM", "priority": "5"}
    SubElement(settings, "placement", {**place, "placementFlags": "10"})
    SubElement(settings, "rendering", {"drawLabels": "1", "obstacle": "1", "displayAll": "0"})
    expressions = SubElement(settings, "dd_properties")
    expressions.extend(driven({"Show": show}))
    return root


TOWN_KINDS = "'city', 'port', 'town', 'hill', 'lake', 'confluence', 'village', 'station'"
LABELS: dict[str, Callable[[], Element]] = {
    "places": lambda: label(
        "name", 8, INK,
        f"(\"kind\" = 'city' AND {ZOOM} >= 4) OR (\"kind\" IN ({TOWN_KINDS}) AND {ZOOM} >= 9)",
    ),
    "lines": lambda: label(
        "name", 7, INK, f"\"layer\" IN ('claim-line', 'front-line') AND {ZOOM} >= 9", along=True
    ),
    "base_towns": lambda: label("name", 7.5, MUTED, f'"min_zoom" <= {ZOOM} - 0.5'),
}  # fmt: skip


def make_forms(table: Table, codes: pd.DataFrame) -> list[Element]:
    """Return titles of columns, words for codes, and the column that names a feature."""
    configuration, aliases = Element("fieldConfiguration"), Element("aliases")
    for i, column in enumerate(table.columns):
        attributes = {"index": str(i + 1), "field": column.name, "name": column.title}
        SubElement(aliases, "alias", attributes)
        if column.codes:
            words = codes[codes["list"] == column.codes]
            field = SubElement(configuration, "field", {"name": column.name})
            widget = SubElement(field, "editWidget", {"type": "ValueMap"})
            box = SubElement(SubElement(widget, "config"), "Option", {"type": "Map"})
            entries = SubElement(box, "Option", {"type": "List", "name": "map"})
            entries.extend(
                option_map({str(row.label): str(row.code)}) for row in words.itertuples()
            )
    name = "title" if any(column.name == "title" for column in table.columns) else "name"
    preview = Element("previewExpression")
    preview.text = f'"{name}"'
    return [configuration, aliases, preview]
