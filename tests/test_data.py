"""The real data, row by row, so that a failure names the row."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from edtf_validate.valid_edtf import is_valid

from geo.atlas.tables import make_atlas
from geo.check.rules import find_problems
from geo.read.archive import read_archive
from geo.read.edtf import parse_when
from geo.read.problems import Problem

# The two codings of the same rows.
ORDER = ("first", "second")
DATA = Path(__file__).resolve().parent.parent / "data"
ARCHIVE, STRUCTURE = read_archive(DATA)
PROBLEMS: list[Problem] = [*STRUCTURE, *(find_problems(ARCHIVE) if ARCHIVE else [])]


def files() -> list[str]:
    """Return every listed file; without a descriptor the descriptor itself."""
    if ARCHIVE is None:
        return [str(DATA / "datapackage.json")]
    return [str(resource.path) for resource in ARCHIVE.resources.values()]


def rows() -> list[tuple[str, int, str]]:
    """Return (file, line, id) of every row and feature."""
    if ARCHIVE is None:
        return []
    found = [
        (str(ARCHIVE.resources[name].path), row["line"], str(row.iloc[0]))
        for name, table in ARCHIVE.tables.items()
        for _, row in table.iterrows()
    ]
    return found + [(f["file"], f["line"], f["id"]) for _, f in ARCHIVE.features.iterrows()]


def dates() -> list[str]:
    """Return every different date of the events, claims, campaigns and statistics."""
    tables = ARCHIVE.tables.values() if ARCHIVE else []
    columns = [table["date_edtf"] for table in tables if "date_edtf" in table]
    return sorted({text for column in columns for text in column if text})


@pytest.mark.parametrize("file", files(), ids=lambda file: Path(file).name)
def test_a_file_has_no_problem_outside_its_rows(file: str) -> None:
    lines = {line for name, line, _ in rows() if name == file}
    assert [str(p) for p in PROBLEMS if p.file == file and p.line not in lines] == []


def test_no_other_file_has_a_problem() -> None:
    assert [str(problem) for problem in PROBLEMS if problem.file not in files()] == []


@pytest.mark.parametrize(
    ("file", "line"),
    [pytest.param(f, line, id=f"{Path(f).stem}-{name}") for f, line, name in rows()],
)
def test_a_row_keeps_every_rule(file: str, line: int) -> None:
    assert [str(p) for p in PROBLEMS if (p.file, p.line) == (file, line)] == []


@pytest.mark.parametrize("text", dates())
def test_a_date_is_edtf_for_an_independent_validator_too(text: str) -> None:
    assert is_valid(text)
    assert parse_when(text)


def test_every_event_reaches_the_map() -> None:
    assert ARCHIVE is not None
    assert not PROBLEMS
    atlas = make_atlas(ARCHIVE)
    assert set(atlas.events["id"]) == set(ARCHIVE.tables["events"]["id"])
    assert len(atlas.areas) + len(atlas.lines) == len(ARCHIVE.features)


@pytest.mark.parametrize(
    ("table", "one", "other"),
    [
        ("events", "title", "summary"),
        ("statements", "statement", "literature"),
        ("codes", "label", "definition"),
        ("campaigns", "title", "summary"),
    ],
)
def test_two_columns_that_were_swapped_are_found_by_their_lengths(
    tmp_path: Path, table: str, one: str, other: str
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    first, second = head.index(one), head.index(other)
    for row in rows:
        row[first], row[second] = row[second], row[first]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])
    _, problems = read_archive(folder)
    told = [str(problem) for problem in problems]
    assert any(f"{one}: " in line and "a length of at most" in line for line in told)


def test_where_nobody_says_who_acted_first_no_side_is_blamed() -> None:
    assert ARCHIVE is not None
    events = ARCHIVE.tables["events"]
    # An order, a move or a note has no opponent; its side is the one that acted.
    alone = events["kind"].isin(["movement", "diplomacy", "espionage", "other"])
    # Nor has the arrest of one's own marshal, or an army that lets itself be interned.
    alone |= events["id"].isin(
        ["khasan-blyukher-arrested", "border-su-bingwens-army-interned-at-otpor"]
    )
    sides = events[(events["initiating_basis"] == "not-stated") & ~alone]["side_initiating"]
    assert set(sides) <= {"both", "disputed", "none", "other"}


@pytest.mark.parametrize(
    ("campaign", "days", "bare", "words"),
    [
        ("khasan-1938", 14, [], "On each of the 14 days of Lake Khasan"),
        (
            "khalkhin-gol-1939",
            129,
            ["26 July to 16 August", "6 to 16 June", "13 to 20 July"],
            "Of the 129 days of Khalkhin Gol (11 May to 16 September 1939) 66 have none;",
        ),
    ],
)
def test_the_codebook_counts_the_days_without_an_event(
    campaign: str, days: int, bare: list[str], words: str
) -> None:
    assert ARCHIVE is not None
    atlas = make_atlas(ARCHIVE)
    whole = atlas.campaigns.set_index("id").loc[campaign]
    own = atlas.events[atlas.events["campaign"] == campaign]
    spans = [pd.date_range(*ends) for ends in zip(own["start_date"], own["end_date"], strict=True)]
    told = {day for span in spans if len(span) <= 6 for day in span}
    every = pd.date_range(whole["start_date"], whole["end_date"])
    without = pd.Series([day for day in every if day not in told], dtype="datetime64[ns]")
    gaps = [gap for _, gap in without.groupby((without.diff() != pd.Timedelta(days=1)).cumsum())]
    longest = sorted(gaps, key=len, reverse=True)[: len(bare)]
    assert len(every) == days
    assert [_name_gap(gap.iloc[0], gap.iloc[-1]) for gap in longest] == bare
    text = " ".join((DATA / "README.md").read_text("utf-8").split())
    assert words in text
    assert str(len(without)) in words or not bare
    assert all(gap in text for gap in bare)


def counted() -> dict[str, int]:
    """Return what the codebook counts, by its words."""
    assert ARCHIVE is not None
    atlas = make_atlas(ARCHIVE)
    events, claims, names, places = atlas.events, atlas.claims, atlas.names, atlas.places
    found = {
        "events": len(events),
        "events with two sources or more that do not rest on one another": sum(
            events["independent_sources"] >= 2
        ),
        **{
            f"events whose best source is of grade {grade.upper()}": sum(events["grade"] == grade)
            for grade in "abcd"
        },
        **{
            f"events whose coding is `{code}`": sum(events["confidence"] == code)
            for code in ("high", "medium", "low")
        },
        "events that no source read carries": sum(~events["confirmed"]),
        "events without a place on the map": sum(events.geometry.isna()),
        "claims": len(claims),
        "claims with a locator that was read in the text": sum(claims["locator_basis"] == "read"),
        "claims with a locator taken from an address": sum(claims["locator_basis"] == "address"),
        "claims without a locator": sum(claims["locator"] == ""),
        "claims marked `unconfirmed`": sum(claims["status"] == "unconfirmed"),
        "places with an entry in GeoNames": sum(len(ids) > 0 for ids in places["gazetteer_ids"]),
        "names": len(names),
        "names with a text that shows them": sum(len(ids) > 0 for ids in names["sources"]),
    }
    study = set(places["id"][places["scope"] == "study"])
    found["places in the study area"] = len(study)
    languages = {"ru": "Russian", "ja": "Japanese", "zh": "Chinese", "mn": "Mongolian",
                 "ko": "Korean"}  # fmt: skip
    for tag, language in languages.items():
        named = set(names["place_id"][names["lang"].str.split("-").str[0] == tag])
        found[f"of these without a {language} name"] = len(study - named)
    return {words: int(count) for words, count in found.items()}


def test_the_counts_of_the_codebook_are_those_of_the_data() -> None:
    text = (DATA / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+) \| (\d+) \|$", text, re.MULTILINE)
    assert {words: int(count) for words, count in rows} == counted()


def agreement() -> dict[str, tuple[int, int, str]]:
    """Return how far two codings agree, by the words of the codebook: rows alike, rows, kappa."""
    rows = pd.read_csv(DATA.parent / "docs" / "second_coding.csv", dtype=str, keep_default_na=False)
    first, second = ([parse_when(text) for text in rows[f"date_edtf_{n}"]] for n in ORDER)
    met = sum(a.start <= b.end and b.start <= a.end for a, b in zip(first, second, strict=True))
    alike = int((rows["date_edtf_first"] == rows["date_edtf_second"]).sum())
    same = int((rows["same_place"] == "yes").sum())
    found = {
        "`date_edtf`, written alike": (alike, len(rows), ""),
        "`date_edtf`, days in common": (met, len(rows), ""),
        "the same place, in words": (same, len(rows), ""),
    }
    for name in ("kind", "side_initiating", "initiating_basis", "clarity"):
        a, b = rows[f"{name}_first"], rows[f"{name}_second"]
        chance = float((a.value_counts(normalize=True) * b.value_counts(normalize=True)).sum())
        share = float((a == b).mean())
        kappa = f"{(share - chance) / (1 - chance):.2f}"
        found[f"`{name}`"] = (int((a == b).sum()), len(rows), kappa)
    return found


def test_the_agreement_of_two_codings_is_the_one_that_the_codebook_tells() -> None:
    text = (DATA / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+) \| (\d+) \| (\d+) \| ?([\d.]*) ?\|$", text, re.MULTILINE)
    assert {words: (int(n), int(of), kappa) for words, n, of, kappa in rows} == agreement()


def _name_gap(first: pd.Timestamp, last: pd.Timestamp) -> str:
    month = "" if first.month == last.month else f" {first:%B}"
    return f"{first.day}{month} to {last.day} {last:%B}"
