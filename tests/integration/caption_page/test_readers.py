"""How often readers are told: at once after a quiet while, and never more often than their number allows."""

import asyncio

from tests.read_captions import line, served_page


async def test_changes_that_come_together_are_told_together() -> None:
    loop = asyncio.get_running_loop()
    async with served_page() as page, page.reading() as reader:
        await reader.captions()
        await asyncio.sleep(0.1)
        began_s = loop.time()
        for number in range(1, 31):
            page.show(line(1, "word " * number))
            await asyncio.sleep(0.002)
        took_s = loop.time() - began_s
        events, text = 0, ""
        while text != "word " * 30:
            (text,) = await reader.texts()
            events += 1
    # At once, every 31 ms, and what came since.
    assert events <= 2 + took_s / 0.031


async def test_nothing_ticks_for_readers_who_are_not_there() -> None:
    async with served_page() as page:
        page.show(line(1, "Nobody reads."))
        assert page.readers._wake_timer is None


async def test_a_reader_who_comes_after_the_end_is_sent_away() -> None:
    async with served_page() as page:
        page.readers.end()
        async with page.reading() as reader:
            assert await reader.next() == ("full", None)
        assert page.counts == []


async def test_what_came_just_before_the_end_is_still_told() -> None:
    async with served_page() as page, page.reading() as reader:
        await reader.captions()
        page.show(line(1, "The last"))
        assert await reader.texts() == ["The last"]
        page.show(line(1, "The last words."))
        page.readers.end()
        assert await reader.texts() == ["The last words."]
        assert (await reader.next())[0] == "off"
