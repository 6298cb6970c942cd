"""What services do to a recording, in virtual time: gone, frozen, refusing, forgetful, at their limit."""

import asyncio
import ssl
from collections import deque
from pathlib import Path

import pytest

from tests.fault_stage import Outcome, Spoken, Stage, fault_stage, sentences
from tests.numbered_service import Habits
from tests.recording_stage import Pause
from tests.script import Answers
from transcriber.audio.spool import HEADER_BYTES
from transcriber.realtime.configuration import ServerVad, TurnDetection
from transcriber.realtime.switches import Switches
from transcriber.session.notices import Problem

TESTS = Path(__file__).parents[2]
SERVER_VAD = ServerVad()
WHO_ENDS_TURNS = pytest.mark.parametrize("turn_detection", [SERVER_VAD, None], ids=["service", "this side"])
REFUSED = {"error": {"message": "Incorrect API key provided.", "code": "invalid_api_key"}}


def server_tls(certificate: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TESTS / certificate)
    return context


def assert_audio_kept(stage: Stage, at_least_s: float) -> None:
    """All of it is in a file."""
    (spool,) = stage.spools()
    assert spool.stat().st_size >= HEADER_BYTES + at_least_s * 48_000


def assert_given_up_once(stage: Stage, outcome: Outcome, code: str) -> None:
    fatal = [notice for notice in outcome.notices if isinstance(notice, Problem) and notice.is_fatal]
    assert [problem.code for problem in fatal] == [code]
    assert fatal[0].remedy
    assert "audio_kept" in outcome.problems


@WHO_ENDS_TURNS
async def test_a_service_that_is_killed_and_started_again(turn_detection: TurnDetection) -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(7.4)
        await stage.service.kill()
        await asyncio.sleep(11.0)
        await stage.service.start()

    async with fault_stage() as stage:
        began_s = stage.clock.now_s()
        outcome = await stage.record(sentences(40), act, turn_detection=turn_detection)
        outcome.assert_exact()
        outcome.assert_text_within(15.0, began_s + 18.4)


@WHO_ENDS_TURNS
async def test_a_service_that_freezes_for_half_a_minute(turn_detection: TurnDetection) -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(7.4)
        stage.service.freeze()
        await asyncio.sleep(30.0)
        stage.service.thaw()

    async with fault_stage() as stage:
        began_s = stage.clock.now_s()
        outcome = await stage.record(sentences(60), act, turn_detection=turn_detection)
        outcome.assert_exact()
        outcome.assert_noticed_within(10.0, began_s + 7.4)
        outcome.assert_text_within(15.0, began_s + 37.4)


async def test_a_service_that_accepts_and_closes_is_asked_six_times_a_minute_at_most() -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(300.0)
        stage.service.habits.closes_after_accept = False

    async with fault_stage(Habits(closes_after_accept=True)) as stage:
        outcome = await stage.record(sentences(400), act)
        outcome.assert_exact()
        connects_s = stage.service.connected_s
        assert len(connects_s) > 20
        in_each_minute = [sum(at <= other < at + 59.9 for other in connects_s) for at in connects_s]
        assert max(in_each_minute) <= 6


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("where", ["secrets", "upgrades"])
async def test_a_key_that_is_refused_in_the_middle_is_tried_once_and_the_audio_is_kept(status: int, where: str) -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(9.2)
        refusals = stage.service.habits.secrets if where == "secrets" else stage.service.habits.upgrades
        refusals += [Answers(status, REFUSED)] * 9
        stage.proxy.reset()

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(20), act)
        tries = (len(stage.service.secrets_asked_s) - 1, len(stage.service.connected_s) - 1)
        # A client secret that is refused may only have been too old: then one more is made.
        is_secret_doubted = (status, where) == (401, "upgrades")
        assert tries == ((2, 2) if is_secret_doubted else (1, 0) if where == "secrets" else (1, 1))
        assert_given_up_once(stage, outcome, "secret_expired" if is_secret_doubted else "key_refused")


async def test_a_certificate_that_nobody_signed_is_tried_once_and_the_audio_is_kept() -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(9.2)
        await stage.service.kill()
        stage.service.tls = server_tls("integration/realtime/service_example.pem")
        await stage.service.start()

    trusted = Switches(certificate_authority_path=str(TESTS / "unit" / "realtime" / "self_signed.pem"))
    async with fault_stage(tls=server_tls("unit/realtime/self_signed.pem")) as stage:
        outcome = await stage.record(sentences(20), act, switches=trusted)
        assert_given_up_once(stage, outcome, "certificate_not_trusted")
        assert len(stage.proxy.connected_s) == 3


@WHO_ENDS_TURNS
async def test_retry_after_is_honoured_to_the_second(turn_detection: TurnDetection) -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(9.2)
        stage.service.habits.secrets.append(Answers(429, {}, {"Retry-After": "7"}))
        stage.proxy.reset()

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(40), act, turn_detection=turn_detection)
        outcome.assert_exact()
        first, second = stage.service.secrets_asked_s[1:3]
        assert 7.0 <= second - first < 8.0


async def test_a_secret_that_expired_on_its_way_is_made_anew_once() -> None:
    expired = Answers(401, {"error": {"message": "The client secret has expired.", "code": "client_secret_expired"}})
    async with fault_stage(Habits(upgrades=deque([expired]))) as stage:
        outcome = await stage.record(sentences(10))
        outcome.assert_exact()
        assert stage.service.secrets_used == ["ek_1", "ek_2"]


async def test_no_secret_opens_two_connections() -> None:
    async def act(stage: Stage) -> None:
        for wait_s in (6.0, 14.0, 20.0):
            await asyncio.sleep(wait_s)
            stage.proxy.reset()

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(50), act)
        outcome.assert_exact()
        assert len(set(stage.service.secrets_used)) == len(stage.service.secrets_used) == 4


@WHO_ENDS_TURNS
async def test_a_session_that_ends_every_twenty_seconds_leaves_no_seam(turn_detection: TurnDetection) -> None:
    async with fault_stage(Habits(session_life_s=20.0)) as stage:
        outcome = await stage.record(sentences(100), turn_detection=turn_detection)
        outcome.assert_exact()
        # Nobody is told, because nothing was cut off.
        assert "reconnected" not in outcome.problems
        assert len(stage.service.connected_s) >= 5


async def test_a_session_that_ends_in_the_middle_of_non_stop_speech() -> None:
    async with fault_stage(Habits(session_life_s=20.0)) as stage:
        outcome = await stage.record([Spoken(70.0), Pause(2.0)])
        outcome.assert_exact()


async def test_a_turn_that_the_service_fails_is_told_as_missing_and_its_audio_kept() -> None:
    async with fault_stage(Habits(failing_turns={2})) as stage:
        outcome = await stage.record(sentences(20))
        outcome.assert_exact()
        assert outcome.excused
        assert_audio_kept(stage, 20.0)


async def test_a_turn_that_is_never_answered_does_not_hold_up_the_others() -> None:
    async with fault_stage(Habits(unanswered_turns={2})) as stage:
        outcome = await stage.record(sentences(30))
        assert (outcome.doubled, outcome.invented) == ([], [])
        assert outcome.lost == [] or "text_missing" in outcome.problems
