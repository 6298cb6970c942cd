from transcriber.settings.desktop_choices import DesktopChoices
from transcriber.settings.preferences import Preferences
from transcriber.settings.preferences_document import preferences_document, preferences_from


def test_closing_the_window_ends_the_program_unless_a_person_wants_otherwise() -> None:
    assert not Preferences().desktop.keeps_running


def test_the_choices_are_kept_and_nonsense_costs_only_itself() -> None:
    wanted = Preferences(desktop=DesktopChoices(keeps_running=True, notifies=False, was_told_of_consent=True))
    document = preferences_document(wanted)
    assert preferences_from(document) == (wanted, [])
    document["desktop"]["notifies"] = "sometimes"
    kept = DesktopChoices(keeps_running=True, was_told_of_consent=True)
    assert preferences_from(document) == (Preferences(desktop=kept), ["desktop.notifies"])


def test_a_language_that_the_window_does_not_speak_is_none() -> None:
    document = preferences_document(Preferences(desktop=DesktopChoices(language="de")))
    assert preferences_from(document)[0].desktop.language == "de"
    document["desktop"]["language"] = "tlh"
    assert preferences_from(document) == (Preferences(), ["desktop.language"])
