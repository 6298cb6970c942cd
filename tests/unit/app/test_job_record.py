from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, no_audio, recorded
from transcriber.app.job_record import JobRecord
from transcriber.app.retranscribed_ranges import AudioRange
from transcriber.app.wanted_audio import Lacking, Whole
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.settings.profiles import LOCAL
from transcriber.store.errors import StoreError, busy
from transcriber.store.store import Store

CONFIGURATION = SessionConfiguration(model="tiny", language="en")


def kept(store: Store) -> list[tuple[str, str, str, str]]:
    rows = store._database.rows("SELECT wanted, profile_name, model, language FROM jobs")
    return [(row["wanted"], row["profile_name"], row["model"], row["language"]) for row in rows]


def test_a_job_is_written_down_from_its_beginning_to_its_end(tmp_path: Path) -> None:
    store = Store(tmp_path, NOW)
    record = JobRecord(lambda: store, recorded(store, "One.").public_id, Whole())
    record.begin(LOCAL, CONFIGURATION)
    assert kept(store) == [('{"whole": true}', "local", "tiny", "en")]
    record.left([AudioRange(24_000, 48_000)])
    assert kept(store) == [('{"ranges": [[0, 1000, 2000]]}', "local", "tiny", "en")]
    record.end()
    assert kept(store) == []
    store.close(NOW, no_audio)


def test_all_of_a_recording_takes_in_what_was_left_of_it_and_of_no_other(tmp_path: Path) -> None:
    store = Store(tmp_path, NOW)
    talk, song = recorded(store, "One."), recorded(store, "Two.")
    for recording in (talk, talk, song):
        JobRecord(lambda: store, recording.public_id, Lacking()).begin(LOCAL, CONFIGURATION)
    store._presence.end(is_clean=False)
    store._database.close()

    again = Store(tmp_path, NOW)
    JobRecord(lambda: again, talk.public_id, Lacking()).begin(LOCAL, CONFIGURATION)
    assert len(again.left_jobs()) == 3
    JobRecord(lambda: again, talk.public_id, Whole()).begin(LOCAL, CONFIGURATION)
    assert [left.public_id for left in again.left_jobs()] == [song.public_id]
    again.close(NOW, no_audio)


def test_a_history_that_cannot_take_it_costs_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def locked() -> Store:
        raise busy()

    record = JobRecord(locked, "abc", Whole())
    record.begin(LOCAL, CONFIGURATION)
    record.left([AudioRange(24_000, 48_000)])
    record.end()
    with pytest.raises(StoreError):
        locked()
