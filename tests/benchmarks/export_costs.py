"""What an export of ten hours costs in every format, from the turns to the file on the disk."""

import random
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from transcriber.export.formats import ExportFormat, as_file
from transcriber.export.material import Material
from transcriber.export.writing import write_export
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

_LENGTH_MS = 10 * 3_600_000
_WORD_MS = 350
_ROUNDS = 3
_SAID = (
    "the release slips to Thursday, because its installer is not signed yet. That is fine! Who will tell them & when? "
    "Größe naïve “quoted” words come in between; so do numbers like 1,024 and addresses of <somewhere>."
)


def run() -> dict[str, Any]:
    """Seconds, the slowest of three: four people talk without a longer pause."""
    turns = _talk()
    material = Material(turns=turns, title="Ten hours", started=datetime(2026, 11, 21, 9, 0, tzinfo=UTC))
    words = sum(len(turn.text.split()) for turn in turns)
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="transcriber-export-") as folder:
        for wanted in ExportFormat:
            paths = [Path(folder) / f"{number}.{wanted.value}" for number in range(_ROUNDS)]
            seconds[wanted.value] = round(max(_export_s(material, wanted, path) for path in paths), 2)
    return {"turns of ten hours": len(turns), "words of ten hours": words, "export of ten hours, s": seconds}


def _export_s(material: Material, wanted: ExportFormat, path: Path) -> float:
    start_s = time.perf_counter()
    write_export(as_file(material, wanted), path)
    return time.perf_counter() - start_s


def _talk() -> list[Turn]:
    choose = random.Random(10)
    known = _SAID.split()
    turns: list[Turn] = []
    at_ms = 0
    while at_ms < _LENGTH_MS:
        words = choose.choices(known, k=choose.randint(2, 24))
        end_ms = at_ms + _WORD_MS * len(words)
        text = " ".join(words)
        segments = (SpeakerSegment(f"spk_{choose.randint(1, 4)}", text, at_ms, end_ms),)
        turns.append(
            Turn(
                number=len(turns) + 1,
                state=TurnState.FINISHED,
                text=text,
                start_ms=at_ms,
                end_ms=end_ms,
                segments=segments,
                languages=("en",),
            )
        )
        at_ms = end_ms + choose.randint(0, 900)
    return turns
