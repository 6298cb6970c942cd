"""How long a change of a turn takes to stand on the caption page in a real browser, and what many readers cost."""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from tests.browser import browser
from tests.read_captions import TOKEN
from transcriber.caption_page.page import CaptionPage
from transcriber.caption_page.standing import Standing
from transcriber.captions.look import CaptionLook
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged

_CHANGES = 60
_READERS = 200
_SECONDS = 5.0
_PAUSE_S = 0.1


def measure() -> dict[str, Any]:
    """Milliseconds from a change to the browser's document and to its next frame; the share of a core with readers."""
    return asyncio.run(_measure())


async def _measure() -> dict[str, Any]:
    page = CaptionPage(CaptionLook(), Standing.LISTENING, lambda _count: None)
    port = await page.open(0, TOKEN, is_open_to_network=False)
    try:
        return await _delays(page, port) | {"share_of_core_with_200_readers": await _cost_of_readers(page, port)}
    finally:
        await page.close()


async def _delays(page: CaptionPage, port: int) -> dict[str, Any]:
    watch = """
      window.seen = {};
      new MutationObserver(() => {
        const now = performance.timeOrigin + performance.now(), text = document.getElementById('captions').textContent;
        const words = text.match(/w\\d+/g) || [], last = words[words.length - 1];
        if (last && !window.seen[last]) {
          window.seen[last] = [now, 0];
          requestAnimationFrame(() => requestAnimationFrame(() => {
            window.seen[last][1] = performance.timeOrigin + performance.now();
          }));
        }
      }).observe(document.getElementById('captions'), {subtree: true, childList: true, characterData: true});
    """
    with tempfile.TemporaryDirectory(prefix="transcriber-browser-", ignore_cleanup_errors=True) as folder:
        async with browser(Path(folder)) as running:
            tab = await running.tab()
            await tab.open(f"http://127.0.0.1:{port}/{TOKEN}/", 800, 600)
            await tab.value(watch)
            said, text = {}, ""
            for number in range(_CHANGES):
                text += f" w{number}"
                said[f"w{number}"] = time.time() * 1_000
                turn = Turn(number=1, text=text)
                page.apply(TurnChanged(TurnChange.DELTA, turn, 0, appended=f" w{number}"))
                await asyncio.sleep(_PAUSE_S)
            await asyncio.sleep(1.0)
            seen: dict[str, list[float]] = await tab.value("window.seen")
    in_document = sorted(seen[word][0] - said[word] for word in said if word in seen)
    in_frame = sorted(seen[word][1] - said[word] for word in said if word in seen)
    return {
        "words_seen": len(in_document),
        "document_p50_ms": round(statistics.median(in_document), 1),
        "document_p95_ms": round(in_document[int(0.95 * len(in_document))], 1),
        "frame_p95_ms": round(in_frame[int(0.95 * len(in_frame))], 1),
    }


async def _cost_of_readers(page: CaptionPage, port: int) -> float:
    """With ten changes a second, everything in this process: the readers' side too, so an upper bound."""

    async def read(device: str) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(device, 0))
        writer.write(f"GET /{TOKEN}/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        try:
            while await reader.read(65_536):
                pass
        finally:
            writer.transport.abort()

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(read(f"127.0.1.{number % 20}")) for number in range(_READERS)]
        await asyncio.sleep(2.0)
        process, text = psutil.Process(), ""
        before, began_s = sum(process.cpu_times()[:2]), time.monotonic()
        for number in range(int(_SECONDS / _PAUSE_S)):
            text += f" again{number}"
            page.apply(TurnChanged(TurnChange.DELTA, Turn(number=2, text=text), 1, appended=f" again{number}"))
            await asyncio.sleep(_PAUSE_S)
        share: float = (sum(process.cpu_times()[:2]) - before) / (time.monotonic() - began_s)
        for task in tasks:
            task.cancel()
    return round(share, 3)
