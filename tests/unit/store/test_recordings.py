"""Recordings in the history."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, held
from transcriber.store.connection import Database
from transcriber.store.errors import StoreError
from transcriber.store.stored_turn import Origin
from transcriber.store.values import Standing

CLOUD = Origin(profile_name="openai", profile_title="OpenAI", model="gpt-transcribe")


def test_what_is_known_at_the_start_comes_back(database: Database) -> None:
    recordings = held(database)
    made = recordings.create(
        NOW, title="Weekly\nmeeting\x1b", input_name="Headset", origin=CLOUD, language="de", audio_path=Path("a.wav")
    )
    assert recordings.get(made.public_id) == made
    assert (made.title, made.standing, made.is_audio_kept) == ("Weekly meeting", Standing.RECORDING, True)


def test_the_newest_come_first_page_by_page(database: Database) -> None:
    recordings = held(database)
    made = [recordings.create(NOW + timedelta(hours=number // 2)) for number in range(7)]
    first = recordings.page(count=4)
    second = recordings.page(first[-1], count=4)
    assert [*first, *second] == made[::-1]
    assert recordings.newest() == made[-1]


def test_a_time_range_is_half_open(database: Database) -> None:
    recordings = held(database)
    made = [recordings.create(NOW + timedelta(days=number)) for number in range(4)]
    found = recordings.page(from_utc=NOW + timedelta(days=1), until_utc=NOW + timedelta(days=3))
    assert found == [made[2], made[1]]


def test_its_life_is_told_step_by_step(database: Database) -> None:
    recordings = held(database)
    public_id = recordings.create(NOW).public_id
    recordings.rename(public_id, "Budget")
    recordings.lasted(public_id, 5_000)
    recordings.describe(public_id, input_name="Laptop", origin=CLOUD, language="fr")
    recordings.keep_audio(public_id, Path("b.flac"))
    recordings.finish(public_id, 9_000)
    found = recordings.get(public_id)
    assert (found.title, found.duration_ms, found.standing) == ("Budget", 9_000, Standing.FINISHED)
    assert (found.input_name, found.origin, found.audio_path) == ("Laptop", CLOUD, Path("b.flac"))
    recordings.drop_audio(public_id)
    assert (recordings.get(public_id).audio_path, recordings.get(public_id).is_audio_kept) == (None, False)


def test_a_path_that_is_no_text_comes_back(database: Database) -> None:
    path = Path(os.fsdecode(b"caf\xe9/a.wav"))
    made = held(database).create(NOW, audio_path=path)
    assert held(database).get(made.public_id).audio_path == path


def test_who_is_not_there_is_named(database: Database) -> None:
    for act in (held(database).get, lambda public_id: held(database).rename(public_id, "x")):
        with pytest.raises(StoreError, match="There is no recording 'zzz'") as caught:
            act("zzz")
        assert caught.value.code == "unknown_recording"


def test_only_recordings_of_vanished_programs_are_interrupted(database: Database) -> None:
    mine, running, vanished = (held(database, holder) for holder in ("me", "running", "vanished"))
    for recordings in (mine, running):
        recordings.create(NOW)
    vanished.finish(vanished.create(NOW).public_id, 1)
    lost = vanished.create(NOW)
    found = mine.find_interrupted({"running"})
    assert [(each.public_id, each.standing) for each in found] == [(lost.public_id, Standing.INTERRUPTED)]
    mine.go_on(lost.public_id)
    assert mine.find_interrupted({"running"}) == []


def test_the_beginning_of_an_id_finds_it(database: Database) -> None:
    recordings = held(database)
    ids = sorted(recordings.create(NOW).public_id for _ in range(4))
    assert [each.public_id for each in recordings.beginning_with(ids[2])] == [ids[2]]
    assert [each.public_id for each in recordings.beginning_with("")] == ids[:3]
    for nothing in ("%", "_", "zz0", ids[0] + "a"):
        assert recordings.beginning_with(nothing) == []
