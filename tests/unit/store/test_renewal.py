from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.store.stage import NOW, no_audio, recorded, texts
from transcriber.store.errors import StoreError
from transcriber.store.store import Store
from transcriber.store.stored_turn import Origin, Renewal
from transcriber.transcript.turns import Turn, TurnState

AGAIN = Origin(profile_name="openai", profile_title="OpenAI", model="gpt-4o-transcribe")


def heard(text: str, start_ms: int) -> Turn:
    return Turn(number=1, state=TurnState.FINISHED, text=text, start_ms=start_ms, end_ms=start_ms + 900)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path, NOW)
    yield store
    store.close(NOW, no_audio)


def test_one_for_one_keeps_the_edit_and_says_who_made_it(store: Store) -> None:
    public_id = recorded(store, "One.", "Too.", "Three.").public_id
    second = store.turns.all(public_id)[1]
    store.turns.edit(second.id, "Two, by hand.")

    [made] = store.turns.renew(public_id, [Renewal((second.id,), (heard("Two.", 2_000),))], AGAIN)

    assert (made.id, made.machine.number) == (second.id, second.machine.number)
    assert (made.text, made.machine.text, made.origin) == ("Two, by hand.", "Two.", AGAIN)
    assert texts(store.turns.all(public_id)) == ["One.", "Two, by hand.", "Three."]


def test_several_for_several_new_ones_and_none_are_one_change_and_one_way_back(store: Store) -> None:
    public_id = recorded(store, "One.", "Two.", "Three.", "Four.", "Five.").public_id
    one, two, three, four, _ = store.turns.all(public_id)

    made = store.turns.renew(
        public_id,
        [
            Renewal((), (heard("Before.", 100), heard("Also before.", 300))),
            Renewal((one.id, two.id), (heard("A.", 1_000), heard("B.", 1_500), heard("C.", 2_000))),
            Renewal((four.id,), ()),
            Renewal((), (heard("After three.", 3_500),)),
        ],
        AGAIN,
    )

    assert texts(store.turns.all(public_id)) == [
        *("Before.", "Also before.", "A.", "B.", "C."),
        *("Three.", "After three.", "Five."),
    ]
    assert len({turn.machine.number for turn in store.turns.all(public_id)}) == 8
    assert texts(made) == ["Before.", "Also before.", "A.", "B.", "C.", "After three."]
    assert store.turns.undo(public_id)
    assert texts(store.turns.all(public_id)) == ["One.", "Two.", "Three.", "Four.", "Five."]
    assert store.turns.get(three.id).text == "Three."
    assert not store.turns.undo(public_id)


def test_a_late_turn_of_the_session_does_not_bring_back_what_was_replaced(store: Store) -> None:
    public_id = recorded(store, "One.", "Two.").public_id
    one, two = store.turns.all(public_id)
    store.turns.renew(public_id, [Renewal((one.id, two.id), (heard("Both.", 1_000),))], AGAIN)

    assert store.turns.save(public_id, one.machine, 0) is None
    assert texts(store.turns.all(public_id)) == ["Both."]


def test_the_first_turns_of_a_recording_without_any(store: Store) -> None:
    public_id = recorded(store).public_id

    store.turns.renew(public_id, [Renewal((), (heard("One.", 0), heard("Two.", 1_000)))], AGAIN)

    assert texts(store.turns.all(public_id)) == ["One.", "Two."]


def test_nothing_to_renew_is_no_change(store: Store) -> None:
    public_id = recorded(store, "One.").public_id

    assert store.turns.renew(public_id, [Renewal((), ())], AGAIN) == []
    assert not store.turns.undo(public_id)


def test_where_an_old_turn_is_gone_nothing_is_changed(store: Store) -> None:
    public_id = recorded(store, "One.", "Two.").public_id
    one, _ = store.turns.all(public_id)

    with pytest.raises(StoreError, match="no longer"):
        store.turns.renew(public_id, [Renewal((one.id,), ()), Renewal((999,), (heard("X.", 0),))], AGAIN)

    assert texts(store.turns.all(public_id)) == ["One.", "Two."]


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_is_renewed_stands_where_its_time_says_and_can_be_taken_back(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = Store(tmp_path_factory.mktemp("store"), NOW)
    words = [f"old {number}" for number in range(1, 9)]
    public_id = recorded(store, *words).public_id
    for apart_ms in (200, 50):
        standing = store.turns.all(public_id)
        before = [(turn.id, turn.text) for turn in standing]
        chosen = [turn for turn in standing if data.draw(st.booleans())]
        expected = [(turn.machine.start_ms or 0, turn.text) for turn in standing if turn not in chosen]
        renewals = []
        for turn in chosen:
            start_ms, count = turn.machine.start_ms or 0, data.draw(st.integers(0, 3))
            new = tuple(heard(f"{turn.text}+{index}", start_ms + apart_ms * index) for index in range(count))
            expected += [(turn.start_ms or 0, turn.text) for turn in new]
            renewals.append(Renewal((turn.id,), new))
        # Where two begin at the same moment, either order is right.
        late_ms = data.draw(st.integers(0, 9)) * 1_000 + 700 + apart_ms // 10
        renewals.append(Renewal((), (heard(f"new {late_ms}", late_ms),)))
        expected.append((late_ms, f"new {late_ms}"))

        store.turns.renew(public_id, renewals, AGAIN)
        assert texts(store.turns.all(public_id)) == [text for _, text in sorted(expected)]
        store.turns.undo(public_id)
        assert [(turn.id, turn.text) for turn in store.turns.all(public_id)] == before
        store.turns.renew(public_id, renewals, AGAIN)
    store.close(NOW, no_audio)


def test_a_failure_in_its_midst_leaves_everything_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    public_id = recorded(store, "One.", "Two.", "Three.").public_id
    one, two, three = store.turns.all(public_id)

    def fail(*arguments: object) -> None:
        raise StoreError("disk_full", "The disk is full.", "Free some space.")

    monkeypatch.setattr(type(store.turns), "_note_revision", fail)
    with pytest.raises(StoreError):
        store.turns.renew(
            public_id, [Renewal((one.id, two.id), (heard("Both.", 1_000),)), Renewal((three.id,), ())], AGAIN
        )

    assert texts(store.turns.all(public_id)) == ["One.", "Two.", "Three."]


def test_new_turns_of_one_source_have_no_number_of_the_other(store: Store) -> None:
    public_id = recorded(store, "One.").public_id
    theirs = Turn(number=7, state=TurnState.FINISHED, text="Theirs.", start_ms=5_000, end_ms=6_000, lane=1)
    store.turns.save(public_id, theirs, 9, lane=1)

    [made] = store.turns.renew(public_id, [Renewal((), (heard("Mine.", 9_000),))], AGAIN)

    assert (made.machine.number, made.lane) == (8, 0)
