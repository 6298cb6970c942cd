"""The service on this computer that a recording may go on with when its own stays away or costs too much."""

from collections.abc import Callable
from dataclasses import dataclass

from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.models import ModelCapabilities
from transcriber.session.service import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """What is made when it is needed. Session thread."""

    service: Service
    profile_name: str
    profile_title: str
    model: ModelCapabilities
    fit: Callable[[SessionConfiguration], SessionConfiguration]
    """What this service can do of what was asked of the other one."""
