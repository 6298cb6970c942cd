"""A piece of audio that was transcribed again, into the store: its turns in their lane, and no echo twice.

What is known anew to have been played may show words of the microphone to be its echo: they go as they do live.
"""

from collections.abc import Iterable

from transcriber.app.retranscribed_ranges import AudioRange
from transcriber.app.retranscribed_turns import Findings, echoes_left, outcome_of
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.store.store import Store
from transcriber.store.stored_turn import Origin, Renewal, StoredTurn
from transcriber.transcript.echo import EARLIEST_MS, LATEST_MS, echo_in
from transcriber.transcript.turns import Turn

_AROUND_MS = LATEST_MS - EARLIEST_MS


def keep_piece(store: Store, public_id: str, piece: AudioRange, findings: Findings, origin: Origin) -> None:
    """Change what the findings change; within one change of the store. Its thread.

    Raises:
        StoreError: As the store.
    """
    around = _around(store, public_id, piece)
    played = _heard(each for each in around if each.lane) if not piece.lane else []
    outcome = outcome_of(piece, findings, [each for each in around if each.lane == piece.lane], played)
    store.turns.renew(public_id, outcome.renewals, origin, piece.lane, outcome.stretches)
    if piece.lane:
        _remove_echoes(store, public_id, _around(store, public_id, piece))


def _around(store: Store, public_id: str, piece: AudioRange) -> list[StoredTurn]:
    start_ms, end_ms = (each // SPOOL_SAMPLES_PER_MS for each in (piece.start_sample, piece.end_sample))
    return store.turns.between(public_id, start_ms - _AROUND_MS, end_ms + _AROUND_MS)


def _heard(turns: Iterable[StoredTurn]) -> list[Turn]:
    return [each.machine for each in turns if each.machine.text]


def _remove_echoes(store: Store, public_id: str, around: list[StoredTurn]) -> None:
    played = _heard(each for each in around if each.lane)
    for stored, left in echoes_left((each for each in around if not each.lane), played):
        renewal = Renewal((stored.id,), () if left is None else (left,))
        stretches = echo_in(stored.machine, played).stretches
        store.turns.renew(public_id, [renewal], stored.origin, 0, stretches)
