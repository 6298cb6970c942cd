"""Which language the window speaks, and what becomes of a translation that cannot be read."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from transcriber.gui import translations
from transcriber.gui.language import in_words, tr
from transcriber.gui.translations import language_of, speak
from transcriber.sentence import said


class Words(QTranslator):
    """A translator with words of its own."""

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__()
        self._words = words

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return self._words.get(text, "")


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    words = Words(
        {
            "{device} was unplugged.": "{device} wurde getrennt.",
            "the microphone": "das Mikrofon",
            "Broken {device}": "Kaputt {gerät",
            "Copy": "Kopieren",
        }
    )
    qapp.installTranslator(words)
    yield
    qapp.removeTranslator(words)


@pytest.mark.parametrize(
    ("system", "language"), [("de_AT", "de"), ("de", "de"), ("en_GB", "en"), ("fi_FI", "en"), ("C", "en")]
)
def test_the_systems_language_counts_where_it_is_known(system: str, language: str) -> None:
    assert language_of("system", QLocale(system)) == language


def test_a_persons_choice_goes_before_the_systems() -> None:
    assert language_of("en", QLocale("de_DE")) == "en"
    assert language_of("de", QLocale("en_US")) == "de"


@pytest.mark.usefixtures("german")
def test_what_was_said_outside_of_the_window_is_said_in_its_language() -> None:
    assert tr("Copy") == "Kopieren"
    assert in_words(said("{device} was unplugged.", device="Yeti")) == "Yeti wurde getrennt."
    assert in_words(said("{device} was unplugged.", device=said("the microphone"))) == "das Mikrofon wurde getrennt."
    assert in_words("Words of a service.") == "Words of a service."
    assert in_words(said("{device} was unplugged.", device="{odd} {")) == "{odd} { wurde getrennt."


@pytest.mark.usefixtures("german")
def test_a_translation_with_broken_braces_leaves_the_english_words() -> None:
    assert in_words(said("Broken {device}", device="Yeti")) == "Broken Yeti"


SHIPPED = Path(str(files("transcriber.assets"))) / "translations" / "de.qm"


@pytest.mark.allowed_logs(r"broken or missing", logger="transcriber.gui.translations")
@pytest.mark.parametrize(
    "contents",
    [
        None,
        b"",
        b"no translation at all",
        bytes(range(256)) * 64,
        SHIPPED.read_bytes()[:1000],
        SHIPPED.read_bytes()[:-99],
    ],
    ids=["missing", "empty", "text", "garbage", "cut after its head", "cut before its end"],
)
def test_a_broken_translation_leaves_the_window_in_english_and_is_told_in_the_log(
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    contents: bytes | None,
) -> None:
    (tmp_path / "translations").mkdir()
    if contents is not None:
        (tmp_path / "translations" / "de.qm").write_bytes(contents)
    monkeypatch.setattr(translations, "files", lambda package: tmp_path)
    assert speak(qapp, "de") == "en"
    assert (tr("Copy"), tr("%n new", "", 3)) == ("Copy", "3 new")
    assert "the window speaks English" in caplog.text


def test_a_whole_translation_speaks_also_through_qts_own_dialogs(qapp: QApplication) -> None:
    before = qapp.findChildren(QTranslator)
    try:
        assert speak(qapp, "de") == "de"
        assert tr("Copy") == "Kopieren"
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    finally:
        for translator in qapp.findChildren(QTranslator):
            if translator not in before:
                qapp.removeTranslator(translator)
                translator.deleteLater()
