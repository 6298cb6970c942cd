"""Words from anywhere: shown as they are, in the room there is."""

import pytest
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.plain_words import PlainWords

ADDRESS = "https://" + "a-very-long-host-name" * 12 + ".example.org"


@pytest.fixture
def words(styled: object, qtbot: QtBot) -> PlainWords:
    made = PlainWords("subtitle")
    qtbot.addWidget(made)
    return made


def test_what_looks_like_mark_up_stays_text(words: PlainWords) -> None:
    words.say("<b>No</b> <img src='x'>")
    assert words.words == "<b>No</b> <img src='x'>"
    assert words.text() == words.words
    assert words.textFormat().name == "PlainText"


def test_a_long_address_needs_no_more_room_than_there_is(words: PlainWords) -> None:
    words.say(f"No key for {ADDRESS}.")
    assert words.minimumSizeHint().width() < 300
    assert words.words == f"No key for {ADDRESS}."


def test_nothing_takes_no_room(words: PlainWords) -> None:
    words.say("Something")
    assert not words.isHidden()
    words.say("")
    assert words.isHidden()
