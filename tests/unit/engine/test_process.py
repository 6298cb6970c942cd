"""The engine as a child: started once, waited for, restarted when it died, and always stopped. Its part is scripted."""

import asyncio
import logging
import os
import sys
import textwrap
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from transcriber.engine.process import EngineFailed, EngineProcess, child_environment

ANNOUNCE = """
    import json, os, sys
    def announce():
        print(json.dumps({"url": "http://127.0.0.1:1/v1", "token": os.environ["TRANSCRIBER_ENGINE_TOKEN"]}), flush=True)
"""
UNTIL_STDIN_CLOSES = "announce(); sys.stdin.read()"


pytestmark = pytest.mark.allowed_logs(
    "engine (ended|said nothing|could not be run)", logger="transcriber.engine.process"
)


def script(*lines: str) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(ANNOUNCE) + "\n".join(lines)]


@asynccontextmanager
async def engine_running(command: list[str], **options: object) -> AsyncIterator[EngineProcess]:
    engine = EngineProcess(command=command, **options)  # type: ignore[arg-type]
    try:
        yield engine
    finally:
        await engine.stop()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_it_is_started_once_and_gives_the_same_address_until_it_is_stopped() -> None:
    async with engine_running(script(UNTIL_STDIN_CLOSES)) as engine:
        assert engine.pid is None
        first, second = await asyncio.gather(engine.address(), engine.address())
        pid = engine.pid
        assert pid is not None

        assert first is second
        assert first.base_url == "http://127.0.0.1:1/v1"
        assert len(first.token.reveal()) >= 43, "256 bits in base64"
        assert (await engine.address(), engine.pid) == (first, pid)

        await engine.stop()
        await engine.stop()

        assert engine.pid is None
        assert not is_running(pid)


@pytest.mark.allowed_logs("ended with exit code -9")
async def test_when_it_died_the_next_address_starts_it_anew() -> None:
    async with engine_running(script(UNTIL_STDIN_CLOSES)) as engine:
        before = await engine.address()
        pid = engine.pid
        assert pid is not None
        os.kill(pid, 9)

        async with asyncio.timeout(60):
            while engine.pid is not None:  # noqa: ASYNC110 - the end of a process, which has no event here
                await asyncio.sleep(0.005)
        after = await engine.address()

        assert engine.pid not in (None, pid)
        assert after.token != before.token


@pytest.mark.allowed_logs("the model file is damaged")
async def test_one_that_ends_while_it_starts_is_a_failure_whose_reason_goes_to_the_log_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    command = script("sys.exit('the model file is damaged')")
    async with engine_running(command) as engine:
        with (
            caplog.at_level(logging.WARNING),
            pytest.raises(EngineFailed, match="ended while it was starting") as failure,
        ):
            await engine.address()

    assert "damaged" not in str(failure.value)
    assert "the model file is damaged" in caplog.text


@pytest.mark.allowed_logs("said nothing")
async def test_one_that_never_says_anything_is_given_up_and_killed(caplog: pytest.LogCaptureFixture) -> None:
    command = script("import signal, time", "signal.signal(signal.SIGTERM, signal.SIG_IGN)", "time.sleep(60)")
    async with engine_running(command, start_limit_s=0.3) as engine:
        with pytest.raises(EngineFailed, match="did not start within"):
            await engine.address()
        assert engine.pid is None
    assert "said nothing" in caplog.text


@pytest.mark.parametrize("words", ["Hello.", "[]", '{"url": 1}', '{"url": "u", "token": ""}', "x" * 100_000])
async def test_words_that_are_no_announcement_are_a_failure(words: str) -> None:
    async with engine_running(script(f"print({words!r}, flush=True)", "sys.stdin.read()")) as engine:
        with pytest.raises(EngineFailed, match="not understood"):
            await engine.address()


@pytest.mark.allowed_logs("could not be run")
async def test_a_program_that_cannot_be_run_is_a_failure(tmp_path: Path) -> None:
    async with engine_running([str(tmp_path / "missing")]) as engine:
        with pytest.raises(EngineFailed, match="could not be run"):
            await engine.address()


async def test_one_that_ignores_its_stdin_is_asked_and_one_that_ignores_that_is_forced() -> None:
    deaf = script(
        "import signal, time", "signal.signal(signal.SIGTERM, signal.SIG_IGN)", "announce()", "time.sleep(60)"
    )
    async with engine_running(deaf) as engine:
        await engine.address()
        pid = engine.pid
        assert pid is not None
        child = engine._child
        assert child is not None

        await child.end(patience_s=0.05, force_after_s=0.05)

        assert not is_running(pid)


async def test_it_hears_nothing_of_the_terminals_interrupt_and_inherits_no_keys(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-a-person")
    seen = tmp_path / "seen"
    command = script(f"open({str(seen)!r}, 'w').write(repr(dict(os.environ)))", UNTIL_STDIN_CLOSES)
    async with engine_running(command) as engine:
        await engine.address()
        pid = engine.pid
        assert pid is not None

        assert os.getpgid(pid) != os.getpgid(0)
        assert "sk-of-a-person" not in seen.read_text()


def test_the_child_gets_what_programs_need_and_nothing_else() -> None:
    inherited = child_environment(
        {
            "PATH": "/bin",
            "Path": r"C:\Windows",
            "LC_ALL": "C.UTF-8",
            "SystemRoot": r"C:\Windows",
            "OPENAI_API_KEY": "k",
            "AZURE_OPENAI_KEY": "k",
            "HF_TOKEN": "k",
            "AWS_SECRET_ACCESS_KEY": "k",
            "http_proxy": "http://proxy",
        }
    )

    assert set(inherited) == {"PATH", "Path", "LC_ALL", "SystemRoot"}


@pytest.mark.allowed_logs("ended with exit code 3")
async def test_only_the_last_lines_of_a_talkative_one_are_kept(caplog: pytest.LogCaptureFixture) -> None:
    command = script("[print('line', n, file=sys.stderr) for n in range(5000)]", "sys.exit(3)")
    async with engine_running(command) as engine:
        with pytest.raises(EngineFailed):
            await engine.address()

    assert "line 4999" in caplog.text
    assert "line 4900" not in caplog.text
    assert "exit code 3" in caplog.text
