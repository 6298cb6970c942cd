from dataclasses import replace

import pytest

from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.events import ErrorDetail, UpdateSession
from transcriber.realtime.session_updates import RefusedUpdate, SessionUpdates

FIRST = SessionConfiguration(language="en")
GERMAN = replace(FIRST, language="de")
FRENCH = replace(FIRST, language="fr")
NO = ErrorDetail("Unsupported language.", "invalid_request_error", "invalid_value")
ELSEWHERE = ErrorDetail("Buffer too small.", code="input_audio_buffer_commit_empty")


@pytest.fixture
def updates() -> SessionUpdates:
    updates = SessionUpdates(FIRST, are_answered=True)
    updates.ask(FIRST)
    updates.acknowledge()
    return updates


def test_what_was_acknowledged_is_in_force(updates: SessionUpdates) -> None:
    assert (updates.in_force, updates.asked, updates.are_pending) == (FIRST, FIRST, False)

    updates.ask(GERMAN)
    assert (updates.in_force, updates.asked, updates.are_pending) == (FIRST, GERMAN, True)

    updates.acknowledge()
    assert (updates.in_force, updates.asked, updates.are_pending) == (GERMAN, GERMAN, False)


def test_a_refused_update_falls_back_to_what_was_in_force(updates: SessionUpdates) -> None:
    sent = updates.ask(GERMAN)

    refused = updates.refuse(replace(NO, event_id=sent.event_id), None)

    assert refused == RefusedUpdate("language", "Unsupported language.", FIRST)
    assert (updates.asked, updates.are_pending) == (FIRST, False)


def test_the_error_names_its_update_among_several(updates: SessionUpdates) -> None:
    german, french = updates.ask(GERMAN), updates.ask(FRENCH)
    assert german.event_id != french.event_id

    assert updates.refuse(ErrorDetail("Odd.", event_id=french.event_id), None) == RefusedUpdate("", "Odd.", FIRST)
    updates.acknowledge()
    assert updates.in_force == GERMAN


@pytest.mark.parametrize("event_id", [None, "", "event_TODO"])
def test_without_a_name_an_error_about_the_session_refuses_the_oldest(
    updates: SessionUpdates, event_id: str | None
) -> None:
    updates.ask(GERMAN)
    updates.ask(FRENCH)

    assert updates.refuse(replace(ELSEWHERE, event_id=event_id), None) is None
    assert isinstance(updates.refuse(replace(NO, event_id=event_id), None), RefusedUpdate)
    assert updates.asked == FRENCH


def test_an_error_about_another_event_refuses_no_update(updates: SessionUpdates) -> None:
    updates.ask(GERMAN)
    updates.sent_other("evt_commit")

    assert updates.refuse(replace(NO, event_id="evt_commit"), None) is None
    assert updates.asked == GERMAN


def test_an_error_out_of_the_blue_refuses_nothing(updates: SessionUpdates) -> None:
    assert updates.refuse(NO, None) is None
    updates.acknowledge()
    assert updates.asked == FIRST


def test_turn_detection_that_the_model_has_not_is_asked_again_as_null(updates: SessionUpdates) -> None:
    complaint = ErrorDetail("Turn detection is not supported for this transcription model.")
    updates.ask(GERMAN)

    again = updates.refuse(complaint, None)
    assert isinstance(again, UpdateSession)
    assert again.configuration == replace(GERMAN, turn_detection=None)
    assert updates.asked == again.configuration

    assert updates.refuse(complaint, None) == RefusedUpdate("turn_detection", complaint.message, FIRST)


def test_an_older_update_is_not_asked_again_after_a_newer_one(updates: SessionUpdates) -> None:
    updates.ask(GERMAN)
    updates.ask(FRENCH)

    refused = updates.refuse(ErrorDetail("Turn detection is not supported for this transcription model."), None)

    assert isinstance(refused, RefusedUpdate)
    assert updates.asked == FRENCH


def test_of_an_adopted_session_the_announced_configuration_stays() -> None:
    updates = SessionUpdates(None, are_answered=True)
    assert updates.asked is None

    updates.ask(GERMAN)
    assert updates.refuse(NO, FRENCH) == RefusedUpdate("language", NO.message, FRENCH)
    assert updates.asked is None


def test_where_nothing_is_acknowledged_an_update_counts_until_it_is_refused() -> None:
    updates = SessionUpdates(FIRST, are_answered=False)
    updates.ask(FIRST)
    updates.ask(GERMAN)

    assert (updates.asked, updates.are_pending) == (GERMAN, False)
    assert updates.refuse(NO, None) == RefusedUpdate("language", NO.message, FIRST)
    assert updates.asked == FIRST
