import asyncio
import logging
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.script import (
    Acknowledges,
    Answers,
    Closes,
    Drops,
    Hangs,
    Hears,
    HearsAudio,
    HearsClose,
    Says,
    Step,
    Tells,
    Waits,
    committed,
    completed,
    delta,
    error,
    opening,
    refused_upgrade,
    session_created,
    websocket,
)
from tests.scripted_service import PlayScript, ScriptedService
from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.configuration import NoiseReduction, SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import (
    ConnectionLost,
    DialectRefused,
    KeyRefused,
    RateLimited,
    RealtimeError,
    SecretExpired,
    ServiceRefused,
    ServiceUnreachable,
)
from transcriber.realtime.events import (
    AppendAudio,
    AudioCommitted,
    CommitAudio,
    ErrorOccurred,
    RateLimitsUpdated,
    TranscriptCompleted,
    TranscriptDelta,
    UnknownEvent,
    UpdateSession,
)
from transcriber.realtime.link import Limits
from transcriber.realtime.secret import Secret
from transcriber.realtime.switches import Switches

KEY = Secret("sk-never-shown-0123456789")
CLIENT_SECRET = Secret("ek_never_shown_0123456789")
CONFIGURATION = SessionConfiguration(language="en", noise_reduction=NoiseReduction.FAR_FIELD)
IMPATIENT = Limits(open_timeout_s=0.2, acknowledgement_timeout_s=0.2)


def patience_with(last: Step) -> Limits:
    """Only a service that hangs is worth little patience: a busy machine may take its time to answer."""
    return IMPATIENT if isinstance(last, Hangs) else Limits()


def endpoint(service: ScriptedService, dialect: Dialect = Dialect.GA) -> Endpoint:
    return Endpoint(service.base_url, KEY, Switches(dialect=dialect))


async def connect(service: ScriptedService, dialect: Dialect = Dialect.GA) -> RealtimeConnection:
    return await RealtimeConnection.open(endpoint(service, dialect), CLIENT_SECRET, CONFIGURATION)


async def test_a_ga_session_from_the_first_event_to_the_last_word(scripted_service: PlayScript) -> None:
    service = await scripted_service(
        websocket(
            Says(session_created(expires_at=1756313470)),
            Hears("session.update"),
            Acknowledges(expires_at=1756313470),
            HearsAudio(1920),
            Hears("input_audio_buffer.commit"),
            Says(committed("item_A")),
            Says(delta("item_A", "Hello")),
            Says(completed("item_A", "Hello.")),
            HearsClose(1000),
        )
    )

    async with await connect(service) as connection:
        assert connection.session.expires_at_s == 1756313470
        assert connection.session.configuration.noise_reduction is NoiseReduction.FAR_FIELD
        await connection.send(AppendAudio(b"\x01\x02" * 480))
        await connection.send(AppendAudio(b"\x03\x04" * 480))
        await connection.send(CommitAudio())
        assert await connection.receive() == AudioCommitted("item_A")
        assert await connection.receive() == TranscriptDelta("item_A", "Hello")
        assert await connection.receive() == TranscriptCompleted("item_A", "Hello.")

    handshake = service.arrivals[0]
    assert handshake.query == {"intent": "transcription"}
    assert handshake.headers["Authorization"] == f"Bearer {CLIENT_SECRET.reveal()}"
    assert "OpenAI-Beta" not in handshake.headers
    assert "Sec-WebSocket-Extensions" not in handshake.headers
    assert service.heard[0]["session"]["audio"]["input"]["noise_reduction"] == {"type": "far_field"}


async def test_a_beta_session_is_configured_in_flat_fields(scripted_service: PlayScript) -> None:
    service = await scripted_service(websocket(*opening("beta"), HearsClose()))

    async with await connect(service, Dialect.BETA) as connection:
        assert connection.session.configuration.noise_reduction is NoiseReduction.FAR_FIELD

    assert service.arrivals[0].headers["OpenAI-Beta"] == "realtime=v1"
    assert service.heard[0]["session"]["input_audio_noise_reduction"] == {"type": "far_field"}


async def test_the_first_event_decides_the_dialect(scripted_service: PlayScript) -> None:
    service = await scripted_service(websocket(*opening("beta"), HearsClose()))

    async with await connect(service, Dialect.GA):
        pass

    assert service.heard[0]["type"] == "transcription_session.update"


async def test_partials_are_asked_for_in_the_address(scripted_service: PlayScript) -> None:
    service = await scripted_service(websocket(*opening(), HearsClose()))
    asking = replace(endpoint(service), wants_partials=True)

    async with await RealtimeConnection.open(asking, None, CONFIGURATION):
        pass

    assert service.arrivals[0].query == {"intent": "transcription", "partial_transcription": "true"}
    assert "Authorization" not in service.arrivals[0].headers


async def test_what_comes_while_the_session_opens_is_not_lost(scripted_service: PlayScript) -> None:
    limits = {"type": "rate_limits.updated", "rate_limits": []}
    service = await scripted_service(
        websocket(
            Says(session_created()),
            Says(limits),
            Hears("session.update"),
            Says(delta("item_A", "early")),
            Says({"type": "from.the.future"}),
            Says(b"\xff not JSON"),
            Acknowledges(),
            Says(delta("item_A", " late")),
            HearsClose(),
        )
    )

    async with await connect(service) as connection:
        heard = [await connection.receive() for _ in range(5)]

        assert heard[0] == RateLimitsUpdated(())
        assert heard[1] == TranscriptDelta("item_A", "early")
        assert isinstance(heard[2], UnknownEvent)
        assert isinstance(heard[3], UnknownEvent)
        assert heard[4] == TranscriptDelta("item_A", " late")
        assert connection.unknown_events == 2


async def test_no_audio_leaves_before_the_acknowledgement(scripted_service: PlayScript) -> None:
    go_on = asyncio.Event()
    updated = asyncio.Event()
    service = await scripted_service(
        websocket(
            Says(session_created()), Hears("session.update"), Tells(updated), Waits(go_on), Acknowledges(), HearsClose()
        )
    )

    async with asyncio.TaskGroup() as group:
        opened = group.create_task(connect(service))
        await updated.wait()
        assert not opened.done()
        go_on.set()
    await opened.result().close()

    assert [frame["type"] for frame in service.heard] == ["session.update"]


@pytest.mark.parametrize(
    ("answer", "secret", "expected"),
    [
        (Answers(401), KEY, KeyRefused),
        (Answers(401), CLIENT_SECRET, SecretExpired),
        (Answers(401), None, KeyRefused),
        (Answers(403), CLIENT_SECRET, KeyRefused),
        (Answers(400), CLIENT_SECRET, ServiceRefused),
        (Answers(404), CLIENT_SECRET, ServiceRefused),
        (Answers(200), CLIENT_SECRET, ServiceRefused),
        (Answers(302, "", {"Location": "/v1/elsewhere"}), CLIENT_SECRET, ServiceRefused),
        (Answers(429, "", {"Retry-After": "7"}), CLIENT_SECRET, RateLimited),
        (Answers(500), CLIENT_SECRET, ServiceUnreachable),
        (Answers(503), CLIENT_SECRET, ServiceUnreachable),
        (Drops(), CLIENT_SECRET, ServiceUnreachable),
        (Hangs(), CLIENT_SECRET, ServiceUnreachable),
    ],
)
async def test_a_refused_upgrade_is_sorted_and_never_shows_the_key(
    scripted_service: PlayScript,
    answer: Step,
    secret: Secret | None,
    expected: type[RealtimeError],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    service = await scripted_service(refused_upgrade(answer))

    with pytest.raises(RealtimeError) as raised:
        await RealtimeConnection.open(endpoint(service), secret, CONFIGURATION, patience_with(answer))

    assert type(raised.value) is expected
    if isinstance(raised.value, RateLimited):
        assert raised.value.retry_after_s == 7.0
    shown = "".join(traceback.format_exception(raised.value)) + caplog.text
    assert KEY.reveal() not in shown
    assert CLIENT_SECRET.reveal() not in shown


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((Says(error("No longer supported.", code="beta_api_shape_disabled")), Closes(4000)), DialectRefused),
        ((Closes(4000, "beta"),), DialectRefused),
        ((Says(error("Incorrect API key provided.", code="invalid_api_key")), Closes(1008)), SecretExpired),
        ((Says(error("No credit.", code="insufficient_quota")),), ServiceRefused),
        ((Says(error("Internal.", type="server_error")),), ServiceUnreachable),
        ((Closes(1008, "Not allowed."),), ServiceRefused),
        ((Closes(1012, "restarting"),), ConnectionLost),
        ((Drops(),), ConnectionLost),
        ((Hangs(),), ServiceUnreachable),
        ((Says(session_created()), Hears("session.update"), Drops()), ConnectionLost),
        ((Says(session_created()), Hears("session.update"), Hangs()), ServiceUnreachable),
        ((Says(session_created()), Hears("session.update"), Closes(4000)), DialectRefused),
    ],
)
async def test_an_opening_that_fails_is_sorted_by_what_can_be_done(
    scripted_service: PlayScript, steps: tuple[Step, ...], expected: type[RealtimeError]
) -> None:
    service = await scripted_service(websocket(*steps))

    with pytest.raises(RealtimeError) as raised:
        await RealtimeConnection.open(endpoint(service), CLIENT_SECRET, CONFIGURATION, patience_with(steps[-1]))

    assert type(raised.value) is expected


async def test_a_refused_setting_is_named(scripted_service: PlayScript) -> None:
    said = error("Invalid value.", code="invalid_value", param="session.audio.input.noise_reduction.type")
    service = await scripted_service(websocket(Says(session_created()), Hears("session.update"), Says(said)))

    with pytest.raises(ServiceRefused, match=r"session\.audio\.input\.noise_reduction\.type: Invalid value") as raised:
        await connect(service)

    assert raised.value.param == "session.audio.input.noise_reduction.type"


async def test_a_model_without_turn_detection_is_asked_again_without(scripted_service: PlayScript) -> None:
    refused = error("Turn detection is not supported for this transcription model", code="invalid_value")
    service = await scripted_service(
        websocket(
            Says(session_created()),
            Hears("session.update"),
            Says(refused),
            Hears("session.update"),
            Acknowledges(),
            HearsClose(),
        )
    )

    async with await connect(service) as connection:
        assert connection.session.configuration.turn_detection is None
        assert connection.asked is not None
        assert connection.asked.turn_detection is None

    assert service.heard[1]["session"]["audio"]["input"]["turn_detection"] is None


async def test_a_refused_change_of_the_running_session_is_told_with_its_field(scripted_service: PlayScript) -> None:
    said = error(
        f"Invalid value with {CLIENT_SECRET.reveal()}.",
        event_id="update_2",
        param="session.audio.input.transcription.language",
    )
    service = await scripted_service(
        websocket(
            Says(session_created()),
            Hears("session.update"),
            Acknowledges(),
            Hears("session.update", {"event_id": "update_2"}),
            Says(said),
            Says(committed("item_A")),
            HearsClose(),
        )
    )

    async with await connect(service) as connection:
        await connection.send(UpdateSession(replace(CONFIGURATION, language="de")))
        assert connection.is_update_pending
        heard = await connection.receive()
        assert isinstance(heard, ErrorOccurred)
        refused = connection.refused_update
        assert refused is not None
        assert (refused.field, refused.in_force) == ("language", CONFIGURATION)
        assert "Invalid value" in refused.message
        assert CLIENT_SECRET.reveal() not in refused.message
        assert connection.asked == CONFIGURATION

        assert isinstance(await connection.receive(), AudioCommitted)
        assert connection.refused_update is None


async def test_what_a_service_reports_is_a_sentence_without_the_key(scripted_service: PlayScript) -> None:
    said = error(f"No such model for {CLIENT_SECRET.reveal()}.", code="model_not_found")
    service = await scripted_service(
        websocket(Says(session_created()), Hears("session.update"), Acknowledges(), Says(said), HearsClose())
    )

    async with await connect(service) as connection:
        heard = await connection.receive()
        assert isinstance(heard, ErrorOccurred)
        reported = connection.reported(heard.error)
        assert reported is not None
        assert (reported.code, reported.field) == ("model_not_found", "model")
        assert CLIENT_SECRET.reveal() not in reported.message


@pytest.mark.parametrize(
    ("ending", "expected", "close_code"),
    [
        (Closes(1001, "Your session hit the maximum duration of 60 minutes."), ConnectionLost, 1001),
        (Closes(1000), ConnectionLost, 1000),
        (Closes(1011, "internal"), ConnectionLost, 1011),
        (Drops(), ConnectionLost, 1006),
        (Closes(1008, "policy"), ServiceRefused, None),
        (Closes(4000), DialectRefused, None),
    ],
)
async def test_what_was_said_before_the_end_is_heard_and_then_the_end(
    scripted_service: PlayScript, ending: Step, expected: type[RealtimeError], close_code: int | None
) -> None:
    go_on = asyncio.Event()
    service = await scripted_service(
        websocket(*opening(), Says(completed("item_A", "Last words.")), Waits(go_on), ending)
    )

    async with await connect(service) as connection:
        assert await connection.receive() == TranscriptCompleted("item_A", "Last words.")
        go_on.set()
        for _ in range(2):
            with pytest.raises(RealtimeError) as raised:
                await connection.receive()
            assert type(raised.value) is expected
        operations: list[Callable[[], object]] = [connection.ping, lambda: connection.send(CommitAudio())]
        for operation in operations:
            with pytest.raises(RealtimeError) as raised:
                await operation()  # type: ignore[misc]
            assert type(raised.value) is expected

    if close_code is not None:
        assert isinstance(raised.value, ConnectionLost)
        assert raised.value.close_code == close_code


def test_the_libraries_are_loaded_with_the_first_connection_only() -> None:
    program = (
        "import sys, transcriber.realtime.client, transcriber.realtime.credentials;"
        "sys.exit(bool({'websockets', 'aiohttp'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
