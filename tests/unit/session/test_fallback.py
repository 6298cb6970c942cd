"""A recording whose service goes away or costs too much goes on with another one, as the person wants it."""

import asyncio
from collections.abc import Callable

from tests.recording_stage import SECOND_BYTES, SECRETS, Record, Service, Speech, Told
from tests.script import (
    Answers,
    Hears,
    HearsAudio,
    HearsClose,
    Json,
    Says,
    Visit,
    committed,
    completed,
    error,
    gives_client_secret,
    opening,
    post,
    websocket,
)
from tests.scripted_service import PlayScript, ScriptedService
from transcriber.realtime.models import LOCAL_MODEL, capabilities
from transcriber.realtime.switches import Switches
from transcriber.session.fallback import Fallback
from transcriber.session.notices import Notice, Problem, ServiceChanged
from transcriber.session.recording import Recording
from transcriber.settings.safeguards import Safeguards

COMMIT = "input_audio_buffer.commit"
REFUSED = Answers(401, {"error": {"message": "Incorrect API key provided", "code": "invalid_api_key"}})
ALWAYS = Safeguards(fallback="always")


class Engine(Service):
    is_local = True


class LiveSpeech(Speech):
    is_live = True


def engine_at(script: ScriptedService) -> Callable[[], Fallback]:
    return lambda: Fallback(
        service=Engine(script, None, frozenset(), Switches(uses_rest=False)),
        profile_name="local",
        profile_title="This computer",
        model=capabilities(LOCAL_MODEL),
        fit=lambda configuration: configuration,
    )


def transcribed_here(seconds: int, text: str) -> Visit:
    return websocket(
        *opening(),
        HearsAudio(seconds * SECOND_BYTES),
        Hears(COMMIT),
        Says(committed("item_A")),
        Says(completed("item_A", text)),
        HearsClose(),
    )


def moves(told: Told) -> list[tuple[str, bool]]:
    return [(notice.profile_name, notice.is_local) for notice in told if isinstance(notice, ServiceChanged)]


async def test_a_service_that_cannot_be_used_is_replaced_and_the_reason_is_told(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service(post(SECRETS, REFUSED))
    engine = await scripted_service(transcribed_here(1, "Made here."))

    told = await record(Speech(1.0), script, safeguards=ALWAYS, create_fallback=engine_at(engine))

    assert told.texts == ["Made here."]
    assert told.problems == ["failed_over"]
    assert moves(told) == [("local", True)]
    [problem] = [notice for notice in told if isinstance(notice, Problem)]
    assert "transcribed again" in problem.remedy


async def test_the_same_audio_goes_on_from_where_the_service_had_no_text_yet(
    scripted_service: PlayScript, record: Record
) -> None:
    times: list[Json] = [
        {"type": "input_audio_buffer.speech_started", "audio_start_ms": 0, "item_id": "item_A"},
        {"type": "input_audio_buffer.speech_stopped", "audio_end_ms": 1000, "item_id": "item_A"},
    ]
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(
            *opening(),
            HearsAudio(3 * SECOND_BYTES),
            *(Says(time) for time in times),
            Says(committed("item_A")),
            Says(completed("item_A", "By the service.")),
            Says(error("No more.", code="insufficient_quota")),
            may_be_left=True,
        ),
    )
    engine = await scripted_service(transcribed_here(2, "Made here."))
    has_moved = asyncio.Event()

    def hear(notice: Notice) -> None:
        if isinstance(notice, ServiceChanged):
            has_moved.set()

    told = await record(Speech(3.0, has_moved), script, hear=hear, safeguards=ALWAYS, create_fallback=engine_at(engine))

    assert told.texts == ["By the service.", "Made here."]
    assert told.problems == ["failed_over"]


async def test_a_person_who_is_asked_decides_while_the_recording_goes_on(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(
            *opening(),
            HearsAudio(SECOND_BYTES),
            Says(error("No more.", code="insufficient_quota")),
            may_be_left=True,
        ),
    )
    engine = await scripted_service(transcribed_here(2, "Made here."))
    running: list[Recording] = []
    is_asked = asyncio.Event()

    def hear(notice: Notice) -> None:
        if isinstance(notice, Problem) and notice.code == "service_away":
            is_asked.set()

    async def decide() -> None:
        running[0].go_on_locally()

    told = await record(
        LiveSpeech(1.0, is_asked, 1.0, decide),
        script,
        hear=hear,
        begin=running.append,
        safeguards=Safeguards(fallback="ask"),
        create_fallback=engine_at(engine),
    )

    assert told.texts == ["Made here."]
    assert told.problems == ["service_away", "failed_over"]


async def test_a_person_who_never_answers_keeps_the_audio(scripted_service: PlayScript, record: Record) -> None:
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(
            *opening(),
            HearsAudio(SECOND_BYTES),
            Says(error("No more.", code="insufficient_quota")),
            may_be_left=True,
        ),
    )
    is_asked = asyncio.Event()

    def hear(notice: Notice) -> None:
        if isinstance(notice, Problem) and notice.code == "service_away":
            is_asked.set()

    told = await record(
        LiveSpeech(1.0, is_asked, 1.0),
        script,
        hear=hear,
        safeguards=Safeguards(fallback="ask"),
        create_fallback=engine_at(script),
    )

    assert told.problems == ["service_away", "insufficient_quota", "audio_kept"]


async def test_a_spent_budget_moves_the_recording_and_what_is_owed_still_comes(
    scripted_service: PlayScript, record: Record
) -> None:
    dear = completed("item_A", "By the service.") | {"usage": {"type": "duration", "seconds": 600}}
    times: list[Json] = [
        {"type": "input_audio_buffer.speech_started", "audio_start_ms": 0, "item_id": "item_A"},
        {"type": "input_audio_buffer.speech_stopped", "audio_end_ms": 1000, "item_id": "item_A"},
    ]
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(
            *opening(),
            HearsAudio(SECOND_BYTES),
            *(Says(time) for time in times),
            Says(committed("item_A")),
            Says(dear),
            may_be_left=True,
        ),
    )
    engine = await scripted_service(websocket(*opening(), may_be_left=True))
    has_moved = asyncio.Event()

    def hear(notice: Notice) -> None:
        if isinstance(notice, Problem) and notice.code == "failed_over":
            has_moved.set()

    told = await record(
        Speech(1.0, has_moved),
        script,
        hear=hear,
        model=capabilities("gpt-live-transcribe"),
        safeguards=Safeguards(fallback="never", monthly_budget_dollars=0.1),
        create_fallback=engine_at(engine),
    )

    assert told.texts == ["By the service."]
    assert "failed_over" in told.problems


async def test_a_budget_that_stops_a_recording_loses_nothing_that_was_said(
    scripted_service: PlayScript, record: Record
) -> None:
    dear = completed("item_A", "One.") | {"usage": {"type": "duration", "seconds": 600}}
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(
            *opening(), HearsAudio(SECOND_BYTES), Hears(COMMIT), Says(committed("item_A")), Says(dear), HearsClose()
        ),
    )

    told = await record(
        Speech(1.0),
        script,
        model=capabilities("gpt-live-transcribe"),
        safeguards=Safeguards(monthly_budget_dollars=0.1, at_budget="stop"),
        create_fallback=engine_at(script),
    )

    assert told.texts == ["One."]
    assert told.problems == ["budget_spent"]


async def test_a_budget_that_is_spent_before_the_start_sends_nothing_and_says_why(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service()

    told = await record(
        Speech(1.0),
        script,
        safeguards=Safeguards(monthly_budget_dollars=5.0, at_budget="stop"),
        spent_before_dollars=5.5,
        create_fallback=engine_at(script),
    )

    [problem] = [notice for notice in told if isinstance(notice, Problem)]
    assert (problem.code, problem.is_fatal) == ("budget_spent", True)
    assert "5.50 of 5.00 dollars" in problem.message


async def test_a_budget_that_is_spent_before_the_start_moves_at_once(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service()
    engine = await scripted_service(transcribed_here(1, "Made here."))

    told = await record(
        Speech(1.0),
        script,
        safeguards=Safeguards(monthly_budget_dollars=5.0, at_budget="move"),
        spent_before_dollars=5.5,
        create_fallback=engine_at(engine),
    )

    assert told.texts == ["Made here."]
    assert told.problems == ["failed_over"]
    assert moves(told) == [("local", True)]
