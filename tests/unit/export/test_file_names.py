import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.export.file_names import LONGEST_NAME_BYTES, file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Budget & plan", "Budget & plan.txt"),
        ("Ankes Größe", "Ankes Größe.txt"),
        ("../../etc/passwd", "etc-passwd.txt"),
        ("a\\b:c*d?", "a-b-c-d.txt"),
        (".hidden. ", "hidden.txt"),
        ("line\nbreak\x1b[0m\u202e", "line break[0m.txt"),
        ("CON", "_CON.txt"),
        ("com1.notes", "_com1.notes.txt"),
        ("lpt²", "_lpt².txt"),
        ("Conrad", "Conrad.txt"),
        ("", "Transcript.txt"),
        ("///", "Transcript.txt"),
        ("e\u0301", "é.txt"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert file_name(title, "txt") == name


def test_the_next_ones_have_a_number() -> None:
    assert [file_name("Talk", "srt", number) for number in (1, 2, 10)] == ["Talk.srt", "Talk 2.srt", "Talk 10.srt"]


@given(st.text(max_size=200), st.integers(1, 999))
def test_no_name_is_a_path_or_too_long(title: str, number: int) -> None:
    name = file_name(title, "docx", number)

    assert len(name.encode()) <= LONGEST_NAME_BYTES
    assert re.search(r'[<>:"/\\|?*\x00-\x1f]', name) is None
    assert not name.startswith(".")
    assert file_name(name.removesuffix(".docx"), "docx") == name or number > 1


def test_a_cut_leaves_no_half_character() -> None:
    family = "👨\u200d👩\u200d👧"
    stem = file_name(family * 20, "txt").removesuffix(".txt")
    assert stem == family * (len(stem) // len(family))
    assert file_name("x" + "漢" * 100, "txt").startswith("x漢")
