"""Server events in, ordered turns out. Pure: times come with the events, order from the service.

The rules (OpenAI Realtime API, transcription sessions): items are keyed by id and appear at first sight; a delta
appends, `completed` replaces, an empty `completed` removes, `failed` is final; what comes after the end of an item is
ignored; order is the linked list of `previous_item_id`, never the order of completion. A turn that was over before its
connection was lost, behind one that was not, is heard again on the next one: the new turn then takes its place.
Where one session was rolled over to the next, both are heard until the first has no more to say: all that it says
comes before what the second says, and item ids of the two are kept apart.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from transcriber.realtime.events import (
    AudioCommitted,
    ItemAdded,
    ItemDeleted,
    ItemDone,
    ServerEvent,
    SpeechStarted,
    SpeechStopped,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
    TranscriptPartial,
    TranscriptSegment,
)
from transcriber.transcript.item import Item, gap_turn
from transcriber.transcript.stretches import Stretch
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState, is_same_speech

Change = TurnChanged | TurnRemoved

_ABOUT_TURNS = (
    SpeechStarted
    | SpeechStopped
    | AudioCommitted
    | ItemAdded
    | ItemDeleted
    | ItemDone
    | TranscriptCompleted
    | TranscriptFailed
    | TranscriptPartial
    | TranscriptSegment
)


class Transcript:
    """All turns of one recording, over all its sessions. Lives on the session thread."""

    def __init__(self) -> None:
        self._items: dict[tuple[int, str], Item] = {}
        self._order: list[Item] = []
        self._may_be_heard_again: list[Item] = []
        self._session = 0
        """Whose words are taken in."""
        self._starts_ms: list[int] = [0]
        """By session: where its first byte of audio lies."""
        self._last_number = 0
        self._newest: Item | None = None
        self._gaps: dict[int, Item] = {}
        """By the first sample of what is missing."""
        self._unread: dict[int, Item] = {}
        self._unjudged: list[Item] = []
        """Finished ones of which nobody knows yet whether they stand on silence."""
        self._judge: Callable[[int | None, int | None], bool | None] = lambda start_ms, end_ms: False

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Every turn in reading order, without the deltas that wait."""
        return tuple(item.turn for item in self._order if item.turn is not None)

    def begin_session(self, start_ms: int) -> list[Change]:
        """A new connection whose first byte of audio lies at `start_ms` of the recording.

        What the last session left unfinished is removed: its audio is sent again and comes back as a new turn. What
        was over stays until a new turn has its words.
        """
        self._unread.clear()
        changes = [change for item in list(self._order) if not item.is_over for change in self._remove(item)]
        self._may_be_heard_again = [item for item in self._order if item.ends_after(start_ms) and not item.is_gap]
        self.roll_over(start_ms)
        return changes

    def roll_over(self, start_ms: int) -> None:
        """A new connection like `begin_session`, beside the one before, which still owes the text of its own audio."""
        self._starts_ms.append(start_ms)
        self._session = self.newest_session

    @property
    def newest_session(self) -> int:
        """The number of the session that began last; the first is 1."""
        return len(self._starts_ms) - 1

    @property
    def has_unread(self) -> bool:
        """Deltas wait for `settle`."""
        return bool(self._unread)

    def apply(self, event: ServerEvent) -> list[Change]:
        """The turns that `event` changed; a turn is told of when it first appears, whatever made it appear."""
        return [*self.take(event), *self.settle()]

    def take(self, event: ServerEvent, session: int | None = None) -> list[Change]:
        """Like `apply`, but a delta of a turn that was told of waits for `settle`: a turn of many deltas is not made
        anew for each of them. Before any other event of a turn, what waits is settled. `session` says whose event it
        is; None: the newest one's.
        """
        self._session = self.newest_session if session is None else session
        known = self._last_number
        if isinstance(event, TranscriptDelta):
            changes = self._append(event)
        else:
            changes = [*(self.settle() if isinstance(event, _ABOUT_TURNS) else ()), *self._apply(event)]
        if self._last_number > known and not changes and self._newest is not None:
            return self._changed(self._newest, TurnChange.PLACED)
        return changes

    def settle(self) -> list[Change]:
        """The turns that got longer since they were last told of, each once."""
        unread = list(self._unread.values())
        self._unread.clear()
        return [change for item in unread for change in self._settled(item)]

    def _settled(self, item: Item) -> list[Change]:
        appended = item.settle()
        return self._changed(item, TurnChange.DELTA, appended) if appended else []

    def _apply(self, event: ServerEvent) -> list[Change]:
        match event:
            case SpeechStarted(item_id, audio_start_ms):
                return self._time(item_id, TurnChange.SPEECH_STARTED, start_ms=audio_start_ms)
            case SpeechStopped(item_id, audio_end_ms):
                return self._time(item_id, TurnChange.SPEECH_STOPPED, end_ms=audio_end_ms)
            case AudioCommitted(item_id, previous_item_id):
                return self._place(item_id, previous_item_id)
            case ItemAdded(item_id):
                self._item(item_id)
                return []
            case TranscriptPartial(item_id, transcript):
                item = self._item(item_id)
                return self._changed(item, TurnChange.PROVISIONAL) if item.revise(transcript) else []
            case TranscriptCompleted():
                return self._complete(event)
            case ItemDone(item_id, _, str() as transcript):
                return self._complete(TranscriptCompleted(item_id, transcript))
            case TranscriptSegment():
                item = self._item(event.item_id)
                return self._changed(item, TurnChange.SEGMENTS) if item.add_segment(event) else []
            case TranscriptFailed(item_id, error):
                item = self._item(item_id)
                return self._changed(item, TurnChange.FAILED) if item.fail(error.message) else []
            case ItemDeleted(item_id):
                known = self._items.get((self._session, item_id))
                return self._remove(known) if known and not known.is_over else []
            case _:
                return []

    def set_span(self, item_id: str, start_ms: int, end_ms: int, session: int | None = None) -> list[Change]:
        """Times of a known item that the service gave none (manual commits); on the recording's clock."""
        self._session = self.newest_session if session is None else session
        item = self._items.get((self._session, item_id))
        if item is None or item.turn is None:
            return []
        known = item.turn
        item.set_times(
            start_ms if known.start_ms is None else known.start_ms, end_ms if known.end_ms is None else known.end_ms
        )
        return self._replaced_by(item)

    @property
    def first_unjudged_ms(self) -> int | None:
        """Where the first turn begins that `judge_silence` still asks about."""
        starts = (item.turn.start_ms or 0 for item in self._unjudged if item.turn is not None)
        return min(starts, default=None)

    def ask_about_silence(self, judge: Callable[[int | None, int | None], bool | None]) -> None:
        """Ask this of every finished turn once, by its start and end: whether it stands on silence; None: not known."""
        self._judge = judge

    def judge_silence(self) -> list[Change]:
        """Ask again where it was not known when the turn was finished."""
        changes: list[Change] = []
        waiting: list[Item] = []
        for item in self._unjudged:
            if item.turn is None:
                continue
            verdict = self._judge(item.turn.start_ms, item.turn.end_ms)
            if verdict is None:
                waiting.append(item)
            elif verdict:
                item.turn = replace(item.turn, is_on_silence=True)
                changes += self._changed(item, TurnChange.ON_SILENCE)
        self._unjudged = waiting
        return changes

    def show_gaps(self, missing: Iterable[Stretch]) -> list[Change]:
        """A row among the turns for each stretch, and for nothing else; one that grows stays the same row."""
        wanted = {stretch.start_sample: stretch for stretch in missing}
        filled = [start_sample for start_sample in self._gaps if start_sample not in wanted]
        changes = [change for start_sample in filled for change in self._remove(self._gaps.pop(start_sample))]
        for start_sample, stretch in wanted.items():
            item = self._gaps.get(start_sample) or self._new_gap(stretch)
            turn = gap_turn(item.turn.number if item.turn else 0, stretch)
            if item.turn != turn:
                item.turn = turn
                changes += self._changed(item, TurnChange.PLACED)
        return changes

    def _new_gap(self, stretch: Stretch) -> Item:
        self._last_number += 1
        item = Item(session=0, turn=Turn(number=self._last_number), is_over=True, is_gap=True)
        start_ms = gap_turn(0, stretch).start_ms or 0
        index = self._place_of_gap(start_ms)
        item.session = self._order[index - 1].session if index else 0
        self._order.insert(index, item)
        self._gaps[stretch.start_sample] = item
        return item

    def _item(self, item_id: str) -> Item:
        key = (self._session, item_id)
        if key not in self._items:
            self._last_number += 1
            item = Item(session=self._session, turn=Turn(number=self._last_number))
            self._items[key] = self._newest = item
            self._order.insert(self._begin_after(self._session), item)
        return self._items[key]

    def _time(
        self, item_id: str, change: TurnChange, start_ms: int | None = None, end_ms: int | None = None
    ) -> list[Change]:
        item = self._item(item_id)
        base_ms, before = self._starts_ms[self._session], item.turn
        item.set_times(None if start_ms is None else base_ms + start_ms, None if end_ms is None else base_ms + end_ms)
        # Some services say the same twice.
        return [] if item.turn == before else self._changed(item, change)

    def _place(self, item_id: str, previous_item_id: str | None) -> list[Change]:
        item = self._item(item_id)
        previous = self._items.get((self._session, previous_item_id)) if previous_item_id else None
        if item.turn is None or (previous_item_id and previous is None):
            return []
        at = self._index(item)
        del self._order[at]
        while previous is not None and (previous.turn is None or previous is item):
            previous = previous.predecessor
        wanted = self._index(previous) + 1 if previous else self._begin_after(self._session - 1)
        wanted = self._behind_gaps(wanted, item.turn.start_ms)
        self._order.insert(wanted, item)
        return [] if wanted == at else self._changed(item, TurnChange.PLACED)

    def _begin_after(self, session: int) -> int:
        """Where the turns of the sessions after this one begin."""
        index = len(self._order)
        while index and self._order[index - 1].session > session:
            index -= 1
        return index

    def _behind_gaps(self, index: int, start_ms: int | None) -> int:
        """The service's order knows nothing of gaps: they keep their places in time."""
        while index < len(self._order) and self._order[index].is_gap:
            gap = self._order[index].turn
            if start_ms is not None and gap is not None and (gap.start_ms or 0) > start_ms:
                break
            index += 1
        return index

    def _place_of_gap(self, start_ms: int) -> int:
        index = len(self._order)
        while index and self._order[index - 1].begins_after(start_ms):
            index -= 1
        return index

    def _append(self, event: TranscriptDelta) -> list[Change]:
        known = self._last_number
        item = self._item(event.item_id)
        if not item.append(event.delta, event.content_index, event.logprobs) or item.turn is None:
            return []
        if self._last_number > known:
            return self._settled(item)
        self._unread[item.turn.number] = item
        return []

    def _complete(self, event: TranscriptCompleted) -> list[Change]:
        item = self._item(event.item_id)
        if item.is_over:
            return []
        if item.complete(event.transcript, event.content_index, event.logprobs, event.languages):
            self._judge_first(item)
            return [*self._replaced_by(item), *self._changed(item, TurnChange.COMPLETED)]
        return self._remove(item)

    def _replaced_by(self, item: Item) -> list[Change]:
        """Takes back what an earlier session heard of a finished turn."""
        turn = item.turn
        if turn is None or turn.state is not TurnState.FINISHED:
            return []
        earlier = [old for old in self._may_be_heard_again if old.turn and is_same_speech(old.turn, turn)]
        return [change for old in earlier for change in self._remove(old)]

    def _judge_first(self, item: Item) -> None:
        verdict = self._judge(item.turn.start_ms, item.turn.end_ms) if item.turn else False
        if verdict is None:
            self._unjudged.append(item)
        elif verdict and item.turn is not None:
            item.turn = replace(item.turn, is_on_silence=True)

    def _remove(self, item: Item) -> list[Change]:
        if item.turn is None:
            return []
        index = self._index(item)
        before = self._order[index - 1] if index else None
        item.predecessor = before if before and before.session == item.session else None
        del self._order[index]
        number, item.turn, item.is_over = item.turn.number, None, True
        return [TurnRemoved(number)]

    def _changed(self, item: Item, change: TurnChange, appended: str = "") -> list[Change]:
        if item.turn is None:
            return []
        return [TurnChanged(change, item.turn, self._index(item), appended)]

    def _index(self, item: Item) -> int:
        """From the end: what changes is nearly always there."""
        index = len(self._order) - 1
        while self._order[index] is not item:
            index -= 1
        return index
