"""The door: Host, Origin and key decide, in this order, before anything else is looked at."""

from http import HTTPStatus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict

from transcriber.engine.client_secrets import ClientSecrets
from transcriber.engine.door import Admission, Door, Refusal, asks_for_beta
from transcriber.realtime.configuration import SessionConfiguration

TOKEN = "a-token-of-this-run"
NOW_S = 1_756_310_470.0


def headers(*pairs: tuple[str, str]) -> CIMultiDict[str]:
    return CIMultiDict([("Host", "127.0.0.1:4321"), *pairs])


def decide(given_headers: CIMultiDict[str]) -> Admission | Refusal:
    return Door(TOKEN, ClientSecrets()).decide(given_headers, NOW_S)


@pytest.mark.parametrize(
    "key_header",
    [
        ("Authorization", f"Bearer {TOKEN}"),
        ("authorization", f"bearer {TOKEN}"),
        ("api-key", TOKEN),
        ("Sec-WebSocket-Protocol", f"realtime, openai-insecure-api-key.{TOKEN}"),
        ("Sec-WebSocket-Protocol", f"openai-insecure-api-key.{TOKEN},realtime,openai-beta.realtime-v1"),
    ],
)
def test_the_token_opens_in_every_place_that_clients_put_it(key_header: tuple[str, str]) -> None:
    assert decide(headers(key_header)) == Admission()


@pytest.mark.parametrize(
    ("key_headers", "code"),
    [
        ([], "missing_api_key"),
        ([("Authorization", f"Basic {TOKEN}")], "missing_api_key"),
        ([("Authorization", TOKEN)], "missing_api_key"),
        ([("Authorization", "Bearer ")], "invalid_api_key"),
        ([("Authorization", f"Bearer {TOKEN[:-1]}")], "invalid_api_key"),
        ([("Authorization", f"Bearer {TOKEN}x")], "invalid_api_key"),
        ([("Authorization", "Bearer \udce4")], "invalid_api_key"),
        ([("api-key", "ek_0000")], "invalid_api_key"),
        ([("Sec-WebSocket-Protocol", "realtime, openai-insecure-api-key.")], "invalid_api_key"),
    ],
)
def test_without_the_right_key_the_answer_is_401(key_headers: list[tuple[str, str]], code: str) -> None:
    refusal = decide(headers(*key_headers))

    assert isinstance(refusal, Refusal)
    assert (refusal.status, refusal.code) == (HTTPStatus.UNAUTHORIZED, code)
    assert TOKEN[:-1] not in refusal.message


@given(st.text(max_size=40))
def test_no_other_text_is_the_token(key: str) -> None:
    if key.strip() != TOKEN:
        assert isinstance(decide(headers(("api-key", key))), Refusal)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:1", "localhost", "LocalHost:65535", "[::1]", "[::1]:8080", " localhost:80 "]
)
def test_every_name_of_this_computer_is_let_in(host: str) -> None:
    given_headers = CIMultiDict([("Host", host), ("api-key", TOKEN)])

    assert decide(given_headers) == Admission()


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:80",
        "localhost.evil.example",
        "127.0.0.1.evil.example:80",
        "evil.example#127.0.0.1:80",
        "127.0.0.1:",
        "127.0.0.1:80:80",
        "127.0.0.1:٣",
        "[::1",
        "::1",
        "[::2]:80",
        "0.0.0.0",
        "192.168.0.7",
    ],
)
def test_another_name_is_refused_even_with_the_token(host: str) -> None:
    refusal = decide(CIMultiDict([("Host", host), ("api-key", TOKEN)]))

    assert isinstance(refusal, Refusal)
    assert (refusal.status, refusal.code) == (HTTPStatus.FORBIDDEN, "host_not_allowed")


@pytest.mark.parametrize("hosts", [[], ["localhost", "localhost"], ["localhost", "evil.example"]])
def test_a_request_has_exactly_one_host(hosts: list[str]) -> None:
    refusal = decide(CIMultiDict([*(("Host", host) for host in hosts), ("api-key", TOKEN)]))

    assert isinstance(refusal, Refusal)
    assert refusal.status == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:4321", "null", ""])
def test_any_origin_is_refused_even_with_the_token(origin: str) -> None:
    refusal = decide(headers(("Origin", origin), ("api-key", TOKEN)))

    assert isinstance(refusal, Refusal)
    assert (refusal.status, refusal.code) == (HTTPStatus.FORBIDDEN, "origin_not_allowed")


def test_a_client_secret_opens_several_times_then_is_refused_as_expired() -> None:
    client_secrets = ClientSecrets()
    door = Door(TOKEN, client_secrets)
    minted = client_secrets.mint(SessionConfiguration(client_secret_seconds=60), NOW_S)
    request = headers(("Authorization", f"Bearer {minted.value}"))

    assert door.decide(request, NOW_S) == Admission(minted)
    assert door.decide(request, NOW_S + 59) == Admission(minted)
    refusal = door.decide(request, NOW_S + 60)

    assert isinstance(refusal, Refusal)
    assert (refusal.status, refusal.code) == (HTTPStatus.UNAUTHORIZED, "client_secret_expired")
    assert minted.value not in refusal.message


@pytest.mark.parametrize(
    ("beta_headers", "is_beta"),
    [
        ([], False),
        ([("OpenAI-Beta", "realtime=v1")], True),
        ([("openai-beta", "assistants=v2, realtime=v1")], True),
        ([("OpenAI-Beta", "assistants=v2")], False),
        ([("Sec-WebSocket-Protocol", "realtime, openai-insecure-api-key.x, openai-beta.realtime-v1")], True),
        ([("Sec-WebSocket-Protocol", "realtime")], False),
    ],
)
def test_the_dialect_is_asked_for_by_header_or_subprotocol(beta_headers: list[tuple[str, str]], is_beta: bool) -> None:
    assert asks_for_beta(headers(*beta_headers)) is is_beta
