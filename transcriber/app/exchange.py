"""Who watches the raw exchange with a service: the protocol view, a trace file, both or nobody."""

from collections.abc import Callable

from transcriber.realtime.trace import TraceEntry
from transcriber.realtime.trace_file import TraceFile
from transcriber.realtime.tracer import Tracer
from transcriber.session.notices import Notice, ProtocolTraced


class Exchange:
    """The one tracer of the program and its taps. Session thread."""

    def __init__(self, publish: Callable[[Notice], None]) -> None:
        self.tracer = Tracer()
        self._view = _View(publish)
        self._files: list[TraceFile] = []

    def watch(self, is_watched: bool, *, keeps_audio: bool) -> None:
        """Tell of every message as a notice, or stop to."""
        if is_watched:
            self.tracer.attach(self._view, keeps_audio=keeps_audio)
        else:
            self.tracer.detach(self._view)

    def save_to(self, file: TraceFile, *, keeps_audio: bool) -> None:
        """Write everything from now on to this file."""
        self._files.append(file)
        self.tracer.attach(file, keeps_audio=keeps_audio)

    def close(self) -> None:
        """End the files."""
        for file in self._files:
            self.tracer.detach(file)
            file.close()


class _View:
    """Makes a notice of each entry. Session thread."""

    def __init__(self, publish: Callable[[Notice], None]) -> None:
        self._publish = publish

    def take(self, entry: TraceEntry) -> None:
        """One message."""
        self._publish(ProtocolTraced(entry))
