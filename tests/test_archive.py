"""Reading: each kind of damage to a file is one line that names the file and the row."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.read.archive import Archive, read_archive
from geo.read.problems import Problem

Change = Callable[[str, str, str], None]


def read(folder: Path) -> Archive:
    archive, problems = read_archive(folder)
    assert archive is not None
    assert problems == []
    return archive


def only_problem(folder: Path) -> tuple[str, int, str]:
    """Return the one problem of a folder, its file relative to the folder."""
    _, problems = read_archive(folder)
    assert len(problems) == 1, problems
    return Path(problems[0].file).relative_to(folder).as_posix(), problems[0].line, problems[0][2]


def test_the_tiny_archive_is_read_as_text_with_lines(folder: Path) -> None:
    archive = read(folder)
    places = archive.tables["places"]
    assert list(places["line"]) == [2, 3, 4]
    assert list(places["lon"]) == ["2.35", "130.5953", ""]
    assert archive.broken == frozenset()


def test_features_carry_their_properties_file_and_line(folder: Path) -> None:
    features = read(folder).features
    assert list(features["id"]) == ["river-line", "strip"]
    assert list(features["line"]) == [2, 3]
    assert set(features["file"]) == {str(folder / "geometry/lines.geojson")}
    assert features.crs == "EPSG:4326"
    assert features["sources"][0] == ["book"]


def test_the_base_map_is_kept_apart(folder: Path) -> None:
    base = read(folder).base
    assert list(base) == ["base-land"]
    assert list(base["base-land"]["name"]) == ["land"]
    assert list(base["base-land"]["line"]) == [2]
    assert list(base["base-land"]["name_ru"]) == [None]


@pytest.mark.parametrize("name", ["it's 100% #1 {a} [b]", "Граница 国境", "data.zip", "http:"])
def test_a_folder_may_have_any_name(folder: Path, name: str) -> None:
    read(folder.rename(folder.parent / name))


def test_a_table_that_the_package_does_not_list_is_no_problem(folder: Path) -> None:
    path = folder / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["resources"] = [r for r in package["resources"] if r["name"] != "statistics"]
    path.write_text(json.dumps(package), "utf-8")
    (folder / "statistics.csv").unlink()
    assert "statistics" not in read(folder).tables


@pytest.mark.parametrize(
    "name", ["events.csv", "geometry/lines.geojson", "basemap/land.geojson", "statistics.csv"]
)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert only_problem(folder) == (name, 1, "the file is missing")


def test_a_needed_table_that_is_not_listed_is_named(folder: Path) -> None:
    path = folder / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["resources"] = [r for r in package["resources"] if r["name"] != "places"]
    path.write_text(json.dumps(package), "utf-8")
    message = "resource 'places' is not listed; the map needs it"
    assert only_problem(folder) == ("datapackage.json", 1, message)


def test_a_missing_descriptor_ends_the_reading(folder: Path) -> None:
    (folder / "datapackage.json").unlink()
    file = str(folder / "datapackage.json")
    assert read_archive(folder) == (None, [Problem(file, 1, "the file is missing")])


def test_a_file_that_nobody_lists_is_named(folder: Path) -> None:
    (folder / "geometry" / "more.geojson").write_text("{}", "utf-8")
    message = "the file is not listed in datapackage.json"
    assert only_problem(folder) == ("geometry/more.geojson", 1, message)


def test_a_file_that_nobody_lists_is_named_in_the_folder_itself_too(folder: Path) -> None:
    (folder / "more.csv").write_text("id\n", "utf-8")
    (folder / "notes.txt").write_text("mine", "utf-8")
    message = "the file is not listed in datapackage.json"
    assert only_problem(folder) == ("more.csv", 1, message)


@pytest.mark.parametrize("name", ["places.csv", "geometry/lines.geojson", "basemap/land.geojson"])
def test_a_file_that_is_not_utf8_names_the_line_of_the_byte(folder: Path, name: str) -> None:
    path = folder / name
    lines = path.read_bytes().split(b"\n")
    lines[1] += b"\xe9"
    path.write_bytes(b"\n".join(lines))
    file, line, message = only_problem(folder)
    assert (file, line) == (name, 2)
    assert message.startswith("not UTF-8: byte 0xe9")


def test_a_row_with_too_few_cells_is_named(folder: Path, change: Change) -> None:
    change("names.csv", "hill-ru-01,hill,Сопка,ru,ussr,,,", "hill-ru-01,hill,Сопка")
    message = "3 cells; expected 8, one for each column"
    assert only_problem(folder) == ("names.csv", 4, message)


def test_the_place_of_a_missing_or_needless_cell_is_named(folder: Path, change: Change) -> None:
    change("names.csv", "hill,Сопка,ru,ussr,,,", "hill,Сопка,ussr,,,")
    message = "7 cells; expected 8, one for each column; at column lang one is missing"
    assert only_problem(folder) == ("names.csv", 4, message)
    change("names.csv", "hill,Сопка,ussr,,,", "hill,Сопка, высота,ru,ussr,,,")
    assert "between the columns id and lang there is one too many" in only_problem(folder)[2]


def test_a_row_shifted_by_a_column_is_one_problem(folder: Path, change: Change) -> None:
    change("names.csv", "hill-ru-01,hill,Сопка,ru,ussr,,,", "hill-ru-01,,hill,Сопка,ru,ussr,,")
    file, line, message = only_problem(folder)
    assert (file, line) == ("names.csv", 4)
    assert message == "the cells from column place_id on stand one column too far to the right"


def test_a_row_shifted_to_the_left_is_one_problem(folder: Path, change: Change) -> None:
    change("places.csv", "hill,Hill,hill,130.5953", "hill,hill,130.5953")
    change(
        "places.csv",
        "42.4453,500,2,derived,study,155.1,,book,",
        "42.4453,500,2,derived,study,155.1,,book,,",
    )
    file, line, message = only_problem(folder)
    assert (file, line) == ("places.csv", 3)
    assert (
        message
        == "the cells from column id, or kind at most, on stand one column too far to the left"
    )


def test_a_row_with_too_many_cells_is_named(folder: Path, change: Change) -> None:
    change("names.csv", "Сопка,ru,ussr,,,", "Сопка,ru,ussr,,,,x,")
    message = "10 cells; expected 8, one for each column"
    assert only_problem(folder) == ("names.csv", 4, message)


def test_nobody_is_blamed_for_pointing_at_a_row_that_was_not_read(
    folder: Path, change: Change
) -> None:
    change("places.csv", "hill,Hill,hill", "hill,Hill")
    assert only_problem(folder)[:2] == ("places.csv", 3)


def test_an_open_quotation_mark_is_named(folder: Path, change: Change) -> None:
    change("names.csv", "Сопка", '"Сопка')
    message = "not a valid CSV row: unexpected end of data; check the quotation marks"
    assert only_problem(folder) == ("names.csv", 4, message)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id,place_id,name", "id,place_id,nme", "column 'name' is missing"),
        ("id,place_id,name", "id,place_id,name,extra", "unknown column 'extra'"),
        ("id,place_id,name", "place_id,id,name", "another order"),
    ],
)
def test_a_wrong_header_is_named(
    folder: Path, change: Change, old: str, new: str, words: str
) -> None:
    change("names.csv", old, new)
    file, line, message = only_problem(folder)
    assert (file, line) == ("names.csv", 1)
    assert words in message


CELLS = [
    ("claims.csv", ",5,37,", ",five,37,", 2, "low: 'five' is not a number in plain digits"),
    ("claims.csv", ",5,37,", ",NaN,37,", 2, "low: 'NaN' is not a number in plain digits"),
    ("claims.csv", ",5,37,", ",5,1e3,", 2, "high: '1e3' was shortened by a spreadsheet"),
    ("claims.csv", ",5,37,", ",-5,37,", 2, "low: '-5' is out of range; expected at least 0"),
    ("statistics.csv", ",152,", ",1.5,", 2, "count: '1.5' is not a whole number in plain digits"),
    ("places.csv", ",2.35,", ",235.0,", 2, "lon: '235.0' is out of range; expected at most 180"),
    ("places.csv", "130.5953,42.4453", "42.4453,130.5953", 3, "lat: '130.5953' is out of range"),
    (
        "places.csv",
        ",500,2,",
        ",500,8,",
        3,
        "where_prec: '8' is not one of its codes; expected 1",
    ),
    ("places.csv", ",500,2,", ",0,2,", 3, "uncertainty_m: '0' is out of range"),
    ("places.csv", ",155.1,", ",9999,", 3, "elevation_m: '9999' is out of range"),
    ("events.csv", ",battle,", ",battel,", 2, "kind: 'battel' is not one of its codes"),
    ("claims.csv", ",japan,killed,", ",,killed,", 2, "claimant is empty; a value is required"),
    ("claims.csv", "killed.,book,", "killed.,,", 2, "sources is empty; a value is required"),
    ("events.csv", 'again.",,book,', 'again.",,,', 2, "sources is empty; a value is required"),
    ("statements.csv", "supported,book", "true,book", 2, "verdict: 'true' is not one of its codes"),
    ("names.csv", ",ja-Latn,", ",Japanese,", 3, "lang: 'Japanese' is malformed; expected a lang"),
    ("sources.csv", "https://", "www.", 3, "url: 'www.example.org/book' is malformed"),
    ("names.csv", "hill-ru-01,hill,", "hill-ru-01,hull,", 4, "place_id: 'hull' is not an id in pl"),
    ("claims.csv", "c02,khasan-hill-taken", "c02,no", 3, "event_id: 'no' is not an id in events"),
    ("names.csv", "hill-ru-01", "hill-en-01", 4, "duplicate id 'hill-en-01', already on line 2"),
    ("names.csv", "hill-ru-01", "Hill_ru_01", 4, "id: 'Hill_ru_01' is malformed; expected lower"),
    ("names.csv", "hill-ru-01", "h" * 81, 4, "is out of range; expected a length of at most 80"),
    ("names.csv", "hill-ru-01", "", 4, "id is empty; a value is required"),
]


@pytest.mark.parametrize(("name", "old", "new", "line", "words"), CELLS)
def test_a_wrong_cell_is_named(
    folder: Path, name: str, old: str, new: str, line: int, words: str
) -> None:
    path = folder / name
    rows = path.read_text("utf-8").split("\n")
    assert old in rows[line - 1]
    rows[line - 1] = rows[line - 1].replace(old, new)
    path.write_text("\n".join(rows), "utf-8")
    file, at, message = only_problem(folder)
    assert (file, at) == (name, line)
    assert words in message


GROUND = [
    ('"rank": 3, ', "", "rank is empty; a value is required"),
    ('"rank": 3', '"rank": "high"', "rank: 'high' is not a whole number"),
    ('"rank": 3', '"rank": 10', "rank: '10' is out of range; expected at most 9"),
    ('"min_zoom": 0, ', "", "min_zoom is empty; a value is required"),
    ('"base": "label"', '"base": "sign"', "base: 'sign' is not one of its codes"),
    ('"kind": "water"', '"kind": "wet"', "kind: 'wet' is not one of its codes"),
    ('"name_en": "Sea"', '"name_en": 7', "name_en: '7' is not text"),
    ('"name_en": "Sea"', '"nom": "Mer"', "unknown member 'nom' of the properties"),
    ('"id": "a-sea", "properties"', '"properties"', "the feature has no id"),
]


@pytest.mark.parametrize(("old", "new", "words"), GROUND)
def test_a_wrong_feature_of_the_base_map_is_named(
    grounded: Path, old: str, new: str, words: str
) -> None:
    path = grounded / "basemap" / "ground.geojson"
    rows = path.read_text("utf-8").split("\n")
    assert rows[4].count(old) == 1
    rows[4] = rows[4].replace(old, new)
    path.write_text("\n".join(rows), "utf-8")
    file, line, message = only_problem(grounded)
    assert (file, line) == ("basemap/ground.geojson", 5)
    assert words in message


COORDINATES = '"coordinates": [[118.0, 47.5], [118.5, 47.25]]'
MEMBERS = [
    (COORDINATES, '"coordinates": []', "the geometry is empty"),
    (COORDINATES, '"coordinates": [[118.0, 47.5]]', "invalid geometry"),
    (COORDINATES, '"coordinates": [[118.0, 47.5], [118.0, 47.5]]', "invalid geometry"),
    (COORDINATES, '"coordinates": [[118.0, 47.5], [47.25, 118.5]]', "coordinate out of range"),
    (COORDINATES, '"coordinates": [[118.0, 47.5], [198.5, 47.25]]', "coordinate out of range"),
    (COORDINATES, '"coordinates": [[118.0, 47.5], ["118.5", 47.25]]', "is not a position"),
    (COORDINATES, '"coordinates": [[118.0, 47.5], [118.5, 47.25, 0]]', "is not a position"),
    (COORDINATES, '"coordinates": [[118.0, 47.5], [true, 47.25]]', "is not a position"),
    (COORDINATES, '"coordinates": [[118.0, 47.5], [1e999, 47.25]]', "is not a position"),
    (COORDINATES, '"coordinates": {"a": 1}', "its coordinates are not lists"),
    ('"type": "LineString"', '"type": "Circle"', "the geometry is missing or not one of"),
    ('"type": "LineString", ' + COORDINATES, '"type": "Point", "coordinates": [1, 2]', "a point"),
    ('{"type": "LineString", ' + COORDINATES + "}", "null", "the geometry is missing"),
    ('"id": "river-line", "properties"', '"properties"', "the feature has no id"),
    ('"id": "river-line", "properties"', '"id": 7, "properties"', "the id '7' is not text"),
    ('"id": "river-line", "properties"', '"id": "other", "properties"', "differs from the prop"),
    ('"id": "river-line", "properties"', '"id": "river-line", "x": 1, "properties"', "member 'x'"),
    ('"disputed": 0, "nature": "river"', '"disputed": 0', "property 'nature' is missing"),
    ('"nature": "river"', '"nature": "river", "x": 1', "unknown member 'x' of the properties"),
    ('"nature": "river"', '"nature": "sand"', "nature: 'sand' is not one of its codes"),
    ('"nature": "river"', '"nature": 7', "nature: '7' is not text"),
    ('map.", "sources": ["book"]', 'map.", "sources": "book"', "sources: 'book' is not a list"),
    ('"uncertainty_m": 500,', '"uncertainty_m": "5 m",', "uncertainty_m: '5 m' is not a number"),
    ('"uncertainty_m": 500,', '"uncertainty_m": -1,', "uncertainty_m: '-1' is out of range"),
    ('"uncertainty_m": 500,', '"uncertainty_m": null,', "uncertainty_m is empty"),
]  # fmt: skip


def test_two_features_with_one_id_are_named(folder: Path) -> None:
    path = folder / "geometry" / "lines.geojson"
    path.write_text(path.read_text("utf-8").replace('"river-line"', '"strip"'), "utf-8")
    message = "duplicate id 'strip', already on line 2"
    assert only_problem(folder) == ("geometry/lines.geojson", 3, message)


@pytest.mark.parametrize(("old", "new", "words"), MEMBERS)
def test_a_wrong_feature_is_named(
    folder: Path, change: Change, old: str, new: str, words: str
) -> None:
    change("geometry/lines.geojson", old, new)
    file, line, message = only_problem(folder)
    assert (file, line) == ("geometry/lines.geojson", 2)
    assert words in message


def test_everything_that_is_wrong_with_a_feature_is_told_at_once(folder: Path) -> None:
    path = folder / "geometry" / "lines.geojson"
    text = path.read_text("utf-8")
    first = text.split("\n")[1]
    broken = first.replace('"id": "river-line", "properties"', '"id": 7, "x": 1, "properties"')
    broken = broken.replace("118.0, 47.5", "47.5, 118.0").replace("118.5, 47.25", "1")
    second = text.split("\n")[2].replace('"nature"', '"nurture"').replace('"note"', '"not"')
    second = second.replace('"id": "strip", "properties"', '"properties"')
    path.write_text("\n".join([text.split("\n")[0], broken, second, "]}", ""]), "utf-8")
    _, problems = read_archive(folder)
    found = [(problem.line, problem.message) for problem in problems]
    assert found == [
        (2, "'[47.5, 118.0]': coordinate out of range; expected longitude -180..180, "
            "latitude -90..90 (and 1 more)"),
        (2, "the id '7' is not text"),
        (2, "unknown member 'x' of the feature"),
        (3, "property 'nature' is missing; write null if it is not stated"),
        (3, "property 'note' is missing; write null if it is not stated"),
        (3, "the feature has no id"),
        (3, "unknown member 'not' of the properties"),
        (3, "unknown member 'nurture' of the properties"),
    ]  # fmt: skip


def test_a_polygon_that_crosses_itself_is_named(folder: Path, change: Change) -> None:
    change("geometry/lines.geojson", "[118.0, 48.0], [119.0, 48.0]", "[119.0, 48.0], [118.0, 48.0]")
    file, line, message = only_problem(folder)
    assert (file, line) == ("geometry/lines.geojson", 3)
    assert message.startswith("invalid geometry: Self-intersection")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "not valid JSON"),
        ('{"type": "FeatureCollection",\n"features": [}', 2, "not valid JSON"),
        ('{"type": "FeatureCollection", "features": [NaN]}', 1, "NaN is not a finite number"),
        ("[]", 1, "expected a JSON object"),
        ('{"type": "Feature"}', 1, "expected a GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection", "features": {}}', 1, "expected a GeoJSON Feature"),
        ('{"type": "FeatureCollection",\n "features": [\n\n7]}', 4, "expected a GeoJSON Feature"),
        ("[" * 100_000, 1, "not valid JSON"),
    ],
)
def test_a_file_that_is_no_collection_is_named(
    folder: Path, text: str, line: int, words: str
) -> None:
    (folder / "basemap" / "land.geojson").write_text(text, "utf-8")
    file, at, message = only_problem(folder)
    assert (file, at) == ("basemap/land.geojson", line)
    assert words in message


def test_a_crs_member_is_refused(folder: Path, change: Change) -> None:
    change("basemap/land.geojson", '"features"', '"crs": null, "features"')
    message = "unknown member 'crs' of the collection"
    assert only_problem(folder) == ("basemap/land.geojson", 1, message)


@pytest.mark.parametrize(
    "path",
    ["../out.csv", "/etc/hostname", "a/../../out.csv", "link.csv", "http://a.b/c.csv", "a\0"],
)
def test_no_path_leads_out_of_the_folder(folder: Path, path: str) -> None:
    (folder.parent / "out.csv").write_text("secret", "utf-8")
    (folder / "link.csv").symlink_to(folder.parent / "out.csv")
    descriptor = folder / "datapackage.json"
    package = json.loads(descriptor.read_text("utf-8"))
    package["resources"][0]["path"] = path
    descriptor.write_text(json.dumps(package, indent=1), "utf-8")
    archive, problems = read_archive(folder)
    if path.startswith("http"):
        # An address is only a strange file name here; nothing is fetched.
        assert problems[0].message == "the file is missing" or "not listed" in problems[0].message
        return
    assert archive is None
    assert "is not in this folder" in problems[0].message
    assert problems[0].line > 1


DESCRIPTORS = [
    ([], "expected a list of resources"),
    ([{}], "a resource has no name"),
    ([7], "a resource has no name"),
    ([{"name": "a", "format": "xlsx"}], "expected a format of"),
    ([{"name": "a", "format": "csv", "path": 7}], "the path '7' is not in this folder"),
    ([{"name": "a", "format": "csv", "path": "a.csv"}], "the schema has no list of fields"),
    ([{"name": "a", "format": "csv", "path": "a.csv", "schema": "no.json"}], "file is missing"),
    ([{"name": "a", "format": "jpg", "path": "a.jpg", "licenses": "x"}], "list of named licences"),
    ([{"name": "a", "format": "jpg", "path": "a.jpg"}] * 2, "resource 'a' is listed twice"),
]


@pytest.mark.parametrize(("resources", "words"), DESCRIPTORS)
def test_a_wrong_descriptor_is_named(folder: Path, resources: object, words: str) -> None:
    path = folder / "datapackage.json"
    path.write_text(json.dumps({"resources": resources}), "utf-8")
    archive, problems = read_archive(folder)
    assert archive is None
    # A schema that is missing is named itself.
    assert {problem.file for problem in problems} <= {str(path), str(folder / "no.json")}
    assert any(words in problem.message for problem in problems)


def test_everything_that_is_wrong_with_a_resource_is_told_at_once(folder: Path) -> None:
    path = folder / "datapackage.json"
    entry = {"name": "a", "format": "xlsx", "path": "..", "schema": {"fields": [7]}, "licenses": 7}
    path.write_text(json.dumps({"resources": [entry]}), "utf-8")
    _, problems = read_archive(folder)
    words = ["a field of the schema", "expected a format", "licenses is", "the path '..'"]
    assert len(problems) == len(words)
    for word, problem in zip(words, problems, strict=True):
        assert f"resource 'a': {word}" in problem.message


def test_a_file_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "names.csv").unlink()
    (folder / "names.csv").mkdir()
    message = "expected a regular file"
    assert only_problem(folder) == ("names.csv", 1, message)


def test_all_problems_of_all_files_are_told_at_once(folder: Path, change: Change) -> None:
    change("names.csv", "ja-Latn,", "Japanese,")
    change("places.csv", ",2.35,", ",235,")
    change("geometry/lines.geojson", "[118.5, 47.25]", "[118.5, 97.25]")
    (folder / "statistics.csv").write_bytes(b"\xff")
    _, problems = read_archive(folder)
    names = [Path(problem.file).name for problem in problems]
    assert names == ["lines.geojson", "names.csv", "places.csv", "statistics.csv"]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('"type": "LineString"', '"type": ["LineString"]', 2, "the geometry is missing or not one"),
        ("[118.0, 47.5]", "[1" + "0" * 400 + ", 47.5]", 2, "coordinate out of range"),
        ("[119.00000012, 47.0], [118.0, 47.0]]", "[119.0, 47.0]]", 3, "a ring ends at"),
        (
            '"uncertainty_m": 500',
            '"uncertainty_m": "500"',
            2,
            "uncertainty_m: '500' is not a number",
        ),
        ('"uncertainty_m": 500', '"uncertainty_m": 1e300', 2, "uncertainty_m"),
        ('"nature": "river"', '"nature": 7', 2, "nature: '7' is not text"),
        ('"name": "River line"', '"name": "River \\ud800"', 2, "half of a character"),
    ],
)
def test_values_of_another_kind_are_named(
    folder: Path, change: Change, old: str, new: str, line: int, words: str
) -> None:
    change("geometry/lines.geojson", old, new)
    file, at, message = only_problem(folder)
    assert (file, at) == ("geometry/lines.geojson", line)
    assert words in message


def test_sources_are_a_list_of_texts(folder: Path) -> None:
    path = folder / "geometry" / "lines.geojson"
    path.write_text(path.read_text("utf-8").replace('["book"]', "[7]", 1), "utf-8")
    message = "sources: '[7]' is not a list of texts"
    assert only_problem(folder) == ("geometry/lines.geojson", 2, message)


def test_no_doubt_is_wider_than_the_world(folder: Path, change: Change) -> None:
    change("places.csv", ",500,", ",20000001,")
    assert "uncertainty_m" in only_problem(folder)[2]


@pytest.mark.parametrize(
    ("name", "codes"), [("datapackage.json", "campaign"), ("feature.schema.json", "frontier")]
)
def test_a_list_that_does_not_exist_is_named_where_a_schema_names_it(
    folder: Path, name: str, codes: str
) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert f'"codes": "{codes}"' in text
    path.write_text(text.replace(f'"codes": "{codes}"', '"codes": "moon"', 1), "utf-8")
    lines = path.read_text("utf-8").split("\n")
    _, problems = read_archive(folder)
    found = [one for one in problems if "no list 'moon' in the codes" in one.message]
    assert found
    assert {one.file for one in found} == {str(path)}
    assert all('"moon"' in lines[one.line - 1] for one in found)


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda r: r["claims"]["schema"]["foreignKeys"][0]["reference"].update(resource="evints"),
         "resource 'claims': field 'event_id': no table 'evints' is listed"),
        (lambda r: r["events"]["schema"]["fields"][-2].update(references=["sorces"]),
         "resource 'events': field 'sources': no table 'sorces' is listed"),
        (lambda r: r["statistics"].update(name="Sta/tistics"),
         "resource 'Sta/tistics': expected a name of lower-case words and digits"),
        (lambda r: r["events"].update(title=["a"]), "resource 'events': title is not text"),
        (lambda r: r["events"].update(description=""), "resource 'events': description is not"),
    ],
)  # fmt: skip
def test_a_descriptor_on_which_nothing_can_rest_is_told(
    folder: Path, edit: Callable[[dict[str, dict]], None], told: str
) -> None:
    path = folder / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    edit({one["name"]: one for one in package["resources"]})
    path.write_text(json.dumps(package, indent=1), "utf-8")
    _, problems = read_archive(folder)
    assert told in problems[0].message
    assert problems[0].file == str(path)


def test_no_link_leads_to_a_descriptor_elsewhere(folder: Path, tmp_path: Path) -> None:
    (folder / "datapackage.json").rename(tmp_path / "elsewhere.json")
    (folder / "datapackage.json").symlink_to(tmp_path / "elsewhere.json")
    archive, problems = read_archive(folder)
    assert archive is None
    assert [one.message for one in problems] == [
        "expected a file of this folder, and no link out of it"
    ]


def test_a_missing_schema_is_one_problem_that_names_the_file(folder: Path) -> None:
    (folder / "feature.schema.json").unlink()
    _, problems = read_archive(folder)
    assert [(Path(one.file).name, one.message) for one in problems] == [
        ("feature.schema.json", "the file is missing; datapackage.json names it as a schema")
    ]
