"""Recordings and hits of the history as plain lines and as JSON; it prints nothing itself."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from transcriber.app.audio_keeping import audio_bytes, audio_kind
from transcriber.cli.plain_lines import one_line
from transcriber.cli.report_lines import rounded_dollars
from transcriber.export.clock import short_clock
from transcriber.store.hits import Hit, snippet
from transcriber.store.stored_turn import NOTHING_KNOWN, Origin, StoredTurn
from transcriber.store.values import Mark, Note, Standing, StoredRecording
from transcriber.transcript.plain_text import plain

_STATES = {Standing.RECORDING: "recording now", Standing.INTERRUPTED: "interrupted", Standing.FINISHED: ""}
_UNTITLED = "Untitled"
_LONGEST_SERVICE = 16


def recording_line(recording: StoredRecording, started: datetime) -> str:
    """Id, time, duration, service, title, what became of it unless it is finished, and how much its audio takes.

    `started` has its zone.
    """
    service = service_of(recording)
    if len(service) > _LONGEST_SERVICE:
        service = f"{service[: _LONGEST_SERVICE - 1]}…"
    cells = (
        recording.public_id,
        f"{started:%H:%M}",
        short_clock(recording.duration_ms),
        service.ljust(_LONGEST_SERVICE),
        title_of(recording.title),
        f"({state})" if (state := _STATES[recording.standing]) else "",
        _audio_words(recording),
    )
    return "  ".join(filter(None, cells)).rstrip()


def heading_lines(recording: StoredRecording, started: datetime) -> list[str]:
    """What a recording is called, and when, how long and with what it was made."""
    facts = (
        f"{started:%Y-%m-%d %H:%M}",
        short_clock(recording.duration_ms),
        service_of(recording),
        one_line(recording.input_name),
        _audio_words(recording),
        _STATES[recording.standing],
    )
    return [title_of(recording.title), ", ".join(filter(None, facts))]


def _audio_words(recording: StoredRecording) -> str:
    """`audio 38 MB (FLAC)`; empty where none is kept."""
    size_bytes = audio_bytes(recording)
    return f"audio {max(0.1, size_bytes / 1e6):.3g} MB ({audio_kind(recording)})" if size_bytes else ""


def annotation_lines(marks: Sequence[Mark], notes: Sequence[Note]) -> list[str]:
    """Marks and notes in the order of the recording's clock."""
    timed = [(mark.at_ms, f"Mark: {mark.label}" if mark.label else "Mark") for mark in marks]
    timed += [(note.at_ms, f"Note: {note.text}") for note in notes]
    return [f"{short_clock(at_ms)}  {one_line(text)}" for at_ms, text in sorted(timed)]


def origin_lines(turns: Sequence[StoredTurn], usual: Origin) -> list[str]:
    """Where something else than the recording's own service made the text, from turn to turn."""
    lines = []
    for origin, made in groupby(turns, lambda turn: turn.origin):
        if origin not in (usual, NOTHING_KNOWN):
            starts = [turn.machine.start_ms or 0 for turn in made]
            span = " to ".join(dict.fromkeys(short_clock(at_ms) for at_ms in (starts[0], starts[-1])))
            lines.append(f"{span}  transcribed by {one_line(_origin_words(origin))}")
    return lines


def origin_document(turn: StoredTurn) -> dict[str, Any]:
    """What made its text; empty where that is not known."""
    origin = turn.origin
    return {"service": plain(origin.profile_name), "model": plain(origin.model)}


def _origin_words(origin: Origin) -> str:
    return ", ".join(filter(None, (origin.profile_title or origin.profile_name, origin.model)))


def hit_heading(hit: Hit, started: datetime) -> str:
    """In which recording it was found."""
    return f"{hit.public_id}  {started:%Y-%m-%d %H:%M}  {title_of(hit.title)}"


def hit_line(hit: Hit, speaker: str = "") -> str:
    """When, who says it where speakers are told apart, and a piece of what was said with what was found in brackets."""
    piece = snippet(hit)
    words, done = "", 0
    for start, end in piece.ranges:
        words += f"{piece.text[done:start]}[{piece.text[start:end]}]"
        done = end
    words += piece.text[done:]
    before, after = "… " if piece.is_cut_before else "", " …" if piece.is_cut_after else ""
    at = "--:--:--" if hit.start_ms is None else short_clock(hit.start_ms)
    who = f"{one_line(speaker)}: " if speaker else ""
    return f"  {at}  {who}{before}{one_line(words)}{after}"


def recording_document(recording: StoredRecording, started: datetime) -> dict[str, Any]:
    """All that is known of it."""
    usage = recording.usage
    return {
        "id": recording.public_id,
        "title": plain(recording.title),
        "started": started.isoformat(),
        "duration_ms": recording.duration_ms,
        "state": recording.standing.value,
        "service": plain(recording.origin.profile_name),
        "service_title": plain(recording.origin.profile_title),
        "model": plain(recording.origin.model),
        "language": plain(recording.language),
        "input": plain(recording.input_name),
        "has_audio": recording.is_audio_kept,
        "audio_kind": audio_kind(recording),
        "audio_bytes": audio_bytes(recording),
        "dollars": rounded_dollars(usage.cost_dollars),
    }


def hit_document(hit: Hit, started: datetime, speaker: str = "") -> dict[str, Any]:
    """A turn, who says it where speakers are told apart, and where the words stand: as counts of its characters."""
    return {
        "id": hit.public_id,
        "title": plain(hit.title),
        "started": started.isoformat(),
        "turn": hit.number,
        "start_ms": hit.start_ms,
        **({"speaker": plain(speaker)} if speaker else {}),
        "text": plain(hit.text),
        # Counted as the text is printed, which may be without something invisible.
        "ranges": [[len(plain(hit.text[:start])), len(plain(hit.text[:end]))] for start, end in hit.ranges],
    }


def annotation_documents(marks: Sequence[Mark], notes: Sequence[Note]) -> dict[str, Any]:
    """Marks and notes by their times."""
    return {
        "marks": [{"at_ms": mark.at_ms, "label": plain(mark.label)} for mark in marks],
        "notes": [{"at_ms": note.at_ms, "text": plain(note.text)} for note in notes],
    }


def title_of(title: str) -> str:
    """What a recording is called where it has no title too."""
    return one_line(title) or _UNTITLED


def service_of(recording: StoredRecording) -> str:
    """The service as a person calls it."""
    return one_line(recording.origin.profile_title or recording.origin.profile_name)
