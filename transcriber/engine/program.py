"""The engine as a program: its command line, its one line on stdout, and its end. Imports nothing heavy before it must.

It is started by hand (`transcriber serve`) or by the application as its child, which then also ends with its stdin.
"""

import argparse
import asyncio
import logging
import os
import secrets
import sys
import threading

from transcriber.engine.serving import (
    HOST,
    LARGEST_PORT,
    OneLineParser,
    announce,
    ending_signals,
    whole_number,
    why_not_served,
)

TOKEN_VARIABLE = "TRANSCRIBER_ENGINE_TOKEN"

_CHILD_NICENESS = 5
_DEFAULT_SESSION_LIMIT_S = 3600
_SHORTEST_SESSION_LIMIT_S = 5
_READ_BYTES = 4096


def main(arguments: list[str], *, ends_with_stdin: bool = False) -> int:
    """Serve until SIGINT or SIGTERM, or until stdin closes if `ends_with_stdin`; the exit code.

    The first line on stdout is `{"url": ..., "token": ...}`, written once connections are accepted. Wrong arguments
    raise SystemExit(2).
    """
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.INFO if options.verbose else logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
    )
    if ends_with_stdin:
        _step_behind_the_parent()
    return asyncio.run(_serve(options.port, options.session_limit_s, ends_with_stdin))


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(
        prog="transcriber serve",
        description="Serve the Realtime transcription protocol on this computer only.",
        epilog=f"The token is random unless {TOKEN_VARIABLE} is set in the environment.",
    )
    parser.add_argument(
        "--port", type=whole_number(0, LARGEST_PORT), default=0, help="port on 127.0.0.1; 0 takes any free one"
    )
    parser.add_argument(
        "--session-limit-s",
        type=whole_number(_SHORTEST_SESSION_LIMIT_S, 24 * 3600),
        default=_DEFAULT_SESSION_LIMIT_S,
        metavar="SECONDS",
        help=f"how long a session may last (default {_DEFAULT_SESSION_LIMIT_S})",
    )
    parser.add_argument("--verbose", action="store_true", help="say on stderr what happens")
    return parser


async def _serve(port: int, session_limit_s: int, ends_with_stdin: bool) -> int:
    # Imported here: these load NumPy and aiohttp, which wrong arguments need not wait for.
    from transcriber.engine.server import EngineServer

    token = os.environ.pop(TOKEN_VARIABLE, "") or secrets.token_urlsafe(32)
    ended = asyncio.Event()
    with ending_signals(asyncio.get_running_loop(), ended):
        async with EngineServer(token, session_limit_s=session_limit_s) as server:
            try:
                bound_port = await server.listen(HOST, port)
            except OSError as error:
                sys.stderr.write(f"{why_not_served(error, port)}\n")
                return 1
            announce(bound_port, token)
            if ends_with_stdin:
                _watch_stdin(asyncio.get_running_loop(), ended)
            await ended.wait()
    return 0


def _watch_stdin(loop: asyncio.AbstractEventLoop, ended: asyncio.Event) -> None:
    def watch() -> None:
        # os.read instead of sys.stdin: a thread blocked inside a buffered reader aborts the interpreter's exit.
        try:
            while os.read(0, _READ_BYTES):
                pass
        except OSError:
            pass
        try:
            loop.call_soon_threadsafe(ended.set)
        except RuntimeError:
            return  # the loop has already ended

    threading.Thread(target=watch, name="stdin-watch", daemon=True).start()


def _step_behind_the_parent() -> None:
    # The window and the capture of sound go first; where niceness does not exist or is forbidden, nothing is lost.
    if hasattr(os, "nice"):
        try:
            os.nice(_CHILD_NICENESS)
        except OSError:
            logging.getLogger(__name__).info("The engine could not lower its priority.")
