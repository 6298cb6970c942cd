"""A recording in a real store, told in a few words."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from transcriber.store.store import Store
from transcriber.store.stored_turn import Origin
from transcriber.store.values import StoredRecording
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
OPENAI = Origin(profile_name="openai", profile_title="OpenAI", model="gpt-4o-transcribe")
LOCAL = Origin(profile_name="local", profile_title="This computer", model="small-streaming-en")
SECOND = 24_000
EVERY_MS = 4_000


class StoreDesk:
    """Changes the store at once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def edit(self, _public_id: str, act: Callable[[Store], object]) -> None:
        act(self._store)


class ToldRecording:
    """Turns of four seconds each, the first at 0:00. The thread of its store."""

    def __init__(self, folder: Path, title: str = "Weekly sync", audio_path: Path | None = None) -> None:
        self.folder = folder
        self.store = Store(folder, NOW)
        self.recording: StoredRecording = self.store.recordings.create(
            NOW, title=title, input_name="Yeti X", origin=OPENAI, language="en", audio_path=audio_path
        )
        self.public_id = self.recording.public_id
        self._said = 0

    def say(self, text: str, speaker: str = "", origin: Origin = OPENAI) -> int:
        """Another turn; its id in the store."""
        segments = (SpeakerSegment(speaker, text),) if speaker else ()
        return self._keep(TurnState.FINISHED, origin, text=text, segments=segments)

    def fail(self, reason: str) -> int:
        """A turn without a text."""
        return self._keep(TurnState.FAILED, OPENAI, failure=reason)

    def say_many(self, count: int, words: str = "Two support tickets came in about the microphone list") -> None:
        """So many turns at once."""
        for number in range(count):
            self.say(f"{words}, said number {number}.")

    def miss(self, start_s: int, end_s: int, reason: str, *, has_audio: bool = True, lane: int = 0) -> None:
        """A gap."""
        self.store.coverage.lay(
            self.public_id,
            [
                Stretch(
                    lane=lane,
                    start_sample=start_s * SECOND,
                    end_sample=end_s * SECOND,
                    state=StretchState.GAP,
                    reason=reason,
                    has_audio=has_audio,
                )
            ],
        )

    def finish(self) -> None:
        """It is over."""
        self.store.recordings.finish(self.public_id, self._said * EVERY_MS)

    def close(self) -> None:
        """The store's clean end."""
        self.store.close(NOW, lambda _: None)

    def _keep(self, state: TurnState, origin: Origin, **fields: object) -> int:
        self._said += 1
        start_ms = (self._said - 1) * EVERY_MS
        turn = Turn(number=self._said, state=state, start_ms=start_ms, end_ms=start_ms + 3_500, **fields)  # type: ignore[arg-type]
        stored = self.store.turns.save(self.public_id, turn, self._said - 1, origin=origin)
        assert stored is not None
        return stored.id
