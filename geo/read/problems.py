"""What is wrong in the data, and where."""

from __future__ import annotations

from typing import NamedTuple

LONGEST_QUOTE = 80


class Problem(NamedTuple):
    """Hold one fault of the data; bad data is a value, never an exception.

    `file` is the path as a reader can open it, `line` counts from 1, `message` says what is wrong
    and what was expected. A warning is told of what is only implausible.
    """

    file: str
    line: int
    message: str
    is_warning: bool = False

    def __str__(self) -> str:
        """Return the one line that editors and terminals turn into a link.

        One line whatever a damaged schema has put into the message.
        """
        level = "warning: " if self.is_warning else ""
        return f"{level}{self.file}:{self.line}: {' '.join(self.message.splitlines())}"


def quote(text: object) -> str:
    """Return text in quotation marks, short, on one line and without control characters."""
    shown = repr(str(text))
    return shown if len(shown) <= LONGEST_QUOTE else f"{shown[: LONGEST_QUOTE - 4]}...'"
