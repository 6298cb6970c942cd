"""What is compiled from text at every start is kept beside the program's bytecode, as Python keeps its modules'.

Law: what is kept counts only for the very text, name and Python that it was made from.
"""

import builtins
import dataclasses
import importlib.util
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any

_BINDINGS = "shibokensupport/"
"""Qt's bindings bring their Python modules as text within a library, without bytecode."""
_LATER = "shibokensupport/signature/lib/pyi_generator.py"
"""Of these the one that nobody needs: it writes stub files, and takes as long to load as all the others together."""
_WHEN_ASKED = """
def __getattr__(name):
    whole = globals()
    if "__getattr__" in whole and not name.startswith("__"):
        del whole["__getattr__"]
        exec(compile({source!r}, {name!r}, "exec"), whole)
        if name in whole:
            return whole[name]
    raise AttributeError(name)
"""
"""A module that is what its text says as soon as anything of it is used."""
_HASH_BYTES = 8
_METHODS = "<string>"
"""What Python itself calls the text of a dataclass's methods; it compiles six such texts for most classes."""

_Key = tuple[str | bytes, str]
"""The text, and the name that its bytecode carries."""


class KeptCode:
    """In force while the window's modules are loaded. Main thread, while there is no other one.

    Args:
        module_file: Beside whose bytecode the code is kept; nowhere if Python keeps no bytecode.
    """

    def __init__(self, module_file: str) -> None:
        self._path = Path(importlib.util.cache_from_source(module_file)).with_suffix(".kept")
        self._known = _read(self._path)
        self._used: dict[_Key, CodeType] = {}
        self.anew = 0
        """How many texts had to be compiled."""
        self._compile: Callable[..., Any] = builtins.compile

    def __enter__(self) -> "KeptCode":
        self._compile = builtins.compile
        vars(builtins)["compile"] = self._compiled
        vars(dataclasses)["exec"] = self._run
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        vars(builtins)["compile"] = self._compile
        del vars(dataclasses)["exec"]
        if self.anew and not sys.dont_write_bytecode:
            _write(self._path, self._used)

    def _compiled(self, source: Any, filename: Any, mode: str, *options: Any, **more: Any) -> Any:
        if isinstance(source, bytes) and str(filename).startswith(_BINDINGS) and not options and not more:
            if filename == _LATER:
                source = _WHEN_ASKED.format(source=source, name=_LATER)
            return self._code(source, str(filename))
        return self._compile(source, filename, mode, *options, **more)

    def _run(self, text: str, names: dict[str, Any], local_names: Mapping[str, Any] | None = None) -> None:
        exec(self._code(text, _METHODS), names, local_names)

    def _code(self, source: str | bytes, name: str) -> CodeType:
        key = (source, name)
        code = self._used.get(key) or self._known.get(key)
        if code is None:
            self.anew += 1
            code = self._compile(source, name, "exec", 0, True)
        self._used[key] = code
        return code


def _read(path: Path) -> dict[_Key, CodeType]:
    """Nothing, where there is none, another Python's, or one that a disk has damaged: that would be run as it is."""
    try:
        content = path.read_bytes()
        start = len(importlib.util.MAGIC_NUMBER) + _HASH_BYTES
        codes = marshal.loads(content[start:]) if content[:start] == _head(content[start:]) else {}
    except Exception:  # noqa: BLE001 - marshal raises whatever it likes, and without this file the program starts too
        return {}
    return codes if isinstance(codes, dict) else {}


def _head(kept: bytes) -> bytes:
    """Of this Python, and of these very bytes."""
    return importlib.util.MAGIC_NUMBER + importlib.util.source_hash(kept)


def _write(path: Path, codes: dict[_Key, CodeType]) -> None:
    """Whole or not at all; a program that may not write here compiles the next time too."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = marshal.dumps(codes)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            try:
                file.write(_head(kept) + kept)
                file.close()
                os.replace(file.name, path)  # noqa: PTH105
            except OSError:
                # A disk that is full must not get another file with every start.
                Path(file.name).unlink()
                raise
    except OSError:
        return
