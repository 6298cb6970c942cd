"""What every field of the session panel is called, and one plain sentence about what it does. Pure."""

from dataclasses import dataclass

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.configuration import NoiseReduction
from transcriber.sentence import said

AUDIO_FORMATS = (
    (said("PCM 24 kHz"), AudioFormat.PCM16),
    ("µ-law", AudioFormat.G711_ULAW),
    (said("A-law"), AudioFormat.G711_ALAW),
)
NOISE_REDUCTIONS = (
    (said("Off"), None),
    (said("Near field"), NoiseReduction.NEAR_FIELD),
    (said("Far field"), NoiseReduction.FAR_FIELD),
)
"""Label and value of each choice, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field in words."""

    label: str
    help: str


FIELD_WORDS = {
    "preset": FieldWords(said("Preset"), said("Fills in format, turn ending and noise reduction for a situation.")),
    "service": FieldWords(said("Service"), said("Where speech becomes text.")),
    "pasted_secret": FieldWords(said("Client secret"), said("Used for the next recording only, and never stored.")),
    "model": FieldWords(said("Model"), said("What turns speech into text; any other name can be written.")),
    "language": FieldWords(said("Language"), said("The language that is spoken; better text and less delay.")),
    "languages": FieldWords(said("Languages"), said("All that may be spoken, as codes with commas between.")),
    "prompt": FieldWords(said("Prompt"), said("Names, topics and style to expect.")),
    "keywords": FieldWords(said("Keywords"), said("Words to be spelled exactly so, with commas between.")),
    "audio_format": FieldWords(
        said("Audio format"), said("PCM is best; µ-law and A-law need a sixth of the line, as telephones do.")
    ),
    "noise_reduction": FieldWords(
        said("Noise reduction"), said("Near for a headset, far for a microphone in the room.")
    ),
    "noise_reduction_strength": FieldWords(
        said("Strength of the noise reduction"), said("1 is the usual; higher takes more away.")
    ),
    "turn_detection": FieldWords(said("Turn detection"), said("How the service finds the end of a turn.")),
    "threshold": FieldWords(said("Threshold"), said("How loud and clear speech must be; higher suits a noisy room.")),
    "prefix_padding_ms": FieldWords(
        said("Kept before speech"), said("How much sound before the first word belongs to the turn.")
    ),
    "silence_duration_ms": FieldWords(
        said("Silence before a turn ends"), said("Shorter gives text sooner, but cuts at pauses.")
    ),
    "eagerness": FieldWords(said("Eagerness"), said("How soon a turn ends once the words sound finished.")),
    "dialect": FieldWords(said("Dialect"), said("GA is today's protocol; some older services speak beta only.")),
    "modalities": FieldWords(said("Modalities"), said("What the session may answer with; text is all that is needed.")),
    "delay": FieldWords(
        said("Delay against accuracy"), said("Less delay shows words sooner; more makes fewer mistakes.")
    ),
    "include_logprobs": FieldWords(said("Log probabilities"), said("The service says how sure it is of each word.")),
    "marks_doubtful_words": FieldWords(
        said("Mark doubtful words"), said("Underlines what the service is not sure of; needs log probabilities.")
    ),
    "client_secret_seconds": FieldWords(
        said("Life of the client secret"), said("How long the key of one connection stays valid.")
    ),
    "commit_policy.at_pauses": FieldWords(
        said("Commit at pauses"), said("Ends turns here where the service ends none.")
    ),
    "commit_policy.pause_ms": FieldWords(
        said("Length of a pause"), said("The silence after which this program ends a turn.")
    ),
    "commit_policy.threshold": FieldWords(
        said("Speech threshold"), said("How sure this program must be that it hears speech.")
    ),
    "commit_policy.is_limited": FieldWords(
        said("Commit long turns"), said("A turn never runs longer, even if nobody pauses.")
    ),
    "commit_policy.latest_after_s": FieldWords(
        said("Commit at the latest after"), said("Counts also where the service ends turns.")
    ),
    "commit_policy.push_to_talk": FieldWords(said("Push to talk"), said("Sends only what is said while F8 is held.")),
    "safeguards.fallback": FieldWords(
        said("If the service stays away"), said("Whether the captions then go on with this computer.")
    ),
    "safeguards.monthly_budget_dollars": FieldWords(
        said("Monthly budget in dollars"), said("What services may cost in a calendar month; empty for no limit.")
    ),
    "safeguards.budget_warning_percent": FieldWords(
        said("Warn at"), said("How much of the budget is spent when you are told.")
    ),
    "safeguards.at_budget": FieldWords(
        said("When the budget is spent"), said("Stop the recording, or go on with this computer, which costs nothing.")
    ),
    "safeguards.substitutes_microphone": FieldWords(
        said("Take another microphone"),
        said("If the chosen one goes away; the system's default is always followed."),
    ),
    "safeguards.returns_to_microphone": FieldWords(
        said("Go back to the microphone"), said("Once the chosen one is there again, it is used again.")
    ),
    "safeguards.inhibits_sleep": FieldWords(
        said("Keep the computer awake"), said("It does not go to sleep by itself while recording.")
    ),
    "audio_keeping.retention": FieldWords(
        said("Keep the sound"),
        said("Until all of it is text, for some days, or always; to listen, and to transcribe again."),
    ),
    "audio_keeping.days": FieldWords(said("For so long"), said("Counted from the recording; its text stays.")),
    "audio_keeping.compression": FieldWords(
        said("Make the sound smaller"), said("FLAC takes half the room and loses nothing; Opus takes a tenth.")
    ),
    "keeps_history": FieldWords(
        said("Keep a history"), said("Recordings can be found again; counts from the next start of the program.")
    ),
}
"""By the field's name in `SessionConfiguration`, or in what stands before the dot."""
