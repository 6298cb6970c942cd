from dataclasses import replace

from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.session.hearing import Hearing
from transcriber.session.talk_key import Stretch
from transcriber.session.turn_taking import Account, TurnTaking

SECOND = 24_000


def turns_of(policy: CommitPolicy, recorded_samples: int = 0) -> TurnTaking:
    return TurnTaking(policy, Hearing(lambda problem: None), lambda: recorded_samples)


def account(
    sent_s: float,
    *,
    uncommitted_s: float = 0,
    speaking_since_s: float | None = None,
    has_turn_detection: bool = True,
) -> Account:
    return Account(
        has_turn_detection=has_turn_detection,
        sent_sample=round(sent_s * SECOND),
        settled_sample=round((sent_s - uncommitted_s) * SECOND),
        uncommitted_samples=int(uncommitted_s * SECOND),
        speaking_since_sample=None if speaking_since_s is None else int(speaking_since_s * SECOND),
        announces_speech=speaking_since_s is not None,
    )


def test_a_commit_by_hand_is_a_place_just_after_the_newest_sample() -> None:
    turns = turns_of(CommitPolicy(), recorded_samples=5 * SECOND)
    turns.commit()

    assert turns.next_end(account(4)) == 5 * SECOND + 480
    assert turns.is_end(account(5.02, uncommitted_s=1))
    assert not turns.is_end(account(5.04, uncommitted_s=1))
    turns.forget(6 * SECOND)
    assert turns.next_end(account(4)) is None


def test_somebody_who_speaks_for_too_long_under_the_services_turn_detection_is_committed() -> None:
    turns = turns_of(CommitPolicy(latest_after_s=10))

    assert not turns.is_end(account(30, uncommitted_s=29, speaking_since_s=21))
    assert turns.is_end(account(30, uncommitted_s=29, speaking_since_s=20))
    assert not turns.is_end(account(30, uncommitted_s=5, speaking_since_s=20)), "it was committed since"


def test_only_in_a_burst_may_the_end_of_a_turn_be_under_way() -> None:
    turns = turns_of(CommitPolicy(latest_after_s=10))
    too_long = account(30, uncommitted_s=29, speaking_since_s=20)

    assert turns.is_end_unheard_of(too_long)
    assert not turns.is_end_unheard_of(replace(too_long, taken_in_sample=26 * SECOND)), "it goes out as it is spoken"
    assert not turns.is_end_unheard_of(account(30, uncommitted_s=29, speaking_since_s=21)), "it is not too long"
    assert not turns.is_end_unheard_of(account(30, uncommitted_s=29, has_turn_detection=False)), "nobody else ends it"
    turns.are_commits_refused = True
    assert not turns.is_end_unheard_of(too_long)


def test_never_means_never() -> None:
    turns = turns_of(CommitPolicy(latest_after_s=None))

    assert not turns.is_end(account(9999, uncommitted_s=9999, speaking_since_s=0))
    assert not turns.is_end(account(9999, uncommitted_s=9999, has_turn_detection=False))


def test_a_service_that_refuses_commits_is_asked_only_by_hand() -> None:
    turns = turns_of(CommitPolicy(latest_after_s=10), recorded_samples=30 * SECOND)
    turns.are_commits_refused = True

    assert not turns.is_end(account(30, uncommitted_s=30, speaking_since_s=0))
    assert not turns.is_worth_a_last_commit(account(30, uncommitted_s=30))
    turns.commit()
    assert turns.is_end(account(30.02, uncommitted_s=30, speaking_since_s=0))


def test_under_the_services_turn_detection_everything_is_sent() -> None:
    turns = turns_of(CommitPolicy())

    assert turns.stretch(account(7), 7 * SECOND, 8 * SECOND) == Stretch(7 * SECOND)
    assert turns.silent_until(account(7)) is None


def test_with_push_to_talk_what_was_not_held_is_done_but_for_what_a_press_still_may_reach() -> None:
    turns = turns_of(CommitPolicy(push_to_talk=True))

    assert turns.stretch(account(7), 0, 8 * SECOND) is None
    silent_until = turns.silent_until(account(7))
    assert silent_until is not None
    assert 6 * SECOND < silent_until <= 7 * SECOND - 300 * 24
    assert turns.silent_until(account(7, uncommitted_s=1)) is None
