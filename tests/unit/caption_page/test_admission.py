"""Who is let in, as a table of what a request may come with."""

from dataclasses import replace

import pytest

from transcriber.caption_page.admission import Admission, Asked, Refusal, nothing_here

TOKEN = "0123456789abcdefABCDEF-_"
AT_HOME = Asked(
    method="GET", path=f"/{TOKEN}/", headers={}, hosts=("127.0.0.1:8790",), local_address="127.0.0.1", port=8790
)
IN_THE_NETWORK = replace(AT_HOME, hosts=("192.168.1.5:8790",), local_address="192.168.1.5")


def status(asked: Asked, own_names: frozenset[str] = frozenset()) -> int:
    decision = Admission(TOKEN, own_names).decide(asked)
    return decision.status if isinstance(decision, Refusal) else 200


def test_the_name_behind_the_token_is_given_back() -> None:
    door = Admission(TOKEN)
    assert door.decide(AT_HOME) == ""
    assert door.decide(replace(AT_HOME, path=f"/{TOKEN}/events")) == "events"
    assert door.decide(replace(AT_HOME, path="/nonsense/events")) == nothing_here()


@pytest.mark.parametrize(
    ("asked", "host", "expected"),
    [
        (AT_HOME, "localhost:8790", 200),
        (AT_HOME, "LOCALHOST:8790", 200),
        (AT_HOME, "localhost", 403),
        (AT_HOME, "localhost:08790", 200),
        (AT_HOME, "localhost:8790 ", 200),
        (AT_HOME, "localhost:999999999999", 403),
        (AT_HOME, "localhost:٨٧٩٠", 403),
        (AT_HOME, "192.168.1.5:8790", 403),
        (AT_HOME, "", 403),
        (IN_THE_NETWORK, "192.168.1.5:8790", 200),
        (IN_THE_NETWORK, "localhost:8790", 403),
        (IN_THE_NETWORK, "192.168.1.6:8790", 403),
        (IN_THE_NETWORK, "desk.local:8790", 200),
        (IN_THE_NETWORK, "desk.example:8790", 403),
    ],
)
def test_the_host_must_be_this_computer_as_the_connection_reached_it(asked: Asked, host: str, expected: int) -> None:
    assert status(replace(asked, hosts=(host,)), frozenset({"desk", "desk.local"})) == expected


def test_at_port_80_a_browser_leaves_the_port_out() -> None:
    assert status(replace(AT_HOME, hosts=("localhost",), port=80)) == 200


def test_two_hosts_are_none() -> None:
    assert status(replace(AT_HOME, hosts=("localhost:8790", "localhost:8790"))) == 403
    assert status(replace(AT_HOME, hosts=())) == 403


def test_a_stranger_without_the_token_learns_nothing_about_methods() -> None:
    for method in ("GET", "POST", "OPTIONS"):
        assert status(replace(AT_HOME, method=method, path="/x/")) == 404
    assert status(replace(AT_HOME, method="HEAD")) == 200
    assert status(replace(AT_HOME, path=f"/{TOKEN}")) == 404
    assert status(replace(AT_HOME, path=f"/{TOKEN[:5]}\udcff/")) == 404
