"""What opens a session: a secret made for it, one that was pasted, the key itself, or nothing."""

import time
from email.utils import formatdate

import pytest

from tests.recording_stage import SECRETS
from tests.script import (
    Answers,
    HearsClose,
    Says,
    gives_client_secret,
    opening,
    post,
    refused_upgrade,
    session_created,
    websocket,
)
from tests.scripted_service import PlayScript, ScriptedService
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import SecretExpired
from transcriber.realtime.secret import Secret
from transcriber.realtime.switches import Switches
from transcriber.session.notices import KeyKind
from transcriber.session.opening import Opener, OpenSession

KEY = Secret("sk-test-key")
CONFIGURATION = SessionConfiguration(language="en")


class Service:
    is_local = False
    chunk_ms = 40
    backlog_speed = 3.0

    def __init__(self, script: ScriptedService, switches: Switches, key: Secret | None) -> None:
        self._endpoint = Endpoint(script.base_url, key, switches)

    async def endpoint(self) -> Endpoint:
        return self._endpoint

    async def renew(self) -> None: ...


async def opened(
    script: ScriptedService, switches: Switches | None = None, key: Secret | None = KEY, pasted: Secret | None = None
) -> OpenSession:
    opener = Opener(Service(script, switches or Switches(), key), pasted)
    endpoint = await opener.endpoint()
    session = await opener.connect(endpoint, await opener.secret(endpoint, CONFIGURATION), CONFIGURATION)
    await session.connection.close()
    return session


async def test_a_secret_is_made_for_the_connection_and_its_end_is_told(scripted_service: PlayScript) -> None:
    script = await scripted_service(
        post(SECRETS, gives_client_secret(value="ek_made", expires_at=2_000_000_000)),
        websocket(*opening(), HearsClose()),
    )

    session = await opened(script)

    assert [arrival.headers["Authorization"] for arrival in script.arrivals] == ["Bearer sk-test-key", "Bearer ek_made"]
    announcement = session.announcement()
    assert announcement.key_kind is KeyKind.CLIENT_SECRET
    assert announcement.secret_expires_at_s is not None
    assert abs(announcement.secret_expires_at_s - 2_000_000_000) <= 3
    assert announcement.asked == session.configuration == CONFIGURATION
    assert announcement.dialect is Dialect.GA


async def test_a_clock_that_is_a_day_off_does_not_move_either_end(scripted_service: PlayScript) -> None:
    a_day_s, now_s = 86_400, round(time.time())
    answer = gives_client_secret(expires_at=now_s + a_day_s + 600)
    dated = Answers(answer.status, answer.body, {"Date": formatdate(time.time() + a_day_s, usegmt=True)})
    steps = opening(expires_at=now_s + a_day_s + 3600)
    script = await scripted_service(post(SECRETS, dated), websocket(*steps, HearsClose()))

    announcement = (await opened(script)).announcement()

    assert announcement.secret_expires_at_s is not None
    assert abs(announcement.secret_expires_at_s - (now_s + 600)) < 10
    assert announcement.session.expires_at_s is not None
    assert abs(announcement.session.expires_at_s - (now_s + 3600)) < 10


async def test_a_pasted_secret_opens_alone_and_nothing_is_asked_of_its_session(scripted_service: PlayScript) -> None:
    script = await scripted_service(websocket(Says(session_created()), HearsClose()))

    session = await opened(script, key=None, pasted=Secret("ek_elsewhere"))

    assert session.announcement().key_kind is KeyKind.PASTED_SECRET
    assert session.announcement().asked is None
    assert session.configuration == session.connection.session.configuration


@pytest.mark.parametrize(("key", "kind"), [(KEY, KeyKind.API_KEY), (None, KeyKind.NONE)])
async def test_without_rest_the_key_opens_or_nothing(
    scripted_service: PlayScript, key: Secret | None, kind: KeyKind
) -> None:
    script = await scripted_service(websocket(*opening(), HearsClose()))

    session = await opened(script, Switches(uses_rest=False, sample_rate_hz=16_000), key)

    assert session.key_kind is kind
    assert session.sample_rate_hz == 16_000
    assert session.announcement().secret_expires_at_s is None


async def test_a_secret_that_ended_between_rest_and_websocket_is_told_as_such(scripted_service: PlayScript) -> None:
    script = await scripted_service(post(SECRETS, gives_client_secret()), refused_upgrade(Answers(401)))

    with pytest.raises(SecretExpired):
        await opened(script)
