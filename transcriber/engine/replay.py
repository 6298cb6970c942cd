"""`transcriber replay FILE`: a saved trace as a service on loopback. Needs no microphone, no network, no model."""

import argparse
import asyncio
import logging
import secrets
import sys
from pathlib import Path

from transcriber.engine.serving import (
    HOST,
    LARGEST_PORT,
    OneLineParser,
    announce,
    ending_signals,
    whole_number,
    why_not_served,
)
from transcriber.realtime.trace import Trace
from transcriber.realtime.trace_file import TraceFileError, read_trace

_logger = logging.getLogger(__name__)


def main(arguments: list[str]) -> int:
    """Serve until SIGINT or SIGTERM; the exit code.

    The first line on stdout is `{"url": ..., "token": ...}`, written once connections are accepted; any other key
    opens the replay too. Wrong arguments raise SystemExit(2).
    """
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.INFO if options.verbose else logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
    )
    try:
        trace = read_trace(options.file)
    except TraceFileError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
    if trace.is_incomplete:
        sys.stderr.write(f"The last line of {options.file} is broken off and left out.\n")
    return asyncio.run(_serve(trace, options.port))


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(
        prog="transcriber replay",
        description="Serve a saved trace again, on this computer only: what the service said then it says now, as the "
        "client sends what was sent then. Any key is accepted, and what is sent is not looked at.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="a trace, as `--trace FILE` writes it")
    parser.add_argument(
        "--port", type=whole_number(0, LARGEST_PORT), default=0, help="port on 127.0.0.1; 0 takes any free one"
    )
    parser.add_argument("--verbose", action="store_true", help="say on stderr what happens")
    return parser


async def _serve(trace: Trace, port: int) -> int:
    # Imported here: this loads aiohttp, which wrong arguments need not wait for.
    from transcriber.engine.replay_script import Script
    from transcriber.engine.replay_server import ReplayServer

    script = Script.of(trace)
    _logger.info("%d requests and %d connections can be replayed", len(script.answers), len(script.scenes))
    ended = asyncio.Event()
    with ending_signals(asyncio.get_running_loop(), ended):
        async with ReplayServer(script) as server:
            try:
                bound_port = await server.listen(HOST, port)
            except OSError as error:
                sys.stderr.write(f"{why_not_served(error, port)}\n")
                return 1
            announce(bound_port, secrets.token_urlsafe(32))
            await ended.wait()
    return 0
