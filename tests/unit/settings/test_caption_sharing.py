"""What captions may be shared as."""

from dataclasses import replace

import pytest

from transcriber.realtime.configuration import ConfigurationError
from transcriber.settings.caption_sharing import CaptionSharing, validate_caption_sharing
from transcriber.settings.preferences_document import preferences_from


def test_at_first_nothing_goes_anywhere() -> None:
    sharing = CaptionSharing()
    validate_caption_sharing(sharing)
    assert (sharing.is_page_on, sharing.is_open_to_network, sharing.is_file_on) == (False, False, False)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("port", 0),
        ("port", 65_536),
        ("port", True),
        ("file_lines", 0),
        ("file_lines", 7),
        ("file_path", "a\0b"),
        ("file_path", "x" * 5_000),
    ],
)
def test_what_cannot_be_is_refused_by_name(field: str, value: object) -> None:
    changed: CaptionSharing = replace(CaptionSharing(), **{field: value})  # type: ignore[arg-type]
    with pytest.raises(ConfigurationError) as refused:
        validate_caption_sharing(changed)
    assert refused.value.field == field


def test_nonsense_in_the_settings_file_costs_its_own_entry_and_opens_nothing() -> None:
    saved = {"caption_sharing": {"is_open_to_network": "yes", "port": 99_999, "file_lines": 3}}
    preferences, wrong = preferences_from(saved)

    assert preferences.caption_sharing == CaptionSharing(file_lines=3)
    assert sorted(wrong) == ["caption_sharing.is_open_to_network", "caption_sharing.port"]
