"""Several programs on one store: each does its work, none loses or damages another's."""

import subprocess
import sys
from pathlib import Path

from tests.unit.store.stage import NOW, no_audio, recorded
from transcriber.store.index_care import fits_the_texts
from transcriber.store.safety_copies import is_whole
from transcriber.store.store import Store

_WRITER = """
import pathlib, sys
from datetime import UTC, datetime, timedelta
from transcriber.store.store import Store
from transcriber.transcript.turns import Turn, TurnState
now = datetime(2026, 11, 21, 8, tzinfo=UTC)
for start in range(3):
    store = Store(pathlib.Path(sys.argv[1]), now)
    assert not store.start.interrupted, store.start
    assert not store.start.finding.message, store.start
    public_id = store.recordings.create(now, title=sys.argv[2]).public_id
    for number in range(1, 41):
        turn = Turn(number=number, state=TurnState.FINISHED, text=f"{sys.argv[2]} {number}")
        store.turns.save(public_id, turn, number)
        store.search.find(sys.argv[2])
    store.recordings.finish(public_id, 1000)
    doomed = store.recordings.create(now).public_id
    store.deletion.delete(doomed, now)
    store.close(now, lambda path: None)
"""


def test_three_programs_start_write_delete_and_end_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "history"
    here = Store(folder, NOW)
    mine = recorded(here, "mine")
    names = ["ada", "bob", "eve"]
    running = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(folder), name], stderr=subprocess.PIPE, text=True)
        for name in names
    ]
    ends = [(process.communicate()[1], process.returncode) for process in running]
    assert ends == [("", 0)] * 3
    assert sorted(each.title for each in here.recordings.page()) == ["", *sorted(names * 3)]
    for recording in here.recordings.page():
        expected = 1 if recording.public_id == mine.public_id else 40
        assert here.turns.count(recording.public_id) == expected
    assert is_whole(here._database)
    assert fits_the_texts(here._database)
    here.close(NOW, no_audio)
