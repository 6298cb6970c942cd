"""A player for tests of what is heard."""

from collections.abc import Callable
from pathlib import Path

from transcriber.audio.faults import AudioError


class ScriptedPlayer:
    """Plays in no time: the test says what is heard."""

    def __init__(self, on_ended: Callable[[], None], on_failed: Callable[[AudioError], None]) -> None:
        self.on_ended, self.on_failed = on_ended, on_failed
        self.is_playing, self.position_ms = False, 0
        self.played: list[int] = []

    def play(self, path: Path, from_ms: int = 0) -> None:
        self.is_playing, self.position_ms = True, from_ms
        self.played.append(from_ms)

    def pause(self) -> None:
        self.is_playing = False

    def stop(self) -> None:
        self.is_playing = False

    def close(self) -> None:
        self.is_playing = False
