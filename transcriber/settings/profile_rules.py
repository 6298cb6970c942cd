"""What a profile may hold, each rule with a sentence for the field that it concerns. Pure.

A key is never sent in clear text to another computer, so a profile that would need that is refused when it is typed.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from transcriber.realtime.configuration import LONGEST_MODEL_CHARACTERS, ConfigurationError
from transcriber.realtime.switches import Switches, validate_switches
from transcriber.sentence import said, together
from transcriber.settings.profiles import LOCAL, LONGEST_NAME, KeyPlace, Profile, ServiceKind

if TYPE_CHECKING:
    from transcriber.realtime.endpoint import Endpoint

LONGEST_TITLE = 80

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PLAIN_ADDRESS = re.compile(r"(https?|wss?)://[A-Za-z0-9._-]+(:[0-9]{1,4})?(/[^?#\s]*)?")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_KEY_LIKE = re.compile(r"(^|[_.-])(key|apikey|token|secret|password|authorization)s?$", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"(^|[/.@])(HOST|RESOURCE)([.:/]|$)")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def validate_profile(profile: Profile, others: Iterable[Profile] = ()) -> None:
    """Check what a person typed; `others` are the services besides this one.

    Raises:
        ConfigurationError: For the first field that is wrong; `field` is its name in `Profile` or `Switches`.
    """
    validate_identity(profile, others)
    for field in ("default_model", "behaves_like"):
        if len(getattr(profile, field)) > LONGEST_MODEL_CHARACTERS:
            raise ConfigurationError(
                field,
                said(
                    "A model's name has at most {longest_model_characters} characters.",
                    longest_model_characters=LONGEST_MODEL_CHARACTERS,
                ),
            )
    if profile.base_url is not None:
        _validate_address(profile, profile.base_url)
    validate_switches(profile.switches)
    _validate_query(profile.switches)


def validate_identity(profile: Profile, others: Iterable[Profile] = ()) -> None:
    """Check who the service is and where its key is; of its address only that it looks like one.

    Raises:
        ConfigurationError: For the first field that is wrong.
    """
    _validate_name(profile.name, {other.name for other in others})
    _one_line("title", profile.title, "A title")
    if not profile.title.strip() or len(profile.title) > LONGEST_TITLE:
        raise ConfigurationError(
            "title", said("A title has 1 to {longest_title} characters.", longest_title=LONGEST_TITLE)
        )
    _one_line("default_model", profile.default_model, "A model's name")
    _one_line("behaves_like", profile.behaves_like, "A model's name")
    if profile.name == LOCAL.name or profile.kind is ServiceKind.LOCAL or profile.base_url is None:
        _validate_local(profile)
        return
    # The usual address is told without loading what looks at every one of them.
    if not _PLAIN_ADDRESS.fullmatch(profile.base_url):
        _endpoint(profile.base_url)
    _validate_variable(profile)


def warning_about(profile: Profile) -> str:
    """What a person should know of a profile that is allowed; empty if there is nothing."""
    if profile.base_url is None:
        return ""
    endpoint = _endpoint(profile.base_url)
    if endpoint.is_encrypted or endpoint.is_loopback:
        return ""
    host = urlsplit(endpoint.base_url).hostname
    return f"What is spoken travels to {host} unencrypted; anyone on the way can listen."


def origin(base_url: str) -> str:
    """`scheme://host:port` of an address, in lower case and with the port written out: what a key is bound to.

    Raises:
        ConfigurationError: The address is not valid; its field is `base_url`.
    """
    parts = urlsplit(_endpoint(base_url).base_url)
    host = (parts.hostname or "").rstrip(".")
    port = parts.port if parts.port is not None else _DEFAULT_PORTS[parts.scheme]
    return f"{parts.scheme}://{_bracketed(host)}:{port}"


def shown_host(base_url: str) -> str:
    """The host of an address as it is safe to show: a name in other letters as it is looked up, `xn--…`.

    Raises:
        ConfigurationError: The address is not valid; its field is `base_url`.
    """
    parts = urlsplit(_endpoint(base_url).base_url)
    try:
        host = _bracketed((parts.hostname or "").encode("idna").decode("ascii"))
    except UnicodeError:
        raise ConfigurationError(
            "base_url", said("The address of the service is not valid: no host has such a name.")
        ) from None
    return f"{host}:{parts.port}" if parts.port not in (None, _DEFAULT_PORTS[parts.scheme]) else host


def _validate_name(name: str, taken: set[str]) -> None:
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise ConfigurationError(
            "name",
            said(
                "A name has lower-case letters, digits and single - between them, at most {longest_name}.",
                longest_name=LONGEST_NAME,
            ),
        )
    if name in taken:
        raise ConfigurationError("name", said("There is a service named {name} already.", name=name))


def _validate_local(profile: Profile) -> None:
    if profile.base_url is None and profile.name != LOCAL.name:
        raise ConfigurationError("base_url", said("The address of the service is missing."))
    if profile.base_url is not None and profile.name == LOCAL.name:
        raise ConfigurationError("base_url", said("This computer has no address; add another service instead."))
    if (profile.name == LOCAL.name) != (profile.kind is ServiceKind.LOCAL):
        raise ConfigurationError("kind", said("This computer stays this computer, and no other service is."))
    if profile.key_place is not KeyPlace.NONE:
        raise ConfigurationError("key_place", said("This computer needs no key."))


def _validate_address(profile: Profile, base_url: str) -> None:
    if _PLACEHOLDER.search(base_url):
        raise ConfigurationError("base_url", said("Put the name of your own host in the place of the capitals."))
    endpoint = _endpoint(base_url)
    shown_host(base_url)
    if profile.key_place is KeyPlace.NONE or endpoint.is_encrypted or endpoint.is_loopback:
        return
    raise ConfigurationError(
        "base_url",
        said(
            "A key is not sent over plain http to another computer; use https, or say that the service asks for no key."
        ),
    )


def _validate_variable(profile: Profile) -> None:
    is_needed = profile.key_place is KeyPlace.ENVIRONMENT
    if not (is_needed or profile.key_variable) or _VARIABLE.fullmatch(profile.key_variable):
        return
    # What was typed is not repeated: it may be the key itself.
    raise ConfigurationError(
        "key_variable",
        said("Give the name of the variable that holds the key, such as MY_SERVICE_KEY, not the key itself."),
    )


def _validate_query(switches: Switches) -> None:
    if any(_KEY_LIKE.search(name) for name, _ in switches.query):
        raise ConfigurationError("query", said("A key does not belong here: keep it as the key of this service."))


def _one_line(field: str, text: str, what: str) -> None:
    if not text.isprintable():
        raise ConfigurationError(
            field, said("{what} must not hold a line end or another invisible character.", what=what)
        )


def _bracketed(host: str) -> str:
    """As it stands in an address (RFC 3986, section 3.2.2)."""
    return f"[{host}]" if ":" in host else host


def _endpoint(base_url: str) -> "Endpoint":
    # Loaded when an address is looked at and not before the first paint: it brings the writers of both dialects.
    from transcriber.realtime.endpoint import Endpoint
    from transcriber.realtime.errors import ServiceRefused

    try:
        return Endpoint(base_url, None)
    except ServiceRefused as error:
        raise ConfigurationError("base_url", together(error.message, error.remedy)) from None
