"""The words that a person wants written right: how each is written, how it is heard, for which preset. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from transcriber.realtime.configuration import LONGEST_KEYWORD_CHARACTERS, ConfigurationError
from transcriber.sentence import said
from transcriber.transcript.word_pieces import keys_of

LONGEST_FORM_CHARACTERS = LONGEST_KEYWORD_CHARACTERS
MOST_HEARD_FORMS = 20
MOST_ENTRIES = 5_000

_Name = tuple[str, str]
"""The written form and the preset: what tells entries apart."""
_Claim = tuple[str, tuple[str, ...]]
"""A preset, and the keys of a heard form in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One word or short phrase."""

    written: str
    """As it is to stand in the transcript."""
    heard: tuple[str, ...] = ()
    """What models write in its place; replaced in finished turns."""
    is_expected: bool = True
    """Services are told to expect it, as far as they can be told."""
    preset: str = ""
    """The preset that it belongs to; empty: to all."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every entry, in a person's order, which decides nothing."""

    entries: tuple[Entry, ...] = ()

    def for_preset(self, name: str) -> "Vocabulary":
        """What counts while that preset is in use; an empty name leaves what belongs to all."""
        return Vocabulary(tuple(entry for entry in self.entries if entry.preset in ("", name)))

    def with_entry(self, entry: Entry, instead_of: Entry | None = None) -> "Vocabulary":
        """With the entry added, in the place of `instead_of` where that is given.

        An entry of the same written form and preset takes the heard forms in.

        Raises:
            ConfigurationError: Its field is `written`, `heard` or `preset`.
        """
        others = tuple(each for each in self.entries if each != instead_of)
        same = next((each for each in others if _name(each) == _name(entry)), None)
        if same is not None:
            entry = replace(entry, heard=_distinct((*same.heard, *entry.heard)))
        entry = tidied(entry)
        rest = tuple(each for each in others if each is not same)
        validate_entry(entry, rest)
        if len(rest) >= MOST_ENTRIES:
            raise ConfigurationError(
                "written", said("A vocabulary has at most {most_entries} entries.", most_entries=MOST_ENTRIES)
            )
        taken_place_of = instead_of if instead_of in self.entries else same
        if taken_place_of is None:
            return Vocabulary((*rest, entry))
        index = self.entries.index(taken_place_of)
        before = sum(each in rest for each in self.entries[:index])
        return Vocabulary((*rest[:before], entry, *rest[before:]))

    def without(self, gone: Iterable[Entry]) -> "Vocabulary":
        """Without these entries."""
        left_out = set(gone)
        return Vocabulary(tuple(entry for entry in self.entries if entry not in left_out))

    def joined_with(self, more: Iterable[Entry]) -> tuple["Vocabulary", tuple[ConfigurationError, ...]]:
        """With every entry of `more` that is allowed, and why the others are not."""
        by_name = {_name(entry): entry for entry in self.entries}
        claims = {claim: _name(entry) for entry in self.entries for claim in _claims(entry)}
        faults = []
        for found in more:
            try:
                entry = _taken_in(tidied(found), by_name, claims)
            except ConfigurationError as error:
                faults.append(
                    ConfigurationError(
                        error.field, said("{word}: {reason}", word=found.written.strip(), reason=error.message)
                    )
                )
            else:
                by_name[_name(entry)] = entry
                claims.update(dict.fromkeys(_claims(entry), _name(entry)))
        return Vocabulary(tuple(by_name.values())), tuple(faults)


EMPTY = Vocabulary()


def tidied(entry: Entry) -> Entry:
    """Blanks joined, heard forms distinct; a heard form that is the written one to the letter replaces nothing."""
    written = " ".join(entry.written.split())
    heard = _distinct(" ".join(form.split()) for form in entry.heard)
    return replace(
        entry,
        written=written,
        heard=tuple(form for form in heard if form and form != written),
        preset=entry.preset.strip(),
    )


def validate_entry(entry: Entry, others: Iterable[Entry] = ()) -> None:
    """Check one entry beside the others.

    Raises:
        ConfigurationError: Its field is `written` or `heard`.
    """
    _validate_forms(entry)
    claims = {claim: _name(other) for other in others for claim in _claims(other)}
    _validate_claims(entry, claims)


def _taken_in(entry: Entry, by_name: Mapping[_Name, Entry], claims: Mapping[_Claim, _Name]) -> Entry:
    """As it stands among the others, together with the one of its name."""
    same = by_name.get(_name(entry))
    if same is None and len(by_name) >= MOST_ENTRIES:
        raise ConfigurationError(
            "written", said("A vocabulary has at most {most_entries} entries.", most_entries=MOST_ENTRIES)
        )
    if same is not None:
        entry = replace(entry, heard=_distinct((*same.heard, *entry.heard)))
    _validate_forms(entry)
    _validate_claims(entry, claims)
    return entry


def _validate_forms(entry: Entry) -> None:
    _validate_form("written", entry.written)
    if len(entry.heard) > MOST_HEARD_FORMS:
        raise ConfigurationError(
            "heard", said("A word has at most {most_heard_forms} heard forms.", most_heard_forms=MOST_HEARD_FORMS)
        )
    for form in entry.heard:
        _validate_form("heard", form)


def _validate_claims(entry: Entry, claims: Mapping[_Claim, _Name]) -> None:
    for form, claim in zip(entry.heard, _claims(entry), strict=True):
        owner = claims.get(claim, _name(entry))
        if owner != _name(entry):
            raise ConfigurationError("heard", said("{form} is replaced by {owner} already.", form=form, owner=owner[0]))


def _validate_form(field: str, form: str) -> None:
    if len(form) > LONGEST_FORM_CHARACTERS:
        raise ConfigurationError(
            field,
            said(
                "A word or phrase has at most {longest_form_characters} characters.",
                longest_form_characters=LONGEST_FORM_CHARACTERS,
            ),
        )
    if not keys_of(form):
        raise ConfigurationError(field, said("A word needs at least one letter, digit or sign."))
    if not form.replace("\u200c", "").replace("\u200d", "").isprintable():
        raise ConfigurationError(field, said("A word is one line of visible characters."))


def _distinct(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms))


def _claims(entry: Entry) -> list[_Claim]:
    return [(entry.preset, keys_of(form)) for form in entry.heard]


def _name(entry: Entry) -> _Name:
    return " ".join(entry.written.split()), entry.preset.strip()
