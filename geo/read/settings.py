"""The settings of an atlas: the member `atlas` of its descriptor.

Everything here is about one subject, such as a war: its words, days, sides and the names of its
files. The program has no opinion of its own about any of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from geo.read.edtf import Span, parse_when
from geo.read.files import is_number
from geo.read.problems import quote

Json: TypeAlias = object
Bounds: TypeAlias = tuple[tuple[float, float], tuple[float, float]]
# The form of data folders that this program reads.
FORMAT = 2
MEMBER = "atlas"
# A text of JSON, or what opens and closes a level.
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]')
STEM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?")
# A language has these words here; every other text of an atlas stands in its tables.
WORDS = ("kicker", "standfirst", "schematic", "key_note")


@dataclass(frozen=True)
class Settings:
    """Hold what an atlas says of itself.

    `words` are its English words by name, `names_from` maps a language to the one whose names of
    places stand in for those that it has none of, as of a neighbour with the same script. `key`
    are (side, English label) of the colours explained at the head of the page. `study_area` and
    `locator` are ((south, west), (north, east)) in degrees, None for anywhere; `days` the first and
    last day that is plausible, None for any. `allies` maps a side that stands for several to these,
    `both` is the side that stands for all. `losses` holds the subjects of claims that make up a
    whole loss, one tuple a measure, the preferred subject first; `people` those that count persons,
    `sums` those that say what they include.
    `no_source` are ids of sources that stand for none, `tested` the kind of a source that is
    itself put to the test, `no_evidence` the kinds of which none may carry a row. `counted` is
    the campaign whose events the method `counts` counts, `not_counted` the kinds that it leaves
    out. Who acted first may be `agreed` (a code of `basis`) where each of the `parties`, each a
    tuple of voices of sources, is heard, and `studied` where a `study` is, the voice of those
    who wrote afterwards.
    """

    stem: str
    words: Mapping[str, str]
    keywords: tuple[str, ...]
    languages: tuple[str, ...]
    names_from: Mapping[str, str]
    key: tuple[tuple[str, str], ...]
    study_area: Bounds | None
    locator: Bounds | None
    days: Span | None
    allies: Mapping[str, tuple[str, ...]]
    both: str
    losses: tuple[tuple[str, ...], ...]
    people: tuple[str, ...]
    sums: tuple[str, ...]
    no_source: tuple[str, ...]
    tested: str
    no_evidence: tuple[str, ...]
    counted: str
    not_counted: tuple[str, ...]
    agreed: str
    parties: tuple[tuple[str, ...], ...]
    study: str
    studied: str

    def are_allies(self, side: str, other: str) -> bool:
        """Tell whether two sides are one, or stand together in `allies`."""
        groups = ({name, *members} for name, members in self.allies.items())
        return side == other or any({side, other} <= group for group in groups)


def read_settings(package: Mapping[str, Json]) -> Settings:
    """Return the settings of a descriptor; what is missing or wrong there is empty here."""
    found = package.get(MEMBER)
    atlas = found if isinstance(found, dict) else {}
    sound = {k: v for k, v in atlas.items() if k in MEMBERS and not MEMBERS[k](v)}
    days = sound.get("days")
    return Settings(
        stem=str(sound.get("stem") or package.get("name") or "atlas"),
        words={name: str(sound.get(name, "")) for name in WORDS},
        keywords=_texts(sound.get("keywords")),
        languages=_texts(sound.get("languages")) or ("en",),
        names_from={lang: str(other) for lang, other in _dict(sound.get("names_from")).items()},
        key=tuple((one["side"], one["label"]) for one in _list(sound.get("key"))),
        study_area=_bounds(sound.get("study_area")),
        locator=_bounds(sound.get("locator")),
        days=parse_when(str(days)) if days else None,
        allies={side: _texts(members) for side, members in _dict(sound.get("allies")).items()},
        both=str(sound.get("both", "")),
        losses=tuple(_texts(measure) for measure in _list(sound.get("losses"))),
        people=_texts(sound.get("people")),
        sums=_texts(sound.get("sums")),
        no_source=_texts(sound.get("no_source")),
        tested=str(sound.get("tested", "")),
        no_evidence=_texts(sound.get("no_evidence")),
        counted=str(sound.get("counted", "")),
        not_counted=_texts(sound.get("not_counted")),
        agreed=str(sound.get("agreed", "")),
        parties=tuple(_texts(party) for party in _list(sound.get("parties"))),
        study=str(sound.get("study", "")),
        studied=str(sound.get("studied", "")),
    )


def find_settings_faults(package: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    """Yield (member of the descriptor or of its `atlas`, what is wrong with it)."""
    atlas = package.get(MEMBER)
    if not isinstance(atlas, dict):
        message = f"{MEMBER}: expected an object with `format`: {FORMAT} and the settings"
        yield MEMBER, f"{message} of the atlas; is this a data folder of an older program?"
        return
    if atlas.get("format") != FORMAT:
        found = quote(atlas["format"]) if "format" in atlas else "none"
        yield (
            ("format" if "format" in atlas else MEMBER),
            (f"{MEMBER}.format: {found}; this program reads data folders of format {FORMAT}"),
        )
    for name, value in atlas.items():
        if name not in MEMBERS:
            yield name, f"{MEMBER}.{name} is unknown; expected some of {', '.join(MEMBERS)}"
        elif expected := MEMBERS[name](value):
            yield name, f"{MEMBER}.{name}: {quote(value)}; expected {expected}"
    settings = read_settings(package)
    for lang in settings.names_from:
        if lang not in settings.languages:
            yield "names_from", f"{MEMBER}.names_from: {quote(lang)} is not one of its languages"


def line_of_member(text: str, member: str) -> int:
    """Return the line where a member of the descriptor or its settings stands, 1 without one."""
    depth, inside = 0, ""
    for match in TOKEN.finditer(text):
        token = match[0]
        if token in "{[":
            depth += 1
        elif token in "]}":
            depth -= 1
        elif text[match.end() :].lstrip()[:1] == ":":
            inside = token if depth == 1 else inside
            if token == f'"{member}"' and (depth == 1 or (depth, inside) == (2, f'"{MEMBER}"')):
                return text.count("\n", 0, match.start()) + 1
    return 1


def _texts(value: Json) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else ()


def _list(value: Json) -> list[dict[str, str]]:
    return value if isinstance(value, list) else []


def _dict(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _bounds(value: Json) -> Bounds | None:
    if not isinstance(value, list):
        return None
    (south, west), (north, east) = value
    return (south, west), (north, east)


def _expect_text(value: Json) -> str:
    return "" if isinstance(value, str) and value.strip() else "text"


def _expect_texts(value: Json) -> str:
    sound = isinstance(value, list) and all(isinstance(one, str) and one for one in value)
    return "" if sound else "a list of texts"


def _expect_stem(value: Json) -> str:
    sound = isinstance(value, str) and STEM.fullmatch(value)
    return "" if sound else "lower-case words and digits joined by hyphens"


def _expect_languages(value: Json) -> str:
    sound = not _expect_texts(value) and "en" in _texts(value)
    sound = sound and len(set(_texts(value))) == len(_texts(value))
    sound = sound and all(LANGUAGE.fullmatch(one) for one in _texts(value))
    return "" if sound else "a list of language tags, each once, en among them"


def _expect_names_from(value: Json) -> str:
    tags = [*value, *value.values()] if isinstance(value, dict) else [None]
    sound = all(isinstance(one, str) and LANGUAGE.fullmatch(one) for one in tags)
    return "" if sound else "an object of a language tag and the tag of another"


def _expect_days(value: Json) -> str:
    try:
        parse_when(value if isinstance(value, str) else "")
    except ValueError:
        return "an EDTF interval such as 1650/2030"
    return ""


def _expect_bounds(value: Json) -> str:
    expected = "[[south, west], [north, east]] in degrees"
    corners = value if isinstance(value, list) else []
    numbers = [one for corner in corners if isinstance(corner, list) for one in corner]
    found = [one for one in numbers if is_number(one)]
    if [isinstance(one, list) and len(one) for one in corners] != [2, 2] or len(found) != 4:
        return expected
    south, west, north, east = found
    return "" if -90 <= south < north <= 90 and -180 <= west < east <= 180 else expected


def _expect_key(value: Json) -> str:
    sound = isinstance(value, list) and all(
        isinstance(one, dict)
        and set(one) == {"side", "label"}
        and not _expect_texts([*one.values()])
        for one in value
    )
    return "" if sound else "a list of {side, label}"


def _expect_allies(value: Json) -> str:
    sound = isinstance(value, dict) and not any(_expect_texts(one) for one in value.values())
    return "" if sound else "an object of a side and the list of those it stands for"


def _expect_losses(value: Json) -> str:
    return "" if _is_list_of_lists(value) else "a list of lists of subjects"


def _expect_parties(value: Json) -> str:
    return "" if _is_list_of_lists(value) else "a list of lists of voices"


def _is_list_of_lists(value: Json) -> bool:
    return isinstance(value, list) and not any(_expect_texts(one) for one in value)


def _expect_format(_: Json) -> str:
    return ""


# Each member that the program knows, with what says what is expected, "" if it is sound.
MEMBERS: dict[str, Callable[[Json], str]] = {
    "format": _expect_format,
    "stem": _expect_stem,
    **dict.fromkeys(WORDS, _expect_text),
    "keywords": _expect_texts,
    "languages": _expect_languages,
    "names_from": _expect_names_from,
    "key": _expect_key,
    "study_area": _expect_bounds,
    "locator": _expect_bounds,
    "days": _expect_days,
    "allies": _expect_allies,
    "both": _expect_text,
    "losses": _expect_losses,
    "people": _expect_texts,
    "sums": _expect_texts,
    "no_source": _expect_texts,
    "tested": _expect_text,
    "no_evidence": _expect_texts,
    "counted": _expect_text,
    "not_counted": _expect_texts,
    "agreed": _expect_text,
    "parties": _expect_parties,
    "study": _expect_text,
    "studied": _expect_text,
}
