"""The windows about services are opened from menu and panel, once each, and what they change is taken over."""

from dataclasses import replace
from typing import Any

from pytestqt.qtbot import QtBot

from transcriber.gui.protocol_view import ProtocolView
from transcriber.gui.services_dialog import ServicesDialog
from transcriber.settings.profiles import BUILT_IN_PROFILES, OPENAI

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""


def test_menu_and_panel_open_the_same_window(stage: Stage, qtbot: QtBot) -> None:
    window = stage.window
    assert window.findChildren(ServicesDialog) == []
    window.actions_.services.trigger()
    service = window.panel.fields.services.service
    service.setCurrentIndex(service.count() - 1)
    (dialog,) = window.findChildren(ServicesDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert service.currentText() == "This computer"
    renamed = replace(OPENAI, title="Ours")
    dialog.profiles_changed.emit((BUILT_IN_PROFILES[0], renamed))
    assert service.itemText(1) == "Ours"
    assert stage.saved[-1].profiles == (BUILT_IN_PROFILES[0], renamed)
    dialog.close()


def test_the_protocol_is_watched_in_a_window_of_its_own(stage: Stage) -> None:
    stage.window.actions_.protocol.trigger()
    stage.window.actions_.protocol.trigger()
    (view,) = stage.window.findChildren(ProtocolView)
    assert view.isVisible()
    assert "watch" in stage.app.asked
    stage.window.windows.close()
    assert not view.isVisible()


def test_what_the_panel_changes_is_not_brought_back_by_the_open_window(stage: Stage) -> None:
    window = stage.window
    window.windows.open_services("openai")
    (dialog,) = window.findChildren(ServicesDialog)
    window.panel.fields.services.dialect.segments[1].click()
    chosen = window.panel.fields.services.profile
    assert dialog.profiles == window.panel.fields.services.profiles
    dialog.open_profile(chosen.name)
    assert dialog.page.connection.read().dialect is chosen.switches.dialect
    dialog.close()
    assert window.panel.fields.services.profile == chosen
