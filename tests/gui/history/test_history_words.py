"""What a person reads about recordings."""

from datetime import UTC, date, datetime, timedelta

import pytest

from transcriber.gui.history.history_words import (
    NOTHING_YET,
    date_words,
    day_words,
    fault_words,
    sign_of,
    time_words,
    title_of,
)
from transcriber.gui.history.reading import NO_STORE
from transcriber.session.notices import RetranscriptionChanged, RetranscriptionState
from transcriber.store.errors import StoreError, damaged
from transcriber.store.values import Standing, StoredRecording

TODAY = date(2026, 11, 21)
RECORDING = StoredRecording(
    public_id="abc", title="Weekly sync", started_utc=datetime(2026, 11, 21, 10, 4, tzinfo=UTC), duration_ms=2_890_000
)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "Today"),
        (date(2026, 11, 20), "Yesterday"),
        (date(2026, 11, 19), "Thursday 19 November 2026"),
        (date(2026, 11, 22), "Sunday 22 November 2026"),
    ],
)
def test_days_are_named_as_people_name_them(day: date, words: str) -> None:
    assert day_words(day, TODAY) == words


def test_a_recording_says_when_it_began_and_how_long_it_is() -> None:
    began = f"{RECORDING.started_utc.astimezone():%H:%M}"
    assert time_words(RECORDING) == f"{began}  ·  48:10"
    assert title_of(StoredRecording(public_id="x", started_utc=RECORDING.started_utc)) == "Recording without a title"


@pytest.mark.parametrize(
    ("standing", "sign"),
    [(Standing.RECORDING, "Recording now"), (Standing.INTERRUPTED, "Interrupted"), (Standing.FINISHED, "")],
)
def test_what_is_not_as_usual_is_said_in_words(standing: Standing, sign: str) -> None:
    recording = StoredRecording(public_id="abc", started_utc=RECORDING.started_utc, standing=standing)
    assert sign_of(recording, {}) == sign


def test_how_far_it_is_transcribed_again_goes_before_everything() -> None:
    state = RetranscriptionState
    jobs = [
        RetranscriptionChanged("abc", state.WAITING),
        RetranscriptionChanged("abc", state.RUNNING),
        RetranscriptionChanged("abc", state.RUNNING, 41_000, 100_000),
    ]
    assert [sign_of(RECORDING, {"abc": job}) for job in jobs] == [
        "Waits to be transcribed again",
        "Transcribing again",
        "Transcribing again, 41 %",
    ]


def test_a_store_that_is_not_there_yet_is_no_fault() -> None:
    assert fault_words(StoreError(NO_STORE, "Nothing.")) == NOTHING_YET
    assert fault_words(damaged()) == (
        "The history file is damaged. Start the program again: it restores the newest good copy."
    )


def test_the_days_of_a_week_are_told_in_the_language_of_all_other_words() -> None:
    week = [date(2026, 11, 16) + timedelta(days=number) for number in range(7)]
    assert [date_words(day).split()[0] for day in week] == [
        *("Monday", "Tuesday", "Wednesday", "Thursday"),
        *("Friday", "Saturday", "Sunday"),
    ]
    assert date_words(week[4]) == "Friday 20 November 2026"
