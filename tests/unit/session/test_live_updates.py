"""Settings that change while a recording runs: asked for at once, followed or refused, and no audio lost."""

import asyncio
from dataclasses import replace

from tests.recording_stage import SECOND_BYTES, SECRETS, Record, Speech
from tests.script import (
    Acknowledges,
    Drops,
    Hears,
    HearsAudio,
    HearsClose,
    Json,
    Says,
    Step,
    Tells,
    Waits,
    committed,
    completed,
    error,
    gives_client_secret,
    opening,
    post,
    session,
    session_created,
    turn,
    websocket,
)
from tests.scripted_service import PlayScript
from transcriber.audio.formats import AudioFormat
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.secret import Secret
from transcriber.session.notices import Notice, SessionAnnounced, UpdateRefused, UsageChanged
from transcriber.session.recording import Recording

BY_HAND = CommitPolicy(at_pauses=False, latest_after_s=None)
BEFORE = SessionConfiguration(turn_detection=None)
AFTER = replace(BEFORE, prompt="Names: Ada, Grace.")
PROMPT: Json = {"session": {"audio": {"input": {"transcription": {"prompt": "Names: Ada, Grace."}}}}}


class Hand:
    """Changes the settings once the first second was heard, then lets the second one come."""

    def __init__(self) -> None:
        self.first_heard, self.goes_on = asyncio.Event(), asyncio.Event()
        self._recording: Recording | None = None

    def begin(self, recording: Recording) -> None:
        self._recording = recording

    async def change(self, *wishes: SessionConfiguration) -> None:
        await self.first_heard.wait()
        assert self._recording is not None
        for wish in wishes:
            await self._recording.update_session(wish)
        self.goes_on.set()


def the_rest(byte_count: int = SECOND_BYTES) -> tuple[Step, ...]:
    return (
        HearsAudio(byte_count),
        *turn("item_A", "Two seconds."),
        HearsClose(),
    )


async def changed(
    scripted_service: PlayScript, record: Record, answer: Step, *wishes: SessionConfiguration
) -> list[object]:
    hand = Hand()
    script = await scripted_service(
        *session(
            HearsAudio(SECOND_BYTES),
            Tells(hand.first_heard),
            Hears("session.update", PROMPT),
            answer,
            *the_rest(),
        ),
    )
    async with asyncio.TaskGroup() as group:
        group.create_task(hand.change(*wishes))
        told = await record(Speech(1.0, hand.goes_on, 1.0), script, begin=hand.begin, policy=BY_HAND)
    assert told.texts == ["Two seconds."]
    return list(told)


async def test_a_change_is_asked_for_at_once_and_what_the_service_made_of_it_is_told(
    scripted_service: PlayScript, record: Record
) -> None:
    told = await changed(scripted_service, record, Acknowledges(), AFTER)

    [first, second] = [notice for notice in told if isinstance(notice, SessionAnnounced)]
    assert first.asked == BEFORE
    assert second.asked == AFTER
    assert second.session.configuration.prompt == "Names: Ada, Grace."
    assert (first.base_sample, second.base_sample) == (0, None), "it is the same session"


async def test_a_refused_change_leaves_the_old_value_in_force_and_quotes_the_service(
    scripted_service: PlayScript, record: Record
) -> None:
    refusal = error(
        "Prompts are not allowed here.", code="invalid_value", param="session.audio.input.transcription.prompt"
    )
    told = await changed(scripted_service, record, Says(refusal), AFTER)

    [refused] = [notice for notice in told if isinstance(notice, UpdateRefused)]
    assert refused.field == "prompt"
    assert "Prompts are not allowed here" in refused.message
    assert refused.in_force.prompt is None


async def test_the_audio_format_never_changes_under_a_running_recording(
    scripted_service: PlayScript, record: Record
) -> None:
    await changed(scripted_service, record, Acknowledges(), replace(AFTER, audio_format=AudioFormat.G711_ULAW))


async def test_a_new_connection_begins_with_what_was_changed(scripted_service: PlayScript, record: Record) -> None:
    hand = Hand()
    script = await scripted_service(
        *session(HearsAudio(SECOND_BYTES), Tells(hand.first_heard), Hears("session.update"), Drops()),
        post(SECRETS, gives_client_secret()),
        websocket(
            opening()[0],
            Hears("session.update", PROMPT),
            Acknowledges(),
            *the_rest(2 * SECOND_BYTES),
        ),
    )
    async with asyncio.TaskGroup() as group:
        group.create_task(hand.change(AFTER))
        told = await record(Speech(1.0, hand.goes_on, 1.0), script, begin=hand.begin, policy=BY_HAND)

    assert told.texts == ["Two seconds."]


async def test_a_new_connection_begins_with_the_change_that_was_made_after_a_refused_one(
    scripted_service: PlayScript, record: Record
) -> None:
    hand, told_of_refusal = Hand(), asyncio.Event()

    def hear(notice: Notice) -> None:
        if isinstance(notice, UpdateRefused):
            told_of_refusal.set()

    script = await scripted_service(
        *session(
            HearsAudio(SECOND_BYTES),
            Tells(hand.first_heard),
            Hears("session.update"),
            Hears("session.update", PROMPT),
            Says(error("Not this one.", code="invalid_value", event_id="update_2")),
            Acknowledges(),
            Waits(told_of_refusal),
            Drops(),
        ),
        post(SECRETS, gives_client_secret()),
        websocket(opening()[0], Hears("session.update", PROMPT), Acknowledges(), *the_rest(2 * SECOND_BYTES)),
    )
    async with asyncio.TaskGroup() as group:
        group.create_task(hand.change(replace(BEFORE, language="de"), AFTER))
        told = await record(Speech(1.0, hand.goes_on, 1.0), script, hear=hear, begin=hand.begin, policy=BY_HAND)

    assert told.texts == ["Two seconds."]
    assert any(isinstance(notice, UpdateRefused) for notice in told)


async def test_a_change_before_there_is_a_connection_is_in_its_first_request(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(opening()[0], Hears("session.update", PROMPT), Acknowledges(), *the_rest()),
    )

    def begin(recording: Recording) -> None:
        asyncio.get_running_loop().create_task(recording.update_session(AFTER))

    told = await record(Speech(1.0), script, begin=begin, policy=BY_HAND)

    assert told.texts == ["Two seconds."]
    assert script.arrivals[0].json["session"]["audio"]["input"]["transcription"]["prompt"] == "Names: Ada, Grace."


OWN = session_created()
OWN["session"]["audio"]["input"] |= {
    "turn_detection": None,
    "transcription": {"model": "whisper-1", "prompt": "Theirs"},
}
PASTED = Secret("ek_made_elsewhere")


async def test_an_adopted_session_is_told_nothing_as_long_as_nobody_changes_anything(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service(
        websocket(Says(OWN), HearsAudio(SECOND_BYTES), Drops()), websocket(Says(OWN), *the_rest(2 * SECOND_BYTES))
    )

    told = await record(Speech(1.0, 1.0), script, policy=BY_HAND, pasted_secret=PASTED)

    assert told.texts == ["Two seconds."]
    assert {arrival.headers["Authorization"] for arrival in script.arrivals} == {"Bearer ek_made_elsewhere"}


async def test_what_was_changed_in_an_adopted_session_is_changed_again_when_it_is_adopted_again(
    scripted_service: PlayScript, record: Record
) -> None:
    hand = Hand()
    french: Json = {"session": {"audio": {"input": {"transcription": {"language": "fr", "prompt": "Theirs"}}}}}
    script = await scripted_service(
        websocket(Says(OWN), HearsAudio(SECOND_BYTES), Tells(hand.first_heard), Hears("session.update"), Drops()),
        websocket(Says(OWN), Hears("session.update", french), Acknowledges(), *the_rest(2 * SECOND_BYTES)),
    )
    async with asyncio.TaskGroup() as group:
        group.create_task(hand.change(replace(BEFORE, language="fr")))
        told = await record(
            Speech(1.0, hand.goes_on, 1.0), script, begin=hand.begin, policy=BY_HAND, pasted_secret=PASTED
        )

    assert told.texts == ["Two seconds."]


async def test_a_change_before_an_adopted_session_is_there_changes_nothing_else_of_it(
    scripted_service: PlayScript, record: Record
) -> None:
    french: Json = {"session": {"audio": {"input": {"transcription": {"language": "fr", "prompt": "Theirs"}}}}}
    script = await scripted_service(
        websocket(Says(OWN), Hears("session.update", french), Acknowledges(), *the_rest()),
    )

    def begin(recording: Recording) -> None:
        asyncio.get_running_loop().create_task(recording.update_session(replace(BEFORE, language="fr")))

    told = await record(Speech(1.0), script, begin=begin, policy=BY_HAND, pasted_secret=PASTED)

    assert told.texts == ["Two seconds."]


async def test_what_a_turn_cost_is_told_with_it(scripted_service: PlayScript, record: Record) -> None:
    finished = completed("item_A", "A second.") | {"usage": {"type": "duration", "seconds": 1.0}}
    script = await scripted_service(
        *session(
            HearsAudio(SECOND_BYTES),
            Hears("input_audio_buffer.commit"),
            Says(committed("item_A")),
            Says(finished),
            HearsClose(),
        ),
    )

    told = await record(Speech(1.0), script, policy=BY_HAND)

    [usage] = [notice.usage for notice in told if isinstance(notice, UsageChanged)]
    assert usage.seconds == 1.0
