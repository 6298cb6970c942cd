"""A real session is traced, served again and recorded again: the same words, with no engine behind them."""

import json
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from tests.integration.engine.conftest import RunningEngine
from tests.recording_stage import SECRETS
from tests.script import (
    Answers,
    Closes,
    Drops,
    Hears,
    HearsAudio,
    Says,
    committed,
    completed,
    error,
    gives_client_secret,
    opening,
    post,
    refused_upgrade,
    websocket,
)
from tests.scripted_service import PlayScript
from tests.wire_judge import WireJudge
from transcriber.audio.inputs import Block
from transcriber.audio.spool import Spool
from transcriber.realtime.configuration import ServerVad, SessionConfiguration, TurnDetection
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.secret import Secret
from transcriber.realtime.trace import Channel, Direction, Trace
from transcriber.realtime.trace_file import TraceFile, read_trace
from transcriber.realtime.trace_text import read_http_text
from transcriber.realtime.tracer import Tracer
from transcriber.session.notices import Notice, Problem, TurnChanged, TurnRemoved
from transcriber.session.recording import Recording
from transcriber.transcript.turns import TurnState

CLIP = Path(__file__).parents[2] / "speech" / "jfk.flac"
REPLAY = [sys.executable, "-m", "transcriber", "replay"]


class Service:
    is_local = False
    chunk_ms = 40
    backlog_speed = None

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    async def endpoint(self) -> Endpoint:
        return self._endpoint

    async def renew(self) -> None:
        """Nothing to begin anew."""


class Sound:
    """Samples, half a second at a time."""

    name = "clip"
    is_live = False
    duration_ms = None

    def __init__(self, samples: "np.typing.NDArray[np.float32]", sample_rate_hz: int) -> None:
        self.sample_rate_hz = sample_rate_hz
        self._samples = samples

    async def open(self) -> None:
        """Nothing to open."""

    async def blocks(self) -> AsyncIterator[Block]:
        count = self.sample_rate_hz // 2
        for start in range(0, len(self._samples), count):
            yield Block(self._samples[start : start + count])

    def stop(self) -> None:
        """It ends by itself."""

    async def close(self) -> None:
        """Nothing to close."""


def speech() -> Sound:
    samples, rate_hz = soundfile.read(CLIP, dtype="float32")
    return Sound(samples, rate_hz)


def first_seconds(count: int) -> Sound:
    """Of the same speech, at the rate at which it is sent, so that every byte is counted."""
    samples, rate_hz = soundfile.read(CLIP, dtype="float32")
    return Sound(soxr.resample(samples, rate_hz, 24_000)[: count * 24_000].clip(-1, 1), 24_000)


async def record(
    endpoint: Endpoint, sound: Sound, spool: Path, tracer: Tracer | None = None, detection: TurnDetection = None
) -> tuple[list[str], list[str]]:
    """What a person reads at the end, and the problems that were told."""
    texts: dict[int, str] = {}
    problems: list[str] = []

    def hear(notice: Notice) -> None:
        if isinstance(notice, TurnChanged) and notice.turn.state is TurnState.FINISHED:
            texts[notice.turn.number] = notice.turn.text
        elif isinstance(notice, TurnRemoved):
            texts.pop(notice.number, None)
        elif isinstance(notice, Problem):
            problems.append(notice.code)

    configuration = SessionConfiguration(turn_detection=detection)
    service = Service(endpoint)
    await Recording(
        sound,
        lambda: Spool.create(spool),
        service,
        configuration,
        hear,
        is_timed=False,
        tracer=tracer,
        uniform=lambda low, high: 0.0,
    ).run()
    return [text for _, text in sorted(texts.items()) if text], problems


@contextmanager
def replayed(trace: Path) -> Iterator[Endpoint]:
    """The command, in a process of its own, and an endpoint with a key that it never heard of."""
    pipe = subprocess.PIPE
    with subprocess.Popen([*REPLAY, str(trace)], stdout=pipe, stderr=pipe, text=True) as process:
        try:
            assert process.stdout is not None
            announced = json.loads(process.stdout.readline())
            assert set(announced) == {"url", "token"}
            yield Endpoint(announced["url"], Secret("any-key-will-do"))
        finally:
            process.terminate()
            _, said = process.communicate(timeout=60)
        assert (process.returncode, said) == (0, "")


async def traced(
    path: Path, endpoint: Endpoint, sound: Sound, detection: TurnDetection = None
) -> tuple[list[str], list[str]]:
    tracer = Tracer()
    file = TraceFile.create(path)
    tracer.attach(file)
    heard = await record(endpoint, sound, path.with_suffix(".wav"), tracer, detection)
    file.close()
    return heard


@pytest.mark.parametrize("detection", [None, ServerVad()])
async def test_a_real_session_is_heard_again_from_its_trace(
    engine: RunningEngine, tmp_path: Path, detection: TurnDetection, judge: WireJudge
) -> None:
    path = tmp_path / "trace.jsonl"
    endpoint = Endpoint(engine.url, Secret(engine.token))

    then = await traced(path, endpoint, speech(), detection)
    with replayed(path) as service:
        now = await record(service, speech(), tmp_path / "again.wav", detection=detection)

    assert "country" in " ".join(then[0]).lower()
    assert now == then == (then[0], [])
    content = path.read_text("utf-8")
    assert engine.token not in content
    assert "ek_" not in content
    judge_events(read_trace(path), judge)


def judge_events(trace: Trace, judge: WireJudge) -> None:
    """Everything that the engine said, and that was said to it, is what the documented protocol allows."""
    frames = [entry for entry in trace.entries if entry.channel is Channel.WEBSOCKET and entry.text.startswith("{")]
    heard = [entry.text for entry in frames if entry.direction is Direction.RECEIVED]
    said = [entry.text for entry in frames if entry.direction is Direction.SENT]
    assert {"session.created", "session.updated"} <= {entry.type for entry in frames}
    assert any(entry.type.endswith("transcription.completed") for entry in frames)
    for text in heard:
        judge.server_event(text, Dialect.GA)
    for text in said:
        judge.client_event(text, Dialect.GA)
    request, answer = (read_http_text(entry.text)[2] for entry in trace.entries if entry.channel is Channel.REST)
    judge.secret_request(json.loads(request), Dialect.GA)
    judge.secret_answer(json.loads(answer), Dialect.GA)


SECOND_BYTES = 48_000
COMMIT = Hears("input_audio_buffer.commit")


async def test_errors_refusals_and_a_reconnect_are_replayed_too(scripted_service: PlayScript, tmp_path: Path) -> None:
    path = tmp_path / "trace.jsonl"
    secret = post(SECRETS, gives_client_secret())
    service = await scripted_service(
        post(SECRETS, Answers(500, "unwell")),
        secret,
        refused_upgrade(Answers(503, error("busy"))),
        secret,
        websocket(
            *opening(),
            HearsAudio(SECOND_BYTES),
            Says(error("A recoverable one.", code="some_error")),
            Closes(1012, "restart"),
            may_be_left=True,
        ),
        secret,
        websocket(
            *opening(session_id="sess_2"),
            HearsAudio(2 * SECOND_BYTES),
            COMMIT,
            Says(committed("item_B")),
            Says(completed("item_B", "Two seconds after all.")),
        ),
    )

    then = await traced(path, Endpoint(service.base_url, Secret("sk-test-key")), first_seconds(2))
    with replayed(path) as replay:
        now = await record(replay, first_seconds(2), tmp_path / "again.wav")

    assert then == (["Two seconds after all."], ["some_error", "reconnected"])
    assert now == then
    statuses = [entry.type for entry in read_trace(path).entries if entry.type.isdecimal()]
    assert statuses == ["500", "200", "503", "200", "200"]


async def test_a_connection_that_broke_breaks_again_and_is_mended(scripted_service: PlayScript, tmp_path: Path) -> None:
    path = tmp_path / "trace.jsonl"
    secret = post(SECRETS, gives_client_secret())
    last = (COMMIT, Says(committed("item_A")), Says(completed("item_A", "Mended.")))
    service = await scripted_service(
        secret,
        websocket(*opening(), HearsAudio(SECOND_BYTES), Drops()),
        secret,
        websocket(*opening(), HearsAudio(SECOND_BYTES), *last),
    )
    then = await traced(path, Endpoint(service.base_url, Secret("sk-test-key")), first_seconds(1))
    with replayed(path) as replay:
        now = await record(replay, first_seconds(1), tmp_path / "again.wav")
    assert now == then == (["Mended."], then[1])


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(None, "cannot be read: No such file or directory"), ("hello\n", "is not a trace")],
)
def test_what_is_no_trace_is_said_in_one_line(tmp_path: Path, content: str | None, complaint: str) -> None:
    path = tmp_path / "trace.jsonl"
    if content is not None:
        path.write_text(content)
    answer = subprocess.run([*REPLAY, str(path)], capture_output=True, text=True, timeout=120, check=False)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert complaint in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "trace.jsonl"
    TraceFile.create(path).close()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [*REPLAY, str(path), "--port", str(taken.getsockname()[1])]
        answer = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "is taken" in answer.stderr


def test_wrong_usage_is_said_in_one_line() -> None:
    answer = subprocess.run([*REPLAY], capture_output=True, text=True, timeout=120, check=False)
    assert (answer.returncode, answer.stdout, answer.stderr.count("\n")) == (2, "", 1)
