"""What is typed is never a syntax error."""

import sqlite3

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transcriber.store.query import Term, like_pattern, needs_grams, ranges_in, terms_of, united, words_query


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("budget", '("budget"* OR "ｂｕｄｇｅｔ"*)'),
        ("the budget", '("the" OR "ｔｈｅ") AND ("budget"* OR "ｂｕｄｇｅｔ"*)'),
        ('"the budget"', '("the budget" OR "ｔｈｅ ｂｕｄｇｅｔ")'),
        ('会 "会  议', '"会" AND "会 议"'),
        ("NOT a* (b", '("NOT" OR "ＮＯＴ") AND ("a*" OR "ａ＊") AND ("(b"* OR "（ｂ"*)'),
    ],
)
def test_words_are_looked_for_all_and_the_last_may_be_begun_only(typed: str, query: str) -> None:
    assert words_query(terms_of(typed)) == query


@pytest.mark.parametrize(("typed", "needs"), [("会议", True), ("a 会", True), ("%", True), ("budget", False)])
def test_scripts_without_blanks_and_signs_are_looked_for_letter_by_letter(typed: str, needs: bool) -> None:
    assert needs_grams(terms_of(typed)) is needs


@given(st.text(st.characters(codec=None), max_size=20))
@example("caf\udce9")
@example("a\0b")
def test_whatever_is_typed_sqlite_understands_the_query(typed: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
    if terms := terms_of(typed):
        database.execute("SELECT * FROM words WHERE words MATCH ?", (words_query(terms),)).fetchall()
    database.close()


@pytest.mark.parametrize(
    ("typed", "spelling"),
    [
        ("Caf\u00e9", "Cafe\u0301"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("budget", "ｂｕｄｇｅｔ"),
        ("ｂｕｄｇｅｔ", "budget"),
        ("ﬁn", "fin"),
        ("STRASSE", "straße"),
        ("Straße", "strasse"),
        ("データ", "ﾃﾞｰﾀ"),
        ("ﾃﾞｰﾀ", "データ"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
    ],
)
def test_a_text_may_have_the_words_in_other_code_points(typed: str, spelling: str) -> None:
    spellings = Term(typed).spellings
    assert spellings[0] == typed
    assert spelling in spellings
    assert ranges_in(f"so {spelling}.", (Term(typed),)) == ((3, 3 + len(spelling)),)


def test_signs_of_like_are_letters() -> None:
    assert like_pattern(r"5%_\x") == r"%5\%\_\\x%"


def test_places_are_found_whatever_the_letter_case_and_joined() -> None:
    assert ranges_in("Aba ABA", (Term("ab"), Term("BA"))) == ((0, 3), (4, 7))
    assert ranges_in("the\n budget", (Term("the budget", True),)) == ((0, 11),)
    assert united([(4, 6), (0, 2), (1, 3), (3, 4)]) == ((0, 6),)


def test_what_no_text_holds_is_not_looked_for() -> None:
    assert terms_of("caf\udce9 \0 bud\0get") == (Term("caf"), Term("budget"))


def test_a_text_put_there_by_mistake_is_not_looked_for_whole() -> None:
    assert len(terms_of("a " * 20_000)) == 500
