from hypothesis import given
from hypothesis import strategies as st

from transcriber.transcript.plain_text import plain


@given(st.text())
def test_nothing_that_steers_a_terminal_or_turns_text_around_survives(text: str) -> None:
    shown = plain(text)

    assert not any(ord(character) < 32 and character not in "\n\t" for character in shown)
    assert not set(shown) & set("\x7f\x9b\u202a\u202e\u2066\u2069\u200e")
    assert plain(shown) == shown


def test_text_of_every_script_stays_as_it_is() -> None:
    text = "Größe — 日本語の字幕, مرحبا بكم, नमस्ते 👋🏽"

    assert plain(text) == text


def test_line_ends_of_every_system_are_one() -> None:
    assert plain("a\r\nb\rc\nd") == "a\nb\nc\nd"
