"""Turns on their way to lines that move on by themselves."""

import asyncio

from transcriber.caption_page.caption_stream import CaptionStream
from transcriber.captions.line import CaptionLine
from transcriber.captions.look import CaptionLook
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

_LIMIT_S = 60.0


def delta(number: int, text: str, lane: int = 0) -> TurnChanged:
    return TurnChanged(TurnChange.DELTA, Turn(number=number, text=text, lane=lane), number - 1, appended=text)


class Screen:
    def __init__(self) -> None:
        self.shown: list[tuple[CaptionLine, ...]] = []
        self.is_new = asyncio.Event()

    def show(self, lines: tuple[CaptionLine, ...]) -> None:
        self.shown.append(lines)
        self.is_new.set()

    async def until(self, words: str) -> None:
        async with asyncio.timeout(_LIMIT_S):
            while not any(words in line.settled + line.tail for lines in self.shown for line in lines):
                self.is_new.clear()
                await self.is_new.wait()


async def test_words_are_shown_at_once() -> None:
    screen = Screen()
    stream = CaptionStream(CaptionLook(), screen.show)
    stream.apply(delta(1, "Good morning"))
    stream.close()

    assert [line.text + line.tail for line in screen.shown[-1]] == ["Good morning"]


async def test_more_than_fits_comes_by_itself_as_time_passes() -> None:
    screen = Screen()
    stream = CaptionStream(CaptionLook(lines=1, characters=16), screen.show)
    stream.apply(delta(1, "one two three four five"))
    assert not any("five" in line.text + line.tail for line in screen.shown[-1])
    await screen.until("five")
    stream.close()


async def test_who_speaks_is_said_once_two_sources_were_heard() -> None:
    screen = Screen()
    stream = CaptionStream(CaptionLook(lines=3), screen.show)
    finished = Turn(number=1, text="Hello.", state=TurnState.FINISHED)
    stream.apply(TurnChanged(TurnChange.COMPLETED, finished, 0))
    stream.apply(delta(2, "Hello, who is there?", lane=1))
    await screen.until("Others: Hello")
    stream.close()


async def test_another_recording_begins_with_nothing_and_with_numbers_of_its_own() -> None:
    screen = Screen()
    stream = CaptionStream(CaptionLook(), screen.show)
    stream.apply(delta(1, "Old words"))
    stream.begin()
    assert list(screen.shown[-1]) == []
    stream.apply(delta(1, "New words"))
    await screen.until("New words")
    stream.close()

    (line,) = screen.shown[-1]
    assert line.text + line.tail == "New words"
    assert line.number > screen.shown[0][0].number


async def test_the_last_words_are_shown_before_the_end() -> None:
    screen = Screen()
    stream = CaptionStream(CaptionLook(lines=1, characters=16), screen.show)
    stream.apply(delta(1, "one two three four five "))
    async with asyncio.timeout(_LIMIT_S):
        await stream.read_out()
        assert [line.text for line in screen.shown[-1]] == ["four five"]
        shown_count = len(screen.shown)
        await stream.read_out()
    stream.close()

    assert len(screen.shown) == shown_count
