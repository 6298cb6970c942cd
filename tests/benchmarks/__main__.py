"""Every figure in one run: `python -m tests.benchmarks [--json FILE] [--only NAME ...]` from the repository's root.

A folder of more clips with their `manifest.json` is named by the environment variable TRANSCRIBER_SPEECH.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import json
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks import (
    audio_path,
    caption_costs,
    caption_page_costs,
    engine_words,
    export_costs,
    fault_costs,
    history_costs,
    live_costs,
    program_costs,
    recovery_costs,
    session_costs,
    start_costs,
    store_costs,
    window_costs,
)
from transcriber.audio.formats import AudioFormat

_CLIPS = Path(__file__).parents[1] / "speech"


def main() -> int:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--only", nargs="+", choices=sorted(_benchmarks()))
    options = parser.parse_args()
    figures: dict[str, Any] = {"machine": machine()}
    for name, measure in _benchmarks().items():
        if options.only is None or name in options.only:
            sys.stderr.write(f"{name} ...\n")
            figures[name] = measure()
    print("\n".join(lines_of(figures)))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


def machine() -> dict[str, Any]:
    """What the figures were taken on."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "load before, 1 min": round(psutil.getloadavg()[0], 2),
        "taken": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
    }


def lines_of(figures: Any, indent: int = 0) -> list[str]:
    """The figures as an indented table."""
    space = "  " * indent
    if isinstance(figures, dict):
        lines = []
        for name, value in figures.items():
            if isinstance(value, dict | list):
                lines += [f"{space}{name}", *lines_of(value, indent + 1)]
            else:
                lines.append(f"{space}{name:<{max(1, 64 - len(space))}} {value}")
        return lines
    return [f"{space}{'  '.join(f'{key} {value}' for key, value in row.items())}" for row in figures]


def _benchmarks() -> dict[str, Callable[[], Any]]:
    folder = Path(os.environ.get("TRANSCRIBER_SPEECH") or _CLIPS)
    return {
        "audio": audio_path.run,
        "caption-page": caption_page_costs.measure,
        "captions": caption_costs.run,
        "engine": lambda: engine_words.run(folder),
        "engine-real-time": lambda: engine_words.run(folder, is_real_time=True),
        "engine-telephone": lambda: engine_words.run(folder, audio_format=AudioFormat.G711_ULAW),
        "export": export_costs.run,
        "faults": fault_costs.run,
        "history": history_costs.run,
        "live": live_costs.run,
        "program": lambda: program_costs.run(folder, ()),
        "recovery": recovery_costs.run,
        "session": lambda: session_costs.run(folder),
        "start": start_costs.run,
        "store": store_costs.measure,
        "window": window_costs.run,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor()


if __name__ == "__main__":
    sys.exit(main())
