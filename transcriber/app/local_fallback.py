"""The engine on this computer as what a recording falls back on."""

from dataclasses import replace
from typing import TYPE_CHECKING

from transcriber.app.services import EngineService
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.fitting import fitted
from transcriber.session.fallback import Fallback
from transcriber.settings.profiles import LOCAL

if TYPE_CHECKING:
    from transcriber.engine.process import EngineProcess


def local_fallback(engine: "EngineProcess") -> Fallback:
    """Made when it is needed; the engine starts with its first session. Session thread."""
    return Fallback(
        service=EngineService(engine, LOCAL),
        profile_name=LOCAL.name,
        profile_title=LOCAL.title,
        model=LOCAL.capabilities_of(LOCAL.default_model),
        fit=fitted_to_engine,
    )


def fitted_to_engine(configuration: SessionConfiguration) -> SessionConfiguration:
    """What the engine can do of what another service was asked for."""
    model = LOCAL.capabilities_of(LOCAL.default_model)
    return fitted(replace(configuration, model=LOCAL.default_model), model, LOCAL.switches)
