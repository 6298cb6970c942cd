"""The real engine and real speech: cut off, killed and stopped, it loses and doubles no two words in a row."""

import asyncio
import json
import os
import re
import signal
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from tests.fault_proxy import FaultProxy, fault_proxy
from tests.recording_stage import Told
from transcriber.audio.audio_file import AudioFile
from transcriber.audio.spool import Spool
from transcriber.engine.process import EngineProcess
from transcriber.realtime.configuration import ServerVad, SessionConfiguration
from transcriber.realtime.endpoint import Endpoint
from transcriber.session.notices import Notice, TurnChanged
from transcriber.session.recording import Recording
from transcriber.settings.profiles import LOCAL
from transcriber.transcript.turns import TurnState

SPEECH = Path(__file__).parents[2] / "speech" / "two_cities.flac"
SPEED = 10.0
"""Times real time: enough that the fault comes in the middle."""

pytestmark = pytest.mark.allowed_logs(r"", logger="transcriber.engine")


class EngineBehindLink:
    """The engine's process, reached through a proxy."""

    is_local = True
    chunk_ms = 40
    backlog_speed = None

    def __init__(self, engine: EngineProcess, proxy: FaultProxy) -> None:
        self._engine = engine
        self._proxy = proxy

    async def endpoint(self) -> Endpoint:
        address = await self._engine.address()
        self._proxy.service_port = int(re.findall(r":(\d+)/", address.base_url)[0])
        return Endpoint(f"http://127.0.0.1:{self._proxy.port}/v1", address.token, LOCAL.switches)

    async def renew(self) -> None:
        await self._engine.stop()


Fault = Callable[[EngineProcess, FaultProxy], None]


def kill(engine: EngineProcess, proxy: FaultProxy) -> None:
    assert engine.pid is not None
    os.kill(engine.pid, signal.SIGKILL)


def stop(engine: EngineProcess, proxy: FaultProxy) -> None:
    assert engine.pid is not None
    os.kill(engine.pid, signal.SIGSTOP)


async def words(spool_path: Path, fault: Fault | None) -> list[str]:
    """What was read at the end; the fault comes when the second turn is finished."""
    told, finished, engine = Told(), set[int](), EngineProcess()

    async with fault_proxy(0) as proxy:

        def publish(notice: Notice) -> None:
            told.append(notice)
            if isinstance(notice, TurnChanged) and notice.turn.state is TurnState.FINISHED:
                finished.add(notice.turn.number)
                if len(finished) == 2 and fault and not acted:
                    acted.append(True)
                    fault(engine, proxy)

        acted: list[bool] = []
        recording = Recording(
            AudioFile(SPEECH, SPEED),
            lambda: Spool.create(spool_path),
            EngineBehindLink(engine, proxy),
            SessionConfiguration(language="en", turn_detection=ServerVad(silence_duration_ms=300)),
            publish,
            is_timed=False,
        )
        try:
            await recording.run()
        finally:
            await engine.stop()
    assert bool(acted) is (fault is not None)
    assert [code for code in told.problems if code != "reconnected"] == []
    return re.findall(r"[a-z']+", " ".join(told.texts).lower())


@pytest.fixture(scope="module")
def fault_free(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return asyncio.run(words(tmp_path_factory.mktemp("calm") / "one.wav", None))


def errors(said: list[str], heard: list[str]) -> int:
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, start=1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


@pytest.mark.parametrize("fault", [lambda engine, proxy: proxy.reset(), kill, stop], ids=["cut", "SIGKILL", "SIGSTOP"])
def test_no_two_words_in_a_row_are_lost_or_doubled(fault: Fault, fault_free: list[str], tmp_path: Path) -> None:
    heard = asyncio.run(words(tmp_path / "one.wav", fault))

    clips = {clip["path"]: clip["transcript"] for clip in json.loads((SPEECH.parent / "manifest.json").read_text())}
    said = re.findall(r"[a-z']+", clips[SPEECH.name].lower())
    changes = SequenceMatcher(None, fault_free, heard, autojunk=False).get_opcodes()
    runs = [fault_free[i:j] + heard[k:m] for _, i, j, k, m in changes if abs((j - i) - (m - k)) >= 2]
    assert runs == []
    assert errors(said, heard) <= errors(said, fault_free) + 0.02 * len(said)
