"""Renamed names: an old data folder is told the new one, and an old link is understood."""

from __future__ import annotations

import json
from pathlib import Path

from geo.read.aliases import ALIASES, find_renamed, old_nodes, tell_renamed
from geo.read.archive import read_archive
from geo.read.schema import find_schema_faults

DATA = Path(__file__).resolve().parent.parent / "data"


def problems(folder: Path) -> list[str]:
    return [str(problem) for problem in read_archive(folder)[1]]


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_no_name_is_both_old_and_of_today() -> None:
    schema = json.loads((DATA / "feature.schema.json").read_text("utf-8"))
    columns = {field["name"] for field in schema["fields"]}
    for one in ALIASES:
        if (one.what, one.where) == ("column", "features"):
            assert one.old not in columns
            assert one.new in columns


def test_a_renamed_name_has_its_new_one() -> None:
    assert find_renamed("column", "features", "layer") == "role"
    assert find_renamed("column", "events", "layer") == ""
    assert list(tell_renamed("features", ["id", "layer"])) == ['column "layer" is now "role"']


def test_an_old_schema_is_told_the_new_name_of_a_column() -> None:
    fields = [{"name": "layer", "type": "string"}, {"name": "id", "type": "string"}]
    schema = {"fields": fields, "primaryKey": ["id"]}
    assert find_schema_faults(schema, "id role note", "features") == [
        ("layer", 'column "layer" is now "role"'),
        ("fields", "no column 'note', which the program needs"),
    ]


def test_an_old_feature_is_told_the_new_name_of_its_property(folder: Path) -> None:
    replace(folder / "geometry" / "lines.geojson", '"role": "claim-line"', '"layer": "claim-line"')
    path = f"{folder}/geometry/lines.geojson"
    assert problems(folder) == [f'{path}:2: column "layer" is now "role"']
    replace(folder / "geometry" / "lines.geojson", '"layer": "claim-line"', '"role": "claim-line"')
    replace(folder / "geometry" / "lines.geojson", '"uncertainty_m"', '"accuracy_m"')
    assert {line.split(": ", 1)[1] for line in problems(folder)} == {
        'column "accuracy_m" is now "uncertainty_m"'
    }


def test_an_old_code_is_told_its_new_name(folder: Path) -> None:
    replace(folder / "geometry" / "lines.geojson", '"role": "disputed-strip"', '"role": "area"')
    assert problems(folder) == [
        f"{folder}/geometry/lines.geojson:3: role: 'area' is now \"other-area\""
    ]


def test_a_descriptor_with_old_columns_is_told_file_and_line(folder: Path) -> None:
    path = folder / "datapackage.json"
    replace(path, '"name": "shape",', '"name": "symbol",')
    line = next(
        number
        for number, text in enumerate(path.read_text("utf-8").splitlines(), 1)
        if '"symbol"' in text
    )
    assert f'{path}:{line}: resource \'codes\': column "symbol" is now "shape"' in problems(folder)


def test_old_nodes_lead_to_those_of_today() -> None:
    assert old_nodes("role", ["other-area", "river"]) == {
        "layer:area": "role:other-area",
        "layer:river": "role:river",
    }
    assert old_nodes("kind", ["battle"]) == {}
