"""Profiles as a file that people hand on: without keys, without the names of variables, without paths of one computer.

What is imported may come from anyone: nothing of it is trusted but the way to reach a service, and that is shown first.
"""

import stat
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from transcriber.realtime.configuration import ConfigurationError
from transcriber.realtime.switches import Switches
from transcriber.sentence import said, together
from transcriber.settings.atomic_file import write_atomically
from transcriber.settings.plain_data import NonsenseError, from_plain, to_plain
from transcriber.settings.profile_rules import validate_profile
from transcriber.settings.profiles import KeyPlace, Profile, ServiceKind, free_name

FORMAT = "transcriber-services"
VERSION = 1
LARGEST_BYTES = 256_000
MOST_PROFILES = 200

_NEEDS_KEY = "needs_key"
_NOT_HANDED_ON = {"key_place", "key_variable", "is_confirmed"}
_KNOWN = {field.name for field in fields(Profile)} | {_NEEDS_KEY}
_KNOWN_SWITCHES = {field.name for field in fields(Switches)}
_ASK_AGAIN = said("Ask for the file again, exported from this program.")
_CHOOSE_ANOTHER = said("Choose another file.")
_UPDATE = said("Update this program, or ask for a file of an older version.")


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
    import tomlkit

    tables = [_table(profile) for profile in profiles if not profile.is_local]
    if not tables:
        raise ProfileFileError(
            said("There is no service to export."), said("Add one first; this computer needs no file.")
        )
    return tomlkit.dumps({"format": FORMAT, "version": VERSION, "profiles": tables})


def export_profiles(profiles: Iterable[Profile], path: Path) -> None:
    """Write `profiles` to a file, or leave what was there.

    Raises:
        ProfileFileError: There is nothing to export, or the file cannot be written.
    """
    text = exported_profiles(profiles)
    try:
        write_atomically(path, text)
    except OSError as error:
        raise ProfileFileError(
            said("{name} could not be written: {reason}.", name=path.name, reason=_reason(error)),
            said("Choose another folder or name."),
        ) from None


def imported_profiles(text: str, others: Iterable[Profile]) -> tuple[Profile, ...]:
    """The profiles in a file's text, under names that none of `others` has; unconfirmed, their keys asked for anew.

    Raises:
        ProfileFileError: It is no such file, or one entry of it makes no sense: then nothing is imported.
    """
    taken = list(others)
    imported: tuple[Profile, ...] = ()
    for number, table in enumerate(_tables(text), start=1):
        profile = _profile(number, table)
        profile = replace(profile, name=_name(profile, taken))
        try:
            validate_profile(profile, taken)
        except ConfigurationError as error:
            raise _nonsense(number, together(f"{error.field}:", error.message)) from None
        taken.append(profile)
        imported = (*imported, profile)
    return imported


def import_profiles(path: Path, others: Iterable[Profile]) -> tuple[Profile, ...]:
    """`imported_profiles` of a file.

    Raises:
        ProfileFileError: Also for what `file_text` refuses.
    """
    return imported_profiles(file_text(path), others)


def file_text(path: Path) -> str:
    """The text of a file that may hold profiles.

    Raises:
        ProfileFileError: It cannot be read, is no file (a pipe would be waited for), is too large or is no text.
    """
    name = path.name or str(path)
    try:
        _check_is_file(name, path.stat().st_mode)
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise ProfileFileError(
            said("{name} could not be read: {reason}.", name=name, reason=_reason(error)), _CHOOSE_ANOTHER
        ) from None
    if len(content) > LARGEST_BYTES:
        raise ProfileFileError(said("{name} is too large for a file of services.", name=name), _ASK_AGAIN)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ProfileFileError(
            said("{name} is no text, so it is no file of services.", name=name), _ASK_AGAIN
        ) from None


def _check_is_file(name: str, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise ProfileFileError(said("{name} is a folder, not a file of services.", name=name), _CHOOSE_ANOTHER)
    if not stat.S_ISREG(mode):
        raise ProfileFileError(
            said("{name} is a pipe or a device, not a file of services.", name=name), _CHOOSE_ANOTHER
        )


def _table(profile: Profile) -> dict[str, Any]:
    table: dict[str, Any] = {name: item for name, item in to_plain(profile).items() if name not in _NOT_HANDED_ON}
    table["switches"].pop("certificate_authority_path")
    table[_NEEDS_KEY] = profile.key_place is not KeyPlace.NONE
    return table


def _tables(text: str) -> list[Mapping[str, Any]]:
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError):
        raise ProfileFileError(said("The file is no TOML, so it is no file of services."), _ASK_AGAIN) from None
    if document.get("format") != FORMAT:
        raise ProfileFileError(
            said('The file is no file of services: it does not say format = "{format}".', format=FORMAT), _ASK_AGAIN
        )
    version = document.get("version")
    if type(version) is int and version > VERSION:
        raise ProfileFileError(
            said(
                "The file is of version {version}; this program reads version {version_2}.",
                version=version,
                version_2=VERSION,
            ),
            _UPDATE,
        )
    if type(version) is not int or version < 1:
        raise ProfileFileError(said("The file does not say which version it is."), _ASK_AGAIN)
    _refuse_unknown(said("The file"), document, {"format", "version", "profiles"})
    tables = document.get("profiles")
    if not isinstance(tables, list) or not tables or not all(isinstance(table, Mapping) for table in tables):
        raise ProfileFileError(said("The file holds no service."), _ASK_AGAIN)
    if len(tables) > MOST_PROFILES:
        raise ProfileFileError(
            said("The file holds more than {most_profiles} services.", most_profiles=MOST_PROFILES), _ASK_AGAIN
        )
    return tables


def _profile(number: int, table: Mapping[str, Any]) -> Profile:
    """What may be taken over of one entry; its name may still be another's."""
    where = said("Service {number} of the file", number=number)
    _refuse_unknown(where, table, _KNOWN)
    switches = table.get("switches", {})
    if isinstance(switches, Mapping):
        _refuse_unknown(where, switches, _KNOWN_SWITCHES)
        switches = {name: value for name, value in switches.items() if name != "certificate_authority_path"}
    plain = {name: value for name, value in table.items() if name not in _NOT_HANDED_ON | {_NEEDS_KEY}}
    needs_key = table.get(_NEEDS_KEY, True)
    try:
        profile: Profile = from_plain(Profile, {**plain, "switches": switches})
        from_plain(bool, needs_key)
    except NonsenseError as error:
        raise _nonsense(number, said("{what}.", what=error.what)) from None
    if profile.is_local or profile.kind is ServiceKind.LOCAL:
        raise _nonsense(number, said("Its address is missing."))
    return replace(
        profile,
        # A service without a key is never sent one; every other one gets its key typed here.
        key_place=KeyPlace.KEYRING if needs_key else KeyPlace.NONE,
        key_variable="",
        is_confirmed=False,
    )


def _name(profile: Profile, taken: Iterable[Profile]) -> str:
    """Its own name, or a new one after its title: an import never changes a service that is there."""
    is_free = free_name(profile.name, taken) == profile.name
    return profile.name if is_free else free_name(profile.title, taken)


def _refuse_unknown(where: str, table: Mapping[str, Any], known: set[str]) -> None:
    unknown = sorted(table.keys() - known)
    if unknown:
        raise ProfileFileError(
            said("{where} holds {shown}, which this program does not know.", where=where, shown=_shown(unknown[0])),
            _UPDATE,
        )


def _nonsense(number: int, what: str) -> ProfileFileError:
    """`what` ends with a full stop."""
    return ProfileFileError(
        said("Service {number} of the file makes no sense: {what}", number=number, what=what), _ASK_AGAIN
    )


def _shown(name: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in name[:40])


def _reason(error: OSError) -> str:
    return error.strerror.lower() if error.strerror else said("it is not there")
