"""Build the map: read the tables, check them, make the atlas, draw the page, write the files."""

from __future__ import annotations

import argparse
import io
import signal
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.export.formats import Material

ROOT = Path(__file__).resolve().parent
DONE, BAD_DATA, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: list[str] | None = None) -> int:
    """Build or check as the command line says; return the exit code."""
    parser = argparse.ArgumentParser(prog="build_map.py", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only check the data, write nothing")
    parser.add_argument("--strict", action="store_true", help="take warnings for problems")
    parser.add_argument("--data", type=Path, default=ROOT / "data", metavar="DIR")
    parser.add_argument("--output", type=Path, default=ROOT / "output", metavar="DIR")
    built = "what to build, such as html,gpkg (default: everything)"
    parser.add_argument("--formats", metavar="LIST", help=built)
    options = parser.parse_args(arguments)
    came = prepare_process()
    try:
        output = None if options.check else options.output
        code = build(options.data, output, options.formats, options.strict)
        sys.stdout.flush()
        return code
    except (KeyboardInterrupt, Exception) as error:
        # A library in C may put an error of its own in the place of an interruption.
        if came or isinstance(error, KeyboardInterrupt):
            return fail(INTERRUPTED, "interrupted")
        if isinstance(error, OSError):
            return fail(WRONG_USE, f"{error.filename or 'standard output'}: {error.strerror}")
        raise


def prepare_process() -> list[int]:
    """Let the console show any path, and SIGTERM end as Ctrl-C does; return the signals so far."""
    came: list[int] = []

    def interrupt(number: int, _: object) -> None:
        came.append(number)
        raise KeyboardInterrupt

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, interrupt)
    return came


def fail(code: int, *lines: object) -> int:
    """Say why nothing was built; return the exit code."""
    print(*lines, sep="\n", file=sys.stderr)
    return code


def build(data: Path, output: Path | None, names: str | None = None, strict: bool = False) -> int:
    """Build a data folder into an output folder, or only check it if there is none."""
    started = time.perf_counter()
    if not data.is_dir():
        return fail(WRONG_USE, f"{data}: no such data folder")
    # Imported here, so that --help and a wrong option answer at once.
    from geo.atlas.tables import make_atlas
    from geo.check.plausible import find_warnings
    from geo.check.rules import find_problems
    from geo.export.bundle import choose_formats
    from geo.export.dataset import make_catalogue
    from geo.export.formats import Material
    from geo.measure.statements import measure_statements
    from geo.read.archive import read_archive

    try:
        formats = choose_formats(names)
    except ValueError as error:
        return fail(WRONG_USE, error)
    archive, problems = read_archive(data)
    problems = sorted({*problems, *(find_problems(archive) if archive else [])})
    warnings = find_warnings(archive) if archive else []
    count = len(problems) + strict * len(warnings)
    print(*(f"{one}\n" for one in sorted([*problems, *warnings])), sep="", end="", file=sys.stderr)
    if archive is None or count:
        return fail(BAD_DATA, f"problems: {count}; nothing was written")
    atlas = make_atlas(archive)
    results = measure_statements(atlas)
    if output:
        material = Material(make_catalogue(archive, atlas, results), atlas, results, archive)
        print(*write(material, formats, output), sep="\n")
    counted = ("events", "places", "areas", "lines", "claims", "sources", "statements")
    print(*(f"{len(getattr(atlas, name)):9,} {name}" for name in counted), sep="\n")
    print(f"{'built' if output else 'checked'} in {time.perf_counter() - started:.1f} s")
    return DONE


def write(material: Material, formats: Iterable[str], output: Path) -> list[str]:
    """Make the formats and write them into a folder; return a line for each file."""
    from geo.export.bundle import find_inputs, make_formats, write_bundle
    from geo.export.folder import hold_folder

    with hold_folder(output, find_inputs(material.archive)) as mended:
        files, left_out = make_formats(material, formats)
        sizes, met = write_bundle(files, material, output)
    return [*mended, *(f"{size:9,} bytes  {path}" for path, size in sizes), *met, *left_out]


if __name__ == "__main__":
    sys.exit(main())
