"""Text as it is laid out: plain, bounded, growing only at its end."""

from hypothesis import given
from hypothesis import strategies as st

from transcriber.gui.shown_text import (
    LABEL_LIMIT_CHARACTERS,
    LINE_LIMIT_CHARACTERS,
    LINE_SEPARATOR,
    TURN_LIMIT_CHARACTERS,
    breakable,
    common_prefix_length,
    label_text,
    omitted_characters,
    shown_text,
    utf16_length,
    window_title,
)


def test_an_endless_line_is_broken_and_bounded() -> None:
    shown = shown_text("x" * 500_000)
    assert max(len(line) for line in shown.split(LINE_SEPARATOR)) == LINE_LIMIT_CHARACTERS
    assert shown.count("x") == TURN_LIMIT_CHARACTERS
    assert omitted_characters("x" * 500_000) == 500_000 - TURN_LIMIT_CHARACTERS


def test_a_long_text_is_broken_at_spaces() -> None:
    text = "word " * 3_000
    assert shown_text(text).replace(LINE_SEPARATOR, " ") == text[:TURN_LIMIT_CHARACTERS]


def test_what_would_break_the_layout_is_not_shown() -> None:
    assert shown_text("a\nb\tc\u2029d\x00e\x1bf\ufffcg\u202eh\ud800i") == "a b c defghi"


def test_a_label_says_what_is_read_and_not_a_million_letters_more() -> None:
    words = "The service said <b>no</b>.\nTry again."
    assert label_text(words) == words
    assert label_text("a\u202eb\x00c\x1b[31m") == "abc[31m"
    assert len(label_text("x" * 1_000_000)) == LABEL_LIMIT_CHARACTERS
    assert label_text("x" * 1_000_000).endswith("x…")


def test_a_title_is_one_line_in_which_every_sign_is_seen() -> None:
    assert window_title("a\nb\u202ec\x00 [*] <b>d</b>") == "a bc [*][*] <b>d</b>"
    assert len(window_title("x" * 10_000)) == 200


@given(st.text(alphabet=st.sampled_from("ab \n"), max_size=300), st.integers(0, 40))
def test_growing_text_keeps_its_beginning(start: str, repeats: int) -> None:
    text = start * repeats
    for cut in (len(text) // 3, len(text) // 2):
        before, after = shown_text(text[:cut]).rstrip(" "), shown_text(text)
        assert after.startswith(before.rsplit(" ", 1)[0])


@given(st.text())
def test_length_is_counted_as_qt_does(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(st.text(max_size=50), st.text(max_size=50), st.text(max_size=50))
def test_the_common_beginning_is_the_longest(start: str, first: str, second: str) -> None:
    length = common_prefix_length(start + first, start + second)
    assert length >= len(start)
    assert (start + first)[:length] == (start + second)[:length]
    assert (start + first)[length : length + 1] != (start + second)[length : length + 1] or length == min(
        len(start + first), len(start + second)
    )


def test_only_long_words_get_places_to_break() -> None:
    assert breakable("sess_1 is short", 8) == "sess_1 is short"
    assert breakable("abcdefgh", 8) == "abcdefgh"
    assert breakable("abcdefghij kl", 4) == "abcd\u200befgh\u200bij kl"
