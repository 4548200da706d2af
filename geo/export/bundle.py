"""The bundle: every format that was asked for, described, and written at once."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

from geo.export import geojson, geopackage, html, kml, linked_places, parquet, qgis, tables_csv
from geo.export.codebook import make_codebook
from geo.export.formats import Files, Material
from geo.export.metadata import MEDIA, PURPOSES, make_citation, make_package, make_sums

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
SUMS = "SHA256SUMS"
SUM_LINE = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>.+)")


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
    words["datapackage.json"] = make_package(whole, tables, atlas, media_of(whole))
    words[SUMS] = make_sums({**files, **words})
    return words


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
