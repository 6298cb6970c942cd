"""Whether what is kept can be kept: settings, keys in the keyring, sound on the disk, the history in its store."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from transcriber.app.diagnosis import Finding, Outcome
from transcriber.app.folders import recordings_folder, store_folder
from transcriber.settings.key_store_error import KeyStoreError
from transcriber.settings.keyring_access import KeyringAccess
from transcriber.store.errors import StoreError

_KEYRING_PATIENCE_S = 5.0
_NOBODYS_ENTRY = "diagnosis"
_LITTLE_BYTES = 1_000_000_000
"""About six hours of sound."""


def keyring_findings() -> Iterator[Finding]:
    """Asks for an entry that nobody has; no key is read."""
    keyring = KeyringAccess(_KEYRING_PATIENCE_S)
    try:
        keyring.read(_NOBODYS_ENTRY)
    except KeyStoreError as error:
        # Without one a key can stand elsewhere, and this computer needs none.
        yield Finding(area="keyring", outcome=Outcome.UNKNOWN, words=error.message, remedy=error.remedy)
    else:
        yield Finding(area="keyring", outcome=Outcome.FINE, words="The system's keyring answers.")
    finally:
        keyring.close()


def settings_findings() -> Iterator[Finding]:
    """Whether all of the settings file is understood. Nothing of it is told, not even which names stand in it."""
    from transcriber.settings.preferences_file import preferences_fault

    if preferences_fault() is None:
        yield Finding(area="settings", outcome=Outcome.FINE, words="The settings are understood.")
        return
    words = "The settings file is not understood, or not all of it: what is left out is as at a first start."
    remedy = "Correct it, or delete it; a copy of it is kept when settings are saved."
    yield Finding(area="settings", outcome=Outcome.TROUBLE, words=words, remedy=remedy)


def disk_findings() -> Iterator[Finding]:
    """Where recordings go: room, and whether anything can be written."""
    folder = _nearest_there(recordings_folder())
    try:
        if not folder.is_dir():
            raise NotADirectoryError(None, "it is no folder")
        free_bytes = shutil.disk_usage(folder).free
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"written")
    except OSError as error:
        words = f"Nothing can be written to {folder}: {error.strerror or 'it is not there'}."
        yield Finding(area="disk", outcome=Outcome.TROUBLE, words=words, remedy="Let this user write there.")
        return
    facts: dict[str, str | int | float | bool] = {"folder": str(folder), "free_bytes": free_bytes}
    gigabytes = f"{free_bytes / 1e9:.1f} GB"
    if free_bytes < _LITTLE_BYTES:
        words = f"Only {gigabytes} are free where recordings are kept."
        yield Finding(area="disk", outcome=Outcome.TROUBLE, words=words, remedy="Make room there.", facts=facts)
    else:
        words = f"Recordings can be kept; {gigabytes} are free."
        yield Finding(area="disk", outcome=Outcome.FINE, words=words, facts=facts)


def store_findings() -> Iterator[Finding]:
    """The history: whether it can be opened. Nothing of it is told."""
    from transcriber.store.store import StoreReader, store_path

    path = store_path(store_folder())
    if not path.exists():
        yield Finding(area="store", outcome=Outcome.FINE, words="There is no history yet.")
        return
    try:
        reader = StoreReader(store_folder())
    except StoreError as error:
        yield Finding(area="store", outcome=Outcome.TROUBLE, words=error.message, remedy=error.remedy)
        return
    try:
        is_empty = reader.recordings.newest() is None
    except StoreError as error:
        yield Finding(area="store", outcome=Outcome.TROUBLE, words=error.message, remedy=error.remedy)
        return
    finally:
        reader.close()
    facts: dict[str, str | int | float | bool] = {"bytes": path.stat().st_size}
    words = "The history is empty." if is_empty else "The history can be read."
    yield Finding(area="store", outcome=Outcome.FINE, words=words, facts=facts)


def _nearest_there(folder: Path) -> Path:
    """Before the first recording its folder is not made yet; what stands in its place keeps it from being made."""
    return next((each for each in (folder, *folder.parents) if os.path.lexists(each)), folder)
