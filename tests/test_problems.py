"""A problem is one line that an editor can open."""

from __future__ import annotations

from geo.read.problems import LONGEST_QUOTE, Problem, quote


def test_a_problem_is_one_line_whatever_its_message_holds() -> None:
    assert str(Problem("data/events.csv", 4, "a\nb")) == "data/events.csv:4: a b"


def test_problems_stand_in_the_order_of_files_and_lines() -> None:
    found = [Problem("b.csv", 1, "x"), Problem("a.csv", 10, "x"), Problem("a.csv", 9, "x")]
    assert [(p.file, p.line) for p in sorted(found)] == [("a.csv", 9), ("a.csv", 10), ("b.csv", 1)]


def test_a_quotation_is_short_and_shows_control_characters() -> None:
    assert quote("a\tb") == "'a\\tb'"
    long = quote("x" * 1000)
    assert len(long) <= LONGEST_QUOTE
    assert long.endswith("...'")
