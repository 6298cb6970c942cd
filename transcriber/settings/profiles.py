"""Services and how each is reached: frozen values without keys. Pure.

A profile never holds a key; it says at most where the key is kept.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from transcriber.realtime.models import LOCAL_MODEL, ModelCapabilities, capabilities
from transcriber.realtime.switches import KeyPlacement, Switches
from transcriber.sentence import said

LONGEST_NAME = 40
"""Of a profile, in characters."""


class ServiceKind(StrEnum):
    """What a person picks when adding a service; it fills the switches and says what the form shows."""

    LOCAL = "local"
    OPENAI = "openai"
    AZURE = "azure"
    COMPATIBLE = "compatible"


class KeyPlace(StrEnum):
    """Where a profile's lasting key is kept."""

    NONE = "none"
    """The service asks for no key."""
    KEYRING = "keyring"
    MEMORY = "memory"
    """Until the program ends."""
    ENVIRONMENT = "environment"
    """In the variable that the profile names."""
    FILE = "file"
    """In a file that only this user can read; only where it was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One service. Immutable, usable from any thread."""

    name: str
    """Short, unique, of lower-case letters, digits and `-`: what `--service` takes."""
    title: str
    """For people."""
    kind: ServiceKind = ServiceKind.COMPATIBLE
    base_url: str | None
    """Address up to and including the version; None: the engine on this computer."""
    switches: Switches = field(default_factory=Switches)
    default_model: str = "gpt-4o-transcribe"
    behaves_like: str = ""
    """The model behind a deployment's own name, for what it takes and costs; empty: the name itself."""
    key_place: KeyPlace = KeyPlace.KEYRING
    key_variable: str = ""
    """The environment variable that holds the key, with `KeyPlace.ENVIRONMENT`; never imported or exported."""
    is_confirmed: bool = True
    """False for an imported profile until a person has seen which key goes to which host."""

    @property
    def is_local(self) -> bool:
        """The engine that this program starts by itself."""
        return self.base_url is None

    def capabilities_of(self, model: str) -> ModelCapabilities:
        """What the model takes that this service uses when it is asked for `model`.

        Prices and last days are those that OpenAI publishes: what another service charges, and for how long it runs a
        model of the same name, nobody here knows.
        """
        row = capabilities(LOCAL_MODEL if self.is_local else self.behaves_like or model)
        if self.kind in (ServiceKind.LOCAL, ServiceKind.OPENAI):
            return row
        return replace(row, price=None, sunset=None, sunset_source="")


LOCAL = Profile(
    name="local",
    title=said("This computer"),
    kind=ServiceKind.LOCAL,
    base_url=None,
    default_model=LOCAL_MODEL,
    key_place=KeyPlace.NONE,
    switches=Switches(chunk_ms=20),
)
OPENAI = Profile(
    name="openai",
    title="OpenAI",
    kind=ServiceKind.OPENAI,
    base_url="https://api.openai.com/v1",
    key_place=KeyPlace.ENVIRONMENT,
    key_variable="OPENAI_API_KEY",
)
BUILT_IN_PROFILES = (LOCAL, OPENAI)

AZURE_TEMPLATE = Profile(
    name="azure",
    title="Azure OpenAI",
    kind=ServiceKind.AZURE,
    base_url="https://RESOURCE.openai.azure.com/openai/v1",
    switches=Switches(key_placement=KeyPlacement.API_KEY_HEADER),
    default_model="",
    behaves_like="gpt-4o-transcribe",
)
"""To start from: the resource's name and the deployment are a person's own."""

SERVICE_KEY_VARIABLE = "TRANSCRIBER_SERVICE_KEY"


class UnknownServiceError(Exception):
    """No profile has that name, and it is no address either."""


def profile_named(name: str, profiles: tuple[Profile, ...] = BUILT_IN_PROFILES) -> Profile:
    """The profile of that name, or one for the base address of any service (`http://127.0.0.1:9000/v1`).

    Raises:
        UnknownServiceError: its text says what can be given.
    """
    for profile in profiles:
        if profile.name == name:
            return profile
    if name.startswith(("http://", "https://")):
        return Profile(
            name=name,
            title=name,
            base_url=name.rstrip("/"),
            key_place=KeyPlace.ENVIRONMENT,
            key_variable=SERVICE_KEY_VARIABLE,
        )
    known = ", ".join(profile.name for profile in profiles)
    raise UnknownServiceError(
        f"There is no service named {name!r}. Use {known}, or an address such as https://host/v1."
    )


def with_profile(profiles: tuple[Profile, ...], profile: Profile) -> tuple[Profile, ...]:
    """`profiles` with this one added, or in the place of the one of its name. Not validated."""
    if any(other.name == profile.name for other in profiles):
        return tuple(profile if other.name == profile.name else other for other in profiles)
    return (*profiles, profile)


def without_profile(profiles: tuple[Profile, ...], name: str) -> tuple[Profile, ...]:
    """`profiles` without the one of that name; a built-in one returns to what it was at first."""
    built_in = {profile.name: profile for profile in BUILT_IN_PROFILES}
    if name in built_in:
        return with_profile(profiles, built_in[name])
    return tuple(profile for profile in profiles if profile.name != name)


def slug(title: str) -> str:
    """A name for a profile of that title: `Café (2)` is `cafe-2`; `service` where nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_NAME].strip("-") or "service"


def free_name(title: str, others: Iterable[Profile]) -> str:
    """The slug of a title, with a number where another profile, or a built-in one, has it already."""
    taken = {profile.name for profile in (*BUILT_IN_PROFILES, *others)}
    name = slug(title)
    for number in itertools.count(2):
        if name not in taken:
            break
        ending = f"-{number}"
        name = slug(title)[: LONGEST_NAME - len(ending)].rstrip("-") + ending
    return name
