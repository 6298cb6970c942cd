"""What the window remembers, as it stands in its parts: read from them, and put into them at the beginning."""

from dataclasses import replace

from transcriber.gui.compact_mode import CompactMode
from transcriber.gui.microphone_choice import MicrophoneChoice
from transcriber.gui.preference_keeping import PreferenceKeeping
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.session_panel import SessionPanel
from transcriber.gui.side_columns import SideColumns
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_view import TranscriptView
from transcriber.settings.caption_choices import CaptionChoices
from transcriber.settings.preferences import Preferences
from transcriber.settings.sources import Sources


class ShownPreferences:
    """Between the parts that show them and `PreferenceKeeping`. Main thread.

    Args:
        remembered: Knows what was loaded, and saves.
        panel: Shows most of them.
        microphone: The chosen one.
        transcript: Marks doubtful words, or not.
        theme: Light or dark.
        sides: Which columns are open.
        compact: Whether the window is small.
    """

    def __init__(
        self,
        remembered: PreferenceKeeping,
        panel: SessionPanel,
        microphone: MicrophoneChoice,
        transcript: TranscriptView,
        theme: Theme,
        sides: SideColumns,
        compact: CompactMode,
    ) -> None:
        self._remembered = remembered
        self._panel = panel
        self._microphone = microphone
        self._transcript = transcript
        self._theme = theme
        self._sides = sides
        self._compact = compact

    @property
    def now(self) -> Preferences:
        """What is to be remembered, as it stands in the window."""
        panel, choices = self._panel, self._panel.choices
        return replace(
            self._remembered.known,
            service=choices.profile.name,
            profiles=panel.fields.services.profiles,
            configuration=choices.configuration,
            commit_policy=choices.commit_policy,
            presets=panel.preset.presets,
            marks_doubtful_words=panel.fields.speech.marks_doubtful_words.isChecked(),
            input_device_id=self._microphone.device_id,
            sources=Sources(with_played_sound=self._microphone.wants_played_sound),
            theme=self._theme.choice,
            is_panel_open=self._sides.is_panel_wanted,
            open_sections=panel.open_sections,
            compact=self._compact.choice,
            is_history_open=self._sides.is_history_wanted,
            safeguards=panel.safety.safeguards,
            audio_keeping=panel.safety.audio_keeping,
            keeps_history=panel.safety.keeps_history.isChecked(),
        )

    def keep(self) -> None:
        """Save what a person changed, if it is anything."""
        self._remembered.keep(self.now)

    def keep_captions(self, captions: CaptionChoices) -> None:
        """Save how captions look and stand; no other part shows that."""
        self._remembered.keep(replace(self.now, captions=captions))

    def keep_introduced(self) -> None:
        """Save that the first page was seen, with what was chosen on it."""
        self._remembered.keep(replace(self.now, is_introduced=True))

    def show(self) -> None:
        """Let the parts stand as it was remembered."""
        kept, panel = self._remembered.known, self._panel
        panel.fields.services.set_profiles(kept.profiles)
        panel.preset.set_presets(kept.presets)
        panel.fields.speech.marks_doubtful_words.setChecked(kept.marks_doubtful_words)
        panel.show_choices(
            SessionChoices(profile=kept.profile, configuration=kept.configuration, commit_policy=kept.commit_policy)
        )
        panel.safety.show(kept)
        panel.open_as_left(kept.open_sections)
        self._microphone.wants_played_sound = kept.sources.with_played_sound
        self._transcript.mark_doubtful(kept.marks_doubtful_words)
        self._sides.begin(is_history_wanted=kept.is_history_open, is_panel_wanted=kept.is_panel_open)

    def show_adopted(self) -> None:
        """Services and presets that others saved meanwhile."""
        known = self._remembered.known
        self._panel.preset.set_presets(known.presets)
        self._panel.show_profiles(known.profiles)
