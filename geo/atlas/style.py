"""How each code looks: the one answer that page, legend, QGIS, KML and codebook draw from.

The tables `codes`, `palette` and `shapes` of the data say it; nothing here knows a code. Lengths
are pixels of the page (96 to the inch), zoom levels those of Web Mercator tiles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import pandas as pd

from geo.read.vocabulary import (
    DISPUTED,
    NEUTRAL,
    PLAIN_SHAPE,
    ROLES,
    SIDES,
    STATUSES,
    UNCLAIMED,
)

Theme: TypeAlias = Literal["light", "dark", "print"]
# A line this wide takes the dashes that are made for wide lines, pixels.
WIDE = 3


@dataclass(frozen=True)
class Code:
    """Hold one row of the table of codes: its words, and the cells of its look, None if empty."""

    list_name: str
    code: str
    label: str
    definition: str
    shape: str | None
    letter: str | None
    palette: str | None
    fill: str | None
    hatch: str | None
    stroke: float | None
    stroke_far: float | None
    dash: tuple[float, ...]
    dash_wide: tuple[float, ...]
    dash_schematic: tuple[float, ...]
    size: float | None
    z_order: int
    min_zoom: int
    edge_below_zoom: int | None
    label_zoom: int | None
    lane: str | None
    lettering: str | None
    look_from: str | None
    line_name: str | None
    view: str | None
    hidden: bool
    see_also: str | None


@dataclass(frozen=True)
class Look:
    """Hold how one line or area is drawn; colours are names of the palette, "" for none.

    `stroke` and `stroke_far` (below zoom level 6) are widths in pixels, 0 for no line. `halo` asks
    for a light line below. `label_palette` colours the name along a line, `line_name` says what
    that name is made of; `view` names the views that it shapes.
    """

    palette: str
    fill: str
    hatch: str
    stroke: float
    stroke_far: float
    dash: tuple[float, ...]
    halo: bool
    z_order: int
    min_zoom: int
    edge_below_zoom: int | None
    label_zoom: int | None
    label_palette: str
    line_name: str
    view: str


@dataclass(frozen=True)
class Style:
    """Hold the vocabulary of an atlas: codes by list and code, colours by name, shapes by name."""

    codes: Mapping[tuple[str, str], Code]
    palette: Mapping[str, Mapping[Theme, str]]
    shapes: Mapping[str, str]

    def rows(self, name: str) -> list[Code]:
        """Return the codes of a list, in their order."""
        return [code for (owner, _), code in self.codes.items() if owner == name]

    def shape(self, code: Code) -> str:
        """Return the path of the shape of a code, that of a circle for one that names none."""
        return self.shapes[code.shape or PLAIN_SHAPE]

    def colour(self, name: str, theme: Theme = "light") -> str:
        """Return a colour of the palette as #rrggbb or #rrggbbaa, that of `neutral` for ""."""
        return self.palette[name or NEUTRAL][theme]


def make_style(codes: pd.DataFrame, palette: pd.DataFrame, shapes: pd.DataFrame) -> Style:
    """Return the vocabulary of an atlas from its tables, codes in the order of their lists."""
    return Style(
        codes={(code.list_name, code.code): code for code in _make_codes(codes)},
        palette={
            row["name"]: {"light": row["light"], "dark": row["dark"], "print": row["print"]}
            for row in palette.to_dict("records")
        },
        shapes=dict(zip(shapes["name"], shapes["path"], strict=True)),
    )


@dataclass(frozen=True)
class Condition:
    """Hold what is asked of a column: that it has a value, or (`holds` is false) another one."""

    column: str
    value: str | int
    holds: bool = True


@dataclass(frozen=True)
class Case:
    """Hold one look a line or an area can have: its words, what it asks, whether it is hidden."""

    label: str
    conditions: tuple[Condition, ...]
    look: Look
    hidden: bool


def list_looks(style: Style) -> Iterator[Case]:
    """Yield each look a line or an area can have; no feature is of two cases."""
    schematic = style.codes.get((STATUSES, "schematic"))
    less = style.codes.get((DISPUTED, "1"))
    for role in style.rows(ROLES):
        own: tuple[Condition, ...] = (Condition("role", role.code),)
        if role.look_from:
            for side in style.rows(SIDES):
                asked = (*own, Condition("claimant", side.code))
                look = look_of(style, role.code, side.code)
                yield Case(f"{role.label}: {side.label}", asked, look, role.hidden)
            continue
        if not role.fill and less:
            look = look_of(style, role.code, disputed=True)
            asked = (*own, Condition("disputed", 1))
            yield Case(f"{role.label}: {less.label}", asked, look, role.hidden)
            own = (*own, Condition("disputed", 0))
        if role.dash_schematic and schematic:
            asked = (*own, Condition("status", schematic.code))
            label = f"{role.label} ({schematic.label.lower()})"
            yield Case(label, asked, look_of(style, role.code, status="schematic"), role.hidden)
            own = (*own, Condition("status", schematic.code, holds=False))
        yield Case(role.label, own, look_of(style, role.code), role.hidden)


def _make_codes(table: pd.DataFrame) -> Iterator[Code]:
    for row in table.to_dict("records"):
        yield Code(
            list_name=str(row["list"]),
            code=str(row["code"]),
            label=str(row["label"]),
            definition=str(row["definition"]),
            shape=row["shape"] or None,
            letter=row["letter"] or None,
            palette=row["palette"] or None,
            fill=row["fill"] or None,
            hatch=row["hatch"] or None,
            stroke=_number(row["stroke"]),
            stroke_far=_number(row["stroke_far"]),
            dash=parse_dash(row["dash"]),
            dash_wide=parse_dash(row["dash_wide"]),
            dash_schematic=parse_dash(row["dash_schematic"]),
            size=_number(row["size"]),
            z_order=int(_number(row["z_order"]) or 0),
            min_zoom=int(_number(row["min_zoom"]) or 0),
            edge_below_zoom=_whole(row["edge_below_zoom"]),
            label_zoom=_whole(row["label_zoom"]),
            lane=row["lane"] or None,
            lettering=row["lettering"] or None,
            look_from=row["look_from"] or None,
            line_name=row["line_name"] or None,
            view=row["view"] or None,
            hidden=bool(row["hidden"]),
            see_also=row["see_also"] or None,
        )


def _number(cell: object) -> float | None:
    return None if cell is None or cell is pd.NA else float(str(cell))


def _whole(cell: object) -> int | None:
    return None if cell is None or cell is pd.NA else int(str(cell))


def parse_dash(text: str) -> tuple[float, ...]:
    """Return the lengths of a dash in pixels, () for an unbroken line."""
    return tuple(float(part) for part in text.split())


def look_of(
    style: Style, role: str, claimant: str = "", status: str = "", disputed: bool = False
) -> Look:
    """Return how a line or an area of a role looks.

    `claimant` counts where the role takes the look of a side; `status` where what is schematic is
    dashed; `disputed` where a line steps back behind the claims to it. A role that has no row looks
    like a line of nothing in particular.
    """
    row = style.codes.get((ROLES, role)) or _plain_role(role)
    side = style.codes.get((SIDES, claimant)) if row.look_from else None
    less = style.codes.get((DISPUTED, "1")) if disputed else None
    stroke = (less and less.stroke) or row.stroke or 0.0
    dash = row.dash_schematic if status == "schematic" and row.dash_schematic else row.dash
    if side:
        dash = side.dash_wide if stroke >= WIDE and side.dash_wide else side.dash
    own = (side and side.palette) or row.palette or (NEUTRAL if row.look_from else "")
    named = style.codes.get((SIDES, claimant))
    return Look(
        palette=(less and less.palette) or own,
        fill=row.fill or "",
        hatch=row.hatch or "",
        stroke=stroke,
        stroke_far=row.stroke_far or stroke,
        dash=(less and less.dash) or dash,
        halo=bool(row.look_from),
        z_order=row.z_order,
        min_zoom=row.min_zoom,
        edge_below_zoom=row.edge_below_zoom,
        label_zoom=row.label_zoom,
        label_palette=(named.palette or NEUTRAL) if named else UNCLAIMED,
        line_name=row.line_name or "",
        view=row.view or "",
    )


def legend_looks(style: Style, role: str) -> list[Look]:
    """Return what the legend draws of a role: one look, or those of the first two rival sides.

    Rival are the first sides, in their order, that differ in colour and in dashes.
    """
    row = style.codes.get((ROLES, role))
    if not row or not row.look_from:
        return [look_of(style, role)]
    sides = style.rows(SIDES)
    rivals = sides[:1]
    for side in sides[1:]:
        if len(rivals) == 1 and side.palette != rivals[0].palette and side.dash != rivals[0].dash:
            rivals.append(side)
    return [look_of(style, role, side.code) for side in rivals]


def _plain_role(role: str) -> Code:
    """Return the look of a role that the codes do not have: a dashed line in the colour of text."""
    cells: dict[str, Any] = dict.fromkeys(Code.__dataclass_fields__)
    cells |= {"list_name": ROLES, "code": role, "label": role, "definition": "", "hidden": False}
    cells |= {"dash": (5.0, 3.0), "dash_wide": (), "dash_schematic": (), "z_order": 0}
    cells |= {"min_zoom": 0, "palette": "ink", "stroke": 1.2}
    return Code(**cells)
