"""What every program that serves on loopback has in common: its options, its one line on stdout, its end."""

import argparse
import asyncio
import errno
import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

HOST = "127.0.0.1"
LARGEST_PORT = 65_535


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """End the program with the code for wrong usage."""
        self.exit(2, f"{self.prog}: {message} (`{self.prog} --help` says more)\n")


def whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    """A type for an option that takes a whole number in this range."""

    def read(text: str) -> int:
        if not text.isdecimal() or not lowest <= int(text) <= highest:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {lowest} to {highest}")
        return int(text)

    return read


def announce(port: int, token: str) -> None:
    """Say on stdout, as one line of JSON, where to connect and with what."""
    sys.stdout.write(json.dumps({"url": f"http://{HOST}:{port}/v1", "token": token}) + "\n")
    sys.stdout.flush()


@contextmanager
def ending_signals(loop: asyncio.AbstractEventLoop, ended: asyncio.Event) -> Iterator[None]:
    """Set `ended` at SIGINT and SIGTERM, for as long as this is entered."""
    previous = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def end(number: int, frame: FrameType | None) -> None:
        # A second one of the same kind quits at once.
        signal.signal(number, previous[signal.Signals(number)])
        loop.call_soon_threadsafe(ended.set)

    for number in previous:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def why_not_served(error: OSError, port: int) -> str:
    """One sentence about a port that cannot be had."""
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {HOST} is taken. Choose another one with --port, or 0 for any free one."
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} on {HOST} may not be used by this account. Choose one above 1023 with --port."
    return f"The engine could not serve on {HOST}: {error.strerror or error}."
