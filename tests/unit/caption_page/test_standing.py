"""The words that the page has for what becomes of the recording."""

from transcriber.caption_page.page_files import pages
from transcriber.caption_page.standing import Standing


def test_the_page_has_words_for_each() -> None:
    for page in pages().values():
        assert all(f' data-{standing.value}="' in page.body.decode() for standing in Standing)
