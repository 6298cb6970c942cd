"""The sessions of a recording: which service was connected from when to when, and why it ended."""

from transcriber.store.connection import Database
from transcriber.store.recordings import recording_id_of
from transcriber.store.stored_turn import Origin
from transcriber.store.turn_rows import origin_of
from transcriber.store.values import StoredSession
from transcriber.transcript.plain_text import plain


class SessionList:
    """Reads the sessions. The thread of its connection."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, public_id: str) -> list[StoredSession]:
        """Those of a recording, in their order.

        Raises:
            StoreError: unknown_recording, or as `Database`.
        """
        recording_id = recording_id_of(self._database, public_id)
        rows = self._database.rows("SELECT * FROM sessions WHERE recording_id = ? ORDER BY id", recording_id)
        return [
            StoredSession(
                id=row["id"],
                lane=row["lane"],
                service_session_id=row["service_session_id"],
                origin=origin_of(row),
                base_sample=row["base_sample"],
                started_ms=row["started_ms"],
                ended_ms=row["ended_ms"],
                end_reason=row["end_reason"],
            )
            for row in rows
        ]


class Sessions(SessionList):
    """Writes the sessions, each call one transaction. The thread of its connection."""

    def begin(
        self,
        public_id: str,
        *,
        service_session_id: str,
        origin: Origin,
        base_sample: int,
        started_ms: int,
        lane: int = 0,
    ) -> StoredSession:
        """A connection is configured and takes audio from spool sample `base_sample` on. Raises as `of`."""
        named = plain(service_session_id)
        with self._database.write():
            session_id = self._database.insert(
                """INSERT INTO sessions (recording_id, lane, service_session_id, profile_name, profile_title, model,
                base_sample, started_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                *(recording_id_of(self._database, public_id), lane, named),
                *(origin.profile_name, origin.profile_title, origin.model, base_sample, started_ms),
            )
        return StoredSession(
            id=session_id,
            lane=lane,
            service_session_id=named,
            origin=origin,
            base_sample=base_sample,
            started_ms=started_ms,
        )

    def end(self, session_id: int, ended_ms: int, reason: str = "") -> None:
        """It is over, for this reason."""
        with self._database.write():
            self._database.change(
                "UPDATE sessions SET ended_ms = ?, end_reason = ? WHERE id = ?", ended_ms, plain(reason), session_id
            )
