from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from transcriber.gui.services.service_titles import title_words
from transcriber.settings.profiles import LOCAL, OPENAI


class German(QTranslator):
    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return {"This computer": "Dieser Computer"}.get(text, "")


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    words = German()
    qapp.installTranslator(words)
    yield
    qapp.removeTranslator(words)


def test_this_computer_is_called_so_unless_a_person_named_it() -> None:
    assert title_words(LOCAL) == "This computer"
    assert title_words(replace(LOCAL, title="My laptop")) == "My laptop"
    assert title_words(OPENAI) == "OpenAI"


@pytest.mark.usefixtures("german")
def test_it_has_a_name_in_the_language_of_the_window() -> None:
    assert title_words(LOCAL) == "Dieser Computer"
    assert title_words(replace(LOCAL, title="This computer")) == "Dieser Computer"
    assert title_words(replace(OPENAI, title="This computer")) == "This computer"
