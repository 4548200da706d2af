"""Every rule of meaning the archive must keep; each broken rule is one line with file and row.

What a schema can say (types, codes, keys) is said in `datapackage.json`. Here is what it cannot.
A rule is one function from the archive to its problems, and stays silent about cells whose
structure is already at fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from geo.check.basemap import check_base_map, check_relief
from geo.check.cells import (
    check_addresses,
    check_dates,
    check_lists,
    check_references,
    check_sources_used,
    check_text,
)
from geo.check.changes import check_changes
from geo.check.claims import check_claims, check_figures, check_locators, check_sums
from geo.check.descriptor import check_package, check_words
from geo.check.features import check_licences, check_schematic, check_validity
from geo.check.fronts import check_fronts
from geo.check.ids import check_map_ids, check_names, check_retired
from geo.check.places import check_places, check_study_area
from geo.check.plausible import check_limits
from geo.check.statements import check_statements, check_tests
from geo.check.texts import check_texts
from geo.check.units import check_days, check_parents, check_participants
from geo.check.vocabulary import check_settings, check_vocabulary
from geo.check.voices import check_evidence, check_voices
from geo.read.archive import Archive
from geo.read.problems import Problem

Rule: TypeAlias = Callable[[Archive], Iterator[Problem]]


def find_problems(archive: Archive) -> list[Problem]:
    """Return every break of every rule, sorted by file and line; an empty list means none."""
    return sorted({problem for rule in RULES for problem in rule(archive)})


RULES: tuple[Rule, ...] = (
    check_package,
    check_words,
    check_dates,
    check_validity,
    check_lists,
    check_references,
    check_sources_used,
    check_figures,
    check_claims,
    check_locators,
    check_sums,
    check_places,
    check_study_area,
    check_schematic,
    check_licences,
    check_map_ids,
    check_names,
    check_statements,
    check_tests,
    check_retired,
    check_changes,
    check_evidence,
    check_parents,
    check_participants,
    check_fronts,
    check_days,
    check_voices,
    check_vocabulary,
    check_settings,
    check_limits,
    check_texts,
    check_text,
    check_addresses,
    check_base_map,
    check_relief,
)
