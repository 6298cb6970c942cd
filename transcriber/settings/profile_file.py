"""Profiles as a file that people hand on: without keys, without the names of variables, without paths of one computer.

What is imported may come from anyone: nothing of it is trusted but the way to reach a service, and that is shown first.
"""

from collections.abc import Iterable
from pathlib import Path

from transcriber.settings.profiles import Profile


class ProfileFileError(Exception):
    """A file of profiles cannot be read or written: `message` says why, `remedy` what a person can do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def exported_profiles(profiles: Iterable[Profile]) -> str:
    """The text of a file that holds `profiles`; the engine on this computer is left out: everyone has it.

    Raises:
        ProfileFileError: There is nothing to export.
    """
    raise NotImplementedError


def export_profiles(profiles: Iterable[Profile], path: Path) -> None:
    """Write `profiles` to a file, or leave what was there.

    Raises:
        ProfileFileError: There is nothing to export, or the file cannot be written.
    """
    raise NotImplementedError


def imported_profiles(text: str, others: Iterable[Profile]) -> tuple[Profile, ...]:
    """The profiles in a file's text, under names that none of `others` has; unconfirmed, their keys asked for anew.

    Raises:
        ProfileFileError: It is no such file, or one entry of it makes no sense: then nothing is imported.
    """
    raise NotImplementedError


def import_profiles(path: Path, others: Iterable[Profile]) -> tuple[Profile, ...]:
    """`imported_profiles` of a file.

    Raises:
        ProfileFileError: Also where the file cannot be read, is too large or is no text.
    """
    raise NotImplementedError
