import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from transcriber.settings.key_files import KeyFiles
from transcriber.settings.key_store_error import KeyStoreError

ENTRY = "own https://own.example:443"
KEY = "sk-1234567890"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "keys"


@pytest.fixture
def files(folder: Path) -> KeyFiles:
    return KeyFiles(folder)


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def refusal(files: KeyFiles) -> KeyStoreError:
    with pytest.raises(KeyStoreError) as refused:
        files.read(ENTRY)
    assert KEY not in str(refused.value)
    assert refused.value.remedy
    return refused.value


def test_what_is_kept_is_read_and_removed(files: KeyFiles, folder: Path) -> None:
    assert files.read(ENTRY) is None

    files.write(ENTRY, "older-and-longer-than-the-next")
    files.write(ENTRY, KEY)

    assert (files.read(ENTRY) or "").strip() == KEY
    assert files.read("own https://own.example:444") is None
    files.remove(ENTRY)
    files.remove(ENTRY)
    assert files.read(ENTRY) is None
    assert list(folder.iterdir()) == []


def test_nobody_else_can_read_it_whatever_the_mask(files: KeyFiles, folder: Path) -> None:
    before = os.umask(0)
    try:
        files.write(ENTRY, KEY)
    finally:
        os.umask(before)

    assert (mode(folder), mode(only_file(folder))) == (0o700, 0o600)


@pytest.mark.parametrize("wrong", [0o640, 0o604, 0o620, 0o602, 0o677])
def test_a_file_that_others_may_use_is_refused(files: KeyFiles, folder: Path, wrong: int) -> None:
    files.write(ENTRY, KEY)
    only_file(folder).chmod(wrong)

    error = refusal(files)

    assert error.code == "unsafe_key_file"
    assert "chmod 600" in error.remedy


@pytest.mark.parametrize("wrong", [0o755, 0o710, 0o702])
def test_a_folder_that_others_may_enter_is_refused_for_reading_and_writing(
    files: KeyFiles, folder: Path, wrong: int
) -> None:
    files.write(ENTRY, KEY)
    folder.chmod(wrong)

    assert "chmod 700" in refusal(files).remedy
    with pytest.raises(KeyStoreError) as refused:
        files.write(ENTRY, "another")
    assert refused.value.code == "unsafe_key_file"


def test_a_link_in_the_files_place_is_not_followed(files: KeyFiles, folder: Path, tmp_path: Path) -> None:
    files.write(ENTRY, KEY)
    path = only_file(folder)
    elsewhere = tmp_path / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)

    assert refusal(files).code == "key_file_failed"
    files.write(ENTRY, "another")
    assert elsewhere.read_text().strip() == KEY
    assert (files.read(ENTRY) or "").strip() == "another"


def test_a_link_in_the_folders_place_is_refused(files: KeyFiles, folder: Path, tmp_path: Path) -> None:
    files.write(ENTRY, KEY)
    folder.rename(tmp_path / "moved")
    folder.symlink_to(tmp_path / "moved")

    assert refusal(files).code == "unsafe_key_file"
    with pytest.raises(KeyStoreError):
        files.write(ENTRY, KEY)


def test_another_users_file_is_refused(files: KeyFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    files.write(ENTRY, KEY)
    monkeypatch.setattr("os.geteuid", lambda: 4711)

    assert "belongs to another user" in refusal(files).message


@pytest.mark.parametrize("kind", ["pipe", "folder", "large", "binary"])
def test_what_is_no_file_of_a_key_is_refused_and_never_waited_for(files: KeyFiles, folder: Path, kind: str) -> None:
    files.write(ENTRY, KEY)
    path = only_file(folder)
    path.unlink()
    match kind:
        case "pipe":
            os.mkfifo(path, 0o600)
        case "folder":
            path.mkdir(0o700)
        case "large":
            path.write_text("x" * 20_000)
            path.chmod(0o600)
        case _:
            path.write_bytes(b"\xff\x00")
            path.chmod(0o600)

    assert refusal(files).code in {"unsafe_key_file", "key_file_failed"}


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")
    files = KeyFiles(tmp_path / "data" / "keys")

    acts: list[Callable[[], object]] = [
        lambda: files.write(ENTRY, KEY),
        lambda: files.read(ENTRY),
        lambda: files.remove(ENTRY),
    ]
    for act in acts:
        with pytest.raises(KeyStoreError) as refused:
            act()
        assert refused.value.code == "key_file_failed"
        assert KEY not in str(refused.value)


def test_a_full_disk_leaves_the_old_key(files: KeyFiles, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.write(ENTRY, KEY)

    def disk_full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", disk_full)
    with pytest.raises(KeyStoreError, match="no space left"):
        files.write(ENTRY, "another")

    assert (files.read(ENTRY) or "").strip() == KEY
    assert len(list(folder.iterdir())) == 1


def test_a_name_of_any_length_and_kind_is_told_or_kept_inside_the_folder(files: KeyFiles, folder: Path) -> None:
    files.write("../../own https://../etc:443", KEY)

    assert only_file(folder).parent == folder
    with pytest.raises(KeyStoreError, match="name too long"):
        files.write("own https://" + "a" * 300, KEY)
