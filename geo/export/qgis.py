"""The GeoPackage as a QGIS project: layers grouped as on the page, styled, the time bar set.

The file is written without QGIS, after the project files of QGIS 3.22, with paths relative to
itself; a test opens it in a real QGIS.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

import numpy as np
import pandas as pd
from pyproj import Transformer

from geo.atlas.style import Style
from geo.atlas.tables import Atlas, find_credits, find_licences
from geo.export.dataset import Table
from geo.export.formats import Files, Format, Made, Material
from geo.export.qgis_labels import PLACES_FROM
from geo.export.qgis_style import render_clusters, style_of
from geo.read.edtf import parse_when
from geo.read.settings import Bounds

# The frame of the page: Web Mercator, so that a sheet looks like the map one knows.
FRAME, DATA = "EPSG:3857", "EPSG:4326"
GROUPS = (
    ("Events", ("events", "events_far", "uncertainty_circles")),
    ("Units", ("positions",)),
    ("Places", ("places",)),
    ("Lines and areas", ("lines", "areas")),
    ("Tables", ()),
    (
        "Ground",
        ("base_labels", "base_towns", "base_rivers", "base_lakes", "relief", "base_land"),
    ),
)
# What GDAL reads beside a picture.
AUXILIARY = b"<PAMDataset>\n  <SRS>EPSG:3857</SRS>\n</PAMDataset>\n"
# QGIS gives a layer a new id if the one it finds has no underscore or at most ten characters.
PREFIX = "layer_of_"
# The relation of citations to the rows that cite; QGIS makes one of each table from it.
CITED = "citations-row_id"
# Between which scales a layer is shown, as denominators: the farthest and the nearest. Near, events
# at one place stand round it; from afar they are a number: a symbol beside its place would stand
# where nothing happened. Places would crowd a map of the whole; a pixel of the relief is kilometres
# wide, and turns into blocks.
FAR = 1_000_000
SCALES = {
    "events": (FAR, 0),
    "events_far": (1_000_000_000, FAR),
    "places": (PLACES_FROM, 0),
    "relief": (100_000_000, 2_000_000),
}


def make_project(tables: Iterable[Table], atlas: Atlas, package: str, picture: str = "") -> bytes:
    """Return a QGIS project (XML, UTF-8) over the GeoPackage file named `package` beside it.

    `picture` names a relief in Web Mercator beside it, "" if there is none.
    """
    known = {table.name: table for table in tables}
    style, about = atlas.style, atlas.about
    root = Element("qgis", {"version": "3.22.0", "projectname": about["title"]})
    SubElement(root, "homePath", {"path": ""})
    SubElement(root, "title").text = about["title"]
    root.append(make_crs("projectCrs", FRAME))
    lists = _find_lists(known)
    vectors = {
        name: _make_vector(table, style, package, lists.get(name, ()))
        for name, table in known.items()
    }
    if "events" in known:
        vectors["events_far"] = _make_far(known["events"], style, package)
    if picture:
        vectors["relief"] = _make_relief(picture)
    root.append(_make_tree(vectors))
    root.append(_make_canvas(atlas.extent))
    box = SubElement(root, "projectlayers")
    box.extend(vectors.values())
    root.append(_make_order(vectors))
    root.append(_make_relations(known))
    root.append(_make_citations(known))
    days = _find_days(known, about)
    origins = find_credits(table.frame for table in known.values())
    root.append(_make_properties(style.colour("water"), days, origins))
    root.append(_make_metadata(about))
    root.append(_make_clock(days))
    text = tostring(root, encoding="unicode")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{text}\n".encode()


def make_crs(tag: str, name: str) -> Element:
    """Return a reference system by its EPSG name."""
    root = Element(tag)
    system = SubElement(root, "spatialrefsys")
    # QGIS believes the name only beside a number of its own list, whichever that is.
    SubElement(system, "srsid").text = name.split(":")[1]
    SubElement(system, "authid").text = name
    return root


def _find_lists(known: Mapping[str, Table]) -> dict[str, list[tuple[str, str]]]:
    """Return the tabs of each layer that list rows of other tables: (title, id of a relation)."""
    lists: dict[str, list[tuple[str, str]]] = {}
    for table in known.values():
        for column, target in table.references:
            if target in known and table.role == "table":
                lists.setdefault(target, []).append((table.title, f"{table.name}-{column}"))
    for name in _cited(known):
        relation = f"{CITED}_{known[name].title}"
        lists.setdefault(name, []).append((known["citations"].title, relation))
    return lists


def _make_far(events: Table, style: Style, package: str) -> Element:
    """Return the events once more, as they are drawn from afar."""
    root = _make_vector(events, style, package, ())
    _set_scales(root, "events_far")
    for tag, text in (("id", f"{PREFIX}events_far"), ("layername", f"{events.title}, from afar")):
        found = root.find(tag)
        assert found is not None
        found.text = text
    old = root.find("renderer-v2")
    assert old is not None
    root.insert(list(root).index(old), render_clusters(style))
    root.remove(old)
    return root


def _make_vector(
    table: Table, style: Style, package: str, lists: Iterable[tuple[str, str]]
) -> Element:
    """Return one table of the GeoPackage as a layer; `lists` are the tabs that list other rows."""
    kinds = {
        "Point": "Point",
        "Polygon": "Polygon",
        "MultiLineString": "Line",
        "MultiPolygon": "Polygon",
    }
    root = Element(
        "maplayer", {"type": "vector", "geometry": kinds.get(table.geometry, "No geometry")}
    )
    _set_scales(root, table.name)
    SubElement(root, "id").text = PREFIX + table.name
    SubElement(root, "datasource").text = f"./{package}|layername={table.name}"
    SubElement(root, "abstract").text = table.meaning
    SubElement(root, "layername").text = table.title
    root.append(make_crs("srs", DATA))
    SubElement(root, "provider", {"encoding": "UTF-8"}).text = "ogr"
    root.extend(_make_rights(table))
    root.extend(style_of(table, style, lists))
    return root


def _set_scales(root: Element, name: str) -> None:
    """Show a layer only between its scales, if it has any."""
    root.set("hasScaleBasedVisibilityFlag", "1" if name in SCALES else "0")
    if name in SCALES:
        root.set("minScale", str(SCALES[name][0]))
        root.set("maxScale", str(SCALES[name][1]))


def _make_rights(table: Table) -> Iterator[Element]:
    """Yield who must be named for the rows of a table, and under which licences they are."""
    origins, licences = find_credits([table.frame]), find_licences([table.frame])
    if not origins:
        return
    attribution = Element("attribution", {"href": ""})
    attribution.text = "; ".join(origins)
    yield attribution
    metadata = Element("resourceMetadata")
    for tag, text in (("identifier", table.name), ("title", table.title),
                      ("abstract", table.meaning), ("rights", "; ".join(origins))):  # fmt: skip
        SubElement(metadata, tag).text = text
    for licence in licences:
        SubElement(metadata, "license").text = licence
    yield metadata


def _make_relief(picture: str) -> Element:
    """Return the hillshade, laid over the land like a shadow."""
    root = Element("maplayer", {"type": "raster"})
    _set_scales(root, "relief")
    SubElement(root, "id").text = PREFIX + "relief"
    SubElement(root, "datasource").text = f"./{picture}"
    SubElement(root, "layername").text = "Relief"
    root.append(make_crs("srs", FRAME))
    SubElement(root, "provider").text = "gdal"
    pipe = SubElement(root, "pipe")
    grey = {"type": "singlebandgray", "grayBand": "1", "gradient": "BlackToWhite", "opacity": "0.6"}
    stretch = SubElement(SubElement(pipe, "rasterrenderer", grey), "contrastEnhancement")
    for tag, value in (("minValue", "0"), ("maxValue", "255"), ("algorithm", "NoEnhancement")):
        SubElement(stretch, tag).text = value
    # 6: multiply.
    SubElement(root, "blendMode").text = "6"
    return root


def _make_tree(vectors: Mapping[str, Element]) -> Element:
    """Return the layers in groups, the uppermost first."""
    root = Element("layer-tree-group")
    placed = {name for _, names in GROUPS for name in names}
    for title, names in GROUPS:
        members = names or tuple(name for name in vectors if name not in placed)
        # Tables have nothing to show on a map.
        ticked = "Qt::Unchecked" if title == "Tables" else "Qt::Checked"
        group = SubElement(
            root, "layer-tree-group", {"name": title, "checked": ticked, "expanded": "0"}
        )
        group.set("expanded", "1" if title == "Events" else "0")
        for name in (name for name in members if name in vectors):
            SubElement(
                group,
                "layer-tree-layer",
                {
                    "id": PREFIX + name,
                    "name": vectors[name].findtext("layername", ""),
                    "source": vectors[name].findtext("datasource", ""),
                    "providerKey": vectors[name].findtext("provider", ""),
                    "checked": ticked,
                    "expanded": "0",
                },
            )
    return root


def _make_order(vectors: Mapping[str, Element]) -> Element:
    root = Element("layerorder")
    for _, names in GROUPS:
        for name in (name for name in names if name in vectors):
            SubElement(root, "layer", {"id": PREFIX + name})
    return root


def _make_canvas(extent_of: Bounds) -> Element:
    """Return the first view: the territory the atlas is about."""
    root = Element("mapcanvas", {"name": "theMapCanvas", "annotationsVisible": "1"})
    SubElement(root, "units").text = "meters"
    extent = SubElement(root, "extent")
    for name, value in zip(("xmin", "ymin", "xmax", "ymax"), _view(extent_of), strict=True):
        SubElement(extent, name).text = f"{value:.0f}"
    root.append(make_crs("destinationsrs", FRAME))
    return root


def _view(extent: Bounds) -> tuple[float, float, float, float]:
    """Return the first view in metres of Web Mercator."""
    (south, west), (north, east) = extent
    project = Transformer.from_crs(DATA, FRAME, always_xy=True)
    x, y = project.transform(np.array([west - 1, east + 1]), np.array([south - 1, north + 1]))
    return x[0], y[0], x[1], y[1]


def _make_relations(known: Mapping[str, Table]) -> Element:
    """Return the links from row to row, so that a form of an event lists its claims."""
    root = Element("relations")
    for table in known.values():
        for column, target in table.references:
            if target not in known:
                continue
            relation = SubElement(
                root,
                "relation",
                {
                    "id": f"{table.name}-{column}",
                    "name": f"{table.title} ({column})",
                    "referencingLayer": PREFIX + table.name,
                    "referencedLayer": PREFIX + target,
                    "strength": "Association",
                },
            )
            fields = {"referencingField": column, "referencedField": known[target].key[0]}
            SubElement(relation, "fieldRef", fields)
    return root


def _cited(known: Mapping[str, Table]) -> list[str]:
    """Return the tables whose rows cite sources through the table of citations."""
    if "citations" not in known:
        return []
    named = set(known["citations"].frame["table_name"])
    return [name for name in known if name in named]


def _make_citations(known: Mapping[str, Table]) -> Element:
    """Return the links from each citation to its row, in whichever table that is."""
    root = Element("polymorphicRelations")
    targets = _cited(known)
    if targets:
        relation = SubElement(
            root,
            "relation",
            {
                "id": CITED,
                "name": known["citations"].title,
                "referencingLayer": f"{PREFIX}citations",
                "referencedLayerField": "table_name",
                # The name of a table is what follows the prefix in the id of its layer.
                "referencedLayerExpression": f"substr(@layer_id, {len(PREFIX) + 1})",
                "referencedLayerIds": ",".join(PREFIX + name for name in targets),
                "relationStrength": "Association",
            },
        )
        SubElement(relation, "fieldRef", {"referencingField": "row_id", "referencedField": "id"})
    return root


def _make_properties(
    background: str, days: tuple[str, str] | None, origins: Iterable[str]
) -> Element:
    """Return the settings of the project: paths relative to it, lengths on the ellipsoid.

    The temporal controller opens on the days of the atlas, and the map names who must be named.
    """
    root = Element("properties")
    if days:
        clock = SubElement(root, "TemporalControllerWidget")
        # 2: a fixed range.
        SubElement(clock, "NavigationMode", {"type": "int"}).text = "2"
        for name, text in zip(("StartDateTime", "EndDateTime"), _moments(days), strict=True):
            SubElement(clock, name, {"type": "QString"}).text = text
    label = SubElement(root, "CopyrightLabel")
    SubElement(label, "Enabled", {"type": "bool"}).text = "true"
    SubElement(label, "Label", {"type": "QString"}).text = "; ".join(origins)
    paths = SubElement(root, "Paths")
    SubElement(paths, "Absolute", {"type": "bool"}).text = "false"
    measure = SubElement(root, "Measure")
    SubElement(measure, "Ellipsoid", {"type": "QString"}).text = "EPSG:7030"
    frame = SubElement(root, "SpatialRefSys")
    SubElement(frame, "ProjectionsEnabled", {"type": "int"}).text = "1"
    canvas = SubElement(root, "Gui")
    for part, value in zip(("Red", "Green", "Blue"), (1, 3, 5), strict=True):
        tone = str(int(background[value : value + 2], 16))
        SubElement(canvas, f"CanvasColor{part}Part", {"type": "int"}).text = tone
    return root


def _make_metadata(about: Mapping[str, str]) -> Element:
    root = Element("projectMetadata")
    SubElement(root, "identifier").text = about["name"]
    SubElement(root, "type").text = "dataset"
    SubElement(root, "title").text = about["title"]
    SubElement(root, "abstract").text = about["description"]
    SubElement(root, "author").text = about["attribution"]
    if about["created"]:
        SubElement(root, "creation").text = f"{about['created']}T00:00:00"
    return root


def _find_days(known: Mapping[str, Table], about: Mapping[str, str]) -> tuple[str, str] | None:
    """Return first and last day: of the period of the atlas, else of its events, if it has any."""
    if about["period"]:
        span = parse_when(about["period"])
        return span.start.isoformat(), span.end.isoformat()
    events = known["events"].frame if "events" in known else pd.DataFrame()
    return (events["start_date"].min(), events["end_date"].max()) if len(events) else None


def _moments(days: tuple[str, str]) -> tuple[str, str]:
    return f"{days[0]}T00:00:00", f"{days[1]}T23:59:59"


def _make_clock(days: tuple[str, str] | None) -> Element:
    """Return the range and the step of the temporal controller: a day, over the whole period."""
    root = Element(
        "ProjectTimeSettings",
        {"timeStep": "1", "timeStepUnit": "d", "frameRate": "2", "cumulativeTemporalRange": "0"},
    )
    if days:
        period = SubElement(root, "TemporalRange")
        for tag, text in zip(("start", "end"), _moments(days), strict=True):
            SubElement(period, tag).text = text
    return root


def make_world_file(frame: Mapping[str, object]) -> bytes:
    """Return the world file of a picture in Web Mercator (metres of EPSG:3857).

    `frame` has `bounds` [[south, west], [north, east]] in degrees and `size` [width, height] in
    pixels.
    """
    bounds, size = frame["bounds"], frame["size"]
    assert isinstance(bounds, list) and isinstance(size, list)
    (south, west), (north, east) = bounds
    project = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)
    left, bottom = project.transform(west, south)
    right, top = project.transform(east, north)
    x, y = (right - left) / size[0], (bottom - top) / size[1]
    lines = (x, 0.0, 0.0, y, left + x / 2, top + y / 2)
    return "".join(f"{number:.6f}\n" for number in lines).encode()


def _make(material: Material, _: Made) -> Files:
    """Return the project and the relief it lays over the land; it reads the GeoPackage."""
    base = material.archive.base
    picture, frame = base.get("base-relief"), base.get("base-relief-frame")
    relief: Files = {}
    name = f"{material.stem}-relief"
    if isinstance(picture, bytes) and isinstance(frame, dict) and "size" in frame:
        relief = {
            f"{name}.jpg": picture,
            f"{name}.jgw": make_world_file(frame),
            f"{name}.jpg.aux.xml": AUXILIARY,
        }
    package, shown = f"{material.stem}.gpkg", next(iter(relief), "")
    project = make_project(material.tables, material.atlas, package, shown)
    return {f"{material.stem}.qgs": project, **relief}


FORMAT = Format(
    name="qgis",
    purposes={
        ".qgs": "the GeoPackage as a QGIS project (3.22 or later), styled, with the time set",
        ".jpg": "the relief under the QGIS project, Web Mercator",
        ".jgw": "where the relief lies",
        ".xml": "in which reference system the relief lies, for GDAL",
    },
    media={"qgs": "application/x-qgis", "jpg": "image/jpeg", "xml": "application/xml"},
    make=_make,
    depends_on="gpkg",
)
