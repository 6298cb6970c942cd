"""Captions elsewhere in the window: what is chosen reaches the application and is remembered."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from transcriber.captions.look import CaptionLook
from transcriber.gui.caption_page.caption_page_dialog import CaptionPageDialog
from transcriber.session.notices import CaptionPageChanged, Problem, ProblemPassed
from transcriber.settings.caption_sharing import CaptionSharing
from transcriber.settings.preferences import Preferences

ADDRESS = "http://127.0.0.1:8790/TOKEN/"


def opened(stage: Stage) -> CaptionPageDialog:
    stage.window.actions_.caption_page.trigger()
    dialog = stage.window.parts.caption_page.dialog
    assert dialog is not None
    return dialog


def test_a_page_that_is_switched_on_is_asked_for_and_remembered(stage: Stage) -> None:
    opened(stage).page.on.click()

    assert stage.app.caption_page.asked == [CaptionSharing(is_page_on=True)]
    assert stage.saved[-1].caption_sharing == CaptionSharing(is_page_on=True)
    assert stage.window.preferences.caption_sharing == CaptionSharing(is_page_on=True)


def test_at_the_start_captions_go_where_they_went_and_nothing_is_asked_otherwise(stage: Stage) -> None:
    stage.window.parts.caption_page.begin()
    assert stage.app.caption_page.asked == []
    known = Preferences(caption_sharing=CaptionSharing(is_page_on=True, port=9_000))
    stage.window.parts.remembered.known = known
    stage.window.parts.caption_page.begin()
    assert stage.app.caption_page.asked == [known.caption_sharing]


def test_what_became_of_it_is_shown_also_where_the_dialog_comes_later(stage: Stage, qtbot: QtBot) -> None:
    stage.bridge.publish(Problem("caption_port_taken", "Port 1 is taken."))
    stage.bridge.publish(CaptionPageChanged(is_on=True, address=ADDRESS, port=8790, readers=2))
    qtbot.waitUntil(lambda: stage.window.parts.caption_page._page.readers == 2)
    dialog = opened(stage)
    assert dialog.page.address.field.text() == ADDRESS
    assert [problem.message for problem in dialog.banner.problems] == ["Port 1 is taken."]
    stage.bridge.publish(ProblemPassed("caption_port_taken"))
    qtbot.waitUntil(lambda: not dialog.banner.problems)
    stage.bridge.publish(CaptionPageChanged())
    qtbot.waitUntil(lambda: not dialog.page.address.field.text())


def test_a_new_link_is_asked_for(stage: Stage) -> None:
    opened(stage).page.new_link.click()
    assert stage.app.caption_page.asked == ["new link"]


def test_a_file_is_chosen_before_anything_is_written(stage: Stage, tmp_path: Path) -> None:
    dialog = opened(stage)
    dialog.file.take_path(str(tmp_path / "captions.txt"))
    (asked,) = stage.app.caption_page.asked
    assert asked == CaptionSharing(is_file_on=True, file_path=str(tmp_path / "captions.txt"))


def test_another_look_and_other_names_reach_the_page_while_it_is_on(stage: Stage) -> None:
    captions = stage.window.parts.captions
    captions.set_look(CaptionLook(text_colour="#FFFF00"))
    assert stage.app.caption_page.asked == [], "nothing is on"
    opened(stage).page.on.click()
    captions.set_look(CaptionLook(text_colour="#00FFFF"))
    assert [look.text_colour for look in stage.app.caption_page.looks if look] == ["#FFFF00", "#00FFFF"]
    stage.window.page.transcript.name_speakers({"B": "Ana"})
    assert stage.app.caption_page.named == [{"B": "Ana"}]


def test_the_dialog_closes_with_the_window(stage: Stage) -> None:
    dialog = opened(stage)
    assert dialog.isVisible()
    stage.window.close()
    assert not dialog.isVisible()
