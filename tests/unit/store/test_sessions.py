"""The sessions of a recording."""

import pytest

from tests.unit.store.stage import NOW
from transcriber.store.errors import StoreError
from transcriber.store.store import Store
from transcriber.store.stored_turn import Origin


def test_sessions_come_back_in_their_order_with_their_ends(store: Store) -> None:
    public_id = store.recordings.create(NOW).public_id
    cloud = Origin(profile_name="openai", profile_title="OpenAI", model="m")
    first = store.sessions.begin(
        public_id, service_session_id="sess_1", origin=cloud, base_sample=0, started_ms=0, lane=1
    )
    second = store.sessions.begin(public_id, service_session_id="sess_2", origin=cloud, base_sample=480, started_ms=20)
    store.sessions.end(first.id, 30, "The connection was lost.")
    ended, open_one = store.sessions.of(public_id)
    assert (ended.lane, ended.ended_ms, ended.end_reason) == (1, 30, "The connection was lost.")
    assert open_one == second


def test_a_recording_that_is_not_there_has_none(store: Store) -> None:
    with pytest.raises(StoreError, match="no recording"):
        store.sessions.of("zzz")
