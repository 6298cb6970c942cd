"""The first use of a service that somebody else described: host and key are shown before anything is sent."""

import sys
from dataclasses import replace

from transcriber.cli.faults import CannotStart
from transcriber.cli.plain_lines import one_line
from transcriber.cli.saved import change_preferences
from transcriber.cli.secret_input import stdin_is_terminal
from transcriber.settings.confirmation import confirmation, confirmed
from transcriber.settings.profiles import Profile

_YES = {"y", "yes"}


def confirm_first_use(profile: Profile) -> Profile:
    """The profile, confirmed: it was already, or a person at the terminal says yes to what is shown.

    Raises:
        CannotStart: Nobody agreed, so nothing may be sent.
    """
    if profile.is_confirmed:
        return profile
    sys.stderr.write(f"{one_line(confirmation(profile))}\n")
    if not stdin_is_terminal():
        raise CannotStart(f"Nothing was sent. If that is right, run `transcriber services confirm {profile.name}`.")
    sys.stderr.write("Is that right? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in _YES:
        raise CannotStart("Nothing was sent.")
    keep_confirmed(profile)
    return confirmed(profile)


def keep_confirmed(profile: Profile) -> None:
    """Remember that a person agreed.

    Raises:
        CannotStart: The settings cannot be written.
    """
    change_preferences(
        lambda saved: replace(
            saved,
            profiles=tuple(confirmed(each) if each.name == profile.name else each for each in saved.profiles),
        )
    )
