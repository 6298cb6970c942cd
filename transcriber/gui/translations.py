"""The languages that the window can speak, and the loading of one: English needs no file."""

import logging
from importlib.resources import files

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from transcriber.settings.desktop_choices import WindowLanguage

_log = logging.getLogger(__name__)

TRANSLATED = ("de",)
"""What stands in `assets/translations`."""


def language_of(choice: WindowLanguage, system: QLocale | None = None) -> str:
    """`en`, or one that there is a translation for.

    Args:
        choice: A person's.
        system: The languages that the system asks for, the first one that is known counts; None: ask it.
    """
    if choice != "system":
        return choice
    for name in (system or QLocale.system()).uiLanguages():
        code = name.replace("_", "-").split("-")[0]
        if code == "en" or code in TRANSLATED:
            return code
    return "en"


def speak(application: QApplication, choice: WindowLanguage) -> str:
    """Load the words before the first window is made; returns the language that the window now speaks.

    A translation that is missing or broken leaves the window in English.
    """
    language = language_of(choice)
    if language == "en":
        return language
    translator = QTranslator(application)
    if not translator.load(str(files("transcriber.assets") / "translations" / f"{language}.qm")):
        _log.error("The translation %s is broken or missing: the window speaks English.", language)
        return "en"
    # The words of Qt's own dialogs; without them those stay English.
    of_qt = QTranslator(application)
    if of_qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(of_qt)
    application.installTranslator(translator)
    return language
