"""Whatever is done in whatever order, the store holds what a list in memory would hold."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.unit.store.stage import NOW, finished
from transcriber.store.index_care import fits_the_texts
from transcriber.store.store import Store
from transcriber.store.stored_turn import NOTHING_KNOWN

words = st.sampled_from(["alpha beta", "gamma", "delta epsilon zeta", "会议", "今天的会议 eta"])
choices = st.integers(0, 99)


@dataclass(eq=False)
class Said:
    """A turn as a person remembers it."""

    machine: str
    edited: str | None = None
    number: int = 0
    """Under which the machine may save it again; 0 where it may not."""

    @property
    def text(self) -> str:
        return self.machine if self.edited is None else self.edited


@dataclass
class Remembered:
    """A recording, and how it was before each change."""

    turns: list[Said] = field(default_factory=list)
    saved: int = 0
    title: str = ""
    changes: list["Edit | Reshaping"] = field(default_factory=list)
    deleted_at: int | None = None


@dataclass(frozen=True)
class Edit:
    """An edit, and what the text was before."""

    said: Said
    before: str | None


@dataclass(frozen=True)
class Reshaping:
    """Turns that gave way to others, from this place on."""

    first: int
    before: list[Said]
    count: int


class History(RuleBasedStateMachine):
    """The store against plain lists."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._seconds = 0
        self._store = Store(Path(self._folder.name), self._now)
        self._known: dict[str, Remembered] = {}

    def teardown(self) -> None:
        self._store.close(self._now, lambda _: None)
        self._folder.cleanup()

    @initialize()
    def begin(self) -> None:
        self.create("first")

    @rule(title=words)
    def create(self, title: str) -> None:
        public_id = self._store.recordings.create(self._now, title=title).public_id
        self._known[public_id] = Remembered(title=title)

    @precondition(lambda self: self._visible())
    @rule(which=choices, title=words)
    def rename(self, which: int, title: str) -> None:
        public_id, known = self._chosen(which)
        self._store.recordings.rename(public_id, title)
        known.title = title

    @precondition(lambda self: self._visible())
    @rule(which=choices, text=words)
    def speak(self, which: int, text: str) -> None:
        public_id, known = self._chosen(which)
        known.saved += 1
        self._store.turns.save(public_id, finished(known.saved, text), known.saved)
        known.turns.append(Said(text, number=known.saved))

    @precondition(lambda self: self._visible())
    @rule(which=choices, turn=choices, text=words)
    def correct_by_machine(self, which: int, turn: int, text: str) -> None:
        public_id, known = self._chosen(which)
        if known.saved:
            number = turn % known.saved + 1
            self._store.turns.save(public_id, finished(number, text), number)
            for said in known.turns:
                if said.number == number:
                    said.machine = text

    @precondition(lambda self: self._visible())
    @rule(which=choices, turn=choices, text=words)
    def edit(self, which: int, turn: int, text: str) -> None:
        public_id, known = self._chosen(which)
        if known.turns:
            said = known.turns[turn % len(known.turns)]
            self._store.turns.edit(self._turn_id(public_id, turn), text)
            edited = None if text == said.machine else text
            if edited != said.edited:
                known.changes.append(Edit(said, said.edited))
                said.edited = edited

    @precondition(lambda self: self._visible())
    @rule(which=choices, turn=choices, count=st.integers(2, 3))
    def merge(self, which: int, turn: int, count: int) -> None:
        public_id, known = self._chosen(which)
        if len(known.turns) >= count:
            first = turn % (len(known.turns) - count + 1)
            ids = [each.id for each in self._store.turns.all(public_id)[first : first + count]]
            self._store.turns.merge(ids)
            self._reshape(public_id, known, first, count, 1)

    @precondition(lambda self: self._visible())
    @rule(which=choices, turn=choices)
    def split(self, which: int, turn: int) -> None:
        public_id, known = self._chosen(which)
        if known.turns and " " in known.turns[turn % len(known.turns)].text:
            first = turn % len(known.turns)
            text = known.turns[first].text
            halves = self._store.turns.split(self._turn_id(public_id, turn), text.index(" "))
            assert [half.text for half in halves] == text.split(" ", 1)
            self._reshape(public_id, known, first, 1, 2)

    @precondition(lambda self: self._visible())
    @rule(which=choices, turn=choices, texts=st.lists(words, max_size=3))
    def transcribe_again(self, which: int, turn: int, texts: list[str]) -> None:
        public_id, known = self._chosen(which)
        if known.turns:
            new = [finished(number, text) for number, text in enumerate(texts, 1)]
            made = self._store.turns.replace([self._turn_id(public_id, turn)], new, NOTHING_KNOWN)
            assert [each.machine.text for each in made] == texts
            self._reshape(public_id, known, turn % len(known.turns), 1, len(texts))

    @precondition(lambda self: self._visible())
    @rule(which=choices)
    def undo(self, which: int) -> None:
        public_id, known = self._chosen(which)
        assert self._store.turns.undo(public_id) == bool(known.changes)
        if known.changes:
            match known.changes.pop():
                case Edit(said, before):
                    said.edited = before
                case Reshaping(first, old, count):
                    known.turns[first : first + count] = old

    @precondition(lambda self: self._visible())
    @rule(which=choices)
    def delete(self, which: int) -> None:
        public_id, known = self._chosen(which)
        self._store.deletion.delete(public_id, self._now)
        known.deleted_at = self._seconds

    @rule(which=choices, seconds=st.sampled_from([0, 4, 11]))
    def take_back(self, which: int, seconds: int) -> None:
        self._seconds += seconds
        deleted = [public_id for public_id, known in self._known.items() if known.deleted_at is not None]
        if deleted:
            public_id = deleted[which % len(deleted)]
            known = self._known[public_id]
            is_in_time = self._seconds - (known.deleted_at or 0) <= 10
            assert self._store.deletion.undo(public_id, self._now) is is_in_time
            if is_in_time:
                known.deleted_at = None

    @rule(seconds=st.sampled_from([0, 4, 11]))
    def purge(self, seconds: int) -> None:
        self._seconds += seconds
        gone = set(self._store.deletion.purge(self._now, lambda _: None).public_ids)
        expected = {
            public_id
            for public_id, known in self._known.items()
            if known.deleted_at is not None and self._seconds - known.deleted_at > 10
        }
        assert gone == expected
        for public_id in gone:
            del self._known[public_id]

    @rule()
    def start_again(self) -> None:
        self._store.close(self._now, lambda _: None)
        self._store = Store(Path(self._folder.name), self._now)
        self._known = {public_id: known for public_id, known in self._known.items() if known.deleted_at is None}
        assert {each.public_id for each in self._store.start.interrupted} == set(self._known)

    @invariant()
    def every_recording_is_as_remembered(self) -> None:
        listed = {each.public_id: each.title for each in self._store.recordings.page()}
        assert listed == {public_id: known.title for public_id, known in self._visible()}
        for public_id, known in self._visible():
            stored = self._store.turns.all(public_id)
            assert [(turn.machine.text, turn.edited_text) for turn in stored] == [
                (said.machine, said.edited) for said in known.turns
            ]

    @invariant()
    def every_word_is_found_where_it_stands(self) -> None:
        for word in ("gamma", "epsilon", "会议", "elt"):
            found = {(hit.public_id, hit.text) for hit in self._store.search.find(word, count=1000)}
            expected = {
                (public_id, said.text)
                for public_id, known in self._visible()
                for said in known.turns
                if word in said.text
            }
            assert found == expected
        assert fits_the_texts(self._store._database)

    def _reshape(self, public_id: str, known: Remembered, first: int, before: int, after: int) -> None:
        """How the texts are cut is the business of test_reshaping; here counts that nothing else moves."""
        new = [Said(turn.machine.text, turn.edited_text) for turn in self._store.turns.all(public_id)]
        old = known.turns[first : first + before]
        for said in old:
            said.number = 0
        known.changes.append(Reshaping(first, old, after))
        known.turns[first : first + before] = new[first : first + after]

    def _turn_id(self, public_id: str, turn: int) -> int:
        turns = self._store.turns.all(public_id)
        return turns[turn % len(turns)].id

    def _chosen(self, which: int) -> tuple[str, Remembered]:
        visible = self._visible()
        return visible[which % len(visible)]

    def _visible(self) -> list[tuple[str, Remembered]]:
        return [(public_id, known) for public_id, known in self._known.items() if known.deleted_at is None]

    @property
    def _now(self) -> datetime:
        return NOW + timedelta(seconds=self._seconds)


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
