import pytest

from transcriber.transcript.prompt_echo import MOST_WORDS_A_SECOND, is_echo

PROMPT = "Engineering stand-up. These words may occur: PySide6, Noor Haddad, Kreszwel."


@pytest.mark.parametrize("heard_ms", [None, 0, 60_000])
@pytest.mark.parametrize("text", [PROMPT, PROMPT.upper().replace(".", ""), f"{PROMPT} {PROMPT}"])
def test_the_whole_prompt_is_an_echo_whatever_was_heard(text: str, heard_ms: int | None) -> None:
    assert is_echo(text, PROMPT, heard_ms)


def test_a_piece_is_an_echo_only_where_too_little_was_heard_for_so_many_words() -> None:
    piece = "These words may occur: PySide6, Noor Haddad"
    assert is_echo(piece, PROMPT, 0)
    assert is_echo(piece, PROMPT, 700)
    assert not is_echo(piece, PROMPT, round(7 / MOST_WORDS_A_SECOND * 1000))
    assert not is_echo(piece, PROMPT, None)


@pytest.mark.parametrize(
    "text", ["", "PySide6", "Noor Haddad", "Noor Haddad, Kreszwel", "...", "Kreszwel Noor PySide6 occur"]
)
def test_words_that_somebody_may_say_stay_even_where_nothing_was_heard(text: str) -> None:
    assert not is_echo(text, PROMPT, 0)


def test_a_short_prompt_is_said_by_people() -> None:
    assert not is_echo("Thank you. Thank you. Thank you.", "Thank you.", 3_000)
    assert not is_echo("We use Qt and Rust", "We use Qt and Rust", 2_000)
    assert is_echo("We use Qt and Rust", "We use Qt and Rust", 100)


def test_scripts_without_blanks() -> None:
    assert is_echo("以下是可能出现的词", "以下是可能出现的词。", None)


def test_other_words_are_none() -> None:
    assert not is_echo("These words may never occur in here at all", PROMPT, 0)
    assert not is_echo(PROMPT, "", 0)
