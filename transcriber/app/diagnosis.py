"""A look at everything the program needs: what was found, in words for a person and for whoever helps them.

Each check says what it found in its own words. Nothing that anybody said or typed is ever part of it.
"""

import platform
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from transcriber import __version__


class Outcome(StrEnum):
    """What a check came to."""

    FINE = "fine"
    TROUBLE = "trouble"
    UNKNOWN = "unknown"
    """It could not be checked, or does not matter here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found."""

    area: str
    outcome: Outcome
    words: str
    remedy: str = ""
    facts: dict[str, str | int | float | bool] = field(default_factory=dict)


Check = Callable[[], Iterable[Finding]]
"""Blocks; raises nothing that is expected."""


def all_checks() -> tuple[tuple[str, Check], ...]:
    """Every area with what looks at it; imports nothing before it is asked."""
    return (
        ("program", program_findings),
        ("settings", _settings),
        ("sound", _sound),
        ("engine", _engine),
        ("network", _network),
        ("keyring", _keyring),
        ("display", _display),
        ("disk", _disk),
        ("store", _store),
    )


def diagnose(checks: Iterable[tuple[str, Check]]) -> Iterator[Finding]:
    """Each finding as soon as it is there; a check that fails itself is one. Blocks for up to a minute."""
    for area, check in checks:
        try:
            yield from check()
        except Exception as error:  # noqa: BLE001 - one check that breaks must not cost the others
            # Its own words are left out: nobody knows what they hold.
            words = f"This could not be checked ({type(error).__name__})."
            yield Finding(area=area, outcome=Outcome.UNKNOWN, words=words)


def program_findings() -> Iterator[Finding]:
    """What runs here."""
    facts: dict[str, str | int | float | bool] = {
        "version": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "machine": platform.machine(),
        "is_built": bool(getattr(sys, "frozen", False)),
    }
    words = f"Transcriber {__version__} with Python {platform.python_version()} on {platform.system()}."
    yield Finding(area="program", outcome=Outcome.FINE, words=words, facts=facts)


def own_command(*arguments: str) -> list[str]:
    """What starts this program with these, as it was started."""
    return [sys.executable, *([] if getattr(sys, "frozen", False) else ["-m", "transcriber"]), *arguments]


def _settings() -> Iterable[Finding]:
    from transcriber.app.diagnosis_places import settings_findings

    return settings_findings()


def _sound() -> Iterable[Finding]:
    from transcriber.app.diagnosis_sound import sound_findings

    return sound_findings()


def _engine() -> Iterable[Finding]:
    from transcriber.app.diagnosis_engine import engine_findings

    return engine_findings()


def _network() -> Iterable[Finding]:
    from transcriber.app.diagnosis_network import network_findings
    from transcriber.settings.preferences_file import load_preferences

    return network_findings(load_preferences().profile)


def _keyring() -> Iterable[Finding]:
    from transcriber.app.diagnosis_places import keyring_findings

    return keyring_findings()


def _display() -> Iterable[Finding]:
    from transcriber.app.diagnosis_display import display_findings

    return display_findings()


def _disk() -> Iterable[Finding]:
    from transcriber.app.diagnosis_places import disk_findings

    return disk_findings()


def _store() -> Iterable[Finding]:
    from transcriber.app.diagnosis_places import store_findings

    return store_findings()
