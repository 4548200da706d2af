"""The nouns of the tests: what is asked, what was measured, what that says, how a method works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, cast

import geopandas as gpd
import pandas as pd
import shapely

from geo.atlas.tables import Atlas
from geo.atlas.translator import Translator, write_number

KM, MILE, NAUTICAL_MILE = 1000.0, 1609.344, 1852.0
LENGTHS = {"km": KM, "mi": MILE, "nmi": NAUTICAL_MILE}
# What a test may name: a table, or a kind of feature or code; see `geo.check.tests`.
Subject: TypeAlias = Literal[
    "place", "event", "feature", "area", "line", "frontier", "subject", "side", "metric", "more"
]


@dataclass(frozen=True)
class StatementTest:
    """Hold one row of the table of tests: what it measures, and what the statement expects."""

    id: str
    statement_id: str
    method: str
    subjects: tuple[str, ...]
    expected: str = ""
    unit: str = ""
    note: str = ""


@dataclass(frozen=True)
class Number:
    """Hold one measured number: its quantity, what it belongs to, its bounds and its unit.

    `of` is the id or the code of what was measured, "" for the test as a whole. The unit is m, m2,
    degree, d (days) or 1 (a count). A bound is None where there is none; a figure that somebody
    claims has bounds and no value.
    """

    quantity: str
    unit: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    of: str = ""


@dataclass(frozen=True)
class MeasuredLine:
    """Hold a line to draw on the map, [lon, lat] in degrees, and the lengths that stand on it."""

    points: list[list[float]]
    text: str = ""


@dataclass(frozen=True)
class TestResult:
    """Hold what one test measured; the first number is its result."""

    test: StatementTest
    numbers: tuple[Number, ...]
    lines: tuple[MeasuredLine, ...] = ()

    def all_of(self, quantity: str) -> list[Number]:
        """Return the numbers of one quantity, in the order they were measured."""
        return [number for number in self.numbers if number.quantity == quantity]

    def value(self, quantity: str) -> float:
        """Return the value of the first number of a quantity.

        Raises
        ------
        KeyError
            If none was measured.
        """
        for number in self.all_of(quantity):
            if number.value is not None:
                return number.value
        raise KeyError(quantity)


@dataclass(frozen=True)
class Sentence:
    """Hold what a test says in one language: what was measured, the result, and how it was done."""

    title: str
    result: str
    method: str


@dataclass(frozen=True)
class Method:
    """Hold one way to test a statement.

    `subjects` are the kinds of what a test names, in order; a last "more" stands for any number
    more of the one before. `expects` says what the statement gives, `units` in which unit: one of
    `LENGTHS`, one of the units of claims, or none.
    """

    name: str
    subjects: tuple[Subject, ...]
    expects: Literal["", "date", "number", "number or nothing"]
    units: Literal["", "length", "unit"]
    measure: Callable[[Atlas, StatementTest], TestResult]
    describe: Callable[[Atlas, TestResult, Translator], Sentence]


def find_places(atlas: Atlas, ids: tuple[str, ...]) -> gpd.GeoDataFrame:
    """Return places in the order of ids.

    Raises
    ------
    KeyError
        If there is no such place, or it has no position; the checks refuse such data.
    """
    found = atlas.places.set_index("id").loc[list(ids)]
    missing = found.index[found.geometry.isna()]
    if len(missing):
        raise KeyError(f"{missing[0]} has no position")
    return found


def find_feature(atlas: Atlas, identity: str) -> pd.Series[Any]:
    """Return the area or the line of an id.

    Raises
    ------
    KeyError
        If there is none.
    """
    for frame in (atlas.areas, atlas.lines):
        found = frame[frame["id"] == identity]
        if len(found):
            return cast("pd.Series[Any]", found.iloc[0])
    raise KeyError(identity)


def name_places(atlas: Atlas, ids: tuple[str, ...], words: Translator) -> list[str]:
    """Return the names of places in a language."""
    names = find_places(atlas, ids)["name"]
    return [words.place(place, str(name)) for place, name in names.items()]


def with_bounds(quantity: str, metres: float, uncertainty: float) -> Number:
    """Return a length with its bounds by an uncertainty in metres; none is below nothing."""
    return Number(quantity, "m", metres, max(0.0, metres - uncertainty), metres + uncertainty)


def draw_line(start: shapely.Point, end: shapely.Point, text: str) -> MeasuredLine:
    """Return a line between two points (degrees) with a text."""
    return MeasuredLine([[start.x, start.y], [end.x, end.y]], text)


def is_told(value: float, doubt: float, digits: int = 1) -> bool:
    """Tell whether a figure, as it is written, is larger than its doubt."""
    return round(doubt, digits) < round(value, digits)


def write_measured(
    words: Translator, value: float, doubt: float, unit: str, digits: int = 1
) -> str:
    """Return a length or an area with its doubt in words; one below its doubt only as a bound.

    A figure that may as well be nothing is not written as a figure.
    """
    if is_told(value, doubt, digits):
        shown = (write_number(value, digits), write_number(doubt, digits))
        return words.text("measure.certain", value=shown[0], doubt=shown[1], unit=unit)
    return words.text("measure.doubtful", most=write_number(value + doubt, digits), unit=unit)


def label_measured(value: float, doubt: float, unit: str) -> str:
    """Return what stands on the map beside a measured line, in no language."""
    if is_told(value, doubt):
        return f"{write_number(value, 1)} {unit}"
    return f"\u2264 {write_number(value + doubt, 1)} {unit}"
