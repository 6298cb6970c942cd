"""What leaves this computer with a service, as one sentence made of what its profile says."""

from urllib.parse import urlsplit

from transcriber.gui.language import in_words, tr
from transcriber.settings.profiles import Profile

_UNENCRYPTED = ("http", "ws")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def what_leaves(profile: Profile) -> str:
    """Where speech goes while a recording runs with this service."""
    if profile.is_local or not profile.base_url:
        return tr("Nothing leaves this computer: the text is made here.")
    host, scheme = _host_and_scheme(profile.base_url)
    if host in _LOOPBACK:
        return tr("Speech goes to another program on this computer; what that one does with it is not known here.")
    words = tr("Speech, its language, the prompt and the keywords go to {host} while you record.").format(
        host=host or in_words(profile.title)
    )
    if scheme in _UNENCRYPTED:
        words += " " + tr("The way there is not encrypted.")
    return words


def _host_and_scheme(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
        return parts.hostname or "", parts.scheme
    except ValueError:
        return "", ""
