"""The fault matrix: each fault that a recording has to outlive, and the test that does it to one.

| fault | test |
|---|---|
| link silent 5 s, 30 s, 5 min | faults/test_link.py: a_link_that_goes_silent |
| link silent one way | faults/test_link.py: a_link_that_goes_silent_one_way |
| link down; RST; FIN | faults/test_link.py: a_link_that_is_down_refuses, a_connection_that_ends_at_once |
| uplink under 64 KB/s | faults/test_link.py: an_uplink_that_is_slower_than_speech |
| service SIGKILL, SIGSTOP | faults/test_service.py: a_service_that_is_killed, a_service_that_freezes |
| engine SIGKILL, SIGSTOP, cut | faults/test_engine.py: no_two_words_in_a_row_are_lost_or_doubled |
| accept, then close, in a loop | faults/test_service.py: a_service_that_accepts_and_closes |
| 401, 403 | faults/test_service.py: a_key_that_is_refused_in_the_middle |
| bad certificate | faults/test_service.py: a_certificate_that_nobody_signed |
| 429 with Retry-After 7 | faults/test_service.py: retry_after_is_honoured |
| secret expired on its way | faults/test_service.py: a_secret_that_expired_on_its_way |
| session limit | faults/test_service.py: a_session_that_ends_every_twenty_seconds, a_session_that_ends_in_the_middle |
| turn failed | faults/test_service.py: a_turn_that_the_service_fails |
| turn never answered | faults/test_people_and_devices.py: a_turn_that_is_never_answered_is_a_gap_in_the_end |
| service stays away; budget spent | faults/test_people_and_devices.py: a_service_that_stays, a_budget_that_is_spent |
| pause and resume | faults/test_people_and_devices.py: what_is_said_in_a_pause_is_nowhere |
| silence before a reconnect | faults/test_people_and_devices.py: silence_is_not_sent_again |
| window frozen | gui/test_bridge.py: a_window_that_stood_still_gets_all |
| program frozen 10 s | faults/test_stall.py: a_program_that_stood_still_for_ten_seconds |
| suspended 10 min | faults/test_link.py: a_computer_that_slept_for_ten_minutes |
| clock that jumps | faults/test_people_and_devices.py: a_wall_clock_that_jumps |
| SIGKILL of a recording | faults/test_recording_kills.py: a_killed_recording_keeps_what_was_shown |
| SIGKILL of two sources at once | faults/test_lane_kills.py: a_killed_recording_of_two_sources_keeps |
| SIGKILL of a spool | audio/test_spool_kills.py: killed_at_any_moment |
| SIGKILL of a store | store/test_kills.py: test_ |
| power cut | store/test_power_cut.py: test_ |
| disk full | faults/test_disk.py: the_captions_go_on, a_system_that_lets_no_file_grow |
| microphone unplugged, on the wire | faults/test_people_and_devices.py: a_microphone_that_was_unplugged_is_a_gap |
| microphone unplugged, moved | audio/test_lasting_microphone.py: unplugged_it_goes_on, the_default_is_followed |
| microphone suspended, at another rate | audio/test_lasting_microphone.py: a_suspended_one, bluetooth_that_switches |
| sound server killed, hung | audio/test_lasting_microphone.py: a_sound_server_that_was, a_sound_server_that_hangs |
| 1 MB delta, bomb, bad JSON | faults/test_messages.py: a_delta_of_a_megabyte, a_bomb, what_cannot_be_read |
| http_proxy, loopback | faults/test_link.py: a_proxy_in_the_environment_is_no_way |
| http_proxy, remote | realtime/test_proxies.py: a_session_is_made_and_opened_through_the_tunnel |
| eight hours, ten minutes of them here | faults/test_soak.py: ten_minutes_of_a_link |
| 10,000 deltas in the window | faults/test_window_soak.py: a_window_shows_ten_thousand_deltas |
| anything in any order | faults/test_whatever_happens.py: all_that_was_said_is_there_once |
"""

import re
from pathlib import Path

import pytest

INTEGRATION = Path(__file__).parents[1]
TESTS = INTEGRATION.parent
ROWS = re.findall(r"^\| ([^|]+) \| (\S+): ([^|]+) \|$", __doc__ or "", re.MULTILINE)


@pytest.mark.parametrize(("fault", "path", "names"), ROWS, ids=[row[0] for row in ROWS])
def test_each_row_has_its_test(fault: str, path: str, names: str) -> None:
    file = TESTS / path if path.startswith("gui/") else INTEGRATION / path
    source = file.read_text(encoding="utf-8")

    for name in names.split(", "):
        begins = name if name.startswith("test_") else f"test_{name}"
        assert re.search(rf"def {begins}", source), f"{fault}: {path} has no {begins}"


def test_the_table_was_read() -> None:
    assert len(ROWS) == (__doc__ or "").count("\n| ") - 1 > 30
