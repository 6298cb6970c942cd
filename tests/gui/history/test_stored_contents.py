"""What is seen first is read first, around the turn that was asked for."""

import gc
from pathlib import Path

import pytest

from tests.gui.history.told_recording import NOW, ToldRecording
from transcriber.gui.history.stored_contents import read_opening, read_whole
from transcriber.store.errors import StoreError
from transcriber.store.store import StoreReader
from transcriber.store.turns import PAGE


def test_a_page_around_the_asked_turn_comes_first(tmp_path: Path) -> None:
    told = ToldRecording(tmp_path / "history")
    told.say_many(600)
    asked = told.say("Here.")
    told.miss(4, 8, "the link was lost")
    reader = StoreReader(tmp_path / "history")
    opened = read_opening(reader, told.public_id, asked)
    assert not opened.is_whole
    assert opened.rows.index_of(asked) == 59
    whole = read_whole(reader, told.public_id, opened.rows)
    assert whole.is_whole
    assert len(whole.rows) == 602
    assert [(change.start, change.old_end, change.new_end) for change in whole.changes] == [(0, 0, 542)]
    assert read_opening(reader, told.public_id, 99_999).rows.index_of(1) is not None
    told.store.deletion.delete(told.public_id, NOW)
    with pytest.raises(StoreError, match="recording"):
        read_opening(reader, told.public_id, None)
    reader.close()
    told.close()


def test_a_long_recording_is_read_without_a_collection_that_would_stop_the_window(tmp_path: Path) -> None:
    told = ToldRecording(tmp_path)
    told.say_many(PAGE + 100)
    reader = StoreReader(tmp_path)
    opened = read_opening(reader, told.public_id, None)
    begun: list[str] = []

    def note(phase: str, _: dict[str, int]) -> None:
        begun.append(phase)

    gc.callbacks.append(note)
    try:
        whole = read_whole(reader, told.public_id, opened.rows)
        during = list(begun)
    finally:
        gc.callbacks.remove(note)
        gc.unfreeze()
    reader.close()

    assert len(whole.rows) == PAGE + 100
    assert during == []
    assert gc.isenabled()
    told.close()
