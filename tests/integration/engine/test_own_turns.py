"""Turns that end on this side: real speech, the real gate, a real engine that is told to end none."""

import json
import re
from pathlib import Path

import pytest

from tests.integration.engine.conftest import SPEECH, RunningEngine
from tests.recording_stage import Told
from transcriber.audio.audio_file import AudioFile
from transcriber.audio.spool import Spool
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.secret import Secret
from transcriber.session.notices import TurnChange, TurnChanged
from transcriber.session.recording import Recording


class EngineThatRuns:
    is_local = True
    chunk_ms = 40
    backlog_speed = None

    def __init__(self, engine: RunningEngine) -> None:
        self._engine = engine

    async def endpoint(self) -> Endpoint:
        return Endpoint(self._engine.url, Secret(self._engine.token))

    async def renew(self) -> None:
        pass


def words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def said_in(name: str) -> str:
    clips = json.loads((SPEECH / "manifest.json").read_text())
    return str(next(clip["transcript"] for clip in clips if clip["path"] == name))


async def recorded(engine: RunningEngine, path: Path, name: str, configuration: SessionConfiguration) -> Told:
    told = Told()
    recording = Recording(
        AudioFile(SPEECH / name, None),
        lambda: Spool.create(path),
        EngineThatRuns(engine),
        configuration,
        told.append,
        is_timed=False,
    )
    await recording.run()
    return told


def lacking(spoken: list[str], heard: list[str]) -> list[str]:
    return [word for word in set(spoken) if heard.count(word) < spoken.count(word)]


@pytest.mark.parametrize(("name", "least_turns"), [("two_cities.flac", 8), ("austen_0880.flac", 1)])
async def test_real_speech_comes_back_whole_in_turns_that_this_side_ended(
    engine: RunningEngine, tmp_path: Path, name: str, least_turns: int
) -> None:
    told = await recorded(engine, tmp_path / "own.wav", name, SessionConfiguration(turn_detection=None))
    # What the recogniser itself mishears is no matter of who ends the turns.
    undisturbed = await recorded(engine, tmp_path / "theirs.wav", name, SessionConfiguration())

    turns = [n.turn for n in told if isinstance(n, TurnChanged) and n.change is TurnChange.COMPLETED]
    assert told.problems == []
    assert len(turns) >= least_turns
    spoken, heard = words(said_in(name)), words(" ".join(told.texts))
    missing = lacking(words(" ".join(undisturbed.texts)), heard)
    assert len(missing) <= max(1, len(spoken) // 40), f"missing: {missing}"
    missing = lacking(spoken, heard)
    assert len(missing) <= max(1, len(spoken) // 19), f"missing: {missing}"
    edges = [edge for turn in turns for edge in (turn.start_ms, turn.end_ms) if edge is not None]
    assert edges == sorted(edges)
