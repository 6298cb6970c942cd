"""Who watches hears everything, in order and numbered; who does not costs nothing."""

import json
import time

import pytest

from tests.script import (
    Answers,
    Closes,
    Drops,
    HearsAudio,
    HearsClose,
    Says,
    error,
    gives_client_secret,
    opening,
    post,
    refused_upgrade,
    websocket,
)
from tests.scripted_service import PlayScript
from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.credentials import create_client_secret
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import RealtimeError
from transcriber.realtime.events import AppendAudio
from transcriber.realtime.secret import Secret
from transcriber.realtime.switches import KeyPlacement, Switches
from transcriber.realtime.trace import Channel, Direction, TraceEntry
from transcriber.realtime.tracer import Tracer

KEY = Secret("sk-never-shown-0123456789")
SECRETS = "/v1/realtime/client_secrets"
APPEND = json.dumps({"type": "input_audio_buffer.append", "audio": "A" * 2560})


class Watcher(list[TraceEntry]):
    def take(self, entry: TraceEntry) -> None:
        self.append(entry)

    @property
    def story(self) -> list[str]:
        arrows = {Direction.SENT: ">", Direction.RECEIVED: "<"}
        return [f"{entry.exchange}{arrows[entry.direction]} {entry.type}" for entry in self]


def watched(*, keeps_audio: bool = False) -> tuple[Tracer, Watcher]:
    tracer, watcher = Tracer(), Watcher()
    tracer.attach(watcher, keeps_audio=keeps_audio)
    return tracer, watcher


async def test_a_whole_connection_is_told(scripted_service: PlayScript) -> None:
    service = await scripted_service(
        post(SECRETS, gives_client_secret(value="ek_0123456789abcdef")),
        websocket(*opening(), Says(error("no such key: ek_0123456789abcdef")), HearsClose()),
    )
    tracer, watcher = watched()
    endpoint = Endpoint(service.base_url, KEY)

    secret = await create_client_secret(endpoint, SessionConfiguration(), tracer=tracer)
    async with await RealtimeConnection.open(endpoint, secret.value, SessionConfiguration(), tracer=tracer) as link:
        await link.receive()

    assert watcher.story == [
        "1> POST /realtime/client_secrets",
        "1< 200",
        "2> open",
        "2< open",
        "2< session.created",
        "2> session.update",
        "2< session.updated",
        "2< error",
        "2> close",
    ]
    assert {entry.channel for entry in watcher[:2]} == {Channel.REST}
    assert {entry.channel for entry in watcher[2:]} == {Channel.WEBSOCKET}
    request, answer = watcher[0].text, watcher[1].text
    assert request.startswith(f"POST {service.base_url}/realtime/client_secrets\nAuthorization: Bearer ****\n")
    assert json.loads(request.partition("\n\n")[2])["session"]["type"] == "transcription"
    assert '"value": "****", "expires_at": 1756310470' in answer
    assert "Authorization: Bearer ****" in watcher[2].text
    assert "no such key: ****" in watcher[7].text
    assert watcher[8].text.startswith("1000")
    shown = repr(watcher)
    assert "0123456789" not in shown
    assert "never-shown" not in shown
    assert [entry.at_ms for entry in watcher] == sorted(entry.at_ms for entry in watcher)


async def test_the_address_is_told_without_the_key_in_it(scripted_service: PlayScript) -> None:
    service = await scripted_service(websocket(*opening(), HearsClose()))
    tracer, watcher = watched()
    endpoint = Endpoint(service.base_url, KEY, Switches(key_placement=KeyPlacement.QUERY))

    async with await RealtimeConnection.open(endpoint, KEY, SessionConfiguration(), tracer=tracer):
        pass

    assert "api_key=****" in watcher[0].text
    assert "intent=transcription" in watcher[0].text


@pytest.mark.parametrize(
    ("step", "ending"),
    [
        (Answers(429, error("wait")["error"], {"Retry-After": "7"}), "1< 429"),
        (Answers(500, "<html>Bearer sk-never-shown-0123456789"), "1< 500"),
        (Drops(), "1< unanswered"),
    ],
)
async def test_a_refusal_is_told_once(scripted_service: PlayScript, step: Answers | Drops, ending: str) -> None:
    service = await scripted_service(refused_upgrade(step), post(SECRETS, step))
    tracer, watcher = watched()
    endpoint = Endpoint(service.base_url, KEY)

    with pytest.raises(RealtimeError):
        await RealtimeConnection.open(endpoint, KEY, SessionConfiguration(), tracer=tracer)
    with pytest.raises(RealtimeError):
        await create_client_secret(endpoint, SessionConfiguration(), tracer=tracer)

    assert watcher.story == ["1> open", ending, "2> POST /realtime/client_secrets", ending.replace("1", "2", 1)]
    assert "never-shown" not in repr(watcher)
    assert ("retry-after: 7" in watcher[1].text) is ("429" in ending)


async def test_the_services_close_is_told_with_its_words(scripted_service: PlayScript) -> None:
    service = await scripted_service(
        websocket(*opening(), Closes(4000, "bad key sk-never-shown-0123456789")), websocket(*opening(), Drops())
    )
    tracer, watcher = watched()
    for _ in range(2):
        endpoint = Endpoint(service.base_url, KEY)
        async with await RealtimeConnection.open(endpoint, KEY, SessionConfiguration(), tracer=tracer) as connection:
            with pytest.raises(RealtimeError):
                await connection.receive()

    assert [entry.text for entry in watcher if entry.type == "close"] == ["4000 bad key ****", "1006"]
    assert watcher.story[-1] == "2< close"


async def test_watching_may_begin_and_end_in_the_middle_and_secrets_are_known_from_before(
    scripted_service: PlayScript,
) -> None:
    echo = Says(error("you said 'c0ffee-only-by-its-value-77'"))
    service = await scripted_service(websocket(*opening(), HearsAudio(480), echo, HearsAudio(480), HearsClose()))
    key = Secret("c0ffee-only-by-its-value-77")
    tracer, watcher = Tracer(), Watcher()
    endpoint = Endpoint(service.base_url, key)

    async with await RealtimeConnection.open(endpoint, key, SessionConfiguration(), tracer=tracer) as connection:
        assert not tracer.is_watched
        tracer.attach(watcher)
        await connection.send(AppendAudio(bytes(480)))
        await connection.receive()
        tracer.detach(watcher)
        await connection.send(AppendAudio(bytes(480)))
        tracer.attach(watcher)

    appended = [entry for entry in watcher if entry.type == "input_audio_buffer.append"]
    assert [json.loads(entry.text)["audio"] for entry in appended] == ["(480 bytes of audio left out)"]
    assert "you said '****'" in watcher[1].text


def test_each_watcher_has_its_own_clock_and_its_own_wish_for_audio() -> None:
    now_s = [100.0]
    tracer, first, second = Tracer(lambda: now_s[0]), Watcher(), Watcher()
    tracer.attach(first, keeps_audio=True)
    now_s[0] = 101.0
    tracer.attach(second)
    tracer.attach(first, keeps_audio=True)
    now_s[0] = 101.5

    tracer.websocket().sent(APPEND)

    assert [entry.at_ms for entry in (*first, *second)] == [1500, 500]
    assert (first[0].text, first[0].size_bytes) == (APPEND, len(APPEND))
    assert "A" * 100 not in second[0].text


def test_an_append_costs_under_100_microseconds() -> None:
    tracer, watcher = watched()
    tracer.hide(KEY)
    tracer.hide(Secret("ek_" + "0a1b2c3d4e5f6071" * 4))
    exchange = tracer.websocket()

    def cost_us() -> float:
        begin_s = time.perf_counter()
        for _ in range(200):
            exchange.sent(APPEND)
        return (time.perf_counter() - begin_s) / 200 * 1e6

    assert min(cost_us() for _ in range(10)) < 100
    tracer.detach(watcher)
    assert min(cost_us() for _ in range(10)) < 5
