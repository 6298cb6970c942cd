"""The token: the same at every start, private to this user, and another one when it is asked for."""

from pathlib import Path

import pytest

from transcriber.app.caption_link import remembered_token, renewed_token


def test_it_stays_until_a_new_one_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "caption-page" / "link"
    first = remembered_token(path)
    assert remembered_token(path) == first
    second = renewed_token(path)
    assert second != first
    assert remembered_token(path) == second


def test_nobody_else_on_the_computer_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "caption-page" / "link"
    remembered_token(path)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"guessed", b"a" * 10_000_000, b"\xff\xfe", b"../../etc/passwd/aaaaaaaaaaaa"])
def test_what_is_no_token_is_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "link"
    path.write_bytes(content)
    token = remembered_token(path)
    assert len(token) == 24
    assert path.read_text() == f"{token}\n"


def test_where_it_cannot_be_kept_it_is_good_for_this_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert len(remembered_token(tmp_path / "file" / "link")) == 24
