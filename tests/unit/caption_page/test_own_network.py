"""What this computer is called, without sending anything."""

import socket

import pytest

from transcriber.caption_page.own_network import network_address, own_names


def test_the_address_is_one_of_this_computer_or_there_is_none() -> None:
    address = network_address()
    if address is not None:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.bind((address, 0))
        assert not address.startswith("127.")


def test_a_computer_in_no_network_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(_self: socket.socket, _address: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", unreachable)
    assert network_address() is None


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Desk", {"desk", "desk.local"}),
        ("desk.example.org", {"desk.example.org", "desk", "desk.local"}),
        ("localhost", set()),
        ("", set()),
    ],
)
def test_names(monkeypatch: pytest.MonkeyPatch, name: str, names: set[str]) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: name)
    assert own_names() == names
