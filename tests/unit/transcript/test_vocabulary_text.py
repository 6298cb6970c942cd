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
