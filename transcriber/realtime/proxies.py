"""Which company proxy stands between this computer and a service, and what it means when one refuses.

Reads the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`) or the system's settings, once for each connection: one
rule for REST and WebSocket. An encrypted service is reached through a tunnel, so a proxy sees neither key nor speech.
"""

from urllib.parse import urlsplit

from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import RealtimeError, ServiceRefused, ServiceUnreachable
from transcriber.sentence import said

_PROXY_AUTHENTICATION_REQUIRED = 407


def proxy_for(endpoint: Endpoint) -> str | None:
    """The proxy's address, which may hold a name and password: never log it. None for a direct connection.

    What stays on this computer is never shown to a proxy.

    Raises:
        ServiceRefused: With code `proxy_not_usable`, for an address that is no http proxy's.
    """
    if endpoint.is_loopback:
        return None
    # Loads half of the standard library's network modules, which the engine on this computer need not wait for.
    from urllib.request import getproxies, proxy_bypass

    if proxy_bypass(urlsplit(endpoint.base_url).netloc):
        return None
    proxies = getproxies()
    address = proxies.get("https" if endpoint.is_encrypted else "http") or proxies.get("all")
    if not address:
        return None
    return _usable(address if "://" in address else f"http://{address}")


def error_from_proxy(status: int) -> RealtimeError:
    """The exception for a proxy that answered anything but 200 when it was asked for a tunnel."""
    if status == _PROXY_AUTHENTICATION_REQUIRED:
        return ServiceRefused(
            said("The proxy of this network asks for a name and a password (HTTP 407)."),
            status=status,
            code="proxy_refused",
            remedy=said("Put them into HTTPS_PROXY, written like http://name:password@proxy.example.com:3128."),
        )
    if status >= 500:
        return ServiceUnreachable(
            said("The proxy of this network could not reach the service (HTTP {status}).", status=status)
        )
    return ServiceRefused(
        said("The proxy of this network does not let the service through (HTTP {status}).", status=status),
        status=status,
        code="proxy_refused",
        remedy=said("Ask whoever runs the network to allow the service, or name its computer in NO_PROXY."),
    )


def _usable(address: str) -> str:
    try:
        parts = urlsplit(address)
        is_usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable:
        raise ServiceRefused(
            said("The proxy that is set on this computer cannot be used."),
            code="proxy_not_usable",
            remedy=said("Set HTTPS_PROXY to the address of an http proxy, such as http://proxy.example.com:3128."),
        )
    return address
