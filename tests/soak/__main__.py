"""The soak in accelerated time: `python -m tests.soak [--long]` from the repository's root.

Ten minutes of recording, 20 kills of a writing store and 20 of a whole recording; eight hours and 200 kills in the long
form. The window's is `python -m tests.soak.window`.
"""

import argparse
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.integration.store.killed_writer import kill_rounds
from tests.soak import hours, recording_kills


def main() -> int:
    """Print the figures; 1 where anything was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true")
    is_long = parser.parse_args().long
    figures = hours.run(8 * 3600.0) if is_long else hours.run(600.0, faults_each_s=60.0)
    with tempfile.TemporaryDirectory(prefix="transcriber-kills-") as folder:
        rounds = 200 if is_long else 20
        figures |= {"kills": rounds, "turns saved before a kill": kill_rounds(Path(folder) / "history", rounds)}
        os.environ |= recording_kills.folders(Path(folder) / "home")
        tally = recording_kills.run(rounds)
    figures["recordings killed"] = asdict(tally)
    for name, value in figures.items():
        print(f"{name:<48} {value}")
    return 1 if figures["numbers lost"] or figures["numbers doubled"] or not tally.is_whole else 0


if __name__ == "__main__":
    sys.exit(main())
