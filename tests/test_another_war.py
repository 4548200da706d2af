"""The program points at another war: nothing of ours is in it, and it is as rich as ours."""

from __future__ import annotations

import csv
import json
import re
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest
from another_war import COLOURS, SIDES, write_another_war

import build_map
from geo.check.rules import find_problems
from geo.page.packing import unpack
from geo.read.archive import read_archive

DATA = Path(__file__).resolve().parent.parent / "data"
# Tables whose rows stand for things of our subject, and the columns that name them.
NAMED = {
    "places": ("id", "name"), "events": ("id", "title"), "sources": ("id",), "claims": ("id",),
    "names": ("name",), "campaigns": ("id", "title"), "statements": ("id", "statement"),
}  # fmt: skip
# Lists whose codes are words of our subject; the codes of others are words of any atlas.
OURS = ("side", "campaign", "sector", "frontier", "document")
WORDS = ("Manchukuo", "Manchuria", "Khasan", "Khalkhin", "Nomonhan", "Soviet", "USSR", "Amur",
         "Маньчжоу", "Хасан", "Халхин", "満洲", "张鼓峰", "border-incidents")  # fmt: skip
# Names of ours that are words of any atlas: of a column, a status, a sentence of the page.
GENERAL = {"disputed", "Disputed", "No side", "other", "derived"}
# Shorter names would be found in anything.
SHORTEST = 5


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with everything that is built of the other war."""
    folder = tmp_path_factory.mktemp("another")
    data = write_another_war(folder / "data")
    assert build_map.build(data, folder / "output") == 0
    return folder / "output"


def test_a_war_without_a_table_cannot_name_its_rows(tmp_path: Path) -> None:
    data = write_another_war(tmp_path / "data")
    path = data / "geometry" / "lines.geojson"
    collection = json.loads(path.read_text("utf-8"))
    collection["features"][0]["properties"]["units"] = ["nobody"]
    path.write_text(json.dumps(collection), "utf-8")
    archive, problems = read_archive(data)
    assert archive is not None
    assert problems == []
    [told] = find_problems(archive)
    assert told.message.startswith("units: 'nobody' is not an id in units")


@pytest.fixture(scope="module")
def core(output: Path) -> dict:
    return dict(unpack(payload(output, "core")))  # type: ignore[call-overload]


def payload(output: Path, name: str) -> str:
    page = (output / "map.html").read_text("utf-8")
    found = re.search(rf'<script[^>]* id="payload-{name}">([^<]*)</script>', page)
    assert found is not None
    return found[1]


def read_rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_everything(output: Path) -> str:
    """Return the text of every file, of the parts packed into the page, and of binary tables."""
    parts = [path.relative_to(output).as_posix() for path in sorted(output.rglob("*"))]
    for path in sorted(output.rglob("*")):
        if path.suffix == ".parquet" and find_spec("pyarrow"):
            parts.append(pd.read_parquet(path).to_csv())
        elif path.is_file():
            parts.append(path.read_bytes().decode("utf-8", "replace"))
    parts += [json.dumps(unpack(payload(output, name)), ensure_ascii=False)
              for name in ("core", "base")]  # fmt: skip
    blocks = json.loads(payload(output, "texts"))
    parts += [json.dumps(unpack(block), ensure_ascii=False) for block in blocks]
    return "\n".join(parts)


def our_names() -> set[str]:
    """Return what only our own subject is called: names, ids, codes and labels."""
    found = {row[column] for table, columns in NAMED.items() for row in read_rows(table)
             for column in columns}  # fmt: skip
    for row in read_rows("codes"):
        if row["list"] in OURS:
            found |= {row["code"], row["label"]}
    for path in sorted((DATA / "texts").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        found |= {row["text"] for row in rows if row["id"].split("/")[0] in (*OURS, "key", "")}
    return found


def search(names: set[str], text: str) -> list[str]:
    """Return the names that stand in a text as words of their own."""
    return sorted(name for name in names if name in text and re.search(
        rf"(?<![\w-]){re.escape(name)}(?![\w-])", text))  # fmt: skip


def test_nothing_of_our_subject_is_in_another_war(output: Path) -> None:
    text = read_everything(output)
    names = {name for name in our_names() if len(name) >= SHORTEST} | set(WORDS)
    # The languages of the page and of sources are named in it, whatever the subject.
    languages = json.loads(Path(build_map.ROOT / "geo/lang/en.json").read_text("utf-8"))
    names -= {word for key, word in languages.items() if key.startswith("lang.") or key == "self"}
    names -= GENERAL
    assert len(names) > 1000
    assert search(names, text) == []


def test_no_day_of_our_subject_is_in_another_war(output: Path) -> None:
    assert re.findall(r"(?<![\d.-])19(?:3[1-9]|4[0-5])-\d\d", read_everything(output)) == []


def test_no_colour_of_our_sides_is_in_another_war(output: Path) -> None:
    shared = {colour[:7] for colour in COLOURS.values()}
    text = read_everything(output).lower()
    ours = [row for row in read_rows("palette") if row["name"].startswith("side-")]
    colours = {row[theme] for row in ours for theme in ("light", "dark", "print")} - shared
    assert len(colours) >= 8
    assert [colour for colour in sorted(colours) if colour in text] == []


def test_a_name_of_ours_would_be_found() -> None:
    assert search({"Khasan", "khasan"}, 'a "Khasan" b') == ["Khasan"]
    assert search({"ussr"}, "the ussr-thing, kussr") == []
    assert {"Vladivostok", "ussr", "khasan-1938", "Граница Маньчжоу-го"} <= our_names()


def test_its_files_have_its_own_name(output: Path) -> None:
    names = {path.name for path in output.rglob("*") if path.is_file()}
    assert {"river-quarrel.gpkg", "river-quarrel.qgs", "river-quarrel.ru.kml"} <= names
    assert not any(name.endswith(("ja.kml", "zh.kml", "mn.kml")) for name in names)


def test_its_page_speaks_its_own_words(core: dict) -> None:
    words = core["meta"]["words"]
    assert sorted(words) == ["en", "ru"]
    assert words["en"]["atlas.title"] == "The River Quarrel"
    assert words["en"]["atlas.standfirst"] == "Six parties and one river."
    assert words["ru"]["atlas.title"] == "Речная ссора"
    assert words["ru"]["code.kind.raid"] == "Набег"
    # What is not translated falls back to English.
    assert "atlas.standfirst" not in words["ru"]
    assert core["meta"]["key"] == ["upland", "lowland"]


def test_its_symbols_lanes_and_rings_are_as_rich_as_ours(core: dict) -> None:
    codes = core["codes"]
    assert [side["code"] for side in codes["side"]] == SIDES
    assert len({side["palette"] for side in codes["side"]}) == 5
    assert {kind["shape"] for kind in codes["kind"]} == {"circle", "box", "wedge"}
    assert [lane["code"] for lane in codes["lane"]] == ["fights", "words"]
    assert {kind["lane"] for kind in codes["kind"]} == {"fights", "words"}
    assert {side["palette"] for side in codes["side"]} <= set(core["palette"])
    [wishes] = [role for role in codes["role"] if role["code"] == "wish-line"]
    assert [core["looks"][i]["palette"] for i in wishes["looks"]] == ["plum", "moss"]
    assert core["meta"]["hidden"] == ["role:dam"]


def test_its_first_view_and_its_days_are_its_own(core: dict) -> None:
    meta = core["meta"]
    assert meta["bounds"] == [[-29.0, -59.0], [-27.0, -57.0]]
    assert [label["names"]["en"] for label in core["labels"]] == [
        "Old Ford", "Reed Ford", "Marsh Town"
    ]  # fmt: skip
    low, high = meta["period"]
    assert (low, high) == (-36159, -34699)
    assert core["events"]["losses"].count(6) == 1
