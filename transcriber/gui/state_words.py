"""The window's state in words: what the chip, the foot and the clock say. Pure but for the window's language."""

import math
from dataclasses import dataclass, field
from typing import Literal

from transcriber.audio.loudness import Loudness
from transcriber.gui.language import in_words, number, tr
from transcriber.sentence import said
from transcriber.session.notices import LinkState, Meter, Progress, RecordingState

Tone = Literal["quiet", "ok", "warn", "bad"]

WAITING_WORTH_SAYING_MS = 3_000
_OWED_WORTH_SAYING_MS = 100
_LONGEST_TITLE_CHARACTERS = 24
TALK_KEY_NAME = "F8"
_SILENT_INPUT_REMEDY = said("the microphone sends nothing: is it muted?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything the words depend on."""

    recording: RecordingState = RecordingState.STOPPED
    link: LinkState = LinkState.OFF
    link_detail: str = ""
    next_try_s: int = 0
    """Seconds until the link is tried again; 0: now, or nobody knows."""
    meter: Meter = field(default_factory=Meter)
    service_title: str = said("This computer")
    is_local: bool = True
    is_file: bool = False
    is_read_at_once: bool = False
    """A file that is read as fast as it can be, not as if it were spoken: most of it is heard after that."""
    has_microphone: bool = True
    progress: Progress | None = None
    is_closing: bool = False
    """The window closes when the last words are there."""
    is_push_to_talk: bool = False
    """Nothing is sent but while the key is held."""
    is_talking: bool = False
    """It is held."""
    service_since: str = ""
    """Why another service than at first transcribes it, in words; empty where none took over."""
    is_owed_standing: bool = False
    """What is owed has not become less for a while: how long it still takes is not known."""
    cost: str = ""
    """What the recording has cost so far, in words; empty where it costs nothing or nothing is known."""

    record_key: str = ""
    """The first key that records, as this system writes it; empty without one."""
    pause_key: str = ""
    """The first key that pauses and goes on."""

    @property
    def is_running(self) -> bool:
        """Between the start and the last word."""
        return self.recording is not RecordingState.STOPPED

    @property
    def is_transcribing_file(self) -> bool:
        """A file is being heard that was read at once, up to its last words."""
        is_heard = self.recording in (RecordingState.RECORDING, RecordingState.FINISHING)
        progress = self.progress
        is_left = progress is None or progress.total_ms - progress.done_ms >= _OWED_WORTH_SAYING_MS
        return self.is_read_at_once and is_heard and is_left and not self.is_closing

    @property
    def file_percent(self) -> str:
        """How much of it is done, as `34 %`; empty while that is not known."""
        progress = self.progress
        if progress is None or not progress.total_ms:
            return ""
        return tr("{percent} %").format(percent=100 * progress.done_ms // progress.total_ms)


def chip_words(situation: Situation) -> tuple[str, str, Tone]:
    """State, delay (or nothing), tone."""
    is_finishing = situation.recording is RecordingState.FINISHING and not situation.is_transcribing_file
    if situation.is_closing or is_finishing:
        return tr("Finishing"), left_words(situation), "quiet"
    if situation.link is LinkState.FAILED and situation.is_running:
        return tr("No connection"), "", "bad"
    match situation.recording:
        case RecordingState.STOPPED:
            return tr("Ready"), "", "quiet"
        case RecordingState.STARTING:
            return tr("Starting"), "", "quiet"
        case RecordingState.PAUSED:
            return tr("Paused"), "", "quiet"
        case _:
            return _live_words(situation)


def file_words(situation: Situation) -> str:
    """`Transcribing, 34 %`."""
    percent = situation.file_percent
    return tr("Transcribing, {percent}").format(percent=percent) if percent else tr("Transcribing")


def closing_words(situation: Situation) -> str:
    """What is said instead of everything else while the window closes."""
    return tr("Closing when the last words are here. Close again to close now.") if situation.is_closing else ""


def input_words(situation: Situation) -> str:
    """What is being listened to."""
    if situation.is_file and situation.is_running:
        return tr("Audio file")
    if not situation.is_running:
        return tr("Mic off") if situation.has_microphone else tr("No microphone")
    if situation.recording is RecordingState.STARTING:
        return tr("Mic starting")
    if situation.recording is RecordingState.FINISHING:
        return tr("Mic off")
    if situation.recording is RecordingState.PAUSED:
        return tr("Mic off while paused")
    if situation.meter.is_digital_silence:
        return tr("Mic silent: {remedy}").format(remedy=in_words(_SILENT_INPUT_REMEDY))
    match situation.meter.verdict:
        case Loudness.TOO_LOUD:
            return tr("Mic too loud")
        case Loudness.TOO_QUIET:
            return tr("Mic too quiet")
        case Loudness.NOTHING:
            return tr("Mic hears no speech")
        case Loudness.GOOD | Loudness.UNKNOWN:
            return tr("Mic ok")


def link_words(situation: Situation) -> str:
    """How the service is reached."""
    detail = f": {in_words(situation.link_detail).rstrip('.')}" if situation.link_detail else ""
    place = _place(situation)
    match situation.link:
        case LinkState.OFF:
            return (
                tr("Link: {place}").format(place=place)
                if situation.is_local
                else tr("Link: {place}, not connected").format(place=place)
            )
        case LinkState.STARTING_ENGINE:
            return tr("Link: starting the engine")
        case LinkState.CONNECTING:
            return tr("Link: connecting{detail}").format(detail=detail)
        case LinkState.CONNECTED:
            since = f": {in_words(situation.service_since).rstrip('.')}" if situation.service_since else ""
            return (
                tr("Link: now {place}{since}").format(place=place, since=since)
                if situation.service_since
                else tr("Link: {place}").format(place=place)
            )
        case LinkState.RECONNECTING:
            if situation.next_try_s:
                return tr("Link: trying again in {seconds} s{detail}").format(
                    seconds=situation.next_try_s, detail=detail
                )
            return tr("Link: connecting again{detail}").format(detail=detail)
        case LinkState.FAILED:
            return tr("Link lost{detail}").format(detail=detail)


def _place(situation: Situation) -> str:
    return tr("on this computer") if situation.is_local else _shortened(in_words(situation.service_title))


def _shortened(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE_CHARACTERS else f"{title[: _LONGEST_TITLE_CHARACTERS - 1].rstrip()}…"


def text_words(situation: Situation) -> str:
    """How far the text is behind."""
    meter = situation.meter
    if not situation.is_running:
        return ""
    if situation.is_transcribing_file:
        return file_words(situation)
    if situation.recording is RecordingState.FINISHING:
        return _owed_words(situation)
    if meter.waiting_ms >= WAITING_WORTH_SAYING_MS and not situation.is_file:
        return tr("{seconds} s waiting to be sent").format(seconds=number(meter.waiting_ms / 1000))
    if meter.delay_ms is not None:
        return tr("Text {delay} behind").format(delay=seconds(meter.delay_ms))
    return "" if situation.is_file else tr("No text yet")


def left_words(situation: Situation) -> str:
    """`3 s left`, of what was captured; nothing where nothing is owed, or where the number stands still."""
    owed_ms = situation.meter.owed_ms
    if (
        situation.recording is not RecordingState.FINISHING
        or situation.is_owed_standing
        or owed_ms < _OWED_WORTH_SAYING_MS
    ):
        return ""
    return tr("{seconds} s left").format(seconds=math.ceil(owed_ms / 1000))


def _owed_words(situation: Situation) -> str:
    if words := left_words(situation):
        return tr("Finishing, {words}").format(words=words)
    return tr("Waiting for the last words") if situation.meter.owed_ms >= _OWED_WORTH_SAYING_MS else tr("Finishing")


def seconds(time_ms: int) -> str:
    """`0.4 s`; from ten seconds on without the tenths."""
    return f"{number(time_ms / 1000, 1 if time_ms < 9_950 else 0)} s"


def level_words(meter: Meter) -> str:
    """`−18 dBFS`, with a true minus; silence has no number."""
    if meter.level_dbfs <= -90:
        return "−∞ dBFS"
    return f"{meter.level_dbfs:.0f} dBFS".replace("-", "−")


def verdict_words(verdict: Loudness) -> str:
    """Whether that is loud enough, short; empty where that is not known yet."""
    match verdict:
        case Loudness.TOO_LOUD:
            return tr("too loud")
        case Loudness.TOO_QUIET:
            return tr("too quiet")
        case Loudness.NOTHING:
            return tr("nothing heard")
        case Loudness.GOOD:
            return tr("good")
        case Loudness.UNKNOWN:
            return ""


def meter_words(meter: Meter, separator: str = ", ") -> str:
    """The level now, and the verdict on the last seconds."""
    return separator.join(filter(None, (level_words(meter), verdict_words(meter.verdict))))


def _live_words(situation: Situation) -> tuple[str, str, Tone]:
    match situation.link:
        case LinkState.CONNECTED if situation.is_transcribing_file:
            return tr("Transcribing"), situation.file_percent, "ok"
        case LinkState.CONNECTED if situation.is_push_to_talk:
            return (
                (tr("Talking"), "", "ok")
                if situation.is_talking
                else (tr("Hold {key} to talk").format(key=TALK_KEY_NAME), "", "quiet")
            )
        case LinkState.CONNECTED:
            delay_ms = situation.meter.delay_ms
            tone: Tone = "ok" if delay_ms is None or delay_ms < WAITING_WORTH_SAYING_MS else "warn"
            state = tr("Live {place}").format(place=_place(situation)) if situation.service_since else tr("Live")
            return state, "" if delay_ms is None else seconds(delay_ms), tone
        case LinkState.RECONNECTING:
            if situation.next_try_s:
                return tr("Trying again"), tr("in {seconds} s").format(seconds=situation.next_try_s), "warn"
            return tr("Connecting again"), "", "warn"
        case _:
            doing = tr("Transcribing") if situation.is_transcribing_file else tr("Recording")
            return doing, tr("connecting"), "warn"
