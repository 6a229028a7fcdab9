"""The `test` command: lint, format, types and tests of a checkout, each as a developer would call it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = {
    "lint": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy", "--strict", "game", "tests", "main.py"),
}


def steps(rest: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return what is run, by name; words for pytest ask for pytest only."""
    tests = {"tests": ("pytest", *rest)}
    return tests if rest else CHECKS | tests


def run(rest: Sequence[str]) -> int:
    """Run every step, even after one failed; return 0 if all passed, else 1."""
    if not (ROOT / "pyproject.toml").is_file():
        print("The tests come with a checkout of the source; this is an installed package.", file=sys.stderr)
        return 1
    failed = [name for name, words in steps(rest).items() if not passes(name, words)]
    print(f"Failed: {', '.join(failed)}." if failed else "All passed.", flush=True)
    return 1 if failed else 0


def passes(name: str, words: Sequence[str]) -> bool:
    """Run one step in the checkout, show its time, and tell whether it passed."""
    print(f"== {name}: {' '.join(words)}", flush=True)
    began = time.perf_counter()
    code = subprocess.call([sys.executable, "-m", *words], cwd=ROOT)
    print(f"== {name}: {'ok' if code == 0 else 'FAILED'} in {time.perf_counter() - began:.1f} s", flush=True)
    return code == 0
