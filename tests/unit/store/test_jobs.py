"""What a program leaves behind that vanishes while it transcribes again, and who is told of it."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, no_audio, recorded
from transcriber.store.errors import StoreError
from transcriber.store.jobs import Jobs, StoredJob
from transcriber.store.store import Store, StoreReader


def begun(jobs: Jobs, public_id: str, wanted: str = "all") -> int:
    return jobs.begin(public_id, wanted, profile_name="house", model="tiny", language="en")


def vanish(store: Store) -> None:
    """As a program that is killed."""
    store._presence.end(is_clean=False)
    store._database.close()


def test_a_job_whose_program_vanished_is_told_at_the_next_start_and_once(folder: Path) -> None:
    store = Store(folder, NOW)
    talk = recorded(store, "One.", title="Talk")
    job_id = begun(store.jobs, talk.public_id)
    store.jobs.change(job_id, "half of it")
    assert store.left_jobs() == [], "this program is at it"
    vanish(store)

    left = StoredJob(job_id, talk.public_id, "Talk", "house", "tiny", "en", "half of it")
    reader = StoreReader(folder)
    assert reader.left_jobs() == [left]
    reader.close()
    second = Store(folder, NOW)
    assert second.start.given_up == (left,)
    second.close(NOW, no_audio)
    third = Store(folder, NOW)
    assert third.start.given_up == ()
    assert third.left_jobs() == [left], "it can be gone on with as long as nobody does"
    third.jobs.end(job_id)
    assert third.left_jobs() == []
    third.close(NOW, no_audio)


def test_what_a_program_that_runs_is_at_is_nobody_elses(store: Store, folder: Path) -> None:
    begun(store.jobs, recorded(store, "One.").public_id)
    other = Store(folder, NOW)
    assert other.start.given_up == ()
    assert other.left_jobs() == []
    other.close(NOW, no_audio)


def test_a_job_goes_with_its_recording(folder: Path) -> None:
    store = Store(folder, NOW)
    talk = recorded(store, "One.")
    begun(store.jobs, talk.public_id)
    store.deletion.delete(talk.public_id, NOW)
    with pytest.raises(StoreError, match="There is no recording"):
        begun(store.jobs, talk.public_id)
    vanish(store)

    again = Store(folder, NOW)
    assert again.start.given_up == ()
    again.deletion.purge(NOW + timedelta(hours=1), no_audio)
    assert again._database.number("SELECT count(*) FROM jobs") == 0
    again.close(NOW, no_audio)
