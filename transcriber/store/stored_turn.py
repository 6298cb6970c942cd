"""A turn as the store keeps it: the machine's text, and apart from it what a person made of it. Pure."""

from dataclasses import dataclass, replace

from transcriber.transcript.turns import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What made a text: nothing is said where nothing is known."""

    profile_name: str = ""
    profile_title: str = ""
    model: str = ""

    @property
    def words(self) -> str:
        """`OpenAI (gpt-4o-transcribe)`; empty where nothing is known."""
        title = self.profile_title or self.profile_name
        return f"{title} ({self.model})" if title and self.model else title or self.model


NOTHING_KNOWN = Origin()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTurn:
    """A finished or failed turn as it is kept: the machine's text, and apart from it what a person made of it."""

    id: int
    """Names the turn in the whole store."""
    machine: Turn
    """As the service told it. The parts of a split turn share its number."""
    edited_text: str | None = None
    lane: int = 0
    position: int = 0
    """Place in reading order as the transcript told it; parts and merged turns keep the first one's."""
    part: int = 0
    origin: Origin = NOTHING_KNOWN
    is_speech: bool = False
    """A person says that it was speech where the local evidence heard none."""

    @property
    def heard_text(self) -> str:
        """What the service wrote, before the vocabulary and before a person."""
        return self.machine.heard_text or self.machine.text

    @property
    def text(self) -> str:
        """What a person reads."""
        return self.machine.text if self.edited_text is None else self.edited_text

    @property
    def shown(self) -> Turn:
        """The turn with the text that a person reads; an edited one has neither segments nor doubtful words."""
        # Who corrects words says that they were spoken.
        on_silence = self.machine.is_on_silence and not self.is_speech and self.edited_text is None
        machine = self.machine
        if on_silence != machine.is_on_silence:
            machine = replace(machine, is_on_silence=on_silence)
        if self.edited_text is None:
            return machine
        return replace(machine, text=self.edited_text, segments=(), doubtful=())


@dataclass(frozen=True, slots=True)
class Renewal:
    """What stands in the place of which turns: without old ones where its times say, without new ones nothing."""

    old_ids: tuple[int, ...]
    turns: tuple[Turn, ...]
