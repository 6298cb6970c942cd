"""Heard forms give way to written ones, and nothing else changes."""

import random
import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from transcriber.transcript.replacement import Place, Replacement, with_places
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState
from transcriber.transcript.vocabulary import Entry
from transcriber.transcript.word_pieces import keys_of

PYSIDE = Entry(written="PySide6", heard=("pie side six", "pyside 6", "pyside6"))
NOOR = Entry(written="Noor Haddad", heard=("nor had dad", "noor haddad"))
COLOUR = Entry(written="colour", heard=("color",))


@pytest.mark.parametrize(
    ("heard", "read"),
    [
        ("We build it with pie side six today.", "We build it with PySide6 today."),
        ("Pie-side six, PIE SIDE SIX and PySide6", "PySide6, PySide6 and PySide6"),
        ("pie side sixty", "pie side sixty"),
        ("the magpie side six", "the magpie side six"),
        ("pie, side six", "pie, side six"),
        ("Nor had dad's turn; nor had dad.", "Noor Haddad's turn; Noor Haddad."),
        ("Color is a color", "Colour is a colour"),
        ("discolor colorful", "discolor colorful"),
        ("pie\nside  six", "PySide6"),
        ("", ""),
    ],
)
def test_whole_words_are_replaced_whatever_their_case(heard: str, read: str) -> None:
    assert Replacement((PYSIDE, NOOR, COLOUR)).text(heard) == read


def test_the_longest_form_comes_first_also_where_a_shorter_one_stands_earlier() -> None:
    entries = (
        Entry(written="one", heard=("a b",)),
        Entry(written="two", heard=("b c d",)),
        Entry(written="three", heard=("b",)),
    )
    assert Replacement(entries).text("a b c d, a b, b") == "a two, one, three"


def test_nothing_is_replaced_inside_what_was_replaced() -> None:
    entries = (Entry(written="New York", heard=("york",)), Entry(written="old", heard=("new",)))
    assert Replacement(entries).text("york is new") == "New York is old"


def test_scripts_without_blanks_and_words_that_would_touch() -> None:
    entries = (Entry(written="PySide", heard=("派塞德",)), Entry(written="東京", heard=("とうきょう",)))
    assert Replacement(entries).text("用派塞德写") == "用PySide写"
    assert Replacement(entries).text("Qt派塞德6") == "Qt PySide 6"
    assert Replacement(entries).text("とうきょうへ行く") == "東京へ行く"


def test_an_entry_of_the_preset_counts_before_one_for_all() -> None:
    for_all = Entry(written="Cue", heard=("q",))
    of_preset = Entry(written="queue", heard=("q",), preset="Meeting")
    assert Replacement((for_all, of_preset)).text("a q") == Replacement((of_preset, for_all)).text("a q") == "a queue"


def test_a_turn_keeps_what_was_heard_and_its_doubts_move_along() -> None:
    heard = Turn(
        number=3,
        state=TurnState.FINISHED,
        text="so pie side six and nobody",
        segments=(SpeakerSegment("A", "so pie side six"), SpeakerSegment("B", "and nobody")),
        doubtful=((0, 2), (3, 6), (20, 26)),
    )
    read = Replacement((PYSIDE,)).turn(heard)
    assert read.text == "so PySide6 and nobody"
    assert read.heard_text == heard.text
    assert [segment.text for segment in read.segments] == ["so PySide6", "and nobody"]
    assert [read.text[start:end] for start, end in read.doubtful] == ["so", "nobody"]
    assert Replacement((PYSIDE,)).turn(read) == read


def test_a_turn_without_such_words_or_without_an_end_is_the_same_value() -> None:
    replacement = Replacement((PYSIDE,))
    live = Turn(number=1, text="pie side six")
    finished = Turn(number=2, state=TurnState.FINISHED, text="nothing of it")
    assert replacement.turn(live) is live
    assert replacement.turn(finished) is finished
    assert not Replacement((Entry(written="Qt"),))


_WORD = st.text("abcdé派塞", min_size=1, max_size=3)
_PHRASE = st.lists(_WORD, min_size=1, max_size=3).map(" ".join)
_ENTRIES = st.lists(
    st.builds(
        lambda written, heard: Entry(written=written, heard=tuple(heard)),
        st.text("XYZ日", min_size=1, max_size=4),
        st.lists(_PHRASE, min_size=1, max_size=3),
    ),
    max_size=6,
)
_TEXT = st.lists(st.one_of(_WORD, st.sampled_from([".", ",", "'", "\n", "-"])), max_size=14).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(_ENTRIES, _TEXT)
def test_twice_is_once_where_no_heard_word_is_in_a_written_form(entries: list[Entry], text: str) -> None:
    written = {key for entry in entries for key in keys_of(entry.written)}
    assume(not any(key in written for entry in entries for form in entry.heard for key in keys_of(form)))
    replacement = Replacement(entries)
    once = replacement.text(text)
    assert replacement.text(once) == once


@settings(max_examples=150, deadline=None)
@given(_ENTRIES, _TEXT, st.randoms(use_true_random=False))
def test_the_order_of_the_entries_decides_nothing(entries: list[Entry], text: str, order: random.Random) -> None:
    shuffled = list(entries)
    order.shuffle(shuffled)
    assert Replacement(entries).text(text) == Replacement(shuffled).text(text)


@settings(max_examples=150, deadline=None)
@given(_ENTRIES, _TEXT)
def test_only_heard_forms_change(entries: list[Entry], text: str) -> None:
    places = Replacement(entries).places(text)
    forms = {keys_of(form) for entry in entries for form in entry.heard}
    reached = 0
    for place in places:
        assert reached <= place.start < place.end
        assert keys_of(text[place.start : place.end]) in forms
        reached = place.end
    assert with_places(text, places).endswith(text[reached:])


def test_a_thousand_entries_cost_a_turn_less_than_five_milliseconds() -> None:
    entries = [Entry(written=f"Name{n}", heard=(f"naim {n}", f"name number {n}")) for n in range(1_000)]
    replacement = Replacement(entries)
    text = " ".join(f"we met name number {n} and others," for n in range(0, 1_000, 25))
    replacement.text(text)
    taken_s = []
    for _ in range(5):
        began_s = time.process_time()
        read = replacement.text(text)
        taken_s.append(time.process_time() - began_s)
    assert read.count("Name") == 40
    assert min(taken_s) < 0.005


def test_words_of_a_whole_day_are_looked_through_while_a_person_types() -> None:
    day = [f"Then we met the others of group {n} for the plan, and Zoë said it’s fine." for n in range(10_000)]
    replacement = Replacement((PYSIDE, NOOR))
    began_s = time.process_time()
    assert not any(replacement.places(text) for text in day)
    assert time.process_time() - began_s < 0.5


def test_places_say_what_stood_there() -> None:
    assert Replacement((PYSIDE,)).places("a pie side six") == [Place(2, 14, "PySide6")]


@pytest.mark.parametrize(
    ("form", "others"), [("派写", "我们用中文说话。写派"), ("กรุงเทพ", "เชียงใหม่"), ("한국", "중국어"), ("утро", "вечер")]
)
def test_a_text_without_the_word_is_not_taken_apart_in_any_script(
    form: str, others: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    replacement = Replacement((Entry(written="X", heard=(form,)),))
    with monkeypatch.context() as nothing_apart:
        nothing_apart.delattr("transcriber.transcript.replacement.pieces_of")
        assert replacement.text(others) == others
    assert replacement.text(f"{others} {form}") == f"{others} X"
