"""The page and the file as they are switched on, moved and off, with real ports and a real file."""

import asyncio
import errno
import socket
from collections.abc import AsyncIterator, Coroutine
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
import pytest_asyncio

from transcriber.app import caption_office
from transcriber.app.caption_office import CaptionOffice
from transcriber.caption_page import caption_file
from transcriber.captions.look import CaptionLook
from transcriber.session.notices import (
    CaptionPageChanged,
    Notice,
    Problem,
    ProblemPassed,
    RecordingChanged,
    RecordingState,
)
from transcriber.settings.caption_sharing import CaptionSharing
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

_LIMIT_S = 60.0


class Desk:
    """The office at work, and what it says."""

    def __init__(self, group: asyncio.TaskGroup) -> None:
        self._group = group
        self._told: asyncio.Queue[Notice] = asyncio.Queue()
        self.office = CaptionOffice(self._told.put_nowait, self._spawn)

    def want(self, **choices: object) -> None:
        self.office.update(CaptionSharing(**choices), CaptionLook())  # type: ignore[arg-type]

    async def told(self) -> Notice:
        async with asyncio.timeout(_LIMIT_S):
            return await self._told.get()

    async def page(self) -> CaptionPageChanged:
        notice = await self.told()
        assert isinstance(notice, CaptionPageChanged), notice
        return notice

    async def settled(self) -> None:
        """Until nothing is being changed any more."""
        await asyncio.sleep(0)
        async with self.office._changing:
            pass

    def _spawn(self, coroutine: Coroutine[None, None, None]) -> None:
        self._group.create_task(coroutine)


@pytest_asyncio.fixture
async def desk() -> AsyncIterator[Desk]:
    async with asyncio.TaskGroup() as group:
        made = Desk(group)
        yield made
        await made.office.close()


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


async def status(address: str) -> int:
    async with aiohttp.ClientSession() as http, http.get(address) as answer:
        return answer.status


def said(text: str) -> TurnChanged:
    return TurnChanged(TurnChange.COMPLETED, Turn(number=1, text=text, state=TurnState.FINISHED), 0)


async def test_it_is_served_from_the_switch_on_to_the_switch_off(desk: Desk, free_port: int) -> None:
    desk.want(is_page_on=True, port=free_port)
    page = await desk.page()
    assert (page.is_on, page.port, page.readers, page.network_address) == (True, free_port, 0, "")
    assert urlsplit(page.address).netloc == f"127.0.0.1:{free_port}"
    assert await status(page.address) == 200

    desk.want(port=free_port)
    assert await desk.page() == CaptionPageChanged()
    with pytest.raises(aiohttp.ClientConnectorError):
        await status(page.address)


async def test_the_same_wish_twice_disturbs_nobody(desk: Desk, free_port: int) -> None:
    desk.want(is_page_on=True, port=free_port)
    await desk.page()
    server = desk.office._page._server if desk.office._page else None
    desk.want(is_page_on=True, port=free_port)
    await desk.settled()
    assert desk.office._page is not None
    assert desk.office._page._server is server


async def test_a_port_that_is_taken_is_said_with_what_to_do(desk: Desk, free_port: int) -> None:
    with socket.create_server(("127.0.0.1", free_port)):
        desk.want(is_page_on=True, port=free_port)
        problem = await desk.told()
        assert isinstance(problem, Problem)
        assert problem.code == "caption_port_taken"
        assert str(free_port) in problem.message
        assert "choose another port" in problem.remedy
        page = await desk.page()
        assert page.port != free_port
        assert await status(page.address) == 200
    desk.want(port=free_port)
    assert await desk.told() == ProblemPassed("caption_port_taken")
    assert await desk.page() == CaptionPageChanged()


async def test_a_new_link_closes_the_old_one(desk: Desk, free_port: int) -> None:
    desk.want(is_page_on=True, port=free_port)
    old = await desk.page()
    desk.office.renew_link()
    new = await desk.page()
    assert new.address != old.address
    assert await status(new.address) == 200
    assert await status(old.address) == 404


async def test_others_have_an_address_once_they_are_let_in(
    desk: Desk, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caption_office, "network_address", lambda: "192.168.1.5")
    desk.want(is_page_on=True, port=free_port)
    assert (await desk.page()).network_address == ""
    desk.want(is_page_on=True, port=free_port, is_open_to_network=True)
    page = await desk.page()
    assert page.network_address == page.address.replace("127.0.0.1", "192.168.1.5")


async def test_readers_are_counted_and_hear_of_the_recording(desk: Desk, free_port: int) -> None:
    desk.want(is_page_on=True, port=free_port)
    page = await desk.page()
    async with aiohttp.ClientSession() as http, http.get(f"{page.address}events") as stream:
        assert (await desk.page()).readers == 1
        for state in (RecordingState.STARTING, RecordingState.RECORDING):
            desk.office.take(RecordingChanged(state))
        desk.office.take(said("Good morning."))
        text = ""
        async with asyncio.timeout(_LIMIT_S):
            while "Good morning." not in text or '"listening"' not in text:
                text += (await stream.content.readany()).decode()
    assert (await desk.page()).readers == 0


async def test_the_file_has_the_latest_lines_and_is_empty_afterwards(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "captions.txt"
    desk.want(is_file_on=True, file_path=str(path))
    await desk.settled()
    desk.office.take(said("Good morning."))
    async with asyncio.timeout(_LIMIT_S):
        while not path.exists() or path.read_text() != "Good morning.\n":  # noqa: ASYNC110 - another thread writes
            await asyncio.sleep(0.01)
    desk.want()
    await desk.settled()
    assert path.read_text() == ""


async def test_a_file_that_cannot_be_written_is_said_once_and_costs_nothing_else(desk: Desk, tmp_path: Path) -> None:
    desk.want(is_file_on=True, file_path=str(tmp_path / "missing" / "captions.txt"))
    problem = await desk.told()
    assert isinstance(problem, Problem)
    assert problem.code == "caption_file_failed"
    desk.office.take(said("Good morning."))
    desk.want()
    assert await desk.told() == ProblemPassed("caption_file_failed")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (OSError(errno.EROFS, "Read-only file system"), "Read-only file system"),
    ],
)
async def test_why_the_file_cannot_be_written_is_said_and_that_it_can_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, words: str
) -> None:
    replace_text = caption_file.replace_text

    def refuse(path: Path, text: str) -> None:
        raise fault

    monkeypatch.setattr(caption_file, "replace_text", refuse)
    file = tmp_path / "captions.txt"
    desk.want(is_file_on=True, file_path=str(file))
    problem = await desk.told()
    assert isinstance(problem, Problem)
    assert problem.message == f"The caption file cannot be written: {words}."
    monkeypatch.setattr(caption_file, "replace_text", replace_text)
    desk.office.take(said("Good morning."))
    assert await desk.told() == ProblemPassed("caption_file_failed")
    assert "Good morning." in file.read_text()


async def test_the_file_has_the_last_words_before_it_is_emptied(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "captions.txt"
    path.touch()
    desk.want(is_file_on=True, file_path=str(path), file_lines=1)
    await desk.settled()
    desk.office.take(said("Far more words than there is room for in the one line that is shown. "))
    stood = ""
    async with asyncio.timeout(_LIMIT_S), asyncio.TaskGroup() as group:
        closing = group.create_task(desk.office.close())
        while not closing.done():
            stood = path.read_text(encoding="utf-8") or stood
            await asyncio.sleep(0.02)
    assert stood.endswith("that is shown.\n")
    assert not path.read_text(encoding="utf-8")
