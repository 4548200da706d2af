"""What a spreadsheet, a locale or a web page does to a cell."""

from __future__ import annotations

import pytest

from geo.read.damage import (
    LONGEST_CELL,
    advise_code,
    advise_number,
    advise_pattern,
    find_damage,
    is_blank,
    is_day_of_spreadsheet,
)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("####", "a column too narrow"),
        ("##########", "a column too narrow"),
        ("#REF!", "an error of a spreadsheet"),
        ("#N/A", "an error of a spreadsheet"),
        ("#DIV/0!", "an error of a spreadsheet"),
        ("#NAME?", "an error of a spreadsheet"),
        ("#BEZUG!", "an error of a spreadsheet"),
        ("#ССЫЛКА!", "an error of a spreadsheet"),
        ("#Н/Д", "an error of a spreadsheet"),
        ("1.2E+05", "shortened by a spreadsheet; write all digits, such as 120000"),
        ("1,2E+05", "write all digits, such as 120000"),
        ("9.78E+12", "write all digits, such as 9780000000000"),
        ("Hill \ufffd", "lost in a wrong encoding"),
        ("ZaozÃ«rnaya", "'Zaozërnaya' is meant"),
        ("РҐР°СЃР°РЅ", "'Хасан' is meant"),
        ("å¼µé¼“å³°", "'張鼓峰' is meant"),
        ("Khasan\u200b hill", "U+200B ZERO WIDTH SPACE"),
        ("Kha\u00adsan", "U+00AD SOFT HYPHEN"),
        ("\ufeffKhasan", "U+FEFF"),
        ("gnp\u202eexe", "turns the direction of the text, U+202E"),
        ("x" * LONGEST_CELL, "32,767 characters long, where a spreadsheet cuts"),
    ],
)
def test_damage_is_seen(cell: str, words: str) -> None:
    assert words in find_damage(cell)


@pytest.mark.parametrize(
    "cell",
    ["", "Khasan", "#1a2b3c", "# 5", "No. 5", "Заозёрная", "ГЁ", "№ 5", "張鼓峰", "Éclair", "°C",
     "Лес № 2", "“hill”", "1e", "E5", "x" * (LONGEST_CELL - 1), "Хас\u0438\u0306", "ᠮᠣᠩ\u180eᠭᠣᠯ"],
)  # fmt: skip
def test_what_is_right_is_let_be(cell: str) -> None:
    assert find_damage(cell) == ""


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
    assert advise_code(cell, CODES) == f"write {code}"


def test_a_code_that_is_far_is_not_guessed() -> None:
    assert advise_code("narnia", CODES) == ""


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


def test_days_that_a_spreadsheet_makes_are_known() -> None:
    for cell in ("12-May", "May-38", "5-дек", "05.май", "12. Dez"):
        assert is_day_of_spreadsheet(cell), cell
    for cell in ("May", "Maj-38", "12-5", "12-May-1938", "Mr. 12"):
        assert not is_day_of_spreadsheet(cell), cell


def test_a_text_without_anything_to_see_is_blank() -> None:
    for cell in ("\u200d", "\u2800", "\u3164\u200d"[1:], " \u2003", "\u0301"):
        assert is_blank(cell)
    for cell in ("a", "5", "?", "+", "か"):
        assert not is_blank(cell)
