import argparse

import pytest

from transcriber.cli.faults import WrongUsage
from transcriber.cli.safety_options import add_safety_options, audio_keeping_from, safeguards_from
from transcriber.settings.preferences import Preferences
from transcriber.settings.safeguards import AudioKeeping, Safeguards

SAVED = Preferences(
    safeguards=Safeguards(fallback="always", monthly_budget_dollars=30.0, inhibits_sleep=False),
    audio_keeping=AudioKeeping(retention="always", days=12, compression="opus"),
)


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_safety_options(parser)
    return parser.parse_args(arguments)


def test_without_options_it_is_as_in_the_settings() -> None:
    assert safeguards_from(options(), SAVED) == SAVED.safeguards
    assert audio_keeping_from(options(), SAVED) == SAVED.audio_keeping


def test_an_option_changes_what_it_names_and_nothing_else() -> None:
    asked = safeguards_from(options("--fallback", "never", "--budget", "7.50"), SAVED)
    assert asked == Safeguards(fallback="never", monthly_budget_dollars=7.5, inhibits_sleep=False)
    assert safeguards_from(options("--budget", "$20"), SAVED).monthly_budget_dollars == 20.0
    assert safeguards_from(options("--budget", "0"), SAVED).monthly_budget_dollars is None


def test_a_terminal_cannot_ask_and_says_so_only_to_whoever_wanted_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert safeguards_from(options(), Preferences()).fallback == "never"
    assert capsys.readouterr().err == ""
    assert safeguards_from(options("--fallback", "ask"), SAVED).fallback == "never"
    assert "cannot ask" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "keeping"),
    [
        ("always", AudioKeeping(retention="always", days=12, compression="opus")),
        ("until-transcribed", AudioKeeping(retention="until_transcribed", days=12, compression="opus")),
        ("7", AudioKeeping(retention="days", days=7, compression="opus")),
    ],
)
def test_how_long_the_sound_is_kept(text: str, keeping: AudioKeeping) -> None:
    assert audio_keeping_from(options("--keep-audio", text), SAVED) == keeping


@pytest.mark.parametrize("text", ["lots", "-1", "1e9", "nan", "inf"])
def test_what_is_no_budget_is_wrong_usage(text: str) -> None:
    with pytest.raises(WrongUsage, match="--budget"):
        safeguards_from(options(f"--budget={text}"), SAVED)


@pytest.mark.parametrize("text", ["0", "4000", "-3", "soon", "1.5"])
def test_what_is_no_time_to_keep_is_wrong_usage(text: str) -> None:
    with pytest.raises(WrongUsage, match="--keep-audio"):
        audio_keeping_from(options(f"--keep-audio={text}"), SAVED)
