"""The settings of an atlas: a wrong one is told with what was expected, a missing one is empty."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.check.rules import find_problems
from geo.read.archive import read_archive
from geo.read.settings import MEMBERS, find_settings_faults, read_settings

DATA = Path(__file__).resolve().parent.parent / "data"


def package() -> dict[str, object]:
    return dict(json.loads((DATA / "datapackage.json").read_text("utf-8")))


def faults(**members: object) -> list[str]:
    atlas = {"format": 2, **members}
    return [message for _, message in find_settings_faults({"atlas": atlas})]


def test_the_settings_of_this_atlas_are_sound_and_whole() -> None:
    atlas = package()["atlas"]
    assert isinstance(atlas, dict)
    assert set(atlas) == set(MEMBERS)
    assert list(find_settings_faults(package())) == []


@pytest.mark.parametrize(
    ("member", "value", "expected"),
    [
        ("stem", "Border Incidents", "expected lower-case words and digits joined by hyphens"),
        ("stem", "../x", "expected lower-case words and digits joined by hyphens"),
        ("kicker", "", "expected text"),
        ("standfirst", 3, "expected text"),
        ("keywords", "history", "expected a list of texts"),
        ("keywords", [""], "expected a list of texts"),
        ("languages", ["en", "en"], "each once"),
        ("languages", ["ru"], "expected a list of language tags, each once, en among them"),
        (
            "languages",
            ["en", "Russian"],
            "expected a list of language tags, each once, en among them",
        ),
        ("names_from", ["ru"], "expected an object of a language tag and the tag of another"),
        ("names_from", {"xx": "ru"}, "'xx' is not one of its languages"),
        ("names_from", {"mn": "Russian"}, "expected an object of a language tag"),
        ("key", [{"side": "ussr"}], "expected a list of {side, label}"),
        ("key", {"side": "ussr"}, "expected a list of {side, label}"),
        ("study_area", [[62, 100], [36, 165]], "expected [[south, west], [north, east]]"),
        ("study_area", [[36, 100], [91, 165]], "expected [[south, west], [north, east]]"),
        ("locator", [36, 104, 56, 146], "expected [[south, west], [north, east]]"),
        ("locator", "here", "expected [[south, west], [north, east]]"),
        ("days", "always", "expected an EDTF interval such as 1650/2030"),
        ("allies", {"both": "ussr"}, "expected an object of a side and the list of those"),
        ("both", [], "expected text"),
        ("losses", ["killed"], "expected a list of lists of subjects"),
        ("parties", ["soviet"], "expected a list of lists of voices"),
        ("people", [1], "expected a list of texts"),
        ("tittle", "x", "atlas.tittle is unknown; expected some of format, stem, kicker"),
    ],
)
def test_a_wrong_setting_is_told(member: str, value: object, expected: str) -> None:
    [message] = faults(**{member: value})
    assert message.startswith(f"atlas.{member}")
    assert expected in message


@pytest.mark.parametrize(("form", "found"), [(1, "'1'"), (3, "'3'"), (None, "'None'")])
def test_another_format_is_refused_in_one_line(form: object, found: str) -> None:
    [message] = faults(format=form)
    assert message == f"atlas.format: {found}; this program reads data folders of format 2"
    [message] = [m for _, m in find_settings_faults({"atlas": {}})]
    assert message == "atlas.format: none; this program reads data folders of format 2"


def test_a_folder_of_an_older_program_is_known_by_its_descriptor() -> None:
    [(member, message)] = find_settings_faults({"name": "old"})
    assert member == "atlas"
    assert message.endswith("is this a data folder of an older program?")


def test_a_fault_has_the_line_of_its_member(folder: Path) -> None:
    path = folder / "datapackage.json"
    text = path.read_text("utf-8").replace('"both": "both"', '"both": ""')
    path.write_text(text, "utf-8")
    archive, _ = read_archive(folder)
    assert archive is not None
    line = text[: text.index('"both": ""')].count("\n") + 1
    told = [str(problem) for problem in find_problems(archive)]
    assert f"{path}:{line}: atlas.both: ''; expected text" in told


def test_what_is_missing_is_empty() -> None:
    settings = read_settings({"name": "war"})
    assert (settings.stem, settings.languages, settings.key) == ("war", ("en",), ())
    assert (settings.study_area, settings.locator, settings.days) == (None, None, None)
    assert settings.words["kicker"] == ""
    assert settings.losses == settings.people == settings.no_source == ()
    assert read_settings({"atlas": {"study_area": "x", "key": 3}}).study_area is None
