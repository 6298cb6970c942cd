"""The window's own states: find, compact, small, its menu."""

from tests.gui.screens.picture_stage import PictureStage, Scene
from tests.gui.screens.spoken import hear_meeting
from transcriber.sentence import said
from transcriber.session.notices import LinkChanged, LinkState, Problem


def _find(stage: PictureStage) -> None:
    stage.listen()
    hear_meeting(stage)
    find = stage.window.parts.find
    find.open()
    find.bar.field.setText("the")
    stage.settle()
    find.go_on(-1)
    find.go_on(-1)
    stage.take("find")
    find.bar.field.setText("Kreszwell")
    stage.take("find-nothing")


def _compact(stage: PictureStage) -> None:
    stage.window.parts.compact.toggle()
    stage.take("compact-ready")
    stage.listen()
    hear_meeting(stage)
    stage.take("compact")
    stage.publish(LinkChanged(LinkState.RECONNECTING, said("The network is unreachable.")))
    lost = said("The service has been out of reach for {longest_away_s:.0f} s.", longest_away_s=20.0)
    stage.publish(Problem("service_away", lost, said("Try again later.")))
    stage.take("compact-problem")
    stage.window.page.banner.clear_problems()
    stage.resize(360, 200)
    stage.take("compact-least")
    stage.window.parts.compact.leave()


def _small(stage: PictureStage) -> None:
    stage.listen()
    hear_meeting(stage)
    stage.resize(900, 560)
    stage.take("small")
    stage.window.bar.history_button.click()
    stage.take("small-with-history")
    stage.resize()


def _wide(stage: PictureStage) -> None:
    stage.listen()
    hear_meeting(stage)
    stage.window.bar.panel_button.click()
    stage.window.bar.history_button.click()
    stage.resize(1580, 940)
    stage.take("wide-text-only")
    stage.resize()


def _menu(stage: PictureStage) -> None:
    menu = stage.window.bar.menu_button.menu()
    menu.popup(stage.window.mapToGlobal(stage.window.rect().center()))
    stage.take("menu", menu)
    menu.hide()


SCENES = (
    Scene("find", _find, frozenset({"find"})),
    Scene("compact", _compact, frozenset({"compact"})),
    Scene("small", _small, frozenset({"small"})),
    Scene("wide", _wide),
    Scene("menu", _menu, frozenset({"menu"})),
)
