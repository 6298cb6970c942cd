"""What a service sends back may hold a key in any dress; none of it may be shown."""

import json
import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.realtime.redaction import Redaction
from transcriber.realtime.secret import MASK, Secret

OPENAI = "sk-proj-Zx81kQ_mN4vB-7tYp0aLsD3fGh6jW9e"
AZURE = "9f3c1a7be2d84056b1c9e07d5a3f2468"
ENGINE = "hT7_q-Zk3vR1nXw8LbPd0sYg5JmCf2AeUo9iKtQ4rE6"
KEYS = [OPENAI, AZURE, ENGINE]

key_characters = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
keys = st.text(key_characters, min_size=16, max_size=80)


def hidden(text: str, *known: str) -> str:
    redaction = Redaction()
    for key in known:
        redaction.hide(Secret(key))
    return redaction.hidden(text)


def bare(text: str) -> str:
    """What is left of a text for somebody who looks for a key in it."""
    return re.sub(r"[^A-Za-z0-9]", "", text)


def unicode_escaped(text: str) -> str:
    return "".join(f"\\u{ord(character):04X}" for character in text)


DRESSES: dict[str, Callable[[str], str]] = {
    "as it is": lambda key: key,
    "in a sentence": lambda key: f"Incorrect API key provided: {key}. Look it up.",
    "as JSON": lambda key: json.dumps({"message": f"bad key '{key}'"}),
    "as JSON in JSON": lambda key: json.dumps({"message": json.dumps({"key": key})}),
    "escaped": lambda key: '{"message":"' + unicode_escaped(key) + '"}',
    "escaped twice": lambda key: json.dumps({"message": '{"key":"' + unicode_escaped(key) + '"}'}),
    "in an address": lambda key: f"wss://host/v1/realtime?model=m&api_key={key}",
    "percent-encoded": lambda key: "".join(f"%{ord(character):02x}" for character in key),
    "percent-encoded twice": lambda key: quote("".join(f"%{ord(character):02x}" for character in key)),
    "wrapped": lambda key: json.dumps({"message": f"{key[:9]}\n{key[9:20]}\n  {key[20:]}"}),
    "spaced out": " ".join,
    "in several strings": lambda key: json.dumps({"parts": [key[:7], key[7:18], key[18:]]}),
    "as a sum of strings": lambda key: f"'{key[:12]}' + '{key[12:]}'",
    "with zero bytes": "\0".join,
    "in capitals": str.upper,
    "by its beginning": lambda key: f"the key that begins with {key[:20]}... is wrong",
    "by its end": lambda key: f"the key that ends in ...{key[-20:]} is wrong",
    "as a bearer": lambda key: f"Authorization: Bearer {key}",
    "as a header": lambda key: f"api-key: {key}\nX-API-Key: {key}",
    "as a subprotocol": lambda key: f"realtime, openai-insecure-api-key.{key}",
    "not as JSON": lambda key: '{"message": "' + key,
}


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("key", KEYS)
def test_a_known_key_is_seen_in_every_dress(key: str, dress: str) -> None:
    shown = hidden(DRESSES[dress](key), key)

    assert MASK in shown
    assert bare(key).lower() not in bare(shown).lower()
    assert bare(key)[8:16].lower() not in bare(shown).lower()


UNKNOWN = {
    "an API key": '{"message":"Incorrect API key provided: sk-abcd************wxyz."}',
    "a short API key": "key: sk-abcde",
    "a client secret": '{"value":"ek_68af296e8e408191a1120ab6383263c2","expires_at":1756310470}',
    "a client secret of another kind": '{"value": "abcde-wxyz", "expires_at": 1756310470}',
    "a nested client secret": '{"id":"sess_1","client_secret":{"value":"abcde\\"wxyz","expires_at":1}}',
    "one with its name escaped": '{"\\u0076alue":"abcde"}',
    "one in JSON in JSON": json.dumps({"body": json.dumps({"client_secret": {"value": "abcdewxyz"}})}),
    "a flat client secret": '{"client_secret":"abcdewxyz"}',
    "a bearer": "the header was 'Authorization: bearer   abcdewxyz'",
    "a bearer in JSON": '{"headers":{"Authorization":"Bearer abcde.wxyz"}}',
    "a header in JSON": '{"headers":{"api-key":"abcdewxyz","X-Api-Key":"abcdewxyz"}}',
    "a key in an address": "GET /v1/realtime?model=x&api_key=abcdewxyz HTTP/1.1",
    "a secret in an address": "https://host/?client_secret=abcdewxyz&a=1",
    "a password in an address": "http://user:abcdewxyz@proxy:3128",
}


@pytest.mark.parametrize("text", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_what_looks_like_a_secret_is_hidden_without_being_known(text: str) -> None:
    shown = hidden(text)

    assert MASK in shown
    assert not re.search(r"abcde|wxyz|68af296e", shown)


@pytest.mark.parametrize(
    "text",
    [
        '{"type":"conversation.item.input_audio_transcription.delta","delta":" The risk-averse task_force asks.",'
        '"logprobs":[{"token":"Hey","bytes":[72],"logprob":-0.01}]}',
        '{"type":"error","error":{"code":"invalid_api_key","message":"Incorrect API key provided.","param":"api_key"}}',
        '{"type":"session.update","session":{"audio":{"input":{"transcription":{"keywords":["100%","50%20"]}}}}}',
        '{"delta":"caf\\u00e9 \\u0041nna, week_day and desk-top"}',
        '{"name":"tokens","limit":1000,"remaining":999}',
    ],
)
def test_everything_else_is_left_as_it_is(text: str) -> None:
    assert hidden(text, *KEYS) is text


def test_json_stays_json() -> None:
    event = {"type": "error", "error": {"message": f"bad key {OPENAI}", "param": AZURE, "code": None}}
    shown = json.loads(hidden(json.dumps(event), *KEYS))
    assert shown == {"type": "error", "error": {"message": f"bad key {MASK}", "param": MASK, "code": None}}


def test_a_made_up_key_of_words_does_not_hide_the_protocol() -> None:
    text = '{"type":"conversation.item.input_audio_transcription.delta","delta":"x"}'
    for key in ("x", "none", "conversation-transcription", "transcription"):
        assert "input_audio" in hidden(text, key)
    assert hidden('{"message":"not so, abcd"}', "abcd") == f'{{"message":"not so, {MASK}"}}'
    assert hidden('{"message":"abcdef"}', "abcd") == '{"message":"abcdef"}'


def test_the_newest_secrets_are_remembered_by_value_and_the_key_that_is_told_again() -> None:
    redaction = Redaction()
    key = Secret(AZURE)
    minted = [f"{number:02d}minted{number:024d}" for number in range(40)]
    for value in minted:
        redaction.hide(Secret(value))
        redaction.hide(key)
    assert redaction.hidden(f"{AZURE} {minted[-1]}") == f"{MASK} {MASK}"
    assert not redaction.knows_nothing_in(f"AAAA{AZURE}AAAA")
    assert redaction.knows_nothing_in("AAAA")


@given(key=keys, before=st.text(max_size=40), after=st.text(max_size=40))
def test_no_key_survives_between_any_words(key: str, before: str, after: str) -> None:
    assert key not in hidden(before + key + after, key)
    assert key not in hidden(json.dumps([before, key, after]), key)


@given(key=keys, text=st.text(st.sampled_from('sk-e_"\\u0041%{}:value,Bar \n'), max_size=200))
def test_nothing_that_a_service_says_breaks_it(key: str, text: str) -> None:
    assert key not in hidden(f"{text} {key} {text}", key)
