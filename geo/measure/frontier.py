"""The length of frontiers: all of their segments together, at several generalisations.

The length of a meandering river depends on how finely it is drawn (the coastline paradox), so there
is a range of lengths and not one.
"""

from __future__ import annotations

import geopandas as gpd
import shapely

from geo.atlas.geodesy import sum_lengths
from geo.atlas.tables import Atlas
from geo.atlas.translator import Translator, write_number, write_range
from geo.measure.method import (
    KM,
    LENGTHS,
    MILE,
    MeasuredLine,
    Method,
    Number,
    Sentence,
    StatementTest,
    TestResult,
)

# Tolerances of Douglas-Peucker in metres at which the lines are measured.
GENERALISATIONS = (0, 100, 250, 1000, 2500, 5000, 10000)
# Degrees by which a drawn line may leave the measured one.
DRAWN = 0.02
ROLE = "frontier"


def measure(atlas: Atlas, test: StatementTest) -> TestResult:
    """Measure the frontiers named together; the bounds are those by generalisation.

    The lines are the features whose role is `frontier`, each simplified in its own UTM zone.
    """
    rows = find_rows(atlas, test.subjects)
    lines = list_lines(rows)
    lengths = {tolerance: sum_lengths(lines, tolerance) for tolerance in GENERALISATIONS}
    full, coarse = lengths[0], min(lengths.values())
    uncertainty = rows["uncertainty_m"].astype(float)
    segments = {str(name): sum_lengths(list_lines(own)) for name, own in rows.groupby("segment")}
    numbers = (
        Number("length", "m", full, coarse, full),
        *(Number("length-simplified", "m", length, of=str(t)) for t, length in lengths.items()),
        *(
            Number("length-of-segment", "m", length, of=segment)
            for segment, length in sorted(segments.items(), key=lambda one: (-one[1], one[0]))
        ),
        Number("lines", "1", len(lines)),
        Number("uncertainty", "m", None, uncertainty.min(), uncertainty.max()),
    )
    return TestResult(test, numbers, _draw(atlas, test, full) if test.expected else ())


def find_rows(atlas: Atlas, frontiers: tuple[str, ...]) -> gpd.GeoDataFrame:
    """Return the lines of frontiers.

    Raises
    ------
    KeyError
        If there is none.
    """
    lines = atlas.lines[atlas.lines["role"] == ROLE]
    found = lines[lines["frontier"].isin(frontiers)]
    if not len(found):
        raise KeyError(f"no segment of the frontiers {list(frontiers)}")
    return found


def list_lines(rows: gpd.GeoDataFrame) -> list[shapely.LineString]:
    """Return the lines of rows; a line in parts as its parts."""
    return list(shapely.get_parts(rows.geometry.to_numpy()))


def _draw(atlas: Atlas, test: StatementTest, length: float) -> tuple[MeasuredLine, ...]:
    """Return the lines as a page can show them; the longest of the last frontier has the text."""
    longest = max(list_lines(find_rows(atlas, test.subjects[-1:])), key=lambda line: line.length)
    text = "\n".join(_lengths(length))
    return tuple(
        MeasuredLine(
            [list(point) for point in shapely.simplify(line, DRAWN).coords],
            text if line.equals(longest) else "",
        )
        for line in list_lines(find_rows(atlas, test.subjects))
    )


def _lengths(metres: float) -> list[str]:
    return [f"{write_number(metres / KM)} km", f"{write_number(metres / MILE)} mi"]


def is_within(metres: float, low: float, high: float) -> bool:
    """Tell whether an expected length lies in the range of measured ones."""
    return low <= metres <= high


def describe(_: Atlas, result: TestResult, words: Translator) -> Sentence:
    """Say how long the frontiers are, how far that depends on the drawing, and each segment."""
    test = result.test
    names = [words.label(ROLE, frontier) for frontier in test.subjects]
    parts = [_say_step(number, words) for number in result.all_of("length-simplified")]
    if test.expected:
        length = result.numbers[0]
        wanted = float(test.expected) * LENGTHS[test.unit]
        fits = is_within(wanted, length.low or 0, length.high or 0)
        key = f"measure.frontier.{'within' if fits else 'outside'}"
        number = write_number(float(test.expected))
        parts.append(words.text(key, n=number, unit=test.unit))
    segments = [
        f"{words.label('segment', number.of)} {' = '.join(_lengths(number.value or 0))}"
        for number in result.all_of("length-of-segment")
    ]
    parts.append(words.text("measure.frontier.segments", list=words.items(segments)))
    title = words.text("measure.frontier.title", names=" + ".join(names))
    [uncertainty] = result.all_of("uncertainty")
    how = words.text(
        "measure.frontier.method",
        n=int(result.value("lines")),
        uncertainty=f"{write_range(uncertainty.low or 0, uncertainty.high or 0)} m",
    )
    return Sentence(title, words.clauses(parts), how)


def _say_step(number: Number, words: Translator) -> str:
    """Say how long the lines are at one generalisation."""
    lengths = " = ".join(_lengths(number.value or 0))
    metres = int(number.of)
    if not metres:
        return words.text("measure.frontier.full", lengths=lengths)
    tolerance = f"{metres} m" if metres < KM else f"{metres / KM:g} km"
    return words.text("measure.frontier.at", tolerance=tolerance, lengths=lengths)


METHOD = Method(
    name="frontier",
    subjects=("frontier", "more"),
    expects="number or nothing",
    units="length",
    measure=measure,
    describe=describe,
)
