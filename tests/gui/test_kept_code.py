"""What was compiled at one start is not compiled at the next, and counts for nothing else."""

import builtins
import dataclasses
import importlib.util
import marshal
import subprocess
import sys
from pathlib import Path

import pytest

from transcriber.gui.kept_code import KeptCode

_LOAD = """
import os, sys
from transcriber.gui import kept_code
known = []
class Watched(kept_code.KeptCode):
    def __exit__(self, *error):
        super().__exit__(*error)
        known.append((self.anew, len(self._used)))
kept_code.KeptCode = Watched
from transcriber import __main__
assert __main__.load_window().__name__ == "transcriber.gui.program"
print(*known[0])
"""


@pytest.fixture(autouse=True)
def bytecode(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where Python keeps bytecode now, and only here."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    return tmp_path


def texts_compiled(field: str) -> int:
    with KeptCode(__file__) as kept:
        made = dataclasses.make_dataclass("Value", [(field, int)], frozen=True, slots=True)
    value = made(3)
    assert value == made(3) != made(4)
    assert repr(value) == f"Value({field}=3)"
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, field, 4)
    return kept.anew


def only_file(folder: Path) -> Path:
    (found,) = (path for path in folder.rglob("*") if path.is_file())
    return found


def test_the_second_start_of_the_window_compiles_nothing_anew(bytecode: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(bytecode))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "")
    said = [subprocess.check_output([sys.executable, "-c", _LOAD], text=True, timeout=200) for _ in range(2)]
    (first_anew, _), (anew, used) = (map(int, each.split()) for each in said)
    assert first_anew == used > 100
    assert anew == 0


def test_what_writes_stub_files_is_loaded_when_it_is_asked_for(bytecode: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(bytecode))
    asks = f"""{_LOAD}
from shibokensupport.signature.lib import pyi_generator
print("argparse" in sys.modules, hasattr(pyi_generator, "__path__"))
print(hasattr(pyi_generator, "no such name"), hasattr(pyi_generator, "nor this"))
print("argparse" in sys.modules, pyi_generator.generate_pyi.__name__)
"""
    for _ in range(2):
        said = subprocess.check_output([sys.executable, "-c", asks], text=True, timeout=200).splitlines()
        assert said[1:] == ["False False", "False False", "True generate_pyi"]


def test_the_methods_of_a_value_are_compiled_once(bytecode: Path) -> None:
    assert texts_compiled("length_ms") > 0
    assert texts_compiled("length_ms") == 0


def test_another_text_is_compiled_for_itself() -> None:
    texts_compiled("length_ms")
    assert texts_compiled("width_px") > 0


def test_what_is_no_longer_used_is_forgotten(bytecode: Path) -> None:
    texts_compiled("length_ms")
    texts_compiled("width_px")
    assert texts_compiled("length_ms") > 0


@pytest.mark.parametrize("content", [b"", b"another Python's", b"cut"])
def test_what_cannot_be_used_is_made_anew(content: bytes, bytecode: Path) -> None:
    texts_compiled("length_ms")
    file = only_file(bytecode)
    file.write_bytes(file.read_bytes()[:200] if content == b"cut" else content)
    assert texts_compiled("length_ms") > 0
    assert texts_compiled("length_ms") == 0


def test_what_a_disk_has_damaged_is_made_anew(bytecode: Path) -> None:
    texts_compiled("length_ms")
    file = only_file(bytecode)
    whole = file.read_bytes()
    for at in range(0, len(whole), 97):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert texts_compiled("length_ms") > 0, f"damaged at {at}"
        assert file.read_bytes() == whole


@pytest.mark.parametrize("content", [marshal.dumps([1, 2]), b"no code at all", b"\xf3" * 200])
def test_what_is_no_table_of_code_is_made_anew(content: bytes, bytecode: Path) -> None:
    texts_compiled("length_ms")
    file = only_file(bytecode)
    file.write_bytes(importlib.util.MAGIC_NUMBER + importlib.util.source_hash(content) + content)
    assert texts_compiled("length_ms") > 0


def test_a_file_that_cannot_take_its_place_is_not_left(bytecode: Path) -> None:
    texts_compiled("length_ms")
    file = only_file(bytecode)
    file.unlink()
    (file / "in the way").mkdir(parents=True)
    assert texts_compiled("length_ms") > 0
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_where_nothing_can_be_kept_it_works_all_the_same(bytecode: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = bytecode / "a file and no folder"
    blocked.write_text("")
    monkeypatch.setattr(sys, "pycache_prefix", str(blocked))
    assert texts_compiled("length_ms") > 0
    assert blocked.read_text() == ""


def test_nothing_is_kept_where_python_keeps_no_bytecode(bytecode: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert texts_compiled("length_ms") > 0
    assert list(bytecode.iterdir()) == []


def test_everything_is_as_before_afterwards_also_after_an_error() -> None:
    compiles = builtins.compile
    with pytest.raises(ImportError), KeptCode(__file__):
        raise ImportError
    assert builtins.compile is compiles
    assert "exec" not in vars(dataclasses)
