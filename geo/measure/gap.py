"""The distance from a place to the nearest point of a line or an area."""

from __future__ import annotations

from shapely.ops import nearest_points

from geo.atlas.geodesy import from_utm, measure_length, to_utm
from geo.atlas.tables import Atlas
from geo.atlas.translator import Translator
from geo.measure.method import (
    KM,
    Method,
    Number,
    Sentence,
    StatementTest,
    TestResult,
    draw_line,
    find_feature,
    find_places,
    label_measured,
    name_places,
    with_bounds,
    write_measured,
)


def measure(atlas: Atlas, test: StatementTest) -> TestResult:
    """Measure from a place to a feature; each bound adds up the uncertainties of both.

    The nearest point is that in the UTM zone of the place, the length that of the geodesic.
    """
    place_id, feature_id = test.subjects
    place, feature = find_places(atlas, (place_id,)).iloc[0], find_feature(atlas, feature_id)
    near = nearest_points(*to_utm([place.geometry, feature.geometry]))
    here, there = from_utm(list(near), place.geometry)
    length, _ = measure_length(here, there)
    uncertainty = float(place["uncertainty_m"]) + float(feature["uncertainty_m"])
    numbers = (with_bounds("length", length, uncertainty), Number("uncertainty", "m", uncertainty))
    label = label_measured(length / KM, uncertainty / KM, "km")
    return TestResult(test, numbers, (draw_line(here, there, label),))


def describe(atlas: Atlas, result: TestResult, words: Translator) -> Sentence:
    """Say how far it is."""
    place_id, feature_id = result.test.subjects
    [place] = name_places(atlas, (place_id,), words)
    length, doubt = (result.value(name) / KM for name in ("length", "uncertainty"))
    text = write_measured(words, length, doubt, "km")
    title = words.text("measure.gap.title", a=place, b=find_feature(atlas, feature_id)["name"])
    return Sentence(title, text, words.text("measure.gap.method"))


METHOD = Method(
    name="gap",
    subjects=("place", "feature"),
    expects="",
    units="",
    measure=measure,
    describe=describe,
)
