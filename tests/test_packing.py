"""Numbers and shapes survive being packed."""

from __future__ import annotations

import pytest
from shapely import LineString, MultiPolygon, Point, box

from geo.page.packing import day_number, delta_ring, encode_geometry, pack, unpack


@pytest.mark.parametrize(
    ("iso", "number"),
    [("1970-01-01", 0), ("1969-12-31", -1), ("1970-03-01", 59), ("1938-07-29", -11479)],
)
def test_days_are_counted_from_1970(iso: str, number: int) -> None:
    assert day_number(iso) == number


def test_what_is_packed_comes_out_again() -> None:
    value = {"text": "張鼓峰 </script> & “quotes”", "numbers": [1, -2, 2.5, None]}
    assert unpack(pack(value)) == value


def test_packed_text_cannot_hold_markup() -> None:
    assert set(pack("</script><img onerror=1>")).isdisjoint("<>&\"'")


def test_what_json_cannot_say_is_refused() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        pack(float("nan"))


def test_a_line_is_steps_from_point_to_point() -> None:
    assert delta_ring([(130.5, 42.5), (130.6, 42.4), (130.6, 42.4)], 10) == [1305, 425, 1, -1, 0, 0]


def test_a_polygon_with_a_hole_has_two_rings_and_a_collection_all_of_them() -> None:
    holed = box(0, 0, 3, 3).difference(box(1, 1, 2, 2))
    assert len(encode_geometry(holed, 1)) == 2
    assert len(encode_geometry(MultiPolygon([box(0, 0, 1, 1), box(5, 5, 6, 6)]), 1)) == 2
    assert encode_geometry(LineString([(0, 0), (1, 2)]), 10) == [[0, 0, 10, 20]]
    assert encode_geometry(Point(1, 2), 1) == [[1, 2]]
