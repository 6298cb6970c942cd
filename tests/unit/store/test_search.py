"""Everything that was said can be found, in any script."""

import random
from datetime import timedelta

import pytest

from tests.unit.store.stage import NOW, finished, recorded
from transcriber.store.hits import Hit
from transcriber.store.store import Store


def found(hits: list[Hit]) -> list[str]:
    return [hit.text for hit in hits]


def shown(hit: Hit) -> list[str]:
    return [hit.text[start:end] for start, end in hit.ranges]


def test_the_newest_turn_comes_first_with_where_it_was_said(store: Store) -> None:
    recorded(store, "The budget is too small", title="Monday")
    recorded(store, "What about the budget?", title="Tuesday")
    newest, oldest = store.search.find("budget")
    assert (newest.title, newest.start_ms, shown(newest)) == ("Tuesday", 1000, ["budget"])
    assert (oldest.title, oldest.number, oldest.ranges) == ("Monday", 1, ((4, 10),))


@pytest.mark.parametrize(
    ("typed", "highlighted"),
    [
        ("CAFE", ["Café"]),
        ("ord caf", ["Caf", "ord"]),
        ('"in order"', ["in order"]),
        ('"order in"', None),
        ("order café", ["Café", "order"]),
        ("der", ["der"]),
        ("50%", ["50"]),
        ("%", ["%"]),
        ("_", None),
        ("nothing", None),
        ("", None),
        (' " ', None),
    ],
)
def test_words_are_found_without_regard_to_case_accents_and_order(
    store: Store, typed: str, highlighted: list[str] | None
) -> None:
    recorded(store, "Café in order, 50% off")
    assert [sorted(shown(hit)) for hit in store.search.find(typed)] == ([sorted(highlighted)] if highlighted else [])


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Cafe\u0301 am Ring", "caf\u00e9"),
        ("Caf\u00e9 am Ring", "cafe\u0301"),
        ("ＢＵＤＧＥＴ", "budg"),
        ("the budget", "ｂｕｄｇｅｔ"),
        ("Straße", "STRASSE"),
        ("die STRASSE", "straße"),
        ("ﾃﾞｰﾀの話", "データ"),
        ("データの話", "ﾃﾞｰﾀ"),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"),
        ("ガ", "ｶﾞ"),
    ],
)
def test_words_are_found_in_whatever_code_points_they_are_written(store: Store, text: str, typed: str) -> None:
    recorded(store, "Something else", text)
    [hit] = store.search.find(typed)
    assert hit.text == text
    assert hit.ranges


@pytest.mark.parametrize(
    "typed", ["会", "会议", "的会议", "今天的会议很长", "长", "很长", "今天 很长", "議題", "會", "議"]
)
def test_chinese_is_found_from_one_letter_on_anywhere_in_a_text(store: Store, typed: str) -> None:
    recorded(store, "今天的会议很长", "Hello", "會後再討論議題")
    hits = store.search.find(typed)
    assert len(hits) == 1
    assert shown(hits[0]) == typed.split()


@pytest.mark.parametrize(("typed", "text"), [("ひら", "これはひらがなです"), ("カナ", "カタカナ"), ("ไทย", "ภาษาไทย")])
def test_other_scripts_without_blanks_are_found_too(store: Store, typed: str, text: str) -> None:
    recorded(store, "会议", text)
    assert found(store.search.find(typed)) == [text]


def test_a_frequent_letter_is_found_beside_a_rare_one(store: Store) -> None:
    chance = random.Random(2)
    recorded(store, *("会" + chr(0x4E00 + chance.randrange(3000)) for _ in range(400)), "会龘", "龘")
    assert found(store.search.find("龘 会")) == ["会龘"]
    assert len(store.search.find("会", count=100)) == 100


def test_it_can_be_looked_for_in_one_recording_only(store: Store) -> None:
    old = recorded(store, "budget one", "会议 one")
    recorded(store, "budget two", "会议 two")
    for typed in ("budget", "会议", "udge"):
        assert [hit.public_id for hit in store.search.find(typed, public_id=old.public_id)] == [old.public_id]
    empty = store.recordings.create(NOW)
    assert store.search.find("budget", public_id=empty.public_id) == []


@pytest.mark.parametrize("typed", ["word", "ord", "会"])
def test_pages_follow_each_other_without_a_gap(store: Store, typed: str) -> None:
    recorded(store, *(f"word 会 {number}" for number in range(7)))
    first = store.search.find(typed, count=4)
    second = store.search.find(typed, before=first[-1], count=4)
    third = store.search.find(typed, before=second[-1], count=4)
    assert [int(text.split()[-1]) for text in found([*first, *second, *third])] == [6, 5, 4, 3, 2, 1, 0]


def test_the_page_after_the_last_of_words_does_not_go_on_with_parts_of_words(store: Store) -> None:
    recorded(store, "swordfish", "word")
    [hit] = store.search.find("word")
    assert store.search.find("word", before=hit) == []


def test_what_a_person_wrote_is_found_and_what_was_rewritten_is_not(store: Store) -> None:
    recording = recorded(store, "helo wurld")
    [turn] = store.turns.all(recording.public_id)
    store.turns.edit(turn.id, "hello world")
    assert (found(store.search.find("wurld")), found(store.search.find("world"))) == ([], ["hello world"])
    store.turns.undo(recording.public_id)
    assert (found(store.search.find("wurld")), found(store.search.find("world"))) == (["helo wurld"], [])


def test_what_the_machine_corrected_is_found_as_it_is_now(store: Store) -> None:
    recording = recorded(store, "helo")
    store.turns.save(recording.public_id, finished(1, "hello"), 0)
    assert (found(store.search.find("helo")), found(store.search.find("hello"))) == ([], ["hello"])


def test_a_deleted_recording_is_not_found_until_it_is_back(store: Store) -> None:
    public_id = recorded(store, "budget 会议").public_id
    store.deletion.delete(public_id, NOW)
    assert [store.search.find(typed) for typed in ("budget", "会议", "会议议", "udge")] == [[], [], [], []]
    store.deletion.undo(public_id, NOW + timedelta(seconds=10))
    assert all(store.search.find(typed) for typed in ("budget", "会议", "udge"))


def test_markup_in_a_text_is_text(store: Store) -> None:
    recorded(store, "<b>budget</b> \x01budget\x02")
    [hit] = store.search.find("budget")
    assert (hit.text, shown(hit)) == ("<b>budget</b> budget", ["budget", "budget"])
