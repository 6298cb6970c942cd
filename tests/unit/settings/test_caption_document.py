from transcriber.captions.look import CaptionLook
from transcriber.captions.presets import Preset
from transcriber.settings.caption_choices import CaptionChoices, CaptionPlace
from transcriber.settings.caption_document import caption_choices_from
from transcriber.settings.plain_data import to_plain
from transcriber.settings.preferences import Preferences
from transcriber.settings.preferences_document import preferences_document, preferences_from

CHOICES = CaptionChoices(
    look=CaptionLook(lines=4, clears_after_s=8, text_colour="#FFFF00"),
    presets=(Preset(name="Room 3", look=CaptionLook(size_px=90)),),
    is_shown=True,
    passes_clicks=True,
    covers_full_screen=True,
    places=(CaptionPlace(screen="HDMI-1", x_px=-5, y_px=900),),
)


def test_what_was_written_comes_back() -> None:
    assert caption_choices_from(to_plain(CHOICES)) == (CHOICES, [])


def test_it_is_part_of_the_preferences() -> None:
    preferences = Preferences(captions=CHOICES)
    assert preferences_from(preferences_document(preferences)) == (preferences, [])


def test_nonsense_costs_no_more_than_itself() -> None:
    saved = to_plain(CHOICES)
    saved["look"]["size_px"] = "huge"
    saved["is_shown"] = "yes"
    saved["presets"] = [*saved["presets"], {"name": "bbc"}, 7]
    saved["places"] = [*saved["places"], {"screen": "x"}]
    choices, wrong = caption_choices_from(saved)
    assert choices.look == CaptionLook(lines=4, clears_after_s=8, text_colour="#FFFF00")
    assert (choices.presets, choices.places, choices.is_shown) == (CHOICES.presets, CHOICES.places, False)
    assert wrong == [
        "captions.is_shown",
        "captions.look.size_px",
        "captions.presets[2]",
        "captions.presets[3]",
        "captions.places[2]",
    ]


def test_what_is_no_table_is_nothing() -> None:
    choices, wrong = caption_choices_from({"look": 3, "presets": "many", "places": {}})
    assert choices == CaptionChoices()
    assert len(wrong) == 3
    assert caption_choices_from(None)[0] == CaptionChoices()
