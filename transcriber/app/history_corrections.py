"""A word replaced wherever it stands in the history: recording by recording, taken back as one.

Law: in small steps, between which the recording that runs goes on.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import partial

from transcriber.app.archive import Archive
from transcriber.app.history_edits import FAILED
from transcriber.app.words_desk import MOST_UNDONE
from transcriber.sentence import said
from transcriber.session.notices import HistoryChanged, Notice, Problem
from transcriber.store.errors import StoreError
from transcriber.store.store import Store
from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.replacement import Replacement
from transcriber.transcript.turns import TurnState

_STEP_TURNS = 50

_Texts = dict[int, tuple[str, str]]
"""By the turns' ids: how each read before, and after."""

_logger = logging.getLogger(__name__)


class HistoryCorrections:
    """Session thread.

    Args:
        archive: Where the store is; the recording that runs is left to whoever changes it there.
        publish: Takes notices: `HistoryChanged` of each recording, or one problem.
        spawn: Runs a task of the session thread.
    """

    def __init__(
        self,
        archive: Archive,
        publish: Callable[[Notice], None],
        spawn: Callable[[Coroutine[None, None, None]], None],
    ) -> None:
        self._archive = archive
        self._publish = publish
        self._spawn = spawn
        self._changing = asyncio.Lock()
        self._done: list[dict[str, _Texts]] = []
        """By recordings, for the way back; the newest last."""

    def replace(self, replacement: Replacement, turns: Mapping[str, Sequence[int]]) -> None:
        """Replace in these turns of these recordings, by their ids; what reads otherwise by now is judged anew."""
        self._spawn(self._replace(replacement, turns))

    def undo(self) -> None:
        """Take the last of these changes back, in every turn that nobody changed since."""
        self._spawn(self._undo())

    async def _replace(self, replacement: Replacement, turns: Mapping[str, Sequence[int]]) -> None:
        async with self._changing:
            done: dict[str, _Texts] = {}
            self._done = [*self._done, done][-MOST_UNDONE:]
            running = self._archive.running
            running_id = running.public_id if running is not None else ""
            for public_id, turn_ids in turns.items():
                if public_id == running_id:
                    continue
                read = partial(_corrected, replacement)
                if not await self._change(public_id, turn_ids, read, done.setdefault(public_id, {})):
                    return

    async def _undo(self) -> None:
        async with self._changing:
            if not self._done:
                return
            for public_id, texts in self._done.pop().items():
                if not await self._change(public_id, list(texts), partial(_before, texts), {}):
                    return

    async def _change(
        self, public_id: str, turn_ids: Sequence[int], read: Callable[[StoredTurn], str], done: _Texts
    ) -> bool:
        """Let the turns read otherwise, a few at a time; whether the others can be changed too."""
        try:
            store = self._archive.store()
            for first in range(0, len(turn_ids), _STEP_TURNS):
                changed = _changed(store, turn_ids[first : first + _STEP_TURNS], read)
                store.turns.edit_all({turn_id: after for turn_id, (_, after) in changed.items()})
                done.update(changed)
                await asyncio.sleep(0)
        except StoreError as error:
            self._publish(Problem(FAILED, error.message, error.remedy, recording_id=public_id))
            return False
        except Exception:
            # A bug, told like any other end; the recording that runs must outlive it.
            _logger.exception("A word was not replaced in the history")
            message = said("This could not be changed because of an error in this program.")
            self._publish(Problem(FAILED, message, recording_id=public_id))
            return False
        if done:
            self._publish(HistoryChanged(public_id))
        return True


def _changed(store: Store, turn_ids: Sequence[int], read: Callable[[StoredTurn], str]) -> _Texts:
    """Those that are to read otherwise; a turn that is gone by now is none."""
    found: _Texts = {}
    for turn_id in turn_ids:
        try:
            turn = store.turns.get(turn_id)
        except StoreError as error:
            if error.code != "unknown_turn":
                raise
            continue
        after = read(turn)
        if after != turn.text:
            found[turn_id] = turn.text, after
    return found


def _corrected(replacement: Replacement, turn: StoredTurn) -> str:
    return replacement.text(turn.text) if turn.machine.state is TurnState.FINISHED else turn.text


def _before(known: _Texts, turn: StoredTurn) -> str:
    before, after = known[turn.id]
    return before if turn.text == after else turn.text
