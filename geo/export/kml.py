"""The layers as KML 2.2 (OGC 12-007r2) with a span of days for each, for the time slider of globes.

One file for each language: names of folders, kinds, sides and places are in it, the texts of the
events are as they were written. Texts are plain. The pictures of the symbols lie beside the files,
and no file asks a server for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import shapely

from geo.atlas.style import Style, look_of
from geo.atlas.tables import Atlas, find_credits
from geo.atlas.translator import Translator, make_translators
from geo.export.dataset import Cell, Table
from geo.export.formats import Files, Format, Made, Material
from geo.export.kml_icons import make_icon
from geo.read.settings import Bounds
from geo.read.vocabulary import KINDS, NEUTRAL, PLAIN_SHAPE, ROLES, SIDES

# The geometry of each row of each layer.
Shapes: TypeAlias = "Mapping[str, list[Element | None]]"
SPACE = "http://www.opengis.net/kml/2.2"
# Columns of each row that are written beside its name.
DATA = {
    "events": ("id", "kind", "side_initiating", "campaign", "date_edtf", "date_prec", "where_prec",
               "uncertainty_m", "status", "confirmed", "sources"),
    "places": ("id", "kind", "where_prec", "uncertainty_m", "status", "sources"),
    "positions": ("id", "unit_id", "side", "doing", "date_edtf", "date_prec", "uncertainty_m",
                  "extent_m", "bank", "sources", "locator"),
    "lines": ("id", "role", "claimant", "date_edtf", "status", "uncertainty_m", "sources",
              "licence", "attribution"),
    "areas": ("id", "role", "claimant", "date_edtf", "status", "uncertainty_m", "sources",
              "licence", "attribution"),
}  # fmt: skip
# How much of an area shows through where its colour does not say it, 0-255.
AREA_ALPHA = 60
# How the messages begin that say the precision of a day and of a place.
PRECISION = {"date-prec": "card.prec.date.", "where-prec": "card.prec.where."}
# The style of places.
PLACE = "place"
# The folder of the pictures of symbols, beside the files.
ICONS = "icons"
# Metres in a degree of latitude, as a height from which about a degree is seen.
METRES_PER_DEGREE = 111_320
# A pixel of the page in the units of widths here.
WIDTH = 1.25


def make_kml(
    tables: Iterable[Table],
    atlas: Atlas,
) -> dict[str, bytes]:
    """Return one KML file for each language of the atlas, by language tag."""
    known = {table.name: table for table in tables}
    # Coordinates are the same in every language, and most of the work.
    shapes = {
        table.name: [None if shape is None else to_kml(shape) for shape in table.frame.geometry]
        for table in known.values()
        if table.role == "layer"
    }
    return {
        language: _make_document(known, atlas.about, shapes, words, atlas.extent)
        for language, words in make_translators(atlas).items()
    }


def _make_document(
    known: Mapping[str, Table],
    about: Mapping[str, str],
    shapes: Shapes,
    words: Translator,
    extent: Bounds,
) -> bytes:
    root = Element("kml", {"xmlns": SPACE})
    document = SubElement(root, "Document")
    SubElement(document, "name").text = about["title"]
    origins = find_credits(table.frame for table in known.values() if table.role == "layer")
    SubElement(document, "description").text = (
        f"{about['description']}\n\n{about['citation']}. "
        "What is called schematic shows an arrangement and must not be measured.\n\n"
        f"{about['licence']}, besides: {'; '.join(origins)}."
    )
    document.append(_make_view(extent))
    document.extend(_make_styles(words.style))
    document.extend(_make_event_folders(known, shapes, words))
    layers = ("positions", "places", "lines", "areas")
    for table in (known[name] for name in layers if name in known):
        folder = SubElement(document, "Folder")
        SubElement(folder, "name").text = words.text(f"kml.{table.name}")
        SubElement(folder, "visibility").text = "1" if table.name in ("lines", "areas") else "0"
        folder.extend(_make_placemarks(table, shapes, words))
    indent(root, " ")
    body = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def _make_view(extent: Bounds) -> Element:
    """Return where a globe looks from at first: high enough over the middle to see everything."""
    (south, west), (north, east) = extent
    view = Element("LookAt")
    SubElement(view, "longitude").text = f"{(west + east) / 2:g}"
    SubElement(view, "latitude").text = f"{(south + north) / 2:g}"
    SubElement(view, "range").text = f"{max(north - south, east - west, 1) * METRES_PER_DEGREE:.0f}"
    return view


def _make_styles(style: Style) -> Iterator[Element]:
    """Yield a style for each side and each role, and for each role in the look of each side."""
    neutral = style.colour(NEUTRAL)
    yield _make_style(PLACE, neutral, 2, neutral)
    for side in style.rows(SIDES):
        colour = style.colour(side.palette or NEUTRAL)
        yield _make_style(f"unit-{side.code}", colour, 2, colour)
        for kind in style.rows(KINDS):
            name = f"event-{kind.code}-{side.code}"
            yield _make_style(name, colour, 2, colour, kind.shape or PLAIN_SHAPE)
    for role in style.rows(ROLES):
        claimants = [side.code for side in style.rows(SIDES)] if role.look_from else [""]
        for claimant in claimants:
            look = look_of(style, role.code, claimant)
            name = style_name(style, role.code, claimant)
            edge, inside = style.colour(look.palette), style.colour(look.fill or look.palette)
            yield _make_style(name, edge, look.stroke, inside)


def _make_style(name: str, colour: str, stroke: float, inside: str, shape: str = "") -> Element:
    """Return a style; colours as #rrggbb or #rrggbbaa, `stroke` in pixels of the page.

    `shape` names the picture of a point, "" for the globe's own.
    """
    root = Element("Style", {"id": name})
    icon, line, area = (SubElement(root, f"{part}Style") for part in ("Icon", "Line", "Poly"))
    SubElement(icon, "color").text = to_abgr(colour)
    SubElement(icon, "scale").text = "0.8"
    if shape:
        SubElement(SubElement(icon, "Icon"), "href").text = f"{ICONS}/{shape}.png"
        half = {"x": "0.5", "y": "0.5", "xunits": "fraction", "yunits": "fraction"}
        SubElement(icon, "hotSpot", half)
    SubElement(line, "color").text = to_abgr(colour)
    SubElement(line, "width").text = f"{stroke * WIDTH:g}"
    SubElement(area, "color").text = to_abgr(inside, AREA_ALPHA)
    return root


def style_name(style: Style, role: str, claimant: str) -> str:
    """Return the id of the style of a role; of a side where the role takes the look of one."""
    code = style.codes.get((ROLES, role))
    return (
        f"{ROLES}-{role}-{claimant}" if code and code.look_from and claimant else f"{ROLES}-{role}"
    )


def to_abgr(colour: str, alpha: int = 255) -> str:
    """Return #rrggbb or #rrggbbaa as KML writes it, aabbggrr; `alpha` counts for the first only."""
    return f"{colour[7:9] or f'{alpha:02x}'}{colour[5:7]}{colour[3:5]}{colour[1:3]}".lower()


def _make_event_folders(
    known: Mapping[str, Table], shapes: Shapes, words: Translator
) -> Iterator[Element]:
    """Yield one folder of events for each campaign, in the order in which they begin."""
    folders: dict[str, Element] = {}
    events = known["events"]
    claims = _tell_claims(known.get("claims"), words)
    marks = _make_placemarks(events, shapes, words)
    for row, mark in zip(events.rows(), marks, strict=True):
        campaign = str(row["campaign"])
        told = mark.find("description")
        if told is not None and str(row["id"]) in claims:
            told.text = f"{told.text}\n\n{claims[str(row['id'])]}"
        if campaign not in folders:
            folders[campaign] = Element("Folder")
            SubElement(folders[campaign], "name").text = words.label("campaign", campaign)
        folders[campaign].append(mark)
    yield from folders.values()


def _tell_claims(claims: Table | None, words: Translator) -> dict[str, str]:
    """Return who says what about each event, one claim to a line, by event."""
    found: dict[str, list[str]] = {}
    for row in claims.rows() if claims else ():
        who, what = words.label("claimant", row["claimant"]), words.label("subject", row["subject"])
        whose = f" ({words.label('side', row['of_side'])})" if row["of_side"] else ""
        figure = _write_bounds(row["low"], row["high"])
        parts = (figure, *(str(row[name] or "") for name in ("scope", "period", "text")))
        text = "; ".join(part for part in parts if part)
        if row["status"] == "unconfirmed":
            text += f" ({words.text('card.claimUnconfirmed')})"
        found.setdefault(str(row["event_id"]), []).append(f"{who}, {what}{whose}: {text}")
    heading = words.text("card.claims")
    return {event: "\n".join([heading, *lines]) for event, lines in found.items()}


def _write_bounds(low: object, high: object) -> str:
    """Return a figure: one number, two bounds, or the one bound that is stated."""
    if low is None or high is None:
        return f"\u2265 {low}" if low is not None else f"\u2264 {high}" if high is not None else ""
    return str(low) if low == high else f"{low} - {high}"


def _make_placemarks(table: Table, shapes: Shapes, words: Translator) -> Iterator[Element]:
    for row, shape in zip(table.rows(), shapes[table.name], strict=True):
        yield _make_placemark(table, row, shape, words)


def _make_placemark(
    table: Table,
    row: Mapping[str, Cell],
    shape: Element | None,
    words: Translator,
) -> Element:
    """Return one row; a row without a position stays, without a geometry."""
    mark = Element("Placemark", {"id": f"{table.name}-{row['id']}"})
    title = str(row.get("title") or row.get("name") or row.get("unit_name"))
    if table.name == "places":
        title = words.place(str(row["id"]), title)
    if row.get("status") == "schematic":
        title += f" ({words.label('status', 'schematic').lower()})"
    SubElement(mark, "name").text = title
    SubElement(mark, "description").text = _describe(row, words)
    if row.get("start_date") or row.get("end_date"):
        span = SubElement(mark, "TimeSpan")
        for tag, name in (("begin", "start_date"), ("end", "end_date")):
            if row[name]:
                SubElement(span, tag).text = str(row[name])
    SubElement(mark, "styleUrl").text = f"#{_style_of(table, row, words.style)}"
    extended = SubElement(mark, "ExtendedData")
    for name in DATA[table.name]:
        cell = row.get(name)
        if cell is not None and cell != []:
            data = SubElement(extended, "Data", {"name": name})
            SubElement(data, "value").text = ";".join(cell) if isinstance(cell, list) else str(cell)
    if shape is not None:
        mark.append(shape)
    return mark


def _style_of(table: Table, row: Mapping[str, Cell], style: Style) -> str:
    if table.name == "events":
        return f"event-{row['kind']}-{row['side_initiating']}"
    if table.name == "places":
        return PLACE
    if table.name == "positions":
        return f"unit-{row['side']}"
    return style_name(style, str(row["role"]), str(row["claimant"] or ""))


def _describe(row: Mapping[str, Cell], words: Translator) -> str:
    """Return what a reader wants to know, in plain text."""
    lines = [str(row[name]) for name in ("summary", "text", "method") if row.get(name)]
    if row.get("place_words"):
        words_used, english = str(row["place_words"]), str(row["place_name"] or "")
        place = words.place(str(row["place_id"]), english)
        # The words of the source are often the name itself.
        same = words_used.casefold() in (place.casefold(), english.casefold())
        lines.append(place if same else f"{words_used} ({place})" if place else words_used)
    facts = [
        _word_of(words, name, row[column])
        for column, name in (("kind", "kind"), ("side_initiating", "side"), ("role", "role"),
                             ("claimant", "side"), ("date_prec", "date-prec"),
                             ("where_prec", "where-prec"), ("status", "status"))
        if row.get(column) is not None and not (column == "kind" and "scope" in row)
    ]  # fmt: skip
    radius = row.get("uncertainty_m")
    if radius:
        facts.append(f"± {radius} m")
    return "\n\n".join([*lines, " · ".join(facts)])


def _word_of(words: Translator, name: str, code: Cell) -> str:
    """Return what a code says to a reader; a precision as the card of the page says it."""
    key = PRECISION.get(name, "") + str(code)
    return words.text(key) if key in words.english else words.label(name, code)


def to_kml(geometry: shapely.Geometry) -> Element:
    """Return a geometry (WGS 84 degrees) as KML."""
    if geometry.geom_type.startswith("Multi"):
        root = Element("MultiGeometry")
        root.extend(to_kml(part) for part in geometry.geoms)
        return root
    root = Element(geometry.geom_type)
    if geometry.geom_type == "Polygon":
        for tag, ring in (
            ("outerBoundaryIs", geometry.exterior),
            *(("innerBoundaryIs", ring) for ring in geometry.interiors),
        ):
            inside = SubElement(SubElement(root, tag), "LinearRing")
            SubElement(inside, "coordinates").text = _coordinates(ring)
        return root
    if geometry.geom_type == "LineString":
        SubElement(root, "tessellate").text = "1"
    SubElement(root, "coordinates").text = _coordinates(geometry)
    return root


def _coordinates(geometry: shapely.Geometry) -> str:
    return " ".join(f"{x},{y}" for x, y in geometry.coords)


def _make(material: Material, _: Made) -> Files:
    files = make_kml(material.tables, material.atlas)
    style = material.atlas.style
    used = {kind.shape or PLAIN_SHAPE for kind in style.rows(KINDS)}
    icons = {f"kml/{ICONS}/{name}.png": make_icon(style.shapes[name]) for name in sorted(used)}
    documents = {f"kml/{material.stem}.{lang}.kml": content for lang, content in files.items()}
    return {**documents, **icons}


FORMAT = Format(
    name="kml",
    purposes={"kml/": "the layers with spans of days for globes, one file for each language"},
    media={"kml": "application/vnd.google-earth.kml+xml", "png": "image/png"},
    make=_make,
)
