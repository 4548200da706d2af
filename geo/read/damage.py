"""What a spreadsheet, a locale or a web page does to a cell, and how it is told."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

# The most characters that a spreadsheet keeps in one cell.
LONGEST_CELL = 32_767
REPLACEMENT = "\ufffd"
HASHES = re.compile(r"#{2,}")
# The errors of spreadsheets, in the languages of their menus; #N/A has neither ! nor ?.
ERROR = re.compile(r"#(?:[^\W\d_][\w/ .]*[!?]|N/A|NV|N/D|Н/Д|DIV/0!?|СПИЛ|BEZUG|WERT)")
# A longer number is no help to anybody.
MOST_DIGITS = 20
SCIENTIFIC = re.compile(r"[-+]?\d(?:[.,]\d+)?[eE][+-]?\d{1,3}")
SPREADSHEET_DAY = re.compile(
    r"\d{1,2}[-. ]{1,2}(?P<month>[^\W\d_]{3})\.?|(?P<first>[^\W\d_]{3})\.?-\d\d"
)
MONTHS = frozenset(
    re.findall(
        r"\w+",
        "jan feb mar apr may jun jul aug sep oct nov dec mrz mai okt dez "
        "янв фев мар апр май июн июл авг сен окт ноя дек",
    )
)
# Encodings that other texts are taken for; a text read in the wrong one is still whole in it.
MISREAD = ("cp1252", "cp1251", "latin-1", "mac-roman")
# What nobody sees and search does not find. Joiners have a use in some scripts, these have none.
INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")
# What turns the direction of the text that follows, up to its end.
DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def find_damage(cell: str) -> str:
    """Return what has happened to a cell of any column on its way, "" if nothing that shows."""
    if len(cell) == LONGEST_CELL:
        return f"is {LONGEST_CELL:,} characters long, where a spreadsheet cuts: its end is lost"
    if len(cell) < 40 and (fault := _find_spreadsheet_word(cell)):
        return fault
    if cell.isascii():
        return ""
    if REPLACEMENT in cell:
        return "has a character that was lost in a wrong encoding (U+FFFD); restore the text"
    if hidden := next((one for one in cell if one in INVISIBLE), ""):
        return f"has an invisible character, {name_of(hidden)}; delete it"
    if turned := next((one for one in cell if one in DIRECTION), ""):
        return f"has a character that turns the direction of the text, {name_of(turned)}; delete it"
    if right := undo_misreading(cell):
        return f"was read in a wrong encoding and saved so; {right!r} is meant, it seems"
    return ""


def _find_spreadsheet_word(cell: str) -> str:
    """Return what a spreadsheet has put in the place of what a cell held."""
    if HASHES.fullmatch(cell):
        return "is what a spreadsheet shows of a column too narrow; write the value itself"
    if ERROR.fullmatch(cell):
        return "is an error of a spreadsheet; write the value itself"
    if SCIENTIFIC.fullmatch(cell):
        digits = f"{Decimal(cell.replace(',', '.')):f}"
        such = f", such as {digits}," if len(digits) < MOST_DIGITS else ""
        return f"was shortened by a spreadsheet; write all digits{such} as the source"
    return ""


def undo_misreading(cell: str) -> str:
    """Return what a text was before it was read in a wrong encoding, "" if it was not."""
    for encoding in MISREAD:
        try:
            right = cell.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        # Two letters of one alphabet may be a short word of it.
        if right != cell and right.isprintable() and len(cell) > 2:
            return right
    return ""


def is_day_of_spreadsheet(cell: str) -> bool:
    """Tell whether a cell is a day as spreadsheets make one of 12-5 or of a number."""
    found = SPREADSHEET_DAY.fullmatch(cell) if len(cell) < 12 else None
    word = (found["month"] or found["first"]) if found else ""
    return word.casefold() in MONTHS


def is_blank(cell: str) -> bool:
    """Tell whether a text that is not empty shows nothing: only marks, blanks or controls."""
    shown = (unicodedata.category(one)[0] for one in cell if one != "\u2800")
    return not any(category in "LNPS" for category in shown)


def name_of(character: str) -> str:
    """Return the code point of a character and its name in Unicode."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".strip()
