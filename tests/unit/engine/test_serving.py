"""What the programs that serve on loopback share: how they are asked, what they announce, what they say on a fault."""

import argparse
import asyncio
import errno
import json
import os
import signal

import pytest

from transcriber.engine.serving import OneLineParser, announce, ending_signals, whole_number, why_not_served


@pytest.mark.parametrize("text", ["-1", "65536", "1.5", "", "²", "ten"])
def test_a_number_out_of_range_is_refused_in_one_line(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        whole_number(0, 65_535)(text)
    parser = OneLineParser(prog="it")
    parser.add_argument("--port", type=whole_number(0, 65_535))
    with pytest.raises(SystemExit) as ended:
        parser.parse_args([f"--port={text}"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert whole_number(0, 65_535)("65535") == 65_535


def test_one_line_says_where_and_with_what(capsys: pytest.CaptureFixture[str]) -> None:
    announce(4321, "a-token")
    assert json.loads(capsys.readouterr().out) == {"url": "http://127.0.0.1:4321/v1", "token": "a-token"}


async def test_a_signal_ends_it_and_what_was_before_comes_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    ended = asyncio.Event()
    with ending_signals(asyncio.get_running_loop(), ended):
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(ended.wait(), 30)
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_port_that_cannot_be_had_is_explained() -> None:
    assert "80 on 127.0.0.1 is taken" in why_not_served(OSError(errno.EADDRINUSE, ""), 80)
    assert "above 1023" in why_not_served(OSError(errno.EACCES, ""), 80)
    assert why_not_served(OSError(errno.EIO, "broken"), 80) == "The engine could not serve on 127.0.0.1: broken."
