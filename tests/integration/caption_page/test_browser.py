"""The caption page in a real browser: what a reader sees, at a phone's size and over a picture, and what never runs."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtGui import QImage

from tests.browser import Browser, Tab, browser
from tests.read_captions import TOKEN, ServedPage, line, served_page
from transcriber.caption_page.admission import Admission
from transcriber.caption_page.feed import CaptionFeed
from transcriber.caption_page.own_network import LOOPBACK
from transcriber.caption_page.readers import Readers
from transcriber.caption_page.server import EVENTS, CaptionServer

TEXT = "document.getElementById('captions').innerText"
WORDS = "document.getElementById('words').textContent"
HOSTILE = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script> & 'quotes' </p>"


@pytest_asyncio.fixture
async def chromium(tmp_path: Path) -> AsyncIterator[Browser]:
    async with browser(tmp_path / "browser") as running:
        yield running


def image_of(png: bytes) -> QImage:
    image = QImage.fromData(png)
    assert not image.isNull()
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def drop_readers(page: ServedPage) -> None:
    """Every connection breaks."""
    for handler in page.server._web.connections if page.server._web else ():
        assert handler.transport is not None
        handler.transport.abort()


async def test_a_phone_shows_captions_as_they_come_in_the_readers_own_size(chromium: Browser) -> None:
    async with served_page() as page:
        tab = await chromium.tab()
        await tab.open(f"http://{page.host}/{TOKEN}/", 390, 844, is_phone=True)
        await tab.until(f"{WORDS} === 'Waiting for speech'")
        page.show(line(1, "Good morning everyone,", is_finished=True), line(2, "let us", tail=" begin"))
        await tab.until(f"{TEXT} === 'Good morning everyone, let us begin'")
        before = await tab.value("document.querySelector('#captions p').getBoundingClientRect().height")

        await tab.press("open")
        for _ in range(3):
            await tab.press("larger")
        await tab.value("document.querySelector('input[value=yellow]').click()")
        await tab.press("done")
        looks = "getComputedStyle(document.querySelector('#captions p'))"
        assert await tab.value(f"{looks}.fontSize") == "38px"
        assert await tab.value(f"{looks}.color") == "rgb(255, 229, 92)"
        assert await tab.value("document.querySelector('#captions p').getBoundingClientRect().height") > before

        await tab.open(f"http://{page.host}/{TOKEN}/?again", 390, 844, is_phone=True)
        await tab.until(f"{TEXT} !== ''")
        assert await tab.value(f"{looks}.fontSize") == "38px", "the browser remembers it"
        assert await tab.value("document.documentElement.scrollWidth") == 390, "nothing stands out at the side"
        assert tab.said == [], "neither a script's fault nor a refusal of the policy"
        picture = image_of(await tab.picture())
        assert (picture.width(), picture.height()) == (780, 1688)
        assert picture.pixelColor(4, 1_600).name() == "#000000"


async def test_who_reads_german_has_its_buttons_and_states_in_german(chromium: Browser) -> None:
    async with served_page() as page:
        tab = await chromium.tab()
        await tab.command("Network.enable")
        await tab.command("Network.setExtraHTTPHeaders", headers={"Accept-Language": "de-AT,de;q=0.9,en;q=0.8"})
        await tab.open(f"http://{page.host}/{TOKEN}/", 390, 844, is_phone=True)
        await tab.until(f"{WORDS} === 'Warten auf Sprache'")
        await tab.press("open")
        assert await tab.value("document.getElementById('look').innerText") == (
            "Schriftgröße\nA\nA\nFarben\nWeiß auf Schwarz\nGelb auf Schwarz\nBraun auf Creme\nSchwarz auf Weiß\n"
            "Fette Schrift\nMehr Platz zwischen den Zeilen\nVollbild\nFertig"
        )
        assert await tab.value("document.getElementById('size').getAttribute('aria-valuetext')") == "26 Pixel"
        assert await tab.value("document.documentElement.scrollWidth") == 390, "longer words have room"
        page.show(line(1, "Good morning.", is_finished=True))
        await tab.until(f"{TEXT} === 'Good morning.'")
        assert tab.said == []


async def test_markup_is_shown_as_text_and_never_runs(chromium: Browser) -> None:
    async with served_page() as page:
        tab = await chromium.tab()
        await tab.open(f"http://{page.host}/{TOKEN}/", 800, 600)
        page.show(line(1, HOSTILE, label=HOSTILE, tail=HOSTILE))
        await tab.until(f"{TEXT} !== ''")
        await asyncio.sleep(0.2)

        assert await tab.value("document.querySelector('#captions').textContent") == f"{HOSTILE}: {HOSTILE}{HOSTILE}"
        assert await tab.value("document.querySelectorAll('#captions img, #captions script').length") == 0
        assert await tab.value("document.title") == "Live captions"
        assert TOKEN not in await tab.value("document.title")
        assert tab.said == []
        forced = "document.body.insertAdjacentHTML('beforeend', '<b>x</b>'); 'ran'"
        refused = f"(() => {{ try {{ return {forced.split(';')[0]}; }} catch (error) {{ return error.name; }} }})()"
        assert await tab.value(refused) == "TypeError", "the browser itself takes no markup from a script here"


async def test_over_a_picture_only_the_lines_are_painted(chromium: Browser) -> None:
    async with served_page() as page:
        page.show(line(1, "Captions stand here,", is_finished=True), line(2, "and nothing else.", tail=" Not"))
        tab = await chromium.tab()
        await tab.open(f"http://{page.host}/{TOKEN}/?transparent&size=48", 1280, 360)
        await tab.until("document.querySelectorAll('#captions p').length === 2")
        picture = image_of(await tab.picture(is_transparent=True))
        assert picture.pixelColor(640, 20).alpha() == 0
        assert picture.pixelColor(1_270, 350).alpha() == 0
        band = [picture.pixelColor(x, 300) for x in range(60, 400)]
        assert min(colour.alpha() for colour in band) >= 200
        assert max(colour.lightness() for colour in band) > 240

        page.show(line(2, "and nothing else. Not a", is_finished=True), line(3, "third line."))
        await tab.until(f"{TEXT}.includes('third')")
        assert await tab.value("document.querySelectorAll('#captions p').length") == 2
        assert tab.said == []


async def test_a_reader_comes_back_by_itself_and_has_what_was_said_meanwhile(chromium: Browser) -> None:
    async with served_page() as page:
        page.show(line(1, "Before.", is_finished=True))
        tab = await chromium.tab()
        await tab.open(f"http://{page.host}/{TOKEN}/", 800, 600)
        await tab.until(f"{TEXT} === 'Before.'")
        # It stands there no longer than until the next attempt, which a busy computer may not look before.
        await tab.value(
            "window.told = []; new MutationObserver(() => told.push(document.getElementById('words').textContent))"
            ".observe(document.getElementById('words'), {childList: true}); 0"
        )
        drop_readers(page)
        await tab.until("told.includes('Connection lost. Trying again')")
        page.show(line(1, "Before.", is_finished=True), line(2, "Meanwhile."))
        await tab.until(f"{TEXT} === 'Before. Meanwhile.'")
        assert await tab.value(WORDS) == "Waiting for speech"


async def test_the_end_of_the_captions_stands_there_until_they_go_on(chromium: Browser) -> None:
    async with served_page() as page:
        page.show(line(1, "All of it.", is_finished=True))
        tab = await chromium.tab()
        await tab.open(f"http://{page.host}/{TOKEN}/", 800, 600)
        await tab.until(f"{TEXT} === 'All of it.'")
        await page.server.close()
        ended = "The captions have ended. They may go on here, or under a new link"
        await tab.until(f"{WORDS} === '{ended}'")
        await asyncio.sleep(0.5)
        assert await tab.value(WORDS) == ended, "that the connection is gone is no news"
        assert await tab.value(TEXT) == "All of it."

        again = CaptionServer(page.feeds, Admission(TOKEN), readers := Readers(page.count))
        assert await again.open(LOOPBACK, page.port) == page.port
        await tab.until(f"{WORDS} === 'Waiting for speech'")
        assert len(readers) == 1, "nothing new is needed to say so"
        await again.close()


async def test_a_reader_who_finds_no_room_is_told_apart_from_one_whose_link_is_old(
    chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served_page() as page:
        tab = await chromium.tab()
        await tab.open(f"http://{page.host}/{TOKEN}/", 800, 600)
        await tab.until(f"{WORDS} === 'Waiting for speech'")
        with monkeypatch.context() as crowd:
            crowd.setattr("transcriber.caption_page.connections.MOST_OF_ONE_ADDRESS", 0)
            drop_readers(page)
            await tab.until(f"{WORDS} === 'Too many readers at once. Trying again'")
        await tab.until(f"{WORDS} === 'Waiting for speech'")

        page.server._admission = Admission(TOKEN[::-1])
        drop_readers(page)
        await tab.until(f"{WORDS} === 'This link shows no captions now. Ask for the new one if it stays so'")


async def test_a_screen_reader_hears_lines_of_another_run_of_the_program_too(chromium: Browser) -> None:
    spoken = "document.getElementById('spoken').textContent"
    async with served_page() as page:
        tab = await chromium.tab()
        await tab.open(f"http://{page.host}/{TOKEN}/", 800, 600)
        await tab.until(f"{WORDS} === 'Waiting for speech'")
        page.show(*(line(number, f"Line {number}.", is_finished=True) for number in (1, 2, 3)))
        await tab.until(f"{spoken} === 'Line 1. Line 2. Line 3.'")
        page.feeds[EVENTS] = CaptionFeed("another run", 100)
        drop_readers(page)
        await tab.until(f"{TEXT} === ''")
        page.show(line(1, "A first line.", is_finished=True))
        await tab.until(f"{spoken} === 'A first line.'")


async def test_the_page_can_be_used_by_keyboard_alone_and_everything_on_it_has_a_name(chromium: Browser) -> None:
    focused = "document.activeElement.id || document.activeElement.value || document.activeElement.tagName"
    async with served_page() as page:
        tab = await chromium.tab()
        await tab.open(f"http://{page.host}/{TOKEN}/", 800, 600)
        await tab.until(f"{WORDS} === 'Waiting for speech'")
        await press_key(tab, "Tab", 9)
        assert await tab.value(focused) == "open"
        await press_key(tab, "Enter", 13, "\r")
        walked = [await tab.value(focused)]
        while walked[-1] not in walked[:-1]:
            await press_key(tab, "Tab", 9)
            walked.append(await tab.value(focused))
        assert {"open", "smaller", "size", "larger", "dark", "bold", "loose", "done", "reading"} <= set(walked)
        nodes = (await tab.command("Accessibility.getFullAXTree"))["nodes"]
        named = [
            node for node in nodes if node.get("role", {}).get("value") in ("button", "slider", "radio", "checkbox")
        ]
        assert len(named) >= 10
        assert all(node["name"]["value"].strip() for node in named)
        await press_key(tab, "Escape", 27)
        assert await tab.value(focused) == "open", "whoever closes the form stands where it was opened"


async def press_key(tab: Tab, name: str, code: int, text: str = "") -> None:
    """Down and up."""
    pressed = {"key": name, "code": name, "windowsVirtualKeyCode": code}
    await tab.command("Input.dispatchKeyEvent", type="keyDown", **pressed, **({"text": text} if text else {}))
    await tab.command("Input.dispatchKeyEvent", type="keyUp", **pressed)


async def test_who_reads_further_up_is_not_pulled_down(chromium: Browser) -> None:
    async with served_page() as page:
        said = [line(number, f"Sentence number {number} is here. " * 4, is_finished=True) for number in range(1, 60)]
        page.show(*said)
        tab = await chromium.tab()
        await tab.open(f"http://{page.host}/{TOKEN}/", 400, 600)
        reading = "document.getElementById('reading')"
        await tab.until(f"{reading}.scrollTop > 1000")
        await tab.value(f"{reading}.scrollTop = 300")
        page.show(*said, line(60, "The newest."))
        await tab.until("document.getElementById('follow').hidden === false")
        assert await tab.value(f"{reading}.scrollTop") == 300
        await tab.press("follow")
        await tab.until(f"{reading}.scrollTop > 1000")
        assert await tab.value("document.getElementById('follow').hidden")


async def test_another_site_cannot_read_the_page(chromium: Browser) -> None:
    async with served_page() as page, served_page() as other:
        tab = await chromium.tab()
        await tab.open(f"http://{other.host}/{TOKEN}/", 800, 600)
        address = f"http://{page.host}/{TOKEN}/"
        read = f"fetch('{address}', {{mode: 'no-cors'}}).then(() => 'read', () => 'refused')"
        assert await tab.value(read) == "refused"
        assert page.counts == []
