"""A service from a file is used after its host and its key were seen."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from transcriber.gui.services.consent import Consent
from transcriber.settings.profiles import OPENAI, KeyPlace


def test_the_host_and_the_key_are_named(styled: object, qtbot: QtBot) -> None:
    consent = Consent()
    qtbot.addWidget(consent)
    imported = replace(
        OPENAI, name="imported", key_place=KeyPlace.ENVIRONMENT, key_variable="SOME_KEY", is_confirmed=False
    )
    consent.show_profile(imported, is_valid=True)
    assert not consent.isHidden()
    assert "api.openai.com" in consent.words
    assert "SOME_KEY" in consent.words
    with qtbot.waitSignal(consent.given):
        consent.use.click()


def test_nothing_is_asked_about_what_is_used_already(styled: object, qtbot: QtBot) -> None:
    consent = Consent()
    qtbot.addWidget(consent)
    consent.show_profile(OPENAI, is_valid=True)
    assert consent.isHidden()


def test_a_service_with_a_fault_is_not_agreed_to(styled: object, qtbot: QtBot) -> None:
    consent = Consent()
    qtbot.addWidget(consent)
    consent.show_profile(replace(OPENAI, base_url="https://", is_confirmed=False), is_valid=False)
    assert not consent.use.isEnabled()
    assert consent.words == "Correct its address first."
