"""What a recording needs to know of the service it talks to."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from transcriber.realtime.endpoint import Endpoint


class ServiceError(Exception):
    """The service cannot be reached for a reason on this side: no key, or an engine that does not start."""

    def __init__(
        self, code: str, message: str, remedy: str = "", *, is_transient: bool = False, field: str = ""
    ) -> None:
        super().__init__(message)
        self.field = field
        """What of the profile is to be corrected."""
        self.is_transient = is_transient
        """Where it worked before, trying once more may help."""
        self.code = code
        self.message = message
        self.remedy = remedy


class Service(Protocol):
    """A service as the session thread sees it."""

    @property
    def is_local(self) -> bool:
        """The engine on this computer: restarted when it dies."""

    @property
    def chunk_ms(self) -> int:
        """How much audio goes into one append."""

    @property
    def backlog_speed(self) -> float | None:
        """At how many times real time waiting audio may be sent; None is as fast as it is taken."""

    async def endpoint(self) -> "Endpoint":
        """Where it is now; asked before every connection. The engine is started here if it is not running.

        Raises:
            ServiceError: nothing to connect to.
        """

    async def renew(self) -> None:
        """It did not answer: what runs on this computer is ended, so that `endpoint` starts it anew."""
