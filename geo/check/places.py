"""Rules for the places: what a located one needs, and where it may lie."""

from __future__ import annotations

from collections.abc import Iterator

from geo.check.rows import file_of, rows_of
from geo.read.archive import Archive
from geo.read.problems import Problem
from geo.read.schema import NUMBER

POSITION = ("lon", "lat")
PRECISION = ("uncertainty_m", "where_prec", "status")


def check_places(archive: Archive) -> Iterator[Problem]:
    """Require uncertainty, precision and status of a located place, and none of another."""
    for row in rows_of(archive, "places"):
        file, line = file_of(archive, "places"), row["line"]
        if bool(row["lon"]) != bool(row["lat"]):
            yield Problem(file, line, "lon and lat: one is empty; expected both or none")
            continue
        for name in PRECISION:
            if row["lon"] and not row[name]:
                yield Problem(file, line, f"{name} is empty; a located place needs it")
            if row[name] and not row["lon"]:
                yield Problem(file, line, f"{name} is given for a place without lon and lat")
        if row["where_prec"] == "1" and row["status"] in ("derived", "schematic"):
            message = f"where_prec 1 is an exact place, yet status is {row['status']}; expected 2-7"
            yield Problem(file, line, message)


def check_study_area(archive: Archive) -> Iterator[Problem]:
    """Require that a place lies in the study area or is marked as background."""
    if archive.settings.study_area is None:
        return
    (south, west), (north, east) = archive.settings.study_area
    for row in rows_of(archive, "places"):
        if row["scope"] != "study" or not all(NUMBER.fullmatch(row[name]) for name in POSITION):
            continue
        lon, lat = float(row["lon"]), float(row["lat"])
        if not (west <= lon <= east and south <= lat <= north):
            area = f"{west:g} to {east:g} E, {south:g} to {north:g} N"
            message = f"{lon}, {lat} is outside the study area ({area}); expected scope background"
            yield Problem(file_of(archive, "places"), row["line"], message)
