"""Any JSON in the middle of a whole recording: it ends as it should, and what was finished is told to the end."""

import io
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.integration.realtime.test_any_json import AFTER, BEFORE, FINISHED
from tests.recording_stage import SECOND_BYTES, SECRETS, Gate, Service, Speech, Told
from tests.script import Closes, Hears, HearsAudio, Says, gives_client_secret, opening, post, websocket
from tests.scripted_service import ScriptedService
from tests.virtual_clock import virtual_time
from transcriber.audio.spool import Spool
from transcriber.cli.console import Captions
from transcriber.cli.json_lines import JsonLines
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.switches import Switches
from transcriber.session.recording import Recording

_NUMBERS = itertools.count()


async def recorded(folder: Path, frames: list[Any]) -> Told:
    """A second of speech, answered by these frames and then by a close for good."""
    script = ScriptedService(
        (
            post(SECRETS, gives_client_secret()),
            websocket(
                *opening(),
                HearsAudio(SECOND_BYTES),
                Hears("input_audio_buffer.commit"),
                *(Says(frame) for frame in frames),
                Closes(1008, "That was all."),
                may_be_left=True,
            ),
        ),
        None,
    )
    await script.start()
    told = Told()
    recording = Recording(
        Speech(1.0),
        lambda: Spool.create(folder / f"{next(_NUMBERS)}.wav"),
        Service(script, None, frozenset(), Switches()),
        SessionConfiguration(turn_detection=None),
        told.append,
        is_timed=False,
        create_gate=lambda: Gate(lambda loudest: True),
        uniform=lambda low, high: 0.0,
    )
    try:
        with virtual_time():
            await recording.run()
    finally:
        await script.stop()
    return told


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=BEFORE, after=AFTER)
async def test_what_is_finished_is_told_whatever_else_comes(
    tmp_path: Path, before: list[Any], after: list[Any]
) -> None:
    told = await recorded(tmp_path, [*before, *FINISHED, *after])

    assert "bug" not in told.problems
    is_heard = "policy_violation" in told.problems
    assert ("What was said." in told.texts) or not is_heard
    lines, shown, aside = io.StringIO(), io.StringIO(), io.StringIO()
    as_lines, as_captions = JsonLines(lines, {}), Captions(shown, aside)
    for notice in told:
        as_lines.show(notice)
        as_captions.show(notice)
    assert all(json.loads(line)["type"] for line in lines.getvalue().splitlines())
    assert ("What was said." in shown.getvalue()) or not is_heard


@pytest.mark.parametrize("frames", [[], ["[" * 1_000], [b"\xff\xfe"]], ids=["nothing", "depth", "no text"])
async def test_without_any_answer_it_ends_too(tmp_path: Path, frames: list[Any]) -> None:
    told = await recorded(tmp_path, frames)

    assert told.problems[-1] == "audio_kept"
    assert told.texts == []
