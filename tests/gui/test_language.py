from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from socket import gaierror

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import Stage
from transcriber.app import RecordingRequest
from transcriber.audio import away_words, portaudio
from transcriber.audio.lasting_microphone import LastingMicrophone
from transcriber.gui.language import date_words, in_words, number, stored_words, tr
from transcriber.realtime.configuration import ConfigurationError
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import ConnectionLost, ServiceRefused
from transcriber.realtime.secret import NoSecretError, Secret
from transcriber.realtime.switches import Switches
from transcriber.realtime.tls import error_from_connecting
from transcriber.realtime.trace_file import TraceFile, TraceFileError, read_trace
from transcriber.sentence import said, together
from transcriber.settings.appearance import Appearance, validate_appearance
from transcriber.settings.caption_sharing import CaptionSharing, validate_caption_sharing
from transcriber.settings.profile_file import FORMAT, VERSION, ProfileFileError, imported_profiles


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(files("transcriber.assets") / "translations" / "de.qm"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def test_without_a_translation_the_words_are_as_they_stand(qapp: object) -> None:
    assert tr("Saved as {name}").format(name="notes.txt") == "Saved as notes.txt"


def test_the_number_stands_in_the_words(qapp: object) -> None:
    assert tr("%n new", "", 3) == "3 new"


def test_numbers_and_days_stand_as_english_writes_them_where_nothing_is_translated(qapp: object) -> None:
    assert number(1234.56, 1) == "1,234.6"
    assert number(7) == "7"
    assert date_words(date(2026, 5, 3)) == "3 May 2026"


def test_numbers_and_days_follow_the_language_of_the_window(qapp: QApplication) -> None:
    german = QTranslator()
    assert german.load(str(files("transcriber.assets") / "translations" / "de.qm"))
    qapp.installTranslator(german)
    try:
        assert number(1234.56, 1) == "1.234,6"
        assert date_words(date(2026, 5, 3)) == "3. Mai 2026"
        assert in_words(together(said("Copied."), said("Nothing was found."))) == "Kopiert. Nichts gefunden."
        assert tr("After %n seconds", "", 1) == "Nach 1 Sekunde"
    finally:
        qapp.removeTranslator(german)


def test_figures_within_a_sentence_follow_the_language_of_the_window(qapp: QApplication) -> None:
    price = said("About ${dollars} a minute.", dollars=0.003)
    budget = said(
        "{spent_dollars:.2f} of {monthly_budget_dollars:.2f} dollars", spent_dollars=1.0, monthly_budget_dollars=1.5
    )
    assert (in_words(price), in_words(budget)) == ("About $0.003 a minute.", "1.00 of 1.50 dollars")
    german = QTranslator()
    assert german.load(str(files("transcriber.assets") / "translations" / "de.qm"))
    qapp.installTranslator(german)
    try:
        assert in_words(price) == "Etwa 0,003 $ je Minute."
        assert in_words(budget).endswith("1,50 Dollar")
    finally:
        qapp.removeTranslator(german)


HEAD = f'format = "{FORMAT}"\nversion = {VERSION}\n'
ENTRY = '[[profiles]]\nname = "a"\ntitle = "A"\nkind = "openai"\n'


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (lambda: Secret(" "), "Der Schlüssel ist leer."),
        (lambda: Secret("k" * 8_001), "Der Schlüssel ist länger als 8000 Zeichen."),
        (lambda: Secret("a b"), "Der Schlüssel enthält ein Leerzeichen"),
        (lambda: validate_appearance(Appearance(text_percent=7)), "Schrift kann 80 bis 300 % ihrer"),
        (lambda: validate_caption_sharing(CaptionSharing(port=0)), "Ein Port ist eine Zahl von 1 bis 65535."),
        (lambda: validate_caption_sharing(CaptionSharing(file_lines=9)), "Eine Untertiteldatei hat 1 bis 6 Zeilen."),
        (lambda: validate_caption_sharing(CaptionSharing(file_path="\0")), "Diesen Pfad kann keine Datei haben."),
        (lambda: TraceFile.create(Path("/"), keeps_audio=False, on_stopped=print), "/ gibt es schon; wählen Sie"),
        (lambda: read_trace(Path("/none")), "Der Mitschnitt /none kann nicht gelesen werden: "),
        (lambda: imported_profiles(HEAD + "more = 1", ()), "Die Datei enthält more; das kennt"),
        (lambda: imported_profiles(HEAD + "[[profiles]]\nmore = 1", ()), "Dienst 1 der Datei enthält more; das kennt"),
        (
            lambda: imported_profiles(HEAD + "[[profiles]]\nname = 1", ()),
            "Dienst 1 der Datei ergibt keinen Sinn: name hat einen Wert, der nicht erlaubt ist.",
        ),
        (
            lambda: imported_profiles(HEAD + ENTRY + 'base_url = "x"', ()),
            "Dienst 1 der Datei ergibt keinen Sinn: base_url: ",
        ),
        (
            lambda: imported_profiles(HEAD + ENTRY + 'base_url = {type = "none"}', ()),
            "Dienst 1 der Datei ergibt keinen Sinn: Seine Adresse fehlt.",
        ),
    ],
)
def test_what_is_refused_outside_of_the_window_is_said_in_its_language(
    german: None, refused: Callable[[], object], words: str
) -> None:
    try:
        refused()
    except (NoSecretError, ConfigurationError, TraceFileError, ProfileFileError) as error:
        logged, shown = str(error), in_words(error.message)
    assert shown.startswith(words)
    assert logged != shown, "the log has it in English"


def test_sources_and_gaps_are_called_in_the_language_of_the_window(german: None) -> None:
    assert in_words(LastingMicrophone(None, is_played=True).name) == "Was der Computer abspielt"
    assert in_words(LastingMicrophone(None).name) == "Standardmikrofon"
    assert stored_words(str(away_words.PLAYED_MOVED)) == "Der Lautsprecher hat gewechselt"


def test_a_german_window_gives_a_live_recording_a_german_title(german: None, stage: Stage) -> None:
    stage.window.recording.toggle()
    [request] = stage.app.asked
    assert isinstance(request, RecordingRequest)
    assert request.live_title == "Live-Aufnahme"


def refused_address(address: str) -> str:
    with pytest.raises(ServiceRefused) as refused:
        Endpoint(address, Secret("key"), Switches())
    return refused.value.message


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (lambda: refused_address("ftp://a"), "Die Adresse des Dienstes ist ungültig: sie muss mit https:// beginnen"),
        (
            lambda: error_from_connecting(gaierror()).message,
            "Nicht erreichbar: Dienst (der Name wurde nicht gefunden).",
        ),
        (
            lambda: ConnectionLost(1006, said("it did not answer for {seconds} s", seconds="20")).message,
            "Die Verbindung zum Dienst ging verloren: er hat 20 s lang nicht geantwortet.",
        ),
        (lambda: portaudio.hangs().message, "Das Tonsystem dieses Computers antwortet nicht."),
    ],
)
def test_reasons_within_sentences_are_said_in_it_too(german: None, told: Callable[[], str], words: str) -> None:
    assert in_words(told()).startswith(words)
