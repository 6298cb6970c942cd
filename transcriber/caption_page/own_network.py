"""What this computer is called in its network; asks the system, sends nothing."""

import contextlib
import socket

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"
_FAR_AWAY = ("192.0.2.1", 9)
"""An address that no computer has (RFC 5737). Connecting a datagram socket to it only chooses the way there."""


def network_address() -> str | None:
    """The IPv4 address at which others in the network reach this computer; None where it is in none."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(_FAR_AWAY)
        address: str = probe.getsockname()[0]
        if not address.startswith("127.") and address != EVERYWHERE:
            return address
    return None


def own_names() -> frozenset[str]:
    """What others may call this computer: its name, and that name as multicast DNS has it (RFC 6762)."""
    name = socket.gethostname().lower().rstrip(".")
    if not name or name == "localhost":
        return frozenset()
    first = name.partition(".")[0]
    return frozenset({name, first, f"{first}.local"})
