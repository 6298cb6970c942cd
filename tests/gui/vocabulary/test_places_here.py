"""A word is looked for in a long recording while the window goes on answering."""

import time

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from transcriber.gui.vocabulary import places_here
from transcriber.gui.vocabulary.places_here import PlacesHere
from transcriber.transcript.vocabulary import Entry

PYSIDE = Entry(written="PySide6", heard=("pie six",))
NOOR = Entry(written="Noor", heard=("nor",))


def test_a_short_recording_is_looked_through_at_once(qtbot: QtBot) -> None:
    here = PlacesHere(lambda: [(7, "We use pie six."), (8, "Nobody knows."), (9, "Pie six it is.")])
    with qtbot.waitSignal(here.found):
        here.look(PYSIDE)
    assert here.is_whole
    assert here.places == {7: "We use pie six.", 9: "Pie six it is."}
    here.look(NOOR)
    assert here.places == {}


def test_a_long_one_holds_the_window_up_for_a_slice_at_a_time(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places_here, "_SLICE_S", 0.0)
    here = PlacesHere(lambda: [(number, "pie six") for number in range(1_000)])
    seen: list[int] = []
    between = QTimer(interval=0)
    between.timeout.connect(lambda: seen.append(len(here.places)))
    between.start()
    with qtbot.waitSignal(here.found):
        here.look(PYSIDE)
        assert len(here.places) < 20
        assert not here.is_whole
    between.stop()
    assert len(set(seen)) > 20
    assert list(here.places) == list(range(1_000))


def test_what_is_typed_meanwhile_is_looked_for_from_the_beginning(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places_here, "_SLICE_S", 0.0)
    here = PlacesHere(lambda: [(number, "nor" if number % 2 else "pie six") for number in range(100)])
    answers: list[int] = []
    here.found.connect(lambda: answers.append(len(here.places)))
    here.look(PYSIDE)
    here.look(NOOR)
    qtbot.waitUntil(lambda: here.is_whole)
    assert list(here.places) == list(range(1, 100, 2))
    here.look(PYSIDE)
    here.stop()
    qtbot.wait(50)
    assert (answers, here.places) == ([50], {})


@pytest.mark.parametrize("form", ["派写", "กรุงเทพ", "утро"])
def test_a_letter_is_answered_in_time_however_long_the_recording_is(qtbot: QtBot, form: str) -> None:
    others = {"派写": "我们用中文说话。" * 12, "กรุงเทพ": "เชียงใหม่ " * 10, "утро": "Доброе вечер, " * 7}[form]
    here = PlacesHere(lambda: [(number, others) for number in range(100_000)] + [(-1, form)])
    began_s = time.monotonic()
    here.look(Entry(written="X", heard=(form,)))
    with qtbot.waitSignal(here.found, timeout=20_000):
        assert time.monotonic() - began_s < 0.2, "the window is held up"
    assert here.places == {-1: form}
    assert time.monotonic() - began_s < 10, "to take each apart would need more than 40 s"
