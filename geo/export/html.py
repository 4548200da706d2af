"""The page as a format of the bundle: the map as one HTML file."""

from __future__ import annotations

from geo.export.formats import Files, Format, Made, Material
from geo.export.record import make_record
from geo.page.page import draw_page


def _make(material: Material, made: Made) -> Files:
    atlas = material.atlas
    record = make_record(material.tables, atlas, made)
    page = draw_page(atlas, material.archive.base, material.results, record)
    return {"map.html": page.encode()}


FORMAT = Format(
    name="html",
    purposes={"map.html": "the map as one page, to be opened without a network"},
    media={"html": "text/html"},
    make=_make,
)
