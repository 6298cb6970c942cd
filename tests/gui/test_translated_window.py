"""Every part of the window in a language of long words, and in German: all of it translated, and nothing cut."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from tests.gui.shown_scenes import SPOKEN, Scenes
from tests.gui.shown_words import German, Judge, LongWords, MarkedLanguage
from transcriber.gui.about_dialog import _MADE_WITH


# Once for all: a translator that Python cleared away while another one translates would wait for it for ever.
@pytest.fixture(scope="session", params=[LongWords, German])
def translator(request: pytest.FixtureRequest, qapp: QApplication) -> MarkedLanguage:
    """One that marks what it translates."""
    made: MarkedLanguage = request.param()
    return made


@pytest.fixture
def language(translator: MarkedLanguage, qapp: QApplication) -> Iterator[MarkedLanguage]:
    """Spoken before the window is made."""
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


_NAMES = (
    # What people and the stage say and are called.
    *(SPOKEN, "Yeti X", "Built-in microphone", "requests", "uno", "nada", "dos.txt"),
    # Programs, licences, services, codecs, formats, dialects and looks by their own names.
    *_MADE_WITH.splitlines(),
    *("Transcriber", "OpenAI", "Azure OpenAI", "OpenAI-compatible", "LocalAI", "speaches", "Together AI", "WebSocket"),
    *(
        "Authorization: Bearer",
        "FLAC",
        "Opus",
        "PCM",
        "µ-law",
        "A-law",
        "GA",
        "Beta",
        "BBC",
        "Netflix",
        "FCC",
        "PySide6",
    ),
    # Each language of the window in itself.
    *("English", "Deutsch"),
    # Examples of what can be written into a field.
    *("Kreszwel, Noor Haddad", "pie side six, pi side 6", "en, de"),
)
_SIGNS = re.compile(
    r"""(?x)
    [\w.-]*(gpt|moonshine|whisper)[\w.-]*                                        # models
    | ((Ctrl|Shift|Alt|Strg|Umschalt)\+)*(F\d+|Ctrl|Shift|Alt|Space|Esc|Del|Return|Enter|Home|End|Up|Down|.)  # keys
    | [-−]?[\d.,:/∞]* | [\w.-]+… | ms | px | kHz | dBFS | kB | MB | GB                        # figures and their units
    | (https?|wss?)://\S* | /\S+ | \S+=\S* | \w+_\w+ | [\w-]+(\.[\w-]+)+(:\d+)?  # addresses, files, parameters
    | [{}] | "[\w.]+"[,:]?                                                        # messages of the protocol
    | \#[0-9A-F]{6}                                                             # colours
    """
)


_NAMED = re.compile(
    "|".join(rf"(?<!\w){re.escape(name.strip())}(?!\w)" for name in sorted(_NAMES, key=len, reverse=True))
)


@cache
def is_name(words: str) -> bool:
    """Whether it is no word of a language: names, keys, figures, or what a person said."""
    rest = re.split(r"[\s·()–|]+", _NAMED.sub(" ", words))
    return words in font_families() or all(
        _SIGNS.fullmatch(word) or _SIGNS.fullmatch(word.strip(",:")) for word in rest
    )


@cache
def font_families() -> frozenset[str]:
    """What can be chosen on this computer."""
    return frozenset(QFontDatabase.families())


SCENES = (
    "main",
    "panel",
    "listening",
    "compact",
    "banners",
    "first_page",
    "services",
    "protocol",
    "caption_page",
    "guide",
    "history",
    "dialogs",
)


@pytest.mark.parametrize("scene", SCENES)
def test_every_word_is_translated_and_none_is_cut(
    language: MarkedLanguage, stage: Stage, qtbot: QtBot, scene: str
) -> None:
    judge = Judge(language, is_name)
    getattr(Scenes(stage, qtbot, judge.look_at), scene)()
    assert "\n".join(sorted(judge.untranslated)) == ""
    assert "\n".join(sorted(judge.cut)) == ""
