"""Conversations with a service, told from both sides; the last ones are held with this project's own server rules."""

import itertools
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.realtime.client_protocol import ClientProtocol, ClientState, NotReadyError
from transcriber.realtime.configuration import NoiseReduction, SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.dialects.client_events import encode_client_event
from transcriber.realtime.events import (
    AppendAudio,
    AudioCommitted,
    ClientEvent,
    CommitAudio,
    ErrorOccurred,
    SessionCreated,
    SessionUpdated,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptPartial,
    UnknownEvent,
    UpdateSession,
)
from transcriber.realtime.server_protocol import AudioAppended, CommitRequested, ConfigurationChanged, ServerProtocol
from transcriber.realtime.session_updates import RefusedUpdate
from transcriber.realtime.switches import Switches, UpdateShape

both = pytest.mark.parametrize("dialect", Dialect)
CONFIGURATION = SessionConfiguration(language="en")


def frame(name: str, **fields: Any) -> str:
    return json.dumps({"type": name, "event_id": "event_1", **fields})


def created(dialect: Dialect) -> str:
    return frame(dialect.created_type, session={"id": "sess_1", "object": "realtime.transcription_session"})


def updated(dialect: Dialect) -> str:
    return frame(dialect.updated_type, session={"id": "sess_1", "expires_at": 9})


def is_in(protocol: ClientProtocol, state: ClientState) -> bool:
    return protocol.state is state


def refused(message: str, **fields: Any) -> str:
    return frame("error", error={"type": "invalid_request_error", "message": message, **fields})


@both
def test_the_update_follows_the_first_event_and_audio_the_acknowledgement(judge: Any, dialect: Dialect) -> None:
    protocol = ClientProtocol(dialect, CONFIGURATION)
    assert is_in(protocol, ClientState.OPENING)

    heard = protocol.receive(created(dialect))
    assert isinstance(heard.event, SessionCreated)
    (update,) = heard.frames
    assert judge.client_event(update, dialect)["type"] == dialect.update_type
    assert is_in(protocol, ClientState.CONFIGURING)

    heard = protocol.receive(updated(dialect))
    assert isinstance(heard.event, SessionUpdated)
    assert heard.frames == []
    assert is_in(protocol, ClientState.READY)
    assert protocol.session is not None
    assert protocol.session.expires_at_s == 9
    assert json.loads(protocol.send(AppendAudio(b"\0\0"))) == {"type": "input_audio_buffer.append", "audio": "AAA="}


@pytest.mark.parametrize("event", [AppendAudio(b"\0\0"), CommitAudio(), UpdateSession(CONFIGURATION)])
def test_nothing_is_sent_before_the_acknowledgement(event: ClientEvent) -> None:
    protocol = ClientProtocol(Dialect.GA, CONFIGURATION)
    with pytest.raises(NotReadyError, match="opening"):
        protocol.send(event)
    protocol.receive(created(Dialect.GA))
    with pytest.raises(NotReadyError, match="configuring"):
        protocol.send(event)
    protocol.receive(refused("No."))
    with pytest.raises(NotReadyError, match="refused"):
        protocol.send(event)


@pytest.mark.parametrize(("asked", "spoken"), [(Dialect.GA, Dialect.BETA), (Dialect.BETA, Dialect.GA)])
def test_the_first_event_decides_the_dialect(judge: Any, asked: Dialect, spoken: Dialect) -> None:
    protocol = ClientProtocol(asked, CONFIGURATION)
    (update,) = protocol.receive(created(spoken)).frames
    assert protocol.dialect is spoken
    assert judge.client_event(update, spoken)["type"] == spoken.update_type


def test_a_session_that_somebody_else_configured_is_adopted() -> None:
    protocol = ClientProtocol(Dialect.GA, None)
    assert protocol.receive(created(Dialect.GA)).frames == []
    assert is_in(protocol, ClientState.READY)
    assert protocol.asked is None


def test_an_error_first_of_all_is_a_refusal() -> None:
    protocol = ClientProtocol(Dialect.BETA, CONFIGURATION)
    heard = protocol.receive(refused("The Realtime Beta API is no longer supported.", code="beta_api_shape_disabled"))
    assert isinstance(heard.event, ErrorOccurred)
    assert heard.frames == []
    assert is_in(protocol, ClientState.REFUSED)
    assert protocol.refusal is not None
    assert protocol.refusal.code == "beta_api_shape_disabled"


def test_an_error_in_place_of_the_acknowledgement_is_a_refusal_for_good() -> None:
    protocol = ClientProtocol(Dialect.GA, CONFIGURATION)
    protocol.receive(created(Dialect.GA))
    protocol.receive(refused("No such model.", code="model_not_found"))
    assert is_in(protocol, ClientState.REFUSED)
    protocol.receive(updated(Dialect.GA))
    assert is_in(protocol, ClientState.REFUSED)


def test_an_error_later_on_is_only_news() -> None:
    protocol = ClientProtocol(Dialect.GA, None)
    protocol.receive(created(Dialect.GA))
    heard = protocol.receive(refused("Too little.", code="input_audio_buffer_commit_empty"))
    assert isinstance(heard.event, ErrorOccurred)
    assert is_in(protocol, ClientState.READY)
    assert protocol.refusal is None


def test_a_model_that_takes_no_turn_detection_is_asked_again_without_it() -> None:
    protocol = ClientProtocol(Dialect.GA, replace(CONFIGURATION, model="somebody/live-1"))
    (first,) = protocol.receive(created(Dialect.GA)).frames
    assert json.loads(first)["session"]["audio"]["input"]["turn_detection"]["type"] == "server_vad"
    complaint = refused("Turn detection is not supported for this transcription model.")
    (second,) = protocol.receive(complaint).frames
    assert json.loads(second)["session"]["audio"]["input"]["turn_detection"] is None
    assert json.loads(second)["event_id"] != json.loads(first)["event_id"]
    assert protocol.asked is not None
    assert protocol.asked.turn_detection is None
    assert protocol.receive(complaint).frames == []
    assert is_in(protocol, ClientState.REFUSED)


def test_unknown_events_are_counted_and_change_nothing() -> None:
    protocol = ClientProtocol(Dialect.GA, CONFIGURATION)
    for strange in ("", "[]", frame("conversation.created"), frame("conversation.item.deleted")):
        heard = protocol.receive(strange)
        assert isinstance(heard.event, UnknownEvent)
        assert heard.frames == []
    assert protocol.unknown_events == 4
    assert is_in(protocol, ClientState.OPENING)


def test_a_second_greeting_is_not_answered() -> None:
    protocol = ClientProtocol(Dialect.GA, CONFIGURATION)
    assert len(protocol.receive(created(Dialect.GA)).frames) == 1
    assert protocol.receive(created(Dialect.BETA)).frames == []
    assert protocol.dialect is Dialect.GA


def test_a_later_update_is_what_was_asked() -> None:
    protocol = ClientProtocol(Dialect.GA, CONFIGURATION)
    protocol.receive(created(Dialect.GA))
    protocol.receive(updated(Dialect.GA))
    far = replace(CONFIGURATION, noise_reduction=NoiseReduction.FAR_FIELD)
    protocol.send(UpdateSession(far))
    assert protocol.asked == far
    assert is_in(protocol, ClientState.READY)


@both
@settings(max_examples=40)
@given(data=st.data())
def test_both_rules_agree_on_any_configuration(data: st.DataObject, configurations: Any, dialect: Dialect) -> None:
    wanted = data.draw(configurations)
    numbers = itertools.count(1)
    server = ServerProtocol(
        dialect, "sess_1", SessionConfiguration(), 9, lambda kind: f"{kind}_{next(numbers)}", spoken_language=None
    )
    client = ClientProtocol(dialect, wanted)

    (hello,) = server.opening()
    (update,) = client.receive(hello).frames
    received = server.receive(update)
    assert received.commands == [ConfigurationChanged(server.configuration)]
    (acknowledgement,) = received.frames
    client.receive(acknowledgement)

    assert is_in(client, ClientState.READY)
    assert client.session is not None
    agreed = client.session.configuration
    assert agreed == server.configuration
    assert agreed.model == wanted.model
    assert agreed.audio_format is wanted.audio_format
    assert agreed.turn_detection == wanted.turn_detection
    assert agreed.noise_reduction == wanted.noise_reduction
    assert (agreed.language, agreed.prompt) == (wanted.language, wanted.prompt)
    assert agreed.include_logprobs == wanted.include_logprobs
    if dialect is Dialect.GA:
        assert (agreed.languages, agreed.keywords, agreed.delay) == (wanted.languages, wanted.keywords, wanted.delay)

    assert server.receive(client.send(AppendAudio(b"\1\2", "evt_1"))).commands == [AudioAppended(b"\1\2")]
    assert server.receive(client.send(CommitAudio("evt_2"))).commands == [CommitRequested("evt_2")]
    heard = [client.receive(sent).event for sent in server.send(AudioCommitted("item_A"))]
    assert heard[0] == AudioCommitted("item_A")
    assert client.unknown_events == 0


def ready(
    configuration: SessionConfiguration | None = CONFIGURATION, switches: Switches | None = None
) -> ClientProtocol:
    protocol = ClientProtocol(Dialect.GA, configuration, switches or Switches())
    protocol.receive(created(Dialect.GA))
    if configuration is not None:
        protocol.receive(updated(Dialect.GA))
    return protocol


def test_a_live_update_has_a_name_by_which_it_is_refused() -> None:
    protocol = ready()
    wanted = replace(CONFIGURATION, language="de")
    sent = json.loads(protocol.send(UpdateSession(wanted)))
    assert protocol.asked == wanted
    assert protocol.is_update_pending

    heard = protocol.receive(
        refused("No.", event_id=sent["event_id"], param="session.audio.input.transcription.language")
    )
    assert heard.refused == RefusedUpdate("language", "No.", CONFIGURATION)
    assert protocol.asked == CONFIGURATION
    assert not protocol.is_update_pending
    assert is_in(protocol, ClientState.READY)


def test_live_updates_are_acknowledged_in_order() -> None:
    protocol = ready()
    first, second = replace(CONFIGURATION, language="de"), replace(CONFIGURATION, language="fr")
    protocol.send(UpdateSession(first, "mine_1"))
    protocol.send(UpdateSession(second, "mine_2"))
    assert protocol.receive(updated(Dialect.GA)).refused is None

    assert protocol.receive(refused("No.", event_id="mine_2")).refused == RefusedUpdate("", "No.", first)
    assert protocol.asked == first


def test_an_error_about_a_commit_leaves_a_pending_update_alone() -> None:
    protocol = ready()
    protocol.send(UpdateSession(replace(CONFIGURATION, language="de")))
    protocol.send(CommitAudio())
    heard = protocol.receive(refused("buffer too small", code="input_audio_buffer_commit_empty"))
    assert heard.refused is None
    assert protocol.is_update_pending


def test_a_live_update_too_is_sent_again_without_turn_detection() -> None:
    protocol = ready(replace(CONFIGURATION, turn_detection=None))
    protocol.send(UpdateSession(CONFIGURATION))
    heard = protocol.receive(refused("Turn detection is not supported for this transcription model."))
    (again,) = heard.frames
    assert json.loads(again)["session"]["audio"]["input"]["turn_detection"] is None
    assert heard.refused is None
    assert protocol.asked == replace(CONFIGURATION, turn_detection=None)


def test_a_refused_update_of_an_adopted_session_leaves_what_was_announced() -> None:
    protocol = ready(None)
    assert protocol.session is not None
    sent = json.loads(protocol.send(UpdateSession(CONFIGURATION)))
    heard = protocol.receive(refused("No.", event_id=sent["event_id"]))
    assert heard.refused is not None
    assert heard.refused.in_force == protocol.session.configuration


def test_where_no_update_is_acknowledged_audio_may_follow_at_once() -> None:
    protocol = ClientProtocol(Dialect.GA, CONFIGURATION, Switches(awaits_update=False))
    assert len(protocol.receive(created(Dialect.GA)).frames) == 1
    assert is_in(protocol, ClientState.READY)
    assert protocol.send(AppendAudio(b"\0\0"))
    assert not protocol.is_update_pending


@pytest.mark.parametrize("shape", UpdateShape)
def test_updates_have_the_shape_that_the_service_wants(shape: UpdateShape) -> None:
    protocol = ClientProtocol(Dialect.GA, CONFIGURATION, Switches(update_shape=shape))
    (frame_sent,) = protocol.receive(created(Dialect.GA)).frames
    wanted = encode_client_event(UpdateSession(CONFIGURATION, "update_1"), Dialect.GA, shape)
    assert frame_sent == wanted


ANY_VALUE: st.SearchStrategy[object] = st.sampled_from(
    [None, "", "update_1", "update_2", "evt", 5, [], {}, "session.prompt", "Turn detection is not supported"]
)
ANY_FRAME = st.one_of(
    st.just(updated(Dialect.GA)),
    st.just(created(Dialect.BETA)),
    st.builds(
        lambda message, **fields: frame("error", error={"message": message, **fields}),
        ANY_VALUE,
        event_id=ANY_VALUE,
        param=ANY_VALUE,
        code=ANY_VALUE,
    ),
    st.builds(lambda error: frame("error", error=error), ANY_VALUE),
    st.text(),
)
LANGUAGES = st.sampled_from(["de", "fr", "it"])


@settings(max_examples=150)
@given(
    st.lists(ANY_FRAME | LANGUAGES.map(lambda code: replace(CONFIGURATION, language=code)), max_size=25), st.booleans()
)
def test_whatever_comes_the_account_of_updates_is_right(
    script: list[str | SessionConfiguration], awaits_update: bool
) -> None:
    protocol = ready(switches=Switches(awaits_update=awaits_update))
    wanted = {CONFIGURATION, replace(CONFIGURATION, turn_detection=None)}
    owed = 0
    for step in script:
        if isinstance(step, SessionConfiguration):
            protocol.send(UpdateSession(step))
            wanted |= {step, replace(step, turn_detection=None)}
            owed += 1
            assert protocol.asked == step
            continue
        before = protocol.asked
        heard = protocol.receive(step)
        assert is_in(protocol, ClientState.READY)
        if isinstance(heard.event, SessionUpdated) or heard.refused is not None:
            owed = max(0, owed - 1)
        else:
            assert protocol.asked == before or len(heard.frames) == 1
        if heard.refused is not None:
            assert isinstance(heard.event, ErrorOccurred)
            assert heard.refused.in_force in wanted
        assert protocol.asked in wanted
        assert protocol.is_update_pending == (awaits_update and owed > 0)


def test_deltas_that_replace_are_provisional_text() -> None:
    whole = '{"type":"conversation.item.input_audio_transcription.delta","item_id":"item_A","delta":"Hello the"}'

    assert ready().receive(whole).event == TranscriptDelta("item_A", "Hello the")
    replacing = ready(switches=Switches(deltas_replace=True))
    assert replacing.receive(whole).event == TranscriptPartial("item_A", "Hello the")


def test_items_without_a_name_are_given_one_each() -> None:
    protocol = ready()
    completed = '{"type":"conversation.item.input_audio_transcription.completed","transcript":"Hello."}'

    assert [protocol.receive(completed).event for _ in range(2)] == [
        TranscriptCompleted("unnamed_1", "Hello."),
        TranscriptCompleted("unnamed_2", "Hello."),
    ]
