"""The output folder: nothing of anybody else is lost, and a killed build leaves old or new."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from geo.export import folder as module
from geo.export.folder import (
    MARK,
    RefusedError,
    hold_folder,
    make_sums,
    read_sums,
    write_files,
)

ROOT = Path(__file__).resolve().parent.parent
OLD = {"map.html": b"old", "csv/a.csv": b"old a", "csv/b.csv": b"old b", "kml/x.kml": b"old x"}
NEW = {"map.html": b"new", "csv/a.csv": b"new a", "geojson/y.geojson": b"new y"}


def bundle(files: dict[str, bytes]) -> dict[str, bytes]:
    return {**files, "SHA256SUMS": make_sums(files)}


def write(files: dict[str, bytes], folder: Path, *inputs: Path) -> list[str]:
    with hold_folder(folder, inputs) as mended:
        return [*mended, *write_files(bundle(files), folder, inputs)]


def contents(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def is_whole(folder: Path, files: dict[str, bytes]) -> bool:
    return contents(folder) == bundle(files)


def test_an_older_bundle_makes_room_for_the_new(tmp_path: Path) -> None:
    assert write(OLD, tmp_path / "out") == []
    notes = write(NEW, tmp_path / "out")
    assert is_whole(tmp_path / "out", NEW)
    assert [note.split(": ")[0] for note in notes] == ["removed", "removed"]
    assert not (tmp_path / "out" / "kml").exists()


def test_the_sums_are_checked_by_the_usual_tool(tmp_path: Path) -> None:
    write(OLD, tmp_path)
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(OLD)


def test_the_list_of_somebody_else_is_no_bundle(tmp_path: Path) -> None:
    (tmp_path / "debian.iso").write_bytes(b"iso")
    digest = hashlib.sha256(b"iso").hexdigest()
    (tmp_path / "SHA256SUMS").write_text(f"{digest}  debian.iso\n", "utf-8")
    before = contents(tmp_path)
    with pytest.raises(RefusedError, match="SHA256SUMS: is there already, and no build has made"):
        write(NEW, tmp_path)
    assert contents(tmp_path) == before
    assert read_sums(tmp_path) == {}


@pytest.mark.parametrize("name", ["map.html", "csv/a.csv", "SHA256SUMS"])
def test_a_file_that_no_build_made_is_never_replaced(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"mine")
    with pytest.raises(RefusedError, match="no build has made it"):
        write(NEW, tmp_path)
    assert contents(tmp_path) == {name: b"mine"}


def test_a_file_of_a_bundle_that_somebody_changed_is_named(tmp_path: Path) -> None:
    write(OLD, tmp_path)
    (tmp_path / "map.html").write_bytes(b"changed")
    (tmp_path / "kml" / "x.kml").write_bytes(b"changed")
    notes = write(NEW, tmp_path)
    assert f"replaced: {tmp_path}/map.html, which somebody had changed" in notes
    kept = f"kept: {tmp_path}/kml/x.kml, which an earlier build made and somebody changed"
    assert kept in notes
    assert (tmp_path / "kml" / "x.kml").read_bytes() == b"changed"


def test_files_of_other_names_stay(tmp_path: Path) -> None:
    write(OLD, tmp_path)
    (tmp_path / "kml" / "mine.txt").write_bytes(b"mine")
    write(NEW, tmp_path)
    assert contents(tmp_path) == {**bundle(NEW), "kml/mine.txt": b"mine"}


def test_a_bundle_of_before_the_mark_is_known_by_its_package(tmp_path: Path) -> None:
    package = json.dumps({"name": "war"}).encode()
    old = {**OLD, "datapackage.json": package}
    for name, content in old.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    sums = make_sums(old).decode().replace(f"{MARK}\n", "")
    (tmp_path / "SHA256SUMS").write_text(sums, "utf-8")
    assert set(read_sums(tmp_path, "war")) == set(old)
    assert read_sums(tmp_path, "peace") == {}
    assert read_sums(tmp_path) == {}
    (tmp_path / "datapackage.json").write_bytes(package + b" ")
    assert read_sums(tmp_path, "war") == {}


def test_the_data_are_never_written_over(tmp_path: Path) -> None:
    data = tmp_path / "csv"
    data.mkdir()
    (data / "a.csv").write_bytes(b"mine")
    with pytest.raises(RefusedError, match="csv: is the folder of the data, or lies in it"):
        write(NEW, data, data)
    with pytest.raises(RefusedError, match="the folder of the data"):
        write(NEW, data / "inside", data)
    with pytest.raises(RefusedError, match=r"a\.csv: the data are read from it"):
        write(NEW, tmp_path, data, data / "a.csv")
    assert contents(tmp_path) == {"csv/a.csv": b"mine"}
    assert not (data / "inside").exists()


@pytest.mark.parametrize("name", ["map.html", "csv"])
def test_what_is_in_the_way_is_named_by_its_place(tmp_path: Path, name: str) -> None:
    if name == "csv":
        (tmp_path / "csv").write_bytes(b"mine")
    else:
        (tmp_path / name).mkdir()
    with pytest.raises(RefusedError, match=f"{name}: "):
        write(NEW, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "csv").symlink_to(tmp_path / "else", target_is_directory=True)
    with pytest.raises(RefusedError, match="expected a folder, and no link"):
        write(NEW, tmp_path / "out")
    assert contents(tmp_path / "else") == {}


@pytest.mark.parametrize("make", ["file", "dangling"])
def test_an_output_that_is_no_folder_is_refused(tmp_path: Path, make: str) -> None:
    path = tmp_path / "out"
    if make == "file":
        path.write_bytes(b"mine")
    else:
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(RefusedError, match="is there already, and is no folder"):
        write(NEW, path)


def test_a_folder_made_for_a_build_that_fails_is_gone_again(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), hold_folder(tmp_path / "out", []):
        raise RuntimeError
    assert not (tmp_path / "out").exists()


def test_a_full_disk_names_the_file_and_leaves_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(OLD, tmp_path)
    write_bytes = Path.write_bytes

    def refuse(path: Path, data: bytes) -> int:
        if path.name == "a.csv":
            raise OSError(28, "No space left on device")
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(OSError, match="No space left") as error:
        write(NEW, tmp_path)
    assert error.value.filename == str(tmp_path / "csv" / "a.csv")
    monkeypatch.undo()
    assert is_whole(tmp_path, OLD)


class Killed(BaseException):
    """Stand for a process that ends at once."""


STEPS = len(bundle(NEW)) + 2


@pytest.mark.parametrize("step", range(STEPS))
def test_a_build_killed_at_any_step_is_finished_or_undone_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    write(OLD, tmp_path)
    replace, done = os.replace, []

    def cut(source: Path, target: Path) -> None:
        if len(done) == step:
            raise Killed
        done.append(target)
        replace(source, target)

    monkeypatch.setattr(module.os, "replace", cut)
    monkeypatch.setattr(module.shutil, "rmtree", lambda *_, **__: None)
    with suppress(Killed):
        write(NEW, tmp_path)
    monkeypatch.undo()
    with hold_folder(tmp_path, []) as mended:
        pass
    assert is_whole(tmp_path, OLD if step == 0 else NEW)
    assert len(mended) == 1
    assert ("finished" if step else "removed") in mended[0]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_waits_until_all_files_are_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    write(OLD, tmp_path)
    replace, before = os.replace, signal.getsignal(number)

    def interrupt(source: Path, target: Path) -> None:
        replace(source, target)
        signal.raise_signal(number)

    monkeypatch.setattr(module.os, "replace", interrupt)
    # The plan is moved into place before, when an interruption ends the build at once.
    signal.signal(number, signal.SIG_IGN)
    try:
        with pytest.raises(KeyboardInterrupt):
            write(NEW, tmp_path)
    finally:
        signal.signal(number, before)
    monkeypatch.undo()
    assert is_whole(tmp_path, NEW)


WRITER = """
import sys
from pathlib import Path
from geo.export.folder import hold_folder, make_sums, write_files
folder, size = Path(sys.argv[1]), int(sys.argv[2])
for turn in range(10**6):
    files = {f"csv/{n}.csv": f"{turn % 2}".encode() * size for n in range(12 + turn % 2)}
    files["SHA256SUMS"] = make_sums(files)
    with hold_folder(folder, []):
        write_files(files, folder)
    print(turn, flush=True)
"""


@pytest.mark.slow
def test_twenty_builds_killed_at_any_moment_leave_a_whole_bundle(tmp_path: Path) -> None:
    chance = random.Random(5)
    for turn in range(20):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, tmp_path / "out", "20000"], cwd=ROOT,
            stdout=subprocess.PIPE,
        ) as process:  # fmt: skip
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.random() / 20)
            process.send_signal(signal.SIGTERM if turn % 4 == 0 else signal.SIGKILL)
            process.stdout.close()
            process.wait()
        with hold_folder(tmp_path / "out", []):
            pass
        assert not (tmp_path / "out" / ".building").exists()
        sums = read_sums(tmp_path / "out")
        found = contents(tmp_path / "out")
        assert set(found) == {*sums, "SHA256SUMS"}
        for name, digest in sums.items():
            assert hashlib.sha256(found[name]).hexdigest() == digest


def test_a_second_build_into_a_folder_is_refused(tmp_path: Path) -> None:
    busy = pytest.raises(RefusedError, match="another build is writing into it")
    with hold_folder(tmp_path, []), busy, hold_folder(tmp_path, []):
        pass
    with hold_folder(tmp_path, []):
        pass


def test_a_plan_that_leads_out_of_the_folder_is_none(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    stage = tmp_path / "out" / ".building"
    for plan in ('{"names": [], "remove": ["../mine.txt"]}', "{", "[]", '{"names": 1}'):
        stage.mkdir(parents=True)
        (stage / "plan.json").write_text(plan, "utf-8")
        with hold_folder(tmp_path / "out", []) as mended:
            assert mended == [f"removed: {stage}, left by a build that was cut short"]
        assert (tmp_path / "mine.txt").read_bytes() == b"mine"
        assert not stage.exists()
