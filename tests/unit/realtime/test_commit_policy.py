from dataclasses import replace
from typing import Any

import pytest

from transcriber.realtime.commit_policy import CommitPolicy, validate_commit_policy
from transcriber.realtime.configuration import ConfigurationError


def test_the_defaults_and_no_latest_moment_are_valid() -> None:
    validate_commit_policy(CommitPolicy())
    validate_commit_policy(CommitPolicy(latest_after_s=None))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"pause_ms": 99}, "commit_policy.pause_ms"),
        ({"pause_ms": 5_001}, "commit_policy.pause_ms"),
        ({"threshold": 0.0}, "commit_policy.threshold"),
        ({"threshold": float("nan")}, "commit_policy.threshold"),
        ({"latest_after_s": 4}, "commit_policy.latest_after_s"),
        ({"latest_after_s": 121}, "commit_policy.latest_after_s"),
    ],
)
def test_a_number_out_of_range_is_refused_by_its_name(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(ConfigurationError, match=r"must be .* to ") as caught:
        validate_commit_policy(replace(CommitPolicy(), **changed))
    assert caught.value.field == field
