"""The elements that a QGIS style is made of, in the terms of QGIS 3.22; nothing here knows a code.

Lengths are pixels of the page (96 to the inch), written as millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias
from xml.etree.ElementTree import Element, SubElement

Props: TypeAlias = dict[str, str]

# A pixel of the page on a sheet of 96 dpi, millimetres.
MM = 25.4 / 96
# The zoom level of the page at a scale: at level 0 its scale is 1 : 559,082,264.
ZOOM = "log10(559082264 / coalesce(@map_scale, 8000000)) / log10(2)"
IN_ZOOM = f'"min_zoom" <= {ZOOM} AND "max_zoom" + 1 > {ZOOM}'


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


def symbol(name: str, kind: str, parts: Iterable[Element]) -> Element:
    """Return a symbol (kind marker, line or fill) of one or more layers."""
    attributes = {"name": name, "type": kind, "alpha": "1", "clip_to_extent": "1"}
    root = Element("symbol", {**attributes, "force_rhr": "0"})
    root.extend(parts)
    return root


def single(content: Element) -> Element:
    """Return a renderer that draws every feature with one symbol."""
    root = Element("renderer-v2", {"type": "singleSymbol", "symbollevels": "0", "forceraster": "0"})
    SubElement(root, "symbols").append(content)
    return root


@dataclass(frozen=True)
class Rule:
    """Hold one rule of a renderer: what it draws of the features that its filter lets through.

    `hidden` unticks it; `group` is the heading under which the legend shows it, "" for none.
    """

    label: str
    filter: str
    symbol: Element
    hidden: bool = False
    group: str = ""


def ruled(rules: Iterable[Rule]) -> Element:
    """Return a renderer by rules, each under its heading; what fits none is not drawn."""
    root = Element("renderer-v2", {"type": "RuleRenderer", "symbollevels": "0", "forceraster": "0"})
    tree = SubElement(root, "rules", {"key": "{root}"})
    symbols = SubElement(root, "symbols")
    groups = {"": tree}
    for i, one in enumerate(rules):
        if one.group not in groups:
            key = f"{{group-{len(groups)}}}"
            groups[one.group] = SubElement(tree, "rule", {"key": key, "label": one.group})
        rule = SubElement(groups[one.group], "rule", {"key": f"{{rule-{i}}}", "label": one.label})
        rule.set("filter", one.filter)
        rule.set("symbol", str(i))
        if one.hidden:
            rule.set("checkstate", "0")
        one.symbol.set("name", str(i))
        symbols.append(one.symbol)
    return root


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
    """Return #rrggbb or #rrggbbaa as QGIS stores a colour; `alpha` counts for the first only."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},{int(colour[7:9], 16) if len(colour) > 7 else alpha}"


def stroke(colour: str, width: float, dash: Iterable[float] = ()) -> Element:
    """Return a line layer; `width` and `dash` in pixels of the page, no dash for a whole line."""
    props = {
        "line_color": rgba(colour),
        "line_width": f"{width * MM:.3f}",
        "line_width_unit": "MM",
        "capstyle": "flat",
        "joinstyle": "round",
    }
    lengths = ";".join(f"{part * MM:.3f}" for part in dash)
    if lengths:
        props |= {"use_custom_dash": "1", "customdash": lengths, "customdash_unit": "MM"}
    return layer("SimpleLine", props)


def fill(colour: str, style: str = "solid", alpha: int = 255) -> Element:
    """Return a fill layer without an edge."""
    props = {"color": rgba(colour, alpha), "style": style, "outline_style": "no"}
    return layer("SimpleFill", props)
