"""The provisional tail: only for a client that asks, ahead of the settled words, never after the end of its item."""

import asyncio
from pathlib import Path

import pytest
import soundfile

from transcriber.audio.encoder import Encoder
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ, AudioFormat
from transcriber.audio.pcm import to_int16
from transcriber.audio.resampler import Resampler
from transcriber.engine.process import EngineProcess
from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.credentials import create_client_secret
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.events import (
    AppendAudio,
    CommitAudio,
    ServerEvent,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptPartial,
)

CLIP = Path(__file__).parents[2] / "speech" / "austen_0880.flac"
CHUNK_S = 0.04


def chunks() -> list[bytes]:
    samples, rate_hz = soundfile.read(CLIP, dtype="float32")
    spooled = to_int16(Resampler(rate_hz, SPOOL_SAMPLE_RATE_HZ).process(samples))
    count = int(CHUNK_S * SPOOL_SAMPLE_RATE_HZ)
    encoder = Encoder(AudioFormat.PCM16)
    return [encoder.encode(spooled[start : start + count]) for start in range(0, len(spooled), count)]


async def speak(connection: RealtimeConnection, chunk_s: float = CHUNK_S) -> list[ServerEvent]:
    """Speak, at the pace of speech unless told otherwise, and listen to the end of the first item."""
    heard: list[ServerEvent] = []

    async def say() -> None:
        for chunk in chunks():
            await connection.send(AppendAudio(chunk))
            await asyncio.sleep(chunk_s)
        await connection.send(CommitAudio())

    async with asyncio.TaskGroup() as group:
        group.create_task(say())
        while not heard or not isinstance(heard[-1], TranscriptCompleted):
            heard.append(await connection.receive())
    return heard


@pytest.mark.parametrize("wants_partials", [True, False])
async def test_it_comes_to_who_asked_for_it(wants_partials: bool) -> None:
    engine = EngineProcess()
    try:
        address = await engine.address()
        endpoint = Endpoint(address.base_url, address.token, wants_partials=wants_partials)
        configuration = SessionConfiguration(turn_detection=None)
        # Once before, as fast as it goes: an engine that is still loading its model has no first words.
        for chunk_s in (0.0, CHUNK_S):
            secret = await create_client_secret(endpoint, configuration)
            async with await RealtimeConnection.open(endpoint, secret.value, configuration) as connection:
                heard = await speak(connection, chunk_s)
    finally:
        await engine.stop()

    partials = [event for event in heard if isinstance(event, TranscriptPartial)]
    assert bool(partials) is wants_partials
    settled = "".join(event.delta for event in heard if isinstance(event, TranscriptDelta))
    assert "young man" in settled.lower()
    assert isinstance(heard[-1], TranscriptCompleted)
    if wants_partials:
        ends_ms = [event.audio_end_ms for event in partials if event.audio_end_ms is not None]
        assert ends_ms == sorted(ends_ms)
        assert ends_ms[0] < 2000, "the first words come while the sentence is spoken"
