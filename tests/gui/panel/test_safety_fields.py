"""Safety and keeping: what is shown is what is read, and a budget that is none is told."""

from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from transcriber.gui.panel.safety_fields import SAFETY_FIELDS, SafetyFields
from transcriber.gui.theme import Theme
from transcriber.settings.preferences import Preferences
from transcriber.settings.safeguards import AudioKeeping, Compression, Fallback, Retention, Safeguards

PREFERENCES = st.builds(
    Preferences,
    safeguards=st.builds(
        Safeguards,
        fallback=st.sampled_from(get_args(Fallback)),
        monthly_budget_dollars=st.one_of(st.none(), st.integers(1, 10_000_000).map(lambda cents: cents / 100)),
        budget_warning_percent=st.integers(1, 100),
        at_budget=st.sampled_from(["stop", "move"]),
        substitutes_microphone=st.booleans(),
        returns_to_microphone=st.booleans(),
        inhibits_sleep=st.booleans(),
    ),
    audio_keeping=st.builds(
        AudioKeeping,
        retention=st.sampled_from(get_args(Retention)),
        days=st.integers(1, 3650),
        compression=st.sampled_from(get_args(Compression)),
    ),
    keeps_history=st.booleans(),
)


@pytest.fixture
def fields(theme: Theme, qapp: QApplication) -> SafetyFields:
    return SafetyFields(theme, QObject(qapp))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(PREFERENCES)
def test_what_is_shown_is_what_is_read(fields: SafetyFields, preferences: Preferences) -> None:
    fields.show(preferences)
    assert fields.safeguards == preferences.safeguards
    assert fields.audio_keeping == preferences.audio_keeping
    assert fields.keeps_history.isChecked() == preferences.keeps_history


def test_every_control_has_its_place_in_the_section(fields: SafetyFields) -> None:
    assert set(fields.controls) == set(SAFETY_FIELDS)


@pytest.mark.parametrize(
    ("text", "dollars"), [("20", 20.0), (" $7.50 ", 7.5), ("7,5", 7.5), ("", None), ("   ", None), ("0.01", 0.01)]
)
def test_a_budget_is_read_as_people_write_it(fields: SafetyFields, text: str, dollars: float | None) -> None:
    fields.budget.setText("1")
    fields.budget.setText(text)
    assert fields.safeguards.monthly_budget_dollars == dollars
    assert fields.budget_error == ""


@pytest.mark.parametrize("text", ["lots", "-5", "0", "1e99", "nan", "inf", "5 5"])
def test_what_is_no_budget_is_told_and_the_last_one_counts(fields: SafetyFields, text: str) -> None:
    fields.budget.setText("20")
    fields.budget.setText(text)
    assert fields.budget_error
    assert fields.safeguards.monthly_budget_dollars == 20.0


def test_every_press_is_told(fields: SafetyFields) -> None:
    told: list[Safeguards] = []
    fields.changed.connect(lambda: told.append(fields.safeguards))
    fields.fallback.segments[2].click()
    fields.stays_awake.click()
    assert [each.fallback for each in told] == ["always", "always"]
    assert [each.inhibits_sleep for each in told] == [True, False]
