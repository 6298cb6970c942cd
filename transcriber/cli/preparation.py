"""What `listen` and `transcribe` settle before anything starts: session, secret, first use, trace."""

import argparse
import sys
from dataclasses import dataclass, field, replace
from datetime import date

from transcriber.app import FileSource, MicrophoneSource, RecordingRequest
from transcriber.cli.first_use import confirm_first_use
from transcriber.cli.plain_lines import one_line
from transcriber.cli.safety_options import audio_keeping_from, safeguards_from
from transcriber.cli.secret_input import read_secret
from transcriber.cli.session_options import AskedSession, refuse_what_is_not_taken, session_from
from transcriber.cli.trace_options import AskedTrace, trace_from
from transcriber.realtime.models import sunset_warning
from transcriber.realtime.secret import Secret
from transcriber.settings.preferences_file import load_preferences, preferences_fault
from transcriber.settings.profiles import ServiceKind
from transcriber.settings.safeguards import AudioKeeping, Safeguards


@dataclass(frozen=True, slots=True)
class Preparation:
    """Everything but the sound."""

    session: AskedSession
    pasted_secret: Secret | None
    trace: AskedTrace | None
    safeguards: Safeguards = field(default_factory=Safeguards)
    audio_keeping: AudioKeeping = field(default_factory=AudioKeeping)

    def request(self, source: MicrophoneSource | FileSource, *, with_played_sound: bool = False) -> RecordingRequest:
        """A recording of that sound."""
        return RecordingRequest(
            source=source,
            profile=self.session.profile,
            configuration=self.session.configuration,
            commit_policy=self.session.commit_policy,
            pasted_secret=self.pasted_secret,
            safeguards=self.safeguards,
            audio_keeping=self.audio_keeping,
            with_played_sound=with_played_sound,
        )


def prepare(options: argparse.Namespace) -> Preparation:
    """Check everything that was asked for, and ask a person what only a person can say.

    Raises:
        WrongUsage: What was asked for makes no sense.
        CannotStart: It cannot be done here and now.
    """
    saved = load_preferences()
    if fault := preferences_fault():
        sys.stderr.write(f"{one_line(' '.join(fault))}\n")
    session = session_from(options, saved)
    safeguards, audio_keeping = saved.safeguards, saved.audio_keeping
    if "fallback" in options:
        # A connection is only tested without a recording.
        safeguards, audio_keeping = safeguards_from(options, saved), audio_keeping_from(options, saved)
    refuse_what_is_not_taken(session, is_secret_pasted=options.secret_stdin)
    session = replace(session, profile=confirm_first_use(session.profile))
    secret = read_secret("Client secret: ") if options.secret_stdin else None
    return Preparation(session, secret, trace_from(options), safeguards, audio_keeping)


def is_history_kept(options: argparse.Namespace) -> bool:
    """Whether recordings go into the history: neither this command nor the settings say otherwise."""
    return bool(options.keeps_history) and load_preferences().keeps_history


def warn_of_sunset(session: AskedSession, today: date) -> None:
    """Say on stderr that the model will soon be gone; other servers keep a name for as long as they like."""
    if session.profile.kind not in (ServiceKind.OPENAI, ServiceKind.AZURE):
        return
    model = session.profile.capabilities_of(session.configuration.model)
    if warning := sunset_warning(model, today):
        sys.stderr.write(f"{warning}\n")
