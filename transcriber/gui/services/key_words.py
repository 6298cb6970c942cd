"""What the window says about a key: where it can be kept, and whether there is one for an address.

Pure but for the window's language.
"""

from collections.abc import Mapping

from transcriber.gui.language import tr
from transcriber.realtime.configuration import ConfigurationError
from transcriber.sentence import said
from transcriber.settings.profile_rules import origin
from transcriber.settings.profiles import KeyPlace, Profile

PLACES = (
    (KeyPlace.KEYRING, said("The system's keyring"), said("Locked with your login.")),
    (
        KeyPlace.MEMORY,
        said("Memory, for this run"),
        said("Never written down; enter it again after the program has ended."),
    ),
    (
        KeyPlace.ENVIRONMENT,
        said("An environment variable"),
        said("Read from the variable when it is needed; nothing is stored."),
    ),
    (
        KeyPlace.FILE,
        said("A file that only you can read"),
        said(
            "Not encrypted: other users cannot read it, but every program that you run can. For computers without a "
            "keyring."
        ),
    ),
    (KeyPlace.NONE, said("No key"), said("The service asks for none.")),
)
"""Each with what people call it and what it means for them."""


def key_words(profile: Profile, *, has_key: bool, origin_before: str = "") -> str:
    """One sentence or two; `origin_before` is where the service was when a key was last seen, empty if it never was."""
    address = shown_origin(profile)
    if profile.key_place is KeyPlace.ENVIRONMENT:
        if not profile.key_variable:
            return tr("Name the variable that holds the key.")
        words = tr("The variable {name} is set.") if has_key else tr("The variable {name} is not set.")
        return words.format(name=profile.key_variable)
    if has_key:
        return tr("A key is kept for {address}.").format(address=address)
    if origin_before and origin_before != address:
        return tr("No key for {address}. The address was changed: enter the key again.").format(address=address)
    return tr("No key for {address}.").format(address=address)


def left_words(left: Mapping[KeyPlace, str]) -> str:
    """What is said of keys that stay at places which are chosen no more: each place with what its key is bound to."""
    sentences = {
        KeyPlace.KEYRING: tr(
            "A key for {address} is still kept in the system's keyring: choose that place again to remove it."
        ),
        KeyPlace.FILE: tr(
            "A key for {address} is still kept in a file that only you can read: choose that place again to remove it."
        ),
    }
    return "".join(f" {sentences[place].format(address=address)}" for place, address in left.items())


def shown_origin(profile: Profile) -> str:
    """What a key is bound to; `this address` where it is not valid."""
    try:
        return origin(profile.base_url or "")
    except ConfigurationError:
        return tr("this address")
