"""Serves the caption page and writes the caption file as a person wants them now, one change after the other."""

import asyncio
import errno
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from transcriber.app.caption_link import remembered_token, renewed_token
from transcriber.app.folders import caption_link_path
from transcriber.caption_page.caption_file import CaptionFile
from transcriber.caption_page.caption_stream import LANE_NAMES, CaptionStream
from transcriber.caption_page.links import page_address
from transcriber.caption_page.own_network import LOOPBACK, network_address
from transcriber.caption_page.page import CaptionPage
from transcriber.caption_page.standing import Standing
from transcriber.captions.look import CaptionLook
from transcriber.sentence import said
from transcriber.session.notices import (
    CaptionPageChanged,
    Notice,
    Problem,
    ProblemPassed,
    RecordingChanged,
    RecordingState,
)
from transcriber.settings.caption_sharing import CaptionSharing
from transcriber.transcript.turns import TurnChanged, TurnRemoved

PORT_TAKEN = "caption_port_taken"
PAGE_FAILED = "caption_page_failed"
FILE_FAILED = "caption_file_failed"
_NO_REASON = said("the system gives no reason")

_STANDINGS = {
    RecordingState.STARTING: Standing.WAITING,
    RecordingState.RECORDING: Standing.LISTENING,
    RecordingState.PAUSED: Standing.PAUSED,
    # Its last words are still to come.
    RecordingState.FINISHING: Standing.LISTENING,
    RecordingState.STOPPED: Standing.WAITING,
}


@dataclass(frozen=True, slots=True)
class _Door:
    """What the page was opened with."""

    port: int
    is_open_to_network: bool
    token_number: int


class CaptionOffice:
    """Session thread.

    Args:
        publish: Takes notices.
        spawn: Runs a task of the session thread.
        state: Of the recording, as it was last told.
    """

    def __init__(
        self,
        publish: Callable[[Notice], None],
        spawn: Callable[[Coroutine[None, None, None]], None],
        state: RecordingState = RecordingState.STOPPED,
    ) -> None:
        self._publish = publish
        self._spawn = spawn
        self._standing = _STANDINGS[state]
        self._sharing = CaptionSharing()
        self._look = CaptionLook()
        self._lane_names: tuple[str, ...] = LANE_NAMES
        self._given: dict[str, str] = {}
        self._changing = asyncio.Lock()
        self._page: CaptionPage | None = None
        self._door: _Door | None = None
        self._token_number = 0
        self._token = ""
        self._told = CaptionPageChanged()
        self._file: CaptionFile | None = None
        self._file_stream: CaptionStream | None = None
        self._problems: set[str] = set()

    def take(self, notice: Notice) -> None:
        """Readers hear of turns and of what becomes of the recording."""
        match notice:
            case TurnChanged() | TurnRemoved():
                if self._page is not None:
                    self._page.apply(notice)
                if self._file_stream is not None:
                    self._file_stream.apply(notice)
            case RecordingChanged(state):
                self._take_state(state)
            case _:
                pass

    def update(self, sharing: CaptionSharing, look: CaptionLook, lane_names: Sequence[str] = LANE_NAMES) -> None:
        """What is wanted from now on; who is heard in each source is told where captions begin."""
        self._sharing, self._look, self._lane_names = sharing, look, tuple(lane_names)
        self._spawn(self._settle())

    def name_speakers(self, given: Mapping[str, str]) -> None:
        """What a person called whom in the recording that runs, all of it."""
        self._given = dict(given)
        for captions in (self._page, self._file_stream):
            if captions is not None:
                captions.name_speakers(given)

    def renew_link(self) -> None:
        """Another token."""
        self._spawn(self._renew())

    async def close(self) -> None:
        """Nothing is wanted any more; the last words are shown before."""
        await self._read_out()
        self._sharing = CaptionSharing()
        async with self._changing:
            await self._settle_page()
            await self._settle_file()

    async def _read_out(self) -> None:
        if self._page is not None and self._told.readers:
            await self._page.read_out()
        if self._file_stream is not None:
            await self._file_stream.read_out()

    def _take_state(self, state: RecordingState) -> None:
        self._standing = _STANDINGS[state]
        if state is RecordingState.STARTING:
            self._given = {}
            if self._page is not None:
                self._page.begin()
            if self._file_stream is not None:
                self._file_stream.begin()
        if self._page is not None:
            self._page.stand(self._standing)

    async def _settle(self) -> None:
        async with self._changing:
            await self._settle_page()
            await self._settle_file()

    async def _renew(self) -> None:
        async with self._changing:
            self._token = await asyncio.to_thread(renewed_token, caption_link_path())
            self._token_number += 1
            await self._settle_page()

    # ---- the page ----------------------------------------------------------------------------------------------------

    async def _settle_page(self) -> None:
        if not self._sharing.is_page_on:
            await self._shut_page()
            return
        if self._page is None:
            self._page = CaptionPage(self._look, self._standing, self._on_readers, self._lane_names)
            self._page.name_speakers(self._given)
        self._page.set_look(self._look)
        door = _Door(self._sharing.port, self._sharing.is_open_to_network, self._token_number)
        if door != self._door:
            await self._open(self._page, door)

    async def _open(self, page: CaptionPage, door: _Door) -> None:
        if not self._token:
            self._token = await asyncio.to_thread(remembered_token, caption_link_path())
        try:
            port = await page.open(door.port, self._token, is_open_to_network=door.is_open_to_network)
        except OSError as error:
            await self._shut_page()
            reason = error.strerror or _NO_REASON
            self._raise(
                Problem(
                    PAGE_FAILED,
                    said("The caption page cannot be served: {reason}.", reason=reason),
                    said("Try another port."),
                )
            )
            return
        self._door = door
        self._pass(PAGE_FAILED)
        if port == door.port:
            self._pass(PORT_TAKEN)
        else:
            self._raise(_port_taken(door.port, port))
        others = network_address() if door.is_open_to_network else None
        self._tell(
            CaptionPageChanged(
                is_on=True,
                address=page_address(LOOPBACK, port, self._token),
                network_address=page_address(others, port, self._token) if others else "",
                port=port,
            )
        )

    async def _shut_page(self) -> None:
        if self._page is not None:
            await self._page.close()
        self._page = self._door = None
        self._pass(PORT_TAKEN)
        self._tell(CaptionPageChanged())

    def _on_readers(self, count: int) -> None:
        self._tell(replace(self._told, readers=count))

    def _tell(self, notice: CaptionPageChanged) -> None:
        if notice != self._told:
            self._told = notice
            self._publish(notice)

    # ---- the file ----------------------------------------------------------------------------------------------------

    async def _settle_file(self) -> None:
        sharing = self._sharing
        path = _file_path(sharing)
        if self._file is not None and self._file.path != path:
            if self._file_stream is not None:
                self._file_stream.close()
            await self._file.close()
            self._file = self._file_stream = None
            self._pass(FILE_FAILED)
        if path is None:
            return
        look = replace(self._look, lines=sharing.file_lines)
        if self._file is None:
            self._file = CaptionFile(path, self._spawn, self._on_file_fault)
            self._file_stream = CaptionStream(look, self._file.show, self._lane_names)
            self._file_stream.name_speakers(self._given)
            self._file.show(())
        elif self._file_stream is not None:
            self._file_stream.set_look(look)

    def _on_file_fault(self, error: OSError | None) -> None:
        if error is None:
            self._pass(FILE_FAILED)
            return
        reason = said("the disk is full") if error.errno == errno.ENOSPC else error.strerror or _NO_REASON
        message = said("The caption file cannot be written: {reason}.", reason=reason)
        self._raise(Problem(FILE_FAILED, message, said("The captions go on without it. Choose another place for it.")))

    # ---- problems ----------------------------------------------------------------------------------------------------

    def _raise(self, problem: Problem) -> None:
        self._problems.add(problem.code)
        self._publish(problem)

    def _pass(self, code: str) -> None:
        if code in self._problems:
            self._problems.discard(code)
            self._publish(ProblemPassed(code))


def _file_path(sharing: CaptionSharing) -> Path | None:
    return Path(sharing.file_path).expanduser() if sharing.is_file_on and sharing.file_path else None


def _port_taken(asked: int, port: int) -> Problem:
    return Problem(
        PORT_TAKEN,
        said(
            "Port {asked} is taken by another program, so the caption page is at port {port} now.",
            asked=asked,
            port=port,
        ),
        said("Links and QR codes from before do not work until that port is free. You can also choose another port."),
    )
