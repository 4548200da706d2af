"""How to write what a cell does not hold as it should: numbers, codes, ids."""

from __future__ import annotations

import pytest

from geo.read.advice import MOST_ANSWERS, advise_number, advise_pattern, make_code_advice


@pytest.mark.parametrize(
    ("cell", "whole", "advice"),
    [
        ("12,5", False, "write 12.5"),
        ("1.234,5", False, "write 1234.5"),
        ("1,234.5", False, "write 1234.5"),
        ("1,234,567", False, "write 1234567"),
        ("1.234.567", False, "write 1234567"),
        ("1,234", False, "write 1234 or 1.234"),
        ("1,234", True, "write 1234"),
        ("1.234", True, "write 1234"),
        ("0,234", False, "write 0.234"),
        ("1 234", True, "write 1234"),
        ("1\u00a0234", True, "write 1234"),
        ("1\u202f234\u202f567", True, "write 1234567"),
        ("1'234", True, "write 1234"),
        ("12.0", True, "write 12"),
        ("12,00", True, "write 12"),
        ("5.", False, "write 5"),
        (".5", False, "write 0.5"),
        ("+5", True, "write 5"),
        ("\u22125", True, "write -5"),
        ("–5", True, "write -5"),
        ("１２", True, "write 12"),
        ("'12", True, "write 12"),
        ("12 km", False, "write 12 alone, without 'km'"),
        ("1.200 чел.", True, "write 1200 alone, without 'чел.'"),
        ("ca. 500", True, "write 500 alone, without 'ca.'"),
        (">500", True, "write 500 alone, without '>'"),
        ("500+", True, "write 500 alone, without '+'"),
        ("~500", True, "write 500 alone, without '~'"),
        ("5%", False, "write 5 alone, without '%'"),
        ("500-600", True, "one number a cell; a range has a column for each of its ends"),
        ("500–600", True, "one number a cell; a range has a column for each of its ends"),
        ("42°26'43\"N", False, "degrees are written as a decimal number: 42.44528"),
        ("42° 26′ 43″ S", False, "degrees are written as a decimal number: -42.44528"),
        ("N 42°26'43\"", False, "degrees are written as a decimal number: 42.44528"),
        ("'42.5", False, "write 42.5"),
        ('"42,5"', False, "write 42.5"),
        ("130.5E", False, "degrees are written as a decimal number: 130.5"),
        ("W 130.5°", False, "degrees are written as a decimal number: -130.5"),
        ("n/a", False, "leave the cell empty if there is no number"),
        ("—", False, "leave the cell empty if there is no number"),
        ("NaN", False, "leave the cell empty if there is no number"),
        ("five", False, ""),
        ("`", False, ""),
        ('""', True, ""),
        ("1.2.3", False, ""),
    ],
)
def test_a_number_is_advised(cell: str, whole: bool, advice: str) -> None:
    assert advise_number(cell, whole) == advice


CODES = ["ussr", "japan", "soviet-mongolian", "not-stated"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("USSR", "ussr"), (" ussr", "ussr"), ("uѕѕr", "ussr"), ("ｕｓｓｒ", "ussr"), ("ussr.", "ussr"),
     ("soviet–mongolian", "soviet-mongolian"), ("soviet mongolian", "soviet-mongolian"),
     ("Soviet_Mongolian", "soviet-mongolian"), ("“japan”", "japan"), ("japam", "japan")],
)  # fmt: skip
def test_a_code_that_is_near_is_advised(cell: str, code: str) -> None:
    assert make_code_advice(CODES)(cell) == f"write {code}"


def test_a_code_that_is_far_is_not_guessed() -> None:
    assert make_code_advice(CODES)("narnia") == ""


@pytest.mark.parametrize(
    ("cell", "words"),
    [("khаsan", "U+0430 CYRILLIC SMALL LETTER A; write khasan"),
     ("hill–1", "EN DASH; write hill-1"),
     ("Hill", "has capital letters"), ("'hill'", "a quotation mark at an end; write hill"),
     ("щ", "CYRILLIC SMALL LETTER SHCHA"), ("ok", "")],
)  # fmt: skip
def test_the_odd_character_of_an_id_is_named(cell: str, words: str) -> None:
    assert words in advise_pattern(cell)
    assert bool(words) == bool(advise_pattern(cell))


def test_only_so_many_cells_are_answered() -> None:
    advise = make_code_advice(CODES)
    told = [advise("japam") for _ in range(MOST_ANSWERS + 5)]
    assert told == ["write japan"] * MOST_ANSWERS + [""] * 5
