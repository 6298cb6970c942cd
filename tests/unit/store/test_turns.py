"""The turns of a recording, said, edited, merged and split."""

from dataclasses import replace

import pytest

from tests.unit.store.stage import NOW, finished, recorded, said, texts
from transcriber.store.errors import StoreError
from transcriber.store.store import Store
from transcriber.store.stored_turn import Origin
from transcriber.store.turns import PAGE, REVISIONS_KEPT
from transcriber.transcript.turns import Turn, TurnState

ENGINE = Origin(profile_name="local", profile_title="This computer", model="moonshine-tiny-en")


def test_a_turn_comes_back_as_it_was_saved(store: Store) -> None:
    recording = store.recordings.create(NOW)
    failed = Turn(number=3, state=TurnState.FAILED, failure="Too long.", lane=1)
    saved = store.turns.save(recording.public_id, failed, 5, lane=1, origin=ENGINE)
    assert saved is not None
    assert store.turns.all(recording.public_id) == [saved]
    assert (saved.machine, saved.lane, saved.position, saved.origin) == (failed, 1, 5, ENGINE)


def test_a_live_turn_is_not_kept(store: Store) -> None:
    recording = store.recordings.create(NOW)
    with pytest.raises(ValueError, match="live"):
        store.turns.save(recording.public_id, Turn(number=1), 0)


def test_turns_are_read_in_reading_order_page_by_page(store: Store) -> None:
    recording = store.recordings.create(NOW)
    for number in range(1, 12):
        store.turns.save(recording.public_id, finished(number, f"{number}"), 100 - number)
    first = store.turns.page(recording.public_id, count=6)
    second = store.turns.page(recording.public_id, first[-1], count=6)
    assert texts([*first, *second]) == [f"{number}" for number in range(11, 0, -1)]
    assert store.turns.count(recording.public_id) == 11


@pytest.mark.parametrize("count", [0, PAGE, PAGE + 1])
def test_all_turns_are_all_of_them(store: Store, count: int) -> None:
    recording = recorded(store, *(f"{number}" for number in range(count)))
    assert len(store.turns.all(recording.public_id)) == count


def test_the_machine_may_save_a_turn_again_and_the_edit_stays(store: Store) -> None:
    recording = recorded(store, "helo")
    [turn] = store.turns.all(recording.public_id)
    store.turns.edit(turn.id, "Hello")
    again = store.turns.save(recording.public_id, finished(1, "hello there"), 0)
    assert again is not None
    assert (again.id, again.text, again.machine.text) == (turn.id, "Hello", "hello there")


def test_the_machines_own_text_takes_the_edit_away(store: Store) -> None:
    [turn] = store.turns.all(recorded(store, "helo").public_id)
    assert store.turns.edit(turn.id, "Hello").edited_text == "Hello"
    assert store.turns.edit(turn.id, "helo").edited_text is None


def test_turns_can_go_and_change_their_places(store: Store) -> None:
    recording = recorded(store, "a", "b", "c")
    store.turns.place(recording.public_id, {1: 2, 3: 0})
    store.turns.remove(recording.public_id, 2)
    assert texts(store.turns.all(recording.public_id)) == ["c", "a"]


def test_edits_are_taken_back_one_after_another(store: Store) -> None:
    recording = recorded(store, "a")
    [turn] = store.turns.all(recording.public_id)
    for text in ("b", "b", "c"):
        store.turns.edit(turn.id, text)
    seen = [store.turns.get(turn.id).text for _ in iter(lambda: store.turns.undo(recording.public_id), False)]
    assert seen == ["b", "a"]


def test_only_so_many_changes_can_be_taken_back(store: Store) -> None:
    recording = recorded(store, "a")
    [turn] = store.turns.all(recording.public_id)
    for number in range(REVISIONS_KEPT + 5):
        store.turns.edit(turn.id, f"{number}")
    taken_back = sum(1 for _ in iter(lambda: store.turns.undo(recording.public_id), False))
    assert (taken_back, store.turns.get(turn.id).text) == (REVISIONS_KEPT, "4")


def test_merged_turns_are_one_and_the_machine_does_not_bring_them_back(store: Store) -> None:
    recording = recorded(store, "a", "b", "c")
    one, two, _ = store.turns.all(recording.public_id)
    whole = store.turns.merge([two.id, one.id])
    assert (whole.id, whole.text) == (one.id, "a b")
    for number in (1, 2):
        assert store.turns.save(recording.public_id, finished(number, "again"), number - 1) is None
        store.turns.remove(recording.public_id, number)
    assert texts(store.turns.all(recording.public_id)) == ["a b", "c"]
    store.turns.undo(recording.public_id)
    assert store.turns.all(recording.public_id)[:2] == [one, two]


def test_only_neighbours_of_one_recording_can_be_merged(store: Store) -> None:
    one, _, three = store.turns.all(recorded(store, "a", "b", "c").public_id)
    [other] = store.turns.all(recorded(store, "x").public_id)
    for pair in ([one.id, three.id], [one.id, other.id]):
        with pytest.raises(StoreError, match="follow each other") as caught:
            store.turns.merge(pair)
        assert caught.value.code == "not_neighbours"


def test_a_split_turn_stands_in_its_place_and_can_be_split_and_merged_on(store: Store) -> None:
    recording = recorded(store, "a b c", "d")
    first = store.turns.all(recording.public_id)[0]
    early, late = store.turns.split(first.id, 1)
    store.turns.split(late.id, 1)
    assert texts(store.turns.all(recording.public_id)) == ["a", "b", "c", "d"]
    assert [turn.machine.number for turn in store.turns.all(recording.public_id)] == [1, 1, 1, 2]
    store.turns.split(store.turns.merge([early.id, late.id]).id, 1)
    assert texts(store.turns.all(recording.public_id)) == ["a", "b", "c", "d"]
    while store.turns.undo(recording.public_id):
        pass
    assert texts(store.turns.all(recording.public_id)) == ["a b c", "d"]


def test_the_first_half_can_be_split_again_without_passing_the_second(store: Store) -> None:
    recording = recorded(store, "a b c")
    [whole] = store.turns.all(recording.public_id)
    early, _ = store.turns.split(whole.id, 3)
    store.turns.split(early.id, 1)
    assert texts(store.turns.all(recording.public_id)) == ["a", "b", "c"]


def test_a_new_transcription_stands_in_place_of_the_old_one(store: Store) -> None:
    recording = recorded(store, "a", "be", "sea", "d")
    old = store.turns.all(recording.public_id)
    new = store.turns.replace([old[1].id, old[2].id], [finished(8, "b"), finished(9, "c"), finished(9, "!")], ENGINE)
    assert texts(store.turns.all(recording.public_id)) == ["a", "b", "c", "!", "d"]
    assert {turn.origin for turn in new} == {ENGINE}
    store.turns.undo(recording.public_id)
    assert store.turns.all(recording.public_id) == old


def test_transcribed_again_one_for_one_the_edit_stays(store: Store) -> None:
    [turn] = store.turns.all(recorded(store, "helo").public_id)
    edited = store.turns.edit(turn.id, "Hello, Ada")
    [again] = store.turns.replace([turn.id], [finished(1, "hello ada")], ENGINE)
    assert again == replace(edited, machine=finished(1, "hello ada"), origin=ENGINE)


def test_a_turn_that_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(StoreError, match="no longer") as caught:
        store.turns.edit(99, "x")
    assert caught.value.code == "unknown_turn"


def test_two_lanes_may_have_turns_of_the_same_number(store: Store) -> None:
    recording = store.recordings.create(NOW)
    said(store.turns, recording, "mine")
    store.turns.save(recording.public_id, finished(1, "theirs"), 1, lane=1)
    assert texts(store.turns.all(recording.public_id)) == ["mine", "theirs"]


def test_what_was_heard_and_that_it_was_on_silence_come_back_with_the_turn(store: Store) -> None:
    recording = store.recordings.create(NOW)
    turn = replace(finished(1, "PySide6"), heard_text="pie side six", is_on_silence=True)
    saved = store.turns.save(recording.public_id, turn, 0)
    assert saved is not None
    assert saved.machine == turn
    assert saved.heard_text == "pie side six"
    assert saved.shown.is_on_silence


def test_a_person_says_that_it_was_speech_and_takes_it_back(store: Store) -> None:
    recording = store.recordings.create(NOW)
    turn = replace(finished(1, "Thank you."), is_on_silence=True)
    saved = store.turns.save(recording.public_id, turn, 0)
    assert saved is not None
    assert not store.turns.call_speech(saved.id).shown.is_on_silence
    store.turns.save(recording.public_id, turn, 0)
    assert not store.turns.get(saved.id).shown.is_on_silence
    assert store.turns.undo(recording.public_id)
    assert store.turns.get(saved.id).shown.is_on_silence
    spoken = store.turns.save(recording.public_id, finished(2, "Hello."), 1)
    assert spoken is not None
    assert store.turns.call_speech(spoken.id) == spoken
    assert not store.turns.undo(recording.public_id)


def test_several_turns_are_edited_and_taken_back_as_one(store: Store) -> None:
    recording = recorded(store, "pie side", "other", "pie side too")
    first, other, last = store.turns.all(recording.public_id)
    assert store.turns.edit_all({first.id: "PySide", other.id: "other", last.id: "PySide too"}) == 2
    assert texts(store.turns.all(recording.public_id)) == ["PySide", "other", "PySide too"]
    assert store.turns.undo(recording.public_id)
    assert texts(store.turns.all(recording.public_id)) == ["pie side", "other", "pie side too"]
    assert not store.turns.undo(recording.public_id)
