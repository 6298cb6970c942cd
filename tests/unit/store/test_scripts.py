"""Scripts with and without blanks."""

import pytest

from transcriber.store.scripts import is_unspaced, joined


@pytest.mark.parametrize("text", ["会议", "ひらがな", "カタカナ", "ภาษาไทย", "a会", "ｶﾅ", "𠀀"])
def test_scripts_without_blanks_are_known(text: str) -> None:
    assert is_unspaced(text)


@pytest.mark.parametrize("text", ["", "meeting", "встреча", "회의", "اجتماع", "1,2"])
def test_scripts_with_blanks_are_known(text: str) -> None:
    assert not is_unspaced(text)


def test_texts_are_joined_as_their_script_has_it() -> None:
    assert joined("one", "two") == "one two"
    assert joined("今天", "会议") == "今天会议"
    assert joined("今天", "ok") == "今天 ok"
    assert (joined("", "b"), joined("a", "")) == ("b", "a")
