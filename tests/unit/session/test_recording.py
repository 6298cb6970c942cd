"""A recording and a scripted service talk: what is captured, sent, lost, sent again and answered."""

import asyncio
import os
from pathlib import Path

import pytest

from tests.recording_stage import RATE_HZ, SECOND_BYTES, SECRETS, Gate, Pause, Record, Speech
from tests.script import (
    Acknowledges,
    Answers,
    Drops,
    Hears,
    HearsAudio,
    HearsClose,
    Json,
    Says,
    Waits,
    committed,
    completed,
    delta,
    error,
    gives_client_secret,
    opening,
    post,
    session,
    session_created,
    turn,
    websocket,
)
from tests.scripted_service import PlayScript
from transcriber.audio.inputs import InputError
from transcriber.realtime.configuration import ServerVad
from transcriber.session.notices import (
    CoverageChanged,
    LinkChanged,
    LinkState,
    Notice,
    Problem,
    RecordingChanged,
    SessionAnnounced,
    TurnChanged,
)
from transcriber.session.recording import Recording
from transcriber.session.supervisor import Supervisor
from transcriber.transcript.stretches import StretchState
from transcriber.transcript.turns import TurnChange


async def test_all_that_was_captured_is_sent_committed_and_answered(
    scripted_service: PlayScript, record: Record, spool_path: Path
) -> None:
    script = await scripted_service(
        *session(
            HearsAudio(2 * SECOND_BYTES),
            Hears("input_audio_buffer.commit"),
            Says(committed("item_A")),
            Says(delta("item_A", "Two")),
            Says(completed("item_A", "Two seconds.")),
            HearsClose(),
        ),
    )

    told = await record(Speech(1.0, 1.0), script)

    assert told.texts == ["Two seconds."]
    assert told.problems == []
    assert not spool_path.exists()
    [finished] = [n.turn for n in told if isinstance(n, TurnChanged) and n.change is TurnChange.COMPLETED]
    assert (finished.start_ms, finished.end_ms) == (0, 2000)


async def test_a_commit_that_the_service_finds_empty_is_no_problem(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service(
        *session(
            HearsAudio(SECOND_BYTES),
            Hears("input_audio_buffer.commit"),
            Says(error("buffer too small", code="input_audio_buffer_commit_empty")),
            HearsClose(),
        ),
    )

    told = await record(Speech(1.0), script, ServerVad())

    assert (told.texts, told.problems) == ([], [])


async def test_a_model_that_refuses_turn_detection_is_sent_commits_instead(
    scripted_service: PlayScript, record: Record
) -> None:
    refused = error("Turn detection is not supported for this transcription model", code="invalid_value")
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(
            Says(session_created()),
            Hears("session.update"),
            Says(refused),
            Hears("session.update"),
            Acknowledges(),
            HearsAudio(30 * SECOND_BYTES),
            *turn("item_A", "Half a minute."),
            HearsAudio(SECOND_BYTES),
            *turn("item_B", "The rest.", "item_A"),
            HearsClose(),
        ),
    )

    told = await record(Speech(31.0), script, ServerVad(), backlog_speed=None)

    assert told.texts == ["Half a minute.", "The rest."]
    assert told.problems == []


async def test_a_connection_lost_in_mid_turn_costs_no_second_of_speech(
    scripted_service: PlayScript, record: Record
) -> None:
    lost = asyncio.Event()
    script = await scripted_service(
        *session(
            HearsAudio(3 * SECOND_BYTES),
            Says({"type": "input_audio_buffer.speech_started", "audio_start_ms": 0, "item_id": "item_A"}),
            Says({"type": "input_audio_buffer.speech_stopped", "audio_end_ms": 1000, "item_id": "item_A"}),
            Says(committed("item_A")),
            Says(completed("item_A", "First second.")),
            Says({"type": "input_audio_buffer.speech_started", "audio_start_ms": 1200, "item_id": "item_B"}),
            Says(delta("item_B", "Half a")),
            Waits(lost),
            Drops(),
        ),
        post(SECRETS, gives_client_secret(value="ek_second")),
        websocket(
            *opening(),
            HearsAudio(2 * SECOND_BYTES),
            *turn("item_A", "Half a sentence."),
            HearsClose(),
        ),
    )
    is_back = asyncio.Event()

    def hear(notice: Notice) -> None:
        if isinstance(notice, TurnChanged) and notice.change is TurnChange.DELTA:
            lost.set()
        if isinstance(notice, LinkChanged) and notice.state is LinkState.RECONNECTING:
            is_back.set()

    told = await record(Speech(3.0, is_back), script, ServerVad(), hear)

    assert told.texts == ["First second.", "Half a sentence."]
    assert told.problems == ["reconnected"]
    assert [notice.base_sample for notice in told if isinstance(notice, SessionAnnounced)] == [0, 24_000]


async def test_a_later_turn_that_was_done_before_the_connection_was_lost_is_not_there_twice(
    scripted_service: PlayScript, record: Record
) -> None:
    def turn(name: str, start_ms: int, end_ms: int) -> list[Says]:
        times: list[Json] = [
            {"type": "input_audio_buffer.speech_started", "audio_start_ms": start_ms, "item_id": name},
            {"type": "input_audio_buffer.speech_stopped", "audio_end_ms": end_ms, "item_id": name},
        ]
        return [Says(times[0]), Says(times[1]), Says(committed(name))]

    script = await scripted_service(
        *session(
            HearsAudio(2 * SECOND_BYTES),
            *turn("item_A", 0, 1000),
            *turn("item_B", 1000, 2000),
            Says(completed("item_B", "Second.")),
            Drops(),
        ),
        post(SECRETS, gives_client_secret(value="ek_second")),
        websocket(
            *opening(),
            HearsAudio(2 * SECOND_BYTES),
            Hears("input_audio_buffer.commit"),
            *turn("item_A", 0, 1000),
            *turn("item_B", 1000, 2000),
            Says(completed("item_B", "Second.")),
            Says(completed("item_A", "First.")),
            HearsClose(),
        ),
    )
    is_back = asyncio.Event()

    def hear(notice: Notice) -> None:
        if isinstance(notice, LinkChanged) and notice.state is LinkState.RECONNECTING:
            is_back.set()

    told = await record(Speech(2.0, is_back), script, ServerVad(), hear)

    assert sorted(told.texts) == ["First.", "Second."]


async def test_a_refused_key_ends_the_recording_and_keeps_the_audio(
    scripted_service: PlayScript, record: Record, spool_path: Path
) -> None:
    script = await scripted_service(
        post(SECRETS, Answers(401, {"error": {"message": "Incorrect API key provided", "code": "invalid_api_key"}}))
    )

    told = await record(Speech(1.0), script)

    assert told.problems == ["key_refused", "audio_kept"]
    assert spool_path.exists()
    assert not any("sk-test-key" in repr(notice) for notice in told)


async def test_silence_that_no_service_heard_is_silence_all_the_same(record: Record) -> None:
    told = await record(Speech(1.0, Pause(8.0)), None, create_gate=lambda: Gate(lambda loudest: loudest > 0.1))

    [end] = [notice for notice in told if isinstance(notice, CoverageChanged)]
    became = [(each.state, round(each.start_sample / RATE_HZ), round(each.end_sample / RATE_HZ)) for each in end.laid]
    assert (StretchState.GAP, 0, 1) in became
    assert (StretchState.SILENT, 1, 9) in became


async def test_how_long_a_gate_listens_at_the_end_is_bounded(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcriber.session.recording._LONGEST_HEARING_S", 0.0)
    told = await record(Speech(1.0, Pause(8.0)), None, create_gate=lambda: Gate(lambda loudest: loudest > 0.1))

    [end] = [notice for notice in told if isinstance(notice, CoverageChanged)]
    assert {each.state for each in end.laid} == {StretchState.GAP}, "what nobody rated is not called silence"


async def test_a_service_that_cannot_even_be_tried_ends_the_recording(record: Record) -> None:
    told = await record(Speech(1.0), None)

    assert told.problems[0] == "no_key"
    assert told.texts == []


async def test_a_secret_that_expired_on_the_way_is_minted_again_once(
    scripted_service: PlayScript, record: Record
) -> None:
    refused = error("expired", type="invalid_request_error", code="invalid_api_key")
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(Says(refused)),
        post(SECRETS, gives_client_secret(value="ek_second")),
        websocket(Says(refused)),
    )

    told = await record(Speech(1.0), script)

    assert told.problems == ["secret_expired", "audio_kept"]


async def test_an_error_that_ends_nothing_is_shown_in_the_services_words(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service(
        *session(
            HearsAudio(SECOND_BYTES),
            Says(error("Something odd.", code="odd")),
            *turn("item_A", "Still here."),
            HearsClose(),
        ),
    )

    told = await record(Speech(1.0), script)

    assert told.texts == ["Still here."]
    assert [n.message for n in told if isinstance(n, Problem)] == ["The service reports: Something odd."]


async def test_an_input_that_breaks_off_is_told_and_what_it_gave_is_transcribed(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service(
        *session(
            HearsAudio(SECOND_BYTES),
            *turn("item_A", "Before."),
            HearsClose(),
        ),
    )

    told = await record(Speech(1.0, InputError("microphone_lost", "The microphone is gone.", "Plug it in.")), script)

    assert told.texts == ["Before."]
    assert told.problems == ["microphone_lost"]


async def test_an_input_that_cannot_be_opened_leaves_nothing_behind(record: Record, spool_path: Path) -> None:
    told = await record(Speech(InputError("microphone_busy", "Busy.", "Close the other program.")), None)

    assert told.problems == ["microphone_busy"]
    assert not spool_path.exists()


@pytest.mark.parametrize(
    ("code", "problem"), [("insufficient_quota", "insufficient_quota"), ("beta_api_shape_disabled", "ga_refused")]
)
async def test_an_error_after_which_nothing_helps_ends_the_attempts_and_keeps_the_audio(
    scripted_service: PlayScript, record: Record, spool_path: Path, code: str, problem: str
) -> None:
    script = await scripted_service(
        *session(HearsAudio(SECOND_BYTES), Says(error("No more.", code=code)), may_be_left=True),
    )

    told = await record(Speech(1.0, asyncio.Event()), script)

    assert told.problems == [problem, "audio_kept"]
    assert [notice.is_fatal for notice in told if isinstance(notice, Problem)] == [True, False]
    assert spool_path.exists()


async def test_a_key_that_stops_being_accepted_is_refused_with_the_next_secret(
    scripted_service: PlayScript, record: Record
) -> None:
    refused = error("Incorrect API key provided.", code="invalid_api_key")
    script = await scripted_service(
        *session(HearsAudio(SECOND_BYTES), Says(refused), may_be_left=True),
        post(SECRETS, Answers(401, {"error": {"message": "Incorrect API key provided", "code": "invalid_api_key"}})),
    )

    told = await record(Speech(1.0, asyncio.Event()), script)

    assert told.problems == ["key_refused", "audio_kept"]


async def test_a_turn_that_could_not_be_transcribed_keeps_the_audio(
    scripted_service: PlayScript, record: Record, spool_path: Path
) -> None:
    failed = {
        "type": "conversation.item.input_audio_transcription.failed",
        "item_id": "item_A",
        "content_index": 0,
        "error": {"type": "transcription_error", "code": "audio_unintelligible", "message": "No."},
    }
    script = await scripted_service(
        *session(
            HearsAudio(SECOND_BYTES),
            Hears("input_audio_buffer.commit"),
            Says(committed("item_A")),
            Says(failed),
            HearsClose(),
        ),
    )

    told = await record(Speech(1.0), script)

    assert told.problems == ["audio_kept"]
    assert spool_path.exists()


@pytest.mark.usefixtures("accelerated")
async def test_an_engine_that_ends_again_while_it_starts_is_started_once_more(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service(
        *session(HearsAudio(SECOND_BYTES), Drops()),
        *session(
            HearsAudio(SECOND_BYTES),
            *turn("item_A", "Not lost."),
            HearsClose(),
        ),
    )

    told = await record(Speech(1.0), script, failed_starts=frozenset({2, 3}))

    assert told.texts == ["Not lost."]
    assert told.problems == ["reconnected"]


async def test_an_engine_that_never_worked_is_not_started_again(scripted_service: PlayScript, record: Record) -> None:
    script = await scripted_service()

    told = await record(Speech(1.0), script, failed_starts=frozenset({1}))

    assert told.problems == ["engine_failed", "audio_kept"]


async def test_a_service_that_gives_no_answer_is_renewed_before_it_is_tried_again(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service(
        post(SECRETS, Drops()),
        *session(
            HearsAudio(SECOND_BYTES),
            *turn("item_A", "Here."),
            HearsClose(),
        ),
    )

    told = await record(Speech(1.0), script)

    assert (told.texts, told.renewals) == (["Here."], 1)


async def test_a_recording_that_someone_cut_short_says_so_and_goes_on(
    scripted_service: PlayScript, record: Record, spool_path: Path
) -> None:
    cut = asyncio.Event()
    script = await scripted_service(
        *session(
            HearsAudio(SECOND_BYTES),
            *turn("item_A", "What came later."),
            HearsClose(),
        ),
    )

    def hear(notice: Notice) -> None:
        if isinstance(notice, LinkChanged) and notice.state is LinkState.CONNECTED:
            os.truncate(spool_path, 44)
            cut.set()

    told = await record(Speech(1.0, cut, 1.0), script, hear=hear)

    assert told.texts == ["What came later."]
    assert told.problems == ["spool_cut"]
    gaps = [stretch for notice in told if isinstance(notice, CoverageChanged) for stretch in notice.laid]
    assert (0, SECOND_BYTES // 2, "gap") in [(gap.start_sample, gap.end_sample, gap.state) for gap in gaps]


async def test_a_rate_that_cannot_be_read_leaves_no_empty_recording_behind(
    record: Record, spool_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Speech, "sample_rate_hz", 44_117)

    told = await record(Speech(1.0), None)

    assert told.problems == ["unsupported_rate"]
    assert not spool_path.exists()


async def test_an_error_in_the_program_itself_is_told_before_the_end(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(self: Speech) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Speech, "open", breaks)
    told: list[Notice] = []

    with pytest.raises(ZeroDivisionError):
        await record(Speech(1.0), None, hear=told.append)

    assert [notice.code for notice in told if isinstance(notice, Problem)] == ["bug"]
    assert isinstance(told[-1], RecordingChanged)


async def test_a_pause_without_end_is_not_waited_for_once_nothing_more_is_captured(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service(post(SECRETS, Answers(429, {}, {"Retry-After": "999999"})))

    told = await record(Speech(1.0), script)

    assert told.problems == ["rate_limited", "audio_kept"]


@pytest.mark.usefixtures("accelerated")
async def test_a_file_is_not_tried_for_ever(scripted_service: PlayScript, record: Record) -> None:
    script = await scripted_service(*[post(SECRETS, Answers(503))] * 5)

    told = await record(Speech(1.0, asyncio.Event()), script)

    assert told.problems == ["service_unreachable", "audio_kept"]


async def test_a_text_that_came_late_is_not_late_for_ever(
    scripted_service: PlayScript, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Supervisor, "delay_ms", 40_000)
    owed: list[tuple[int, int | None]] = []
    running: list[Recording] = []

    def look(_: Notice) -> None:
        owed.append((running[0].meter.owed_ms, running[0].meter.delay_ms))

    script = await scripted_service(*session(HearsAudio(9 * SECOND_BYTES), *turn("item_A", "Late."), HearsClose()))
    await record(Speech(9.0), script, hear=look, begin=running.append)

    assert owed[-1] == (0, 2_000)
    assert (9_000, 9_000) in owed, "as long as it is owed, it is behind"
