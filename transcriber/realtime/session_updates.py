"""The configurations that were asked for on one connection: in force, or waiting for the service's answer. Pure.

A service answers updates in order: `session.updated` acknowledges the oldest. An `error` names the update it refuses by
its event id; where a service gives none, the oldest is meant if the error is about a field of the session.
"""

from collections import deque
from dataclasses import dataclass, replace

from transcriber.realtime.blamed_field import blamed_field
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.events import ErrorDetail, UpdateSession

_REMEMBERED_IDS = 64


@dataclass(frozen=True, slots=True)
class RefusedUpdate:
    """A change of the running session that the service did not make."""

    field: str
    """As `blamed_field` names it; empty if that is not known."""
    message: str
    """The service's words."""
    in_force: SessionConfiguration
    """What counts instead."""


class SessionUpdates:
    """Lives with the `ClientProtocol` that owns it.

    Args:
        configuration: What to ask for first; None adopts what the service announces.
        are_answered: The service acknowledges updates; otherwise each counts as made until an error says that it was
            not.
    """

    def __init__(self, configuration: SessionConfiguration | None, *, are_answered: bool) -> None:
        self.in_force: SessionConfiguration | None = None
        """The newest one that counts, as it was asked for; None while the service's own counts."""
        self._first = configuration
        self._are_answered = are_answered
        self._pending: deque[UpdateSession] = deque()
        self._other_ids: deque[str] = deque(maxlen=_REMEMBERED_IDS)
        self._count = 0

    @property
    def asked(self) -> SessionConfiguration | None:
        """What was last asked for and not refused."""
        if self._pending:
            return self._pending[-1].configuration
        return self.in_force or self._first

    @property
    def are_pending(self) -> bool:
        """Whether an answer is owed."""
        return self._are_answered and bool(self._pending)

    def ask(self, configuration: SessionConfiguration, event_id: str | None = None) -> UpdateSession:
        """The update to send, with an event id."""
        if not self._are_answered:
            self.acknowledge()
        update = UpdateSession(configuration, self._id(event_id))
        self._pending.append(update)
        return update

    def sent_other(self, event_id: str | None) -> None:
        """Some other event went out under this id: an error about it is not about an update."""
        if event_id:
            self._other_ids.append(event_id)

    def acknowledge(self) -> None:
        """The oldest pending update is in force."""
        if self._pending:
            self.in_force = self._pending.popleft().configuration

    def refuse(
        self, error: ErrorDetail, announced: SessionConfiguration | None
    ) -> RefusedUpdate | UpdateSession | None:
        """Forgets the update that `error` refuses.

        Live models refuse turn detection: the answer then is the update with an explicit null, unless a newer one is on
        its way.

        Returns:
            What to send in its place, or what was refused for good; None where the error refuses no update.
        """
        refused = self._refused_by(error)
        if refused is None:
            return None
        is_newest = refused is self._pending[-1]
        self._pending.remove(refused)
        is_about_turn_detection = "turn detection is not supported" in error.message.lower()
        if is_about_turn_detection and is_newest and refused.configuration.turn_detection is not None:
            self._pending.append(UpdateSession(replace(refused.configuration, turn_detection=None), self._id(None)))
            return self._pending[-1]
        in_force = self.in_force or announced or refused.configuration
        return RefusedUpdate(blamed_field(error), error.message, in_force)

    def _refused_by(self, error: ErrorDetail) -> UpdateSession | None:
        by_id = next((update for update in self._pending if update.event_id == error.event_id), None)
        if by_id is not None or not self._pending:
            return by_id
        if error.event_id in self._other_ids:
            return None
        is_about_session = (error.param or "").startswith("session") or blamed_field(error) != ""
        return self._pending[0] if is_about_session else None

    def _id(self, event_id: str | None) -> str:
        if event_id:
            return event_id
        self._count += 1
        return f"update_{self._count}"
