"""A real browser without a screen, driven by the Chrome DevTools Protocol (version 1.3)."""

import asyncio
import base64
import itertools
import json
import os
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psutil
from websockets.asyncio.client import ClientConnection, connect

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_LIMIT_S = 60.0
_TRIES_S = 0.02


class Tab:
    """One page of the browser."""

    def __init__(self, socket: ClientConnection, session: str) -> None:
        self._socket = socket
        self._session = session
        self._numbers = itertools.count(1)
        self.said: list[str] = []
        """What the page or the browser wrote to the console: refusals of the content policy among it."""

    async def command(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command and its result."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        await self._socket.send(json.dumps(message | ({"sessionId": self._session} if self._session else {})))
        async with asyncio.timeout(_LIMIT_S):
            while True:
                answer = json.loads(await self._socket.recv())
                if answer.get("id") == number:
                    assert "error" not in answer, answer
                    result: dict[str, Any] = answer["result"]
                    return result
                self._hear(answer)

    async def open(self, address: str, width_px: int, height_px: int, *, is_phone: bool = False) -> None:
        """Load a page at that size."""
        for domain in ("Page", "Runtime", "Log"):
            await self.command(f"{domain}.enable")
        await self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width_px,
            height=height_px,
            deviceScaleFactor=2 if is_phone else 1,
            mobile=is_phone,
        )
        await self.command("Page.navigate", url=address)
        await self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    async def value(self, script: str) -> Any:
        """What an expression is in the page."""
        result = await self.command("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    async def until(self, script: str) -> None:
        """Until an expression is true in the page."""
        async with asyncio.timeout(_LIMIT_S):
            while not await self.value(script):  # noqa: ASYNC110 - another process
                await asyncio.sleep(_TRIES_S)

    async def press(self, name: str) -> None:
        """Click the element of that id with the mouse."""
        box = await self.value(
            f"(() => {{ const r = document.getElementById('{name}').getBoundingClientRect();"
            " return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            await self.command("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    async def picture(self, *, is_transparent: bool = False) -> bytes:
        """The page as a PNG; where it paints nothing, transparent or white."""
        if is_transparent:
            await self.command("Emulation.setDefaultBackgroundColorOverride", color={"r": 0, "g": 0, "b": 0, "a": 0})
        taken = await self.command("Page.captureScreenshot", format="png")
        return base64.b64decode(taken["data"])

    def _hear(self, event: dict[str, Any]) -> None:
        match event.get("method"):
            case "Log.entryAdded":
                self.said.append(event["params"]["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.said.append(str(event["params"]["exceptionDetails"]))
            case _:
                pass


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator["Browser"]:
    """A browser whose every file is in that folder; AssertionError where none is installed."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    assert program, "there is no chromium here; packaging/linux/packages-test.txt names it"
    arguments = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={folder}", "--no-first-run"]
    arguments += ["--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--disable-background-networking"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    process = await asyncio.create_subprocess_exec(
        program,
        *arguments,
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        env=os.environ | {"HOME": str(folder)},
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(_LIMIT_S):
            while not (port := _port(folder)):
                assert process.returncode is None, f"{program} ended at once; may it make a sandbox (chromium-sandbox)?"
                await asyncio.sleep(_TRIES_S)
        address = f"ws://127.0.0.1:{port}"
        async with connect(address, max_size=None, proxy=None, open_timeout=_LIMIT_S, ping_interval=None) as socket:
            yield Browser(Tab(socket, ""), socket)
    finally:
        await _end(process)


class Browser:
    """One that runs."""

    def __init__(self, whole: Tab, socket: ClientConnection) -> None:
        self._whole = whole
        self._socket = socket

    async def tab(self) -> Tab:
        """A new page; commands go to one tab at a time."""
        made = await self._whole.command("Target.createTarget", url="about:blank")
        attached = await self._whole.command("Target.attachToTarget", targetId=made["targetId"], flatten=True)
        return Tab(self._socket, attached["sessionId"])


def _port(folder: Path) -> str:
    announced = folder / "DevToolsActivePort"
    lines = announced.read_text().splitlines() if announced.exists() else []
    return lines[0] + lines[1] if len(lines) == 2 else ""


async def _end(process: asyncio.subprocess.Process) -> None:
    """The browser and everything that it started."""
    if process.returncode is not None:
        return
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGKILL)
    await process.wait()
    for child in family:
        try:
            child.kill()
        except psutil.NoSuchProcess:
            continue
