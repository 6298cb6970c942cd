"""A session as a server keeps it: the wire's own object, so that everything accepted is echoed. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.dialects.dialect import Dialect
from transcriber.realtime.dialects.loose_json import mapping
from transcriber.realtime.dialects.session_fields import read_configuration, session_fields, session_identity
from transcriber.realtime.dialects.session_rules import BETA_SESSION, GA_SESSION
from transcriber.realtime.models import capabilities


@dataclass(frozen=True, slots=True)
class SessionDocument:
    """One session's fields in force, in its dialect's spelling. Immutable, any thread."""

    dialect: Dialect
    fields: Mapping[str, object]
    is_turn_detection_said: bool = False
    """Whether a client ever named `turn_detection`; while not, a model that takes none gets null."""

    @classmethod
    def of(cls, configuration: SessionConfiguration, dialect: Dialect) -> "SessionDocument":
        """The document of a session that starts with this configuration."""
        is_settled = not capabilities(configuration.model).takes_turn_detection
        return cls(dialect, session_fields(configuration, dialect), is_turn_detection_said=is_settled)

    @property
    def configuration(self) -> SessionConfiguration:
        """What the fields mean."""
        return read_configuration(self.fields)

    def updated(self, sent: object, param: str = "session") -> "SessionDocument":
        """What is sent takes force; what is not sent stays; null clears.

        Args:
            sent: The `session` of an update, as parsed from JSON.
            param: The path of `sent`, for the error.

        Raises:
            FieldError: A known field holds a wrong type or is out of range; nothing has changed then.
        """
        rule = GA_SESSION if self.dialect is Dialect.GA else BETA_SESSION
        document = replace(
            self,
            fields=mapping(rule(sent, self.fields, param)),
            is_turn_detection_said=self.is_turn_detection_said or self._names_turn_detection(sent),
        )
        live_only = not capabilities(document.configuration.model).takes_turn_detection
        if live_only and not document.is_turn_detection_said:
            return replace(document, fields=document._with("turn_detection", None))
        return document

    def speaking(self, language: str) -> "SessionDocument":
        """The same with the one language that the service understands, whatever was asked for."""
        name = "transcription" if self.dialect is Dialect.GA else "input_audio_transcription"
        transcription = self._input().get(name)
        if not isinstance(transcription, Mapping):
            return self
        return replace(self, fields=self._with(name, {**transcription, "language": language}))

    def announced(self, session_id: str, expires_at_s: int | None) -> dict[str, object]:
        """The session object of the created and updated events and of REST answers."""
        identity = session_identity(session_id, expires_at_s)
        if self.fields.get("type") == "realtime":
            identity["object"] = "realtime.session"
        return {**identity, **self.fields}

    def _input(self) -> Mapping[str, object]:
        return mapping(mapping(self.fields.get("audio")).get("input")) if self.dialect is Dialect.GA else self.fields

    def _with(self, name: str, value: object) -> dict[str, object]:
        if self.dialect is Dialect.BETA:
            return {**self.fields, name: value}
        audio = mapping(self.fields.get("audio"))
        return {**self.fields, "audio": {**audio, "input": {**self._input(), name: value}}}

    def _names_turn_detection(self, sent: object) -> bool:
        fields = mapping(sent)
        return "turn_detection" in (
            mapping(mapping(fields.get("audio")).get("input")) if self.dialect is Dialect.GA else fields
        )
