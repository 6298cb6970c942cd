import pytest

from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import RealtimeError, ServiceRefused, ServiceUnreachable
from transcriber.realtime.proxies import error_from_proxy, proxy_for


def proxy_to(base_url: str) -> str | None:
    return proxy_for(Endpoint(base_url, None))


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_without_a_proxy_there_is_none() -> None:
    assert proxy_to("https://api.example.com/v1") is None


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
def test_the_environment_names_the_proxy(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "http://proxy.example.com:3128")

    assert proxy_to("https://api.example.com/v1") == "http://proxy.example.com:3128"


def test_each_kind_of_address_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "proxy.example.com:1")
    monkeypatch.setenv("http_proxy", "proxy.example.com:2")

    assert proxy_to("wss://api.example.com/v1") == "http://proxy.example.com:1"
    assert proxy_to("http://api.example.com/v1") == "http://proxy.example.com:2"


@pytest.mark.parametrize("no_proxy", ["api.example.com", "example.com", ".example.com", "*", "api.example.com:8443"])
def test_an_exception_is_respected(monkeypatch: pytest.MonkeyPatch, no_proxy: str) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example.com:3128")
    monkeypatch.setenv("no_proxy", no_proxy)

    assert proxy_to("https://api.example.com:8443/v1") is None


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:9/v1", "http://[::1]:9/v1", "https://localhost/v1"])
def test_this_computer_is_never_reached_through_a_proxy(monkeypatch: pytest.MonkeyPatch, base_url: str) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://proxy.example.com:3128")

    assert proxy_to(base_url) is None


@pytest.mark.parametrize("address", ["socks5://proxy.example.com:1080", "http://", "http://proxy:port", "http://[::1"])
def test_what_is_no_http_proxy_is_refused_without_its_password(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("https_proxy", address.replace("://", "://name:password@"))

    with pytest.raises(ServiceRefused, match="cannot be used") as refused:
        proxy_to("https://api.example.com/v1")
    assert refused.value.code == "proxy_not_usable"
    assert "HTTPS_PROXY" in refused.value.remedy
    assert "password" not in refused.value.message


@pytest.mark.parametrize(
    ("status", "expected", "said"),
    [
        (407, ServiceRefused, "a name and a password"),
        (403, ServiceRefused, "does not let the service through"),
        (502, ServiceUnreachable, "could not reach the service"),
    ],
)
def test_what_a_proxy_answers_is_told_apart_from_the_service(
    status: int, expected: type[RealtimeError], said: str
) -> None:
    error = error_from_proxy(status)

    assert type(error) is expected
    assert said in error.message
    assert str(status) in error.message
