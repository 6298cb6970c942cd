import pytest

from transcriber.transcript.directions import runs_right_to_left


@pytest.mark.parametrize(
    ("text", "is_right_to_left"),
    [
        ("", False),
        ("hello", False),
        ("שלום", True),
        ("مرحبا", True),
        ("12 – שלום abc", True),
        ("é שלום", False),
        ("…", False),
    ],
)
def test_the_first_strong_character_decides(text: str, is_right_to_left: bool) -> None:
    assert runs_right_to_left(text) is is_right_to_left
