"""The words that the page's script knows."""

from transcriber.caption_page.page_files import page_files
from transcriber.caption_page.standing import Standing


def test_the_script_has_words_for_each() -> None:
    script = page_files()["captions.js"].body.decode()
    assert all(f"{standing.value}: " in script for standing in Standing)
