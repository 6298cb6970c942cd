"""Who watches the raw exchange with a service: the protocol view, a trace file, both or nobody."""

from collections.abc import Callable
from pathlib import Path

from transcriber.realtime.trace import TraceEntry
from transcriber.realtime.trace_file import TraceFile
from transcriber.realtime.tracer import Tracer
from transcriber.session.notices import Notice, Problem, ProtocolTraced


class Exchange:
    """The one tracer of the program and its taps. Session thread, but for `saving_to`."""

    def __init__(self, publish: Callable[[Notice], None]) -> None:
        self.tracer = Tracer()
        self._publish = publish
        self._view = _View(publish)
        self._files: list[TraceFile] = []

    def watch(self, is_watched: bool, *, keeps_audio: bool) -> None:
        """Tell of every message as a notice, or stop to."""
        if is_watched:
            self.tracer.attach(self._view, keeps_audio=keeps_audio)
        else:
            self.tracer.detach(self._view)

    def saving_to(self, path: Path, *, keeps_audio: bool) -> Callable[[], None]:
        """Make a new trace file; what is returned begins to write to it. Any thread.

        Raises:
            TraceFileError: It exists already, or cannot be written.
        """
        file = TraceFile.create(path, keeps_audio=keeps_audio, on_stopped=self._on_file_stopped)

        def begin() -> None:
            self._files.append(file)
            self.tracer.attach(file, keeps_audio=keeps_audio)

        return begin

    def close(self) -> None:
        """End the files."""
        for file in self._files:
            self.tracer.detach(file)
            file.close()

    def _on_file_stopped(self, message: str) -> None:
        self._publish(Problem("trace_stopped", message, "The recording goes on without it."))


class _View:
    """Makes a notice of each entry."""

    def __init__(self, publish: Callable[[Notice], None]) -> None:
        self._publish = publish

    def take(self, entry: TraceEntry) -> None:
        """One message."""
        self._publish(ProtocolTraced(entry))
