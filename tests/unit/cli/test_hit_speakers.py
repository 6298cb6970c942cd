from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, finished, no_audio
from transcriber.cli.hit_speakers import speaker_at, speakers_of
from transcriber.store.store import Store, StoreReader
from transcriber.transcript.speakers import ME, OTHERS, SpeakerNames
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path, NOW)
    yield store
    store.close(NOW, no_audio)


def spoken(number: int, *segments: tuple[str, str]) -> Turn:
    text = " ".join(words for _, words in segments)
    told = tuple(SpeakerSegment(speaker, words) for speaker, words in segments)
    return Turn(number=number, state=TurnState.FINISHED, text=text, segments=told, start_ms=number * 1000)


def named(store: Store, typed: str, folder: Path) -> list[str]:
    reader = StoreReader(folder)
    try:
        return speakers_of(reader, reader.search.find(typed))
    finally:
        reader.close()


def test_each_source_has_its_name_and_a_persons_where_one_was_given(store: Store, tmp_path: Path) -> None:
    public_id = store.recordings.create(NOW).public_id
    store.turns.save(public_id, finished(1, "The budget is mine."), 0)
    store.turns.save(public_id, finished(2, "The budget is ours."), 1, lane=1)
    for speaker, name in ((ME, "Me"), (OTHERS, "Others")):
        store.annotations.rename_speaker(public_id, speaker, name)
    assert named(store, "budget", tmp_path) == ["Others", "Me"]
    store.annotations.rename_speaker(public_id, OTHERS, "Noor")
    assert named(store, "budget", tmp_path) == ["Noor", "Me"]


def test_speakers_that_the_service_tells_apart_have_the_numbers_of_the_whole_recording(
    store: Store, tmp_path: Path
) -> None:
    public_id = store.recordings.create(NOW).public_id
    store.turns.save(public_id, spoken(1, ("A", "Good morning.")), 0)
    store.turns.save(public_id, spoken(2, ("B", "What does it cost?"), ("A", "The budget knows.")), 1)
    assert named(store, "budget", tmp_path) == ["Speaker 1"]
    assert named(store, "cost", tmp_path) == ["Speaker 2"]
    store.annotations.rename_speaker(public_id, "B", "Noor")
    assert named(store, "cost", tmp_path) == ["Noor"]


def test_nobody_is_named_where_nobody_is_told_apart(store: Store, tmp_path: Path) -> None:
    public_id = store.recordings.create(NOW).public_id
    store.turns.save(public_id, finished(1, "The budget."), 0)
    assert named(store, "budget", tmp_path) == [""]
    assert named(store, "nothing", tmp_path) == []


def test_the_letter_decides_where_several_speak_in_a_turn() -> None:
    turn = spoken(1, ("A", "One, two."), ("B", "Three."))
    names = SpeakerNames()
    assert [speaker_at(turn, names, index) for index in (0, 5, 10, 14)] == [
        *("Speaker 1", "Speaker 1"),
        *("Speaker 2", "Speaker 2"),
    ]
