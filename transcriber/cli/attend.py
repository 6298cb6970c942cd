"""Run recordings from a command: start, follow the notices on the main thread, stop on Ctrl-C."""

import logging
import queue
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from transcriber.app import App, RecordingRequest
from transcriber.cli.console import problem_line
from transcriber.session.notices import Notice, Problem, RecordingChanged, RecordingState

_INCOMPLETE = {"audio_kept", "text_missing"}


class Attendant:
    """Follows one recording after another. Main thread."""

    def __init__(self) -> None:
        self._notices: queue.SimpleQueue[Notice] = queue.SimpleQueue()
        self._app = App(self._notices.put)
        self.was_interrupted = False

    def follow(self, request: RecordingRequest, show: Callable[[Notice], None]) -> bool:
        """Record until the end and show every notice; True if everything was transcribed."""
        self._app.start_recording(request)
        is_complete = True
        while True:
            notice = self._notices.get()
            if isinstance(notice, Problem) and (notice.is_fatal or notice.code in _INCOMPLETE):
                is_complete = False
            show(notice)
            if isinstance(notice, RecordingChanged) and notice.state is RecordingState.STOPPED:
                return is_complete

    def interrupt(self) -> None:
        """End the recording; its last words still come."""
        self.was_interrupted = True
        self._app.stop_recording()

    @contextmanager
    def attending(self) -> Iterator["Attendant"]:
        """The session thread runs inside this; the first SIGINT or SIGTERM stops the recording, the second quits."""
        logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")

        def on_signal(number: int, frame: FrameType | None) -> None:
            if self.was_interrupted:
                raise KeyboardInterrupt
            self.interrupt()

        previous = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
        self._app.start()
        is_anybody_there = True
        try:
            yield self
        except BrokenPipeError:
            is_anybody_there = False
            raise
        finally:
            self._app.close()
            if is_anybody_there:
                self._tell_what_was_kept()
            for number, handler in previous.items():
                signal.signal(number, handler)

    def _tell_what_was_kept(self) -> None:
        """Of a recording that was broken off, nobody has shown the last notices."""
        while not self._notices.empty():
            notice = self._notices.get()
            if isinstance(notice, Problem) and notice.code == "audio_kept":
                sys.stderr.write(f"{problem_line(notice)}\n")
