"""A real engine process for the tests of this folder, and speech for it."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

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
            assert process.wait(timeout=60) == 0


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
