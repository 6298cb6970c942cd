"""What a person must see before a key goes anywhere new: which host, and which key. Pure."""

from dataclasses import replace

from transcriber.sentence import said
from transcriber.settings.profile_rules import origin, shown_host
from transcriber.settings.profiles import KeyPlace, Profile


def confirmation(profile: Profile) -> str:
    """What the first use of an imported profile shows, with its host and the name of its key.

    Raises:
        ConfigurationError: The address is not valid; its field is `base_url`.
    """
    if profile.base_url is None:
        return said("Everything stays on this computer; no key is used.")
    host = shown_host(profile.base_url)
    title = profile.title
    match profile.key_place:
        case KeyPlace.NONE:
            return said("First use of {title}: what is spoken goes to {host}, without a key.", title=title, host=host)
        case KeyPlace.ENVIRONMENT:
            variable = profile.key_variable
            return said(
                "First use of {title}: what is spoken goes to {host}, and the key in the variable {variable} opens it.",
                title=title,
                host=host,
                variable=variable,
            )
        case KeyPlace.KEYRING | KeyPlace.MEMORY | KeyPlace.FILE:
            name = profile.name
            return said(
                "First use of {title}: what is spoken goes to {host}, and the key that you enter for {name} opens it.",
                title=title,
                host=host,
                name=name,
            )


def confirmed(profile: Profile) -> Profile:
    """The profile after a person has agreed to `confirmation`."""
    return replace(profile, is_confirmed=True)


def readdressed(profile: Profile, base_url: str) -> Profile:
    """The profile at another address; at another scheme, host or port its variable must be confirmed anew.

    Kept keys need no such care: they are bound to the address and are asked for again.

    Raises:
        ConfigurationError: The new address is not valid; its field is `base_url`.
    """
    is_elsewhere = profile.base_url is None or origin(profile.base_url) != origin(base_url)
    needs_consent = is_elsewhere and profile.key_place is KeyPlace.ENVIRONMENT
    return replace(profile, base_url=base_url, is_confirmed=profile.is_confirmed and not needs_consent)
