"""A wait is told of where it is worth a word, and nobody waits long once nothing is captured any more."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from transcriber.session.notices import LinkChanged, LinkState
from transcriber.session.patience import LONGEST_LAST_PAUSE_S, told_of_wait, waited


class Capturing:
    def __init__(self) -> None:
        self.is_over = asyncio.Event()

    async def over(self) -> None:
        await self.is_over.wait()


def test_a_wait_of_seconds_is_told_with_why_the_link_was_lost() -> None:
    assert told_of_wait("The connection broke.", 4.2) == [
        LinkChanged(LinkState.RECONNECTING, "The connection broke.", next_try_in_ms=4_200)
    ]


@given(st.floats(0, 0.999))
def test_a_moment_is_not_worth_a_word_and_nothing_that_was_lost_none_at_all(delay_s: float) -> None:
    assert told_of_wait("The connection broke.", delay_s) == []
    assert told_of_wait("", delay_s + 60) == []


async def test_who_captures_waits_as_long_as_is_asked_and_who_does_not_gives_up() -> None:
    capture = Capturing()
    assert await waited(0.01, capture)
    capture.is_over.set()
    assert await waited(0.01, capture), "a short wait is waited"
    assert not await waited(LONGEST_LAST_PAUSE_S + 60, capture)
