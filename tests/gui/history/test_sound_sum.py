"""The room that all recordings' sound takes is told where the recordings are listed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from transcriber.gui.history.reading import HistoryReading
from transcriber.gui.history.sound_sum import SoundSum, sum_words

Shelf = Any
"""The fixture's class lives in conftest.py, which no test imports."""


def test_sizes_become_one_line() -> None:
    assert sum_words([]) == ""
    assert sum_words([512]) == "Sound of 1 recording: 512 bytes"
    assert sum_words([1_100_000_000, 100_000_000]) == "Sound of 2 recordings: 1.2 GB"


def test_the_files_of_the_history_are_summed_up_and_what_vanished_takes_no_room(
    shelf: Shelf, reading: HistoryReading, tmp_path: Path, qtbot: QtBot
) -> None:
    total = SoundSum(reading)
    qtbot.addWidget(total)
    total.renew()
    for title, size_bytes in (("a", 3_000), ("b", 4_000), ("c", None)):
        path = tmp_path / f"{title}.wav"
        if size_bytes is not None:
            path.write_bytes(bytes(size_bytes))
        shelf.store.recordings.create(datetime.now(UTC), title=title, audio_path=path)
    total.renew()
    qtbot.waitUntil(lambda: total.text() == "Sound of 2 recordings: 7.0 kB")
    assert not total.isHidden()
