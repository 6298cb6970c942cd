from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.events import SpeechStarted, SpeechStopped, TranscriptCompleted
from transcriber.session.coverage_reports import CoverageReports
from transcriber.session.heard_speech import HeardSpeech
from transcriber.session.hearing import Hearing
from transcriber.session.ledger import Ledger
from transcriber.session.notices import CoverageChanged, Notice
from transcriber.session.turn_taking import Account, TurnTaking
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.transcript import Transcript
from transcriber.transcript.turns import TurnChange, TurnChanged, TurnRemoved, TurnState

SECOND = 24_000


def unplugged(start_s: int, end_s: int) -> Stretch:
    return Stretch(
        start_sample=start_s * SECOND,
        end_sample=end_s * SECOND,
        state=StretchState.GAP,
        reason="unplugged",
        has_audio=False,
    )


class Desk:
    """The reports of one recording, and what was told."""

    def __init__(self) -> None:
        self.told: list[Notice] = []
        self.now_s = 0.0
        self.turn_taking = TurnTaking(CommitPolicy(), Hearing(lambda problem: None), lambda: 0)
        self.reports = CoverageReports(Transcript(), self.turn_taking, self.told.append, lambda: self.now_s)

    @property
    def batches(self) -> list[CoverageChanged]:
        return [notice for notice in self.told if isinstance(notice, CoverageChanged)]


def test_stretches_come_in_batches_a_second_apart_and_at_once_at_the_end() -> None:
    desk = Desk()
    for end_s in (1, 2, 3):
        desk.reports.capture_gap(unplugged(0, end_s))
    assert len(desk.batches) == 1

    desk.now_s = 1.0
    desk.reports.note(Ledger(0))
    assert [stretch.end_sample for stretch in desk.batches[-1].laid] == [2 * SECOND, 3 * SECOND]
    desk.reports.finish(10 * SECOND, "the service was away")
    assert len(desk.batches) == 3
    assert desk.reports.done_sample == 10 * SECOND


def test_a_gap_is_a_row_nothing_of_it_is_sent_and_it_goes_when_a_text_comes() -> None:
    desk = Desk()
    desk.reports.capture_gap(unplugged(2, 5))
    [row] = [notice for notice in desk.told if isinstance(notice, TurnChanged)]
    assert (row.turn.state, row.turn.failure, row.turn.start_ms, row.turn.end_ms) == (
        TurnState.GAP,
        "unplugged",
        2_000,
        5_000,
    )
    assert desk.turn_taking.gap_end(3 * SECOND) == 5 * SECOND
    account = Account(
        has_turn_detection=True,
        sent_sample=0,
        settled_sample=0,
        uncommitted_samples=0,
        speaking_since_sample=None,
        announces_speech=False,
    )
    before, after = (
        desk.turn_taking.stretch(account, 0, SECOND),
        desk.turn_taking.stretch(account, 3 * SECOND, 6 * SECOND),
    )
    assert before is not None
    assert (before.start_sample, before.end_sample) == (0, 2 * SECOND)
    assert after is not None
    assert (after.start_sample, after.end_sample) == (5 * SECOND, None)


def test_a_row_is_taken_back_when_its_text_comes_after_all() -> None:
    desk = Desk()
    desk.reports.finish(3 * SECOND, "the service was away")
    assert not any(isinstance(notice, TurnRemoved) for notice in desk.told)

    ledger = Ledger(0)
    ledger.sent(3 * SECOND)
    ledger.apply(SpeechStarted("a", 0))
    ledger.apply(SpeechStopped("a", 3_000))
    ledger.apply(TranscriptCompleted("a", "After all."))
    desk.now_s = 2.0
    desk.reports.note(ledger)
    assert any(isinstance(notice, TurnRemoved) for notice in desk.told)


class _Ears(Hearing):
    """Nothing was heard up to `rated_sample`."""

    rated = 0

    @property
    def speech(self) -> HeardSpeech:
        return HeardSpeech()

    @property
    def rated_sample(self) -> int:
        return self.rated


def test_a_turn_on_silence_is_told_with_its_text_or_as_soon_as_it_is_known() -> None:
    told: list[Notice] = []
    ears = _Ears(lambda problem: None)
    transcript = Transcript()
    reports = CoverageReports(transcript, TurnTaking(CommitPolicy(), ears, lambda: 0), told.append)
    transcript.begin_session(0)

    def say(item_id: str, start_ms: int, end_ms: int) -> TurnChanged:
        for event in (SpeechStarted(item_id, start_ms), SpeechStopped(item_id, end_ms)):
            transcript.apply(event)
        changed = transcript.apply(TranscriptCompleted(item_id, "Thank you."))[-1]
        assert isinstance(changed, TurnChanged)
        return changed

    ears.rated = 4 * SECOND
    assert say("A", 1_000, 3_000).turn.is_on_silence
    assert not say("B", 4_000, 6_000).turn.is_on_silence
    reports.note(Ledger(0))
    assert told == []
    ears.rated = 7 * SECOND
    reports.note(Ledger(0))
    reports.note(Ledger(0))
    [late] = [notice for notice in told if isinstance(notice, TurnChanged)]
    assert (late.change, late.turn.number, late.turn.is_on_silence) == (TurnChange.ON_SILENCE, 2, True)
    say("C", 8_000, 9_000)
    reports.finish(10 * SECOND)
    assert len([notice for notice in told if isinstance(notice, TurnChanged)]) == 1
