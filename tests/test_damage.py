"""What a spreadsheet, a locale or a web page does to a cell."""

from __future__ import annotations

import pytest

from geo.read.damage import LONGEST_CELL, find_damage, is_blank, is_day_of_spreadsheet


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
        ("1E+99", "shortened by a spreadsheet; write all digits as the source"),
        ("-1.5E-03", "such as -0.0015,"),
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
