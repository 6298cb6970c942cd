"""The captions of a whole program in a real browser: real speech arrives, and nothing else is to be had."""

import asyncio
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.browser import browser

_ADDRESS = re.compile(r"Captions for this computer: (http://127\.0\.0\.1:(\d+)/[\w-]+/)")
_OVERLAY = re.compile(r"Without a background, for OBS: (\S+)")
_ADDED_LATE = re.compile(r"\[… [^]]*\]")
_LIMIT_S = 60.0


@asynccontextmanager
async def listening(program: dict[str, Any], *arguments: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """`listen` in a process of its own, and the address that it tells."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *program["args"], "listen", *arguments, env=program["env"], stdout=pipe, stderr=pipe
    )
    assert process.stderr is not None
    try:
        async with asyncio.timeout(_LIMIT_S):
            while not (found := _ADDRESS.search((line := await process.stderr.readline()).decode())):
                assert line, "it ended without an address"
            overlay = _OVERLAY.search((await process.stderr.readline()).decode())
        assert overlay is not None
        assert overlay[1] == f"{found[1]}?transparent"
        yield process, found[1]
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


async def test_speech_is_read_in_a_browser_while_it_is_heard(
    program: dict[str, Any],
    speech: Path,
    transcript_of: Callable[[str], str],
    word_errors: Callable[[str, str], float],
    tmp_path: Path,
) -> None:
    file = tmp_path / "captions.txt"
    arguments = ("--input", str(speech / "jfk.flac"), "--caption-page", "--caption-file", str(file))
    async with browser(tmp_path / "browser") as chromium, listening(program, *arguments) as (process, address):
        tab = await chromium.tab()
        await tab.open(address, 390, 844, is_phone=True)
        read = "document.getElementById('captions').innerText"
        await tab.until(f"{read}.split(' ').length > 5")
        assert process.returncode is None, "words come while the rest is still being said"
        assert await tab.value("document.getElementById('words').textContent") == "Live"
        async with asyncio.timeout(_LIMIT_S):
            while not file.read_text().strip():  # noqa: ASYNC110 - another process writes it
                await asyncio.sleep(0.02)
        await tab.until(f"{read}.includes('country.') && document.querySelectorAll('.tail:not(:empty)').length === 0")
        # What is added late, in brackets, only comes where something was heard wrongly at first.
        words = " ".join(_ADDED_LATE.sub("", str(await tab.value(read))).split())
        assert word_errors(transcript_of("jfk.flac"), words) < 0.2
        assert tab.said == []
        stdout, _ = await process.communicate()
        assert process.returncode == 0
        assert words.split()[-3:] == stdout.decode().split()[-3:], "the same words as in the terminal"
        await tab.until("!document.getElementById('light').classList.contains('live')")
        state = "document.getElementById('words').textContent"
        await tab.until(f"{state}.startsWith('The captions have ended.')")
        await asyncio.sleep(0.5)
        assert str(await tab.value(state)).startswith("The captions have ended."), "not that a connection was lost"
        assert file.read_text() == "", "no old words stay in a picture"


async def test_only_who_has_the_whole_link_reads_and_only_captions(program: dict[str, Any], speech: Path) -> None:
    async with listening(program, "--input", str(speech / "two_cities.flac"), "--caption-page") as (_, address):
        parts = urllib.parse.urlsplit(address)
        root, token = f"http://{parts.netloc}", parts.path.strip("/")
        status, page = await asyncio.to_thread(answer, address)
        assert status == 200
        assert "<title>Live captions</title>" in page
        for path in (
            *(
                "/",
                "/events",
                "/captions.js",
                f"/{token}",
                f"/{token[:-1]}/",
                f"/{token}x/events",
                f"/{token.lower()}/",
            ),
            *(f"/{token}/..", f"/{token}/../../etc/passwd", f"/{token}/%2e%2e/page.html", f"/{token}/page.html"),
            *(f"/{token}/v1/realtime", f"/{token}/settings.toml", f"/{token}/?/", "/v1/realtime", "/favicon.ico"),
        ):
            status, said = await asyncio.to_thread(answer, root + path)
            if path == f"/{token}/?/":
                assert (status, said) == (200, page), "what stands behind the question mark leads nowhere else"
            else:
                assert (status, said) == (404, "There is nothing here.\n"), path
        assert (await asyncio.to_thread(answer, address, Host="captions.example"))[0] == 403
        assert (await asyncio.to_thread(answer, address, Origin="http://elsewhere.example"))[0] == 403


def answer(address: str, **headers: str) -> tuple[int, str]:
    """What is answered, whatever it is."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=60) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()
