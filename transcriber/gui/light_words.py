"""The three lights of the window in words: microphone, link and text, each with its reason and what to do.

Pure but for the window's language.
"""

import sys
from dataclasses import dataclass
from enum import Enum, auto

from transcriber.audio.loudness import Loudness
from transcriber.gui.language import tr
from transcriber.gui.state_words import (
    TALK_KEY_NAME,
    WAITING_WORTH_SAYING_MS,
    Situation,
    Tone,
    input_words,
    link_words,
    seconds,
    text_words,
)
from transcriber.session.notices import LinkState, RecordingState


class Light(Enum):
    """What can be well or not, each by itself."""

    MICROPHONE = auto()
    LINK = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a light says what it says."""

    title: str
    reason: str
    remedy: str = ""
    """Empty where nothing is to be done."""


def light_words(situation: Situation, light: Light) -> str:
    """What a light says; empty where it has nothing to say."""
    return {Light.MICROPHONE: input_words, Light.LINK: link_words, Light.TEXT: text_words}[light](situation)


def light_tone(situation: Situation, light: Light) -> Tone:
    """How well that is; its colour only repeats the words."""
    match light:
        case Light.MICROPHONE:
            return _microphone_tone(situation)
        case Light.LINK:
            return _link_tone(situation)
        case Light.TEXT:
            return _text_tone(situation)


def explanation(situation: Situation, light: Light) -> Explanation:
    """What it means and what to do about it, in a few plain words."""
    title = light_words(situation, light)
    match light:
        case Light.MICROPHONE:
            reason, remedy = _about_microphone(situation)
        case Light.LINK:
            reason, remedy = _about_link(situation)
        case Light.TEXT:
            reason, remedy = _about_text(situation)
    return Explanation(title or tr("No text yet"), reason, remedy)


def permission_hint(platform: str = sys.platform) -> str:
    """Where this system lets a program use the microphone."""
    if platform == "darwin":
        return tr("System Settings, Privacy & Security, Microphone: switch Transcriber on, then start it again.")
    if platform == "win32":
        return tr(
            "Settings, Privacy & security, Microphone: switch on Microphone access and Let desktop apps access your"
            " microphone."
        )
    return tr(
        "Sound settings of the desktop, Input: choose the microphone and see that it is not muted. In a terminal,"
        " “pactl list short sources” names every input; a line that ends in .monitor is no microphone."
    )


def _microphone_tone(situation: Situation) -> Tone:
    if not situation.is_running or situation.is_file:
        return "quiet" if situation.has_microphone or situation.is_file else "bad"
    if situation.recording is not RecordingState.RECORDING:
        return "quiet"
    if situation.meter.is_digital_silence:
        return "bad"
    match situation.meter.verdict:
        case Loudness.TOO_LOUD | Loudness.TOO_QUIET:
            return "warn"
        case Loudness.NOTHING:
            return "quiet"
        case Loudness.GOOD | Loudness.UNKNOWN:
            return "ok"


def _link_tone(situation: Situation) -> Tone:
    match situation.link:
        case LinkState.CONNECTED:
            return "ok"
        case LinkState.OFF:
            return "quiet"
        case LinkState.FAILED:
            return "bad"
        case _:
            return "warn"


def _text_tone(situation: Situation) -> Tone:
    meter = situation.meter
    if situation.recording is not RecordingState.RECORDING:
        return "quiet"
    if max(meter.waiting_ms, meter.delay_ms or 0) >= WAITING_WORTH_SAYING_MS:
        return "warn"
    return "quiet" if meter.delay_ms is None else "ok"


def _about_microphone(situation: Situation) -> tuple[str, str]:
    if situation.is_file and situation.is_running:
        return tr("The sound comes from a file; the microphone is not used."), ""
    if not situation.is_running and not situation.has_microphone:
        return tr("No microphone was found."), permission_hint()
    match situation.recording:
        case RecordingState.STOPPED:
            return tr("Nothing is listened to until you record."), _how_to_record(situation)
        case RecordingState.STARTING:
            return tr("The microphone is being opened."), ""
        case RecordingState.PAUSED:
            return tr("Nothing is listened to while the recording is paused."), _how_to_go_on(situation)
        case RecordingState.FINISHING:
            return tr("The recording was stopped; what was said before is still being transcribed."), ""
        case RecordingState.RECORDING:
            pass
    if situation.meter.is_digital_silence:
        remedy = tr("See whether it has a switch of its own, or choose another one above.")
        words = tr("The microphone sends nothing but zeros: it is muted, switched off, or not allowed.")
        return words, f"{remedy} {permission_hint()}"
    return about_loudness(situation.meter.verdict)


def _how_to_record(situation: Situation) -> str:
    key = situation.record_key
    return tr("Press Record or {key}.").format(key=key) if key else tr("Press Record.")


def _how_to_go_on(situation: Situation) -> str:
    key = situation.pause_key
    return tr("Press {key} to go on.").format(key=key) if key else tr("Press Resume to go on.")


def about_loudness(verdict: Loudness) -> tuple[str, str]:
    """What the verdict on the microphone means, and what to do."""
    if_it_stands = tr("If the meter does not move when you speak, choose another one.")
    match verdict:
        case Loudness.TOO_LOUD:
            return tr("The sound is louder than can be recorded, and words become harder to make out."), tr(
                "Move away from the microphone, or turn its input down in the sound settings."
            )
        case Loudness.TOO_QUIET:
            return tr("What is said arrives too quiet, and words are easily missed."), tr(
                "Come closer to the microphone, or raise its input level in the sound settings."
            )
        case Loudness.NOTHING:
            return tr("No speech was heard in the last ten seconds."), tr(
                "If somebody speaks: come closer, raise the input level in the sound settings, or choose another"
                " microphone."
            )
        case Loudness.GOOD:
            return tr("Sound arrives at a good level."), if_it_stands
        case Loudness.UNKNOWN:
            return tr("Sound arrives. A few seconds of speech show whether it is loud enough."), if_it_stands


def _about_link(situation: Situation) -> tuple[str, str]:
    if situation.is_local and situation.link in (LinkState.OFF, LinkState.CONNECTED):
        return tr("Text is made on this computer. Nothing leaves it."), ""
    service = situation.service_title
    match situation.link:
        case LinkState.OFF:
            reason = tr("Sound goes to {service} while you record, and only then.").format(service=service)
            return reason, ""
        case LinkState.STARTING_ENGINE:
            return tr("The program that makes the text on this computer is being started."), tr(
                "Speak on: it is recorded, and the text follows in a moment."
            )
        case LinkState.CONNECTED:
            return tr("{service} takes the sound and sends the text back.").format(service=service), ""
        case LinkState.CONNECTING | LinkState.RECONNECTING:
            return tr("There is no link to {service} yet. What you say is recorded.").format(service=service), tr(
                "Speak on: all of it is sent as soon as the link stands."
            )
        case LinkState.FAILED:
            return tr("{service} cannot be reached. What was recorded is kept.").format(service=service), tr(
                "See the message above the transcript, or test the service under Services."
            )


def _about_text(situation: Situation) -> tuple[str, str]:
    meter = situation.meter
    if situation.is_transcribing_file and situation.link is LinkState.CONNECTED:
        return tr("The file is being transcribed; what is done already stands in the transcript."), ""
    if situation.recording is RecordingState.FINISHING and not situation.is_transcribing_file:
        return tr("The last words are being transcribed."), ""
    if not situation.is_running:
        return tr("Text begins with a recording."), _how_to_record(situation)
    if situation.link is not LinkState.CONNECTED:
        return tr("There is no text while there is no link."), tr("What you say is recorded, and its text follows.")
    if meter.waiting_ms >= WAITING_WORTH_SAYING_MS and not situation.is_file:
        waiting = seconds(meter.waiting_ms)
        return tr("{time} of sound wait to be transcribed; none of it is lost.").format(time=waiting), tr(
            "If that grows on and on, close other programs, or choose a faster service."
        )
    if meter.delay_ms is not None:
        return tr("A word is shown {time} after it is said.").format(time=seconds(meter.delay_ms)), tr(
            "If the meter moves and no words come: see that the language is right and that people speak close by."
        )
    if situation.is_push_to_talk:
        return tr("Nothing is sent but while the key is held."), tr("Hold {key} while you speak.").format(
            key=TALK_KEY_NAME
        )
    return tr("No words were heard so far."), tr(
        "If the meter moves while you speak: see that the language is right, speak closer to the microphone, or lower"
        " the threshold of the turn detection."
    )
