"""Where later starts of the program reach the one window of this user. Owns the socket; nobody else can open it."""

import logging
import os
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from transcriber.settings.file_lock import locked
from transcriber.settings.window_calls import (
    LONGEST_CALL_BYTES,
    NoWindowError,
    SilentWindowError,
    answer,
    call_window,
    door,
    verbs_in,
)

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_log = logging.getLogger(__name__)
_MOST_CALLERS = 8
_MOST_WAITING = 50
_CALLER_LIMIT_MS = 3_000
_PATIENCE_S = 5.0
NOT_UNDERSTOOD = "This window is of another version of Transcriber, and does not know what was asked."

Perform = Callable[[Sequence[str]], str]
"""Does what the verbs say; why it was not done, or nothing."""


class WindowDoor(QObject):
    """Main thread. A caller that sends nonsense, too much or nothing at all is sent away.

    Qt's part of it is loaded for the first answer, which takes until the window is seen: callers wait in the socket.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: socket.socket | None = None
        """What they wait in until then."""
        self._server: QLocalServer | None = None
        self._perform: Perform | None = None
        self._callers: list[QLocalSocket] = []

    def claim(self, verbs: Sequence[str]) -> bool:
        """Be the one window; False where another one was first, which was asked for `verbs` then.

        Blocks for as long as another start needs for the same. Where it cannot be had, the window opens all the same.
        """
        try:
            name = door()
        except OSError as error:
            _log.info("Later starts cannot reach this window: %s", error)
            return True
        with locked(Path(f"{name}.lock") if name.startswith("/") else Path(_lock_beside_settings())):
            try:
                call_window(list(verbs) or ["show"], _PATIENCE_S)
            except NoWindowError:
                self._listen(name)
                return True
            except SilentWindowError:
                _log.info("The window that is open already does not answer")
            return False

    def answer_with(self, perform: Perform) -> None:
        """From now on callers are answered; until then they wait."""
        self._perform = perform
        if self._waiting is not None:
            # It belongs to the server from now on.
            self._server = self._made_server()
            descriptor = self._waiting.detach()
            if not self._server.listen(descriptor):
                # Open, it would let callers wait for an answer that never comes.
                os.close(descriptor)
                _log.info("Later starts cannot reach this window: %s", self._server.errorString())
            self._waiting = None
        self._on_called()

    def close(self) -> None:
        """Nobody is answered any more, and the next start opens a window of its own."""
        if self._waiting is not None:
            Path(self._waiting.getsockname()).unlink(missing_ok=True)
            self._waiting.close()
        if self._server is not None:
            self._server.close()
        for caller in self._callers:
            caller.abort()

    def _listen(self, name: str) -> None:
        # What a window that crashed left behind would be in the way.
        if name.startswith("/"):
            try:
                self._waiting = _socket_at(Path(name))
            except OSError as error:
                _log.info("Later starts cannot reach this window: %s", error)
            return
        self._server = self._made_server()
        self._server.removeServer(name)
        if not self._server.listen(name):
            _log.info("Later starts cannot reach this window: %s", self._server.errorString())

    def _made_server(self) -> "QLocalServer":
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(_MOST_CALLERS)
        server.newConnection.connect(self._on_called)
        return server

    def _on_called(self) -> None:
        while self._perform is not None and self._server is not None and self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            self._callers.append(caller)
            caller.readyRead.connect(lambda caller=caller: self._read(caller))
            caller.disconnected.connect(lambda caller=caller: self._forget(caller))
            QTimer.singleShot(_CALLER_LIMIT_MS, caller, caller.abort)
            if len(self._callers) > _MOST_CALLERS:
                self._callers[0].abort()
            self._read(caller)

    def _read(self, caller: "QLocalSocket") -> None:
        if not caller.bytesAvailable():
            return
        if not caller.canReadLine():
            if caller.bytesAvailable() > LONGEST_CALL_BYTES:
                caller.abort()
            return
        line = bytes(caller.readLine(LONGEST_CALL_BYTES).data())
        verbs = verbs_in(line)
        caller.readyRead.disconnect()
        if has_gone(caller):
            # It was told that nobody answers: what it asked for must not be done minutes later.
            caller.abort()
            return
        refusal = NOT_UNDERSTOOD if verbs is None or self._perform is None else self._perform(verbs)
        caller.write(answer(refusal))
        caller.flush()
        caller.disconnectFromServer()

    def _forget(self, caller: "QLocalSocket") -> None:
        if caller in self._callers:
            self._callers.remove(caller)
        caller.deleteLater()


def has_gone(caller: "QLocalSocket") -> bool:
    """Whether the other end was closed; Qt learns of it only once it has been back in its loop. Not told on Windows."""
    if sys.platform == "win32" or caller.state() is not caller.LocalSocketState.ConnectedState:
        return caller.state() is not caller.LocalSocketState.ConnectedState
    with socket.socket(fileno=os.dup(caller.socketDescriptor())) as end:
        try:
            return not end.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return True


def _socket_at(path: Path) -> socket.socket:
    """For this user alone, in place of what was there.

    Raises:
        OSError: It cannot be made there.
    """
    path.unlink(missing_ok=True)
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        made.bind(str(path))
        path.chmod(0o600)
        # Before that, nobody can call.
        made.listen(_MOST_WAITING)
        made.setblocking(False)
    except OSError:
        made.close()
        raise
    return made


def _lock_beside_settings() -> str:
    from transcriber.settings.preferences_file import preferences_path

    return str(preferences_path().with_name("window.lock"))
