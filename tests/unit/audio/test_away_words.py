import pytest

from transcriber.audio import away_words
from transcriber.audio.inputs import Incident, InputError

UNPLUGGED = InputError("input_lost", "Yeti was unplugged or switched off.")
STALLED = InputError("input_stalled", "Yeti delivers no sound any more.")


@pytest.mark.parametrize(
    ("error", "is_server_gone", "reason"),
    [
        (UNPLUGGED, False, "Yeti was unplugged"),
        (STALLED, False, "Yeti delivered no sound"),
        (UNPLUGGED, True, "The sound server stopped"),
        (STALLED, True, "The sound server stopped"),
    ],
)
def test_why_nothing_comes(error: InputError, is_server_gone: bool, reason: str) -> None:
    assert away_words.lost("Yeti", error, is_server_gone=is_server_gone) == reason


def test_the_remembered_microphone_is_absent_and_its_name_may_be_unknown() -> None:
    told = away_words.absent("Yeti", "Built-in", returns=True)
    assert f"{told.message} {told.remedy}" == (
        "Yeti is not there; the sound comes from Built-in. It goes back when Yeti is there again."
    )
    told = away_words.absent(away_words.CHOSEN, "Built-in", returns=True)
    assert f"{told.message} {told.remedy}" == (
        "The chosen microphone is not there; the sound comes from Built-in. It goes back when it is there again."
    )
    assert away_words.absent("Yeti", "Built-in", returns=False).remedy == ""


def test_another_microphone_took_over_and_the_chosen_one_is_waited_for() -> None:
    (told,) = away_words.replaced("Yeti was unplugged", "Built-in", "Yeti", returns=True)
    assert f"{told.message} {told.remedy}" == (
        "Yeti was unplugged; now using Built-in. It goes back when Yeti is plugged in again."
    )
    (told,) = away_words.replaced("Yeti delivered no sound", "Built-in", "Yeti", returns=True)
    assert told.remedy == "It goes back when Yeti is there again."
    (told,) = away_words.replaced("Yeti was unplugged", "Built-in", "Yeti", returns=False)
    assert (told.code, told.remedy) == (away_words.AWAY, "")


def test_where_the_default_is_followed_nothing_stays_away() -> None:
    over, told = away_words.replaced("Yeti was unplugged", "Built-in", "", returns=True)
    assert (over.code, over.is_over) == (away_words.AWAY, True)
    assert told == Incident(away_words.CHANGED, "Yeti was unplugged; now using Built-in.")


def test_where_nothing_takes_over_it_is_said_what_is_waited_for() -> None:
    message = "Yeti was unplugged; nothing is recorded now."
    assert away_words.waiting("Yeti was unplugged", "Yeti", substitutes=True) == Incident(
        away_words.AWAY, message, "The recording waits for a microphone. Plug one in, or stop."
    )
    assert away_words.waiting("Yeti was unplugged", "Yeti", substitutes=False) == Incident(
        away_words.AWAY, message, "The recording waits for Yeti. Plug it in again, or stop."
    )


def test_what_is_back_is_not_away() -> None:
    assert away_words.back("Yeti") == (
        Incident(away_words.AWAY, "", is_over=True),
        Incident(away_words.BACK, "Back on Yeti."),
    )


def test_a_sleep_is_told_by_its_length() -> None:
    assert away_words.slept(600_000) == "The computer was asleep for 10 min"
    assert away_words.awake_again("The computer was asleep for 10 min").message == (
        "The computer was asleep for 10 min; nothing was recorded meanwhile."
    )
