import io

import pytest

from transcriber.cli.console import Captions, ProgressBar
from transcriber.cli.plain_lines import problem_line
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.costs import RecordingUsage
from transcriber.session.notices import (
    CoverageChanged,
    LinkChanged,
    LinkState,
    Meter,
    Problem,
    Progress,
    RecordingChanged,
    RecordingState,
    UpdateRefused,
    UsageChanged,
)
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnChange, TurnChanged, TurnState


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def delta(text: str, provisional: str = "") -> TurnChanged:
    return TurnChanged(TurnChange.DELTA, Turn(number=1, text=text, provisional=provisional), 0)


def completed(text: str) -> TurnChanged:
    return TurnChanged(TurnChange.COMPLETED, Turn(number=1, state=TurnState.FINISHED, text=text), 0)


def screen(terminal: Terminal) -> list[str]:
    """What a person reads after everything was written."""
    return [line.split("\r\x1b[K")[-1] for line in terminal.getvalue().split("\n")]


def test_in_a_pipe_only_finished_lines_appear() -> None:
    out, err = io.StringIO(), io.StringIO()
    captions = Captions(out, err)
    captions.show(delta("Good"))
    assert out.getvalue() == ""

    captions.show(completed("Good day."))
    assert out.getvalue() == "Good day.\n"


def test_on_a_terminal_the_live_line_grows_in_place_and_becomes_the_finished_one() -> None:
    terminal = Terminal()
    captions = Captions(terminal, io.StringIO())
    captions.show(delta("Good", " da"))
    assert screen(terminal) == ["Good da"]

    captions.show(completed("Good day."))
    captions.show(RecordingChanged(RecordingState.STOPPED))
    assert screen(terminal) == ["Good day.", ""]


def test_speakers_who_are_told_apart_have_names() -> None:
    out = io.StringIO()
    segments = (SpeakerSegment("spk_7", "Good day."), SpeakerSegment("spk_2", "Good day to you."))
    text = "Good day. Good day to you."
    turn = Turn(number=1, state=TurnState.FINISHED, text=text, segments=segments)

    Captions(out, io.StringIO()).show(TurnChanged(TurnChange.COMPLETED, turn, 0))

    assert out.getvalue().splitlines() == ["Speaker 1: Good day.", "Speaker 2: Good day to you."]


def test_a_long_live_line_shows_its_end_and_never_wraps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    terminal = Terminal()
    Captions(terminal, io.StringIO()).show(delta("one two three four five six 日本語"))

    assert screen(terminal) == ["our five six 日本語"]


def test_a_problem_goes_to_the_other_stream_in_one_line() -> None:
    out, err = io.StringIO(), io.StringIO()
    Captions(out, err).show(Problem("x", "The key was refused.\nReally.", "Check it."))

    assert (out.getvalue(), err.getvalue()) == ("", "The key was refused. Really. Check it.\n")
    assert problem_line(Problem("x", "Only this.")) == "Only this."


def test_the_bar_moves_by_whole_per_cents_and_only_on_a_terminal() -> None:
    terminal, pipe = Terminal(), io.StringIO()
    for err in (terminal, pipe):
        bar = ProgressBar(err, "talk.wav")
        for done_ms in (0, 1, 500, 1000):
            bar.show(Progress(done_ms, 1000))
        bar.clear()

    assert pipe.getvalue() == ""
    shown = [part for part in terminal.getvalue().split("\r\x1b[K") if part]
    assert [part.split("]")[1] for part in shown] == ["   0 % talk.wav", "  50 % talk.wav", " 100 % talk.wav"]


def test_a_file_name_cannot_steer_the_terminal() -> None:
    name = "ev\x1b[31mil\x1b]0;title\x07\nna\u202eme\x9b.wav"
    terminal = Terminal()
    ProgressBar(terminal, name).show(Progress(1, 2))
    Captions(io.StringIO(), terminal).show(RecordingChanged(RecordingState.RECORDING, name))
    terminal.write(problem_line(Problem("not_audio", f"{name} is not an audio file.")))

    shown = terminal.getvalue().replace("\r\x1b[K", "")
    assert shown.count("ev[31mil]0;title name.wav") == 3
    assert not any(character in shown for character in "\x1b\x07\x9b\u202e")


def test_what_the_service_says_of_itself_goes_to_the_other_stream_and_the_cost_comes_last() -> None:
    out, err = io.StringIO(), io.StringIO()
    captions = Captions(out, err)
    captions.show(UsageChanged(RecordingUsage(seconds=30.0, reported_items=1, is_price_known=False)))
    captions.show(UpdateRefused("No such language.", "language", SessionConfiguration()))
    captions.show(RecordingChanged(RecordingState.STOPPED))

    assert out.getvalue() == ""
    assert err.getvalue().splitlines() == [
        "The service did not accept language: No such language. What was set before stays.",
        "Usage: 30.0 s; cost unknown.",
    ]


def test_a_gap_is_a_line_and_the_end_says_what_became_of_every_second() -> None:
    out, err = io.StringIO(), io.StringIO()
    captions = Captions(out, err)
    gap = Turn(number=3, state=TurnState.GAP, failure="the microphone was unplugged", start_ms=12_000, end_ms=18_000)
    captions.show(TurnChanged(TurnChange.PLACED, gap, 0))
    unplugged = Stretch(start_sample=0, end_sample=18 * 24_000, state=StretchState.GAP, has_audio=False)
    captions.show(CoverageChanged((unplugged,)))
    captions.show(RecordingChanged(RecordingState.STOPPED, "mic", 18_000))

    assert out.getvalue() == "[Gap 0:12 to 0:18: the microphone was unplugged]\n"
    assert err.getvalue() == "0:18 recorded: 0:00 speech transcribed, 0:00 silent, 0:18 missing\n"


def test_of_two_sources_a_gap_says_whose_words_are_missing() -> None:
    out = io.StringIO()
    captions = Captions(out, io.StringIO())
    captions.tell_sources_apart()
    gap = Turn(number=3, state=TurnState.GAP, failure="no link", start_ms=12_000, end_ms=18_000, lane=1)

    captions.show(TurnChanged(TurnChange.PLACED, gap, 0))
    captions.show(RecordingChanged(RecordingState.STOPPED, "mic", 18_000))

    assert out.getvalue() == "Others: [Gap 0:12 to 0:18: no link]\n"


def test_on_a_terminal_the_live_line_says_how_far_it_is_behind_until_it_has_caught_up() -> None:
    terminal = Terminal()
    captions = Captions(terminal, Terminal())
    assert captions.wants_meter
    captions.show(delta("Good day"))
    captions.show_meter(Meter(delay_ms=5_000))
    assert screen(terminal) == ["[text 0:05 behind] Good day"]
    written = len(terminal.getvalue())
    captions.show_meter(Meter(delay_ms=5_400))
    assert len(terminal.getvalue()) == written, "the same is not written again"

    captions.show(LinkChanged(LinkState.RECONNECTING, "The connection broke."))
    captions.show_meter(Meter(waiting_ms=34_000))
    assert screen(terminal) == ["[link away, 0:34 of sound waits] Good day"]
    captions.show(LinkChanged(LinkState.CONNECTED))
    captions.show_meter(Meter(delay_ms=400))
    assert screen(terminal) == ["Good day"]


def test_in_a_pipe_nobody_is_told_how_far_it_is_behind() -> None:
    assert not Captions(io.StringIO(), Terminal()).wants_meter
    assert not Captions(Terminal(), io.StringIO()).wants_meter


def test_what_stands_on_silence_is_struck_on_a_terminal_and_left_out_of_a_pipe() -> None:
    turn = Turn(number=1, state=TurnState.FINISHED, text="Thank you.", is_on_silence=True)
    terminal, pipe = Terminal(), io.StringIO()
    for out in (terminal, pipe):
        Captions(out, io.StringIO()).show(TurnChanged(TurnChange.COMPLETED, turn, 0))
    assert "\x1b[9mThank you.\x1b[0m\n" in terminal.getvalue()
    assert pipe.getvalue() == ""


def test_a_link_that_is_tried_for_hours_is_told_once_for_each_reason_and_the_line_counts_down() -> None:
    terminal, err, now_s = Terminal(), Terminal(), [100.0]
    captions = Captions(terminal, err, now_s=lambda: now_s[0])
    for detail in ("The connection broke.", "Nobody answers.", "Nobody answers."):
        captions.show(LinkChanged(LinkState.RECONNECTING, detail))
        captions.show(LinkChanged(LinkState.RECONNECTING, detail, next_try_in_ms=3_200))
    assert err.getvalue() == "Trying again: The connection broke.\nTrying again: Nobody answers.\n"

    for seconds, shown in ((0.0, "next try in 4 s, "), (1.5, "next try in 2 s, "), (3.5, "")):
        now_s[0] = 100.0 + seconds
        captions.show_meter(Meter(waiting_ms=34_000))
        assert screen(terminal) == [f"[link away, {shown}0:34 of sound waits] "]

    captions.show(LinkChanged(LinkState.CONNECTED))
    captions.show(LinkChanged(LinkState.RECONNECTING, "Nobody answers."))
    assert err.getvalue().count("Nobody answers.") == 2, "another absence"


def test_where_no_line_counts_down_a_long_wait_is_told_once_in_whole_seconds() -> None:
    err = io.StringIO()
    captions = Captions(io.StringIO(), err)
    captions.show(LinkChanged(LinkState.RECONNECTING, "Too many requests."))
    captions.show(LinkChanged(LinkState.RECONNECTING, "Too many requests.", next_try_in_ms=3_200))
    captions.show(LinkChanged(LinkState.RECONNECTING, "Too many requests.", next_try_in_ms=59_200))
    assert err.getvalue() == "Trying again: Too many requests.\nTrying again in 60 s.\n"


def test_a_delta_of_a_megabyte_is_written_whole_at_the_end_and_bounded_before() -> None:
    words = "word " * 200_000
    terminal, pipe = Terminal(), io.StringIO()
    for out in (terminal, pipe):
        captions = Captions(out, io.StringIO())
        captions.show(delta(words))
        if out is terminal:
            assert len(terminal.getvalue()) < 10_000
        captions.show(completed(words))
        assert words.strip() in out.getvalue()
