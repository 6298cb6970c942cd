"""One recording is told of, not two."""

import pytest

from transcriber.realtime.costs import RecordingUsage
from transcriber.sentence import Sentence, said
from transcriber.session.echo_removal import EchoRemoval
from transcriber.session.lane_notices import LaneNotices
from transcriber.session.notices import (
    CoverageChanged,
    LinkChanged,
    LinkState,
    Notice,
    Problem,
    ProblemPassed,
    RecordingChanged,
    RecordingState,
    ServiceChanged,
    UsageChanged,
)
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged

S = RecordingState


class Lanes:
    def __init__(self) -> None:
        self.told: list[Notice] = []
        self.over: list[tuple[int, str]] = []
        self.notices = LaneNotices(
            self.told.append, EchoRemoval(), link_over=lambda lane, reason: self.over.append((lane, reason))
        )

    def tell(self, lane: int, notice: Notice) -> list[Notice]:
        """What is told because of it."""
        before = len(self.told)
        self.notices.take(lane, notice)
        return self.told[before:]


@pytest.fixture
def lanes() -> Lanes:
    lanes = Lanes()
    for lane, name in enumerate(("Mic", "Speakers")):
        lanes.tell(lane, RecordingChanged(S.STARTING))
        lanes.tell(lane, RecordingChanged(S.RECORDING, name))
    return lanes


def test_a_recording_begins_with_the_microphone_and_is_over_with_the_last_lane() -> None:
    lanes = Lanes()
    ended: list[int] = []
    lanes.notices.before_end = lambda: ended.append(len(lanes.told))
    for lane, state in ((0, S.STARTING), (1, S.STARTING), (1, S.RECORDING), (0, S.RECORDING), (0, S.FINISHING)):
        lanes.tell(lane, RecordingChanged(state, ("Mic", "Speakers")[lane]))
    assert [each.state for each in lanes.told if isinstance(each, RecordingChanged)] == [S.STARTING, S.RECORDING]
    lanes.tell(0, RecordingChanged(S.STOPPED, "Mic", 5_000))
    lanes.tell(1, RecordingChanged(S.FINISHING, "Speakers", 7_000))
    assert ended == []
    assert lanes.tell(1, RecordingChanged(S.STOPPED, "Speakers", 7_000)) == [RecordingChanged(S.STOPPED, "Mic", 7_000)]
    # Before anybody hears of the end.
    assert ended == [len(lanes.told) - 1]


def test_of_two_links_the_worse_one_is_shown_and_who_keeps_sessions_hears_of_each(lanes: Lanes) -> None:
    for lane in (0, 1):
        lanes.tell(lane, LinkChanged(LinkState.CONNECTED))
    lost = LinkChanged(LinkState.RECONNECTING, "It is away.")
    assert lanes.tell(1, lost) == [lost]
    assert lanes.tell(0, LinkChanged(LinkState.CONNECTED)) == []
    assert lanes.over == [(1, "It is away.")]
    assert lanes.tell(1, LinkChanged(LinkState.CONNECTED)) == [LinkChanged(LinkState.CONNECTED)]


def test_a_lane_that_is_over_says_nothing_of_the_link(lanes: Lanes) -> None:
    for lane in (0, 1):
        lanes.tell(lane, LinkChanged(LinkState.CONNECTED))
    lanes.tell(0, RecordingChanged(S.STOPPED, "Mic"))
    assert lanes.tell(0, LinkChanged(LinkState.OFF)) == []


def test_costs_are_the_sum(lanes: Lanes) -> None:
    one = RecordingUsage(seconds=60.0, reported_items=1, dollars=0.5)
    lanes.tell(0, UsageChanged(one))
    [told] = lanes.tell(1, UsageChanged(one))
    assert isinstance(told, UsageChanged)
    assert (told.usage.seconds, told.usage.dollars) == (120.0, 1.0)
    assert lanes.notices.usage_of(1) == one


def test_what_both_say_of_the_service_is_said_once_and_passes_with_the_second(lanes: Lanes) -> None:
    away = Problem("service_away", "The service has been out of reach for 20 s.")
    assert lanes.tell(0, away) == [away]
    assert lanes.tell(1, away) == []
    assert lanes.tell(0, ProblemPassed("service_away")) == []
    assert lanes.tell(1, ProblemPassed("service_away")) == [ProblemPassed("service_away")]


def test_what_befalls_the_played_sound_is_not_said_of_the_microphone(lanes: Lanes) -> None:
    [told] = lanes.tell(1, Problem("microphone_away", "Speakers was unplugged; now using Headset."))
    assert isinstance(told, Problem)
    assert told.code == "played_sound_away"
    assert lanes.tell(1, ProblemPassed("microphone_away")) == [ProblemPassed("played_sound_away")]
    lost = said("{length_s:.1f} s of sound did not arrive", length_s=1.0)
    [gap] = lanes.tell(1, Problem("gap", said("{lost} from the microphone.", lost=lost)))
    assert isinstance(gap, Problem)
    assert gap.message == "1.0 s of sound did not arrive of what the computer plays."
    assert isinstance(gap.message, Sentence), "the window says it in its own language"


def test_that_nothing_is_played_is_no_news(lanes: Lanes) -> None:
    assert lanes.tell(1, Problem("silent_input", "The microphone gives only digital silence.")) == []
    assert lanes.tell(1, ProblemPassed("silent_input")) == []
    assert len(lanes.tell(0, Problem("silent_input", "The microphone gives only digital silence."))) == 1


def test_what_ends_one_lane_is_fatal_only_where_the_other_is_over(lanes: Lanes) -> None:
    [first] = lanes.tell(1, Problem("disk_full", "The disk is full.", is_fatal=True))
    [second] = lanes.tell(0, Problem("disk_full", "The disk is full.", is_fatal=True))
    assert isinstance(first, Problem)
    assert isinstance(second, Problem)
    assert (first.is_fatal, second.is_fatal) == (False, True)
    assert first.remedy == "The microphone is still recorded."


def test_stretches_services_and_turns_say_their_lane(lanes: Lanes) -> None:
    stretch = Stretch(start_sample=0, end_sample=240, state=StretchState.SILENT)
    [coverage] = lanes.tell(1, CoverageChanged((stretch,)))
    assert isinstance(coverage, CoverageChanged)
    assert [each.lane for each in coverage.laid] == [1]
    [service] = lanes.tell(1, ServiceChanged("local", "This computer", "tiny", is_local=True))
    assert isinstance(service, ServiceChanged)
    assert service.lane == 1
    [turn] = lanes.tell(1, TurnChanged(TurnChange.PLACED, Turn(number=1, start_ms=5), 0))
    assert isinstance(turn, TurnChanged)
    assert turn.turn.lane == 1
