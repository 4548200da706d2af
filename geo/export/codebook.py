"""The codebook of the bundle as Markdown: files, columns, codes and how they look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib import resources

from jinja2 import Environment, StrictUndefined

from geo.atlas.style import Code, Style, legend_looks
from geo.atlas.tables import Atlas
from geo.export.dataset import Table
from geo.read.vocabulary import ROLES

# The signs that mean something in a line of Markdown.
MARKDOWN = re.compile(r"[\\`*_\[\]<>|~]")
TEMPLATE = resources.files("geo.export") / "templates" / "codebook.md.jinja"


def make_codebook(
    tables: Iterable[Table], atlas: Atlas, files: Iterable[str], purposes: Mapping[str, str]
) -> bytes:
    """Return the codebook of the bundle as Markdown: files, columns, codes, precision.

    `purposes` says what a file, a folder (`csv/`) or an ending (`.gpkg`) is for.
    """
    style = atlas.style
    page = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    page.filters["cell"] = _cell
    names = sorted({name for name, _ in style.codes})
    text = page.from_string(TEMPLATE.read_text("utf-8")).render(
        about=atlas.about,
        files=_file_lines(files, purposes),
        tables=[table for table in tables if table.role != "ground"],
        lists=[(name, style.rows(name)) for name in names],
        look=lambda code: describe_look(style, code),
    )
    return text.encode()


def describe_look(style: Style, code: Code) -> str:
    """Return the look of a code in words: shape, letter, colours, width, dashes; "" for none.

    A role is described as the legend draws it, for two sides where it takes the look of a side.
    """
    if code.list_name == ROLES:
        parts = [
            (_colour(style, look.fill), _colour(style, look.hatch, "hatched "),
             _colour(style, look.palette), _line(look.stroke, look.dash))
            for look in legend_looks(style, code.code)
        ]  # fmt: skip
        return " or ".join(", ".join(filter(None, words)) for words in parts)
    words = (
        code.shape or "",
        f"letter {code.letter}" if code.letter else "",
        _colour(style, code.palette),
        _colour(style, code.fill, "inside "),
        f"radius {code.size:g} px" if code.size else "",
        _line(code.stroke or 0, code.dash),
        f"names as {code.lettering}" if code.lettering else "",
        f"lane {code.lane}" if code.lane else "",
    )
    return ", ".join(filter(None, words))


def _colour(style: Style, name: str | None, before: str = "") -> str:
    return f"{before}{name} {style.colour(name)}" if name else ""


def _line(stroke: float, dash: tuple[float, ...]) -> str:
    width = f"{stroke:g} px" if stroke else ""
    lengths = f"dashes {' '.join(f'{part:g}' for part in dash)}" if dash else ""
    return " ".join(filter(None, (width, lengths)))


def _file_lines(files: Iterable[str], purposes: Mapping[str, str]) -> list[str]:
    """Return one line for each file or folder of files, with what it is for."""
    found: dict[str, list[str]] = {}
    for path in files:
        key = path.split("/")[0] + "/" if "/" in path else path
        found.setdefault(key, []).append(path.split("/")[-1])
    lines = []
    for key, names in found.items():
        purpose = purposes.get(key) or purposes.get("." + key.rsplit(".", 1)[-1], "")
        inside = f" ({', '.join(names)})" if key.endswith("/") else ""
        lines.append(f"`{key}`{inside}{f': {purpose}' if purpose else ''}")
    return lines


def _cell(text: object) -> str:
    """Return text for a cell of a Markdown table: text, whatever signs are in it."""
    return MARKDOWN.sub(r"\\\g<0>", str(text))
