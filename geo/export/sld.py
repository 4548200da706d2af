"""The colours, widths and dashes of the page as SLD 1.0 (OGC 02-070), for servers of maps.

SLD has neither the shapes nor the sizes of the symbols: an event is a disc in the colour of its
side. What the page hides at the start is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from geo.atlas.style import Condition, Look, Style, list_looks
from geo.export.dataset import Table
from geo.read.vocabulary import NEUTRAL, SIDES

SPACES = {"xmlns": "http://www.opengis.net/sld", "xmlns:ogc": "http://www.opengis.net/ogc"}
# The size of a point, pixels, and how strong hatching is where it is a plain tint.
POINT, TINT = 9, 0.25
# Colours of the palette for the ground: inside and edge.
GROUND = {"base_land": ("land", ""), "base_lakes": ("water", "shore")}


def make_sld(table: Table, style: Style) -> str:
    """Return the style of a layer as SLD, "" for a table that has none."""
    rules = list(_make_rules(table, style))
    if not rules:
        return ""
    root = Element("StyledLayerDescriptor", {"version": "1.0.0", **SPACES})
    named = SubElement(root, "NamedLayer")
    SubElement(named, "Name").text = table.name
    user = SubElement(named, "UserStyle")
    SubElement(user, "Title").text = table.title
    SubElement(user, "FeatureTypeStyle").extend(rules)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _make_rules(table: Table, style: Style) -> Iterator[Element]:
    if table.name == "events":
        for side in style.rows(SIDES):
            asked = [Condition("side_initiating", side.code)]
            colour = style.colour(side.palette or NEUTRAL)
            yield make_rule(side.label, asked, [point(colour, style.colour("symbol-edge"))])
    elif table.name == "positions":
        for side in style.rows(SIDES):
            colour = style.colour(side.palette or NEUTRAL)
            asked = [Condition("side", side.code)]
            yield make_rule(side.label, asked, [point(colour, style.colour("symbol-edge"))])
    elif table.name in ("places", "base_towns"):
        yield make_rule(table.title, [], [point(style.colour("panel"), style.colour("ink"), 5)])
    elif table.name == "uncertainty_circles":
        ring = line("LineSymbolizer", style.colour(NEUTRAL), 1, (4, 4))
        yield make_rule(table.title, [], [ring])
    elif table.name in ("lines", "areas"):
        is_line = table.name == "lines"
        for case in list_looks(style):
            if not case.hidden and (case.look.stroke if is_line else case.look.fill):
                draw = line_of if is_line else area_of
                yield make_rule(case.label, case.conditions, [draw(style, case.look)])
    elif table.name == "base_rivers":
        yield make_rule(table.title, [], [line("LineSymbolizer", style.colour("river"), 0.8)])
    elif table.name in GROUND:
        inside, edge = GROUND[table.name]
        root = area(style.colour(inside))
        if edge:
            root.append(line("Stroke", style.colour(edge), 1))
        yield make_rule(table.title, [], [root])


def make_rule(title: str, conditions: Iterable[Condition], symbolizers: list[Element]) -> Element:
    """Return a rule for what meets all conditions."""
    rule = Element("Rule")
    SubElement(rule, "Title").text = title
    tests = [_ask(one) for one in conditions]
    if tests:
        box = SubElement(rule, "ogc:Filter")
        (box if len(tests) == 1 else SubElement(box, "ogc:And")).extend(tests)
    rule.extend(symbolizers)
    return rule


def _ask(condition: Condition) -> Element:
    root = Element(f"ogc:PropertyIs{'' if condition.holds else 'Not'}EqualTo")
    SubElement(root, "ogc:PropertyName").text = condition.column
    SubElement(root, "ogc:Literal").text = str(condition.value)
    return root


def point(colour: str, edge: str, size: float = POINT) -> Element:
    """Return a disc; colours as #rrggbb or #rrggbbaa, the size in pixels."""
    root = Element("PointSymbolizer")
    graphic = SubElement(root, "Graphic")
    mark = SubElement(graphic, "Mark")
    SubElement(mark, "WellKnownName").text = "circle"
    mark.append(_paint("Fill", "fill", colour))
    mark.append(line("Stroke", edge, 1))
    SubElement(graphic, "Size").text = f"{size:g}"
    return root


def line(tag: str, colour: str, width: float, dash: Iterable[float] = ()) -> Element:
    """Return a stroke, or the symbolizer of one; width and dash in pixels."""
    stroke = _paint("Stroke", "stroke", colour)
    _set(stroke, "stroke-width", f"{width:g}")
    if lengths := " ".join(f"{part:g}" for part in dash):
        _set(stroke, "stroke-dasharray", lengths)
    if tag == "Stroke":
        return stroke
    root = Element(tag)
    root.append(stroke)
    return root


def line_of(style: Style, look: Look) -> Element:
    """Return the symbolizer of a line."""
    return line("LineSymbolizer", style.colour(look.palette), look.stroke, look.dash)


def area(colour: str, opacity: float | None = None) -> Element:
    """Return the symbolizer of an area without an edge."""
    root = Element("PolygonSymbolizer")
    root.append(_paint("Fill", "fill", colour, opacity))
    return root


def area_of(style: Style, look: Look) -> Element:
    """Return the symbolizer of an area; hatching is a tint of its colour."""
    root = area(style.colour(look.hatch), TINT) if look.hatch else area(style.colour(look.fill))
    if look.stroke and look.palette:
        root.append(line("Stroke", style.colour(look.palette), look.stroke, look.dash))
    return root


def _paint(tag: str, name: str, colour: str, opacity: float | None = None) -> Element:
    """Return a fill or a stroke in #rrggbb, or in #rrggbbaa, whose end is its opacity."""
    root = Element(tag)
    _set(root, name, colour[:7])
    if opacity is None and len(colour) > 7:
        opacity = int(colour[7:9], 16) / 255
    if opacity is not None:
        _set(root, f"{name}-opacity", f"{opacity:.3g}")
    return root


def _set(root: Element, name: str, value: str) -> None:
    SubElement(root, "CssParameter", {"name": name}).text = value
