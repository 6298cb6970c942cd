from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, finished, no_audio, texts
from transcriber.app import FileSource, MicrophoneSource, RecordingRequest
from transcriber.app.kept_recording import KeptRecording
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.events import AnnouncedSession
from transcriber.session.notices import (
    CoverageChanged,
    LinkChanged,
    LinkState,
    Notice,
    Problem,
    ProblemPassed,
    RecordingChanged,
    RecordingKept,
    RecordingState,
    ServiceChanged,
    SessionAnnounced,
    TurnChange,
    UsageChanged,
)
from transcriber.settings.profiles import OPENAI
from transcriber.store.errors import StoreError
from transcriber.store.store import Store, StoreReader
from transcriber.store.values import Standing, StoredRecording
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnChanged, TurnRemoved, TurnState

BEGUN = RecordingChanged(RecordingState.RECORDING, "Yeti")
ENDED = RecordingChanged(RecordingState.STOPPED, "Yeti", 61_000)
REQUEST = RecordingRequest(
    source=FileSource(Path("talks") / "talk.wav"),
    profile=OPENAI,
    configuration=SessionConfiguration(model="whisper-1", language="de"),
)


def completed(number: int, text: str, index: int | None = None) -> TurnChanged:
    return TurnChanged(TurnChange.COMPLETED, finished(number, text), number - 1 if index is None else index)


def live(number: int, index: int) -> TurnChanged:
    return TurnChanged(TurnChange.DELTA, Turn(number=number, text="so"), index, "so")


class Stage:
    """A real store, a recording on its way into it, and what a person was told."""

    def __init__(self, folder: Path, request: RecordingRequest = REQUEST) -> None:
        self.folder = folder
        self.store = Store(folder, NOW)
        self.told: list[Notice] = []
        self.now_s = 0.0
        self.recorded_ms = 0
        self.seen: Callable[[Notice], None] = self.told.append
        self.kept = KeptRecording(
            self.store, request, lambda notice: self.seen(notice), lambda: self.recorded_ms, lambda: self.now_s
        )

    def tell(self, *notices: Notice) -> None:
        for notice in notices:
            self.kept.publish(notice)

    @property
    def recording(self) -> StoredRecording:
        [recording] = self.store.recordings.page()
        return recording

    @property
    def texts(self) -> list[str]:
        return texts(self.store.turns.all(self.recording.public_id))

    @property
    def problems(self) -> list[str]:
        return [notice.code for notice in self.told if isinstance(notice, Problem)]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path / "history")
    yield stage
    stage.store.close(NOW, no_audio)


def test_a_finished_turn_is_on_the_disk_before_it_is_shown_as_finished(stage: Stage) -> None:
    reader = None
    found: list[list[str]] = []

    def see(notice: Notice) -> None:
        if isinstance(notice, TurnChanged):
            found.append(texts(reader.turns.all(stage.recording.public_id)) if reader else [])

    stage.tell(BEGUN)
    reader = StoreReader(stage.folder)
    stage.seen = see
    stage.tell(live(1, 0), completed(1, "Good morning."))
    reader.close()

    assert found == [[], ["Good morning."]]


def test_everything_that_is_known_of_a_recording_is_kept(stage: Stage) -> None:
    before = datetime.now(UTC)
    stage.tell(RecordingChanged(RecordingState.STARTING), BEGUN, completed(1, "One."), ENDED)

    recording = stage.recording
    assert (recording.title, recording.input_name, recording.language) == ("talk.wav", "Yeti", "de")
    assert (recording.origin.profile_title, recording.origin.model) == (OPENAI.title, "whisper-1")
    assert (recording.standing, recording.duration_ms) == (Standing.FINISHED, 61_000)
    assert abs((recording.started_utc - before).total_seconds()) < 5
    [turn] = stage.store.turns.all(recording.public_id)
    assert turn.origin == recording.origin
    kept = RecordingKept(recording.public_id)
    assert stage.told == [RecordingChanged(RecordingState.STARTING), kept, BEGUN, completed(1, "One."), ENDED]


def test_a_live_recording_is_called_by_its_time(tmp_path: Path) -> None:
    stage = Stage(tmp_path, replace(REQUEST, source=MicrophoneSource()))

    stage.tell(BEGUN)

    recording = stage.recording
    assert recording.title == f"Live recording {recording.started_utc.astimezone():%H:%M}"
    stage.store.close(NOW, no_audio)


def test_a_live_recording_has_its_title_in_the_language_of_who_asked_for_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path, replace(REQUEST, source=MicrophoneSource(), live_title="Live-Aufnahme"))

    stage.tell(BEGUN)

    assert stage.recording.title == f"Live-Aufnahme {stage.recording.started_utc.astimezone():%H:%M}"
    stage.store.close(NOW, no_audio)


OVER_AT_ONCE = RecordingChanged(RecordingState.STOPPED, "Yeti", 200)


def test_a_start_that_failed_at_once_leaves_no_empty_row(stage: Stage) -> None:
    stage.tell(BEGUN, Problem("no_key", "OpenAI needs a key."), OVER_AT_ONCE)

    assert stage.store.recordings.page() == []
    assert stage.told[-1] == OVER_AT_ONCE
    in_a_minute = datetime.now(UTC) + timedelta(minutes=1)
    assert stage.store.deletion.purge(in_a_minute, no_audio).public_ids == (), "it went at once"


@pytest.mark.parametrize("what", ["a word", "a mark", "a note", "sound", "time"])
def test_whatever_is_in_a_short_recording_stays(stage: Stage, tmp_path: Path, what: str) -> None:
    spool = tmp_path / "sound.wav"
    stage.kept.lies_at(spool)
    stage.tell(BEGUN)
    match what:
        case "a word":
            stage.tell(completed(1, "Yes."))
        case "a mark":
            assert stage.kept.annotate(lambda store, public_id, at_ms: store.annotations.add_mark(public_id, at_ms))
        case "a note":
            assert stage.kept.annotate(
                lambda store, public_id, at_ms: store.annotations.add_note(public_id, at_ms, "Note")
            )
        case "sound":
            spool.write_bytes(b"sound")
        case _:
            assert what == "time"
    stage.tell(ENDED if what == "time" else OVER_AT_ONCE)

    assert stage.recording.standing is Standing.FINISHED


def test_one_that_never_began_is_not_kept(stage: Stage) -> None:
    stage.tell(RecordingChanged(RecordingState.STARTING), LinkChanged(LinkState.OFF), ENDED)

    assert stage.store.recordings.page() == []


def test_turns_stand_in_reading_order_and_not_in_the_order_of_their_ends(stage: Stage) -> None:
    stage.tell(BEGUN, live(1, 0), live(2, 1), completed(2, "Two."), completed(1, "One."), live(3, 2))
    stage.tell(completed(4, "One and a half.", 1), completed(3, "Three.", 3))

    assert stage.texts == ["One.", "One and a half.", "Two.", "Three."]


def test_a_turn_that_changes_its_place_does_so_in_the_history(stage: Stage) -> None:
    stage.tell(BEGUN, completed(1, "One."), completed(2, "Two."))
    stage.tell(TurnChanged(TurnChange.PLACED, finished(2, "Two."), 0))

    assert stage.texts == ["Two.", "One."]


def test_a_turn_that_turned_out_to_be_nothing_goes(stage: Stage) -> None:
    stage.tell(BEGUN, live(1, 0), TurnRemoved(1), completed(2, "Heard.", 0), TurnRemoved(2), completed(3, "Again.", 0))

    assert stage.texts == ["Again."]


def test_failed_turns_and_late_speakers_are_kept(stage: Stage) -> None:
    failed = Turn(number=2, state=TurnState.FAILED, failure="too long")
    spoken = replace(finished(1, "One."), segments=(SpeakerSegment("A", "One.", 0, 900),))
    stage.tell(BEGUN, completed(1, "One."), TurnChanged(TurnChange.FAILED, failed, 1))
    stage.tell(TurnChanged(TurnChange.SEGMENTS, spoken, 0))

    assert [turn.machine for turn in stage.store.turns.all(stage.recording.public_id)] == [spoken, failed]


def test_every_connection_is_a_session_with_its_end(stage: Stage) -> None:
    used = SessionConfiguration(model="gpt-4o-transcribe", language="fr")
    announced = SessionAnnounced(AnnouncedSession("sess_1", used), asked=used, base_sample=0)
    stage.tell(BEGUN, LinkChanged(LinkState.CONNECTED), announced, replace(announced, base_sample=None))
    stage.recorded_ms = 5_000
    stage.tell(LinkChanged(LinkState.RECONNECTING, "The connection was lost."), LinkChanged(LinkState.CONNECTING))
    stage.tell(replace(announced, session=AnnouncedSession("sess_2", used), base_sample=48_000))
    stage.recorded_ms = 61_000
    stage.tell(LinkChanged(LinkState.OFF), ENDED)

    sessions = stage.store.sessions.of(stage.recording.public_id)
    assert [(s.service_session_id, s.base_sample, s.started_ms, s.ended_ms, s.end_reason) for s in sessions] == [
        ("sess_1", 0, 0, 5_000, "The connection was lost."),
        ("sess_2", 48_000, 2_000, 61_000, ""),
    ]
    recording = stage.recording
    assert (recording.origin.model, recording.language, recording.input_name) == ("gpt-4o-transcribe", "fr", "Yeti")


def test_what_it_costs_is_kept_and_counts_for_the_month(stage: Stage) -> None:
    usage = RecordingUsage(seconds=60.0, dollars=0.006)

    stage.tell(BEGUN, UsageChanged(usage), UsageChanged(usage))

    assert stage.recording.usage == usage
    assert [month.dollars for month in stage.store.spending.by_month()] == [0.006]


@pytest.mark.parametrize("is_kept", [False, True])
def test_the_sound_is_named_as_long_as_it_is_there(stage: Stage, is_kept: bool) -> None:
    spool = stage.kept.create_spool()
    stage.tell(BEGUN)
    assert stage.recording.audio_path == spool.path

    if is_kept:
        spool.close()
    else:
        spool.delete()
    stage.tell(ENDED)

    assert stage.recording.audio_path == (spool.path if is_kept else None)


class Full:
    """Turns of a store whose disk is full for a while."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        self.attempts = 0
        self.error: Exception | None = StoreError("disk_full", "The disk is full.", "Free some space.")
        save = store.turns.save

        def refuse(*arguments: object, **named: object) -> object:
            self.attempts += 1
            if self.error is not None:
                raise self.error
            return save(*arguments, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(store.turns, "save", refuse)


def test_a_full_disk_is_told_once_and_nothing_of_it_is_lost(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.tell(BEGUN)
    full = Full(stage.store, monkeypatch)

    stage.tell(completed(1, "One."), completed(2, "Two."))
    assert full.attempts == 1, "a disk that is full is not asked for every turn"
    stage.now_s = 31.0
    stage.tell(completed(3, "Three."))
    assert [notice.turn.text for notice in stage.told if isinstance(notice, TurnChanged)] == ["One.", "Two.", "Three."]
    assert (stage.problems, stage.texts, stage.kept.owes) == (["not_kept"], [], True)

    full.error = None
    stage.tell(ENDED)

    assert (stage.texts, stage.recording.standing) == (["One.", "Two.", "Three."], Standing.FINISHED)
    assert stage.told[-2:] == [ProblemPassed("not_kept"), ENDED]


@pytest.mark.allowed_logs("not kept", logger="transcriber.app")
def test_a_bug_in_keeping_costs_no_caption(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.tell(BEGUN)
    full = Full(stage.store, monkeypatch)
    full.error = RuntimeError("a bug")
    stage.tell(completed(1, "One."))
    full.error = None
    stage.tell(completed(2, "Two."), ENDED)

    assert (stage.problems, stage.texts) == (["not_kept"], ["Two."])
    assert completed(1, "One.") in stage.told


def test_a_recording_that_is_deleted_while_it_runs_goes_on_without_a_word(stage: Stage) -> None:
    stage.tell(BEGUN, completed(1, "One."))
    stage.store.deletion.delete(stage.recording.public_id, NOW)
    stage.tell(completed(2, "Two."), ENDED)

    assert stage.problems == []
    assert stage.told[-1] == ENDED


def test_names_that_are_no_text_are_kept_as_far_as_they_are(tmp_path: Path) -> None:
    request = replace(REQUEST, source=FileSource(Path("talk\udcff.wav")))
    stage = Stage(tmp_path, request)
    odd = AnnouncedSession("sess\ud800", SessionConfiguration(model="model\ud800"))

    stage.tell(BEGUN, SessionAnnounced(odd, base_sample=0))

    assert (stage.recording.title, stage.recording.origin.model, stage.problems) == ("talk.wav", "model", [])
    stage.store.close(NOW, no_audio)


# ---- coverage --------------------------------------------------------------------------------------------------------


def test_stretches_are_kept_and_rows_of_gaps_are_no_turns(stage: Stage) -> None:
    gap = Stretch(start_sample=0, end_sample=24_000, state=StretchState.GAP, reason="unplugged", has_audio=False)
    row = Turn(number=1, state=TurnState.GAP, failure="unplugged", start_ms=0, end_ms=1_000)
    stage.tell(BEGUN, CoverageChanged((gap,)), TurnChanged(TurnChange.PLACED, row, 0), completed(2, "Hello", 1), ENDED)

    assert stage.store.coverage.of(stage.recording.public_id) == [gap]
    assert stage.texts == ["Hello"]


def test_the_windows_hear_once_what_the_history_calls_it(stage: Stage) -> None:
    stage.tell(BEGUN, RecordingChanged(RecordingState.PAUSED, "Yeti"), BEGUN, completed(1, "Hello"))

    kept = [notice for notice in stage.told if isinstance(notice, RecordingKept)]
    assert kept == [RecordingKept(stage.recording.public_id)], "and a pause begins no second recording"


def test_turns_made_by_another_service_say_so(stage: Stage) -> None:
    local = ServiceChanged("local", "This computer", "tiny", is_local=True)
    announced = SessionAnnounced(AnnouncedSession("sess", SessionConfiguration(model="tiny")), base_sample=0)
    stage.tell(BEGUN, completed(1, "Hello"), local, announced, completed(2, "again"))

    origins = [turn.origin for turn in stage.store.turns.all(stage.recording.public_id)]
    assert [origin.profile_title for origin in origins if origin] == [OPENAI.title, "This computer"]
    assert [origin.model for origin in origins if origin] == ["whisper-1", "tiny"]
    assert stage.recording.origin == origins[0], "what the other one made is told apart from it"


def test_what_an_older_service_still_owed_is_its_own_also_when_it_comes_late(stage: Stage) -> None:
    local = ServiceChanged("local", "This computer", "tiny", is_local=True)
    tiny = AnnouncedSession("sess", SessionConfiguration(model="tiny"))
    spans = {1: (3_000, 4_900), 2: (5_000, 6_000)}
    late, new = (
        replace(change, turn=replace(change.turn, start_ms=spans[number][0], end_ms=spans[number][1]))
        for number, change in ((1, completed(1, "owed")), (2, completed(2, "new")))
    )
    stage.tell(BEGUN, local, SessionAnnounced(tiny, base_sample=5_000 * 24), new, late)

    origins = [turn.origin for turn in stage.store.turns.all(stage.recording.public_id)]
    assert [origin.profile_title for origin in origins if origin] == [OPENAI.title, "This computer"]


def test_two_sources_are_kept_as_one_recording_each_under_its_name(tmp_path: Path) -> None:
    request = replace(REQUEST, source=MicrophoneSource(), with_played_sound=True)
    stage = Stage(tmp_path / "history", request)
    own, played = tmp_path / "one.wav", tmp_path / "one.played.wav"
    played.write_bytes(b"sound")
    stage.kept.lies_at(own)
    announced = [
        SessionAnnounced(AnnouncedSession(f"sess_{lane}", SessionConfiguration()), base_sample=24_000 * lane, lane=lane)
        for lane in (0, 1)
    ]
    stage.tell(BEGUN, *announced, completed(1, "Good morning."))
    theirs = replace(finished(2, "Good evening."), lane=1)
    stage.tell(TurnChanged(TurnChange.COMPLETED, theirs, 0))
    stage.tell(CoverageChanged((Stretch(lane=1, start_sample=0, end_sample=9, state=StretchState.SILENT),)))
    # Of the link only the worse one is told, which says nothing of which session is over.
    stage.tell(LinkChanged(LinkState.RECONNECTING, "It is away."))
    stage.kept.link_over(1, "It is away.")
    stage.tell(TurnRemoved(1), ENDED)

    public_id = stage.recording.public_id
    [kept] = stage.store.turns.all(public_id)
    assert (kept.text, kept.lane, kept.machine.lane) == ("Good evening.", 1, 1)
    sessions = stage.store.sessions.of(public_id)
    assert [(each.lane, each.service_session_id, each.end_reason) for each in sessions] == [
        (0, "sess_0", ""),
        (1, "sess_1", "It is away."),
    ]
    assert [each.lane for each in stage.store.coverage.of(public_id)] == [1]
    assert stage.store.annotations.speaker_names(public_id) == {"lane:me": "Me", "lane:others": "Others"}
    # One of the two files is enough for the recording to have sound.
    assert stage.recording.audio_path == own
    stage.store.close(NOW, no_audio)
