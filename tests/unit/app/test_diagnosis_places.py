import shutil
import tempfile
from collections import namedtuple
from datetime import UTC, datetime
from pathlib import Path

import pytest

from transcriber.app.diagnosis import Outcome
from transcriber.app.diagnosis_places import disk_findings, keyring_findings, settings_findings, store_findings
from transcriber.app.folders import recordings_folder, store_folder
from transcriber.settings.key_store_error import KeyStoreError
from transcriber.settings.keyring_access import KeyringAccess
from transcriber.settings.preferences_file import preferences_path
from transcriber.store.store import Store, store_path

NOW = datetime(2026, 3, 1, tzinfo=UTC)
Usage = namedtuple("Usage", "total used free")


def test_a_keyring_that_answers_and_one_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeyringAccess, "read", lambda *_: None)
    assert [each.outcome for each in keyring_findings()] == [Outcome.FINE]

    def none(*_: object) -> str:
        raise KeyStoreError("no_keyring", "This computer has no keyring.", "Use a file.")

    monkeypatch.setattr(KeyringAccess, "read", none)
    (found,) = keyring_findings()
    assert (found.outcome, found.words) == (Outcome.UNKNOWN, "This computer has no keyring.")


def test_the_disk_has_room_or_too_little(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = disk_findings()
    assert found.facts["folder"] == str(own_home)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(2, 1, 400_000_000))
    (found,) = disk_findings()
    assert (found.outcome, found.words) == (Outcome.TROUBLE, "Only 0.4 GB are free where recordings are kept.")


def test_a_disk_that_cannot_be_written_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    (found,) = disk_findings()
    assert found.outcome is Outcome.TROUBLE
    assert "Permission denied" in found.words


def test_a_file_where_the_recordings_should_go_is_said(own_home: Path) -> None:
    recordings_folder().parent.parent.mkdir(parents=True, exist_ok=True)
    recordings_folder().parent.write_text("a slip of the hand")
    (found,) = disk_findings()
    assert found.outcome is Outcome.TROUBLE
    assert found.words.endswith("it is no folder.")


@pytest.mark.parametrize(
    "content", [b"\x00\xff Planted", b'theme = "sk-Planted0123456789"', b"[Planted", b"version = 99"]
)
def test_a_settings_file_that_is_garbage_is_said_and_not_quoted(own_home: Path, content: bytes) -> None:
    assert [each.outcome for each in settings_findings()] == [Outcome.FINE]
    preferences_path().parent.mkdir(parents=True)
    preferences_path().write_bytes(content)
    (found,) = settings_findings()
    assert found.outcome is Outcome.TROUBLE
    assert "Planted" not in f"{found.words}{found.remedy}{found.facts}"


def test_the_history_is_opened_and_nothing_of_it_told(own_home: Path) -> None:
    assert [each.words for each in store_findings()] == ["There is no history yet."]
    Store(store_folder(), NOW).close(NOW, lambda path: None)
    (found,) = store_findings()
    assert (found.outcome, found.words) == (Outcome.FINE, "The history is empty.")


def test_a_history_that_cannot_be_read_is_said(own_home: Path) -> None:
    Store(store_folder(), NOW).close(NOW, lambda path: None)
    store_path(store_folder()).write_bytes(b"this is no database" * 300)
    (found,) = store_findings()
    assert found.outcome is Outcome.TROUBLE
