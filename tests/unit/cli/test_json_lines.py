import io
import json
from dataclasses import replace

from transcriber.cli.json_lines import JsonLines
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.events import AnnouncedSession
from transcriber.session.notices import (
    CoverageChanged,
    LinkChanged,
    LinkState,
    Problem,
    RecordingChanged,
    RecordingState,
    SessionAnnounced,
    UsageChanged,
)
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnChange, TurnChanged, TurnRemoved, TurnState


def test_a_recording_as_lines() -> None:
    out = io.StringIO()
    lines = JsonLines(out, {})
    live = Turn(number=1, text="Good", start_ms=700)
    done = Turn(number=1, state=TurnState.FINISHED, text="Good day.", start_ms=700, end_ms=2100)

    lines.show(LinkChanged(LinkState.CONNECTED))
    lines.show(TurnChanged(TurnChange.SPEECH_STARTED, Turn(number=1, start_ms=700), 0, at_ms=1000))
    lines.show(TurnChanged(TurnChange.DELTA, live, 0, "Good", at_ms=1200))
    lines.show(TurnChanged(TurnChange.PROVISIONAL, live, 0, at_ms=1250))
    lines.show(Problem("gap", "0.5 s of sound did not arrive.", "Close other programs.", at_ms=1300))
    lines.show(TurnChanged(TurnChange.COMPLETED, done, 0, at_ms=2600))
    lines.show(TurnChanged(TurnChange.SPEECH_STARTED, Turn(number=2, start_ms=2200), 1, at_ms=2600))
    lines.show(TurnRemoved(2))
    lines.show(RecordingChanged(RecordingState.STOPPED, "mic", 3000))

    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        {"type": "speech_started", "turn": 1, "start_ms": 700, "end_ms": None, "at_ms": 1000},
        {"type": "delta", "turn": 1, "text": "Good", "start_ms": 700, "end_ms": None, "at_ms": 1200},
        {
            "type": "problem",
            "code": "gap",
            "message": "0.5 s of sound did not arrive.",
            "remedy": "Close other programs.",
            "at_ms": 1300,
        },
        {"type": "completed", "turn": 1, "text": "Good day.", "start_ms": 700, "end_ms": 2100, "at_ms": 2600},
        {"type": "speech_started", "turn": 2, "start_ms": 2200, "end_ms": None, "at_ms": 2600},
        {"type": "completed", "turn": 2, "text": "", "start_ms": 2200, "end_ms": None, "at_ms": 2600},
        {"type": "summary", "turns": 1, "failed": 0, "problems": 1, "recorded_ms": 3000, "at_ms": 2600},
    ]


def test_a_turn_that_was_heard_again_counts_once() -> None:
    out = io.StringIO()
    lines = JsonLines(out, {})
    for number in (1, 2):
        done = Turn(number=number, state=TurnState.FINISHED, text="Good day.", start_ms=700, end_ms=2100)
        lines.show(TurnRemoved(number - 1))
        lines.show(TurnChanged(TurnChange.COMPLETED, done, 0))
    lines.show(RecordingChanged(RecordingState.STOPPED, "mic", 3000))

    assert json.loads(out.getvalue().splitlines()[-1])["turns"] == 1


def test_a_text_on_silence_is_marked_with_it_or_once_that_is_known() -> None:
    out = io.StringIO()
    lines = JsonLines(out, {})
    turn = Turn(number=1, state=TurnState.FINISHED, text="Thank you.", start_ms=700, end_ms=2100, is_on_silence=True)
    lines.show(TurnChanged(TurnChange.COMPLETED, turn, 0))
    lines.show(TurnChanged(TurnChange.COMPLETED, replace(turn, number=2, is_on_silence=False), 1))
    lines.show(TurnChanged(TurnChange.ON_SILENCE, replace(turn, number=2), 1, at_ms=5000))

    first, second, later = map(json.loads, out.getvalue().splitlines())
    assert first["on_silence"]
    assert "on_silence" not in second
    assert later == {"type": "on_silence", "turn": 2, "start_ms": 700, "end_ms": 2100, "at_ms": 5000}


def test_several_files_are_told_apart() -> None:
    out = io.StringIO()
    JsonLines(out, {"file": "a.wav"}).show(RecordingChanged(RecordingState.STOPPED, "a.wav", 3000))

    assert json.loads(out.getvalue())["file"] == "a.wav"


def test_what_the_service_tells_beside_the_words() -> None:
    out = io.StringIO()
    lines = JsonLines(out, {})
    lines.show(Problem("service_refused", "No such model.", "Choose another.", field="model"))
    segments = (SpeakerSegment("spk_1", "Good", 700, 900), SpeakerSegment("spk_2", "day.", 900, 2100))
    turn = Turn(number=1, state=TurnState.FINISHED, text="Good day.", segments=segments, languages=("en",))

    lines.show(SessionAnnounced(AnnouncedSession("sess_1", SessionConfiguration())))
    lines.show(TurnChanged(TurnChange.COMPLETED, turn, 0))
    lines.show(TurnChanged(TurnChange.SEGMENTS, turn, 0))
    lines.show(UsageChanged(RecordingUsage(seconds=1.4, reported_items=1)))

    problem, session, completed, segmented, usage = [json.loads(line) for line in out.getvalue().splitlines()]
    assert problem["field"] == "model"
    assert (session["type"], session["session"]["id"]) == ("session", "sess_1")
    assert completed["languages"] == ["en"]
    assert completed["segments"][1] == {"speaker": "spk_2", "text": "day.", "start_ms": 900, "end_ms": 2100}
    assert (segmented["type"], segmented["segments"]) == ("segments", completed["segments"])
    assert (usage["type"], usage["seconds"]) == ("usage", 1.4)


def test_a_gap_grows_is_filled_and_the_account_comes_at_the_end() -> None:
    out = io.StringIO()
    lines = JsonLines(out, {})
    gap = Turn(number=3, state=TurnState.GAP, failure="unplugged", start_ms=1_000, end_ms=2_000)
    lines.show(TurnChanged(TurnChange.PLACED, gap, 0))
    lines.show(TurnRemoved(3))
    lines.show(TurnChanged(TurnChange.PLACED, replace(gap, number=4, lane=1), 0))
    lines.show(CoverageChanged((Stretch(start_sample=0, end_sample=48_000, state=StretchState.SILENT),)))
    lines.show(RecordingChanged(RecordingState.STOPPED, "mic", 3_000))

    *told, _summary = [json.loads(line) for line in out.getvalue().splitlines()]
    assert told == [
        {"type": "gap", "turn": 3, "text": "unplugged", "start_ms": 1_000, "end_ms": 2_000},
        {"type": "gap_filled", "turn": 3},
        {"type": "gap", "turn": 4, "lane": 1, "text": "unplugged", "start_ms": 1_000, "end_ms": 2_000},
        {
            "type": "coverage",
            "recorded_ms": 3_000,
            "transcribed_ms": 0,
            "silent_ms": 2_000,
            "missing_ms": 0,
            "pending_ms": 1_000,
        },
    ]
