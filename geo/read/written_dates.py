"""Dates as people, spreadsheets and locales write them, read into the EDTF that they may mean.

Only advice is made of it: an editor writes the date, the program never guesses one.

>>> find_readings("29 July 1938")
['1938-07-29']
>>> find_readings("05/06/1938")
['1938-06-05', '1938-05-06']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from babel.dates import get_month_names

from geo.read.advice import EMPTY_WORDS
from geo.read.edtf import is_date

# The languages in which a date in words is understood, by Babel's names of months.
LOCALES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "uk", "ru", "mn", "ja", "zh", "ko")
SEASONS = {
    "21": "spring frühling frühjahr printemps primavera весна весной весны 春",
    "22": "summer sommer été verano лето летом лета 夏",
    "23": "autumn fall herbst automne otoño осень осенью осени 秋",
    "24": "winter hiver invierno зима зимой зимы 冬",
}
# Years of Japan and of the Republic of China, which spreadsheets of these locales show: the year
# before the first of each era.
ERAS = {
    **{"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018},
    **{"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018},
    **{"民国": 1911, "民國": 1911},
}
ABOUT = r"(?:ca?\.?|circa|about|around|approx\.?|um|etwa|около|ок\.|примерно|vers|約|大约)"
# What stands beside a date and says nothing more of it.
FILLER = re.compile(r"\b(?:the|of|de|den|der|г|гг|год|года|году|р|сарын|сар|оны|он)\b\.?|,")
ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|\.|-го|-е)(?=\s|$)")
DASHES = re.compile("[\u2010-\u2015\u2212\u30fc\uff0d\u301c]")
TO = re.compile(
    r"\s+(?:to|until|till|bis|по|до|至|から|-)\s+|(?<=\S)\s*~\s*(?=\d)|(?<=\D)\s*-\s*(?=\D)"
)
FROM = re.compile(r"(?:from|vom|von|с|со|自)\s+(?=\S)")
CLOCK = re.compile(r"[t ]\d\d?:\d\d\S*(?:\s*[ap]m)?$")
# The days that the number 0 stands for in a spreadsheet: of most, and of some old ones.
SERIAL_STARTS = ((date(1899, 12, 30), 1900), (date(1904, 1, 1), 1904))
CENTURY = 1900


def advise_date(text: str) -> str:
    """Return what a text that is no EDTF date seems to be and how to write it, "" if unknown."""
    plain = _tidy(text)
    if plain in {*EMPTY_WORDS, "0"}:
        return "leave the cell empty if no date is known"
    if serials := list(_read_serial(plain)):
        days = " or ".join(f"{day} (counted from {start})" for day, start in serials)
        return f"a number by which a spreadsheet keeps a day, {days}; write the day of the source"
    readings = find_readings(text)
    if len(readings) > 1:
        said = " or ".join(readings)
        return f"may mean any of {len(readings)} dates; write {said}, as the source has it"
    if not readings and (
        find_readings(f"{plain} {CENTURY}") or find_readings(f"{CENTURY}年{plain}")
    ):
        return "the year is missing"
    if readings and _lacks_century(plain):
        return f"the year or its century is missing; write {readings[0]} if that is meant"
    return f"write {readings[0]}" if readings else ""


def find_readings(text: str) -> list[str]:
    """Return the dates in EDTF that a text may mean, each once, the likeliest first."""
    plain = _tidy(text)
    found = dict.fromkeys(one for one in _read(plain) if is_date(one))
    return list(found)


def _tidy(text: str) -> str:
    """Return a text with plain digits, dashes and blanks, without what was put round it."""
    plain = DASHES.sub("-", unicodedata.normalize("NFKC", text)).casefold()
    plain = "".join(one for one in plain if unicodedata.category(one) != "Cf")
    plain = " ".join(plain.strip("'\"“”„«»‘’` \u00a0;").split())
    return CLOCK.sub("", FROM.sub("", plain, count=1) if FROM.match(plain) else plain)


def _lacks_century(plain: str) -> bool:
    """Tell whether a year is written without its century, as in 29-Jul-38."""
    return re.search(r"\d{3}", plain) is None and not re.match("|".join(ERAS), plain)


def _read_serial(plain: str) -> Iterator[tuple[date, int]]:
    """Yield (day, first year of the count) for the number of a day in a spreadsheet."""
    if re.fullmatch(r"[1-9]\d{4}(\.\d+)?", plain):
        for start, year in SERIAL_STARTS:
            yield start + timedelta(int(float(plain))), year


def _read(plain: str) -> Iterator[str]:
    """Yield every reading of a tidy text; some may not be dates of the calendar."""
    yield plain.upper()
    if about := re.match(rf"(?:{ABOUT}\s*|~)(?=\S)", plain):
        yield from (f"{one}~" for one in _whole(plain[about.end() :]))
    yield from _read_one(plain)
    yield from _read_interval(plain)


def _read_one(plain: str) -> Iterator[str]:
    """Yield the readings of one date."""
    yield from _read_digits(plain)
    yield from _read_era(plain)
    yield from _read_words(plain)
    # The name of a day of the week may stand in front.
    yield from _read_words(plain.partition(", ")[2])


def _read_digits(plain: str) -> Iterator[str]:
    """Yield the readings of a date written in digits alone, or in digits and signs."""
    plain = re.sub(r"\s*г\.?$", "", plain)
    if found := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", plain):
        yield _iso(*found.groups())
    if found := re.fullmatch(r"(\d{4})[-/. ]+(\d\d?)[-/. ]+(\d\d?)\.?", plain):
        year, month, day = found.groups()
        yield _iso(year, month, day) if int(day) else _iso(year, month)
        yield _iso(year, day, month)
    if found := re.fullmatch(r"(\d\d?)([-/. ]+)(\d\d?)[-/. ]+(\d{4}|\d\d)", plain):
        first, sign, second, year = found.groups()
        yield _iso(_century(year), second, first)
        # A full stop parts day, month and year, in this order, wherever it is used.
        if sign != ".":
            yield _iso(_century(year), first, second)
    if found := re.fullmatch(r"(\d\d?)[-/. ](\d{4})", plain):
        yield _iso(found[2], found[1])
    if found := re.fullmatch(r"(\d{4})[-/.](\d\d?)(?:-[x?]{2}|-00)?", plain):
        yield _iso(found[1], found[2]) if int(found[2]) else found[1]
        yield f"{found[1]}/{found[1][:2]}{found[2]}"
    if found := re.fullmatch(r"(\d{3})0(?:s|'s|er|-е|年代|х)", plain):
        yield f"{found[1]}X"


def _read_era(plain: str) -> Iterator[str]:
    """Yield the readings of a date with the signs for year, month and day."""
    signs = r"(?:\s*年\s*(?:(\d\d?)\s*月\s*(?:(\d\d?)\s*日)?)?)"
    korean = r"(?:\s*년\s*(?:(\d\d?)\s*월\s*(?:(\d\d?)\s*일)?)?)"
    mongolian = r"\s*оны?\s*(?:(\d\d?)(?:-?р)?\s*сар(?:ын)?\s*(\d\d?)?\w*)?"
    for pattern in (signs, korean, mongolian):
        if found := re.fullmatch(r"(\d{4})" + pattern, plain):
            yield _iso(*(part for part in found.groups() if part))
    eras = "|".join(ERAS)
    for pattern in (signs, r"(?:[-/.](\d\d?)[-/.](\d\d?))"):
        if found := re.fullmatch(rf"({eras})\s*(\d\d?|元)" + pattern, plain):
            era, year, *rest = found.groups()
            number = 1 if year == "元" else int(year)
            yield _iso(str(ERAS[era] + number), *(part for part in rest if part))


def _read_words(plain: str) -> Iterator[str]:
    """Yield the readings of a date with the name of its month or season."""
    words = FILLER.sub(" ", ORDINAL.sub(r"\1", plain))
    parts = [part for part in re.split(r"[\s./-]+", words) if part]
    months = [number for part in parts if (number := _month(part))]
    seasons = [key for part in parts for key, names in SEASONS.items() if part in names.split()]
    digits = [part for part in parts if part.isdecimal()]
    if len(months) == 1 and len(digits) == len(parts) - 1:
        yield from _place_digits(months[0], digits)
    if len(seasons) == 1 and len(parts) == 2 and len(digits) == 1:
        yield f"{digits[0]}-{seasons[0]}"


def _place_digits(month: str, digits: list[str]) -> Iterator[str]:
    """Yield the readings of a named month with one or two numbers beside it."""
    years = [one for one in digits if len(one) == 4]
    if len(digits) == 1:
        yield _iso(_century(digits[0]), month)
    elif len(digits) == 2 and len(years) == 1:
        yield _iso(years[0], month, next(one for one in digits if one != years[0]))
    elif len(digits) == 2:
        yield _iso(_century(digits[1]), month, digits[0])


def _read_interval(plain: str) -> Iterator[str]:
    """Yield the readings of two dates with a dash or a word between; the first may be shorter."""
    if found := re.fullmatch(r"(\d\d?)-(\d\d?)([ .]\s*\S.*\d{4}.*)", plain):
        pair: list[str] = [found[1] + found[3], found[2] + found[3]]
    else:
        pair = TO.split(plain)
    if len(pair) != 2 and plain.count("-") == 1 and re.fullmatch(r".*\d{3}|.*\d\.\d.*", plain):
        pair = plain.split("-")
    if len(pair) != 2:
        return
    last = [one for one in _whole(pair[1]) if is_date(one)]
    year = re.search(r"\d{4}", pair[1])
    tails = (f" {year[0]}", f".{year[0]}", "") if year else ("",)
    first = [one for tail in tails for one in _whole(pair[0] + tail) if is_date(one)]
    if first and last:
        yield f"{first[0]}/{last[0]}"


def _whole(part: str) -> Iterator[str]:
    """Yield the readings of one end of an interval."""
    part = part.strip()
    yield part
    yield from _read_one(part)


def _iso(year: str, month: str = "", day: str = "") -> str:
    return "-".join([year.zfill(4), *(part.zfill(2) for part in (month, day) if part)])


def _century(year: str) -> str:
    return str(CENTURY + int(year)) if len(year) <= 2 else year


def _month(word: str) -> str:
    """Return the number of the month that a word names, "" if it names none."""
    return _months().get(word.rstrip("."), "")


@cache
def _months() -> dict[str, str]:
    """Return the number of each month by its names, whole and short, in all languages known."""
    return {
        name.casefold().rstrip("."): str(number)
        for locale in LOCALES
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, locale).items()
    }
