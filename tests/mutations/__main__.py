"""Breaks the code at its critical points, one at a time in a copy, and reports which test notices.

`python -m tests.mutations [WORD ...]` from the repository's root; words choose by name. Ends with 1 where nothing
noticed a mutation, or where its text is no longer in its file.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.mutations.caption_entries import CAPTION_MUTATIONS
from tests.mutations.entries import MUTATIONS, Mutation

_ROOT = Path(__file__).parents[2]
_COPIED = ("transcriber", "tests", "assets", "packaging", "pyproject.toml", "README.md")
_LONGEST_S = 240
_TESTS_FAILED = 1


def main() -> int:
    """Try the chosen ones, print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*")
    words = [word.lower() for word in parser.parse_args().words]
    entries = (*MUTATIONS, *CAPTION_MUTATIONS)
    chosen = [each for each in entries if not words or any(word in each.name for word in words)]
    unnoticed = 0
    with tempfile.TemporaryDirectory(prefix="transcriber-mutations-") as folder:
        copy_tree(Path(folder))
        for mutation in chosen:
            began_s = time.monotonic()
            noticed = noticed_by(Path(folder), mutation)
            unnoticed += noticed is None
            print(f"{mutation.name}: {noticed or 'NOT NOTICED'} ({time.monotonic() - began_s:.0f} s)", flush=True)
    print(f"{len(chosen)} mutations, {unnoticed} not noticed")
    return 1 if unnoticed else 0


def copy_tree(folder: Path) -> None:
    """What the tests need, without what was compiled."""
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc", ".pytest_cache", ".hypothesis")
    for name in _COPIED:
        if (_ROOT / name).is_dir():
            shutil.copytree(_ROOT / name, folder / name, ignore=ignored)
        elif (_ROOT / name).exists():
            shutil.copy2(_ROOT / name, folder / name)


def mutated(source: str, mutation: Mutation) -> str:
    """The file's text with the mutation in it.

    Raises:
        ValueError: What it changes is not there once.
    """
    if source.count(mutation.old) != 1:
        raise ValueError(f"{mutation.name}: its text is {source.count(mutation.old)} times in {mutation.path}")
    return source.replace(mutation.old, mutation.new)


def noticed_by(folder: Path, mutation: Mutation) -> str | None:
    """The first test that fails with the mutation; None where all of them pass."""
    with _in_place(folder / mutation.path, mutation):
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *mutation.tests]
        environment = dict(os.environ) | {"PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(
                command, cwd=folder, env=environment, capture_output=True, text=True, timeout=_LONGEST_S, check=False
            )
        except subprocess.TimeoutExpired:
            return f"no end within {_LONGEST_S} s"
    if done.returncode not in (0, _TESTS_FAILED):
        raise RuntimeError(f"{mutation.name}: its tests could not be run:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    return failed[0].split(" ", 1)[1].split(" - ")[0] if failed else None


@contextmanager
def _in_place(path: Path, mutation: Mutation) -> Iterator[None]:
    source = path.read_text(encoding="utf-8")
    path.write_text(mutated(source, mutation), encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(source, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
