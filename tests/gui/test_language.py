from datetime import date
from importlib.resources import files

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from transcriber.gui.language import date_words, in_words, number, tr
from transcriber.sentence import said, together


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
