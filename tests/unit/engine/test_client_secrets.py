"""Client secrets: minted with a life, good for several sessions, refused afterwards."""

import pytest

from transcriber.engine.client_secrets import EXPIRED, ClientSecret, ClientSecrets
from transcriber.realtime.configuration import SessionConfiguration

NOW_S = 1_756_310_470.5


def test_a_secret_opens_sessions_until_it_expires_and_is_known_as_expired_afterwards() -> None:
    client_secrets = ClientSecrets()
    configuration = SessionConfiguration(model="gpt-live-transcribe", client_secret_seconds=10)

    minted = client_secrets.mint(configuration, NOW_S)

    assert minted.value.startswith("ek_")
    assert minted.expires_at_s == int(NOW_S) + 10
    assert client_secrets.find(minted.value, NOW_S) is minted
    assert client_secrets.find(minted.value, NOW_S + 9) is minted
    assert minted.configuration is configuration
    assert client_secrets.find(minted.value, NOW_S + 10) is EXPIRED
    assert client_secrets.find(minted.value, NOW_S + 100_000) is EXPIRED


def test_the_life_that_nobody_asked_for_is_ten_minutes() -> None:
    assert ClientSecrets().mint(SessionConfiguration(), 1000.0).expires_at_s == 1600


@pytest.mark.parametrize("value", ["", "ek_", "ek_" + "0" * 64, "schlüssel", "\udce4"])
def test_what_was_never_minted_is_unknown(value: str) -> None:
    client_secrets = ClientSecrets()
    client_secrets.mint(SessionConfiguration(), NOW_S)

    assert client_secrets.find(value, NOW_S) is None


@pytest.mark.parametrize("life_s", [9, 7201, 0, -1])
def test_a_life_out_of_range_is_refused_with_the_range(life_s: int) -> None:
    with pytest.raises(ValueError, match="10 to 7200 seconds"):
        ClientSecrets().mint(SessionConfiguration(client_secret_seconds=life_s), NOW_S)


@pytest.mark.parametrize("life_s", [10, 7200])
def test_the_ends_of_the_range_are_allowed(life_s: int) -> None:
    assert ClientSecrets().mint(SessionConfiguration(client_secret_seconds=life_s), 0.0).expires_at_s == life_s


def test_two_secrets_differ_and_their_number_is_bounded() -> None:
    client_secrets = ClientSecrets()
    minted = [client_secrets.mint(SessionConfiguration(), NOW_S) for _ in range(5000)]

    assert len({secret.value for secret in minted}) == 5000
    assert client_secrets.find(minted[0].value, NOW_S) is None
    assert isinstance(client_secrets.find(minted[-1].value, NOW_S), ClientSecret)


def test_a_secret_does_not_print_itself() -> None:
    minted = ClientSecrets().mint(SessionConfiguration(), NOW_S)

    assert minted.value not in repr(minted)
