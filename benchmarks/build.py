"""What each step of a build costs, beside the time it takes to import what it stands on.

Run it as ``python benchmarks/build.py [RUNS]``. The baseline is a fresh Python that imports
geopandas and folium and does nothing; absolute times mean nothing on another machine.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STEPS: tuple[tuple[str, list[str]], ...] = (
    ("page alone", ["--formats", "html"]),
    ("whole bundle", []),
    ("check alone", ["--check"]),
)


def run(*arguments: str) -> float:
    """Return the seconds a fresh Python takes with these arguments."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - start


def median(runs: int, act: Callable[[], float]) -> float:
    """Return the median of several runs after one that does not count."""
    act()
    return statistics.median(act() for _ in range(runs))


def main(runs: int) -> None:
    """Print the seconds of each step and its ratio to the imports."""
    base = median(runs, lambda: run("-c", "import geopandas, folium"))
    print(f"{'imports':16}{base:8.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        for name, options in STEPS:
            command = ["build_map.py", "--output", str(Path(folder, "output")), *options]
            seconds = median(runs, partial(run, *command))
            print(f"{name:16}{seconds:8.2f} s {seconds / base:8.2f} x imports")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
