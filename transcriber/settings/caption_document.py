"""Choices for captions out of a settings file that anyone can edit: nonsense in one entry costs that entry. Pure."""

from collections.abc import Mapping
from typing import Any

from transcriber.captions.look import CaptionLook, validate_look
from transcriber.captions.presets import Preset, validate_own
from transcriber.realtime.configuration import ConfigurationError
from transcriber.settings.caption_choices import MOST_PLACES, CaptionChoices, CaptionPlace, validate_place
from transcriber.settings.plain_data import NonsenseError, from_plain, named_entries, with_fields_of

_PLAIN = ("is_shown", "passes_clicks", "covers_full_screen")


def caption_choices_from(saved: Any) -> tuple[CaptionChoices, list[str]]:
    """The choices in a table, and what of it makes no sense."""
    choices, wrong = with_fields_of(CaptionChoices(), saved, lambda _: None, names=_PLAIN)
    table = saved if isinstance(saved, Mapping) else {}
    look, wrong_fields = with_fields_of(CaptionLook(), table.get("look", {}), validate_look)
    presets, wrong_presets = named_entries(table.get("presets", []), _preset_from, validate_own)
    places, wrong_places = _places_from(table.get("places", []))
    wrong += [f"look.{name}" for name in wrong_fields] + wrong_presets + wrong_places
    choices = CaptionChoices(
        look=look,
        presets=presets,
        places=places,
        is_shown=choices.is_shown,
        passes_clicks=choices.passes_clicks,
        covers_full_screen=choices.covers_full_screen,
    )
    return choices, [f"captions.{name}" for name in wrong]


def _preset_from(name: str, table: Mapping[str, Any]) -> tuple[Preset, list[str]]:
    look, wrong_fields = with_fields_of(CaptionLook(), table.get("look", {}), validate_look)
    return Preset(name=name, look=look), wrong_fields


def _places_from(document: Any) -> tuple[tuple[CaptionPlace, ...], list[str]]:
    if not isinstance(document, list):
        return (), ["places"]
    places: list[CaptionPlace] = []
    wrong = []
    for number, entry in enumerate(document[-MOST_PLACES:], start=1):
        try:
            place: CaptionPlace = from_plain(CaptionPlace, entry)
            validate_place(place)
        except (NonsenseError, ConfigurationError):
            wrong.append(f"places[{number}]")
        else:
            places.append(place)
    return tuple(places), wrong
