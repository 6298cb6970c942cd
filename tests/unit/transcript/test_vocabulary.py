import pytest

from transcriber.realtime.configuration import ConfigurationError
from transcriber.transcript.vocabulary import (
    EMPTY,
    LONGEST_FORM_CHARACTERS,
    MOST_ENTRIES,
    MOST_HEARD_FORMS,
    Entry,
    Vocabulary,
    tidied,
    validate_entry,
)

PYSIDE = Entry(written="PySide6", heard=("pie side six",))
NOOR = Entry(written="Noor Haddad")


def test_a_preset_has_its_own_words_beside_those_for_all() -> None:
    spoken = Entry(written="Kreszwel", preset="Meeting")
    vocabulary = Vocabulary((PYSIDE, spoken))
    assert vocabulary.for_preset("Meeting").entries == (PYSIDE, spoken)
    assert vocabulary.for_preset("Dictation").entries == vocabulary.for_preset("").entries == (PYSIDE,)


def test_a_word_that_is_there_takes_the_new_heard_form_in() -> None:
    vocabulary = EMPTY.with_entry(PYSIDE).with_entry(NOOR).with_entry(Entry(written=" PySide6 ", heard=("pi side 6",)))
    assert vocabulary.entries == (Entry(written="PySide6", heard=("pie side six", "pi side 6")), NOOR)


def test_an_entry_is_changed_in_its_place_and_removed() -> None:
    vocabulary = Vocabulary((PYSIDE, NOOR))
    changed = vocabulary.with_entry(Entry(written="PySide"), instead_of=PYSIDE)
    assert changed.entries == (Entry(written="PySide"), NOOR)
    assert vocabulary.without([PYSIDE]).entries == (NOOR,)


def test_one_heard_form_has_one_written_form_in_each_preset() -> None:
    vocabulary = Vocabulary((PYSIDE,))
    with pytest.raises(ConfigurationError, match="Pie-Side six is replaced by PySide6 already") as told:
        vocabulary.with_entry(Entry(written="Pyside", heard=("Pie-Side six",)))
    assert told.value.field == "heard"
    vocabulary.with_entry(Entry(written="Pyside", heard=("Pie-Side six",), preset="Meeting"))


def test_importing_takes_what_is_allowed_and_says_what_is_not() -> None:
    more = (NOOR, Entry(written="x" * (LONGEST_FORM_CHARACTERS + 1)), Entry(written="Qt", heard=("pie side six",)))
    joined, faults = Vocabulary((PYSIDE,)).joined_with(more)
    assert joined.entries == (PYSIDE, NOOR)
    assert [fault.field for fault in faults] == ["written", "heard"]
    assert faults[1].message == "Qt: pie side six is replaced by PySide6 already."


def test_thousands_are_taken_in_at_once() -> None:
    many = [Entry(written=f"Name{n}", heard=(f"naim {n}",)) for n in range(MOST_ENTRIES + 1)]
    joined, faults = EMPTY.joined_with(many)
    assert len(joined.entries) == MOST_ENTRIES
    assert [fault.message for fault in faults] == [f"Name{MOST_ENTRIES}: A vocabulary has at most 5000 entries."]


def test_blanks_and_forms_that_replace_nothing_are_tidied_away() -> None:
    assert tidied(Entry(written=" Noor  Haddad ", heard=("Noor Haddad", " noor  haddad", ""), preset=" Meeting ")) == (
        Entry(written="Noor Haddad", heard=("noor haddad",), preset="Meeting")
    )


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (Entry(written=""), "written"),
        (Entry(written=" - "), "written"),
        (Entry(written="two\nlines"), "written"),
        (Entry(written="a\u202eb"), "written"),
        (Entry(written="a", heard=("\u0007",)), "heard"),
        (Entry(written="a", heard=tuple(map(str, range(MOST_HEARD_FORMS + 1)))), "heard"),
    ],
)
def test_what_is_no_word_is_refused(entry: Entry, field: str) -> None:
    with pytest.raises(ConfigurationError) as told:
        validate_entry(entry)
    assert told.value.field == field
