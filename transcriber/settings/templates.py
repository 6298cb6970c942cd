"""What to start a new service from: ready profiles for the services that are known to speak the protocol. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from transcriber.realtime.dialects import Dialect
from transcriber.realtime.switches import Switches, UpdateShape
from transcriber.sentence import said
from transcriber.settings.profiles import AZURE_TEMPLATE, OPENAI, KeyPlace, Profile, free_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTemplate:
    """One entry of the list that a person adds a service from. Immutable, usable from any thread."""

    profile: Profile
    """Its name is the template's own, as in `speaches`; capitals in its address stand for a person's own words."""
    explanation: str
    """One sentence: what it is, and what is to be filled in."""

    @property
    def name(self) -> str:
        """Short and unique among the templates."""
        return self.profile.name

    @property
    def title(self) -> str:
        """For people."""
        return self.profile.title


SERVICE_TEMPLATES = (
    ServiceTemplate(
        profile=OPENAI,
        explanation=said("OpenAI's own service, perhaps with another key or another project."),
    ),
    ServiceTemplate(
        profile=AZURE_TEMPLATE,
        explanation=said(
            "A resource of your own at Azure; put its name into the address and your deployment as the model."
        ),
    ),
    ServiceTemplate(
        profile=Profile(
            name="compatible",
            title="OpenAI-compatible",
            base_url="https://HOST/v1",
            default_model="gpt-4o-transcribe",
        ),
        explanation=said("A gateway or any other server that speaks the Realtime API as OpenAI does."),
    ),
    ServiceTemplate(
        # speaches reads the model and the language from the address and takes the beta dialect's flat fields; like
        # LocalAI it asks for a key only where whoever runs it has set one.
        profile=Profile(
            name="speaches",
            title="speaches",
            key_place=KeyPlace.NONE,
            base_url="http://127.0.0.1:8000/v1",
            default_model="Systran/faster-distil-whisper-small.en",
            switches=Switches(
                uses_rest=False,
                sends_model=True,
                sends_language=True,
                update_shape=UpdateShape.FLAT,
                takes_semantic_vad=False,
                times_restart=True,
            ),
        ),
        explanation=said("A speaches server of your own; give its address and a model that is installed there."),
    ),
    ServiceTemplate(
        # LocalAI opens a pipeline by the address's model and has no REST call for client secrets of this kind.
        profile=Profile(
            name="localai",
            title="LocalAI",
            key_place=KeyPlace.NONE,
            base_url="http://127.0.0.1:8080/v1",
            default_model="gpt-realtime",
            behaves_like="whisper-1",
            switches=Switches(uses_rest=False, sends_model=True, sends_intent=False, takes_semantic_vad=False),
        ),
        explanation=said("A LocalAI server of your own; the model is the name of a pipeline that is set up there."),
    ),
    ServiceTemplate(
        # Together takes everything but turn detection from the address, and 16 kHz audio.
        profile=Profile(
            name="together",
            title="Together AI",
            base_url="https://api.together.ai/v1",
            default_model="openai/whisper-large-v3",
            behaves_like="whisper-1",
            switches=Switches(
                dialect=Dialect.BETA,
                uses_rest=False,
                sends_model=True,
                query=(("input_audio_format", "pcm_s16le_16000"),),
                update_shape=UpdateShape.TURN_DETECTION,
                sends_intent=False,
                awaits_update=False,
                takes_semantic_vad=False,
                deltas_replace=True,
                sample_rate_hz=16_000,
            ),
        ),
        explanation=said("Together AI's hosted speech models; a key of theirs is needed."),
    ),
)
"""In the order in which they are shown."""


def new_profile(template: ServiceTemplate, others: Iterable[Profile], title: str = "") -> Profile:
    """A profile to edit, under a name that none of `others` has; `title` empty keeps the template's."""
    title = title.strip() or template.title
    return replace(template.profile, name=free_name(title, others), title=title)
