"""Programs that have the store open, and those that ended without a word."""

import subprocess
import sys
from pathlib import Path

from transcriber.store.presence import Presence, forget, other_programs

_VANISHES = """
import os, pathlib, sys
from transcriber.store.presence import Presence
print(Presence(pathlib.Path(sys.argv[1])).name, flush=True)
sys.stdin.read(1)
os._exit(9)
"""


def test_who_has_it_open_is_running_and_who_ended_well_is_forgotten(tmp_path: Path) -> None:
    here = Presence(tmp_path / "open")
    assert other_programs(tmp_path / "open").running == {here.name}
    here.end()
    assert list((tmp_path / "open").iterdir()) == []


def test_another_process_is_running_until_it_vanishes(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _VANISHES, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        name = process.stdout.readline().strip()
        assert other_programs(tmp_path).running == {name}
    found = other_programs(tmp_path)
    assert (found.running, [sign.stem for sign in found.vanished]) == (frozenset(), [name])
    forget(found.vanished)
    assert other_programs(tmp_path).vanished == ()


def test_an_end_that_was_not_clean_is_found_by_the_next_start(tmp_path: Path) -> None:
    here = Presence(tmp_path)
    here.end(is_clean=False)
    assert [sign.stem for sign in other_programs(tmp_path).vanished] == [here.name]


def test_damage_that_was_met_is_told_to_the_next_start(tmp_path: Path) -> None:
    Presence(tmp_path).end(met_damage=True)
    found = other_programs(tmp_path)
    assert (found.met_damage, len(found.vanished)) == (True, 1)
    forget(found.vanished)
    assert not other_programs(tmp_path).met_damage


def test_where_nobody_ever_was_there_is_nobody(tmp_path: Path) -> None:
    assert other_programs(tmp_path / "nothing").running == frozenset()
