"""How to write a number, a code or an id that a cell does not hold as it should.

Every `advise_` function returns "" where it has nothing to say.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable

from geo.read.damage import name_of

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
# How many wrong cells of a column are answered.
MOST_ANSWERS = 50
# Among more ids, only one that is the same but for its form is looked for.
MANY_CODES = 2000
# A number with words behind it, or before it.
WITH_WORDS = re.compile(r"(-?[\d.,]+)\s*([^\d.,\s]+.*)|([^\d\s.,-]+\.?)\s*(-?[\d.,]+)")
DECIMAL_DEGREES = re.compile(
    r"(?P<hemi>[nsew])?\s*(?P<deg>\d{1,3}(?:\.\d+)?)(?P<min>)(?P<sec>)\s*°?\s*(?P<side>[nsew])?"
)


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


def make_code_advice(codes: Iterable[str]) -> Callable[[str], str]:
    """Return what tells the code, or the id, that a cell seems to mean, "" if none is near.

    Only so many cells are answered: where everything is wrong, nobody reads the advice, and a large
    table would be compared with another for hours.
    """
    by_form: dict[str, str] = {}
    turns = iter(range(MOST_ANSWERS))

    def advise(cell: str) -> str:
        if next(turns, None) is None:
            return ""
        if not by_form:
            by_form.update((_plain_form(code), code) for code in codes)
        form = _plain_form(cell)
        near = [form] if form in by_form else []
        if not near and len(by_form) <= MANY_CODES:
            near = difflib.get_close_matches(form, by_form, 1, 0.8)
        return f"write {by_form[near[0]]}" if near else ""

    return advise


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
