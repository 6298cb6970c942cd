"""A real engine that ends its sessions after 40 s, and real speech that goes on: nobody notices."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.engine.conftest import SPEECH, RunningEngine
from tests.integration.engine.test_own_turns import EngineThatRuns, said_in, words
from tests.recording_stage import Told
from transcriber.audio.audio_file import AudioFile
from transcriber.audio.spool import Spool
from transcriber.realtime.configuration import ServerVad, SessionConfiguration
from transcriber.session.notices import LinkChanged, LinkState, SessionAnnounced
from transcriber.session.recording import Recording

LIMIT_S = 40
"""The next session is opened four seconds before the end at the latest; a busy computer needs some of them."""
CLIP = "two_cities.flac"


@pytest.fixture
def forgetful_engine() -> Iterator[RunningEngine]:
    command = [sys.executable, "-m", "transcriber", "serve", "--session-limit-s", str(LIMIT_S)]
    environment = {name: value for name, value in os.environ.items() if name != "TRANSCRIBER_ENGINE_TOKEN"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            yield RunningEngine(**json.loads(process.stdout.readline()))
        finally:
            process.terminate()
            assert process.wait(timeout=60) == 0


def recording_of(engine: RunningEngine, spool_path: Path, told: Told, speed: float | None) -> Recording:
    return Recording(
        AudioFile(SPEECH / CLIP, speed),
        lambda: Spool.create(spool_path),
        EngineThatRuns(engine),
        SessionConfiguration(turn_detection=ServerVad()),
        told.append,
        is_timed=speed is not None,
    )


def lost(spoken: list[str], heard: list[str]) -> list[str]:
    return [word for word in set(spoken) if heard.count(word) < spoken.count(word)]


async def test_a_session_that_ends_in_mid_speech_costs_no_word_and_shows_no_seam(
    forgetful_engine: RunningEngine, engine: RunningEngine, tmp_path: Path
) -> None:
    told, undisturbed = Told(), Told()

    # Not at the same time, so that the engines do not wait for each other.
    await recording_of(engine, tmp_path / "undisturbed.wav", undisturbed, None).run()
    async with asyncio.timeout(150):
        await recording_of(forgetful_engine, tmp_path / "one.wav", told, 1.0).run()

    sessions = [notice for notice in told if isinstance(notice, SessionAnnounced) and notice.base_sample is not None]
    links = [notice.state for notice in told if isinstance(notice, LinkChanged)]
    assert told.problems == undisturbed.problems == []
    assert len(sessions) >= 2
    assert (links.count(LinkState.CONNECTED), links.count(LinkState.RECONNECTING)) == (1, 0)
    spoken, heard = words(said_in(CLIP)), words(" ".join(told.texts))
    # What the recogniser gets wrong by itself in this clip, up to 6 of its words, is no roll-over's fault.
    own = lost(spoken, words(" ".join(undisturbed.texts)))
    at_seams = [word for word in lost(spoken, heard) if word not in own]
    assert len(at_seams) <= len(spoken) // 20, f"lost: {at_seams}"
    assert len(lost(spoken, heard)) <= len(spoken) // 12, f"lost: {lost(spoken, heard)}"
    assert len(heard) <= len(spoken) * 1.05 + 2
