"""Marks a method that Qt calls: an error in it is told with its traceback, and Qt does what it would do on its own.

Left to the binding, such an error comes up later in whatever calls Qt next; where Python 3.11 has not made an
exception of it yet, as of every "already deleted", the binding ends the program.
"""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

Receiver = TypeVar("Receiver")
Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


def asked_by_qt(
    method: Callable[Concatenate[Receiver, Arguments], Answer],
) -> Callable[Concatenate[Receiver, Arguments], Answer]:
    """The method, safe to be called by Qt, on whatever thread Qt calls it."""

    @wraps(method)
    def answered(receiver: Receiver, *arguments: Arguments.args, **named: Arguments.kwargs) -> Answer:
        try:
            return method(receiver, *arguments, **named)
        except Exception:  # noqa: BLE001 - whatever it is, Qt must not get it
            sys.excepthook(*sys.exc_info())
            return cast("Answer", _qts_own_answer(answered, receiver, arguments))

    return cast("Callable[Concatenate[Receiver, Arguments], Answer]", answered)


def _qts_own_answer(answered: Callable[..., object], receiver: object, arguments: tuple[Any, ...]) -> object:
    name = answered.__name__
    owner = next(each for each in type(receiver).__mro__ if each.__dict__.get(name) is answered)
    try:
        return getattr(super(owner, receiver), name)(*arguments)
    except Exception:  # noqa: BLE001 - Qt has none of its own, or is done with the object; the error was told already
        return None
