"""What the test shows while it runs and afterwards."""

from pytestqt.qtbot import QtBot

from transcriber.audio.loudness import Loudness
from transcriber.gui.first_run.spoken_test import SpokenTest
from transcriber.gui.theme import Theme
from transcriber.session.notices import Meter


def test_it_shows_level_and_words_and_leaves_them_standing(theme: Theme, qtbot: QtBot) -> None:
    test = SpokenTest(theme)
    qtbot.addWidget(test)
    test.show()
    assert not test.words.isVisible()
    test.begin()
    assert test.button.text() == "Stop the test"
    assert "Nothing of it is kept" in test.words.words
    test.show_meter(Meter(level_dbfs=-20.0, peak_dbfs=-10.0, loudness=Loudness.GOOD))
    assert test.level.text() == "−20 dBFS, good"
    assert test.meter.value() == -20
    test.show_words("  Hello  ")
    test.rest("")
    assert test.words.words == "“Hello”"
    assert test.level.text() == ""
    test.rest("The microphone is gone.")
    assert test.words.words == "The microphone is gone."
