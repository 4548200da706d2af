"""The bundle: every format that was asked for, described, and written at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

from geo.export import geojson, geopackage, html, kml, linked_places, parquet, qgis, tables_csv
from geo.export.codebook import make_codebook
from geo.export.folder import SUMS, make_sums, write_files
from geo.export.formats import Files, Material
from geo.export.metadata import MEDIA, PURPOSES, make_citation, make_package
from geo.read.archive import DESCRIPTOR, Archive

# Every format, in the order in which they are made: the page last, for it lists the others.
FORMATS = (
    geojson.FORMAT,
    tables_csv.FORMAT,
    geopackage.FORMAT,
    qgis.FORMAT,
    kml.FORMAT,
    linked_places.FORMAT,
    parquet.FORMAT,
    html.FORMAT,
)
BY_NAME = {one.name: one for one in FORMATS}
LICENCES = "LICENCES.md"


def choose_formats(names: str | None) -> tuple[str, ...]:
    """Return the formats of a list such as "html,gpkg" in their order, all of them for None.

    A format that depends on another brings it along. Raises ValueError for a name that is none.
    """
    wanted = set(BY_NAME) if names is None else {name.strip() for name in names.split(",")}
    for name in sorted(wanted - set(BY_NAME)):
        raise ValueError(f"unknown format {name!r}; expected some of {','.join(BY_NAME)}")
    wanted |= {BY_NAME[name].depends_on for name in wanted}
    return tuple(name for name in BY_NAME if name in wanted)


def make_formats(material: Material, formats: Iterable[str]) -> tuple[Files, list[str]]:
    """Return the files of the formats by path, and a line for each format left out.

    A format is left out if what it needs is not installed.
    """
    files: Files = {}
    notes = []
    for name in formats:
        one = BY_NAME[name]
        if one.needs and find_spec(one.needs[0]) is None:
            notes.append(f"left out: {name} needs {one.needs[0]}; {one.needs[1]}")
        else:
            files |= one.make(material, media_of(files))
    return files, notes


def media_of(paths: Iterable[str]) -> dict[str, str]:
    """Return the media type of each file by its ending, as the formats say it."""
    known = {ending: kind for one in FORMATS for ending, kind in one.media.items()} | MEDIA
    return {path: known.get(path.rsplit(".", 1)[-1], "text/plain") for path in paths}


def describe_files(files: Mapping[str, bytes], material: Material) -> Files:
    """Return what describes the files of a bundle: licences, citation, codebook, package, sums.

    The list of third-party licences is that of the data folder, if it has one.
    """
    atlas, tables = material.atlas, material.tables
    purposes = {key: text for one in FORMATS for key, text in one.purposes.items()} | PURPOSES
    words: Files = {}
    licences = material.archive.folder / LICENCES
    if licences.is_file():
        words[LICENCES] = licences.read_bytes()
    words["CITATION.cff"] = make_citation(atlas.about)
    paths = [*files, *words, "CODEBOOK.md", "datapackage.json", SUMS]
    words["CODEBOOK.md"] = make_codebook(tables, atlas, paths, purposes)
    whole = {**files, **words}
    words["datapackage.json"] = make_package(
        whole, tables, atlas, media_of(whole), find_known_licences(material.archive)
    )
    words[SUMS] = make_sums({**files, **words})
    return words


def find_known_licences(archive: Archive) -> dict[str, Mapping[str, str]]:
    """Return what the descriptor says of each licence it names, by name."""
    entries = archive.package["resources"]
    assert isinstance(entries, list)
    found: dict[str, Mapping[str, str]] = {}
    for entry in (archive.package, *entries):
        listed = entry.get("licenses") if isinstance(entry, dict) else None
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, dict):
                words = {key: str(value) for key, value in one.items()}
                # The fullest description of those that are given.
                found[words["name"]] = max(found.get(words["name"], {}), words, key=len)
    return found


def write_bundle(
    files: Mapping[str, bytes], material: Material, folder: Path
) -> tuple[list[tuple[Path, int]], list[str]]:
    """Write files and what describes them into a folder that `hold_folder` holds.

    Returns all paths with their sizes in bytes, and a line for each file of somebody else, or of an
    older bundle, that was met. Raises what `write_files` raises.
    """
    new = {**files, **describe_files(files, material)}
    notes = write_files(new, folder, find_inputs(material.archive), material.atlas.about["name"])
    return [(folder / name, len(content)) for name, content in new.items()], notes


def find_inputs(archive: Archive) -> list[Path]:
    """Return the folder of the data and every file that was, or may be, read in it."""
    listed = [resource.path for resource in archive.resources.values()]
    entries = archive.package["resources"]
    assert isinstance(entries, list)
    schemas = [one.get("schema") for one in entries if isinstance(one, dict)]
    named = [archive.folder / one for one in schemas if isinstance(one, str)]
    own = [archive.folder / DESCRIPTOR, archive.folder / LICENCES]
    return [archive.folder, *own, *listed, *named]
