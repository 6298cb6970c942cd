"""The page's own files: nothing from elsewhere, nothing that would need a looser policy."""

import re

from transcriber.caption_page.page_files import GUARDS, page_files


def test_nothing_is_fetched_from_elsewhere_and_nothing_stands_inline() -> None:
    for name, file in page_files().items():
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
    files = page_files()
    assert files["?"].body.replace(b' class="overlay"', b"", 1) == files[""].body != files["?"].body
