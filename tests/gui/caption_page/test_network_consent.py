"""The question is hidden until it is asked, and answers are signals."""

from pytestqt.qtbot import QtBot

from transcriber.gui.caption_page.network_consent import NetworkConsent


def test_answers(qtbot: QtBot) -> None:
    consent = NetworkConsent()
    qtbot.addWidget(consent)
    assert consent.isHidden()
    with qtbot.waitSignal(consent.given):
        consent.agree.click()
    with qtbot.waitSignal(consent.refused):
        consent.cancel.click()
