"""A trace as a file: JSON lines, the first says what the file is. Owns that file.

Written so that a program that dies leaves every line but perhaps the last one whole, and read accordingly.
"""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from transcriber import __version__
from transcriber.realtime.trace import Channel, Direction, Trace, TraceEntry
from transcriber.sentence import said

FORMAT = "transcriber trace"
VERSION = 1

_NOTE_WITHOUT_AUDIO = (
    "The text that was spoken is in this file, and the addresses of the service. "
    "The audio is left out. Keys and client secrets are masked."
)
_NOTE_WITH_AUDIO = (
    "The speech itself is in this file as audio, with its text and the addresses of the service. "
    "Keys and client secrets are masked."
)
_LONGEST_LINE_BYTES = 64 * 1024 * 1024
"""More than the largest append that the protocol knows."""
_FIELDS = tuple(field.name for field in fields(TraceEntry))

_LINE_SEPARATORS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""Where many programs would end a line, and JSON does not."""


class TraceFileError(Exception):
    """A trace cannot be written or read; `message` is one sentence for a person, with the path in it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class _Header:
    started_utc: datetime
    keeps_audio: bool
    program_version: str


class TraceFile:
    """A tap that writes each entry at once. Session thread; made by `create`, ended by `close`.

    A line is handed to the system as it comes and not forced onto the disk: a crash of the program loses nothing, a
    power cut may lose the last seconds.
    """

    def __init__(self, path: Path, file: IO[bytes], on_stopped: Callable[[str], None]) -> None:
        self._path = path
        self._file: IO[bytes] | None = file
        self._on_stopped = on_stopped

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        keeps_audio: bool = False,
        on_stopped: Callable[[str], None] = lambda message: None,
        started_utc: datetime | None = None,
    ) -> "TraceFile":
        """A new file that only this account may read, with its first line written.

        Args:
            path: Must not exist.
            keeps_audio: What the first line says about audio; whether it comes is decided where this is attached.
            on_stopped: Called once, with a sentence for a person, if the file cannot take any more.
            started_utc: The wall clock at the trace's beginning; now if not given.

        Raises:
            TraceFileError: It exists, or cannot be written.
        """
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        except FileExistsError:
            raise TraceFileError(
                said("{path} exists already; choose another name for the trace.", path=str(path))
            ) from None
        except OSError as error:
            raise _not_written(path, error) from error
        file = os.fdopen(descriptor, "wb", buffering=0)
        try:
            file.write(_header_line(started_utc or datetime.now(UTC), keeps_audio))
        except OSError as error:
            file.close()
            path.unlink(missing_ok=True)
            raise _not_written(path, error) from error
        return cls(path, file, on_stopped)

    @property
    def is_open(self) -> bool:
        """Whether entries are still written."""
        return self._file is not None

    def take(self, entry: TraceEntry) -> None:
        """Write one line; a disk that takes no more ends the trace and nothing else."""
        if self._file is None:
            return
        try:
            _write_whole(self._file, _line({name: getattr(entry, name) for name in _FIELDS}))
        except OSError as error:
            self.close()
            self._on_stopped(_ends_here(self._path, error))

    def close(self) -> None:
        """Idempotent."""
        if self._file is not None:
            file, self._file = self._file, None
            try:
                file.close()
            except OSError as error:
                self._on_stopped(_ends_here(self._path, error))


def read_trace(path: Path) -> Trace:
    """A trace from its file; a last line that was broken off is left out.

    Raises:
        TraceFileError: It cannot be read, it is no trace, or one of a newer version.
    """
    try:
        with path.open("rb") as file:
            header = _header(path, file.readline(_LONGEST_LINE_BYTES))
            entries, is_incomplete = _entries(path, file)
    except OSError as error:
        reason = error.strerror or str(error)
        raise TraceFileError(
            said("The trace {path} cannot be read: {reason}.", path=str(path), reason=reason)
        ) from error
    return Trace(header.started_utc, header.keeps_audio, header.program_version, entries, is_incomplete)


def _not_written(path: Path, error: OSError) -> TraceFileError:
    reason = error.strerror or str(error)
    return TraceFileError(said("The trace cannot be written to {path}: {reason}.", path=str(path), reason=reason))


def _ends_here(path: Path, error: OSError) -> str:
    return said("The trace to {path} ends here: {reason}.", path=str(path), reason=error.strerror or str(error))


def _header(path: Path, line: bytes) -> _Header:
    fields = _object(line)
    if fields is None or fields.get("format") != FORMAT:
        raise TraceFileError(said("{path} is not a trace: it does not begin with the line of one.", path=str(path)))
    version = fields.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise TraceFileError(
            said("The trace {path} is of a newer version of this program; read it with that one.", path=str(path))
        )
    try:
        started_utc = datetime.fromisoformat(str(fields.get("started_utc")))
    except ValueError:
        raise TraceFileError(
            said("The first line of the trace {path} does not say when it began.", path=str(path))
        ) from None
    if started_utc.tzinfo is None:
        started_utc = started_utc.replace(tzinfo=UTC)
    return _Header(started_utc, fields.get("keeps_audio") is True, str(fields.get("program_version", "")))


def _entries(path: Path, file: IO[bytes]) -> tuple[tuple[TraceEntry, ...], bool]:
    entries: list[TraceEntry] = []
    wrong_line = 0
    for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE_BYTES), b""), start=2):
        if wrong_line:
            raise TraceFileError(
                said("Line {number} of the trace {path} is damaged.", number=wrong_line, path=str(path))
            )
        entry = _entry(line)
        if entry is None or not line.endswith(b"\n"):
            wrong_line = number
        else:
            entries.append(entry)
    return tuple(entries), wrong_line > 0


def _entry(line: bytes) -> TraceEntry | None:
    fields = _object(line)
    if fields is None:
        return None
    try:
        entry = TraceEntry(**{name: fields[name] for name in _FIELDS if name in fields})
        direction, channel = Direction(entry.direction), Channel(entry.channel)
    except (TypeError, ValueError):
        return None
    numbers, words = (entry.at_ms, entry.size_bytes, entry.exchange), (entry.type, entry.text)
    if not all(isinstance(number, int) for number in numbers) or not all(isinstance(word, str) for word in words):
        return None
    return replace(entry, direction=direction, channel=channel, is_cut=entry.is_cut is True)


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _header_line(started_utc: datetime, keeps_audio: bool) -> bytes:
    return _line(
        {
            "format": FORMAT,
            "version": VERSION,
            "program_version": __version__,
            "started_utc": started_utc.astimezone(UTC).isoformat(timespec="milliseconds"),
            "keeps_audio": keeps_audio,
            "note": _NOTE_WITH_AUDIO if keeps_audio else _NOTE_WITHOUT_AUDIO,
        }
    )


def _line(fields: Mapping[str, object]) -> bytes:
    text = json.dumps(fields, ensure_ascii=False)
    for separator, escape in _LINE_SEPARATORS.items():
        text = text.replace(separator, escape)
    # A lone surrogate, which JSON allows and UTF-8 does not, stays an escape.
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _write_whole(file: IO[bytes], line: bytes) -> None:
    rest = memoryview(line)
    while rest:
        rest = rest[file.write(rest) :]
