"""Every service as it stands in the window, and as it was last valid: only what is valid is ever handed on.

Pure but for the window's language.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from transcriber.gui.language import tr
from transcriber.realtime.configuration import ConfigurationError
from transcriber.settings.confirmation import readdressed
from transcriber.settings.profile_rules import validate_profile
from transcriber.settings.profiles import BUILT_IN_PROFILES, KeyPlace, Profile, free_name

_BUILT_IN_NAMES = frozenset(profile.name for profile in BUILT_IN_PROFILES)


@dataclass(slots=True)
class Draft:
    """One service in the window. Main thread."""

    number: int
    """Names it for as long as the window lives; its name may change."""
    profile: Profile
    """What the form shows, valid or not."""
    saved: Profile | None = None
    """What was last valid; None until it has been."""
    fault: ConfigurationError | None = None
    """Why `profile` is not what is saved."""
    hint: str = ""
    """What is still to be filled in, where it was made from a template."""
    is_new: bool = False
    """Made in this window: nothing refers to its name yet."""

    @property
    def is_built_in(self) -> bool:
        """It can be changed in places, but neither renamed nor removed."""
        return self.saved is not None and self.saved.name in _BUILT_IN_NAMES


class ServiceDrafts:
    """The services in their order. Main thread; knows no Qt."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._last_number = 0
        self._drafts: dict[int, Draft] = {}
        for profile in profiles:
            self._append(profile, saved=profile)

    def __iter__(self) -> Iterator[Draft]:
        return iter(tuple(self._drafts.values()))

    def __getitem__(self, number: int) -> Draft:
        return self._drafts[number]

    def __contains__(self, number: int) -> bool:
        return number in self._drafts

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Every service as it was last valid."""
        return tuple(draft.saved for draft in self if draft.saved is not None)

    def named(self, name: str) -> Draft | None:
        """The service of that name."""
        return next((draft for draft in self if draft.saved is not None and draft.saved.name == name), None)

    def change(self, number: int, profile: Profile) -> bool:
        """What stands in the form now; whether that is valid and new, so that it is saved."""
        draft = self._drafts[number]
        draft.profile = _with_consent(profile, draft.saved)
        try:
            validate_profile(draft.profile, self._others(number))
        except ConfigurationError as error:
            draft.fault = error
            return False
        draft.fault = None
        is_changed = draft.saved != draft.profile
        draft.saved = draft.profile
        return is_changed

    def add(self, profile: Profile, hint: str = "") -> int:
        """A service from a template, from a file or from another one; its number. Saved once it is valid."""
        number = self._append(profile, hint=hint, is_new=True)
        self.change(number, profile)
        return number

    def duplicate(self, number: int) -> int:
        """The same service once more, under a name and with a key of its own; its number."""
        original = self._drafts[number].profile
        title = tr("{title} (copy)").format(title=original.title)
        # A variable belongs to the service that it was named for, and a key to its profile.
        place = KeyPlace.KEYRING if original.key_place is KeyPlace.ENVIRONMENT else original.key_place
        copy = replace(original, title=title, name=self.free_name(title), key_place=place, key_variable="")
        return self.add(copy)

    def remove(self, number: int) -> Draft:
        """Without this one; what it was."""
        return self._drafts.pop(number)

    def settle(self, number: int) -> None:
        """Something refers to the service's name from now on."""
        self._drafts[number].is_new = False

    def free_name(self, title: str) -> str:
        """A name for a service of that title which no other has."""
        return free_name(title, [draft.profile for draft in self])

    def take(self, profiles: Iterable[Profile]) -> None:
        """They were changed elsewhere. What is not valid yet stays, unless that very service was changed."""
        by_name = {profile.name: profile for profile in profiles}
        for draft in self:
            if draft.saved is None:
                continue
            profile = by_name.pop(draft.saved.name, None)
            if profile is None:
                del self._drafts[draft.number]
            elif profile != draft.saved:
                draft.profile, draft.saved, draft.fault = profile, profile, None
        for profile in by_name.values():
            self._append(profile, saved=profile)

    def _append(self, profile: Profile, *, saved: Profile | None = None, hint: str = "", is_new: bool = False) -> int:
        self._last_number += 1
        draft = Draft(number=self._last_number, profile=profile, saved=saved, hint=hint, is_new=is_new)
        self._drafts[self._last_number] = draft
        return self._last_number

    def _others(self, number: int) -> list[Profile]:
        return [draft.saved or draft.profile for draft in self if draft.number != number]


def _with_consent(profile: Profile, saved: Profile | None) -> Profile:
    """A variable that a person named for one host does not follow the address to another unasked."""
    if saved is None or saved.base_url is None or profile.base_url is None or profile.base_url == saved.base_url:
        return profile
    if profile.key_place is not KeyPlace.ENVIRONMENT or saved.key_place is not KeyPlace.ENVIRONMENT:
        return profile
    try:
        return readdressed(replace(profile, base_url=saved.base_url), profile.base_url)
    except ConfigurationError:
        return profile
