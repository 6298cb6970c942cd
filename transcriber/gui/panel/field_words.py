"""What every field of the session panel is called, and one plain sentence about what it does. Pure."""

from dataclasses import dataclass

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.configuration import NoiseReduction

AUDIO_FORMATS = (
    ("PCM 24 kHz", AudioFormat.PCM16),
    ("µ-law", AudioFormat.G711_ULAW),
    ("A-law", AudioFormat.G711_ALAW),
)
NOISE_REDUCTIONS = (("Off", None), ("Near field", NoiseReduction.NEAR_FIELD), ("Far field", NoiseReduction.FAR_FIELD))
"""Label and value of each choice, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field in words."""

    label: str
    help: str


FIELD_WORDS = {
    "preset": FieldWords("Preset", "Fills in format, turn ending and noise reduction for a situation."),
    "service": FieldWords("Service", "Where speech becomes text."),
    "pasted_secret": FieldWords("Client secret", "Used for the next recording only, and never stored."),
    "model": FieldWords("Model", "What turns speech into text; any other name can be written."),
    "language": FieldWords("Language", "The language that is spoken; better text and less delay."),
    "languages": FieldWords("Languages", "All that may be spoken, as codes with commas between."),
    "prompt": FieldWords("Prompt", "Names, topics and style to expect."),
    "keywords": FieldWords("Keywords", "Words to be spelled exactly so, with commas between."),
    "audio_format": FieldWords(
        "Audio format", "PCM is best; µ-law and A-law need a sixth of the line, as telephones do."
    ),
    "noise_reduction": FieldWords("Noise reduction", "Near for a headset, far for a microphone in the room."),
    "noise_reduction_strength": FieldWords(
        "Strength of the noise reduction", "1 is the usual; higher takes more away."
    ),
    "turn_detection": FieldWords("Turn detection", "How the service finds the end of a turn."),
    "threshold": FieldWords("Threshold", "How loud and clear speech must be; higher suits a noisy room."),
    "prefix_padding_ms": FieldWords("Kept before speech", "How much sound before the first word belongs to the turn."),
    "silence_duration_ms": FieldWords("Silence before a turn ends", "Shorter gives text sooner, but cuts at pauses."),
    "eagerness": FieldWords("Eagerness", "How soon a turn ends once the words sound finished."),
    "dialect": FieldWords("Dialect", "GA is today's protocol; some older services speak beta only."),
    "modalities": FieldWords("Modalities", "What the session may answer with; text is all that is needed."),
    "delay": FieldWords("Delay against accuracy", "Less delay shows words sooner; more makes fewer mistakes."),
    "include_logprobs": FieldWords("Log probabilities", "The service says how sure it is of each word."),
    "marks_doubtful_words": FieldWords(
        "Mark doubtful words", "Underlines what the service is not sure of; needs log probabilities."
    ),
    "client_secret_seconds": FieldWords("Life of the client secret", "How long the key of one connection stays valid."),
    "commit_policy.at_pauses": FieldWords("Commit at pauses", "Ends turns here where the service ends none."),
    "commit_policy.pause_ms": FieldWords("Length of a pause", "The silence after which this program ends a turn."),
    "commit_policy.threshold": FieldWords("Speech threshold", "How sure this program must be that it hears speech."),
    "commit_policy.is_limited": FieldWords("Commit long turns", "A turn never runs longer, even if nobody pauses."),
    "commit_policy.latest_after_s": FieldWords(
        "Commit at the latest after", "Counts also where the service ends turns."
    ),
    "commit_policy.push_to_talk": FieldWords("Push to talk", "Sends only what is said while F8 is held."),
    "safeguards.fallback": FieldWords(
        "If the service stays away", "Whether the captions then go on with this computer."
    ),
    "safeguards.monthly_budget_dollars": FieldWords(
        "Monthly budget in dollars", "What services may cost in a calendar month; empty for no limit."
    ),
    "safeguards.budget_warning_percent": FieldWords("Warn at", "How much of the budget is spent when you are told."),
    "safeguards.at_budget": FieldWords(
        "When the budget is spent", "Stop the recording, or go on with this computer, which costs nothing."
    ),
    "safeguards.substitutes_microphone": FieldWords(
        "Take another microphone", "If the chosen one goes away, the next best one takes its place."
    ),
    "safeguards.returns_to_microphone": FieldWords(
        "Go back to the microphone", "Once the chosen one is there again, it is used again."
    ),
    "safeguards.inhibits_sleep": FieldWords(
        "Keep the computer awake", "It does not go to sleep by itself while recording."
    ),
    "audio_keeping.retention": FieldWords(
        "Keep the sound", "Until all of it is text, for some days, or always; to listen, and to transcribe again."
    ),
    "audio_keeping.days": FieldWords("For so long", "Counted from the recording; its text stays."),
    "audio_keeping.compression": FieldWords(
        "Make the sound smaller", "FLAC takes half the room and loses nothing; Opus takes a tenth."
    ),
    "keeps_history": FieldWords(
        "Keep a history", "Recordings can be found again; counts from the next start of the program."
    ),
}
"""By the field's name in `SessionConfiguration`, or in what stands before the dot."""
