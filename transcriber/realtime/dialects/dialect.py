"""The two dialects of the Realtime API and the event names in which they differ. Pure."""

from enum import StrEnum


class Dialect(StrEnum):
    """GA nests a session's fields under `audio.input`; beta (`OpenAI-Beta: realtime=v1`) keeps them flat."""

    GA = "ga"
    BETA = "beta"

    @property
    def created_type(self) -> str:
        """The first event of a transcription session."""
        return "session.created" if self is Dialect.GA else "transcription_session.created"

    @property
    def update_type(self) -> str:
        """The client event that configures a transcription session."""
        return "session.update" if self is Dialect.GA else "transcription_session.update"

    @property
    def updated_type(self) -> str:
        """The acknowledgement of `update_type`."""
        return "session.updated" if self is Dialect.GA else "transcription_session.updated"

    @property
    def item_added_type(self) -> str:
        """The event that says that an item exists."""
        return "conversation.item.added" if self is Dialect.GA else "conversation.item.created"
