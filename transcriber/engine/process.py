"""The engine as a child process: started, watched, restarted and stopped. Used by the application only.

No task is left running in the background: the child's pipes and its end arrive as callbacks of asyncio's subprocess
protocol, which works alike on Linux, macOS and Windows.
"""

import asyncio
import json
import logging
import os
import secrets
import subprocess
import sys
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from transcriber.engine.program import TOKEN_VARIABLE
from transcriber.realtime.secret import Secret
from transcriber.sentence import said

_logger = logging.getLogger(__name__)

START_LIMIT_S = 20.0
_LAST_WORDS_LINES = 20
_LAST_LINES_WAIT_S = 1.0
_LONGEST_ANNOUNCEMENT_BYTES = 4096

# An allow-list, because nobody can list every name under which people keep their keys. What stays: where programs and
# libraries are found, where temporary files go, the language, and what Windows needs to open a socket at all.
_INHERITED = frozenset(
    {
        *("PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", "VIRTUAL_ENV"),
        *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
        *("PYTHONPATH", "PYTHONHOME", "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),
        *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "PROGRAMDATA", "PROGRAMFILES"),
        *("USERPROFILE", "APPDATA", "LOCALAPPDATA", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE"),
    }
)


@dataclass(frozen=True, slots=True)
class EngineAddress:
    """Where the running engine answers, and the token it wants; both change with every start."""

    base_url: str
    token: Secret


class EngineFailed(Exception):  # noqa: N818  (named for the fact, as the exceptions of `realtime` are)
    """The engine did not start; `message` is one sentence for a person."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class EngineProcess:
    """The one engine of an application. Lives on the session thread's event loop.

    Args:
        command: what to run instead of this program's own `engine` command.
        start_limit_s: how long the engine may take from its start to its announcement, in seconds.
    """

    def __init__(
        self,
        command: list[str] | None = None,
        start_limit_s: float = START_LIMIT_S,
    ) -> None:
        self._command = command or _own_command()
        self._start_limit_s = start_limit_s
        self._starting = asyncio.Lock()
        self._child: _Child | None = None

    @property
    def pid(self) -> int | None:
        """The running engine's process id; None when none runs."""
        return self._child.pid if self._child is not None and not self._child.exited.done() else None

    async def address(self) -> EngineAddress:
        """The address of the running engine, started anew if it died; waits until it accepts connections.

        Raises:
            EngineFailed: it cannot be run, it ended, or it said nothing for `start_limit_s`; why stands in the log.
        """
        child = await self._running_child()
        remaining_s = child.started_at_s + self._start_limit_s - asyncio.get_running_loop().time()
        await asyncio.wait([child.announced], timeout=max(0.0, remaining_s))
        if not child.announced.done():
            await child.end(patience_s=0.0, force_after_s=0.5)
            _logger.error("The engine said nothing for %.0f s.%s", self._start_limit_s, child.last_words)
            raise EngineFailed(
                said("The speech engine did not start within {seconds} s.", seconds=f"{self._start_limit_s:.0f}")
            )
        return child.announced.result()

    async def stop(self) -> None:
        """End the engine: by closing its stdin, then by asking, then by force. Idempotent."""
        async with self._starting:
            child, self._child = self._child, None
            if child is not None:
                await child.end()

    async def _running_child(self) -> "_Child":
        async with self._starting:
            if self._child is None or self._child.exited.done():
                self._child = await self._spawn()
            return self._child

    async def _spawn(self) -> "_Child":
        loop = asyncio.get_running_loop()
        token = secrets.token_urlsafe(32)
        environment = child_environment(os.environ) | {TOKEN_VARIABLE: token}
        try:
            _, child = await loop.subprocess_exec(
                lambda: _Child(loop),
                *self._command,
                env=environment,
                # Ctrl-C, which a terminal sends to every program of a group, is not for the engine: it ends with its
                # stdin, after the application has drained.
                start_new_session=True,
                creationflags=_windows_flags(),
            )
        except OSError as error:
            _logger.error("The engine could not be run: %s", error)
            raise EngineFailed(said("The speech engine could not be run.")) from error
        return child


class _Child(asyncio.SubprocessProtocol):
    """One run of the engine, from its start to its end. Event loop only."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.announced: asyncio.Future[EngineAddress] = loop.create_future()
        self.exited: asyncio.Future[int] = loop.create_future()
        self.started_at_s = loop.time()
        self._is_ending = False
        self._announcement = bytearray()
        self._errors: deque[bytes] = deque(maxlen=_LAST_WORDS_LINES)
        self._unfinished_line = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.SubprocessTransport)
        self._transport = transport
        self.pid = transport.get_pid()

    @property
    def last_words(self) -> str:
        """The last lines it wrote on stderr, introduced; nothing where it wrote nothing."""
        lines = b"\n".join([*self._errors, self._unfinished_line]).decode("utf-8", "replace").strip()
        return f" Its last lines:\n{lines}" if lines else ""

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        if fd == 2:
            *lines, self._unfinished_line = (self._unfinished_line + data).split(b"\n")
            self._unfinished_line = self._unfinished_line[-_LONGEST_ANNOUNCEMENT_BYTES:]
            self._errors.extend(line[-_LONGEST_ANNOUNCEMENT_BYTES:] for line in lines)
        elif not self.announced.done():
            self._announcement += data
            self._read_announcement()

    def _read_announcement(self) -> None:
        line, newline, _ = self._announcement.partition(b"\n")
        if not newline and len(line) <= _LONGEST_ANNOUNCEMENT_BYTES:
            return
        try:
            announcement: Mapping[str, str] = json.loads(line)
            self.announced.set_result(EngineAddress(announcement["url"], Secret(announcement["token"])))
        except (ValueError, TypeError, KeyError):
            self._fail("The speech engine's first words were not understood.")

    def process_exited(self) -> None:
        # Its last lines are still to be read; but a program that it left behind with its pipes is not waited for.
        self._closing = self._loop.call_later(_LAST_LINES_WAIT_S, self._transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        self._closing.cancel()
        self._transport.close()
        exit_code = self._transport.get_returncode()
        assert exit_code is not None
        self._fail(said("The speech engine ended while it was starting."))
        self.exited.set_result(exit_code)
        if not self._is_ending:
            _logger.warning("The engine ended with exit code %d.%s", exit_code, self.last_words)

    def _fail(self, message: str) -> None:
        if not self.announced.done():
            self.announced.set_exception(EngineFailed(message))
            self.announced.exception()  # nobody may be waiting: not an error then

    async def end(self, patience_s: float = 2.0, force_after_s: float = 1.0) -> None:
        """Close its stdin, ask it after `patience_s`, force it `force_after_s` later; returns when it is gone."""
        self._is_ending = True
        stdin = self._transport.get_pipe_transport(0)
        if stdin is not None:
            stdin.close()
        await asyncio.wait([self.exited], timeout=patience_s)
        for urge, wait_s in ((self._transport.terminate, force_after_s), (self._transport.kill, None)):
            if not self.exited.done():
                # It may have ended since, and not have been reaped yet.
                with suppress(ProcessLookupError):
                    urge()
                await asyncio.wait([self.exited], timeout=wait_s)


def child_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The part of `environment` that the engine inherits: what programs need to run, and no keys."""
    return {
        name: value
        for name, value in environment.items()
        if name.upper() in _INHERITED or name.startswith(("LC_", "XDG_", "MOONSHINE_"))
    }


def _own_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "engine"]
    return [sys.executable, "-m", "transcriber", "engine"]


def _windows_flags() -> int:
    if sys.platform == "win32":
        return (
            subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
        )
    return 0
