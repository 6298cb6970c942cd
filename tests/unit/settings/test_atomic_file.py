import stat
from pathlib import Path

import pytest

from transcriber.settings.atomic_file import write_atomically


def test_a_file_is_replaced_whole_and_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("older and longer")
    path.chmod(0o644)

    write_atomically(path, "neu ü\n")

    assert path.read_bytes() == b"neu \xc3\xbc\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_replaced_and_what_it_leads_to_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("other")
    path = tmp_path / "link"
    path.symlink_to(other)

    write_atomically(path, "mine")

    assert not path.is_symlink()
    assert (path.read_text(), other.read_text()) == ("mine", "other")


def test_what_no_file_can_hold_becomes_a_question_mark(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", "half \ud800 pair")

    assert (tmp_path / "a").read_text() == "half ? pair"


def test_a_failed_write_leaves_no_trace(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()

    with pytest.raises(IsADirectoryError):
        write_atomically(folder, "text")

    assert list(tmp_path.iterdir()) == [folder]
