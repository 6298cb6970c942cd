"""What a reader is told while both lanes speak: nothing twice, nothing lost, whichever text comes first."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transcriber.session.echo_removal import EchoRemoval, Told
from transcriber.session.notices import CoverageChanged
from transcriber.transcript.echo import ECHO_REASON
from transcriber.transcript.stretches import StretchState
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState

PLAYED = "We should meet again on Thursday at noon."
OWN = "I cannot come on that day."
KEPT = 5
"""So many of the newest turns may be told of once more."""


class Reader:
    """Follows what is told."""

    def __init__(self) -> None:
        self.removal = EchoRemoval()
        self.shown: dict[int, Turn] = {}
        self.laid: list[tuple[int, int]] = []

    def hear(self, lane: int, change: TurnChanged | TurnRemoved) -> None:
        self.take(self.removal.apply(lane, change))

    def take(self, told: list[Told]) -> None:
        for each in told:
            if isinstance(each, CoverageChanged):
                assert {(stretch.state, stretch.reason) for stretch in each.laid} == {
                    (StretchState.SILENT, ECHO_REASON)
                }
                self.laid += [(stretch.start_sample, stretch.end_sample) for stretch in each.laid]
            elif isinstance(each, TurnRemoved):
                del self.shown[each.number]
            else:
                self.shown[each.turn.number] = each.turn

    @property
    def texts(self) -> set[tuple[int, str]]:
        return {(turn.lane, turn.text + turn.provisional) for turn in self.shown.values()}


def finished(text: str, start_ms: int, number: int = 1, position: int = 0) -> TurnChanged:
    turn = Turn(number=number, state=TurnState.FINISHED, text=text, start_ms=start_ms, end_ms=start_ms + 60 * len(text))
    return TurnChanged(TurnChange.COMPLETED, turn, position)


def live(text: str, start_ms: int, number: int = 1, position: int = 0) -> TurnChanged:
    return TurnChanged(TurnChange.DELTA, Turn(number=number, text=text, start_ms=start_ms), position, appended=text)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_echo_goes_whichever_text_comes_first(order: tuple[int, ...]) -> None:
    said = (
        (1, finished(PLAYED, 1_000)),
        (0, finished(PLAYED, 1_120)),
        (0, finished(OWN, 6_000, number=2, position=1)),
    )
    reader = Reader()
    for which in order:
        lane, change = said[which]
        # The place that its lane's transcript would give it by then.
        position = sum(said[each][0] == 0 and each < which for each in order[: order.index(which)]) if lane == 0 else 0
        reader.hear(lane, TurnChanged(change.change, change.turn, position))
    reader.take(reader.removal.finish())
    assert reader.texts == {(1, PLAYED), (0, OWN)}
    assert reader.laid == [(1_120 * 24, (1_120 + 60 * len(PLAYED)) * 24)]


@pytest.mark.parametrize("is_played_first", [True, False])
def test_of_a_turn_in_which_both_speak_only_the_echo_is_cut(is_played_first: bool) -> None:
    both = [(1, finished(PLAYED, 1_000)), (0, finished(f"{PLAYED} {OWN}", 1_120))]
    reader = Reader()
    for lane, change in both if is_played_first else reversed(both):
        reader.hear(lane, change)
    assert reader.texts == {(1, PLAYED), (0, OWN)}
    assert len(reader.laid) == 1


def test_words_that_may_be_an_echo_are_not_shown_while_they_change() -> None:
    reader = Reader()
    reader.hear(1, live("We should", 1_000))
    reader.hear(0, live("We should", 1_120))
    assert reader.texts == {(1, "We should"), (0, "")}
    reader.hear(0, finished(OWN, 1_120))
    assert reader.texts == {(1, "We should"), (0, OWN)}


def test_a_person_who_spoke_first_is_shown_as_before() -> None:
    reader = Reader()
    reader.hear(0, live("I", 500))
    reader.hear(1, live("We should", 1_000))
    reader.hear(0, live("I cannot", 500))
    assert reader.texts == {(0, "I cannot"), (1, "We should")}


def test_while_nothing_is_played_everything_is_shown_at_once() -> None:
    reader = Reader()
    reader.hear(1, finished(PLAYED, 1_000))
    reader.hear(0, live("I", 20_000))
    assert (0, "I") in reader.texts


def test_what_was_an_echo_stays_away_whatever_its_lane_still_tells_of_it() -> None:
    reader = Reader()
    reader.hear(1, finished(PLAYED, 1_000))
    reader.hear(0, finished(PLAYED, 1_120))
    reader.hear(0, TurnChanged(TurnChange.PLACED, finished(PLAYED, 1_120).turn, 0))
    reader.hear(0, TurnRemoved(1))
    assert reader.texts == {(1, PLAYED)}


def test_what_was_cut_stays_cut_when_its_turn_is_told_of_again() -> None:
    reader = Reader()
    reader.hear(1, finished(PLAYED, 1_000))
    both = finished(f"{PLAYED} {OWN}", 1_120)
    reader.hear(0, both)
    reader.hear(0, TurnChanged(TurnChange.PLACED, both.turn, 0))
    assert reader.texts == {(1, PLAYED), (0, OWN)}


def test_a_played_turn_that_is_taken_back_echoes_no_more() -> None:
    reader = Reader()
    reader.hear(1, finished(PLAYED, 1_000))
    reader.hear(1, TurnRemoved(1))
    reader.hear(0, finished(PLAYED, 1_120))
    assert reader.texts == {(0, PLAYED)}


def test_gaps_and_failures_are_told_as_they_are() -> None:
    reader = Reader()
    reader.hear(1, finished(PLAYED, 1_000))
    gap = Turn(number=7, state=TurnState.GAP, failure="unplugged", start_ms=1_000, end_ms=2_000)
    failed = Turn(number=8, state=TurnState.FAILED, failure="Too long.", start_ms=3_000, end_ms=4_000)
    reader.hear(0, TurnChanged(TurnChange.PLACED, gap, 0))
    reader.hear(0, TurnChanged(TurnChange.FAILED, failed, 1))
    assert sorted(turn.failure for turn in reader.shown.values() if turn.lane == 0) == ["Too long.", "unplugged"]


def test_without_times_an_echo_stays_away_however_much_is_played_after_it() -> None:
    def untimed(text: str, number: int, position: int) -> TurnChanged:
        return TurnChanged(TurnChange.COMPLETED, Turn(number=number, state=TurnState.FINISHED, text=text), position)

    reader = Reader()
    reader.hear(1, untimed(PLAYED, 1, 0))
    reader.hear(0, untimed(f"{PLAYED} {OWN}", 1, 0))
    for number in range(2, 40):
        reader.hear(1, untimed(f"Then topic {number} was spoken about for a while.", number, number - 1))
    reader.take(reader.removal.finish())

    assert [text for lane, text in reader.texts if lane == 0] == [OWN]


PHRASES = ("", PLAYED, OWN, f"{PLAYED} {OWN}", "We should meet again", "Thursday at noon it is.", "So be it.")


@st.composite
def told_of_both(draw: st.DrawFn) -> list[tuple[int, TurnChanged | TurnRemoved]]:
    """Finished turns of both lanes one after the other; now and then one of the newest that were made is told again,
    corrected, or taken back.
    """
    told: list[tuple[int, TurnChanged | TurnRemoved]] = []
    lanes: tuple[list[Turn], list[Turn]] = ([], [])
    made: tuple[list[int], list[int]] = ([], [])

    def tell_new(lane: int, change: TurnChanged) -> None:
        made[lane].append(change.turn.number)
        lanes[lane].append(change.turn)
        told.append((lane, change))

    for step in range(draw(st.integers(1, 30))):
        lane = draw(st.integers(0, 1))
        turns = lanes[lane]
        newest = [index for index, turn in enumerate(turns) if turn.number in made[lane][-KEPT:]]
        match draw(st.sampled_from(("new", "echo", "again", "corrected", "away"))) if newest else "echo":
            case "echo":
                for each in (1, 0):
                    tell_new(each, finished(PLAYED, 700 * step, 2 * step + each + 1, len(lanes[each])))
            case "again":
                index = draw(st.sampled_from(newest))
                told.append((lane, TurnChanged(TurnChange.PLACED, turns[index], index)))
            case "corrected":
                index = newest[-1]
                turns[index] = replace(turns[index], text=draw(st.sampled_from(PHRASES)))
                told.append((lane, TurnChanged(TurnChange.COMPLETED, turns[index], index)))
            case "away":
                told.append((lane, TurnRemoved(turns.pop().number)))
            case _:
                change = finished(draw(st.sampled_from(PHRASES)), 700 * step, 2 * step + lane + 1, len(turns))
                is_timed = draw(st.booleans())
                turn = change.turn if is_timed else replace(change.turn, start_ms=None, end_ms=None)
                tell_new(lane, replace(change, turn=turn))
    return told


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(told=told_of_both())
def test_to_know_only_the_newest_echoes_is_as_good_as_to_know_all(
    told: list[tuple[int, TurnChanged | TurnRemoved]], monkeypatch: pytest.MonkeyPatch
) -> None:
    forgetful, lasting = EchoRemoval(), EchoRemoval()
    for lane, change in told:
        monkeypatch.setattr("transcriber.session.echo_removal._MOST_REMOVED", 10**9)
        expected = lasting.apply(lane, change)
        monkeypatch.setattr("transcriber.session.echo_removal._MOST_REMOVED", KEPT)
        assert forgetful.apply(lane, change) == expected
    assert forgetful.finish() == lasting.finish()
    assert forgetful.turns == lasting.turns


def test_what_is_kept_for_the_comparison_does_not_grow_with_the_recording(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcriber.session.echo_removal._MOST_REMOVED", 50)
    reader = Reader()
    most = []
    for number in range(1, 400):
        start_ms, text = 6_000 * number, PLAYED if number % 2 else OWN
        reader.hear(1, finished(PLAYED, start_ms, number, number - 1))
        reader.hear(0, finished(text, start_ms + 100, number, number // 2))
        most.append(sum(len(kept) for kept in vars(reader.removal).values() if isinstance(kept, dict | set | list)))
    assert most[-1] == most[200] < 150
    assert {text for lane, text in reader.texts if lane == 0} == {OWN}
