"""Accounts of losses: parts are added to sums, allies to both, units to their division."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.check.accounts import find_misfits
from geo.check.plausible import find_warnings
from geo.read.archive import read_archive

pytestmark = pytest.mark.fast
ALLIES = {"soviet-mongolian": ("ussr", "mongolia")}


def figure(subject: str, low: float, high: float | None = None, **cells: str) -> dict[str, str]:
    """Return one figure of the account `one` of the event `fight`, of the USSR if not told."""
    row = {"event_id": "fight", "account": "one", "of_side": "ussr", "includes": "", "scope": ""}
    row |= {"period": "", "subject": subject, "low": f"{low:g}", "line": "2"}
    return {**row, "high": f"{low if high is None else high:g}", **cells}


def told(*rows: dict[str, str]) -> list[str]:
    """Return what is told of an account, whatever the order of its rows."""
    first = [message for _, message in find_misfits(list(rows), ALLIES)]
    again = [message for _, message in find_misfits(list(reversed(rows)), ALLIES)]
    assert sorted(first) == sorted(again)
    return first


ALL = {"includes": "killed;wounded"}


def test_a_sum_that_holds_is_not_told() -> None:
    assert told(figure("killed", 5), figure("wounded", 7), figure("casualties", 12, **ALL)) == []


def test_a_sum_that_does_not_hold_is_told_with_what_its_parts_make() -> None:
    rows = (figure("killed", 5), figure("wounded", 7), figure("casualties", 13, **ALL))
    assert told(*rows) == ["casualties: 13, yet the parts it includes make 12"]


def test_both_bounds_are_added() -> None:
    rows = (figure("killed", 5, 6), figure("wounded", 7, 9))
    assert told(*rows, figure("casualties", 12, 15, **ALL)) == []
    message = "casualties: 12 to 16, yet the parts it includes make 12 to 15"
    assert told(*rows, figure("casualties", 12, 16, **ALL)) == [message]


def test_a_sum_with_a_part_that_is_not_told_is_passed_over() -> None:
    assert told(figure("killed", 5), figure("casualties", 13, **ALL)) == []


def test_a_sum_may_include_a_sum() -> None:
    rows = (
        figure("killed", 5),
        figure("missing", 2),
        figure("irrecoverable", 7, includes="killed;missing"),
        figure("wounded", 4),
    )
    assert told(*rows, figure("casualties", 11, includes="irrecoverable;wounded")) == []
    [message] = told(*rows, figure("casualties", 12, includes="irrecoverable;wounded"))
    assert message.startswith("casualties: 12,")


@pytest.mark.parametrize("other", ["event_id", "account", "of_side", "scope", "period"])
def test_figures_of_another_event_account_side_part_or_time_are_not_parts(other: str) -> None:
    rows = (figure("killed", 5), {**figure("wounded", 7), other: "another"})
    assert told(*rows, figure("casualties", 13, **ALL)) == []


def test_allies_are_added_if_each_is_told() -> None:
    both = figure("killed", 9, of_side="soviet-mongolian")
    assert told(figure("killed", 5), both) == []
    assert told(figure("killed", 5), figure("killed", 4, of_side="mongolia"), both) == []
    [message] = told(figure("killed", 5), figure("killed", 3, of_side="mongolia"), both)
    assert message == "killed: 9, yet its allies make 8"


def test_the_parts_of_a_whole_are_added() -> None:
    whole = figure("killed", 9, scope="division")
    first = figure("killed", 5, scope="division / first regiment")
    assert told(whole, first) == []
    assert told(whole, first, figure("killed", 4, scope="division / second regiment")) == []
    wrong = figure("killed", 3, scope="division / second regiment")
    assert told(whole, first, wrong) == ["killed: 9, yet its parts make 8"]


def test_one_bound_alone_or_no_account_is_passed_over() -> None:
    parts = (figure("killed", 5), figure("wounded", 7))
    assert told(*parts, {**figure("casualties", 13, **ALL), "high": ""}) == []
    alone = (*parts, figure("casualties", 13, **ALL))
    assert told(*({**row, "account": ""} for row in alone)) == []


def test_what_does_not_add_up_is_a_warning_that_an_exception_silences(folder: Path) -> None:
    path = folder / "claims.csv"
    head, first, *rest = path.read_text("utf-8").splitlines()
    one = "japan,killed,,ussr,"
    parts = [
        first.replace(one, "japan,killed,,ussr,count"),
        first.replace(one, "japan,wounded,,ussr,count").replace("-c01", "-c03"),
        first.replace(one, "japan,casualties,killed;wounded,ussr,count").replace("-c01", "-c04"),
    ]
    path.write_text("\n".join([head, *parts, *rest, ""]), "utf-8")
    archive, problems = read_archive(folder)
    assert archive is not None
    assert problems == []
    [warning] = [str(one) for one in find_warnings(archive)]
    assert warning.endswith("casualties: 5 to 37, yet the parts it includes make 10 to 74 (sum)")
    with (folder / "exceptions.csv").open("a", encoding="utf-8") as file:
        file.write("sum,claims,khasan-hill-taken-c04,As the source prints it.\n")
    archive, _ = read_archive(folder)
    assert archive is not None
    assert find_warnings(archive) == []
