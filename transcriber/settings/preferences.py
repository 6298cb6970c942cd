"""Everything the program remembers from one start to the next: one frozen value, replaced whole. Pure.

Keys are never part of it.
"""

from dataclasses import dataclass, field
from typing import Literal

from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.settings.appearance import Appearance
from transcriber.settings.caption_choices import CaptionChoices
from transcriber.settings.caption_sharing import CaptionSharing
from transcriber.settings.compact_choice import CompactChoice
from transcriber.settings.desktop_choices import DesktopChoices
from transcriber.settings.presets import Preset
from transcriber.settings.profiles import BUILT_IN_PROFILES, LOCAL, Profile
from transcriber.settings.safeguards import AudioKeeping, Safeguards
from transcriber.settings.shortcuts import Shortcut
from transcriber.settings.sources import Sources

Theme = Literal["system", "light", "dark"]
PanelSection = Literal["turn_ending", "advanced", "safety", "this_session", "notes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Everything the program remembers from one start to the next."""

    service: str = LOCAL.name
    """The name of the chosen profile."""
    profiles: tuple[Profile, ...] = BUILT_IN_PROFILES
    """Every service, the built-in ones first, as a person left them."""
    configuration: SessionConfiguration = field(
        default_factory=lambda: SessionConfiguration(model=LOCAL.default_model, language="en")
    )
    commit_policy: CommitPolicy = field(default_factory=CommitPolicy)
    presets: tuple[Preset, ...] = ()
    """A person's own."""
    marks_doubtful_words: bool = False
    input_device_id: str | None = None
    """None follows the system's default."""
    theme: Theme = "system"
    appearance: Appearance = field(default_factory=Appearance)
    shortcuts: tuple[Shortcut, ...] = ()
    """Keys that a person changed."""
    is_panel_open: bool = True
    open_sections: tuple[PanelSection, ...] = ()
    """Of the panel."""
    is_history_open: bool = True
    compact: CompactChoice = field(default_factory=CompactChoice)
    is_introduced: bool = False
    """A person has seen the first page, or passed it by."""
    keeps_history: bool = True
    """Recordings of the next start are kept in the store."""
    safeguards: Safeguards = field(default_factory=Safeguards)
    audio_keeping: AudioKeeping = field(default_factory=AudioKeeping)
    sources: Sources = field(default_factory=Sources)
    captions: CaptionChoices = field(default_factory=CaptionChoices)
    caption_sharing: CaptionSharing = field(default_factory=CaptionSharing)
    desktop: DesktopChoices = field(default_factory=DesktopChoices)

    @property
    def profile(self) -> Profile:
        """The chosen service; this computer where its name leads nowhere."""
        return next((profile for profile in self.profiles if profile.name == self.service), LOCAL)
