"""`transcriber listen`: live captions in the terminal."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from transcriber.app import FileSource, MicrophoneSource, sample_path
from transcriber.app.folders import store_folder
from transcriber.audio.faults import AudioError
from transcriber.cli.attend import Attendant
from transcriber.cli.caption_options import CaptionAddresses, caption_sharing_from
from transcriber.cli.console import Captions
from transcriber.cli.enter_key import enter_key
from transcriber.cli.faults import CannotStart
from transcriber.cli.json_lines import JsonLines
from transcriber.cli.month_line import Bill
from transcriber.cli.plain_lines import one_line
from transcriber.cli.played_sound import is_played_too
from transcriber.cli.preparation import is_history_kept, prepare, warn_of_sunset
from transcriber.cli.service_reports import ServiceReports
from transcriber.cli.vocabulary import words_from
from transcriber.session.notices import Notice, RecordingChanged, RecordingState, RetranscriptionChanged
from transcriber.settings.preferences_file import load_preferences

_NOTHING_TO_RECORD_WITH = {"no_portaudio", "no_microphone"}


def run(options: argparse.Namespace) -> int:
    """Listen until the input ends or Ctrl-C; the exit code."""
    preferences = load_preferences()
    sharing = caption_sharing_from(options, preferences)
    words = words_from(options)
    prepared = prepare(options)
    warn_of_sunset(prepared.session, datetime.now(UTC).date())
    try:
        source = _source_from(options.input)
    except AudioError as error:
        raise CannotStart(str(error)) from error
    has_two_lanes = is_played_too(options.with_played_sound, source)
    captions = Captions(sys.stdout, sys.stderr)
    if has_two_lanes:
        captions.tell_sources_apart()
    is_text = options.format != "jsonl"
    show = captions.show if is_text else _lines()
    show_meter = captions.show_meter if is_text and captions.wants_meter else None
    bill = Bill(prepared.safeguards)
    addresses = CaptionAddresses()

    def follow(notice: Notice) -> None:
        bill.show(notice)
        addresses.show(notice)
        show(notice)

    with (
        Attendant(keeps_history=is_history_kept(options), words=words).attending(prepared.trace) as attendant,
        enter_key(attendant.commit) as is_watched,
    ):
        if is_watched:
            sys.stderr.write("Enter ends a turn at once.\n")
        if sharing is not None:
            attendant.share_captions(sharing, preferences.captions.look)
        is_whole = attendant.follow(prepared.request(source, with_played_sound=has_two_lanes), follow, show_meter)
    if line := bill.line(store_folder()):
        sys.stderr.write(f"{line}\n")
    return 0 if is_whole else 1


def _lines() -> Callable[[Notice], None]:
    lines = JsonLines(sys.stdout, {})
    reports = ServiceReports()

    def show(notice: Notice) -> None:
        lines.show(notice)
        line = reports.line(notice)
        if line is not None and isinstance(notice, RetranscriptionChanged):
            sys.stderr.write(f"{one_line(line)}\n")
        has_stopped = isinstance(notice, RecordingChanged) and notice.state is RecordingState.STOPPED
        if has_stopped and reports.closing_line:
            sys.stderr.write(f"{one_line(reports.closing_line)}\n")

    return show


def _source_from(text: str | None) -> MicrophoneSource | FileSource:
    from transcriber.audio.devices import find_input, input_devices

    if text is not None and (Path(text).exists() or "/" in text or Path(text).suffix):
        return FileSource(Path(text))
    if text is not None:
        return MicrophoneSource(find_input(text).device_id)
    try:
        if input_devices():
            return MicrophoneSource()
        reason = "No microphone was found."
    except AudioError as error:
        if error.code not in _NOTHING_TO_RECORD_WITH:
            raise
        reason = str(error)
    sys.stderr.write(f"{reason} So the bundled sample is played as if it were being spoken; it ends by itself.\n")
    return FileSource(sample_path())
