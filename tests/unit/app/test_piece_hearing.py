from transcriber.app.piece_hearing import PieceHearing
from transcriber.realtime.costs import RecordingUsage
from transcriber.session.notices import (
    CoverageChanged,
    Problem,
    Progress,
    ServiceChanged,
    TurnChange,
    TurnChanged,
    TurnRemoved,
    UsageChanged,
)
from transcriber.settings.profiles import LOCAL, OPENAI
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn, TurnState


def said(number: int, text: str, start_ms: int, state: TurnState = TurnState.FINISHED) -> TurnChanged:
    return TurnChanged(TurnChange.COMPLETED, Turn(number=number, state=state, text=text, start_ms=start_ms), 0)


def test_what_is_over_is_gathered_in_the_order_of_its_times() -> None:
    done: list[int] = []
    heard = PieceHearing(OPENAI, "gpt-4o-transcribe", done.append)
    silent = Stretch(start_sample=0, end_sample=100, state=StretchState.SILENT)
    usage = RecordingUsage(seconds=3.0, reported_items=1)

    for notice in (
        said(1, "Two.", 2_000),
        said(2, "One.", 1_000),
        said(3, "Liv", 3_000, TurnState.LIVE),
        said(4, "Again.", 4_000),
        TurnRemoved(4),
        CoverageChanged((silent,)),
        UsageChanged(usage),
        Progress(1_500, 9_000),
        Problem("reconnected", "The connection is back."),
    ):
        heard.take(notice)

    assert [turn.text for turn in heard.findings.turns] == ["One.", "Two."]
    assert heard.findings.stretches == (silent,)
    assert (heard.usage, done, heard.failure) == (usage, [1_500], None)
    assert heard.origin.model == "gpt-4o-transcribe"


def test_a_fatal_problem_and_words_that_are_missing_are_failures() -> None:
    for problem in (Problem("no_key", "It needs a key.", is_fatal=True), Problem("text_missing", "No answer.")):
        heard = PieceHearing(OPENAI, "", lambda done_ms: None)
        heard.take(problem)
        heard.take(Problem("later", "Something else.", is_fatal=True))

        assert heard.failure == problem


def test_who_took_over_is_the_one_who_made_it() -> None:
    heard = PieceHearing(OPENAI, "whisper-1", lambda done_ms: None)

    heard.take(ServiceChanged(LOCAL.name, LOCAL.title, "small", is_local=True))

    assert (heard.origin.profile_name, heard.origin.model) == (LOCAL.name, "small")
