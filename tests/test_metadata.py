"""What describes the bundle is true: checked by other people's programs, and against the tables."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import frictionless
import pytest
import yaml
from conftest import make_material

from geo.export.bundle import describe_files, media_of
from geo.export.formats import Material
from geo.export.metadata import make_citation
from geo.export.record import make_record

ROOT = Path(__file__).resolve().parent.parent


def test_frictionless_finds_the_package_valid(bundle: Path) -> None:
    report = frictionless.validate(str(bundle / "datapackage.json"))
    assert report.flatten(["title", "message"]) == []


def test_frictionless_would_have_found_a_wrong_cell(material: Material, tmp_path: Path) -> None:
    from geo.export.bundle import make_formats, write_bundle

    write_bundle(make_formats(material, ["csv"])[0], material, tmp_path)
    path = tmp_path / "csv" / "events.csv"
    path.write_text(path.read_text("utf-8").replace("1938-07-29,", "1938-13-29,"), "utf-8")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    types = {row[0] for row in report.flatten(["type"])}
    assert {"type-error", "hash-count"} & types


def test_every_file_is_listed_with_its_size_and_sum(bundle: Path) -> None:
    package = json.loads((bundle / "datapackage.json").read_text("utf-8"))
    listed = {entry["path"]: entry for entry in package["resources"]}
    present = {p.relative_to(bundle).as_posix() for p in bundle.rglob("*") if p.is_file()}
    assert present - set(listed) == {"datapackage.json", "SHA256SUMS"}
    for path, entry in listed.items():
        content = (bundle / path).read_bytes()
        assert entry["bytes"] == len(content)
        assert entry["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert len({entry["name"] for entry in package["resources"]}) == len(listed)


def test_the_sums_are_those_of_all_files(bundle: Path) -> None:
    lines = (bundle / "SHA256SUMS").read_text("utf-8").splitlines()
    sums = dict(reversed(line.split("  ", 1)) for line in lines[1:])
    present = {p.relative_to(bundle).as_posix() for p in bundle.rglob("*") if p.is_file()}
    assert set(sums) == present - {"SHA256SUMS"}
    for path, digest in sums.items():
        assert hashlib.sha256((bundle / path).read_bytes()).hexdigest() == digest


def test_the_codebook_explains_every_column_and_every_code(bundle: Path, real: Material) -> None:
    text = (bundle / "CODEBOOK.md").read_text("utf-8")
    for table in real.tables:
        if table.role != "ground":
            assert f"(`{table.name}`)" in text
            assert all(f"| `{column.name}`" in text for column in table.columns)
    used = {column.codes for table in real.tables for column in table.columns} - {""}
    codes = real.atlas.codes
    for row in codes[codes["list"].isin(used)].itertuples():
        assert f"| `{row.code}` | {row.label} |" in text


def test_the_citation_can_be_read_and_is_the_one_of_the_repository(real: Material) -> None:
    text = make_citation(real.atlas.about).decode("utf-8")
    words = yaml.safe_load(text)
    assert words["cff-version"] == "1.2.0"
    assert {"title", "authors", "version", "license", "message", "date-released"} <= set(words)
    assert (ROOT / "CITATION.cff").read_text("utf-8") == text


def test_the_record_says_where_when_and_under_which_licence(real: Material) -> None:
    record = make_record(real.tables, real.atlas, media_of(["geojson/events.geojson"]))
    assert record["@type"] == "Dataset"
    assert record["temporalCoverage"] == "1931-09/1945-09"
    assert record["license"][0] == "https://creativecommons.org/licenses/by/4.0/"
    assert record["distribution"] == [
        {
            "@type": "DataDownload",
            "contentUrl": "geojson/events.geojson",
            "encodingFormat": "application/geo+json",
        }
    ]
    south, west, north, east = map(float, record["spatialCoverage"]["geo"]["box"].split())
    assert 30 < south < north < 60
    assert 100 < west < east < 150


@pytest.mark.parametrize(
    ("path", "media"), [("a/b.gpkg", "application/geopackage+sqlite3"), ("SUMS", "text/plain")]
)
def test_a_media_type_follows_from_the_ending(path: str, media: str) -> None:
    assert media_of([path]) == {path: media}


def test_a_label_in_the_codebook_is_text(folder: Path) -> None:
    path = folder / "codes.csv"
    text = path.read_text("utf-8").replace(",Battle,", ",[x](javascript:a) *b* | c,")
    path.write_text(text, "utf-8")
    material = make_material(folder)
    files = describe_files({}, material)["CODEBOOK.md"].decode()
    assert r"\[x\](javascript:a) \*b\* \| c" in files
