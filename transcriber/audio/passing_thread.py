"""A thread for one call that may hang: of a sound system, or of a disk. It cannot keep the program from ending."""

import concurrent.futures
import threading
from collections.abc import Callable
from typing import TypeVar

_Result = TypeVar("_Result")


def begin(function: Callable[[], _Result], name: str) -> "concurrent.futures.Future[_Result]":
    """Call `function` in a thread of this name; the future takes what it returns or raises."""
    future: concurrent.futures.Future[_Result] = concurrent.futures.Future()
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            future.set_result(function())
        except BaseException as error:  # noqa: BLE001 - handed to whoever waits
            future.set_exception(error)

    threading.Thread(target=run, name=name, daemon=True).start()
    return future
