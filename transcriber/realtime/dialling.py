"""How a WebSocket is opened: the options of the library, and of the socket below it."""

import contextlib
import logging
import socket
import sys
from typing import TYPE_CHECKING

from transcriber.realtime.endpoint import Endpoint, Request
from transcriber.realtime.tls import client_context

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection, connect

CLOSE_TIMEOUT_S = 2.0
_LARGEST_FRAME_BYTES = 4 * 1024 * 1024
_MOST_WAITING_FRAMES = 64
_WRITE_LIMIT_BYTES = 32 * 1024
_TCP_USER_TIMEOUT_MS = 10_000


def dial(endpoint: Endpoint, request: Request, proxy: str | None, open_timeout_s: float) -> "connect":
    """What connects once it is awaited: no redirects, no keepalive of its own, small buffers, nothing secret logged."""
    from websockets.asyncio.client import ClientConnection, connect

    class TunnelledConnection(ClientConnection):
        def connection_lost(self, exc: Exception | None) -> None:
            # Through a proxy, TLS can fail before the library has made what it clears away here.
            if hasattr(self, "recv_messages"):
                super().connection_lost(exc)

    class ConnectWithoutRedirects(connect):
        def process_redirect(self, exc: Exception) -> Exception | str:
            return exc

    return ConnectWithoutRedirects(
        request.url,
        additional_headers=request.headers,
        create_connection=TunnelledConnection,
        # Loopback gains nothing from compression.
        compression=None if endpoint.is_loopback else "deflate",
        proxy=proxy,
        open_timeout=open_timeout_s,
        ping_interval=None,
        close_timeout=CLOSE_TIMEOUT_S,
        max_size=_LARGEST_FRAME_BYTES,
        max_queue=_MOST_WAITING_FRAMES,
        write_limit=_WRITE_LIMIT_BYTES,
        logger=_quiet_logger(),
        ssl=client_context(endpoint.switches.certificate_authority_path) if endpoint.is_encrypted else None,
    )


def _quiet_logger() -> logging.Logger:
    # At DEBUG the library prints the handshake with the Authorization header, whatever level the root logger has.
    logger = logging.getLogger("websockets.client")
    if logger.getEffectiveLevel() < logging.INFO:
        logger.setLevel(logging.INFO)
    return logger


def notice_dead_peers(websocket: "ClientConnection") -> None:
    """Let the system too give a peer up that acknowledges nothing (TCP_USER_TIMEOUT, Linux; RFC 5482)."""
    connection = websocket.transport.get_extra_info("socket")
    if sys.platform == "linux" and connection is not None:
        with contextlib.suppress(OSError):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _TCP_USER_TIMEOUT_MS)
