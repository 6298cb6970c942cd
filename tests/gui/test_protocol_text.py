"""A message as plain text: indented, bounded, with nothing hidden in it."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.gui.protocol_text import LONGEST_CHARACTERS, clock_words, readable, size_words

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(JSON)
def test_json_is_indented_and_still_says_the_same(value: object) -> None:
    assert json.loads(readable(json.dumps(value))) == value


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_hides_anything(text: str) -> None:
    shown = readable(text)
    assert all(character == "\n" or character == "\t" or character >= " " for character in shown)
    assert not set(shown) & set("\u200b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\ufeff")


def test_an_event_is_laid_out_in_lines() -> None:
    assert readable('{"type":"session.update","session":{"language":null}}') == (
        '{\n  "type": "session.update",\n  "session": {\n    "language": null\n  }\n}'
    )


def test_the_body_of_an_http_message_is_laid_out_too() -> None:
    message = 'HTTP 201\nContent-Type: application/json\n\n{"value":"****"}'
    assert readable(message) == 'HTTP 201\nContent-Type: application/json\n\n{\n  "value": "****"\n}'


def test_a_character_that_turns_the_line_around_is_an_escape() -> None:
    assert readable('{"delta":"a\u202eb"}') == '{\n  "delta": "a\\u202eb"\n}'


def test_what_is_no_json_stays_as_it_came() -> None:
    for text in ("", "1000 bye", '{"type":', "[" * 5_000, "9" * 5_000):
        assert readable(text).replace("\n", "") == text


def test_a_very_long_message_is_cut_and_says_so() -> None:
    shown = readable('{"audio":"' + "A" * 300_000 + '"}')
    assert len(shown) < LONGEST_CHARACTERS + 1_000
    assert shown.endswith("more characters are not shown; they are saved.")
    assert max(len(line) for line in shown.split("\n")) <= 2_000


def test_times_and_sizes_are_written_for_people() -> None:
    assert [clock_words(at_ms) for at_ms in (0, 1_680, 61_005, 3_600_000, -5)] == [
        "0:00.000",
        "0:01.680",
        "1:01.005",
        "60:00.000",
        "0:00.000",
    ]
    assert size_words(2_640) == "2,640 B"
