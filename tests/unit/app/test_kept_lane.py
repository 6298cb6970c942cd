from transcriber.app.kept_lane import KeptLane, started_ms_of
from transcriber.store.stored_turn import Origin

CLOUD, LOCAL = Origin(profile_name="cloud"), Origin(profile_name="local")


def test_words_belong_to_the_service_that_heard_them_whenever_they_come() -> None:
    lane = KeptLane(CLOUD)
    lane.counts_from(0)
    lane.origin = LOCAL
    lane.counts_from(10 * 24_000)
    assert lane.origin_at(9_999) == CLOUD
    assert lane.origin_at(10_000) == LOCAL
    assert lane.origin_at(None) == LOCAL


def test_another_session_from_the_same_sample_on_takes_its_place() -> None:
    lane = KeptLane(CLOUD)
    lane.origin = LOCAL
    lane.counts_from(0)
    assert lane.origin_at(0) == LOCAL
    lane.origin = CLOUD
    lane.counts_from(None)
    assert lane.origin_at(0) == CLOUD


def test_a_session_begins_where_its_first_sample_lies() -> None:
    assert started_ms_of(48_000) == 2_000
