"""The types of the program: mypy in its strict mode finds nothing, and would find something."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def check(*paths: str) -> subprocess.CompletedProcess[str]:
    """Run mypy with the settings of the project, over its files or over some others."""
    command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), *paths]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_types_of_every_function_fit() -> None:
    told = check()
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f(n):\n    return n\n", "no-untyped-def"),
        ("def f(n: list) -> int:\n    return len(n)\n", "type-arg"),
        ("def f(n: int) -> str:\n    return n\n", "return-value"),
        ("from typing import Any\n\n\ndef f(n: Any) -> str:\n    return n\n", "no-any-return"),
        ("def f(n: int) -> int:\n    return n  # type: ignore[arg-type]\n", "unused-ignore"),
    ],
)
def test_what_is_not_typed_would_be_found(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "bad.py").write_text(text, "utf-8")
    told = check(str(tmp_path / "bad.py"))
    assert f"[{expected}]" in told.stdout
