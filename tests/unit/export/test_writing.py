import errno
import os
from pathlib import Path

import pytest

from transcriber.export.writing import ExportError, WhenTaken, write_export, write_titled


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_whole_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"

    assert write_export(b"words", path) == path
    assert path.read_bytes() == b"words"
    assert names(tmp_path) == ["talk.txt"]


def test_a_missing_folder_is_made_where_only_the_title_is_given(tmp_path: Path) -> None:
    path = write_titled(b"words", tmp_path / "new" / "one", "talk", "txt", WhenTaken.REFUSE)
    assert path.relative_to(tmp_path) == Path("new/one/talk.txt")

    with pytest.raises(ExportError, match="cannot be written: No such file or directory"):
        write_export(b"words", tmp_path / "nowhere" / "talk.txt")


def test_what_is_there_is_never_replaced_by_mistake(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("mine")

    with pytest.raises(ExportError) as refused:
        write_export(b"words", path)

    assert refused.value.message == f"{path} exists already and was left as it is."
    assert refused.value.remedy == "Choose another name or another folder."
    assert (path.read_text(), names(tmp_path)) == ("mine", ["talk.txt"])


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    written = [write_titled(b"words", tmp_path, "My/talk", "txt", WhenTaken.NUMBER).name for _ in range(3)]
    assert written == ["My-talk.txt", "My-talk 2.txt", "My-talk 3.txt"]


def test_who_asks_for_it_replaces_and_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("old")
    path.chmod(0o640)

    assert write_export(b"new", path, WhenTaken.REPLACE) == path
    assert (path.read_bytes(), path.stat().st_mode & 0o777, names(tmp_path)) == (b"new", 0o640, ["talk.txt"])


def test_a_link_is_followed_when_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to("real.txt")

    write_export(b"new", link, WhenTaken.REPLACE)

    assert link.is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"


def test_a_dangling_link_is_a_taken_name(tmp_path: Path) -> None:
    link = tmp_path / "talk.txt"
    link.symlink_to("nowhere")
    assert write_export(b"words", link, WhenTaken.NUMBER).name == "talk 2.txt"


def test_a_folder_of_that_name_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").mkdir()
    for when_taken in (WhenTaken.REFUSE, WhenTaken.REPLACE):
        with pytest.raises(ExportError, match=r"talk\.txt"):
            write_export(b"words", tmp_path / "talk.txt", when_taken)
    assert names(tmp_path) == ["talk.txt"]


def test_only_a_file_is_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    for name in ("pipe.txt", "circle.txt"):
        with pytest.raises(ExportError, match=f"{name} is not a file and was left as it is"):
            write_export(b"words", tmp_path / name, WhenTaken.REPLACE)

    assert names(tmp_path) == ["circle.txt", "pipe.txt"]
    assert (tmp_path / "pipe.txt").is_fifo()


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="cannot be written") as refused:
        write_titled(b"words", tmp_path / "file", "talk", "txt", WhenTaken.NUMBER)
    assert refused.value.remedy == "Choose another folder, or make room there."


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "talk.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(ExportError, match="No space left on device"):
        write_export(b"new", path, WhenTaken.REPLACE)
    assert (path.read_text(), names(tmp_path)) == ("old", ["talk.txt"])


def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(_self: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    written = [write_export(b"words", tmp_path / "talk.txt", WhenTaken.NUMBER).name for _ in range(2)]

    assert (written, names(tmp_path)) == (["talk.txt", "talk 2.txt"], ["talk 2.txt", "talk.txt"])
    assert (tmp_path / "talk.txt").read_bytes() == b"words"


def test_others_may_read_it_as_far_as_this_user_lets_them(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_export(b"words", tmp_path / "talk.txt")
    finally:
        os.umask(before)
    assert (tmp_path / "talk.txt").stat().st_mode & 0o777 == 0o640
