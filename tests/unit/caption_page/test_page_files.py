"""The page's own files: nothing from elsewhere, nothing that would need a looser policy."""

import re

from transcriber.caption_page.page_files import GUARDS, page_files, pages
from transcriber.caption_page.page_words import WORDS


def test_nothing_is_fetched_from_elsewhere_and_nothing_stands_inline() -> None:
    for name, file in {**page_files(), **{str(key): page for key, page in pages().items()}}.items():
        text = file.body.decode()
        assert not re.search(r"(https?:)?//[a-z]", re.sub(r"xmlns(:\w+)?=\"[^\"]*\"", "", text)), name
        if file.content_type == "text/html":
            assert not re.search(r"<style|<script(?! src=)|\son\w+=|\sstyle=", text)


def test_text_is_put_in_as_text_alone() -> None:
    script = page_files()["captions.js"].body.decode()
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|setAttribute\(\"on", script
    )


def test_the_policy_begins_with_nothing_and_allows_no_frame() -> None:
    policy = GUARDS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy


def test_the_overlay_is_the_same_page_with_another_mark() -> None:
    for language in WORDS:
        page, overlay = pages()[language, False].body, pages()[language, True].body
        assert overlay.replace(b' class="overlay"', b"", 1) == page != overlay


def test_a_page_says_its_language_and_leaves_no_place_for_words_empty() -> None:
    for (language, _), page in pages().items():
        text = page.body.decode()
        assert f'<html lang="{language}"' in text
        assert all(words in text for words in (WORDS[language]["title"], WORDS[language]["lost"]))
        assert re.findall(r"\{\w+\}", text) == ["{size}"], "only what the script puts in is left"


def test_what_was_said_has_no_language_that_the_page_knows() -> None:
    for page in pages().values():
        assert '<div id="captions" lang="">' in page.body.decode()
