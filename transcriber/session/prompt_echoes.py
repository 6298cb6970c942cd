"""Takes the prompt out of what a service says it heard: an echo becomes an empty turn, and its sound is judged as such.

So the account of the recording says of it what it says of any sound without a text: unheard, or silent.
"""

from collections.abc import Callable
from dataclasses import replace

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.events import ItemDone, ServerEvent, TranscriptCompleted
from transcriber.sentence import said
from transcriber.session.heard_speech import EDGE_SAMPLES
from transcriber.session.hearing import Hearing
from transcriber.session.notices import Problem
from transcriber.transcript.prompt_echo import is_echo

_MOST_REMEMBERED = 8

PROMPT_ECHOED = Problem(
    "prompt_echoed",
    said("The service gave its prompt back for unclear sound. That is left out."),
    said("Where somebody spoke there, a gap says so."),
)


class PromptEchoes:
    """One connection's. Session thread."""

    def __init__(self, configuration: SessionConfiguration, hearing: Hearing, tell: Callable[[Problem], None]) -> None:
        """`configuration` is in force; `tell` takes the problem that each echo is."""
        self._hearing = hearing
        self._tell = tell
        self._told: list[str] = []
        self.follow(configuration)

    def follow(self, configuration: SessionConfiguration) -> None:
        """What the service is told from now on; what it was told before may still come back."""
        for words in (configuration.prompt or "", ", ".join(configuration.keywords)):
            if words and words not in self._told:
                self._told = [*self._told, words][-_MOST_REMEMBERED:]

    def taken_out(self, event: ServerEvent, span_ms: Callable[[str], tuple[int, int]]) -> ServerEvent:
        """The event, with an empty text in the place of an echo; `span_ms` says where an item lies, or KeyError."""
        match event:
            case TranscriptCompleted(item_id, transcript) | ItemDone(item_id, _, str() as transcript):
                pass
            case _:
                return event
        if not self._told or not transcript.strip():
            return event
        heard_ms = self._heard_ms(item_id, span_ms)
        if not any(is_echo(transcript, prompt, heard_ms) for prompt in self._told):
            return event
        self._tell(PROMPT_ECHOED)
        return replace(event, transcript="")

    def _heard_ms(self, item_id: str, span_ms: Callable[[str], tuple[int, int]]) -> int | None:
        """How long anything was heard around the item; None where this side has not listened to all of it."""
        speech = self._hearing.speech
        try:
            start_ms, end_ms = span_ms(item_id)
        except KeyError:
            return None
        first, last = start_ms * SPOOL_SAMPLES_PER_MS - EDGE_SAMPLES, end_ms * SPOOL_SAMPLES_PER_MS + EDGE_SAMPLES
        known_sample = end_ms * SPOOL_SAMPLES_PER_MS
        if speech is None or self._hearing.rated_sample < known_sample or speech.left_out(first, last):
            return None
        spells = speech.spells(first, last)
        heard = sum(min(spell.end_sample, last) - max(spell.start_sample, first) for spell in spells)
        return heard // SPOOL_SAMPLES_PER_MS
