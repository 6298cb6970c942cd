"""The caption page as the network meets it: who reads, who does not, and that nobody holds up anybody.

The client is plain bytes, so that what no browser would send can be sent.
"""

import asyncio
import logging
import socket
from contextlib import AsyncExitStack, suppress

import pytest

from tests.read_captions import TOKEN, Answer, line, served_page
from transcriber.caption_page.admission import Admission
from transcriber.caption_page.connections import MOST_CONNECTIONS, MOST_OF_ONE_ADDRESS
from transcriber.caption_page.own_network import LOOPBACK
from transcriber.caption_page.page_words import NO_ROOM, answer_for
from transcriber.caption_page.readers import Readers
from transcriber.caption_page.server import CaptionServer


def assert_guarded(answer: Answer) -> None:
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cache-control"] == "no-store"
    assert "aiohttp" not in str(answer.headers)
    assert "set-cookie" not in answer.headers


# ---- what can be reached ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "part"),
    [
        ("", "text/html", b"<main"),
        ("captions.js", "text/javascript", b"textContent"),
        ("captions.css", "text/css", b"--size"),
        ("icon.svg", "image/svg+xml", b"<svg"),
    ],
)
async def test_behind_the_token_are_the_page_and_its_files(name: str, kind: str, part: bytes) -> None:
    async with served_page() as page:
        answer = await page.ask(f"/{TOKEN}/{name}")

    assert answer.status == 200
    assert answer.headers["content-type"].startswith(kind)
    assert part in answer.body


async def test_the_page_over_a_picture_is_told_apart_by_its_address_alone() -> None:
    async with served_page() as page:
        overlay = await page.ask(f"/{TOKEN}/?transparent&size=60")
        plain = await page.ask(f"/{TOKEN}/")

    assert b'class="overlay"' in overlay.body
    assert b'class="overlay"' not in plain.body


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/favicon.ico",
        "/events",
        f"/{TOKEN}",
        f"/{TOKEN[:-1]}/",
        f"/{TOKEN}x/",
        f"/{TOKEN.swapcase()}/events",
        f"/{TOKEN}/..",
        f"/{TOKEN}/../../etc/passwd",
        f"/{TOKEN}/%2e%2e/%2e%2e/etc/passwd",
        f"/{TOKEN}/server.py",
        f"/{TOKEN}/page.html",
        f"/{TOKEN}/events/",
        f"//{TOKEN}/",
        f"/%68{TOKEN[1:]}/",
        "/\udc80\udcff/",
        f"http://127.0.0.1/{TOKEN}/",
        "*",
    ],
)
async def test_everything_else_is_nowhere(path: str) -> None:
    async with served_page() as page:
        request = f"GET {path} HTTP/1.1\r\nHost: {page.host}\r\nConnection: close\r\n\r\n"
        answer = await page.send(request.encode("utf-8", "surrogateescape"))

    assert answer.status in (400, 404)
    assert TOKEN.encode() not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"])
async def test_nothing_can_be_done_but_read(method: str) -> None:
    async with served_page() as page:
        answer = await page.ask(f"/{TOKEN}/", method=method)

    assert answer.status in (400, 404)
    assert "access-control-allow-origin" not in answer.headers


async def test_every_answer_forbids_what_a_page_of_text_does_not_need() -> None:
    async with served_page() as page:
        answers = [await page.ask(path) for path in (f"/{TOKEN}/", "/nowhere", f"/{TOKEN}/captions.js")]
        async with page.reading() as reader:
            assert "x-content-type-options: nosniff" in reader.head.lower()

    for answer in answers:
        assert_guarded(answer)


# ---- who is let in ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "192.168.7.7:{port}", "", "[::1]:{port}"],
)
async def test_a_name_that_is_not_this_computers_is_refused_whatever_else_is_right(host: str) -> None:
    async with served_page() as page:
        answer = await page.ask(f"/{TOKEN}/", Host=host.format(port=page.port))
        assert answer.status == 403
        twice = f"GET /{TOKEN}/ HTTP/1.1\r\nHost: {page.host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
        assert (await page.send(twice.encode())).status in (400, 403)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
    ],
)
async def test_other_web_pages_do_not_read(headers: dict[str, str]) -> None:
    async with served_page() as page:
        for path in ("", "events", "captions.js"):
            assert (await page.ask(f"/{TOKEN}/{path}", **headers)).status == 403


async def test_a_link_in_a_message_opens_the_page_and_the_page_its_own_stream() -> None:
    clicked = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    async with served_page() as page:
        assert (await page.ask(f"/{TOKEN}/", **clicked)).status == 200
        own = {"Sec_Fetch_Site": "same-origin", "Origin": f"http://{page.host}"}
        async with page.reading(**own) as reader:
            assert "200 OK" in reader.head
            assert "text/event-stream" in reader.head


# ---- reading ---------------------------------------------------------------------------------------------------------


async def test_a_reader_is_told_what_there_is_and_then_what_changes() -> None:
    async with served_page() as page:
        page.show(line(1, "Good morning.", is_finished=True), line(2, "Let us", tail=" begin"))
        async with page.reading() as reader:
            first = await reader.captions()
            page.show(line(1, "Good morning.", is_finished=True), line(2, "Let us begin."))
            second = await reader.captions()

    assert first == {
        "standing": "waiting",
        "first": 1,
        "lines": [
            {"number": 1, "text": "Good morning.", "finished": True},
            {"number": 2, "text": "Let us", "tail": " begin"},
        ],
        "anew": True,
    }
    assert second == {"standing": "waiting", "first": 1, "lines": [{"number": 2, "text": "Let us begin."}]}
    assert reader.retry_ms == 2_000


async def test_a_reader_that_comes_back_is_told_only_what_it_missed() -> None:
    async with served_page() as page:
        page.show(line(1, "One."))
        async with page.reading() as reader:
            assert await reader.texts() == ["One."]
            seen = reader.last_id
        page.show(line(1, "One."), line(2, "Two."))
        async with page.reading(Last_Event_ID=seen) as reader:
            assert await reader.texts() == ["Two."]
        async with page.reading(f"/{TOKEN}/events?after={seen}") as reader:
            assert await reader.texts() == ["Two."]
        for stale in ("e0-1", "nonsense", f"e1-{10**6}", "e1-", "x" * 3_000):
            async with page.reading(Last_Event_ID=stale) as reader:
                anew = await reader.captions()
                assert anew["anew"]
                assert len(anew["lines"]) == 2


async def test_a_quiet_connection_shows_that_it_is_alive() -> None:
    async with served_page(beat_s=0.05) as page:
        page.show(line(1, "One."))
        async with page.reading() as reader:
            await reader.captions()
            assert await reader.next() == ("beat", None)
            assert await reader.next() == ("beat", None)


async def test_who_reads_is_told_when_the_page_is_switched_off() -> None:
    async with served_page() as page, page.reading() as reader:
        await reader.captions()
        await page.server.close()
        assert await reader.next() == ("off", None)
        with pytest.raises(EOFError):
            await reader.next()
        with pytest.raises(ConnectionRefusedError):
            await page.ask(f"/{TOKEN}/")


async def test_readers_are_counted_as_they_come_and_go() -> None:
    async with served_page() as page:
        async with page.reading() as one, page.reading() as other:
            await one.captions()
            await other.captions()
        await page.has_readers(0)

    assert page.counts == [1, 2, 1, 0]


async def test_markup_and_line_ends_in_a_text_cannot_forge_an_event() -> None:
    text = "<script>alert(1)</script>\n\nevent: off\ndata:\r\n\u2028 & \x00"
    async with served_page() as page:
        page.show(line(1, text))
        async with page.reading() as reader:
            assert await reader.texts() == [text]


# ---- many, slow and hanging readers ----------------------------------------------------------------------------------


async def test_two_hundred_readers_see_the_same() -> None:
    async with served_page() as page:
        page.show(line(1, "One."))

        all_have_read = asyncio.Barrier(201)

        async def read(device: str) -> list[str]:
            async with page.reading(device=device) as reader:
                texts = await reader.texts()
                await all_have_read.wait()
                return texts + await reader.texts()

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(read(f"127.0.1.{number % 20}")) for number in range(200)]
            await page.has_readers(200)
            await all_have_read.wait()
            page.show(line(1, "One."), line(2, "Two."))

    assert [task.result() for task in tasks] == [["One.", "Two."]] * 200


async def test_a_reader_too_many_is_asked_to_come_again_later() -> None:
    async with served_page(most=1) as page, page.reading() as reader:
        await reader.captions()
        async with page.reading() as other:
            assert await other.next() == ("full", None)
            assert other.retry_ms == 10_000
        assert (await page.ask(f"/{TOKEN}/")).status == 200


async def test_a_reader_that_hangs_is_dropped_and_holds_up_nobody() -> None:
    async with served_page(patience_s=0.3) as page:
        with socket.create_connection((LOOPBACK, page.port)) as hanging:
            hanging.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            hanging.sendall(f"GET /{TOKEN}/events HTTP/1.1\r\nHost: {page.host}\r\n\r\n".encode())
            async with page.reading() as reader:
                await reader.captions()
                await page.has_readers(2)
                number = 0
                while len(page.readers) > 1:
                    number += 1
                    page.show(line(number, "x" * 4_000))
                    assert (await reader.captions())["lines"][-1]["number"] == number
            assert number < 400, "what waits for it is bounded"


async def test_a_slow_reader_gets_the_latest_and_not_everything_in_between() -> None:
    loop = asyncio.get_running_loop()
    async with served_page() as page, page.reading() as reader:
        await reader.captions()
        began_s = loop.time()
        for step in range(1, 2_000):
            page.show(line(1, "word " * (step % 50)), line(2, f"step {step}"))
            if step % 100 == 0:
                await asyncio.sleep(0)
        took_s = loop.time() - began_s
        events, last = 0, ""
        while last != "step 1999":
            last, events = (await reader.texts())[-1], events + 1

    assert events <= 2 + took_s / 0.031


async def test_half_a_request_does_not_hold_a_place_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcriber.caption_page.server._HASTE_S", 0.2)
    async with served_page() as page:
        for begun in (b"", b"GET /", f"GET /{TOKEN}/ HTTP/1.1\r\nHost: {page.host}\r\n".encode()):
            answer = await page.send(begun)
            assert answer.status == 0


async def test_connections_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_CONNECTIONS >= 300
    monkeypatch.setattr("transcriber.caption_page.connections.MOST_CONNECTIONS", 2)
    async with served_page() as page, page.reading() as one, page.reading() as other:
        await one.captions()
        await other.captions()
        turned_away = await page.ask(f"/{TOKEN}/", device="127.0.1.1")
        german = await page.ask(f"/{TOKEN}/", device="127.0.1.1", accept_language="de-AT, en;q=0.5")
    assert (turned_away.status, german.status) == (503, 503)
    assert german.body.decode() == answer_for("de", NO_ROOM) != turned_away.body.decode()
    assert german.headers["content-type"] == "text/plain; charset=utf-8"
    assert_guarded(german)


async def test_one_device_takes_its_share_and_leaves_the_rest_to_others() -> None:
    async with served_page() as page, AsyncExitStack() as greedy:
        for _ in range(MOST_OF_ONE_ADDRESS):
            await (await greedy.enter_async_context(page.reading(device="127.0.1.1"))).captions()

        turned_away = await page.ask(f"/{TOKEN}/", device="127.0.1.1")
        assert turned_away.status == 503
        assert turned_away.body.decode() == NO_ROOM
        assert turned_away.headers["retry-after"] == "10"
        assert_guarded(turned_away)
        async with page.reading(device="127.0.1.2") as other:
            await other.captions()

        await greedy.aclose()
        await page.has_readers(0)
        assert (await page.ask(f"/{TOKEN}/", device="127.0.1.1")).status == 200


async def test_who_is_turned_away_and_asks_for_nothing_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcriber.caption_page.connections.MOST_CONNECTIONS", 0)
    monkeypatch.setattr("transcriber.caption_page.connections._TURNING_AWAY_S", 0.2)
    async with served_page() as page:
        assert (await page.send(b"")).status == 0


async def test_a_crowd_before_a_full_house_costs_no_more_than_a_few_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcriber.caption_page.connections.MOST_CONNECTIONS", 0)
    monkeypatch.setattr("transcriber.caption_page.connections._MOST_TURNED_AWAY", 1)
    async with served_page() as page, page.waiting():
        assert (await page.ask(f"/{TOKEN}/")).status == 0


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET / HTTP/1.1\r\n" + b"".join(b"X%d: a\r\n" % number for number in range(100)) + b"\r\n",
        b"GET /" + b"a" * 10_000 + b" HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 not TLS here\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: \xff\xfe\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"<script> /<script> HTTP/1.1\r\nHost: <script>\r\n\r\n",
    ],
)
async def test_nonsense_is_answered_in_plain_words_that_quote_nothing(request_bytes: bytes) -> None:
    async with served_page() as page:
        answer = await page.send(request_bytes)

    both = "This request could not be understood.\nDiese Anfrage war nicht zu verstehen.\n"
    assert (answer.status, answer.body.decode()) == (400, both), "nobody knows who asks"
    assert_guarded(answer)


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"".join(b"X%d: a\r\n" % number for number in range(5_000)) + b"\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999\r\n\r\n" + b"a" * 100_000,
    ],
)
async def test_who_sends_without_end_is_cut_off_and_the_next_reader_reads(request_bytes: bytes) -> None:
    async with served_page() as page:
        reader, writer = await asyncio.open_connection(LOOPBACK, page.port)
        with pytest.raises(ConnectionError):
            await _flood(writer, request_bytes)
        writer.transport.abort()
        # What was sent before the end was noticed is answered, or lost with the connection.
        with suppress(ConnectionError):
            assert b" 200 " not in await reader.read(100)
        assert (await page.ask(f"/{TOKEN}/")).status == 200


async def _flood(writer: asyncio.StreamWriter, again: bytes) -> None:
    async with asyncio.timeout(60):
        while True:
            writer.write(again)
            await writer.drain()


# ---- the port --------------------------------------------------------------------------------------------------------


async def test_a_port_that_is_taken_is_replaced_by_another() -> None:
    with socket.create_server((LOOPBACK, 0)) as other:
        taken = other.getsockname()[1]
        server = CaptionServer({}, Admission(TOKEN), Readers(lambda _count: None))
        port = await server.open(LOOPBACK, taken)
        await server.close()

    assert port != taken


async def test_the_same_port_can_be_had_again_at_once() -> None:
    async with served_page() as page, page.reading() as reader:
        await reader.captions()
        await page.server.close()
        server = CaptionServer({}, Admission(TOKEN), Readers(lambda _count: None))
        assert await server.open(LOOPBACK, page.port) == page.port
        await server.close()


# ---- logs ------------------------------------------------------------------------------------------------------------


async def test_the_token_and_the_words_stand_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with served_page() as page:
            page.show(line(1, "A secret plan."))
            async with page.reading() as reader:
                await reader.captions()
            await page.ask(f"/{TOKEN}/nowhere")
            await page.send(f"GET /{TOKEN}/ \x00 HTTP/1.1\r\n{TOKEN}\r\n\r\n".encode())
            await page.send(f"{TOKEN} /{TOKEN}/ HTTP/1.1\r\nHost: {TOKEN}\r\n\r\n".encode())
            await page.ask(f"/{TOKEN}/" + "a" * 10_000)

    assert TOKEN not in caplog.text
    assert "secret plan" not in caplog.text


@pytest.mark.allowed_logs("was not answered", logger="transcriber.caption_page.server")
async def test_a_bug_is_answered_as_one_and_written_down_without_the_token(caplog: pytest.LogCaptureFixture) -> None:
    async with served_page() as page:
        page.feeds["events"].place_of = lambda event_id: 1 // 0  # type: ignore[method-assign]
        answer = await page.ask(f"/{TOKEN}/events")
        assert answer.status == 500
        answer = await page.ask(f"/{TOKEN}/events", Accept_Language="de")
        assert (answer.status, answer.body.decode()) == (500, "Das Programm hat einen Fehler gemacht.\n")
    assert "ZeroDivisionError" in caplog.text
    assert TOKEN not in caplog.text


async def test_who_reads_german_is_refused_in_german() -> None:
    async with served_page() as page:
        answer = await page.ask("/nowhere/", Accept_Language="de-AT,de;q=0.9")
        assert (answer.status, answer.body.decode()) == (404, "Hier gibt es nichts.\n")
        answer = await page.ask(f"/{TOKEN}/nowhere", Accept_Language="de")
        assert (answer.status, answer.body.decode()) == (404, "Hier gibt es nichts.\n")
        answer = await page.ask(f"/{TOKEN}/", Origin="http://elsewhere.example", Accept_Language="de")
        assert (answer.status, answer.body.decode()) == (403, "Die Untertitel sind nicht für andere Webseiten.\n")
