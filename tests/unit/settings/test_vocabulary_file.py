import stat
from pathlib import Path

import pytest

from transcriber.settings.preferences_file import preferences_path
from transcriber.settings.vocabulary_file import (
    VocabularyFileError,
    change_vocabulary,
    load_vocabulary,
    read_vocabulary,
    vocabulary_path,
)
from transcriber.transcript.vocabulary import EMPTY, Entry, Vocabulary

PYSIDE = Entry(written="PySide6", heard=("pie side six",), preset="Meeting")


def test_nothing_saved_is_an_empty_vocabulary_beside_the_settings() -> None:
    assert load_vocabulary() == EMPTY
    assert vocabulary_path().parent == preferences_path().parent


def test_what_is_changed_is_there_at_the_next_start_for_this_user_alone() -> None:
    assert change_vocabulary(lambda known: known.with_entry(PYSIDE)) == Vocabulary((PYSIDE,))
    change_vocabulary(lambda known: known.with_entry(Entry(written="Qt")))
    assert load_vocabulary() == Vocabulary((PYSIDE, Entry(written="Qt")))
    assert stat.S_IMODE(vocabulary_path().stat().st_mode) == 0o600


def test_a_change_that_fails_leaves_the_file_as_it_was() -> None:
    change_vocabulary(lambda known: known.with_entry(PYSIDE))
    with pytest.raises(ValueError, match="A word needs"):
        change_vocabulary(lambda known: known.with_entry(Entry(written="")))
    assert load_vocabulary() == Vocabulary((PYSIDE,))


def test_a_line_that_a_hand_has_spoilt_costs_that_line_and_is_kept_beside() -> None:
    change_vocabulary(lambda known: known.with_entry(PYSIDE))
    path = vocabulary_path()
    spoilt = f"{path.read_text()}{'x' * 101},,yes,\r\n"
    path.write_text(spoilt)
    assert load_vocabulary() == Vocabulary((PYSIDE,))
    change_vocabulary(lambda known: known)
    assert path.with_name("vocabulary.not-understood.csv").read_text() == spoilt.replace("\r\n", "\n")


def test_any_file_can_be_read_that_is_text(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_bytes("Zoë\nzoh ih -> Zoë Müller\n".encode("cp1252"))
    vocabulary, faults = read_vocabulary(words)
    assert [entry.written for entry in vocabulary.entries] == ["Zoë", "Zoë Müller"]
    assert faults == ()
    for content in (b"a\x00b", b"x\n" * 3_000_000):
        words.write_bytes(content)
        with pytest.raises(VocabularyFileError, match="not a list of words"):
            read_vocabulary(words)
    with pytest.raises(VocabularyFileError, match="There is no file"):
        read_vocabulary(tmp_path)
