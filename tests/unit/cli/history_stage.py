"""A history for the commands to read: two days, speakers, a gap, a mark and a note."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from tests.unit.store.stage import finished
from transcriber.app.folders import store_folder
from transcriber.store.store import Store
from transcriber.store.stored_turn import Origin
from transcriber.store.values import StoredRecording
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

MORNING = datetime(2026, 11, 20, 9, 30).astimezone()
"""As this computer's clock shows it."""
NEXT_DAY = MORNING + timedelta(days=1)
CLOUD = Origin(profile_name="cloud", profile_title="Cloud", model="whisper-1")


@dataclass(frozen=True)
class Kept:
    """Who is in the history, by what it is about."""

    talk: StoredRecording
    meeting: StoredRecording
    audio: Path


def open_store() -> Store:
    return Store(store_folder(), NEXT_DAY)


def close(store: Store) -> None:
    store.close(NEXT_DAY, lambda _: None)


def kept_history(folder: Path) -> Kept:
    """A talk of two days ago, finished, and a meeting of the day after, with two speakers."""
    audio = folder / "talk.wav"
    audio.write_bytes(b"RIFF")
    store = open_store()
    talk = store.recordings.create(MORNING, title="Talk", origin=CLOUD, input_name="Desk", audio_path=audio)
    store.turns.save(talk.public_id, finished(1, "The quick brown fox."), 0)
    store.turns.save(talk.public_id, finished(2, "It jumps\nover the \x1b[31mlazy dog."), 1)
    store.coverage.lay(
        talk.public_id,
        [
            Stretch(start_sample=72_000, end_sample=96_000, state=StretchState.GAP, reason="the computer slept"),
            Stretch(start_sample=96_000, end_sample=120_000, state=StretchState.UNHEARD),
        ],
    )
    store.annotations.add_mark(talk.public_id, 2_000, "important")
    store.annotations.add_note(talk.public_id, 1_000, "call\nback")
    store.recordings.finish(talk.public_id, 65_000)
    meeting = store.recordings.create(NEXT_DAY)
    store.turns.save(meeting.public_id, two_speakers(), 0)
    edited = store.turns.save(meeting.public_id, replace(finished(3, "teh fox"), start_ms=90_000, end_ms=91_000), 1)
    assert edited is not None
    store.turns.edit(edited.id, "the red fox")
    store.annotations.rename_speaker(meeting.public_id, "b", "Ada")
    store.recordings.finish(meeting.public_id, 3_600_000)
    close(store)
    return Kept(talk, meeting, audio)


def two_speakers() -> Turn:
    segments = (SpeakerSegment("a", "Good morning.", 1_000, 1_500), SpeakerSegment("b", "Hello.", 1_500, 1_900))
    return Turn(
        number=1,
        state=TurnState.FINISHED,
        text="Good morning. Hello.",
        start_ms=1_000,
        end_ms=1_900,
        segments=segments,
    )
