"""The text file for other programs: whole at every moment, and its faults told once."""

import asyncio
import errno
import threading
from collections.abc import Coroutine
from pathlib import Path

import pytest

from transcriber.caption_page import caption_file
from transcriber.caption_page.caption_file import CaptionFile, replace_text, text_of
from transcriber.captions.line import CaptionLine


class Desk:
    """Runs what is spawned, and remembers faults."""

    def __init__(self, path: Path, group: asyncio.TaskGroup) -> None:
        self._group = group
        self.faults: list[OSError | None] = []
        self.file = CaptionFile(path, self.spawn, self.faults.append)

    def spawn(self, coroutine: Coroutine[None, None, None]) -> None:
        self._group.create_task(coroutine)


def line(text: str, label: str = "", tail: str = "") -> CaptionLine:
    return CaptionLine(number=1, text=text, label=label, tail=tail)


def test_text() -> None:
    assert text_of([line("Good morning.", "Me"), line("Let us", tail=" begin")]) == "Me: Good morning.\nLet us begin\n"
    assert text_of([]) == ""


async def test_the_latest_lines_stand_in_the_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "captions.txt"
    async with asyncio.TaskGroup() as group:
        desk = Desk(path, group)
        for number in range(200):
            desk.file.show([line(f"line {number} ä")])
            await asyncio.sleep(0)
    assert path.read_text(encoding="utf-8") == "line 199 ä\n"
    assert list(tmp_path.iterdir()) == [path]
    assert desk.faults == []

    await desk.file.close()
    assert path.read_text() == ""


async def test_a_close_in_the_middle_of_a_write_leaves_an_empty_file_and_tells_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "captions.txt"
    is_written, may_go_on = threading.Event(), threading.Event()
    put_in_place = caption_file._replace

    def slow(temporary: Path, target: Path) -> None:
        if temporary.read_text():
            is_written.set()
            assert may_go_on.wait(60)
        put_in_place(temporary, target)

    monkeypatch.setattr(caption_file, "_replace", slow)
    async with asyncio.TaskGroup() as group:
        desk = Desk(path, group)
        desk.file.show([line("old words")])
        assert await asyncio.to_thread(is_written.wait, 60)
        closing = group.create_task(desk.file.close())
        # Long enough for a close that does not wait.
        await asyncio.sleep(0.05)
        may_go_on.set()
        await closing
    assert path.read_text() == ""
    assert desk.faults == []
    assert list(tmp_path.iterdir()) == [path]


async def test_who_reads_while_it_is_written_sees_whole_lines_only(tmp_path: Path) -> None:
    path = tmp_path / "captions.txt"
    seen = set()
    async with asyncio.TaskGroup() as group:
        desk = Desk(path, group)
        for number in range(60):
            desk.file.show([line(str(number % 10) * 5_000)])
            await asyncio.sleep(0.005)
            if path.exists():
                seen.add(path.read_text(encoding="utf-8"))
    assert all(len(set(text)) == 2 and len(text) == 5_001 for text in seen)
    assert len(seen) > 1


async def test_a_fault_is_told_once_and_so_is_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = replace_text

    def full(_path: Path, _text: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    desk_faults: list[OSError | None]
    monkeypatch.setattr(caption_file, "replace_text", full)
    for round_number in (1, 2):
        async with asyncio.TaskGroup() as group:
            if round_number == 1:
                desk = Desk(tmp_path / "captions.txt", group)
            desk._group = group
            desk.file.show([line(f"line {round_number}")])
    desk_faults = desk.faults
    assert [fault.errno for fault in desk_faults if fault] == [errno.ENOSPC]

    monkeypatch.setattr(caption_file, "replace_text", real)
    async with asyncio.TaskGroup() as group:
        desk._group = group
        desk.file.show([line("line 3")])
    assert desk_faults[1:] == [None]
    assert desk.file.path.read_text() == "line 3\n"


def test_what_is_no_file_is_left_alone_and_a_link_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(OSError, match="something else"):
        replace_text(folder, "words")
    with pytest.raises(FileNotFoundError):
        replace_text(tmp_path / "missing" / "captions.txt", "words")
    precious = tmp_path / "precious"
    precious.write_text("kept")
    link = tmp_path / "link.txt"
    link.symlink_to(precious)
    replace_text(link, "words")
    assert (link.read_text(), precious.read_text(), link.is_symlink()) == ("words", "kept", False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "link.txt", "precious"]
