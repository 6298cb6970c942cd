"""What a person must see before a key goes anywhere new: which host, and which key. Pure."""

from dataclasses import replace

from transcriber.settings.profiles import KeyPlace, Profile, origin


def confirmation(profile: Profile) -> str:
    """What the first use of an imported profile shows, with its host and the name of its key."""
    raise NotImplementedError


def confirmed(profile: Profile) -> Profile:
    """The profile after a person has agreed to `confirmation`."""
    return replace(profile, is_confirmed=True)


def readdressed(profile: Profile, base_url: str) -> Profile:
    """The profile at another address; at another host or port its variable must be confirmed anew.

    Kept keys need no such care: they are bound to the address and are asked for again.
    """
    is_elsewhere = profile.base_url is None or origin(profile.base_url) != origin(base_url)
    needs_consent = is_elsewhere and profile.key_place is KeyPlace.ENVIRONMENT
    return replace(profile, base_url=base_url, is_confirmed=profile.is_confirmed and not needs_consent)
