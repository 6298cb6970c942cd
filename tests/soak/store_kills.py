"""The long form of the kills: `python -m tests.soak.store_kills [ROUNDS]`, 200 if not said otherwise."""

import sys
import tempfile
import time
from pathlib import Path

from tests.integration.store.killed_writer import kill_rounds

if __name__ == "__main__":
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    began_s = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="transcriber-kills-") as folder:
        saved = kill_rounds(Path(folder) / "history", rounds, seed=int(time.time()))
    print(f"{rounds} kills in {time.monotonic() - began_s:.0f} s: {saved} turns saved, none lost")
