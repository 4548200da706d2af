"""The output folder: one build at a time, old or new whole, and nothing lost that is not a build's.

Files are written into a folder inside, `.building`, and moved into place when all are complete. A
process that is killed while it moves them leaves `.building` with the list of what is still to do,
and the next build finishes that first.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

SUMS = "SHA256SUMS"
# The first line of the list of a bundle; `sha256sum --check` skips it.
MARK = "# Files of a map built by build_map.py; the next build replaces them."
SUM_LINE = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>.+)")
STAGE = ".building"
# Inside the stage: the new files, and what to do when all of them are there.
NEW, PLAN = "new", "plan.json"
# How builds named their folders before there was a plan in them.
OLD_STAGES = ".building-*"


class RefusedError(OSError):
    """Say of a path why nothing is written there: it is used wrongly."""

    def __init__(self, path: Path, why: str) -> None:
        """Hold the path and the reason as any error of the system does."""
        super().__init__(errno.EPERM, why, str(path))

    def __str__(self) -> str:
        """Return the one line that a user reads."""
        return f"{self.filename}: {self.strerror}"


@contextmanager
def hold_folder(folder: Path, inputs: Iterable[Path]) -> Iterator[list[str]]:
    """Hold a folder for this build alone; yield a line for each thing mended in it.

    What a killed build has left is finished or removed first. A folder that was made for a build
    which then fails is removed again. `inputs` are the files and folders the data are read from.

    Raises
    ------
    RefusedError
        If another build holds the folder, or it is or lies in the folder of the data.
    OSError
        If it cannot be made.
    """
    for path in inputs:
        if path.is_dir() and folder.resolve().is_relative_to(path.resolve()):
            raise RefusedError(folder, "is the folder of the data, or lies in it; choose another")
    if os.path.lexists(folder) and not folder.is_dir():
        raise RefusedError(folder, "is there already, and is no folder")
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with _lock(folder):
            yield _heal(folder)
    finally:
        if is_new and not any(folder.iterdir()):
            folder.rmdir()


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Lock a folder; the system lets go of it when the process ends, in whatever way."""
    busy = RefusedError(folder, "another build is writing into it; wait for its end")
    if sys.platform == "win32":
        # There nobody can delete or open anew a file that a living process has opened.
        path = folder / f"{STAGE}.lock"
        try:
            path.unlink(missing_ok=True)
            handle = path.open("x")
        except (PermissionError, FileExistsError):
            raise busy from None
        try:
            yield
        finally:
            handle.close()
            path.unlink(missing_ok=True)
        return
    import fcntl

    number = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise busy from None
        yield
    finally:
        os.close(number)


def _heal(folder: Path) -> list[str]:
    """Finish or remove what a killed build has left; return a line for each."""
    notes = []
    stage = folder / STAGE
    if plan := _read_plan(folder):
        _carry_out(folder, *plan)
        notes.append(f"finished: {folder}, where an earlier build was cut short")
    elif stage.is_dir():
        notes.append(f"removed: {stage}, left by a build that was cut short")
    for path in [stage, *folder.glob(OLD_STAGES)]:
        shutil.rmtree(path, ignore_errors=True)
    return notes


def _read_plan(folder: Path) -> tuple[list[str], list[str]] | None:
    """Return the names of the files to move and to remove that a killed build left, if any."""
    try:
        plan = json.loads((folder / STAGE / PLAN).read_text("utf-8"))
        names, remove = list(map(str, plan["names"])), list(map(str, plan["remove"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    is_sound = all(_is_inside(folder / one, folder) for one in (*names, *remove))
    return (names, remove) if is_sound else None


def read_sums(folder: Path, name: str = "") -> dict[str, str]:
    """Return the SHA-256 of each file of the bundle in a folder, none if there is no bundle.

    A list of sums is that of a bundle if it begins with `MARK`, or if, as those of older builds, it
    has a data package of this `name`.
    """
    try:
        text = (folder / SUMS).read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return {}
    found = (SUM_LINE.fullmatch(line) for line in text.splitlines())
    sums = {match["name"]: match["digest"] for match in found if match}
    return sums if text.startswith(MARK) or _is_older_bundle(folder, sums, name) else {}


def _is_older_bundle(folder: Path, sums: Mapping[str, str], name: str) -> bool:
    """Tell whether the package that a list of sums names is there, unchanged, and of this name."""
    path = folder / "datapackage.json"
    if not name or path.name not in sums or not path.is_file():
        return False
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sums[path.name]:
        return False
    package = json.loads(content)
    return isinstance(package, dict) and package.get("name") == name


def make_sums(files: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 of every file, as `sha256sum --check` reads it."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {path}" for path, content in files.items())
    return "\n".join([MARK, *lines, ""]).encode()


def write_files(
    files: Mapping[str, bytes], folder: Path, inputs: Iterable[Path] = (), name: str = ""
) -> list[str]:
    """Write a bundle into a folder that is held, and remove what an older one of it left there.

    `files` maps paths inside the folder to contents, the list of sums last; `inputs` are the files
    the data were read from, `name` that of the data package. Returns a line for each file that was
    replaced or removed, or kept, though an older build or somebody else had it.

    Raises
    ------
    RefusedError
        If something in the way is no file of a bundle; nothing is written then.
    OSError
        If the disk refuses a file, which is named; the old files are left alone.
    """
    before = read_sums(folder, name)
    _refuse_foreign(files, folder, before, inputs)
    notes = [
        f"replaced: {folder / one}, which somebody had changed"
        for one in files
        if one in before and _digest(folder / one) not in ("", before[one])
    ]
    left = {one: digest for one, digest in before.items() if one not in files}
    remove = [one for one in left if _is_inside(folder / one, folder) and (folder / one).is_file()]
    changed = [one for one in remove if _digest(folder / one) != left[one]]
    remove = [one for one in remove if one not in changed]
    made = "which an earlier build made"
    notes += [f"removed: {folder / one}, {made} and this one does not" for one in remove]
    notes += [f"kept: {folder / one}, {made} and somebody changed" for one in changed]
    try:
        _write_stage(files, folder, remove)
    except BaseException:
        shutil.rmtree(folder / STAGE, ignore_errors=True)
        raise
    with _undisturbed():
        # If the disk refuses half-way, the stage stays, and the next build goes on with it.
        _carry_out(folder, list(files), remove)
        shutil.rmtree(folder / STAGE, ignore_errors=True)
    return notes


def _refuse_foreign(
    files: Mapping[str, bytes], folder: Path, before: Mapping[str, str], inputs: Iterable[Path]
) -> None:
    """Raise RefusedError if a file would go over one that no build made, or out of the folder."""
    read = {path.resolve() for path in inputs}
    made = {*before, SUMS} if before else set()
    for name in files:
        path = folder / name
        if path.resolve() in read:
            raise RefusedError(path, "the data are read from it; choose another folder")
        for part in path.relative_to(folder).parents:
            above = folder / part
            is_folder = above.is_dir() and not above.is_symlink()
            if part.name and os.path.lexists(above) and not is_folder:
                raise RefusedError(above, "expected a folder, and no link; move it away")
        if not os.path.lexists(path):
            continue
        if path.is_dir() and not path.is_symlink():
            raise RefusedError(path, "a folder stands in the place of a file; move it away")
        if name not in made and not _is_same(path, files[name]):
            why = (
                "is there already, and no build has made it; move it away, or choose another folder"
            )
            raise RefusedError(path, why)


def _is_same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file, "" if there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _write_stage(files: Mapping[str, bytes], folder: Path, remove: list[str]) -> None:
    """Write the new files beside the old ones, and then what is to be done with them."""
    new = folder / STAGE / NEW
    for name, content in files.items():
        path = new / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            # The reader knows the file by the place where it would have been.
            raise OSError(error.errno, error.strerror, str(folder / name)) from error
    plan = json.dumps({"names": list(files), "remove": remove})
    part = folder / STAGE / f"{PLAN}.part"
    part.write_text(plan, "utf-8")
    os.replace(part, part.with_name(PLAN))


def _carry_out(folder: Path, names: Iterable[str], remove: Iterable[str]) -> None:
    """Move the new files into place and remove the old ones; again, if it was cut short."""
    for name in remove:
        path = folder / name
        path.unlink(missing_ok=True)
        if path.parent != folder and path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()
    for name in names:
        new = folder / STAGE / NEW / name
        if new.exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(new, folder / name)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off interruptions until a short piece of work is done."""
    came: list[int] = []
    old = {}
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            old[number] = signal.signal(number, lambda one, _: came.append(one))
        except ValueError:  # not the main thread, which alone is interrupted
            continue
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)
    if came:
        raise KeyboardInterrupt(errno.EINTR)
