"""Client secrets over REST: a short-lived secret is made for each connection and never kept.

Source: OpenAI Realtime API, `POST /v1/realtime/client_secrets` (GA) and `/v1/realtime/transcription_sessions` (beta).
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.dialects.client_secrets import read_secret_grant, secret_path, secret_request
from transcriber.realtime.endpoint import Endpoint, Request
from transcriber.realtime.errors import RealtimeError, ServiceRefused, ServiceUnreachable
from transcriber.realtime.events import AnnouncedSession
from transcriber.realtime.proxies import error_from_proxy, proxy_for
from transcriber.realtime.refusals import RefusalReader
from transcriber.realtime.secret import Secret
from transcriber.realtime.tls import client_context, error_from_connecting
from transcriber.realtime.tracer import Tracer
from transcriber.sentence import said

if TYPE_CHECKING:
    import aiohttp

_CONNECT_TIMEOUT_S = 4.0
_LONGEST_ANSWER_BYTES = 1024 * 1024
_NO_SUCH_PATH_STATUSES = {404, 405, 501}
_NAMES_OF_MISSING_MODELS = ("model_not_found", "deploymentnotfound")


@dataclass(frozen=True, slots=True)
class ClientSecret:
    """What a connection is opened with, once; the service says until when."""

    value: Secret
    expires_at_s: int | None
    """Unix time, by the service's clock, after which it opens no more sessions; None if the service does not say."""
    session: AnnouncedSession | None
    server_clock_offset_s: float | None = None
    """How far the service's clock is ahead of this computer's, to a second; None if the service does not tell."""

    @property
    def expires_at_local_s(self) -> float | None:
        """The end as Unix time by this computer's clock, which may be a day off."""
        if self.expires_at_s is None:
            return None
        return self.expires_at_s - (self.server_clock_offset_s or 0.0)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: dict[str, str]
    """Names in lower case."""
    body: str


async def create_client_secret(
    endpoint: Endpoint,
    configuration: SessionConfiguration,
    *,
    timeout_s: float = 10.0,
    tracer: Tracer | None = None,
) -> ClientSecret:
    """Ask the service for a secret that opens sessions with this configuration. Session thread.

    Raises:
        RealtimeError: Whichever fits; `ConnectionLost` and `SecretExpired` are not among them.
    """
    switches = endpoint.switches
    body = secret_request(configuration, switches.dialect, switches.sample_rate_hz)
    answer = await _traced_post(endpoint, body, timeout_s, tracer)
    if answer.status in _NO_SUCH_PATH_STATUSES and not _names_a_missing_model(answer.body):
        raise ServiceRefused(
            said("The service makes no client secrets at this address (HTTP {status}).", status=answer.status),
            status=answer.status,
            code="no_rest",
            field="uses_rest",
            remedy=said("Check the address; if it is right, switch client secrets off for this service."),
        )
    if answer.status not in (200, 201):
        is_beta = endpoint.switches.dialect is Dialect.BETA
        raise RefusalReader(endpoint.api_key, is_beta=is_beta).from_response(answer.status, answer.headers, answer.body)
    client_secret = _client_secret(answer)
    if tracer is not None:
        tracer.hide(client_secret.value)
    return client_secret


async def _traced_post(endpoint: Endpoint, body: object, timeout_s: float, tracer: Tracer | None) -> _Answer:
    request = endpoint.client_secret_request()
    if tracer is None:
        return await _post(endpoint, request, body, timeout_s)
    tracer.hide(endpoint.api_key)
    path = secret_path(endpoint.switches.dialect)
    exchange = tracer.rest_request("POST", request.shown_url, path, request.headers, body)
    try:
        answer = await _post(endpoint, request, body, timeout_s)
    except RealtimeError as error:
        exchange.unanswered(error.message)
        raise
    exchange.answered(answer.status, answer.headers, answer.body)
    return answer


async def _post(endpoint: Endpoint, request: Request, body: object, timeout_s: float) -> _Answer:
    import aiohttp

    timeout = aiohttp.ClientTimeout(total=timeout_s, connect=min(_CONNECT_TIMEOUT_S, timeout_s))
    tls = client_context(endpoint.switches.certificate_authority_path) if endpoint.is_encrypted else True
    proxy = proxy_for(endpoint)
    # The library would take names and passwords for the host from ~/.netrc if it read the environment itself.
    session = aiohttp.ClientSession(timeout=timeout, trust_env=False)
    try:
        async with (
            session,
            session.post(
                request.url,
                json=body,
                headers=request.headers,
                allow_redirects=False,
                ssl=tls,
                proxy=proxy,
            ) as response,
        ):
            text = await _read_limited(response.content)
    except TimeoutError:
        raise ServiceUnreachable(
            said("The service did not answer within {timeout_s:g} s.", timeout_s=timeout_s)
        ) from None
    except OSError as error:
        # The library wraps what `ssl` and `socket` raised.
        cause = getattr(error, "certificate_error", None) or getattr(error, "os_error", None) or error
        raise error_from_connecting(cause, is_through_proxy=proxy is not None) from error
    except aiohttp.ClientHttpProxyError as answered:
        raise error_from_proxy(answered.status) from None
    except aiohttp.ClientError:
        # Not chained: some of the library's exceptions hold the request with its headers.
        raise ServiceUnreachable(
            said("The service could not be reached: the connection ended before an answer.")
        ) from None
    return _Answer(response.status, {name.lower(): value for name, value in response.headers.items()}, text)


async def _read_limited(content: "aiohttp.StreamReader") -> str:
    data = bytearray()
    async for piece in content.iter_any():
        data += piece
        if len(data) > _LONGEST_ANSWER_BYTES:
            raise ServiceRefused(said("The answer of the service is far too long."), code="answer_too_long")
    return data.decode("utf-8", "replace")


def _names_a_missing_model(body: str) -> bool:
    """Whether a 404 is about what was asked for, not about the path: some services answer both alike."""
    return any(name in body.lower() for name in _NAMES_OF_MISSING_MODELS)


def _client_secret(answer: _Answer) -> ClientSecret:
    try:
        grant = read_secret_grant(json.loads(answer.body))
        value = Secret(grant.value or "")
    except (ValueError, RecursionError):
        raise ServiceRefused(
            said("The service answered without a client secret."),
            code="no_client_secret",
            field="uses_rest",
            remedy=said("Check the address and the dialect, or connect to this service with the key itself."),
        ) from None
    return ClientSecret(value, grant.expires_at_s, grant.session, clock_offset_s(answer.headers))


def clock_offset_s(headers: Mapping[str, str]) -> float | None:
    """How far the clock of who answered so is ahead of this computer's; None if it does not tell. Names in lower case.

    From the `Date` of the answer (RFC 9110, section 6.6.1), which counts whole seconds.
    """
    try:
        return parsedate_to_datetime(headers["date"]).timestamp() - time.time()
    except (KeyError, ValueError, TypeError, OverflowError):
        return None
