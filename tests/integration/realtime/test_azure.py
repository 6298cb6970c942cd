"""Azure OpenAI: the key in a header of its own, a deployment's name for the model, the session opened with a secret."""

import pytest

from tests.read_along import ReadAlong
from tests.script import (
    Acknowledges,
    Answers,
    Hears,
    HearsAudio,
    Says,
    committed,
    completed,
    delta,
    gives_client_secret,
    post,
    refused_upgrade,
    session_created,
    websocket,
)
from tests.scripted_service import PlayScript, ScriptedService
from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.credentials import create_client_secret
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import KeyRefused, ServiceRefused
from transcriber.realtime.secret import Secret
from transcriber.settings.profiles import AZURE_TEMPLATE

KEY = Secret("0123456789abcdef")
REST = "/openai/v1/realtime/client_secrets"
REALTIME = "/openai/v1/realtime"
CONFIGURATION = SessionConfiguration(model="our-transcriber")


def endpoint(service: ScriptedService) -> Endpoint:
    return Endpoint(service.base_url.replace("/v1", "/openai/v1"), KEY, AZURE_TEMPLATE.switches)


async def test_a_conversation_opened_with_a_client_secret(scripted_service: PlayScript) -> None:
    service = await scripted_service(
        post(REST, gives_client_secret(value="ek_azure")),
        websocket(
            Says(session_created()),
            Hears("session.update"),
            Acknowledges(),
            HearsAudio(96_000),
            Says(committed("item_A")),
            Says(committed("item_B", "item_A")),
            Says(delta("item_B", "Second")),
            Says(completed("item_B", "Second.")),
            Says(completed("item_A", "First.")),
            path=REALTIME,
        ),
    )

    secret = await create_client_secret(endpoint(service), CONFIGURATION)
    async with await RealtimeConnection.open(endpoint(service), secret.value, CONFIGURATION) as connection:
        reader = ReadAlong(connection)
        await reader.say(seconds=2)
        await reader.until_over(2)

    assert reader.texts == ["First.", "Second."]
    rest, upgrade = service.arrivals
    assert rest.headers["api-key"] == KEY.reveal()
    assert "Authorization" not in rest.headers
    assert rest.json["session"]["audio"]["input"]["transcription"]["model"] == "our-transcriber"
    assert upgrade.headers["Authorization"] == "Bearer ek_azure"
    assert "api-key" not in upgrade.headers
    assert upgrade.query == {"intent": "transcription"}
    assert service.heard[0]["session"]["audio"]["input"]["transcription"]["model"] == "our-transcriber"


async def test_a_session_opened_with_the_key_itself(scripted_service: PlayScript) -> None:
    service = await scripted_service(
        websocket(Says(session_created()), Hears("session.update"), Acknowledges(), path=REALTIME)
    )

    async with await RealtimeConnection.open(endpoint(service), KEY, CONFIGURATION):
        pass

    assert service.arrivals[0].headers["api-key"] == KEY.reveal()
    assert "Authorization" not in service.arrivals[0].headers


async def test_a_deployment_that_does_not_exist_is_not_missing_rest(scripted_service: PlayScript) -> None:
    body = {"error": {"code": "DeploymentNotFound", "message": "The API deployment for this resource does not exist."}}
    service = await scripted_service(post(REST, Answers(404, body)))

    with pytest.raises(ServiceRefused, match="deployment for this resource does not exist") as refused:
        await create_client_secret(endpoint(service), CONFIGURATION)

    assert refused.value.code != "no_rest"


async def test_what_azure_does_not_allow_is_said_in_its_words(scripted_service: PlayScript) -> None:
    body = {"error": {"code": "403", "message": "Access denied due to Virtual Network/Firewall rules."}}
    service = await scripted_service(refused_upgrade(Answers(403, body), path=REALTIME))

    with pytest.raises(KeyRefused, match="Firewall rules"):
        await RealtimeConnection.open(endpoint(service), KEY, CONFIGURATION)
