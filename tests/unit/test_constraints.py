"""Every version is pinned in one file, and what is installed is what is pinned."""

import importlib.metadata
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LINES = [line for line in (ROOT / "packaging" / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
PINS: dict[str, Requirement] = {canonicalize_name(pin.name): pin for pin in map(Requirement, LINES)}


def applies(requirement: Requirement, extra: str = "") -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def needed() -> set[str]:
    """Every package that the program and its tests need here, directly or not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    waiting = [Requirement(text) for text in (*project["dependencies"], *project["optional-dependencies"]["test"])]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement = waiting.pop()
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if not applies(requirement) or key in seen:
            continue
        seen.add(key)
        for text in importlib.metadata.requires(requirement.name) or ():
            inner = Requirement(text)
            if any(applies(inner, extra) for extra in {"", *requirement.extras}):
                inner.marker = None
                waiting.append(inner)
    return {name for name, _ in seen}


def test_each_line_pins_one_version_of_one_package() -> None:
    assert len(PINS) == len(LINES)
    assert sorted(LINES) == LINES
    for pin in PINS.values():
        assert [specifier.operator for specifier in pin.specifier] == ["=="], pin


def test_everything_that_is_needed_is_pinned() -> None:
    assert needed() - {name for name, pin in PINS.items() if applies(pin)} == set()


@pytest.mark.parametrize("name", sorted(PINS))
def test_what_is_installed_is_what_is_pinned(name: str) -> None:
    if applies(PINS[name]):
        assert importlib.metadata.version(name) in PINS[name].specifier


def test_qt_for_python_is_not_the_release_that_crashes_older_pythons() -> None:
    (specifier,) = PINS[canonicalize_name("PySide6-Essentials")].specifier
    assert Version(specifier.version) < Version("6.12")
