"""Marks, notes and names."""

import pytest

from tests.unit.store.stage import NOW
from transcriber.store.errors import StoreError
from transcriber.store.store import Store
from transcriber.store.values import Mark, Note


def test_marks_and_notes_stand_in_the_order_of_the_clock(store: Store) -> None:
    public_id = store.recordings.create(NOW).public_id
    late = store.annotations.add_mark(public_id, 9_000, "decision")
    early = store.annotations.add_mark(public_id, 1_000)
    note = store.annotations.add_note(public_id, 2_000, "Ask Ada\x1b.")
    assert store.annotations.marks(public_id) == [early, late]
    assert store.annotations.notes(public_id) == [Note(note.id, 2_000, "Ask Ada.")]


def test_they_can_be_changed_and_taken_away(store: Store) -> None:
    public_id = store.recordings.create(NOW).public_id
    mark = store.annotations.add_mark(public_id, 1)
    note = store.annotations.add_note(public_id, 2, "a")
    store.annotations.relabel_mark(mark.id, "here")
    store.annotations.rewrite_note(note.id, "b")
    assert store.annotations.marks(public_id) == [Mark(mark.id, 1, "here")]
    assert store.annotations.notes(public_id) == [Note(note.id, 2, "b")]
    store.annotations.remove_mark(mark.id)
    store.annotations.remove_note(note.id)
    assert (store.annotations.marks(public_id), store.annotations.notes(public_id)) == ([], [])


def test_what_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(StoreError, match="mark") as mark:
        store.annotations.remove_mark(99)
    with pytest.raises(StoreError, match="note") as note:
        store.annotations.rewrite_note(99, "x")
    assert (mark.value.code, note.value.code) == ("unknown_mark", "unknown_note")


def test_a_speaker_has_one_name_in_the_whole_recording_until_it_is_taken_back(store: Store) -> None:
    one, other = store.recordings.create(NOW).public_id, store.recordings.create(NOW).public_id
    store.annotations.rename_speaker(one, "spk_0", "Ada")
    store.annotations.rename_speaker(one, "spk_0", " Ada\nLovelace ")
    assert store.annotations.speaker_names(one) == {"spk_0": "Ada Lovelace"}
    assert store.annotations.speaker_names(other) == {}
    store.annotations.rename_speaker(one, "spk_0", "")
    assert store.annotations.speaker_names(one) == {}
