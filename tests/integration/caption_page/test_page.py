"""The whole page: turns in, events out, and doors that open and close meanwhile."""

import asyncio

from tests.read_captions import TOKEN, EventReader, ServedPage
from transcriber.caption_page.page import CaptionPage
from transcriber.caption_page.readers import Readers
from transcriber.caption_page.standing import Standing
from transcriber.captions.look import CaptionLook
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

_LIMIT_S = 60.0
_SENTENCE = "The captions on the page are those of the window, and each reader has a size of their own. "


def said(number: int, text: str, state: TurnState = TurnState.LIVE) -> TurnChanged:
    change = TurnChange.COMPLETED if state is TurnState.FINISHED else TurnChange.DELTA
    return TurnChanged(change, Turn(number=number, text=text, state=state), number - 1, appended=text)


def visitor(page: CaptionPage, port: int) -> ServedPage:
    """Only its reading side is used."""
    assert page._server is not None
    return ServedPage(port, {}, Readers(lambda _count: None), page._server)


async def read_until(reader: EventReader, words: str) -> str:
    text = ""
    async with asyncio.timeout(_LIMIT_S):
        while words not in text:
            news = await reader.captions()
            text += " ".join(line["text"] + line.get("tail", "") for line in news["lines"])
    return text


async def test_turns_come_as_lines_for_readers_and_as_captions_over_a_picture() -> None:
    page = CaptionPage(CaptionLook(lines=1, characters=20), Standing.LISTENING, lambda _count: None)
    port = await page.open(0, TOKEN, is_open_to_network=False)
    guest = visitor(page, port)
    async with guest.reading() as reader, guest.reading(f"/{TOKEN}/overlay-events") as overlay:
        assert (await reader.captions())["standing"] == "listening"
        await overlay.captions()
        page.apply(said(1, _SENTENCE))
        assert "are those of the window" in await read_until(reader, "window")
        assert all(len(text) <= 20 for text in await overlay.texts())
    await page.close()


async def test_a_page_that_is_shut_and_opened_goes_on_where_its_readers_were() -> None:
    page = CaptionPage(CaptionLook(), Standing.WAITING, lambda _count: None)
    port = await page.open(0, TOKEN, is_open_to_network=False)
    async with visitor(page, port).reading() as reader:
        await reader.captions()
        page.apply(said(1, "Before."))
        await read_until(reader, "Before.")
        seen = reader.last_id
    await page.shut()
    page.apply(said(1, "Before. Meanwhile."))
    port = await page.open(port, TOKEN, is_open_to_network=False)
    async with visitor(page, port).reading(Last_Event_ID=seen) as reader:
        news = await reader.captions()
        assert "anew" not in news
        assert "Meanwhile." in news["lines"][-1]["tail"]
    await page.close()


async def test_another_token_lets_nobody_in_with_the_old_one() -> None:
    page = CaptionPage(CaptionLook(), Standing.WAITING, lambda _count: None)
    port = await page.open(0, TOKEN, is_open_to_network=False)
    async with visitor(page, port).reading() as reader:
        await reader.captions()
        other = TOKEN[::-1]
        port = await page.open(port, other, is_open_to_network=False)
        assert (await reader.next())[0] == "off"
    guest = visitor(page, port)
    assert (await guest.ask(f"/{TOKEN}/")).status == 404
    assert (await guest.ask(f"/{other}/")).status == 200
    await page.close()


async def test_another_recording_begins_on_an_empty_page() -> None:
    page = CaptionPage(CaptionLook(), Standing.LISTENING, lambda _count: None)
    port = await page.open(0, TOKEN, is_open_to_network=False)
    page.apply(said(1, "Old words.", TurnState.FINISHED))
    page.begin()
    page.stand(Standing.LISTENING)
    async with visitor(page, port).reading() as reader:
        assert (await reader.captions())["lines"] == []
        page.apply(said(1, "New words."))
        assert await read_until(reader, "New") == "New words."
    await page.close()


async def test_only_loopback_listens_until_others_are_let_in() -> None:
    page = CaptionPage(CaptionLook(), Standing.WAITING, lambda _count: None)
    for is_open, host in ((False, "127.0.0.1"), (True, "0.0.0.0"), (False, "127.0.0.1")):
        await page.open(0, TOKEN, is_open_to_network=is_open)
        assert page._server is not None
        assert page._server._listener is not None
        assert page._server._listener.sockets[0].getsockname()[0] == host
    await page.close()


async def test_another_look_and_other_names_reach_readers_while_it_is_on() -> None:
    page = CaptionPage(CaptionLook(), Standing.LISTENING, lambda _count: None, ("Ich", "Andere"))
    port = await page.open(0, TOKEN, is_open_to_network=False)
    guest = visitor(page, port)
    async with guest.reading() as reader, guest.reading(f"/{TOKEN}/overlay-events") as overlay:
        assert "look" not in await reader.captions()
        assert (await overlay.captions())["look"]["--captions-text"] == "#FFFFFF"
        page.set_look(CaptionLook(text_colour="#FFE55C", outline_px=0))
        news = await overlay.captions()
        assert (news["look"]["--captions-text"], news["look"]["--captions-outline"]) == ("#FFE55C", "0.0000em")
        page.name_speakers({"lane:others": "Ana"})
        page.apply(said(1, "Mine. ", TurnState.FINISHED))
        others = Turn(number=2, text="Hers.", state=TurnState.FINISHED, lane=1)
        page.apply(TurnChanged(TurnChange.COMPLETED, others, 1))
        labels: list[str] = []
        async with asyncio.timeout(_LIMIT_S):
            while "Ana" not in labels:
                labels += [line.get("label", "") for line in (await reader.captions())["lines"]]
    await page.close()
