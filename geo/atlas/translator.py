"""The words of an atlas in one language, for everything that is written at build.

The page looks its words up by itself, in the same tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale

from geo.atlas.style import Style
from geo.atlas.tables import Atlas
from geo.read.texts import ATLAS, FIRST, read_messages

Messages = Mapping[str, str]
# Between thousands, as the International System of Units asks: a narrow space that does not break.
THIN = "\u202f"


@dataclass(frozen=True)
class Translator:
    """Write messages, codes, places and numbers in one language.

    `messages` are those of the language, `english` those it falls back to; `places` are the names
    of places in the language by place id.
    """

    lang: str
    messages: Messages
    english: Messages
    style: Style
    places: Mapping[str, str]

    def text(self, key: str, **values: object) -> str:
        """Return a message with its placeholders filled.

        Raises
        ------
        KeyError
            If neither the language nor English has the message, or a placeholder has no value.
        """
        text = self.messages.get(key) or self.english[key]
        return text.format_map(values)

    def count(self, key: str, number: int, **values: object) -> str:
        """Return the message for a number of things: the plural form of the language (CLDR)."""
        form = f"{key}.{Locale.parse(self.lang).plural_form(number)}"
        known = form if form in self.messages else f"{key}.other"
        return self.text(known, n=write_number(number), **values)

    def label(self, name: str, code: object) -> str:
        """Return the label of a code of a list, or the code itself if nobody described it."""
        known = self.style.codes.get((name, str(code)))
        return self.messages.get(f"code.{name}.{code}", known.label if known else str(code))

    def place(self, identity: str, name: str) -> str:
        """Return the name of a place in the language, `name` where it has none."""
        return self.places.get(identity, name)

    def items(self, texts: list[str]) -> str:
        """Return texts as a list in one sentence."""
        return self.text("join.items").join(texts)

    def clauses(self, texts: list[str]) -> str:
        """Return texts as the parts of one sentence."""
        return self.text("join.clauses").join(texts)


def write_number(number: float, digits: int = 0) -> str:
    """Return a number with a decimal point and narrow spaces between thousands."""
    return f"{number:,.{digits}f}".replace(",", THIN)


def write_range(low: float, high: float) -> str:
    """Return two numbers as a range, with a decimal if they have one; equal ones as one number."""
    first, last = (write_number(end, 0 if float(end).is_integer() else 1) for end in (low, high))
    return first if first == last else f"{first}\u2013{last}"


def make_messages(atlas: Atlas) -> dict[str, dict[str, str]]:
    """Return all messages by language: the program's own and the texts of the atlas.

    English has them all; the labels of codes in English stand in the table of codes.
    """
    settings = atlas.settings
    own = {"title": atlas.about["title"], **settings.words}
    english = {f"{ATLAS}.{name}": text for name, text in own.items()}
    english |= {f"{ATLAS}.key.{side}": label for side, label in settings.key}
    texts = {**atlas.texts, FIRST: english}
    messages = read_messages(settings.languages)
    return {lang: {**found, **texts.get(lang, {})} for lang, found in messages.items()}


def make_translators(atlas: Atlas) -> dict[str, Translator]:
    """Return a translator for each language of an atlas."""
    messages = make_messages(atlas)
    english = read_messages([FIRST])[FIRST]
    return {
        lang: Translator(lang, own, english, atlas.style, _find_places(atlas, lang))
        for lang, own in messages.items()
    }


def _find_places(atlas: Atlas, lang: str) -> dict[str, str]:
    """Return the first name of each place in a language, where it has one there."""
    if not len(atlas.names):
        return {}
    own = atlas.names[atlas.names["lang"] == lang].drop_duplicates("place_id")
    return dict(zip(own["place_id"], own["name"], strict=True))
