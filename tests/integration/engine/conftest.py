"""A real engine process for the tests of a folder, and the official package's types as judge of what it sends."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
import soundfile
import soxr

SPEECH = Path(__file__).parents[2] / "speech"


@dataclass(frozen=True)
class RunningEngine:
    """What the engine's first line said."""

    url: str
    token: str

    @property
    def websocket_url(self) -> str:
        return self.url.replace("http://", "ws://")


@pytest.fixture(scope="package")
def engine() -> Iterator[RunningEngine]:
    command = [sys.executable, "-m", "transcriber", "serve", "--port", "0"]
    environment = {name: value for name, value in os.environ.items() if name != "TRANSCRIBER_ENGINE_TOKEN"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            yield RunningEngine(**json.loads(process.stdout.readline()))
        finally:
            process.terminate()
            assert process.wait(timeout=10) == 0


@pytest.fixture(autouse=True)
def no_proxy_between_here_and_here(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="session")
def spoken() -> Callable[[str, str], bytes]:
    """A clip of tests/speech as bytes of a wire format, encoded by libraries that are not this project's."""

    def encode(name: str, audio_format: str) -> bytes:
        samples, rate_hz = soundfile.read(SPEECH / name, dtype="float32")
        wire_rate_hz = 24_000 if audio_format == "pcm16" else 8_000
        resampled = np.clip(soxr.resample(samples, rate_hz, wire_rate_hz), -1, 1)
        subtype = {"pcm16": "PCM_16", "g711_ulaw": "ULAW", "g711_alaw": "ALAW"}[audio_format]
        wire = io.BytesIO()
        soundfile.write(wire, resampled, wire_rate_hz, format="RAW", subtype=subtype, endian="LITTLE")
        return wire.getvalue()

    return encode


@pytest.fixture(scope="session")
def judge() -> Callable[[Mapping[str, Any], str], None]:
    """Fails unless an event is exactly one that the official package's types describe, every field and no other.

    The session events are held against other types of the package than its unions name: those describe a request (GA),
    demand a field that only REST has, or are missing (beta).
    """
    from openai.types.beta import realtime as beta
    from openai.types.beta.realtime.transcription_session_update import Session as BetaSession
    from openai.types.realtime import (
        RealtimeServerEvent,
        RealtimeTranscriptionSessionCreateResponse,
    )

    def by_type(union: Any) -> dict[str, Any]:
        return {get_args(member.model_fields["type"].annotation)[0]: member for member in get_args(get_args(union)[0])}

    models = {"ga": by_type(RealtimeServerEvent), "beta": by_type(beta.RealtimeServerEvent)}

    def check(event: Mapping[str, Any], dialect: str) -> None:
        assert event["event_id"].startswith("event_")
        name = event["type"]
        if name.rpartition(".")[0] in ("session", "transcription_session"):
            assert set(event) == {"type", "event_id", "session"}
            assert name.startswith("session." if dialect == "ga" else "transcription_session.")
            session = dict(event["session"])
            if dialect == "ga":
                RealtimeTranscriptionSessionCreateResponse.model_validate(session, extra="forbid", strict=True)
            else:
                assert session.pop("object") == "realtime.transcription_session"
                assert session.pop("id").startswith("sess_")
                assert isinstance(session.pop("expires_at"), int)
                session["input_audio_transcription"]["model"] = "gpt-4o-transcribe"  # its list of names is out of date
                BetaSession.model_validate(session, extra="forbid", strict=True)
            return
        assert name in models[dialect], f"{name} is no event of this dialect"
        models[dialect][name].model_validate(event, extra="forbid", strict=True)

    return check
