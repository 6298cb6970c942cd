"""Killed at any moment, no turn is lost that was said to be saved. `tests/soak/store_kills.py` does it 200 times."""

from pathlib import Path

from tests.integration.store.killed_writer import kill_rounds


def test_twenty_kills_cost_no_turn(tmp_path: Path) -> None:
    assert kill_rounds(tmp_path / "history", 20) > 20
