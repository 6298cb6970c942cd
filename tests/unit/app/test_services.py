from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from transcriber.app.services import EngineService, RemoteService
from transcriber.engine.process import EngineAddress, EngineFailed, EngineProcess
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.secret import Secret
from transcriber.realtime.switches import Switches
from transcriber.session.service import ServiceError
from transcriber.settings.keys import KeyStore, KeyStoreError
from transcriber.settings.profiles import LOCAL, OPENAI, KeyPlace, Profile

BASE_URL = "https://captions.example/v1"
CAPTIONS = Profile(
    name="captions",
    title="Captions",
    base_url=BASE_URL,
    key_place=KeyPlace.MEMORY,
    switches=Switches(chunk_ms=100, backlog_speed=2.0, dialect=Dialect.BETA),
)


def remote(
    folder: Path, profile: Profile, environment: Mapping[str, str] | None = None, pasted: Secret | None = None
) -> RemoteService:
    return RemoteService(profile, profile.base_url or "", KeyStore(environment or {}, folder), pasted)


async def test_the_key_comes_from_the_variable_that_the_profile_names(tmp_path: Path) -> None:
    endpoint = await remote(tmp_path, OPENAI, {"OPENAI_API_KEY": "sk-mine"}).endpoint()

    assert endpoint.api_key == Secret("sk-mine")
    assert endpoint.base_url == "https://api.openai.com/v1"


async def test_a_missing_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="OpenAI needs a key") as refused:
        await remote(tmp_path, OPENAI).endpoint()

    assert refused.value.code == "no_key"
    assert "OPENAI_API_KEY" in refused.value.remedy


async def test_a_key_that_is_kept_nowhere_is_asked_for_by_the_profiles_name(tmp_path: Path) -> None:
    with pytest.raises(ServiceError) as refused:
        await remote(tmp_path, CAPTIONS).endpoint()

    assert "transcriber key set captions" in refused.value.remedy


async def test_a_key_store_that_cannot_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(store: KeyStore, profile: Profile) -> None:
        raise KeyStoreError("keyring_locked", "The keyring is locked.", "Unlock it.")

    monkeypatch.setattr(KeyStore, "key_for", refuse)

    with pytest.raises(ServiceError) as refused:
        await remote(tmp_path, CAPTIONS).endpoint()

    assert (refused.value.code, refused.value.message, refused.value.remedy) == (
        "keyring_locked",
        "The keyring is locked.",
        "Unlock it.",
    )


async def test_a_service_without_a_key_and_a_pasted_secret_ask_for_none(tmp_path: Path) -> None:
    open_to_all = replace(CAPTIONS, key_place=KeyPlace.NONE)

    assert (await remote(tmp_path, open_to_all).endpoint()).api_key is None
    assert (await remote(tmp_path, CAPTIONS, pasted=Secret("ek_elsewhere")).endpoint()).api_key is None


async def test_the_switches_of_the_profile_count(tmp_path: Path) -> None:
    service = remote(tmp_path, replace(CAPTIONS, key_place=KeyPlace.NONE))

    assert (service.chunk_ms, service.backlog_speed) == (100, 2.0)
    assert (await service.endpoint()).switches == CAPTIONS.switches


class Engine(EngineProcess):
    """An engine that is there, or is not."""

    def __init__(self, address: EngineAddress | None) -> None:
        super().__init__()
        self._there = address
        self.stops = 0

    async def address(self) -> EngineAddress:
        if self._there is None:
            raise EngineFailed("The engine did not start.")
        return self._there

    async def stop(self) -> None:
        self.stops += 1


async def test_the_engine_speaks_the_dialect_that_was_chosen_and_is_asked_for_provisional_text() -> None:
    engine = Engine(EngineAddress("http://127.0.0.1:9/v1", Secret("token")))
    beta = replace(LOCAL, switches=replace(LOCAL.switches, dialect=Dialect.BETA))
    service = EngineService(engine, beta)

    endpoint = await service.endpoint()
    await service.renew()

    assert endpoint.switches.dialect is Dialect.BETA
    assert endpoint.wants_partials
    assert engine.stops == 1


async def test_an_engine_that_does_not_start_may_be_tried_again() -> None:
    with pytest.raises(ServiceError) as failed:
        await EngineService(Engine(None), LOCAL).endpoint()

    assert failed.value.is_transient
