from dataclasses import replace

import pytest

from transcriber.realtime.configuration import ConfigurationError
from transcriber.settings.safeguards import AudioKeeping, Safeguards, validate_audio_keeping, validate_safeguards


def test_what_comes_with_the_program_is_allowed() -> None:
    validate_safeguards(Safeguards())
    validate_audio_keeping(AudioKeeping())


@pytest.mark.parametrize("dollars", [0, -1, 100_001, float("nan")])
def test_a_budget_is_some_money(dollars: float) -> None:
    with pytest.raises(ConfigurationError, match="budget") as refused:
        validate_safeguards(replace(Safeguards(), monthly_budget_dollars=dollars))

    assert refused.value.field == "monthly_budget_dollars"


@pytest.mark.parametrize("percent", [0, 101])
def test_a_budget_warns_before_it_is_spent(percent: int) -> None:
    with pytest.raises(ConfigurationError) as refused:
        validate_safeguards(replace(Safeguards(), budget_warning_percent=percent))

    assert refused.value.field == "budget_warning_percent"


@pytest.mark.parametrize("days", [0, 3651])
def test_audio_is_kept_for_a_day_at_least(days: int) -> None:
    with pytest.raises(ConfigurationError, match="3650 days") as refused:
        validate_audio_keeping(replace(AudioKeeping(), days=days))

    assert refused.value.field == "days"
