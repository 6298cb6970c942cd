"""What a person adds to a recording: marks, notes and the names of speakers."""

from transcriber.sentence import said
from transcriber.store.connection import Database
from transcriber.store.errors import StoreError
from transcriber.store.recordings import recording_id_of
from transcriber.store.values import Mark, Note
from transcriber.transcript.plain_text import plain
from transcriber.transcript.speakers import SpeakerNames


class AnnotationList:
    """Reads them. The thread of its connection. Raises StoreError unknown_recording, or as `Database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def marks(self, public_id: str) -> list[Mark]:
        """In the order of the recording's clock."""
        recording_id = recording_id_of(self._database, public_id)
        rows = self._database.rows(
            "SELECT id, at_ms, label FROM marks WHERE recording_id = ? ORDER BY at_ms, id", recording_id
        )
        return [Mark(*row) for row in rows]

    def notes(self, public_id: str) -> list[Note]:
        """In the order of the recording's clock."""
        recording_id = recording_id_of(self._database, public_id)
        rows = self._database.rows(
            "SELECT id, at_ms, text FROM notes WHERE recording_id = ? ORDER BY at_ms, id", recording_id
        )
        return [Note(*row) for row in rows]

    def speaker_names(self, public_id: str) -> dict[str, str]:
        """What a person called whom, by the service's own names."""
        recording_id = recording_id_of(self._database, public_id)
        rows = self._database.rows("SELECT speaker, name FROM speaker_names WHERE recording_id = ?", recording_id)
        return {row["speaker"]: row["name"] for row in rows}


class Annotations(AnnotationList):
    """Writes them, each call one transaction. The thread of its connection. Raises as the list."""

    def add_mark(self, public_id: str, at_ms: int, label: str = "") -> Mark:
        """Mark a moment."""
        label = plain(label)
        return Mark(self._add("marks", "label", public_id, at_ms, label), at_ms, label)

    def relabel_mark(self, mark_id: int, label: str) -> None:
        """Raises StoreError unknown_mark too."""
        self._change("UPDATE marks SET label = ? WHERE id = ?", plain(label), mark_id, kind="mark")

    def remove_mark(self, mark_id: int) -> None:
        """Raises StoreError unknown_mark too."""
        self._change("DELETE FROM marks WHERE id = ?", mark_id, kind="mark")

    def add_note(self, public_id: str, at_ms: int, text: str) -> Note:
        """Write something down."""
        text = plain(text)
        return Note(self._add("notes", "text", public_id, at_ms, text), at_ms, text)

    def rewrite_note(self, note_id: int, text: str) -> None:
        """Raises StoreError unknown_note too."""
        self._change("UPDATE notes SET text = ? WHERE id = ?", plain(text), note_id, kind="note")

    def remove_note(self, note_id: int) -> None:
        """Raises StoreError unknown_note too."""
        self._change("DELETE FROM notes WHERE id = ?", note_id, kind="note")

    def rename_speaker(self, public_id: str, speaker: str, name: str) -> None:
        """Call a speaker so in the whole recording; an empty name takes the given one back."""
        names = SpeakerNames()
        names.rename(speaker, name)
        with self._database.write():
            recording_id = recording_id_of(self._database, public_id)
            self._database.change(
                "DELETE FROM speaker_names WHERE recording_id = ? AND speaker = ?", recording_id, plain(speaker)
            )
            for given in names.given.values():
                self._database.change(
                    "INSERT INTO speaker_names (recording_id, speaker, name) VALUES (?, ?, ?)",
                    *(recording_id, plain(speaker), given),
                )

    def _add(self, table: str, column: str, public_id: str, at_ms: int, text: str) -> int:
        with self._database.write():
            return self._database.insert(
                f"INSERT INTO {table} (recording_id, at_ms, {column}) VALUES (?, ?, ?)",
                *(recording_id_of(self._database, public_id), at_ms, text),
            )

    def _change(self, sql: str, *values: str | int, kind: str) -> None:
        with self._database.write():
            if not self._database.change(sql, *values):
                raise StoreError(f"unknown_{kind}", said("This {kind} is no longer there.", kind=kind))
