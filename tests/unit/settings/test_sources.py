from transcriber.settings.preferences import Preferences
from transcriber.settings.preferences_document import preferences_document, preferences_from
from transcriber.settings.sources import Sources


def test_only_the_microphone_is_recorded_unless_a_person_wants_more() -> None:
    assert not Preferences().sources.with_played_sound


def test_the_wish_is_kept_and_nonsense_costs_only_itself() -> None:
    wanted = Preferences(sources=Sources(with_played_sound=True), theme="dark")
    document = preferences_document(wanted)
    assert preferences_from(document) == (wanted, [])
    document["sources"]["with_played_sound"] = "perhaps"
    assert preferences_from(document) == (Preferences(theme="dark"), ["sources.with_played_sound"])
