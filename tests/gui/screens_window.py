"""Pictures of the window's own states: find, compact, the first page, the lights, and the smallest size."""

from typing import TYPE_CHECKING

from transcriber.gui.light_words import Light
from transcriber.session.notices import LinkChanged, LinkState, Problem, RecordingChanged, RecordingState
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

if TYPE_CHECKING:
    from tests.gui.screens import _Screens


def take_finding(screens: "_Screens") -> None:
    """Words that are found, and words that are not."""
    screens.listening()
    screens.say_twenty()
    find = screens.window.parts.find
    find.open()
    find.bar.field.setText("the")
    screens.settle()
    find.go_on(-1)
    find.go_on(-1)
    screens.take("find")
    find.bar.field.setText("Kreszwell")
    screens.take("find-nothing")


def take_compact(screens: "_Screens") -> None:
    """The small window: without words, with words, with a problem, as small as it can be."""
    screens.window.parts.compact.toggle()
    screens.take("compact-ready")
    screens.listening()
    screens.say_twenty()
    screens.take("compact")
    screens.publish(LinkChanged(LinkState.RECONNECTING, "the network is away"))
    screens.publish(Problem("link_lost", "The link to OpenAI is lost.", "Recording continues; 14 s wait to be sent."))
    screens.take("compact-problem")
    screens.window.page.banner.clear_problems()
    screens.window.resize(360, 200)
    screens.take("compact-least")
    screens.window.parts.compact.leave()


def take_first_page(screens: "_Screens") -> None:
    """The first page in both ways, and while its test runs."""
    introduction = screens.window.parts.introduction
    introduction.open()
    page = introduction.page
    assert page is not None
    screens.take("first-run")
    page.elsewhere.button.click()
    page.test.asked.emit()
    screens.publish(RecordingChanged(RecordingState.RECORDING, "Yeti X · USB microphone"))
    said = Turn(number=1, text="Hello, this is a test of", provisional="the microphone", state=TurnState.LIVE)
    screens.publish(TurnChanged(TurnChange.DELTA, said, 0))
    screens.take("first-run-service")
    screens.publish(RecordingChanged(RecordingState.STOPPED))
    screens.window.resize(900, 560)
    screens.take("first-run-small")
    screens.window.resize(1320, 840)
    introduction.leave()


def take_lights(screens: "_Screens") -> None:
    """A light that says why, and the window as small as it can be."""
    screens.listening()
    screens.say_twenty()
    page = screens.window.page
    page.light_note.explain(screens.window.state.explained, Light.TEXT)
    screens.take("light")
    screens.window.resize(900, 560)
    screens.take("smallest")
    screens.window.page.light_note.close_note()
    screens.window.bar.history_button.click()
    screens.take("smallest-history")
    screens.window.resize(1320, 840)
    screens.window.bar.menu_button.menu().popup(screens.window.mapToGlobal(screens.window.rect().center()))
    screens.settle()
    screens.window.bar.menu_button.menu().grab().save(str(screens.folder / "menu-light.png"))
    screens.window.bar.menu_button.menu().hide()
