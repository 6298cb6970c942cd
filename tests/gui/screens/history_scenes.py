"""The history: beside a recording that runs, searched, and a stored page at everything that can be done on it."""

import tempfile
import wave
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.gui.screens.picture_stage import PictureStage, Scene
from tests.gui.screens.spoken import MEETING, OTHER_SCRIPTS, SPEAKERS, hear_meeting
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ
from transcriber.sentence import said
from transcriber.session.notices import (
    CoverageChanged,
    Problem,
    RecordingChanged,
    RecordingKept,
    RecordingState,
    RetranscriptionChanged,
    RetranscriptionState,
)
from transcriber.store.store import Store
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

_RECORDINGS = (
    (0.2, "Weekly product sync", 0),
    (3, "Interview, Noor Haddad", 2_890_000),
    (26, "Lecture 7: Signal processing", 5_515_000),
    (30, "Standup", 542_000),
    (102, "Town hall captions, a rather long title", 7_477_000),
    (220, "Design critique", 2_180_000),
)
_SECOND = SPOOL_SAMPLE_RATE_HZ
_LAID = [
    Stretch(start_sample=from_s * _SECOND, end_sample=to_s * _SECOND, state=state, reason=reason)
    for from_s, to_s, state, reason in (
        (0, 100, StretchState.TRANSCRIBED, ""),
        (100, 103, StretchState.GAP, "the link to the service was lost"),
        (103, 1_900, StretchState.TRANSCRIBED, ""),
        (1_900, 2_210, StretchState.SILENT, ""),
        (2_210, 5_515, StretchState.TRANSCRIBED, ""),
    )
]
"""Of an hour and a half, with a break and a gap."""


def _filled(folder: Path) -> tuple[Store, list[str]]:
    now = datetime.now(UTC)
    store = Store(folder, now)
    ids = []
    for hours, title, length_ms in _RECORDINGS:
        recording = store.recordings.create(now - timedelta(hours=hours), title=title)
        ids.append(recording.public_id)
        for number, text in enumerate((*MEETING, *OTHER_SCRIPTS), start=1):
            who = tuple(SPEAKERS.values())[number % 3]
            turn = Turn(
                number=number,
                text=text,
                state=TurnState.FINISHED,
                start_ms=number * 17_300,
                end_ms=number * 17_300 + 15_000,
                segments=(SpeakerSegment(who, text),),
            )
            store.turns.save(recording.public_id, turn, number - 1)
        if length_ms:
            store.recordings.finish(recording.public_id, length_ms)
    return store, ids


def _history(stage: PictureStage) -> None:
    with tempfile.TemporaryDirectory(prefix="transcriber-history-") as name:
        store, ids = _filled(Path(name))
        stage.at_history(Path(name))
        _beside(stage, ids)
        _stored(stage, store, Path(name), ids[2])
        stage.again()
        store.close(datetime.now(UTC), lambda _: None)


def _beside(stage: PictureStage, ids: list[str]) -> None:
    """A recording that runs."""
    stage.listen()
    stage.publish(RecordingKept(ids[0]))
    hear_meeting(stage, has_speakers=True)
    stage.take("history")
    stage.publish(RetranscriptionChanged(ids[2], RetranscriptionState.RUNNING, 41, 100))
    stage.window.actions_.note.trigger()
    stage.window.history.column.undo.offer("gone", "Standup")
    stage.take("history-note-and-undo")
    pane = stage.window.parts.live_notes.pane
    assert pane is not None
    pane.line.leave()
    stage.window.history.column.field.setText("in")
    stage.take("history-search")
    stage.window.history.open_recording(ids[1], None, "in")
    stage.take("history-opened-while-recording")
    last = Stretch(start_sample=740 * _SECOND, end_sample=763 * _SECOND, state=StretchState.TRANSCRIBED)
    stage.publish(CoverageChanged((last,)), RecordingChanged(RecordingState.STOPPED))
    stage.window.history.column.field.clear()
    stage.window.history.column.undo.withdraw("gone")


def _stored(stage: PictureStage, store: Store, folder: Path, public_id: str) -> None:
    store.coverage.lay(public_id, _LAID)
    for speaker in SPEAKERS.values():
        store.annotations.rename_speaker(public_id, speaker, speaker)
    with wave.open(str(folder / "sound.wav"), "wb") as sound:
        sound.setparams((1, 2, _SECOND, 0, "NONE", ""))
        sound.writeframes(bytes(2 * 180 * _SECOND))
    store.recordings.keep_audio(public_id, folder / "sound.wav")
    store.annotations.add_mark(public_id, 52_000)
    store.annotations.add_note(public_id, 70_000, "Ask Ana for the pictures of the rehearsal.")
    stage.publish(RetranscriptionChanged(public_id, RetranscriptionState.FINISHED))
    stage.window.history.open_recording(public_id)
    page = stage.window.history.page
    assert page is not None
    stage.until(lambda: page.head.title.text() == _RECORDINGS[2][1])
    stage.take("stored")
    told = said("It goes on once this computer no longer transcribes what is being recorded.")
    stage.publish(RetranscriptionChanged(public_id, RetranscriptionState.WAITING, 0, 0, told))
    stage.take("stored-waits")
    stage.publish(RetranscriptionChanged(public_id, RetranscriptionState.FINISHED))
    page.transcript.go_to(2)
    page.turns.edit(2)
    stage.take("stored-editing")
    page.editor.give_up()
    page.playback.play_from(40_000)
    stage.take("stored-playing")
    page.playback.stop()
    stage.resize(900, 560)
    stage.take("stored-small")
    stage.resize()
    stage.window.history.show_live()
    lost = "Lecture 7: Signals was interrupted at 10:41. Its text up to 10:40 and its sound up to 10:41 are kept."
    stage.publish(Problem("interrupted", lost, recording_id=public_id))
    stage.take("interrupted")


SCENES = (Scene("history", _history, frozenset({"history", "history-search", "stored", "stored-editing"})),)
