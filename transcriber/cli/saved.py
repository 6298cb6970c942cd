"""The saved preferences as commands read and change them."""

from collections.abc import Callable

from transcriber.cli.faults import CannotStart, WrongUsage
from transcriber.settings import preferences_file
from transcriber.settings.preferences import Preferences
from transcriber.settings.preferences_file import load_preferences, preferences_path
from transcriber.settings.profiles import Profile


def change_preferences(change: Callable[[Preferences], Preferences]) -> None:
    """Read them anew, change them, write them; meanwhile no other command and no window does.

    Args:
        change: What it raises is raised here, and nothing is changed.

    Raises:
        CannotStart: The file cannot be written; it is as it was.
    """
    try:
        preferences_file.change_preferences(change)
    except OSError as error:
        raise CannotStart(
            f"The settings cannot be written to {preferences_path()}: {error.strerror or error}. They are as they were."
        ) from error


def saved_profile(name: str, *, repeats_name: bool = True) -> Profile:
    """The saved service of that name.

    Args:
        name: As it was typed.
        repeats_name: Quote the name where there is none: not where it might be a key in the wrong place.

    Raises:
        WrongUsage: There is none.
    """
    profiles = load_preferences().profiles
    found = next((profile for profile in profiles if profile.name == name), None)
    if found is None:
        known = ", ".join(profile.name for profile in profiles)
        which = f"named {name!r}" if repeats_name else "of that name"
        raise WrongUsage(f"there is no service {which}; there are {known}")
    return found
