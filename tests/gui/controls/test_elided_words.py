from pytestqt.qtbot import QtBot

from transcriber.gui.controls.elided_words import ElidedWords

STATE = "Mic ok   ·   Link: on this computer   ·   Text 0.4 s behind"


def made(qtbot: QtBot, width_px: int) -> ElidedWords:
    words = ElidedWords("footText")
    qtbot.addWidget(words)
    words.say(STATE)
    words.resize(width_px, 20)
    words.show()
    return words


def test_with_room_it_is_all_there(qtbot: QtBot) -> None:
    words = made(qtbot, 2_000)

    assert words.shown == STATE
    assert words.toolTip() == ""


def test_without_room_it_ends_in_an_ellipsis_and_can_be_read_by_pointing(qtbot: QtBot) -> None:
    words = made(qtbot, 150)

    assert words.shown.endswith("…")
    assert STATE.startswith(words.shown[:-1])
    assert words.text() == words.toolTip() == STATE


def test_it_stands_on_the_ground_that_the_style_sheet_gives_it(qtbot: QtBot) -> None:
    words = made(qtbot, 150)
    words.say("")
    words.setStyleSheet("#footText { background: #c0ffee; border-left: 3px solid #123456; }")
    seen = words.grab().toImage()

    assert seen.pixelColor(100, 10).name() == "#c0ffee"
    assert seen.pixelColor(1, 10).name() == "#123456"


def test_what_looks_like_markup_is_pointed_at_as_it_is_written(qtbot: QtBot) -> None:
    words = made(qtbot, 20)
    words.say("<b>Not</b> transcribed")

    assert words.toolTip() == "<p>&lt;b&gt;Not&lt;/b&gt; transcribed</p>"


def test_it_asks_for_no_width(qtbot: QtBot) -> None:
    assert made(qtbot, 150).minimumSizeHint().width() == 0
