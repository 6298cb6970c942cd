"""Tokens nobody can guess, and the addresses they stand in."""

from transcriber.caption_page.links import is_token, new_token, overlay_address, page_address


def test_no_two_tokens_are_the_same_and_each_has_more_than_128_bits() -> None:
    tokens = {new_token() for _ in range(1_000)}
    assert len(tokens) == 1_000
    assert {len(token) for token in tokens} == {24}
    assert all(map(is_token, tokens))


def test_what_is_no_token_is_not_taken_for_one() -> None:
    assert not any(map(is_token, ("", "short", "a" * 21, "a" * 65, "a" * 23 + "/", "a" * 23 + " ", "ä" * 24, "-" * 24)))


def test_addresses() -> None:
    page = page_address("192.168.1.5", 8790, "TOKEN")
    assert page == "http://192.168.1.5:8790/TOKEN/"
    assert overlay_address(page) == "http://192.168.1.5:8790/TOKEN/?transparent"
