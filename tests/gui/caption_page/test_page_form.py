"""The page's form: nobody else reads before it was agreed to, and every state is said in words."""

import pytest
from pytestqt.qtbot import QtBot

from transcriber.gui.caption_page.page_form import PageForm
from transcriber.gui.theme import Theme
from transcriber.session.notices import CaptionPageChanged
from transcriber.settings.caption_sharing import CaptionSharing

ADDRESS = "http://127.0.0.1:8790/TOKEN/"
OTHERS = "http://192.168.1.5:8790/TOKEN/"


@pytest.fixture
def form(theme: Theme, qtbot: QtBot) -> PageForm:
    made = PageForm(theme)
    qtbot.addWidget(made)
    made.show_sharing(CaptionSharing(is_page_on=True))
    made.show()
    return made


@pytest.fixture
def chosen(form: PageForm) -> list[CaptionSharing]:
    seen: list[CaptionSharing] = []
    form.changed.connect(seen.append)
    return seen


def test_the_network_is_let_in_only_once_a_person_agreed(form: PageForm, chosen: list[CaptionSharing]) -> None:
    form.network.click()
    assert form.consent.isVisible()
    assert not form.network.isChecked()
    assert chosen == []

    form.consent.cancel.click()
    assert not form.consent.isVisible()
    assert chosen == []

    form.network.click()
    form.consent.agree.click()
    assert form.network.isChecked()
    assert chosen == [CaptionSharing(is_page_on=True, is_open_to_network=True)]

    form.network.click()
    assert chosen[-1] == CaptionSharing(is_page_on=True)


def test_the_question_says_what_can_be_reached(form: PageForm) -> None:
    form.network.click()
    words = form.consent.agree.accessibleDescription()
    assert "read the captions" in words
    assert "nothing else of this computer" in words


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (CaptionPageChanged(), "Off: nobody can read the captions in a browser."),
        (CaptionPageChanged(is_on=True, address=ADDRESS), "On: nobody reads now."),
        (CaptionPageChanged(is_on=True, address=ADDRESS, readers=1), "On: one reader now."),
    ],
)
def test_the_state_is_said_in_words(form: PageForm, page: CaptionPageChanged, words: str) -> None:
    form.show_page(page)
    assert form.state.words == words
    assert form.address.isEnabled() == page.is_on
    assert form.overlay.field.text() == (f"{ADDRESS}?transparent" if page.is_on else "")


def test_other_devices_have_an_address_and_a_code(form: PageForm) -> None:
    form.show_sharing(CaptionSharing(is_page_on=True, is_open_to_network=True))
    form.show_page(CaptionPageChanged(is_on=True, address=ADDRESS, network_address=OTHERS))
    assert form.code.isVisible()
    assert form.code.modules > 0
    assert form.network_address.field.text() == OTHERS
    assert form.no_network.words == ""

    form.show_page(CaptionPageChanged(is_on=True, address=ADDRESS))
    assert not form.code.isVisible()
    assert "in no network" in form.no_network.words


def test_another_port(form: PageForm, chosen: list[CaptionSharing]) -> None:
    form.port.setValue(9_123)
    assert chosen == [CaptionSharing(is_page_on=True, port=9_123)]
