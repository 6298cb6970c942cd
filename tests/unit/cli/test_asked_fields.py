import itertools

import pytest

from transcriber.cli.asked_fields import with_commit_fields, with_session_fields
from transcriber.cli.faults import WrongUsage
from transcriber.cli.field_values import Asked, assignment
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SemanticVad, ServerVad, SessionConfiguration

BASE = SessionConfiguration(model="gpt-4o-transcribe")


def asked(*texts: str) -> list[Asked]:
    return [assignment(text) for text in texts]


def test_fields_are_put_into_the_configuration_and_the_last_word_counts() -> None:
    configuration = with_session_fields(BASE, asked("language=de", "prompt=Qt", "language=fr", "commit.pause_ms=300"))

    assert configuration == SessionConfiguration(model="gpt-4o-transcribe", language="fr", prompt="Qt")


def test_turn_detection_is_put_together_in_any_order() -> None:
    texts = ("threshold=0.7", "turn_detection=server_vad", "silence_duration_ms=900")
    for order in itertools.permutations(texts):
        detection = with_session_fields(SessionConfiguration(turn_detection=None), asked(*order)).turn_detection
        assert detection == ServerVad(threshold=0.7, silence_duration_ms=900)


def test_what_the_start_says_of_turn_detection_stays_where_nothing_else_is_asked_for() -> None:
    start = SessionConfiguration(turn_detection=ServerVad(silence_duration_ms=900))

    assert with_session_fields(start, asked("threshold=0.7")).turn_detection == ServerVad(
        threshold=0.7, silence_duration_ms=900
    )
    semantic = with_session_fields(start, asked("turn_detection=semantic_vad", "eagerness=low"))
    assert semantic.turn_detection == SemanticVad(eagerness="low")
    assert with_session_fields(start, asked("turn_detection=none")).turn_detection is None


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["eagerness=low"], "argument --set eagerness: only turn_detection=semantic_vad has it"),
        (["turn_detection=none", "threshold=0.5"], "only turn_detection=server_vad has it, and turn_detection is none"),
        (["threshold=1.5"], "argument --set threshold: threshold must be 0 to 1, not 1.5$"),
        (["client_secret_seconds=5"], "argument --set client_secret_seconds: .*10 to 7200"),
        (["language=klingon"], "argument --set language"),
        (["model="], "argument --set model"),
    ],
)
def test_what_does_not_go_together_or_is_out_of_range_names_its_option(texts: list[str], said: str) -> None:
    with pytest.raises(WrongUsage, match=said):
        with_session_fields(BASE, asked(*texts))


def test_the_commits_of_this_side() -> None:
    policy = with_commit_fields(
        CommitPolicy(), asked("commit.pause_ms=300", "commit.latest_after_s=none", "threshold=0.9")
    )

    assert policy == CommitPolicy(pause_ms=300, latest_after_s=None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("commit.pause_ms=5", "argument --set commit.pause_ms: .*100 to 5000"),
        ("commit.latest_after_s=4", "5 to 120"),
        ("commit.push_to_talk=yes", "in the window only"),
    ],
)
def test_commits_that_cannot_be_are_named(text: str, said: str) -> None:
    with pytest.raises(WrongUsage, match=said):
        with_commit_fields(CommitPolicy(), asked(text))
