"""What the first recording needs is there before anybody presses record, and what it does not need is not."""

import subprocess
import sys

PROGRAM = """
import asyncio, sys
import transcriber.app.loading as loading

assert not {"numpy", "aiohttp", "websockets", "transcriber.session.recording"} & set(sys.modules)
asyncio.run(loading.load_ahead())
before = set(sys.modules)

import transcriber.app.exchange, transcriber.realtime.client, transcriber.realtime.credentials
import transcriber.realtime.link, transcriber.realtime.tls, transcriber.session.opening, transcriber.audio.resampler
from aiohttp import ClientSession
from websockets.asyncio.client import connect

late = {name for name in set(sys.modules) - before if not name.startswith("encodings.")}
sys.exit(f"loaded too late: {sorted(late)}" if late else 0)
"""


def test_what_a_recording_is_made_of_is_loaded_ahead() -> None:
    told = subprocess.run([sys.executable, "-c", PROGRAM], check=False, capture_output=True, text=True)

    assert (told.returncode, told.stderr) == (0, "")


def test_a_person_who_is_quicker_gets_a_turn_between_the_pieces() -> None:
    program = (
        "import asyncio, transcriber.app.loading as loading, sys\n"
        "async def main():\n"
        "    seen = []\n"
        "    task = asyncio.create_task(loading.load_ahead())\n"
        "    while not task.done():\n"
        "        seen.append(sum(name in sys.modules for name in loading.AHEAD))\n"
        "        await asyncio.sleep(0)\n"
        "    return len(set(seen))\n"
        "sys.exit(asyncio.run(main()) < 4)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
