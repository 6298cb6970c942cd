"""Recordings: made, found again by day, and what became of them."""

import os
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from transcriber.realtime.costs import RecordingUsage
from transcriber.store.connection import Database, Row, Value
from transcriber.store.errors import unknown_recording
from transcriber.store.spending import note_spending, usage_as_text, usage_from_text
from transcriber.store.stored_turn import NOTHING_KNOWN, Origin
from transcriber.store.turn_rows import origin_of
from transcriber.store.values import Standing, StoredRecording
from transcriber.transcript.plain_text import plain

PAGE = 100
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""None that is mistaken for another when it is read aloud or typed."""
_ID_LETTERS = 8


class RecordingList:
    """Reads the recordings. The thread of its connection. Everything raises what `Database` raises."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(
        self,
        before: StoredRecording | None = None,
        count: int = PAGE,
        *,
        from_utc: datetime | None = None,
        until_utc: datetime | None = None,
    ) -> list[StoredRecording]:
        """The newest recordings, newest first; those that come after `before` in this order, if given.

        Only those started from `from_utc` on and before `until_utc`, where given.
        """
        last_ms, last_id = (2**62, 0) if before is None else (utc_ms(before.started_utc), self._id(before.public_id))
        rows = self._database.rows(
            """SELECT * FROM recordings WHERE deleted_utc_ms IS NULL AND (started_utc_ms, id) < (?, ?)
            AND started_utc_ms >= ? AND started_utc_ms < ? ORDER BY started_utc_ms DESC, id DESC LIMIT ?""",
            *(last_ms, last_id),
            -(2**62) if from_utc is None else utc_ms(from_utc),
            2**62 if until_utc is None else utc_ms(until_utc),
            count,
        )
        return [_recording(row) for row in rows]

    def get(self, public_id: str) -> StoredRecording:
        """One recording.

        Raises:
            StoreError: unknown_recording.
        """
        found = self._database.row("SELECT * FROM recordings WHERE public_id = ? AND deleted_utc_ms IS NULL", public_id)
        if found is None:
            raise unknown_recording(public_id)
        return _recording(found)

    def beginning_with(self, start: str, count: int = 3) -> list[StoredRecording]:
        """Those whose id is or begins with `start`, at most so many."""
        rows = self._database.rows(
            """SELECT * FROM recordings WHERE substr(public_id, 1, ?) = ? AND deleted_utc_ms IS NULL
            ORDER BY public_id LIMIT ?""",
            *(len(start), start, count),
        )
        return [_recording(row) for row in rows]

    def holders(self) -> dict[str, str]:
        """Which program is recording what, by the recording's id; it may have vanished since."""
        rows = self._database.rows("SELECT public_id, holder FROM recordings WHERE standing = 'recording'")
        return {row["public_id"]: row["holder"] for row in rows}

    def newest(self) -> StoredRecording | None:
        """The recording that was started last."""
        return next(iter(self.page(count=1)), None)

    def interrupted(self) -> list[StoredRecording]:
        """Those whose program ended without finishing them, newest first."""
        rows = self._database.rows(
            """SELECT * FROM recordings WHERE standing = 'interrupted' AND deleted_utc_ms IS NULL
            ORDER BY started_utc_ms DESC, id DESC"""
        )
        return [_recording(row) for row in rows]

    def with_audio_until(self, until_utc: datetime) -> list[StoredRecording]:
        """Finished ones whose audio is kept and was to go by then, newest first."""
        return self._with_audio("audio_until_utc_ms <= ?", utc_ms(until_utc))

    def with_audio_to_compress(self) -> list[StoredRecording]:
        """Finished ones whose audio is a WAV file still, though it is to be made smaller, newest first."""
        return self._with_audio("audio_codec != 'none' AND substr(audio_path, -4) = ?", b".wav")

    def with_audio_at(self, path: Path) -> list[StoredRecording]:
        """Finished ones that have their audio there."""
        return self._with_audio("audio_path = ?", _path_bytes(path))

    def _with_audio(self, condition: str, value: Value) -> list[StoredRecording]:
        rows = self._database.rows(
            f"""SELECT * FROM recordings WHERE audio_path IS NOT NULL AND standing = 'finished'
            AND deleted_utc_ms IS NULL AND {condition} ORDER BY started_utc_ms DESC, id DESC""",
            value,
        )
        return [_recording(row) for row in rows]

    def audio_paths(self) -> list[Path]:
        """Where any recording has its audio, also one that still runs, was interrupted, or is being deleted."""
        rows = self._database.rows("SELECT audio_path FROM recordings WHERE audio_path IS NOT NULL")
        return [path for row in rows if (path := audio_path_of(row))]

    def _id(self, public_id: str) -> int:
        found = self._database.number("SELECT id FROM recordings WHERE public_id = ?", public_id)
        if not found:
            raise unknown_recording(public_id)
        return found


class Recordings(RecordingList):
    """Makes and changes recordings, each call one transaction. The thread of its connection.

    Args:
        database: The writer.
        holder: The name of this program's presence: tells its recordings from those of a program that vanished.
    """

    def __init__(self, database: Database, holder: str) -> None:
        super().__init__(database)
        self._holder = holder

    def create(
        self,
        started_utc: datetime,
        *,
        title: str = "",
        input_name: str = "",
        origin: Origin = NOTHING_KNOWN,
        language: str = "",
        audio_path: Path | None = None,
        audio_until_utc: datetime | None = None,
        audio_codec: str = "none",
    ) -> StoredRecording:
        """A recording that begins now; its audio is kept where it has a path, as long and as small as it is said."""
        recording = StoredRecording(
            public_id="".join(secrets.choice(_LETTERS) for _ in range(_ID_LETTERS)),
            title=_one_line(title),
            started_utc=of_ms(utc_ms(started_utc)),
            input_name=_one_line(input_name),
            origin=origin,
            language=language,
            audio_path=audio_path,
            is_audio_kept=audio_path is not None,
            audio_until_utc=audio_until_utc,
            audio_codec=audio_codec,
        )
        with self._database.write():
            self._database.insert(
                """INSERT INTO recordings (public_id, title, started_utc_ms, standing, holder, input_name,
                profile_name, profile_title, model, language, audio_path, is_audio_kept,
                audio_until_utc_ms, audio_codec)
                VALUES (?, ?, ?, 'recording', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                *(recording.public_id, recording.title, utc_ms(started_utc), self._holder, recording.input_name),
                *(origin.profile_name, origin.profile_title, origin.model, language),
                *(_path_bytes(audio_path), int(recording.is_audio_kept)),
                *(None if audio_until_utc is None else utc_ms(audio_until_utc), audio_codec),
            )
        return recording

    def rename(self, public_id: str, title: str) -> None:
        """Give it another title, on one line of plain text. Raises StoreError unknown_recording."""
        self._change(public_id, title=_one_line(title))

    def describe(self, public_id: str, *, input_name: str, origin: Origin, language: str) -> None:
        """What it is made with now, after another device or service took over."""
        self._change(
            public_id,
            input_name=_one_line(input_name),
            profile_name=origin.profile_name,
            profile_title=origin.profile_title,
            model=origin.model,
            language=language,
        )

    def lasted(self, public_id: str, duration_ms: int) -> None:
        """How long it is by now."""
        self._change(public_id, duration_ms=duration_ms)

    def keep_audio(self, public_id: str, path: Path) -> None:
        """Its audio is kept, under this path."""
        self._change(public_id, audio_path=_path_bytes(path), is_audio_kept=1)

    def drop_audio(self, public_id: str) -> None:
        """Its audio is no longer there."""
        self._change(public_id, audio_path=None, is_audio_kept=0)

    def save_usage(self, public_id: str, usage: RecordingUsage, at_utc: datetime) -> None:
        """The new sum over the recording; what came to it counts for the month of `at_utc`."""
        with self._database.write():
            recording_id = self._id(public_id)
            found = self._database.row("SELECT usage FROM recordings WHERE id = ?", recording_id)
            before = usage_from_text(found["usage"] if found else "{}")
            if before != usage:
                note_spending(self._database, recording_id, before, usage, at_utc)
                text = usage_as_text(usage)
                self._database.change("UPDATE recordings SET usage = ? WHERE id = ?", text, recording_id)

    def finish(self, public_id: str, duration_ms: int) -> None:
        """It is over and whole."""
        self._change(public_id, duration_ms=duration_ms, standing=Standing.FINISHED.value, holder=None)

    def go_on(self, public_id: str) -> None:
        """This program takes an interrupted one up again, to transcribe what it lacks or to record on."""
        self._change(public_id, standing=Standing.RECORDING.value, holder=self._holder)

    def find_interrupted(self, running: Iterable[str]) -> list[StoredRecording]:
        """Those that are being recorded by no program of `running` are interrupted from now on; all that are so."""
        with self._database.write():
            held = self._database.rows("SELECT id, holder FROM recordings WHERE standing = 'recording'")
            present = {*running, self._holder}
            for row in held:
                if row["holder"] not in present:
                    self._database.change(
                        "UPDATE recordings SET standing = 'interrupted', holder = NULL WHERE id = ?", row["id"]
                    )
        return self.interrupted()

    def _change(self, public_id: str, **columns: Value) -> None:
        settings = ", ".join(f"{column} = ?" for column in columns)
        with self._database.write():
            changed = self._database.change(
                f"UPDATE recordings SET {settings} WHERE public_id = ? AND deleted_utc_ms IS NULL",
                *columns.values(),
                public_id,
            )
            if not changed:
                raise unknown_recording(public_id)


def recording_id_of(database: Database, public_id: str) -> int:
    """The row of a recording that is not deleted.

    Raises:
        StoreError: unknown_recording.
    """
    found = database.number("SELECT id FROM recordings WHERE public_id = ? AND deleted_utc_ms IS NULL", public_id)
    if not found:
        raise unknown_recording(public_id)
    return found


def audio_path_of(row: Row) -> Path | None:
    """Where the audio of a recording's row is kept."""
    return None if row["audio_path"] is None else Path(os.fsdecode(row["audio_path"]))


def _recording(row: Row) -> StoredRecording:
    return StoredRecording(
        public_id=row["public_id"],
        title=row["title"],
        started_utc=of_ms(row["started_utc_ms"]),
        standing=Standing(row["standing"]),
        input_name=row["input_name"],
        origin=origin_of(row),
        language=row["language"],
        duration_ms=row["duration_ms"],
        audio_path=audio_path_of(row),
        is_audio_kept=bool(row["is_audio_kept"]),
        audio_until_utc=None if row["audio_until_utc_ms"] is None else of_ms(row["audio_until_utc_ms"]),
        audio_codec=row["audio_codec"],
        usage=usage_from_text(row["usage"]),
    )


def _path_bytes(path: Path | None) -> bytes | None:
    # A path is not always text: a name in another encoding must come back as it was.
    return None if path is None else os.fsencode(path)


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())


def utc_ms(time: datetime) -> int:
    """Unix milliseconds; `time` knows its zone."""
    return round(time.timestamp() * 1000)


def of_ms(unix_ms: int) -> datetime:
    """The time in UTC."""
    seconds, ms = divmod(unix_ms, 1000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=ms * 1000)
