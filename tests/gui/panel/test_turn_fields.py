"""How turns end: what is shown is what is read, for the service's part and this program's."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from transcriber.gui.panel.turn_fields import TurnFields
from transcriber.gui.theme import Theme
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SemanticVad, ServerVad

POLICY = st.builds(
    CommitPolicy,
    at_pauses=st.booleans(),
    pause_ms=st.integers(100, 5_000),
    threshold=st.floats(0.05, 0.95),
    latest_after_s=st.one_of(st.none(), st.integers(5, 120)),
    push_to_talk=st.booleans(),
)


@pytest.fixture
def fields(theme: Theme, qapp: QApplication) -> TurnFields:
    return TurnFields(theme, QObject(qapp))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(POLICY)
def test_a_commit_policy_is_read_as_it_was_shown(fields: TurnFields, policy: CommitPolicy) -> None:
    fields.show_commit_policy(policy)
    assert fields.read_commit_policy() == policy


def test_numbers_are_kept_while_another_kind_is_chosen(fields: TurnFields) -> None:
    fields.show_turn_detection(ServerVad(silence_duration_ms=840))
    fields.show_turn_detection(SemanticVad(eagerness="low"))
    assert fields.read_turn_detection() == SemanticVad(eagerness="low")
    fields.turn_detection.segments[0].click()
    assert fields.read_turn_detection() == ServerVad(silence_duration_ms=840)
    fields.turn_detection.segments[2].click()
    assert fields.read_turn_detection() is None


def test_never_at_the_latest_keeps_the_number(fields: TurnFields) -> None:
    fields.show_commit_policy(CommitPolicy(latest_after_s=45))
    fields.is_limited.click()
    assert fields.read_commit_policy().latest_after_s is None
    fields.is_limited.click()
    assert fields.read_commit_policy().latest_after_s == 45
