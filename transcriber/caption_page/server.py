"""The server of the caption page: its port, its few answers, its end. Says nothing about anybody in any log.

By RFC 9112 and the server-sent events of the HTML standard.
"""

import asyncio
import errno
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus

from aiohttp import web

from transcriber.caption_page.admission import Admission, Asked, Refusal, nothing_here
from transcriber.caption_page.connections import Connections, GuardedServer, refused
from transcriber.caption_page.feed import CaptionFeed
from transcriber.caption_page.page_files import GUARDS, PageFile, page_files, pages
from transcriber.caption_page.page_words import OWN_FAULT, answer_for, language_for
from transcriber.caption_page.readers import Readers

EVENTS = "events"
OVERLAY_EVENTS = "overlay-events"
_HASTE_S = 10
"""How soon a request must have come whole, and the next one after it."""
_LONGEST_LINE_BYTES = 4_096
_MOST_HEADERS = 64
_END_LIMIT_S = 1.0
_NEXT_PORTS = 10
_LARGEST_PORT = 65_535
_ASKED_HEADERS = ("Origin", "Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest")

_logger = logging.getLogger(__name__)
# A malformed request is quoted in what aiohttp logs about it, and may hold the token; what is ours is logged here.
_silence = logging.getLogger(f"{__name__}.silence")
_silence.disabled = True


class CaptionServer:
    """Serves until it is closed. Session thread.

    Args:
        feeds: What can be read, by its name in the address.
        admission: Who may.
        readers: Who does.
    """

    def __init__(self, feeds: Mapping[str, CaptionFeed], admission: Admission, readers: Readers) -> None:
        self._feeds = feeds
        self._admission = admission
        self._readers = readers
        self._files: dict[str, PageFile] = {}
        self._pages: dict[tuple[str, bool], PageFile] = {}
        self._web: web.Server | None = None
        self._connections: Connections | None = None
        self._listener: asyncio.Server | None = None
        self._port = 0

    async def open(self, host: str, port: int) -> int:
        """Listen at `port`, or at another one where that is taken or not allowed; which one it is.

        Raises:
            OSError: There is no port to be had.
        """
        self._files, self._pages = page_files(), pages()
        self._web = GuardedServer(
            self._answer,
            handler_cancellation=True,
            logger=_silence,
            access_log=None,
            keepalive_timeout=_HASTE_S,
            max_line_size=_LONGEST_LINE_BYTES,
            max_field_size=_LONGEST_LINE_BYTES,
            max_headers=_MOST_HEADERS,
            lingering_time=0.0,
        )
        self._connections = Connections(self._web)
        self._listener = await _listen(self._connections.arrive, host, port)
        self._port = self._listener.sockets[0].getsockname()[1]
        return self._port

    async def close(self) -> None:
        """Let everybody go and free the port."""
        if self._listener is None or self._web is None or self._connections is None:
            return
        self._listener.close()
        self._connections.end()
        self._readers.end()
        self._web.pre_shutdown()
        await self._web.shutdown(_END_LIMIT_S)
        self._listener = self._web = self._connections = None

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        try:
            return await self._serve(request)
        except (ConnectionError, asyncio.CancelledError):
            raise
        except Exception:
            _logger.exception("A request for the captions was not answered")
            return _refused(request, Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, OWN_FAULT))

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        name = self._admission.decide(self._asked(request))
        if isinstance(name, Refusal):
            return _refused(request, name)
        if name in self._feeds and request.method == "GET":
            return await self._stream(request, self._feeds[name])
        file = self._files.get(name) if name else self._page(request)
        if file is None:
            return _refused(request, nothing_here())
        return web.Response(body=file.body, content_type=file.content_type, charset="utf-8", headers=GUARDS)

    def _page(self, request: web.BaseRequest) -> PageFile:
        language = language_for(request.headers.get("Accept-Language", ""))
        return self._pages[language, "transparent" in request.query_string]

    async def _stream(self, request: web.BaseRequest, feed: CaptionFeed) -> web.StreamResponse:
        # A page that opens the stream anew itself cannot send the header, which the browser alone sets.
        seen = request.headers.get("Last-Event-ID") or request.query_string.removeprefix("after=")
        response = web.StreamResponse(headers=GUARDS)
        response.content_type = "text/event-stream"
        response.charset = "utf-8"
        await self._readers.attend(request, response, feed, feed.place_of(seen))
        response.force_close()
        return response

    def _asked(self, request: web.BaseRequest) -> Asked:
        transport = request.transport
        sockname = transport.get_extra_info("sockname") if transport is not None else None
        headers = request.headers
        return Asked(
            method=request.method,
            path=request.raw_path.partition("?")[0],
            headers={name: ", ".join(headers.getall(name)) for name in _ASKED_HEADERS if name in headers},
            hosts=tuple(headers.getall("Host", [])),
            local_address=sockname[0] if sockname else "",
            port=self._port,
        )


def _refused(request: web.BaseRequest, refusal: Refusal) -> web.Response:
    """In the reader's language."""
    accepted = request.headers.get("Accept-Language", "")
    return refused(replace(refusal, message=answer_for(accepted, refusal.message)))


async def _listen(protocol: Callable[[], asyncio.Protocol], host: str, port: int) -> asyncio.Server:
    loop = asyncio.get_running_loop()
    tries = [port, *range(port + 1, min(port + _NEXT_PORTS, _LARGEST_PORT + 1)), 0] if port else [0]
    for number in tries:
        try:
            return await loop.create_server(protocol, host, number)
        except OSError as error:
            if number == tries[-1] or error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise AssertionError("the last try returns or raises")
