from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, no_audio
from transcriber.app.kept_piece import keep_piece
from transcriber.app.retranscribed_ranges import AudioRange
from transcriber.app.retranscribed_turns import Findings
from transcriber.store.store import Store
from transcriber.store.stored_turn import Origin
from transcriber.transcript.echo import ECHO_REASON
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

SECOND = 24_000
LIVE, AGAIN = Origin(profile_name="live"), Origin(profile_name="again")
PLAYED = "We should move the meeting to Thursday afternoon."
OWN, THEIRS = AudioRange(0, 10 * SECOND), AudioRange(0, 10 * SECOND, lane=1)


def turn(number: int, text: str, start_ms: int = 1_000, end_ms: int = 5_000, lane: int = 0) -> Turn:
    return Turn(number=number, state=TurnState.FINISHED, text=text, start_ms=start_ms, end_ms=end_ms, lane=lane)


class Kept:
    """One recording of two sources."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.public_id = store.recordings.create(NOW).public_id

    def has(self, *turns: Turn) -> None:
        for place, each in enumerate(turns):
            self.store.turns.save(self.public_id, each, place, lane=each.lane, origin=LIVE)
            samples = [24 * (each_ms or 0) for each_ms in (each.start_ms, each.end_ms)]
            heard = Stretch(
                lane=each.lane, start_sample=samples[0], end_sample=samples[1], state=StretchState.TRANSCRIBED
            )
            self.store.coverage.lay(self.public_id, [heard])

    def hear(self, piece: AudioRange, *turns: Turn) -> None:
        keep_piece(self.store, self.public_id, piece, Findings(turns), AGAIN)

    @property
    def texts(self) -> list[tuple[int, str]]:
        return [(each.lane, each.text) for each in self.store.turns.all(self.public_id)]

    @property
    def echoes_ms(self) -> list[tuple[int, int, int]]:
        stretches = self.store.coverage.of(self.public_id)
        return [(e.lane, e.start_sample // 24, e.end_sample // 24) for e in stretches if e.reason == ECHO_REASON]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = Store(tmp_path, NOW)
    yield Kept(store)
    store.close(NOW, no_audio)


def test_what_is_heard_again_of_the_microphone_is_not_the_echo_of_what_was_played(kept: Kept) -> None:
    kept.has(turn(1, PLAYED, lane=1), turn(2, "Old words of mine.", 6_500, 8_000))

    kept.hear(OWN, turn(1, PLAYED), turn(2, "Thursday is fine with me.", 6_500, 8_000))

    assert kept.texts == [(1, PLAYED), (0, "Thursday is fine with me.")]
    assert kept.echoes_ms == [(0, 1_000, 5_000)]


def test_of_a_turn_that_is_both_only_the_echo_goes(kept: Kept) -> None:
    kept.has(turn(1, PLAYED, lane=1))

    kept.hear(OWN, turn(1, f"Wait a second please. {PLAYED}", 100, 5_500))

    assert sorted(kept.texts) == [(0, "Wait a second please."), (1, PLAYED)]
    [(lane, _, _)] = kept.echoes_ms
    assert lane == 0


def test_an_echo_that_stood_there_for_want_of_the_played_words_goes_when_they_are_heard(kept: Kept) -> None:
    kept.has(turn(1, PLAYED), turn(2, "Thursday is fine with me.", 6_500, 8_000))

    kept.hear(THEIRS, turn(1, PLAYED))

    assert sorted(kept.texts) == [(0, "Thursday is fine with me."), (1, PLAYED)]
    own = next(each for each in kept.store.turns.all(kept.public_id) if not each.lane)
    assert (own.origin, own.machine.number) == (LIVE, 2)
    assert kept.echoes_ms == [(0, 1_000, 5_000)]
    # Both changes can be taken back, the echo's first.
    assert kept.store.turns.undo(kept.public_id)
    assert (0, PLAYED) in kept.texts
    assert kept.echoes_ms == []


def test_what_a_person_corrected_stays_whatever_was_played(kept: Kept) -> None:
    kept.has(turn(1, PLAYED))
    [own] = kept.store.turns.all(kept.public_id)
    kept.store.turns.edit(own.id, "I said that we should move it.")

    kept.hear(THEIRS, turn(1, PLAYED))
    kept.hear(OWN, turn(1, PLAYED))

    assert sorted(kept.texts) == [(0, "I said that we should move it."), (1, PLAYED)]


def test_own_words_stay_where_a_service_heard_nothing_but_an_echo_in_their_place(kept: Kept) -> None:
    kept.has(turn(1, "No, Friday would be better for all of us."), turn(2, PLAYED, lane=1))

    kept.hear(OWN, turn(1, PLAYED))

    assert sorted(kept.texts) == [(0, "No, Friday would be better for all of us."), (1, PLAYED)]


def test_new_turns_of_the_played_sound_have_numbers_and_speakers_of_their_own(kept: Kept) -> None:
    kept.has(turn(1, "Hello there."), turn(3, "Good morning.", 7_000, 8_000))

    kept.hear(THEIRS, replace(turn(1, "Good day."), segments=(SpeakerSegment("A", "Good day.", 1_000, 2_000),)))

    [theirs] = [each for each in kept.store.turns.all(kept.public_id) if each.lane]
    assert (theirs.machine.number, theirs.machine.lane, theirs.origin) == (4, 1, AGAIN)
    assert [each.speaker for each in theirs.machine.segments] == ["others:A"]
    assert kept.texts == [(0, "Hello there."), (1, "Good day."), (0, "Good morning.")]


def test_what_was_said_meanwhile_stands_between_the_turns_that_one_becomes_and_behind_it_again_after_undo(
    kept: Kept,
) -> None:
    kept.has(turn(1, "Good morning. Then bye.", 0, 9_000), turn(2, "And to you.", 3_000, 4_000, lane=1))

    kept.hear(OWN, turn(1, "Good morning.", 0, 2_000), turn(2, "Then bye.", 8_000, 9_000))

    assert kept.texts == [(0, "Good morning."), (1, "And to you."), (0, "Then bye.")]
    assert kept.store.turns.undo(kept.public_id)
    assert kept.texts == [(0, "Good morning. Then bye."), (1, "And to you.")]


def test_a_turn_that_turns_out_to_begin_later_stands_behind_what_was_said_before_it_with_its_edit(kept: Kept) -> None:
    kept.has(turn(1, "Then by.", 0, 9_000), turn(2, "And to you.", 3_000, 4_000, lane=1))
    kept.store.turns.edit(kept.store.turns.all(kept.public_id)[0].id, "Then bye, all.")

    kept.hear(OWN, turn(1, "Then bye.", 8_000, 9_000))

    assert kept.texts == [(1, "And to you."), (0, "Then bye, all.")]

    kept.hear(OWN, turn(1, "Then bye!", 1_000, 9_000))

    assert kept.texts == [(0, "Then bye, all."), (1, "And to you.")]
    assert kept.store.turns.undo(kept.public_id)
    assert kept.store.turns.undo(kept.public_id)
    assert kept.texts == [(0, "Then bye, all."), (1, "And to you.")]
