"""The power goes at any moment: the store is whole, and no turn is lost that was said to be saved."""

import random
from dataclasses import dataclass
from pathlib import Path

from tests.integration.store.power_cut import Disk, open_on
from tests.unit.store.stage import NOW, finished, held, no_audio
from transcriber.store.migrations import migrate
from transcriber.store.repair import Condition
from transcriber.store.store import Store
from transcriber.store.turns import Turns

TURNS = 80
EVERY = 10


@dataclass(frozen=True)
class Cut:
    """What was on the disk when the power went, and what had been promised by then."""

    promised: int
    files: dict[str, bytes]


def cuts_of_a_recording(folder: Path, synchronous: str) -> tuple[str, list[Cut]]:
    disk, chance = Disk(), random.Random(3)
    database, system = open_on(disk, folder / "store.db", synchronous=synchronous)
    migrate(database, lambda _: None)
    recordings, turns = held(database), Turns(database)
    public_id = recordings.create(NOW).public_id
    cuts: list[Cut] = []
    promised = 0

    def maybe_cut() -> None:
        if chance.randrange(EVERY) == 0:
            cuts.append(Cut(promised, disk.after_power_cut(chance)))

    disk.before_each = maybe_cut
    for number in range(1, TURNS + 1):
        turn = turns.save(public_id, finished(number, f"turn {number} with some words in it"), number)
        promised = number
        cuts.append(Cut(promised, disk.after_power_cut(chance)))
        if turn is not None and number % 4 == 0:
            turns.edit(turn.id, f"edited {number}")
    disk.before_each = lambda: None
    database.close()
    system.unregister()
    return public_id, cuts


def kept_after(cut: Cut, folder: Path, public_id: str) -> int:
    """How many turns the next start finds; -1 where it finds damage."""
    folder.mkdir()
    for name, content in cut.files.items():
        (folder / name).write_bytes(content)
    store = Store(folder, NOW)
    is_whole = store.start.finding.condition in (Condition.SOUND, Condition.CHECKED)
    is_known = public_id in {recording.public_id for recording in store.recordings.page()}
    kept = (store.turns.count(public_id) if is_known else 0) if is_whole else -1
    store.close(NOW, no_audio)
    return kept


def test_no_cut_damages_the_store_or_costs_a_turn(tmp_path: Path) -> None:
    public_id, cuts = cuts_of_a_recording(tmp_path, "FULL")
    kept = [kept_after(cut, tmp_path / f"cut{number}", public_id) for number, cut in enumerate(cuts)]
    assert len(cuts) > 150
    assert [(cut.promised, found) for cut, found in zip(cuts, kept, strict=True) if found < cut.promised] == []


def test_the_disk_would_show_a_store_that_promises_too_early(tmp_path: Path) -> None:
    public_id, cuts = cuts_of_a_recording(tmp_path, "NORMAL")
    kept = [kept_after(cut, tmp_path / f"cut{number}", public_id) for number, cut in enumerate(cuts[:60])]
    assert any(0 <= found < cut.promised for cut, found in zip(cuts, kept, strict=False))
