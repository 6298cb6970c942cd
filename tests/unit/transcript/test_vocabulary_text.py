import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.transcript.vocabulary import Entry, tidied, validate_entry
from transcriber.transcript.vocabulary_text import as_lines, as_table, entries_from

PYSIDE = Entry(written="PySide6", heard=("pie side six", "pi side 6"), preset="Meeting")
NOOR = Entry(written='Noor "N" Haddad', is_expected=False)


def test_a_table_comes_back_as_it_was_and_another_reader_reads_it() -> None:
    table = as_table([PYSIDE, NOOR])
    assert entries_from(table) == ((PYSIDE, NOOR), ())
    assert next(csv.DictReader(io.StringIO(table))) == {
        "written": "PySide6",
        "heard": "pie side six | pi side 6",
        "expected": "yes",
        "preset": "Meeting",
    }


def test_a_table_of_another_program_with_columns_in_another_order() -> None:
    text = "\ufeffHeard;Written\r\npie side six;PySide6\r\n\r\n;Qt\r\n"
    assert entries_from(text) == ((Entry(written="PySide6", heard=("pie side six",)), Entry(written="Qt")), ())


def test_lines_with_an_arrow_or_a_word_alone() -> None:
    text = "# names\npie side six, pi side 6 -> PySide6\nKreszwel\n\nnor had dad → Noor Haddad\n"
    entries, faults = entries_from(text)
    assert entries == (
        Entry(written="PySide6", heard=("pie side six", "pi side 6")),
        Entry(written="Kreszwel"),
        Entry(written="Noor Haddad", heard=("nor had dad",)),
    )
    assert faults == ()
    assert entries_from(as_lines(entries))[0] == entries


@pytest.mark.parametrize("text", ["", "\n \n", "written,heard\n", "# nothing\n"])
def test_nothing_in_a_file_is_no_entry(text: str) -> None:
    assert entries_from(text) == ((), ())


def test_a_line_that_makes_no_sense_is_told_with_its_number() -> None:
    entries, faults = entries_from(f"Qt\n{'x' * 101}\nheard -> \nRust\n")
    assert [entry.written for entry in entries] == ["Qt", "Rust"]
    assert faults == (
        "Line 2: A word or phrase has at most 100 characters.",
        "Line 3: A word needs at least one letter, digit or sign.",
    )


_FORM = st.text(st.characters(exclude_categories=["C"], exclude_characters="|"), min_size=1, max_size=12)


@settings(max_examples=100)
@given(
    st.lists(
        st.builds(
            lambda w, h, e: Entry(written=w, heard=tuple(h), is_expected=e),
            _FORM,
            st.lists(_FORM, max_size=2),
            st.booleans(),
        ),
        max_size=4,
    )
)
def test_whatever_may_be_an_entry_survives_the_way_into_a_table_and_back(found: list[Entry]) -> None:
    entries = []
    for entry in map(tidied, found):
        try:
            validate_entry(entry)
        except ValueError:
            continue
        entries.append(entry)
    assert entries_from(as_table(entries)) == (tuple(entries), ())


@pytest.mark.parametrize("begin", ["", "written,heard\n"])
@settings(max_examples=60)
@given(text=st.text(max_size=80))
def test_no_text_is_too_strange(begin: str, text: str) -> None:
    entries, faults = entries_from(begin + text)
    assert len(entries) + len(faults) <= len(text) + 1


@pytest.mark.parametrize("text", ["->\n" * 50_000, "written,heard\n" + ",heard\n" * 50_000])
def test_a_file_that_is_no_list_of_words_is_not_read_to_its_end(text: str) -> None:
    entries, faults = entries_from(text)
    assert entries == ()
    assert len(faults) == 1_001
    assert faults[-1].endswith("From here on nothing is read: this is too much, or no list of words.")


def test_a_list_that_is_far_too_long_is_not_read_to_its_end() -> None:
    entries, faults = entries_from("".join(f"word{number}\n" for number in range(25_000)))
    assert len(entries) == 20_000
    assert [fault.partition(":")[0] for fault in faults] == ["Line 20001"]


def test_one_word_of_a_million_letters_is_refused_by_its_length() -> None:
    entries, (fault,) = entries_from("written\n" + "x" * 1_000_000)
    assert (entries, fault) == ((), "Line 2: A word or phrase has at most 100 characters.")


def test_what_stands_behind_a_word_of_a_million_letters_is_read_and_other_readers_keep_their_limit() -> None:
    limit = csv.field_size_limit()
    entries, (fault,) = entries_from("preset,written\n," + "x" * 1_000_000 + "\n,Qt\n")
    assert [entry.written for entry in entries] == ["Qt"]
    assert fault == "Line 2: A word or phrase has at most 100 characters."
    assert csv.field_size_limit() == limit
