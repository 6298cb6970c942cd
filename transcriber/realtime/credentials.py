"""Client secrets over REST: a short-lived secret is made for each connection and never kept.

Source: OpenAI Realtime API, `POST /v1/realtime/client_secrets` (GA) and `/v1/realtime/transcription_sessions` (beta).
"""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.dialects.client_secrets import read_secret_grant, secret_request
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import ServiceRefused, ServiceUnreachable
from transcriber.realtime.events import AnnouncedSession
from transcriber.realtime.refusals import RefusalReader
from transcriber.realtime.secret import Secret
from transcriber.realtime.tls import client_context, error_from_connecting

if TYPE_CHECKING:
    import aiohttp

_CONNECT_TIMEOUT_S = 4.0
_LONGEST_ANSWER_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ClientSecret:
    """What a connection is opened with, once; the service says until when."""

    value: Secret
    expires_at_s: int | None
    """Unix time after which it opens no more sessions; None if the service does not say."""
    session: AnnouncedSession | None


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: dict[str, str]
    """Names in lower case."""
    body: str


async def create_client_secret(
    endpoint: Endpoint, configuration: SessionConfiguration, *, timeout_s: float = 10.0
) -> ClientSecret:
    """Ask the service for a secret that opens sessions with this configuration. Session thread.

    Raises:
        RealtimeError: Whichever fits; `ConnectionLost` and `SecretExpired` are not among them.
    """
    headers = endpoint.headers(endpoint.api_key)
    answer = await _post(endpoint, headers, secret_request(configuration, endpoint.switches.dialect), timeout_s)
    if answer.status not in (200, 201):
        raise RefusalReader(endpoint.api_key).from_response(answer.status, answer.headers, answer.body)
    return _client_secret(answer.body)


async def _post(endpoint: Endpoint, headers: dict[str, str], body: object, timeout_s: float) -> _Answer:
    import aiohttp

    timeout = aiohttp.ClientTimeout(total=timeout_s, connect=min(_CONNECT_TIMEOUT_S, timeout_s))
    tls = client_context() if endpoint.is_encrypted else True
    # A proxy from the environment must not see what stays on this computer.
    session = aiohttp.ClientSession(timeout=timeout, trust_env=not endpoint.is_loopback)
    try:
        async with (
            session,
            session.post(
                endpoint.client_secret_url, json=body, headers=headers, allow_redirects=False, ssl=tls
            ) as response,
        ):
            text = await _read_limited(response.content)
    except TimeoutError:
        raise ServiceUnreachable(f"The service did not answer within {timeout_s:g} s.") from None
    except OSError as error:
        # The library wraps what `ssl` and `socket` raised.
        cause = getattr(error, "certificate_error", None) or getattr(error, "os_error", None) or error
        raise error_from_connecting(cause) from error
    except aiohttp.ClientError:
        # Not chained: some of the library's exceptions hold the request with its headers.
        raise ServiceUnreachable("The service could not be reached: the connection ended before an answer.") from None
    return _Answer(response.status, {name.lower(): value for name, value in response.headers.items()}, text)


async def _read_limited(content: "aiohttp.StreamReader") -> str:
    data = bytearray()
    async for piece in content.iter_any():
        data += piece
        if len(data) > _LONGEST_ANSWER_BYTES:
            raise ServiceRefused("The answer of the service is far too long.", code="answer_too_long")
    return data.decode("utf-8", "replace")


def _client_secret(body: str) -> ClientSecret:
    try:
        grant = read_secret_grant(json.loads(body))
        value = Secret(grant.value or "")
    except (ValueError, RecursionError):
        raise ServiceRefused(
            "The service answered without a client secret.",
            code="no_client_secret",
            remedy="Check the address and the dialect, or connect to this service with the key itself.",
        ) from None
    return ClientSecret(value, grant.expires_at_s, grant.session)
