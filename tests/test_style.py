"""How a code looks: cells of the tables become looks, and a line may take the look of a side."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.atlas.style import Style, legend_looks, look_of, make_style, parse_dash

COLUMNS = ("list", "code", "label", "definition", "order", "shape", "letter", "palette", "fill",
           "hatch", "stroke", "stroke_far", "dash", "dash_wide", "dash_schematic", "size",
           "z_order", "min_zoom", "edge_below_zoom", "label_zoom", "lane", "lettering",
           "look_from", "line_name", "view", "hidden", "see_also")  # fmt: skip
NUMBERS = {"stroke", "stroke_far", "size", "z_order", "min_zoom", "edge_below_zoom", "label_zoom"}
ROWS: list[dict[str, object]] = [
    {"list": "role", "code": "wall", "palette": "brown", "stroke": 2, "stroke_far": 1,
     "dash_schematic": "6 4", "z_order": 3, "min_zoom": 5},
    {"list": "role", "code": "claim", "look_from": "claimant", "stroke": 2, "label_zoom": 7},
    {"list": "role", "code": "front", "look_from": "claimant", "stroke": 3},
    {"list": "role", "code": "lake", "palette": "brown", "fill": "blue", "hatch": "red",
     "stroke": 1, "dash": "4 3", "edge_below_zoom": 9, "hidden": True},
    {"list": "side", "code": "east", "palette": "red", "dash": "10 4", "dash_wide": "9 3"},
    {"list": "side", "code": "east-too", "palette": "red", "dash": "2 4"},
    {"list": "side", "code": "west", "palette": "blue", "dash": "2 4"},
    {"list": "side", "code": "plain"},
    {"list": "disputed", "code": "1", "palette": "blue", "stroke": 0.8, "dash": "1 4"},
]  # fmt: skip


@pytest.fixture
def style() -> Style:
    empty = {name: pd.NA if name in NUMBERS else "" for name in COLUMNS} | {"hidden": False}
    cells = [{name: row.get(name, empty[name]) for name in COLUMNS} for row in ROWS]
    names = ["neutral", "red", "blue", "brown"]
    colours = {theme: [f"#{i}{i}{i}{i}{i}{i}" for i in range(4)] for theme in ("light", "dark")}
    palette = pd.DataFrame({"name": names, **colours, "print": colours["light"]})
    shapes = pd.DataFrame({"name": ["circle"], "path": ["M0 0 Z"]})
    return make_style(pd.DataFrame(cells), palette, shapes)


def test_a_line_has_the_colour_width_and_dash_of_its_role(style: Style) -> None:
    look = look_of(style, "wall")
    assert (look.palette, look.stroke, look.stroke_far, look.dash) == ("brown", 2, 1, ())
    assert (look.z_order, look.min_zoom, look.halo, look.fill) == (3, 5, False, "")
    assert look_of(style, "claim", "east").stroke_far == 2


def test_a_role_that_nobody_describes_is_a_dashed_line_in_the_colour_of_text(style: Style) -> None:
    look = look_of(style, "unheard-of")
    assert (look.palette, look.stroke, look.dash, look.z_order) == ("ink", 1.2, (5, 3), 0)
    assert (look.min_zoom, look.fill, look.halo) == (0, "", False)


def test_what_is_schematic_is_dashed_where_its_role_says_so(style: Style) -> None:
    assert look_of(style, "wall", status="schematic").dash == (6, 4)
    assert look_of(style, "wall", status="measured").dash == ()
    assert look_of(style, "lake", status="schematic").dash == (4, 3)


def test_a_line_takes_the_look_of_the_side_that_claims_it(style: Style) -> None:
    look = look_of(style, "claim", "east")
    assert (look.palette, look.dash, look.halo, look.label_palette) == ("red", (10, 4), True, "red")
    assert look_of(style, "claim", "nobody").palette == "neutral"
    assert look_of(style, "claim", "plain").palette == "neutral"
    assert look_of(style, "wall", "east").palette == "brown"
    assert look_of(style, "wall", "east").label_palette == "red"
    assert look_of(style, "wall").label_palette == "muted"


@pytest.mark.parametrize(("role", "dash"), [("claim", (10, 4)), ("front", (9, 3))])
def test_a_line_of_three_pixels_takes_the_dash_for_wide_lines(
    style: Style, role: str, dash: tuple[float, ...]
) -> None:
    assert look_of(style, role, "east").dash == dash
    assert look_of(style, role, "west").dash == (2, 4)


def test_where_claims_differ_the_line_steps_back(style: Style) -> None:
    look = look_of(style, "wall", status="schematic", disputed=True)
    assert (look.palette, look.stroke, look.stroke_far, look.dash) == ("blue", 0.8, 1, (1, 4))


def test_a_role_without_a_row_is_a_plain_line(style: Style) -> None:
    look = look_of(style, "unheard-of")
    assert (look.palette, look.stroke, look.dash) == ("ink", 1.2, (5, 3))


def test_the_legend_shows_the_first_rival_sides(style: Style) -> None:
    assert [look.palette for look in legend_looks(style, "claim")] == ["red", "blue"]
    [lake] = legend_looks(style, "lake")
    assert (lake.fill, lake.hatch, lake.edge_below_zoom) == ("blue", "red", 9)


def test_cells_have_types(style: Style) -> None:
    assert style.codes["role", "lake"].hidden is True
    assert style.codes["role", "wall"].hidden is False
    assert style.codes["side", "plain"].shape is None
    assert style.shape(style.codes["side", "plain"]) == "M0 0 Z"
    assert [code.code for code in style.rows("side")] == ["east", "east-too", "west", "plain"]
    assert style.colour("", "dark") == style.palette["neutral"]["dark"]
    assert parse_dash("9 2.5") == (9, 2.5)
    assert parse_dash("") == ()
