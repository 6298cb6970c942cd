"""What the door says of itself; how it holds against the network is tested over real sockets."""

from http import HTTPStatus

import pytest

from transcriber.caption_page.admission import Refusal
from transcriber.caption_page.connections import MOST_CONNECTIONS, MOST_OF_ONE_ADDRESS, refused
from transcriber.caption_page.page_files import GUARDS
from transcriber.caption_page.readers import MOST_READERS


def test_no_device_can_take_the_room_of_the_others() -> None:
    assert MOST_OF_ONE_ADDRESS * 8 < MOST_CONNECTIONS
    assert MOST_READERS < MOST_CONNECTIONS, "who only opens the page finds room beside those who read"


@pytest.mark.parametrize("status", [HTTPStatus.NOT_FOUND, HTTPStatus.SERVICE_UNAVAILABLE])
async def test_a_refusal_is_plain_text_with_every_guard(status: HTTPStatus) -> None:
    answer = refused(Refusal(status, "Nothing.\n"))
    assert (answer.status, answer.text, answer.content_type) == (status, "Nothing.\n", "text/plain")
    assert GUARDS.items() <= dict(answer.headers).items()
