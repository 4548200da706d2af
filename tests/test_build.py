"""The command line: exit codes, equal bytes, and an old map that survives a failing build."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

import build_map
from geo.atlas.tables import Atlas
from geo.export import html as page
from geo.export.folder import MARK

LAYERS = ("events", "places", "positions", "areas", "lines")
Change = Callable[[str, str, str], None]
ROOT = Path(__file__).resolve().parent.parent
# The bundle of the tiny archive; the real one has a relief and a list of third parties besides.
FILES = {
    "map.html", "border-incidents.gpkg", "border-incidents.qgs", "places.lpf.json",
    "csv/areas-wkt.csv", "csv/areas-wkt.csvt", "csv/lines-wkt.csv", "csv/lines-wkt.csvt",
    "CITATION.cff", "CODEBOOK.md", "SHA256SUMS", "datapackage.json",
    *(f"geojson/{name}.geojson" for name in LAYERS),
    *(f"csv/{name}.{ending}" for ending in ("csv", "csvt") for name in (*LAYERS,
      "claims", "sources", "names", "statements", "codes",
      "palette", "shapes", "statement_tests", "statement_results", "statement_numbers",
      "statistics", "campaigns", "units", "unit_parents", "unit_names", "persons",
      "person_names", "offices", "phases", "days", "participants", "tellings",
      "retired", "changes", "citations")),
    *(f"kml/border-incidents.{tag}.kml" for tag in ("en", "ja", "mn", "ru", "zh")),
    *(f"kml/icons/{name}.png" for name in ("arrow", "boat", "burst", "circle", "diamond", "eye",
      "hexagon", "pentagon", "square", "star", "triangle", "triangle-down")),
    *(f"parquet/{name}.parquet" for name in LAYERS if find_spec("pyarrow")),
}  # fmt: skip
EXTRA = {"LICENCES.md", "border-incidents-relief.jpg", "border-incidents-relief.jgw",
         "border-incidents-relief.jpg.aux.xml"}  # fmt: skip


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder to build into, with a page that needs no real data to be drawn."""

    def draw(atlas: Atlas, base: dict[str, object], measurements: object, _: object) -> str:
        return f"<!doctype html>{len(atlas.events)}{list(base)}{measurements}"

    monkeypatch.setattr(page, "draw_page", draw)
    return tmp_path / "output"


def build(data: Path, output: Path, *more: str) -> int:
    return build_map.main(["--data", str(data), "--output", str(output), *more])


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder, hidden ones included."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_build_writes_the_map_and_tells_what_it_built(
    folder: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(folder, output) == 0
    assert set(contents(output)) == FILES
    said = capsys.readouterr()
    assert "3 events" in said.out
    assert "map.html" in said.out
    assert said.out.splitlines()[-1].startswith("built in ")
    assert said.err == ""


@pytest.mark.slow
def test_two_builds_are_equal_byte_by_byte(folder: Path, output: Path) -> None:
    build(folder, output)
    first = contents(output)
    build(folder, output)
    assert contents(output) == first


@pytest.mark.slow
def test_a_chosen_format_is_built_and_described_alone(folder: Path, output: Path) -> None:
    assert build(folder, output, "--formats", "geojson") == 0
    described = {"CITATION.cff", "CODEBOOK.md", "SHA256SUMS", "datapackage.json"}
    assert set(contents(output)) == described | {f"geojson/{name}.geojson" for name in LAYERS}


@pytest.mark.slow
def test_what_an_earlier_build_left_is_removed_and_said(
    folder: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(folder, output)
    (output / "geojson" / "mine.txt").write_text("mine", "utf-8")
    (output / "kml" / "border-incidents.en.kml").write_text("changed", "utf-8")
    capsys.readouterr()
    assert build(folder, output, "--formats", "html") == 0
    described = {"map.html", "CITATION.cff", "CODEBOOK.md", "SHA256SUMS", "datapackage.json"}
    kept = {"geojson/mine.txt", "kml/border-incidents.en.kml"}
    assert set(contents(output)) == described | kept
    assert not (output / "csv").exists()
    said = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("removed: ") for line in said) == len(FILES - described) - 1
    changed = output / "kml" / "border-incidents.en.kml"
    assert f"kept: {changed}, which an earlier build made and somebody changed" in said


@pytest.mark.slow
def test_a_list_of_sums_removes_nothing_outside_the_folder(folder: Path, output: Path) -> None:
    output.mkdir()
    outside = output.parent / "mine.txt"
    outside.write_bytes(b"mine")
    digest = hashlib.sha256(b"mine").hexdigest()
    sums = hashlib.sha256(b"").hexdigest()
    lines = [f"{digest}  {name}" for name in ("../mine.txt", str(outside), "nowhere")]
    lines += [f"{sums}  SHA256SUMS"]
    (output / "SHA256SUMS").write_text("\n".join([MARK, *lines, "nonsense", ""]), "utf-8")
    assert build(folder, output, "--formats", "html") == 0
    assert outside.read_bytes() == b"mine"


@pytest.mark.slow
@pytest.mark.parametrize("sums", [b"\xff", b"", b"0  map.html\n"])
def test_a_list_of_sums_that_is_not_of_a_build_is_refused(
    folder: Path, output: Path, capsys: pytest.CaptureFixture[str], sums: bytes
) -> None:
    output.mkdir()
    (output / "SHA256SUMS").write_bytes(sums)
    assert build(folder, output, "--formats", "html") == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert said[0].startswith(f"{output / 'SHA256SUMS'}: is there already")
    assert contents(output) == {"SHA256SUMS": sums}


@pytest.mark.slow
def test_the_data_are_never_written_over(
    folder: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(folder)
    assert build(folder, folder) == 2
    assert build(folder, folder / "output") == 2
    folder.rename(folder.with_name("csv"))
    assert build(folder.with_name("csv"), folder.parent) == 2
    assert contents(folder.with_name("csv")) == before
    assert len(capsys.readouterr().err.splitlines()) == 3
    assert not output.exists()


@pytest.mark.slow
def test_a_path_that_the_console_cannot_show_is_shown_otherwise(folder: Path) -> None:
    target = folder.parent / "карта"
    done = subprocess.run(
        [sys.executable, "build_map.py", "--data", folder, "--output", target, "--formats", "csv"],
        cwd=ROOT, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u043a\\u0430\\u0440\\u0442\\u0430/csv/events.csv" in done.stdout


def test_an_unknown_format_is_wrong_use(
    folder: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(folder, output, "--formats", "geojson,shp") == 2
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "unknown format 'shp'; expected some of "
        "geojson,csv,gpkg,qgis,kml,linked-places,parquet,html"
    ]
    assert not output.exists()


def test_checking_writes_nothing(folder: Path, output: Path) -> None:
    assert build(folder, output, "--check") == 0
    assert not output.exists()


@pytest.mark.slow
def test_a_failing_build_leaves_the_old_map_and_tells_all_problems(
    folder: Path, output: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    build(folder, output)
    before = contents(output)
    change("events.csv", "1936-02", "1936-02-30")
    change("places.csv", ",2.35,", ",235,")
    capsys.readouterr()
    assert build(folder, output) == 1
    assert contents(output) == before
    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in said] == [
        f"{folder}/events.csv:3",
        f"{folder}/places.csv:2",
        "problems",
    ]


@pytest.mark.slow
def test_a_page_that_cannot_be_drawn_leaves_the_old_map(
    folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder, output)
    before = contents(output)

    def fail(*_: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(page, "draw_page", fail)
    with pytest.raises(RuntimeError):
        build(folder, output)
    assert contents(output) == before


@pytest.mark.slow
def test_a_disk_that_refuses_leaves_the_old_map(
    folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch, change: Change
) -> None:
    build(folder, output)
    before = contents(output)
    change("events.csv", "1936-02", "1936-03")
    write = Path.write_bytes

    def refuse(path: Path, data: bytes) -> int:
        if path.name == "map.html":
            raise OSError(28, "No space left on device", str(path))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert build(folder, output) == 2
    assert contents(output) == before


def test_a_missing_data_folder_is_wrong_use(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(output / "nowhere", output) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.slow
def test_an_output_that_is_a_file_is_wrong_use(
    folder: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output.write_text("mine", "utf-8")
    assert build(folder, output) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert output.read_text("utf-8") == "mine"


def test_a_folder_without_a_descriptor_is_bad_data(tmp_path: Path, output: Path) -> None:
    assert build(tmp_path, output) == 1
    assert not output.exists()


@pytest.mark.slow
def test_an_interruption_is_one_line(
    folder: Path,
    output: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def interrupt(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(page, "draw_page", interrupt)
    assert build(folder, output) == 130
    assert capsys.readouterr().err == "interrupted\n"


@pytest.mark.parametrize("arguments", [["--nonsense"], ["--data"], ["stray"]])
def test_a_wrong_option_is_wrong_use(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as error:
        build_map.main(arguments)
    assert error.value.code == 2


def damage(data: bytes, chance: random.Random) -> bytes:
    """Return data with one damage: bytes cut, doubled, swapped or replaced."""
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice([1, 1, 2, 5, 40, 2000]))
    piece = data[start:end]
    text = "' \" \n , ; NaN -1 1e999 null [] {} ../ [[ <b> \u2028 é 1938-02-30".split(" ")  # noqa: SIM905
    odd = [b"", piece * 2, piece[::-1], b"\xff", b"\0", b" ", *(word.encode() for word in text)]
    return data[:start] + chance.choice(odd) + data[end:]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100))
def test_damaged_data_is_told_or_harmless_and_never_a_traceback(
    grounded: Path, tmp_path: Path, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "output"
    chance = random.Random(seed)
    path = chance.choice(sorted(path for path in grounded.rglob("*") if path.is_file()))
    path.write_bytes(damage(path.read_bytes(), chance))
    code = build(grounded, output)
    told = capsys.readouterr().err.splitlines()
    said = [line for line in told if not line.startswith(f"warning: {grounded}")]
    assert code in (0, 1)
    assert output.exists() == (code == 0)
    assert (len(said) >= 2) == (code == 1)
    assert [s for s in said if not s.startswith((str(grounded), "problems: "))] == []


@pytest.mark.slow
def test_the_real_map_is_the_same_in_two_processes(tmp_path: Path) -> None:
    outputs = []
    for seed in ("1", "2"):
        command = [sys.executable, str(ROOT / "build_map.py"), "--output", str(tmp_path / seed)]
        done = subprocess.run(
            command,
            env={"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "1" else "America/New_York"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        outputs.append(contents(tmp_path / seed))
    assert set(outputs[0]) == FILES | EXTRA
    assert outputs[0] == outputs[1]


@pytest.mark.slow
def test_a_data_folder_of_points_alone_is_a_good_one(folder: Path, output: Path) -> None:
    path = folder / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    drop = ("lines", "base-land", "statements", "statement_tests")
    package["resources"] = [one for one in package["resources"] if one["name"] not in drop]
    path.write_text(json.dumps(package, indent=1), "utf-8")
    for name in ("geometry/lines.geojson", "basemap/land.geojson"):
        (folder / name).unlink()
    for name in ("statements.csv", "statement_tests.csv"):
        (folder / name).unlink(missing_ok=True)
    assert build(folder, output) == 0
    assert "csv/events.csv" in contents(output)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_that_a_library_hides_is_one_still(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    def interrupt(*_: object) -> int:
        # What is raised while C code asks for the next element becomes a TypeError of its own.
        Element("a").extend(signal.raise_signal(number) for _ in range(1))
        return 0

    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    monkeypatch.setattr(build_map, "build", interrupt)
    try:
        assert build_map.main(["--data", str(folder)]) == 130
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    assert capsys.readouterr().err == "interrupted\n"


def test_an_error_of_the_program_stays_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise ValueError("a mistake of ours")

    monkeypatch.setattr(build_map, "build", fail)
    with pytest.raises(ValueError, match="ours"):
        build_map.main([])
