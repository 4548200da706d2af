"""What a spreadsheet, a locale or a web page does to a cell, in the words of someone who knows it.

Every `advise_` function returns "" where it has nothing to say, else how to write what was meant.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence

# The most characters that a spreadsheet keeps in one cell.
LONGEST_CELL = 32_767
REPLACEMENT = "\ufffd"
HASHES = re.compile(r"#{2,}")
# The errors of spreadsheets, in the languages of their menus; #N/A has neither ! nor ?.
ERROR = re.compile(r"#(?:[^\W\d_][\w/ .]*[!?]|N/A|NV|N/D|Н/Д|DIV/0!?|СПИЛ|BEZUG|WERT)")
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
MINUS = re.compile("[\u2010-\u2015\u2212]")
DEGREES = re.compile(
    r"(?P<hemi>[nsew])?\s*(?P<deg>\d{1,3})\s*[°º]\s*(?:(?P<min>\d{1,2}(?:\.\d+)?)\s*['′’]\s*)?"
    r"(?:(?P<sec>\d{1,2}(?:\.\d+)?)\s*(?:[\"″”]|''|′′)\s*)?(?P<side>[nsew])?"
)
# What is written where there is nothing to write; a date may be unknown in more ways.
EMPTY_WORDS = frozenset(
    re.findall(
        r"\S+",
        "- -- ? ?? n/a na nan nat none null nil n.d. nd s.d. o.d. unknown inf "
        "нет б/д неизвестно 不明 未知",
    )
)
# A spreadsheet takes what follows an apostrophe for text, and sometimes saves it with the text.
QUOTED = re.compile(r"['’`](.*?)['’`]?|[\"“”„«‘](.*)[\"“”»’]", re.DOTALL)
# Among more ids, only one that is the same but for its form is looked for.
MANY_CODES = 2000
# A number with words behind it, or before it.
WITH_WORDS = re.compile(r"(-?[\d.,]+)\s*([^\d.,\s]+.*)|([^\d\s.,-]+\.?)\s*(-?[\d.,]+)")
DECIMAL_DEGREES = re.compile(
    r"(?P<hemi>[nsew])?\s*(?P<deg>\d{1,3}(?:\.\d+)?)(?P<min>)(?P<sec>)\s*°?\s*(?P<side>[nsew])?"
)


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
        number = f"{float(cell.replace(',', '.')):.15g}"
        return f"was shortened by a spreadsheet; write all digits, such as {number}, as the source"
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


def advise_number(cell: str, whole: bool = False) -> str:
    """Return how to write a number that is not in plain digits, "" if none can be seen in it."""
    plain = MINUS.sub("-", unicodedata.normalize("NFKC", unquote(cell))).removeprefix("+")
    plain = re.sub(r"(?<=\d)[\s'’](?=\d{3}(?:\D|$))", "", plain)
    if plain.casefold() in EMPTY_WORDS:
        return "leave the cell empty if there is no number"
    if degrees := _read_degrees(plain.casefold()):
        return f"degrees are written as a decimal number: {degrees}"
    if re.fullmatch(r"-?\d+(?:\.\d+)?\s*[-/–]\s*\d+(?:\.\d+)?", plain):
        return "one number a cell; a range has a column for each of its ends"
    if found := WITH_WORDS.fullmatch(plain):
        words, number = found[2] or found[3], found[1] or found[4]
        return f"write {' or '.join(_read_marks(number, whole)) or number} alone, without {words!r}"
    readings = _read_marks(plain, whole)
    return f"write {' or '.join(readings)}" if readings and readings != [cell] else ""


def _read_degrees(plain: str) -> str:
    """Return degrees, minutes and seconds, or degrees with a hemisphere, as one number."""
    found = DEGREES.fullmatch(plain) or DECIMAL_DEGREES.fullmatch(plain)
    if not found or not (found["hemi"] or found["side"] or "°" in plain):
        return ""
    value = float(found["deg"]) + float(found["min"] or 0) / 60 + float(found["sec"] or 0) / 3600
    sign = "-" if (found["hemi"] or found["side"] or "") in ("s", "w") else ""
    return f"{sign}{value:.5f}".rstrip("0").rstrip(".")


def _read_marks(plain: str, whole: bool) -> list[str]:
    """Return the numbers that digits with points and commas may mean, likeliest first."""
    if re.fullmatch(r"-?\d{1,3}(,\d{3}){2,}(\.\d+)?|-?\d{1,3}(,\d{3})+\.\d+", plain):
        return [plain.replace(",", "")]
    if re.fullmatch(r"-?\d{1,3}(\.\d{3}){2,}(,\d+)?|-?\d{1,3}(\.\d{3})+,\d+", plain):
        return [plain.replace(".", "").replace(",", ".")]
    if re.fullmatch(r"-?[1-9]\d{0,2}[.,]\d{3}", plain) and (whole or "," in plain):
        together = re.sub("[.,]", "", plain)
        return [together] if whole else [together, plain.replace(",", ".")]
    if whole and (found := re.fullmatch(r"(-?\d+)[.,]0*", plain)):
        return [found[1]]
    if re.fullmatch(r"-?\d+,\d+", plain):
        return [plain.replace(",", ".")]
    if found := re.fullmatch(r"(-?)(\d*)\.(\d*)", plain):
        return [f"{found[1]}{found[2] or 0}" + f".{found[3]}" * bool(found[3])]
    return [plain] if re.fullmatch(r"-?\d+", plain) else []


def advise_code(cell: str, codes: Sequence[str]) -> str:
    """Return the code, or the id, that a cell seems to mean, "" if none is near."""
    by_form = {_plain_form(code): code for code in codes}
    form = _plain_form(cell)
    near = [form] if form in by_form else []
    if not near and len(by_form) <= MANY_CODES:
        near = difflib.get_close_matches(form, by_form, 1, 0.8)
    return f"write {by_form[near[0]]}" if near else ""


def unquote(cell: str) -> str:
    """Return a cell without the quotation marks round it, or the apostrophe before it."""
    found = QUOTED.fullmatch(cell.strip())
    return (found[1] or found[2] or "").strip() if found else cell.strip()


def _plain_form(text: str) -> str:
    """Return a code without case, accents, width, kinds of dash and letters that look alike."""
    plain = MINUS.sub("-", unicodedata.normalize("NFKD", text)).casefold().strip(" '\"“”‘’.,;")
    plain = "".join(LOOK_ALIKE.get(one, one) for one in plain if not unicodedata.combining(one))
    return re.sub(r"[\s_]+", "-", plain)


# Small letters of other alphabets that nobody tells from Latin ones.
LOOK_ALIKE = dict(zip("аеорсухіјѕԁһкмтвнοαν", "aeopcyxijsdhkmtbhoav", strict=True))


def advise_pattern(cell: str) -> str:
    """Return which character of a malformed id, day or address is not a plain one."""
    if odd := next((one for one in cell if not one.isascii()), ""):
        plain = _plain_form(cell)
        form = f"; write {plain}" if plain.isascii() and plain else ""
        return f"has {odd!r}, {name_of(odd)}{form}"
    if cell != (inner := cell.strip(" '\"")):
        return f"has a blank or a quotation mark at an end; write {inner}"
    if cell != cell.lower() and " " not in cell and "/" not in cell:
        return "has capital letters"
    return ""
