"""A trace on the disk: what is in it is said first, nobody else may read it, and a broken end costs one line."""

import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber import __version__
from transcriber.realtime.trace import Channel, Direction, TraceEntry
from transcriber.realtime.trace_file import TraceFile, TraceFileError, read_trace

START = datetime(2026, 11, 21, 6, 52, 10, 500_000, tzinfo=UTC)
ENTRY = TraceEntry(
    at_ms=12,
    direction=Direction.RECEIVED,
    channel=Channel.WEBSOCKET,
    type="session.created",
    size_bytes=30,
    text='{"type":"session.created","ü":"\u2028"}',
    exchange=2,
)

entries = st.builds(
    TraceEntry,
    at_ms=st.integers(0, 10**9),
    direction=st.sampled_from(Direction),
    channel=st.sampled_from(Channel),
    type=st.text(max_size=9),
    size_bytes=st.integers(0, 10**8),
    text=st.text(max_size=30),
    exchange=st.integers(0, 99),
    is_cut=st.booleans(),
)


def write(path: Path, *written: TraceEntry, keeps_audio: bool = False) -> None:
    file = TraceFile.create(path, keeps_audio=keeps_audio, started_utc=START)
    for entry in written:
        file.take(entry)
    file.close()
    file.take(ENTRY)
    file.close()


@pytest.mark.parametrize("keeps_audio", [False, True])
def test_the_first_line_says_what_the_file_is_and_what_is_in_it(tmp_path: Path, keeps_audio: bool) -> None:
    path = tmp_path / "trace.jsonl"
    write(path, ENTRY, keeps_audio=keeps_audio)

    lines = path.read_text("utf-8").splitlines()
    header = json.loads(lines[0])
    note = header.pop("note")
    assert header == {
        "format": "transcriber trace",
        "version": 1,
        "program_version": __version__,
        "started_utc": "2026-11-21T06:52:10.500+00:00",
        "keeps_audio": keeps_audio,
    }
    assert "text" in note
    assert ("The audio is left out" in note) is not keeps_audio
    assert json.loads(lines[1]) == {
        "at_ms": 12,
        "direction": "received",
        "channel": "websocket",
        "type": "session.created",
        "size_bytes": 30,
        "text": ENTRY.text,
        "exchange": 2,
        "is_cut": False,
    }
    assert lines[2:] == []


@given(written=st.lists(entries, max_size=5))
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, written: list[TraceEntry]) -> None:
    path = tmp_path_factory.mktemp("trace") / "trace.jsonl"
    write(path, *written)

    trace = read_trace(path)
    assert trace.entries == tuple(written)
    assert (trace.started_utc, trace.keeps_audio, trace.is_incomplete) == (START, False, False)


def test_only_its_owner_may_read_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write(tmp_path / "trace.jsonl")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "trace.jsonl").stat().st_mode) == 0o600


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("dear diary")
    with pytest.raises(TraceFileError, match=r"mine\.txt exists already; choose another name"):
        TraceFile.create(path)
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")
    with pytest.raises(TraceFileError, match="exists already"):
        TraceFile.create(tmp_path / "link.txt")
    with pytest.raises(TraceFileError, match=r"cannot be written to .*No such file or directory"):
        TraceFile.create(tmp_path / "no" / "folder")
    assert path.read_text() == "dear diary"


def test_a_line_is_there_as_soon_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "trace.jsonl"
    file = TraceFile.create(path)
    file.take(ENTRY)
    assert read_trace(path).entries == (ENTRY,)
    file.close()


def test_a_full_disk_ends_the_trace_says_so_once_and_nothing_else() -> None:
    said: list[str] = []
    # The device that is always full.
    with Path("/dev/full").open("wb", buffering=0) as full:
        file = TraceFile(Path("trace.jsonl"), full, said.append)
        assert file.is_open
        for _ in range(3):
            file.take(ENTRY)
        assert not file.is_open
    assert said == ["The trace to trace.jsonl ends here: No space left on device."]


def test_a_broken_last_line_is_left_out_wherever_it_broke(tmp_path: Path) -> None:
    path = tmp_path / "trace.jsonl"
    write(path, ENTRY, ENTRY)
    whole = path.read_bytes()
    second = whole.index(b"\n") + 1
    last = whole.index(b"\n", second) + 1
    for end in range(last, len(whole)):
        path.write_bytes(whole[:end])
        trace = read_trace(path)
        assert trace.entries == (ENTRY,)
        assert trace.is_incomplete is (end > last)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is not a trace"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is not a trace"),
        (b'{"type":"session.created"}\n', "is not a trace"),
        (b"[]\n", "is not a trace"),
        (b'{"format":"transcriber trace","version":2}\n', "newer version"),
        (b'{"format":"transcriber trace","version":"x"}\n', "newer version"),
        (b'{"format":"transcriber trace","version":1,"started_utc":"soon"}\n', "does not say when"),
        (b'{"format":"transcriber trace","version":1,"started_utc":"2026-11-21"}\n{}\n{}\n', "Line 2 .* is damaged"),
    ],
)
def test_other_files_are_refused_with_the_reason(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(TraceFileError, match=complaint):
        read_trace(path)


def test_no_file_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(TraceFileError, match="cannot be read: No such file"):
        read_trace(tmp_path / "missing")
    with pytest.raises(TraceFileError, match="cannot be read: Is a directory"):
        read_trace(tmp_path)


@pytest.mark.parametrize(
    "wrong",
    [{"direction": "up"}, {"at_ms": "1"}, {"text": None}, {"size_bytes": 1.5}, {"channel": []}, {"type": 7}],
)
def test_a_line_that_is_none_of_ours_is_damage(tmp_path: Path, wrong: dict[str, object]) -> None:
    path = tmp_path / "trace.jsonl"
    write(path, ENTRY, ENTRY)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines[1] = json.dumps(json.loads(lines[1]) | wrong) + "\n"
    path.write_text("".join(lines), "utf-8")
    with pytest.raises(TraceFileError, match=r"Line 2 of the trace .* is damaged"):
        read_trace(path)
