"""What is known of a recording is told in words, also where little is known."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from transcriber.gui.history.recording_words import again_words, coverage_words, fact_words, size_words, why_silent
from transcriber.gui.history.stored_contents import Contents
from transcriber.gui.history.stored_rows import StoredRows
from transcriber.session.notices import RetranscriptionChanged, RetranscriptionState
from transcriber.store.values import Standing, StoredRecording

RECORDING = StoredRecording(public_id="abc", started_utc=datetime(2026, 11, 20, 12, 0, tzinfo=UTC), duration_ms=61_000)


def test_what_is_not_known_is_not_told() -> None:
    contents = Contents(recording=RECORDING, rows=StoredRows())
    assert fact_words(contents).split("  ·  ")[1:] == ["1:01"]
    assert coverage_words(contents) == "No sound kept", "of a time before the ledger nothing else is known"
    assert "was not kept" in why_silent(contents)
    interrupted = replace(RECORDING, standing=Standing.INTERRUPTED, is_audio_kept=True, audio_path=Path("x"))
    gone = replace(contents, recording=interrupted)
    assert fact_words(gone).split("  ·  ")[2:] == ["Interrupted"]
    assert coverage_words(gone) == "The sound has vanished"
    assert "no longer" in why_silent(gone)
    assert why_silent(replace(gone, audio_bytes=5)) == ""


def test_sizes_are_short() -> None:
    assert [size_words(size) for size in (12, 1_500, 48_000, 12_400_000, 4_100_000_000)] == [
        *("12 bytes", "1.5 kB", "48 kB", "12 MB", "4.1 GB")
    ]


def test_every_state_of_a_job_has_words() -> None:
    told = {state: again_words(RetranscriptionChanged("abc", state)) for state in RetranscriptionState}
    assert all(told.values())
    assert len(set(told.values())) == len(told)
