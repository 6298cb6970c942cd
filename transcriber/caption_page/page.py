"""The caption page as one thing: what can be read, and the door to it, which opens and closes while that goes on."""

import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from transcriber.caption_page.admission import Admission
from transcriber.caption_page.caption_stream import LANE_NAMES, CaptionStream
from transcriber.caption_page.feed import CaptionFeed
from transcriber.caption_page.overlay_look import overlay_look
from transcriber.caption_page.own_network import EVERYWHERE, LOOPBACK, own_names
from transcriber.caption_page.readers import Readers
from transcriber.caption_page.server import EVENTS, OVERLAY_EVENTS, CaptionServer
from transcriber.caption_page.standing import Standing
from transcriber.captions.line import CaptionLine
from transcriber.captions.look import CaptionLook
from transcriber.transcript.turns import TurnChanged, TurnRemoved

_KEPT_LINES = 120
"""About ten minutes of speech to scroll back in."""


class CaptionPage:
    """Session thread.

    Args:
        look: Of the captions that are laid over a picture; a reader's own page has the reader's own look.
        standing: What becomes of the recording now.
        on_readers: Called with how many there are, whenever that changes.
        lane_names: Who is heard in each source.
    """

    def __init__(
        self,
        look: CaptionLook,
        standing: Standing,
        on_readers: Callable[[int], None],
        lane_names: Sequence[str] = LANE_NAMES,
    ) -> None:
        epoch = secrets.token_hex(4)
        self._on_readers = on_readers
        self._feeds = {EVENTS: CaptionFeed(epoch, _KEPT_LINES), OVERLAY_EVENTS: CaptionFeed(epoch)}
        self._overlay = CaptionStream(look, lambda lines: self._show(OVERLAY_EVENTS, lines), lane_names)
        self._reading = CaptionStream(_for_readers(look), lambda lines: self._show(EVENTS, lines), lane_names)
        self._streams = (self._reading, self._overlay)
        self._feeds[OVERLAY_EVENTS].wear(overlay_look(look))
        self._readers: Readers | None = None
        self._server: CaptionServer | None = None
        self.stand(standing)

    async def open(self, port: int, token: str, *, is_open_to_network: bool) -> int:
        """Open the door, or another one in its place; at which port.

        Raises:
            OSError: There is no port to be had.
        """
        await self.shut()
        readers = Readers(self._on_readers)
        names = own_names() if is_open_to_network else frozenset[str]()
        server = CaptionServer(self._feeds, Admission(token, names), readers)
        bound = await server.open(EVERYWHERE if is_open_to_network else LOOPBACK, port)
        self._readers, self._server = readers, server
        return bound

    async def shut(self) -> None:
        """Let everybody go and free the port; what can be read goes on."""
        if self._server is not None:
            await self._server.close()
        self._server = self._readers = None

    async def read_out(self) -> None:
        """Until readers were shown what waits."""
        await asyncio.gather(*(stream.read_out() for stream in self._streams))

    async def close(self) -> None:
        """For good."""
        for stream in self._streams:
            stream.close()
        await self.shut()

    def apply(self, change: TurnChanged | TurnRemoved) -> None:
        """A turn is other than before."""
        for stream in self._streams:
            stream.apply(change)

    def begin(self) -> None:
        """Another recording."""
        for stream in self._streams:
            stream.begin()
        for feed in self._feeds.values():
            feed.begin()
        self._wake()

    def stand(self, standing: Standing) -> None:
        """Say what becomes of the recording."""
        for feed in self._feeds.values():
            feed.stand(standing)
        self._wake()

    def set_look(self, look: CaptionLook) -> None:
        """Of what is laid over a picture; for readers, only whether lines say who speaks."""
        self._overlay.set_look(look)
        self._reading.set_look(_for_readers(look))
        if self._feeds[OVERLAY_EVENTS].wear(overlay_look(look)):
            self._wake()

    def name_speakers(self, given: Mapping[str, str]) -> None:
        """What a person called whom; counts from the next words on."""
        for stream in self._streams:
            stream.name_speakers(given)

    def _show(self, name: str, lines: tuple[CaptionLine, ...]) -> None:
        if self._feeds[name].show(lines):
            self._wake()

    def _wake(self) -> None:
        if self._readers is not None:
            self._readers.wake()


def _for_readers(look: CaptionLook) -> CaptionLook:
    """Long lines that are joined again in the browser, where each reader's own width breaks them."""
    return replace(look, lines=6, characters=80, clears_after_s=None)
