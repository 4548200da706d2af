"""The bundle: every format that was asked for, described, and written at once."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from pyproj import Transformer

from geo.atlas.dataset import Table
from geo.atlas.tables import Layers
from geo.export.codebook import make_codebook
from geo.export.geojson import make_geojson
from geo.export.geopackage import make_geopackage
from geo.export.kml import make_kml
from geo.export.linked_places import make_linked_places
from geo.export.metadata import make_citation, make_package, make_record, make_sums
from geo.export.qgis import make_project
from geo.export.qgis_style import make_qml
from geo.export.tabular import make_csv, make_parquet
from geo.read.archive import Archive

LICENCES = "LICENCES.md"
SUMS = "SHA256SUMS"
SUM_LINE = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>.+)")
# What a format needs beside the dependencies of the project, and how to get it.
NEEDS = {"parquet": ("pyarrow", 'pip install ".[gis]"')}
Files = dict[str, bytes]


@dataclass(frozen=True)
class Material:
    """Hold what the formats are made of: the catalogue, its layers, and what people wrote."""

    tables: tuple[Table, ...]
    layers: Layers
    archive: Archive

    @property
    def stem(self) -> str:
        """Return how the names of files begin that hold the whole atlas."""
        return self.layers.settings.stem


def _make_geojson(material: Material) -> Files:
    files = make_geojson(material.tables, material.layers.about)
    return {f"geojson/{name}": content for name, content in files.items()}


def _make_csv(material: Material) -> Files:
    return {f"csv/{name}": content for name, content in make_csv(material.tables).items()}


def _make_geopackage(material: Material) -> Files:
    codes, about = material.layers.codes, material.layers.about
    style = material.layers.style
    styles = {t.name: make_qml(t, style) for t in material.tables if t.geometry}
    record = make_record(material.tables, material.layers)
    return {f"{material.stem}.gpkg": make_geopackage(material.tables, codes, about, record, styles)}


def _make_project(material: Material) -> Files:
    """Return the project and the relief it lays over the land; it reads the GeoPackage."""
    base = material.archive.base
    picture, frame = base.get("base-relief"), base.get("base-relief-frame")
    relief: Files = {}
    name = f"{material.stem}-relief"
    if isinstance(picture, bytes) and isinstance(frame, dict) and "size" in frame:
        relief = {f"{name}.jpg": picture, f"{name}.jgw": make_world_file(frame)}
    package, picture = f"{material.stem}.gpkg", next(iter(relief), "")
    project = make_project(material.tables, material.layers, package, picture)
    return {f"{material.stem}.qgs": project, **relief}


def _make_kml(material: Material) -> Files:
    files = make_kml(material.tables, material.layers)
    return {f"kml/{material.stem}.{language}.kml": content for language, content in files.items()}


def _make_linked_places(material: Material) -> Files:
    style, about = material.layers.style, material.layers.about
    return {"places.lpf.json": make_linked_places(material.tables, style, about)}


def _make_parquet(material: Material) -> Files:
    return {f"parquet/{name}": content for name, content in make_parquet(material.tables).items()}


# The formats by the name a user asks for; the page itself is drawn elsewhere.
FORMATS: dict[str, Callable[[Material], Files]] = {
    "geojson": _make_geojson,
    "csv": _make_csv,
    "gpkg": _make_geopackage,
    "qgis": _make_project,
    "kml": _make_kml,
    "linked-places": _make_linked_places,
    "parquet": _make_parquet,
}
PAGE = "html"
# A format that reads the file of another.
RESTS_ON = {"qgis": "gpkg"}


def choose_formats(names: str | None) -> tuple[str, ...]:
    """Return the formats of a list such as "html,gpkg" in their order, all of them for None.

    A format that rests on another brings it along. Raises ValueError for a name that is none.
    """
    known = (PAGE, *FORMATS)
    wanted = set(known) if names is None else {name.strip() for name in names.split(",")}
    for name in sorted(wanted - set(known)):
        raise ValueError(f"unknown format {name!r}; expected some of {','.join(known)}")
    wanted |= {RESTS_ON[name] for name in wanted if name in RESTS_ON}
    return tuple(name for name in known if name in wanted)


def make_formats(material: Material, formats: Iterable[str]) -> tuple[Files, list[str]]:
    """Return the files of the formats by path, and a line for each format left out.

    A format is left out if what it needs is not installed. The page is none of these files.
    """
    files: Files = {}
    notes = []
    for name in formats:
        module, remedy = NEEDS.get(name, ("", ""))
        if module and find_spec(module) is None:
            notes.append(f"left out: {name} needs {module}; {remedy}")
        elif name in FORMATS:
            files |= FORMATS[name](material)
    return files, notes


def describe_files(files: Mapping[str, bytes], material: Material) -> Files:
    """Return what describes the files of a bundle: licences, citation, codebook, package, sums.

    The list of third-party licences is that of the data folder, if it has one.
    """
    about, codes, style = material.layers.about, material.layers.codes, material.layers.style
    words: Files = {}
    licences = material.archive.folder / LICENCES
    if licences.is_file():
        words[LICENCES] = licences.read_bytes()
    words["CITATION.cff"] = make_citation(about)
    paths = [*files, *words, "CODEBOOK.md", "datapackage.json", SUMS]
    words["CODEBOOK.md"] = make_codebook(material.tables, style, about, paths)
    words["datapackage.json"] = make_package({**files, **words}, material.tables, codes, about)
    words[SUMS] = make_sums({**files, **words})
    return words


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


def write_bundle(
    files: Mapping[str, bytes], material: Material, folder: Path
) -> tuple[list[tuple[Path, int]], list[str]]:
    """Write files and what describes them into a folder, and remove what an older bundle left.

    Returns all paths with their sizes in bytes, and a line for each file that was left over.
    """
    before = read_sums(folder)
    new = {**files, **describe_files(files, material)}
    sizes = write_files(new, folder)
    old = {name: digest for name, digest in before.items() if name not in new}
    return sizes, remove_files(old, folder)


def read_sums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of the bundle in a folder, none if there is no bundle."""
    try:
        text = (folder / SUMS).read_text("utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return {}
    found = (SUM_LINE.fullmatch(line) for line in text.splitlines())
    return {match["name"]: match["digest"] for match in found if match}


def remove_files(sums: Mapping[str, str], folder: Path) -> list[str]:
    """Remove files of a folder that are as their SHA-256 says; return a line for each.

    Whatever somebody has changed since is kept, and so is all that lies outside the folder.
    """
    notes = []
    for name, digest in sums.items():
        path = folder / name
        if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            notes.append(f"kept: {path}, which an earlier build made and somebody changed")
            continue
        path.unlink()
        notes.append(f"removed: {path}, which an earlier build made and this one does not")
        if path.parent != folder and not any(path.parent.iterdir()):
            path.parent.rmdir()
    return notes


def write_files(files: Mapping[str, bytes], folder: Path) -> list[tuple[Path, int]]:
    """Write all files beside their old versions, then put each into its place at once.

    `files` maps paths inside the folder to contents. Returns the paths with their sizes in bytes;
    raises OSError, and leaves the old files alone, if the disk refuses any of the new ones.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".building-") as new:
        for name, content in files.items():
            path = Path(new) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(Path(new) / name, folder / name)
    return [(folder / name, len(content)) for name, content in files.items()]
