"""PulseAudio, or PipeWire in its place: which sources it has, and which one a stream of this process hears.

The only module that speaks to the sound server; Linux only, elsewhere there is none.
"""

import logging
import os
import sys
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_logger = logging.getLogger(__name__)
_LOOK_EVERY_S = 0.5
_TRY_AGAIN_AFTER_S = 0.25
_AFTER_FAULT_S = 5.0
"""An error of the program itself, or of a library, seldom goes away by itself."""
_NO_SINK = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Source:
    """A source of the sound server as it is now; a monitor is what a loudspeaker plays."""

    index: int
    name: str
    description: str
    sample_rate_hz: int
    channels: int
    is_monitor: bool
    is_default: bool
    is_of_default_sink: bool = False
    """A monitor of the loudspeaker that the system uses."""


class _Watch(ABC):
    """Follows the sound server on a thread of its own until it is closed, whatever happens there."""

    def __init__(self, name: str) -> None:
        self._is_closing = threading.Event()
        self._has_changed = False
        self._fault = ""
        # A daemon: a sound server that hangs must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def close(self) -> None:
        """Let the thread end; does not wait for it."""
        self._is_closing.set()

    @abstractmethod
    def _follow(self) -> bool:
        """Until the server is gone; whether it is to be followed again when it is back."""

    def _look_at_changes(self, pulsectl: Any, server: Any, look: Callable[[Any], None]) -> None:
        """Now, and again with everything that changes; also with what changes while it looks."""

        def on_event(_: object) -> None:
            self._has_changed = True
            raise pulsectl.PulseLoopStop

        server.event_callback_set(on_event)
        while not self._is_closing.is_set():
            self._has_changed = False
            look(server)
            if not self._has_changed:
                server.event_listen(timeout=_LOOK_EVERY_S)

    def _run(self) -> None:
        while not self._is_closing.is_set():
            try:
                if not self._follow():
                    return
            except Exception as error:
                # The same again would only fill the log.
                if self._fault != repr(error):
                    _logger.exception("%s failed and goes on in %g s", self._thread.name, _AFTER_FAULT_S)
                self._fault = repr(error)
                self._is_closing.wait(_AFTER_FAULT_S)


class SourceWatch(_Watch):
    """Follows which sources there are, through ends and restarts of the sound server.

    Has a thread of its own, which replaces `found` whole and then calls `on_change`; made, read and closed on the
    session thread. Where this system has no sound server's library, `found` stays None.
    """

    def __init__(self, on_change: Callable[[], None]) -> None:
        super().__init__("sound-sources-watch")
        self.found: tuple[Source, ...] | None = None
        """Every source; None while no server answers."""
        self._on_change = on_change
        self._thread.start()

    def _follow(self) -> bool:
        pulsectl = _library()
        if pulsectl is None:
            return False
        try:
            with _connection(pulsectl) as server:
                server.event_mask_set("source", "server")
                self._look_at_changes(pulsectl, server, lambda server: self._note(_sources(server)))
        except _ends(pulsectl) as error:
            _logger.debug("the sound server does not answer: %s", error)
            self._note(None)
            self._is_closing.wait(_TRY_AGAIN_AFTER_S)
        return True

    def _note(self, found: tuple[Source, ...] | None) -> None:
        if found != self.found and not self._is_closing.is_set():
            self.found = found
            self._on_change()


def sources() -> tuple[Source, ...] | None:
    """Every source, monitors too; None where no sound server answers. Any thread; blocks for a few milliseconds."""
    if (pulsectl := _library()) is None:
        return None
    try:
        with _connection(pulsectl) as server:
            return _sources(server)
    except _ends(pulsectl) as error:
        _logger.debug("no sound server: %s", error)
        return None


def newest_stream() -> int | None:
    """The index of the recording stream that this process opened last. Any thread."""
    if (pulsectl := _library()) is None:
        return None
    try:
        with _connection(pulsectl) as server:
            ours = str(os.getpid())
            streams = server.source_output_list()
            return max((s.index for s in streams if s.proplist.get("application.process.id") == ours), default=None)
    except _ends(pulsectl):
        return None


class StreamWatch(_Watch):
    """Follows which source one recording stream hears.

    Has a thread of its own, which replaces `heard` whole; made, read and closed on the session thread.
    """

    def __init__(self, stream_index: int) -> None:
        super().__init__("sound-server-watch")
        self.heard: tuple[Source, frozenset[int]] | None = None
        """The source that is heard, and the indexes of all there are; None until known."""
        self._stream_index = stream_index
        self._thread.start()

    def _follow(self) -> bool:
        pulsectl = _library()
        if pulsectl is None:
            return False
        try:
            with _connection(pulsectl) as server:
                server.event_mask_set("source", "source_output")
                self._look_at_changes(pulsectl, server, self._look)
        except _ends(pulsectl) as error:
            # The stream is gone with its server, or before it.
            _logger.debug("the stream is no longer watched: %s", error)
        return False

    def _look(self, server: Any) -> None:
        # In this order: a source that goes away in between is not in the list, so nobody takes its end for a wish.
        heard_index = server.source_output_info(self._stream_index).source
        found = _sources(server)
        for source in found:
            if source.index == heard_index:
                self.heard = (source, frozenset(other.index for other in found))


def _ends(pulsectl: Any) -> tuple[type[Exception], ...]:
    """What the library raises where a server does not answer, or ends, also between two questions."""
    return pulsectl.PulseError, pulsectl.PulseDisconnected, pulsectl._pulsectl.LibPulse.CallError


def _sources(server: Any) -> tuple[Source, ...]:
    info = server.server_info()
    return tuple(
        Source(
            index=found.index,
            name=found.name,
            description=found.description or found.name,
            sample_rate_hz=found.sample_rate_hz,
            channels=found.channel_count,
            is_monitor=found.monitor_of_sink != _NO_SINK,
            is_default=found.name == info.default_source_name,
            is_of_default_sink=found.monitor_of_sink_name == info.default_sink_name,
        )
        for found in server.source_list()
    )


@contextmanager
def _connection(pulsectl: Any) -> Iterator[Any]:
    server = pulsectl.Pulse("transcriber", connect=False)
    try:
        # Not with its timeout, which is always waited for in full.
        server.connect()
        yield server
    finally:
        server.close()


def _library() -> Any:
    if sys.platform != "linux":
        return None
    try:
        import pulsectl
    except (ImportError, OSError) as error:
        _logger.debug("no sound server library: %s", error)
        return None

    def keep_rate(info: Any, struct: Any) -> None:
        # `sample_spec` points into memory that is gone when the caller reads it; this runs while it is there.
        info.sample_rate_hz = struct.sample_spec.rate

    pulsectl.PulseSourceInfo._init_from_struct = keep_rate
    return pulsectl
