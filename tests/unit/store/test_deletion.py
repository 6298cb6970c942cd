"""Deleted: ten seconds to take it back, then nowhere."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, no_audio, recorded, texts, traces_of
from transcriber.store.errors import StoreError
from transcriber.store.store import Store, store_path


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def test_a_deleted_recording_is_out_of_sight_at_once(store: Store) -> None:
    public_id = recorded(store, "a").public_id
    store.deletion.delete(public_id, NOW)
    assert store.recordings.page() == []
    for act in (store.recordings.get, store.turns.all, lambda each: store.deletion.delete(each, NOW)):
        with pytest.raises(StoreError, match="no recording"):
            act(public_id)


def test_within_ten_seconds_it_can_be_taken_back_whole(store: Store) -> None:
    public_id = recorded(store, "a", "b").public_id
    store.deletion.delete(public_id, NOW)
    assert store.deletion.purge(NOW + seconds(10), no_audio).public_ids == ()
    assert store.deletion.undo(public_id, NOW + seconds(10))
    assert texts(store.turns.all(public_id)) == ["a", "b"]
    assert not store.deletion.undo(public_id, NOW + seconds(10))


def test_later_it_cannot(store: Store) -> None:
    public_id = recorded(store, "a").public_id
    store.deletion.delete(public_id, NOW)
    assert not store.deletion.undo(public_id, NOW + seconds(10.1))
    assert store.deletion.purge(NOW + seconds(10.1), no_audio).public_ids == (public_id,)
    assert not store.deletion.undo(public_id, NOW)


def test_a_purged_recording_leaves_no_word_anywhere(store: Store, folder: Path) -> None:
    secret = recorded(store, "xylophone lesson", title="dulcimer")
    [turn] = store.turns.all(secret.public_id)
    store.turns.edit(turn.id, "vibraphone lesson")
    store.annotations.add_note(secret.public_id, 0, "glockenspiel")
    store.annotations.rename_speaker(secret.public_id, "spk", "carillon")
    recorded(store, "marimba lesson")
    store.close(NOW, no_audio)
    again = Store(folder, NOW + timedelta(days=1))
    again.deletion.delete(secret.public_id, NOW)
    again.deletion.purge(NOW + seconds(11), no_audio)
    while not again.deletion.scrub():
        pass
    for word in ("xyloph", "vibraph", "glockensp", "dulcim", "carillon"):
        assert traces_of(word, folder) == []
    assert len(traces_of("marimba", folder)) == 2
    again.close(NOW, no_audio)


def test_one_in_which_nothing_is_goes_at_once_and_its_title_with_it(store: Store, folder: Path) -> None:
    empty = store.recordings.create(NOW, title="dulcimer")
    store.annotations.rename_speaker(empty.public_id, "spk", "carillon")
    other = recorded(store, "marimba lesson").public_id
    store.deletion.remove_at_once(empty.public_id)
    assert not store.deletion.undo(empty.public_id, NOW)
    assert store.deletion.purge(NOW + seconds(11), no_audio).public_ids == (), "there is nothing left to purge"
    assert [each.public_id for each in store.recordings.page()] == [other]
    with pytest.raises(StoreError, match="no recording"):
        store.deletion.remove_at_once(empty.public_id)
    while not store.deletion.scrub():
        pass
    for word in ("dulcim", "carillon"):
        assert traces_of(word, folder) == []


def test_a_damaged_file_goes_only_with_a_recording_that_it_holds(folder: Path) -> None:
    store = Store(folder, NOW)
    secret = recorded(store, "xylophone").public_id
    store.close(NOW, no_audio)
    content = store_path(folder).read_bytes()
    store_path(folder).write_bytes(content[:-1])
    again = Store(folder, NOW)
    other = recorded(again, "marimba").public_id
    for public_id, left in ((other, 1), (secret, 0)):
        again.deletion.delete(public_id, NOW)
        again.deletion.purge(NOW + seconds(11), no_audio)
        while not again.deletion.scrub():
            pass
        assert len(list(folder.glob("store-damaged-*.db"))) == left
    assert traces_of("xyloph", folder) == []
    again.close(NOW, no_audio)


def test_its_audio_goes_first_and_what_cannot_go_is_tried_again(store: Store, tmp_path: Path) -> None:
    audio = tmp_path / "a.wav"
    audio.write_text("sound")
    public_id = store.recordings.create(NOW, audio_path=audio).public_id
    store.deletion.delete(public_id, NOW)

    def refuse(path: Path) -> None:
        raise PermissionError(path)

    purged = store.deletion.purge(NOW + seconds(11), refuse)
    assert (purged.public_ids, purged.audio_that_stays) == ((), (audio,))
    assert store.deletion.purge(NOW + seconds(11), Path.unlink).public_ids == (public_id,)
    assert not audio.exists()


def test_a_clean_end_ends_the_time_for_taking_it_back(store: Store, folder: Path) -> None:
    public_id = recorded(store, "xylophone").public_id
    store.deletion.delete(public_id, NOW)
    store.close(NOW + seconds(1), no_audio)
    assert traces_of("xyloph", folder) == []


def test_a_clock_that_was_put_back_does_not_keep_it(store: Store) -> None:
    public_id = recorded(store, "a").public_id
    store.deletion.delete(public_id, NOW + timedelta(days=400))
    assert store.deletion.purge(NOW, no_audio).public_ids == (public_id,)


def test_the_end_of_another_program_leaves_the_ten_seconds_as_they_are(store: Store, folder: Path) -> None:
    public_id = recorded(store, "a").public_id
    store.deletion.delete(public_id, NOW)
    Store(folder, NOW).close(NOW + seconds(5), no_audio)
    assert store.deletion.undo(public_id, NOW + seconds(6))
    assert texts(store.turns.all(public_id)) == ["a"]
    store.deletion.delete(public_id, NOW)
    assert store.deletion.purge(NOW, no_audio, also_recent=True).public_ids == (public_id,)
