"""The distance from one place to another: length, initial bearing, and the unit that fits."""

from __future__ import annotations

import math

from geo.atlas.geodesy import measure_length
from geo.atlas.tables import Atlas
from geo.atlas.translator import Translator, write_number
from geo.measure.method import (
    LENGTHS,
    Method,
    Number,
    Sentence,
    StatementTest,
    TestResult,
    draw_line,
    find_places,
    is_told,
    name_places,
    with_bounds,
    write_measured,
)

COMPASS_POINTS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")


def measure(atlas: Atlas, test: StatementTest) -> TestResult:
    """Measure from the first place to the second; each bound adds up their uncertainties."""
    places = find_places(atlas, test.subjects)
    start, end = places.geometry
    length, bearing = measure_length(start, end)
    uncertainty = float(places["uncertainty_m"].sum())
    # A place that may lie anywhere round the other has no bearing.
    turn = math.degrees(math.asin(min(1.0, uncertainty / length))) if length else 90.0
    numbers = (
        with_bounds("length", length, uncertainty),
        Number("bearing", "degree", bearing, bearing - turn, bearing + turn),
        Number("uncertainty", "m", uncertainty),
        Number("uncertainty-bearing", "degree", turn),
    )
    return TestResult(test, numbers, (draw_line(start, end, "\n".join(_lengths(length))),))


def _lengths(metres: float) -> list[str]:
    return [f"{write_number(metres / size, 1)} {unit}" for unit, size in LENGTHS.items()]


def find_units(expected: float, low: float, high: float) -> list[str]:
    """Return the units in which an expected number fits between two bounds in metres.

    A number in a text is rounded: 70 stands for anything from 69.5 to 70.5.
    """
    return [
        unit
        for unit, metres in LENGTHS.items()
        if (expected - 0.5) * metres <= high and (expected + 0.5) * metres >= low
    ]


def describe(atlas: Atlas, result: TestResult, words: Translator) -> Sentence:
    """Say how far and in which direction, and in which units the expected number fits."""
    test, length = result.test, result.numbers[0]
    bearing = result.value("bearing")
    start, end = name_places(atlas, test.subjects, words)
    km, doubt = (result.value(name) / LENGTHS["km"] for name in ("length", "uncertainty"))
    if is_told(km, doubt):
        text = words.text(
            "measure.distance.result",
            lengths=" = ".join(_lengths(result.value("length"))),
            uncertainty=write_number(result.value("uncertainty") / LENGTHS["km"], 1),
            bearing=round(bearing) % 360,
            turn=write_number(result.value("uncertainty-bearing"), 1),
            point=words.text(f"compass.{COMPASS_POINTS[round(bearing / 45) % 8]}"),
        )
    else:
        most = write_measured(words, km, doubt, "km")
        text = words.text("measure.distance.doubtful", length=most)
    parts = [text]
    if test.expected:
        assert length.low is not None and length.high is not None
        fitting = find_units(float(test.expected), length.low, length.high)
        key = "fits" if fitting else "fitsNone"
        units = words.items(fitting or list(LENGTHS))
        number = write_number(float(test.expected))
        parts.append(words.text(f"measure.distance.{key}", n=number, units=units))
    title = words.text("measure.distance.title", a=start, b=end)
    return Sentence(title, words.clauses(parts), words.text("measure.distance.method"))


METHOD = Method(
    name="distance",
    subjects=("place", "place"),
    expects="number or nothing",
    units="length",
    measure=measure,
    describe=describe,
)
