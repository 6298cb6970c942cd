"""The window's own changes are saved, and what others saved is taken over without being changed back."""

from dataclasses import replace

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from transcriber.gui.preference_keeping import PreferenceKeeping
from transcriber.session.notices import Problem
from transcriber.settings.merging import merged
from transcriber.settings.preferences import Preferences
from transcriber.settings.profiles import BUILT_IN_PROFILES, Profile

AT_FIRST = Preferences()
OWN = Profile(name="own", title="Own", base_url="https://own.example/v1")


class File:
    """What is saved, and what went wrong."""

    def __init__(self) -> None:
        self.saved = AT_FIRST
        self.writes = 0
        self.fault: OSError | None = None

    def save(self, base: Preferences, mine: Preferences) -> Preferences:
        if self.fault is not None:
            raise self.fault
        self.writes += 1
        self.saved = merged(base, mine, self.saved)
        return self.saved


def test_nothing_new_is_written_nowhere(styled: object) -> None:
    file, parent = File(), QObject()
    keeping = PreferenceKeeping(AT_FIRST, file.save, parent)
    keeping.keep(AT_FIRST)
    keeping.keep(replace(AT_FIRST, theme="dark"))
    keeping.keep(replace(AT_FIRST, theme="dark"))
    assert (file.writes, file.saved.theme) == (1, "dark")


def test_what_others_added_is_known_and_what_they_chose_stays_theirs(styled: object, qtbot: QtBot) -> None:
    file, parent = File(), QObject()
    keeping = PreferenceKeeping(AT_FIRST, file.save, parent)
    file.saved = replace(AT_FIRST, profiles=(*BUILT_IN_PROFILES, OWN), theme="dark")
    with qtbot.waitSignal(keeping.adopted, timeout=0, raising=True):
        keeping.keep(replace(AT_FIRST, is_panel_open=False))
    assert keeping.known == Preferences(profiles=(*BUILT_IN_PROFILES, OWN), is_panel_open=False)
    keeping.keep(replace(keeping.known, marks_doubtful_words=True))
    assert (file.saved.theme, file.saved.marks_doubtful_words) == ("dark", True)
    keeping.keep(replace(keeping.known, theme="light"))
    assert file.saved.theme == "light"


def test_what_could_not_be_saved_is_saved_with_the_next(styled: object) -> None:
    file, parent = File(), QObject()
    problems: list[Problem] = []
    keeping = PreferenceKeeping(AT_FIRST, file.save, parent)
    keeping.problem_raised.connect(problems.append)
    file.fault = OSError(28, "No space left on device")
    keeping.keep(replace(AT_FIRST, theme="dark"))
    file.fault = None
    keeping.keep(replace(AT_FIRST, theme="dark"))
    assert [problem.message for problem in problems] == ["The settings were not saved: No space left on device."]
    assert file.saved.theme == "dark"
