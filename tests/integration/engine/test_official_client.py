"""The official `openai` package, unchanged, transcribes real speech through a real engine process."""

import base64
import re
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any, Protocol

import pytest
from openai import APIStatusError, AsyncOpenAI

from transcriber.realtime.dialects import Dialect

REFERENCE = "and so my fellow americans ask not what your country can do for you ask what you can do for your country"
PAUSE_S = 5.0
"""Between two of its phrases the speaker breathes: a place for a commit by hand."""

FORMATS = ["pcm16", "g711_ulaw", "g711_alaw"]
BYTES_PER_SECOND = {"pcm16": 48_000, "g711_ulaw": 8_000, "g711_alaw": 8_000}
SILENCE = {"pcm16": b"\0", "g711_ulaw": b"\xff", "g711_alaw": b"\xd5"}
GA_FORMATS: dict[str, dict[str, object]] = {
    "pcm16": {"type": "audio/pcm", "rate": 24000},
    "g711_ulaw": {"type": "audio/pcmu"},
    "g711_alaw": {"type": "audio/pcma"},
}
SERVER_VAD = {"type": "server_vad", "threshold": 0.5, "prefix_padding_ms": 300, "silence_duration_ms": 500}

Spoken = Callable[[str, str], bytes]


class Judge(Protocol):
    def server_event(self, frame: str, dialect: Dialect) -> dict[str, Any]: ...


class Engine(Protocol):
    url: str
    token: str
    websocket_url: str


def official_client(engine: Engine, key: str) -> AsyncOpenAI:
    return AsyncOpenAI(api_key=key, base_url=engine.url, websocket_base_url=engine.websocket_url, max_retries=0)


def ga_session(audio_format: str, turn_detection: object) -> Any:
    return {
        "type": "transcription",
        "audio": {
            "input": {
                "format": GA_FORMATS[audio_format],
                "transcription": {"model": "gpt-4o-transcribe", "language": "en"},
                "turn_detection": turn_detection,
            }
        },
    }


def beta_session(audio_format: str, turn_detection: object) -> Any:
    # The package's type cannot say null here, but it sends what it is given.
    return {
        "input_audio_format": audio_format,
        "input_audio_transcription": {"model": "gpt-4o-transcribe", "language": "en"},
        "turn_detection": turn_detection,
    }


class Talk:
    """A conversation with the engine: what was heard is judged, kept, and read as a person would."""

    def __init__(self, connection: Any, dialect: Dialect, judge: Judge) -> None:
        self._connection = connection
        self._dialect = dialect
        self._judge = judge
        self.heard: list[dict[str, Any]] = []

    async def hear(self) -> dict[str, Any]:
        event = self._judge.server_event((await self._connection.recv_bytes()).decode(), self._dialect)
        assert event["type"] != "error", event
        self.heard.append(event)
        return event

    async def hear_until(self, name: str) -> dict[str, Any]:
        while (event := await self.hear())["type"] != name:
            pass
        return event

    async def say(self, audio: bytes, bytes_per_second: int) -> None:
        for start in range(0, len(audio), bytes_per_second // 10):
            piece = audio[start : start + bytes_per_second // 10]
            await self._connection.input_audio_buffer.append(audio=base64.b64encode(piece).decode())

    def named(self, ending: str) -> list[dict[str, Any]]:
        return [event for event in self.heard if event["type"].endswith(ending)]

    async def hear_out(self) -> list[str]:
        """Wait for the text of every committed item; the texts in the order of the items."""
        while len(self.named("transcription.completed")) < len(self.named("buffer.committed")):
            await self.hear()
        texts = {event["item_id"]: event["transcript"] for event in self.named("transcription.completed")}
        return [texts[event["item_id"]] for event in self.named("buffer.committed")]


async def transcribe_by_turns(talk: Talk, connection: Any, audio: bytes, audio_format: str) -> list[str]:
    second_bytes = BYTES_PER_SECOND[audio_format]
    await talk.say(audio + SILENCE[audio_format] * second_bytes, second_bytes)
    # Events are obeyed in their order: when this one is answered, every turn has been found.
    await connection.input_audio_buffer.clear()
    await talk.hear_until("input_audio_buffer.cleared")
    return await talk.hear_out()


async def transcribe_by_commits(talk: Talk, connection: Any, audio: bytes, audio_format: str) -> list[str]:
    second_bytes = BYTES_PER_SECOND[audio_format]
    for part in (audio[: int(PAUSE_S * second_bytes)], audio[int(PAUSE_S * second_bytes) :]):
        await talk.say(part, second_bytes)
        await connection.input_audio_buffer.commit()
        await talk.hear_until("input_audio_buffer.committed")
    return await talk.hear_out()


def words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def assert_what_kennedy_said(texts: list[str]) -> None:
    heard = words(" ".join(texts))
    said = words(REFERENCE)
    blocks = SequenceMatcher(None, said, heard, autojunk=False).get_matching_blocks()
    assert sum(block.size for block in blocks) >= len(said) - 4, heard
    assert len(heard) <= len(said) + 4, heard


def assert_in_order(talk: Talk, texts: list[str], *, by_turns: bool, dialect: Dialect) -> None:
    committed = talk.named("buffer.committed")
    assert [event["previous_item_id"] for event in committed] == [
        None,
        *(event["item_id"] for event in committed[:-1]),
    ]
    announced = talk.named("conversation.item.added" if dialect is Dialect.GA else "conversation.item.created")
    assert [event["item"]["id"] for event in announced] == [event["item_id"] for event in committed]
    for event, text in zip(committed, texts, strict=True):
        own = [heard for heard in talk.heard if heard.get("item_id") == event["item_id"]]
        names = [heard["type"].rpartition(".")[2] for heard in own]
        assert names.count("completed") == 1
        assert names[-1] == "completed"
        assert own[-1]["usage"]["type"] == "duration"
        assert 0 < own[-1]["usage"]["seconds"] < 15.1
        assert own[-1]["transcript"] == text
        assert (names[0] == "speech_started") is by_turns
        if by_turns:
            assert names.index("speech_started") < names.index("speech_stopped") < names.index("committed")
            started, stopped = own[0], own[names.index("speech_stopped")]
            assert 0 <= started["audio_start_ms"] < stopped["audio_end_ms"] <= 12_100


@pytest.mark.parametrize("by_turns", [True, False], ids=["server-vad", "manual-commits"])
@pytest.mark.parametrize("audio_format", FORMATS)
@pytest.mark.parametrize("with_secret", [True, False], ids=["client-secret", "token"])
async def test_in_the_ga_dialect(
    engine: Engine, spoken: Spoken, judge: Judge, with_secret: bool, audio_format: str, by_turns: bool
) -> None:
    session = ga_session(audio_format, SERVER_VAD if by_turns else None)
    key = engine.token
    if with_secret:
        async with official_client(engine, engine.token) as client:
            secret = await client.realtime.client_secrets.create(session=session)
        key = secret.value
        assert key.startswith("ek_")
        assert secret.session.type == "transcription"

    async with official_client(engine, key) as client:
        query = {"intent": "transcription"}
        async with client.realtime.connect(extra_query=query) as connection:
            talk = Talk(connection, Dialect.GA, judge)
            created = await talk.hear_until("session.created")
            if not with_secret:
                await connection.session.update(session=session)
                created = await talk.hear_until("session.updated")
            in_force = created["session"]["audio"]["input"]
            assert in_force["format"] == GA_FORMATS[audio_format]
            assert in_force["turn_detection"] == (SERVER_VAD if by_turns else None)

            transcribe = transcribe_by_turns if by_turns else transcribe_by_commits
            texts = await transcribe(talk, connection, spoken("jfk.flac", audio_format), audio_format)

    assert_what_kennedy_said(texts)
    assert_in_order(talk, texts, by_turns=by_turns, dialect=Dialect.GA)
    assert len(texts) == 2 or by_turns


@pytest.mark.parametrize("by_turns", [True, False], ids=["server-vad", "manual-commits"])
@pytest.mark.parametrize("audio_format", FORMATS)
@pytest.mark.parametrize("with_secret", [True, False], ids=["client-secret", "token"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
async def test_in_the_beta_dialect(
    engine: Engine, spoken: Spoken, judge: Judge, with_secret: bool, audio_format: str, by_turns: bool
) -> None:
    session = beta_session(audio_format, SERVER_VAD if by_turns else None)
    key = engine.token
    if with_secret:
        async with official_client(engine, engine.token) as client:
            minted = await client.beta.realtime.transcription_sessions.create(**session)
        key = minted.client_secret.value
        assert key.startswith("ek_")
        assert minted.input_audio_format == audio_format

    async with official_client(engine, key) as client:
        query = {"intent": "transcription"}
        async with client.beta.realtime.connect(model="", extra_query=query) as connection:
            talk = Talk(connection, Dialect.BETA, judge)
            created = await talk.hear_until("transcription_session.created")
            if not with_secret:
                await connection.transcription_session.update(session=session)
                created = await talk.hear_until("transcription_session.updated")
            assert created["session"]["input_audio_format"] == audio_format
            assert created["session"]["turn_detection"] == (SERVER_VAD if by_turns else None)

            transcribe = transcribe_by_turns if by_turns else transcribe_by_commits
            texts = await transcribe(talk, connection, spoken("jfk.flac", audio_format), audio_format)

    assert_what_kennedy_said(texts)
    assert_in_order(talk, texts, by_turns=by_turns, dialect=Dialect.BETA)


async def test_it_lists_the_model(engine: Engine) -> None:
    async with official_client(engine, engine.token) as client:
        assert [model.id async for model in client.models.list()] == ["moonshine-tiny-en"]


async def test_with_a_wrong_key_the_package_says_why(engine: Engine) -> None:
    async with official_client(engine, "sk-wrong") as client:
        with pytest.raises(APIStatusError, match="Incorrect API key provided") as refused:
            await client.realtime.client_secrets.create(session={"type": "transcription"})

    assert refused.value.status_code == 401
    assert refused.value.code == "invalid_api_key"


async def test_retrieved_and_deleted_items_are_the_packages_own(engine: Engine, spoken: Spoken, judge: Judge) -> None:
    audio = spoken("jfk.flac", "g711_ulaw")
    async with official_client(engine, engine.token) as client, client.realtime.connect() as connection:
        talk = Talk(connection, Dialect.GA, judge)
        await connection.session.update(session=ga_session("g711_ulaw", None))
        await talk.say(audio, 8_000)
        await connection.input_audio_buffer.commit()
        item_id = (await talk.hear_until("input_audio_buffer.committed"))["item_id"]
        texts = await talk.hear_out()

        await connection.conversation.item.retrieve(item_id=item_id)
        retrieved = (await talk.hear_until("conversation.item.retrieved"))["item"]
        await connection.conversation.item.delete(item_id=item_id)
        deleted = await talk.hear_until("conversation.item.deleted")

    assert retrieved["content"] == [
        {"type": "input_audio", "transcript": texts[0], "audio": base64.b64encode(audio).decode()}
    ]
    assert deleted["item_id"] == item_id
