"""What the window says about a key: where it can be kept, and whether there is one for an address. Pure."""

from collections.abc import Mapping

from transcriber.realtime.configuration import ConfigurationError
from transcriber.settings.profile_rules import origin
from transcriber.settings.profiles import KeyPlace, Profile

PLACES = (
    (KeyPlace.KEYRING, "The system's keyring", "Locked with your login."),
    (KeyPlace.MEMORY, "Memory, for this run", "Never written down; enter it again after the program has ended."),
    (KeyPlace.ENVIRONMENT, "An environment variable", "Read from the variable when it is needed; nothing is stored."),
    (
        KeyPlace.FILE,
        "A file that only you can read",
        "Not encrypted: other users cannot read it, but every program that you run can. For computers without a "
        "keyring.",
    ),
    (KeyPlace.NONE, "No key", "The service asks for none."),
)
"""Each with what people call it and what it means for them."""


def key_words(profile: Profile, *, has_key: bool, origin_before: str = "") -> str:
    """One sentence or two; `origin_before` is where the service was when a key was last seen, empty if it never was."""
    address = shown_origin(profile)
    if profile.key_place is KeyPlace.ENVIRONMENT:
        if not profile.key_variable:
            return "Name the variable that holds the key."
        return f"The variable {profile.key_variable} is {'set' if has_key else 'not set'}."
    if has_key:
        return f"A key is kept for {address}."
    if origin_before and origin_before != address:
        return f"No key for {address}. The address was changed: enter the key again."
    return f"No key for {address}."


def left_words(left: Mapping[KeyPlace, str]) -> str:
    """What is said of keys that stay at places which are chosen no more: each place with what its key is bound to."""
    labels = {place: label for place, label, _ in PLACES}
    return "".join(
        f" A key for {address} is still kept in {labels[place][0].lower()}{labels[place][1:]}: choose that place again "
        "to remove it."
        for place, address in left.items()
    )


def shown_origin(profile: Profile) -> str:
    """What a key is bound to; `this address` where it is not valid."""
    try:
        return origin(profile.base_url or "")
    except ConfigurationError:
        return "this address"
