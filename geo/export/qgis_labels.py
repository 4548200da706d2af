"""The names on the map in the terms of QGIS, in the colours of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element, SubElement

from geo.atlas.style import Code, Style, look_of
from geo.export.qgis_xml import IN_ZOOM, ZOOM, Props, cases, driven, quoted, rgba
from geo.read.vocabulary import PLACE_KINDS, ROLES, SIDES, STATUSES

# The farthest scale at which places are shown, as a denominator.
PLACES_FROM = 3_000_000
# Where QGIS puts a label: over its point, along its line, round its point in the order a
# cartographer prefers.
OVER, ALONG, ROUND = 1, 2, 6


def label(
    style: Style,
    text: str,
    size: float,
    expressions: Props,
    placement: int = ROUND,
    font: str = "",
    gap: str = "1",
) -> Element:
    """Return labels: an expression for the text, points, and what follows from each feature.

    `font` is the style of the letters, such as "Bold", "" for plain; `gap` is the distance from the
    point in millimetres.
    """
    root = Element("labeling", {"type": "simple"})
    settings = SubElement(root, "settings", {"calloutType": "simple"})
    text_style = SubElement(
        settings,
        "text-style",
        {
            "fieldName": text,
            "isExpression": "1",
            "fontFamily": "Sans Serif",
            "namedStyle": font,
            "fontWeight": "75" if font == "Bold" else "50",
            "fontSize": str(size),
            "fontSizeUnit": "Point",
            "textColor": rgba(style.colour("ink")),
            "textOpacity": "1",
        },
    )
    buffer = {"bufferDraw": "1", "bufferSize": "0.7", "bufferSizeUnits": "MM", "bufferOpacity": "1"}
    SubElement(text_style, "text-buffer", {**buffer, "bufferColor": rgba(style.colour("panel"))})
    place = {"placement": str(placement), "dist": gap, "distUnits": "MM", "priority": "5"}
    SubElement(settings, "placement", {**place, "placementFlags": "10", "quadOffset": "4"})
    SubElement(settings, "rendering", {"drawLabels": "1", "obstacle": "1", "displayAll": "0"})
    SubElement(settings, "dd_properties").extend(driven(expressions))
    return root


def is_near(column: str, codes: Iterable[Code]) -> str:
    """Return an expression for a code that carries a name, from its own zoom level on."""
    shown = [
        f'("{column}" = {quoted(code.code)} AND {ZOOM} >= {code.label_zoom})'
        for code in codes
        if code.label_zoom
    ]
    return " OR ".join(shown) or "false"


def label_places(style: Style) -> Element:
    """Return the labels of the places, each kind from its own zoom level; heights in italics."""
    rows = style.rows(PLACE_KINDS)
    heights = ", ".join(quoted(code.code) for code in rows if code.lettering == "hill")
    waters = ", ".join(quoted(code.code) for code in rows if code.lettering == "water")
    colour = {code.code: style.colour("label-water") for code in rows if code.lettering == "water"}
    expressions = {
        "Show": is_near("kind", rows),
        "Color": cases("kind", colour, style.colour("ink")),
        "Italic": f'"kind" IN ({heights or "NULL"}) OR "kind" IN ({waters or "NULL"})',
    }
    return label(style, '"label"', 8, expressions)


def label_lines(style: Style) -> Element:
    """Return the labels of the lines whose role carries a name, as the page writes and colours it.

    Of a claim the name says whose it is, of a front line whose and when, of any other its name.
    What is schematic says so.
    """
    roles = style.rows(ROLES)
    sides = {side.code: side.label for side in style.rows(SIDES)}
    whose = cases("claimant", sides, "")
    status = style.codes.get((STATUSES, "schematic"))
    note = quoted(f" ({status.label.lower()})" if status else "")
    schematic = f"if(\"status\" = 'schematic', {note}, '')"
    days = """format_date("start_date", 'd MMM yyyy', 'en')"""
    named = {
        "claim": f"'Claim: ' || {whose} || {schematic}",
        "dates": f"{whose} || coalesce(', ' || {days}, '') || {schematic}",
    }
    whens = "".join(
        f' WHEN "role" = {quoted(role.code)} THEN {named[role.line_name]}'
        for role in roles
        if role.line_name in named
    )
    text = f'CASE{whens} ELSE "name" END' if whens else '"name"'
    own = {
        side.code: style.colour(look_of(style, role.code, side.code).label_palette)
        for role in roles
        if role.look_from
        for side in style.rows(SIDES)
    }
    expressions = {
        "Show": is_near("role", roles),
        "Color": cases("claimant", own, style.colour("muted")),
    }
    return label(style, text, 8, expressions, ALONG, "Bold")


def label_towns(style: Style) -> Element:
    """Return the labels of the towns of the base map, with their names of the time."""
    # Near, the place of the atlas that it is has its own name.
    show = f'"min_zoom" <= {ZOOM} - 0.5 AND ("place_id" IS NULL OR @map_scale > {PLACES_FROM})'
    # A town may lie under a disc with the number of its events.
    return label(style, '"label"', 7.5, {"Show": show}, gap="3.6")


def label_ground(style: Style) -> Element:
    """Return the lettering of countries and waters, at the zoom levels of the page."""
    is_country = "\"kind\" = 'country'"
    expressions = {
        "Show": IN_ZOOM,
        "Color": cases("kind", {"water": style.colour("label-water")}, style.colour("muted")),
        "Italic": "\"kind\" = 'water'",
        "Bold": is_country,
        "FontLetterSpacing": f"if({is_country}, 1.5, 0)",
    }
    text = f'if({is_country}, upper("label"), "label")'
    return label(style, text, 8.5, expressions, OVER)


def label_positions(style: Style) -> Element:
    """Return the labels of the positions: the number of the unit beside its sign."""
    return label(style, '"unit_short"', 7, {}, gap="2.2")


LABELS: dict[str, Callable[[Style], Element]] = {
    "places": label_places,
    "positions": label_positions,
    "lines": label_lines,
    "base_towns": label_towns,
    "base_labels": label_ground,
}
