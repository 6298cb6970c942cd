"""The services as a recording sees them: the engine that is started here, and those that run elsewhere."""

from typing import TYPE_CHECKING

from transcriber.sentence import said
from transcriber.session.service import ServiceError
from transcriber.settings.keys import KeyStore, KeyStoreError
from transcriber.settings.profiles import KeyPlace, Profile

if TYPE_CHECKING:
    from transcriber.engine.process import EngineProcess
    from transcriber.realtime.endpoint import Endpoint
    from transcriber.realtime.secret import Secret


class EngineService:
    """The engine on this computer. Session thread."""

    is_local = True
    backlog_speed = None

    def __init__(self, engine: "EngineProcess", profile: Profile) -> None:
        self._engine = engine
        self._profile = profile
        self.chunk_ms = profile.switches.chunk_ms

    async def endpoint(self) -> "Endpoint":
        """Start the engine if it does not run, and say where it listens."""
        from transcriber.engine.process import EngineFailed
        from transcriber.realtime.endpoint import Endpoint

        try:
            address = await self._engine.address()
        except EngineFailed as error:
            raise ServiceError(
                "engine_failed",
                error.message,
                said("Start the program again; see the log for the reason."),
                is_transient=True,
            ) from error
        return Endpoint(address.base_url, address.token, self._profile.switches, wants_partials=True)

    async def renew(self) -> None:
        """End an engine that hangs."""
        await self._engine.stop()


class RemoteService:
    """A service somewhere else, or another engine. Session thread."""

    is_local = False

    def __init__(self, profile: Profile, base_url: str, key_store: KeyStore, pasted: "Secret | None" = None) -> None:
        self._profile = profile
        self._base_url = base_url
        self._key_store = key_store
        self._pasted = pasted
        self.chunk_ms = profile.switches.chunk_ms
        self.backlog_speed: float | None = profile.switches.backlog_speed

    async def endpoint(self) -> "Endpoint":
        """Its address, with the key from where the profile keeps it; the keyring may ask a person first."""
        from transcriber.realtime.endpoint import Endpoint

        key = await self._key()
        return Endpoint(self._base_url, key, self._profile.switches)

    async def renew(self) -> None:
        """Nothing of it runs here."""

    async def _key(self) -> "Secret | None":
        import asyncio

        if self._pasted is not None or self._profile.key_place is KeyPlace.NONE:
            return None
        try:
            key = await asyncio.to_thread(self._key_store.key_for, self._profile)
        except KeyStoreError as error:
            raise ServiceError(error.code, error.message, error.remedy) from error
        if key is None:
            raise ServiceError("no_key", said("{title} needs a key.", title=self._profile.title), self._remedy())
        return key

    def _remedy(self) -> str:
        if self._profile.key_place is KeyPlace.ENVIRONMENT:
            return said("Set the environment variable {name}.", name=self._profile.key_variable)
        return said("Enter it under Services, or with `transcriber key set {name}`.", name=self._profile.name)
