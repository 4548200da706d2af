"""What a format of the bundle is: its name, its files, what they are for, and what makes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from geo.atlas.tables import Atlas
from geo.export.dataset import Table
from geo.measure.method import TestResult
from geo.read.archive import Archive

# Contents by path inside the bundle, and media types by path.
Files: TypeAlias = dict[str, bytes]
Made: TypeAlias = Mapping[str, str]


@dataclass(frozen=True)
class Material:
    """Hold what the formats are made of: the tables, the layers, the results, the data folder."""

    tables: tuple[Table, ...]
    atlas: Atlas
    results: list[TestResult]
    archive: Archive

    @property
    def stem(self) -> str:
        """Return how the names of files begin that hold the whole atlas."""
        return self.atlas.settings.stem


@dataclass(frozen=True)
class Format:
    """Hold one format: everything that the bundle, its codebook and the command line say of it.

    `name` is what a user asks for. `purposes` says what a file, a folder (`geojson/`) or an ending
    (`.gpkg`) is for, `media` its media type by ending. `make` returns the files from the material
    and from the media types, by path, of the files made before. `needs` is a module that it cannot
    do without, and what installs it; `depends_on` is the format whose file it reads.
    """

    name: str
    purposes: Mapping[str, str]
    media: Mapping[str, str]
    make: Callable[[Material, Made], Files]
    needs: tuple[str, str] | None = None
    depends_on: str = ""


def to_json(value: object) -> str:
    """Return a value as JSON on one line, without blanks, letters of all scripts as they are.

    Raises
    ------
    ValueError
        If a number is not finite, which JSON cannot say.
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
