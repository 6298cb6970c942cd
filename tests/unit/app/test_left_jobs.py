from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, no_audio, recorded
from transcriber.app.job_record import JobRecord
from transcriber.app.left_jobs import asked_by, go_on
from transcriber.app.wanted_audio import TimeRange, WantedAudio, Whole
from transcriber.app.wanted_audio_text import as_text
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import Notice, Problem, RetranscriptionChanged, RetranscriptionState
from transcriber.settings.profiles import LOCAL, OPENAI, Profile
from transcriber.store.errors import busy
from transcriber.store.jobs import StoredJob
from transcriber.store.store import Store

WANTED = TimeRange(1_000, 2_000)
LEFT = StoredJob(1, "abc", "Talk", OPENAI.name, "gpt-4o-transcribe", "en", as_text(WANTED))


def test_a_job_goes_on_with_its_own_service_and_with_no_other() -> None:
    asked = (WANTED, OPENAI, SessionConfiguration(model="gpt-4o-transcribe", language="en"))
    assert asked_by(LEFT, (LOCAL, OPENAI)) == asked
    assert asked_by(LEFT, (LOCAL,)) is None
    assert asked_by(LEFT, (LOCAL, replace(OPENAI, is_confirmed=False))) is None
    assert asked_by(replace(LEFT, wanted="{}"), (LOCAL, OPENAI)) is None
    anyhow = asked_by(replace(LEFT, model="", language=""), (OPENAI,))
    assert anyhow is not None
    assert anyhow[2] == SessionConfiguration(model=OPENAI.default_model, language=None)


def test_every_job_that_was_left_behind_is_taken_up_or_said_to_be_impossible(tmp_path: Path) -> None:
    store = Store(tmp_path, NOW)
    talk, song = recorded(store, "One.", title="Talk"), recorded(store, "Two.", title="Song")
    for recording, profile_name in ((talk, "local"), (song, "gone")):
        store.jobs.begin(recording.public_id, as_text(WANTED), profile_name=profile_name, model="", language="")
    store._presence.end(is_clean=False)
    store._database.close()
    again = Store(tmp_path, NOW)
    added: list[tuple[str, WantedAudio, Profile]] = []
    told: list[Notice] = []

    go_on(
        lambda: again,
        (LOCAL,),
        lambda public_id, what, profile, _: added.append((public_id, what, profile)),
        told.append,
    )

    assert added == [(talk.public_id, WANTED, LOCAL)]
    [failed] = told
    assert isinstance(failed, RetranscriptionChanged)
    assert (failed.public_id, failed.state) == (song.public_id, RetranscriptionState.FAILED)
    assert again.left_jobs() == []
    again.close(NOW, no_audio)


def test_a_history_that_cannot_be_read_is_a_problem() -> None:
    def locked() -> Store:
        raise busy()

    told: list[Notice] = []
    go_on(locked, (LOCAL,), lambda *_: pytest.fail("nothing is known"), told.append)
    assert [notice.code for notice in told if isinstance(notice, Problem)] == ["history_failed"]


def test_a_job_that_is_taken_up_is_kept_as_a_new_one_until_its_own_end(tmp_path: Path) -> None:
    store = Store(tmp_path, NOW)
    talk = recorded(store, "One.")
    store.jobs.begin(talk.public_id, as_text(Whole()), profile_name="local", model="", language="")
    store._presence.end(is_clean=False)
    store._database.close()
    again = Store(tmp_path, NOW)
    records: list[JobRecord] = []

    def add(public_id: str, what: WantedAudio, profile: Profile, configuration: SessionConfiguration) -> None:
        records.append(JobRecord(lambda: again, public_id, what))
        records[-1].begin(profile, configuration)

    go_on(lambda: again, (LOCAL,), add, lambda notice: None)

    assert len(records) == 1
    assert again._database.number("SELECT count(*) FROM jobs") == 1
    assert again.left_jobs() == [], "this program is at it now"
    records[0].end()
    assert again._database.number("SELECT count(*) FROM jobs") == 0
    again.close(NOW, no_audio)
