"""What `listen` and `transcribe` do so that no word is lost, and what they keep: as saved, where nothing is said."""

import argparse
import sys
from dataclasses import replace

from transcriber.cli.faults import WrongUsage
from transcriber.realtime.configuration import ConfigurationError
from transcriber.settings.preferences import Preferences
from transcriber.settings.safeguards import AudioKeeping, Safeguards, validate_audio_keeping, validate_safeguards

_UNTIL_TRANSCRIBED = "until-transcribed"


def add_safety_options(parser: argparse.ArgumentParser) -> None:
    """Add them to a command that records."""
    group = parser.add_argument_group("safety and keeping (without these, as in the window's settings)")
    group.add_argument(
        "--fallback",
        choices=["never", "ask", "always"],
        help="whether this computer takes over when the service stays away; a terminal cannot ask, so ask means never",
    )
    group.add_argument(
        "--budget", metavar="DOLLARS", help="what services may cost in this calendar month; 0 for no limit"
    )
    group.add_argument(
        "--keep-audio",
        metavar=f"{_UNTIL_TRANSCRIBED}|DAYS|always",
        help="how long the sound stays in the history; its text stays in any case",
    )


def safeguards_from(options: argparse.Namespace, preferences: Preferences) -> Safeguards:
    """The safeguards that were asked for.

    Raises:
        WrongUsage: The budget is none.
    """
    safeguards = preferences.safeguards
    if options.fallback is not None:
        safeguards = replace(safeguards, fallback=options.fallback)
    if safeguards.fallback == "ask":
        if options.fallback == "ask":
            sys.stderr.write("A terminal cannot ask: this computer will not take over if the service stays away.\n")
        safeguards = replace(safeguards, fallback="never")
    if options.budget is None:
        return safeguards
    try:
        dollars = float(options.budget.removeprefix("$"))
        asked = replace(safeguards, monthly_budget_dollars=dollars or None)
        validate_safeguards(asked)
    except ConfigurationError as error:
        raise WrongUsage(f"argument --budget: {error.message}") from error
    except ValueError as error:
        raise WrongUsage(f"argument --budget: {options.budget!r} is not a number of dollars") from error
    return asked


def audio_keeping_from(options: argparse.Namespace, preferences: Preferences) -> AudioKeeping:
    """How long the sound is kept.

    Raises:
        WrongUsage: It is neither a word that is known nor a number of days.
    """
    keeping, text = preferences.audio_keeping, options.keep_audio
    if text is None:
        return keeping
    if text == _UNTIL_TRANSCRIBED:
        return replace(keeping, retention="until_transcribed")
    if text == "always":
        return replace(keeping, retention="always")
    try:
        asked = replace(keeping, retention="days", days=int(text))
        validate_audio_keeping(asked)
    except ConfigurationError as error:
        raise WrongUsage(f"argument --keep-audio: {error.message}") from error
    except ValueError as error:
        message = f"argument --keep-audio: {text!r} is neither {_UNTIL_TRANSCRIBED}, always, nor a number of days"
        raise WrongUsage(message) from error
    return asked
