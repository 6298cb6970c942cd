from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.session.talk_key import GRID_SAMPLES, Stretch, TalkKey, cut_before, next_cut

SECOND = 24_000
PRESS = SECOND * 3 // 10
RELEASE = SECOND // 5


def test_audio_is_cut_between_whole_blocks_of_20_ms() -> None:
    assert (next_cut(0), next_cut(479), next_cut(480)) == (480, 480, 960)
    assert (cut_before(-5), cut_before(479), cut_before(480)) == (0, 0, 480)


def test_without_push_to_talk_everything_is_sent() -> None:
    key = TalkKey(is_used=False)
    key.press(5 * SECOND)
    key.release(6 * SECOND)

    assert key.stretch(7, 8 * SECOND) == Stretch(7)
    assert key.next_end(0) is None


def test_a_hold_begins_before_the_press_and_ends_after_the_release() -> None:
    key = TalkKey(is_used=True)
    assert key.stretch(0, 9 * SECOND) is None

    key.press(2 * SECOND)
    assert key.stretch(0, 9 * SECOND) == Stretch(2 * SECOND - PRESS)
    key.release(3 * SECOND)

    end = next_cut(3 * SECOND + RELEASE)
    assert key.stretch(0, 9 * SECOND) == Stretch(2 * SECOND - PRESS, end)
    assert key.is_end(end)
    assert key.next_end(0) == end
    assert key.stretch(end, 9 * SECOND) is None


def test_a_press_that_is_repeated_or_a_release_without_a_press_changes_nothing() -> None:
    key = TalkKey(is_used=True)
    key.release(SECOND)
    key.press(2 * SECOND)
    key.press(4 * SECOND)

    assert key.stretch(0, 9 * SECOND) == Stretch(2 * SECOND - PRESS)


def test_a_press_right_after_a_release_goes_on_where_the_last_hold_ends() -> None:
    key = TalkKey(is_used=True)
    key.press(2 * SECOND)
    key.release(3 * SECOND)
    key.press(3 * SECOND + 100)

    end = next_cut(3 * SECOND + RELEASE)
    assert key.stretch(end, 9 * SECOND) == Stretch(end)


def test_what_was_captured_while_the_key_was_up_stays_out_when_push_to_talk_ends() -> None:
    key = TalkKey(is_used=True)
    key.use(is_used=False, recorded_samples=5 * SECOND)

    assert key.stretch(0, 9 * SECOND) == Stretch(5 * SECOND)


def test_push_to_talk_that_begins_in_mid_recording_leaves_what_was_captured_before_as_it_was() -> None:
    key = TalkKey(is_used=False)
    key.use(is_used=True, recorded_samples=5 * SECOND)

    assert key.stretch(0, 9 * SECOND) == Stretch(0, next_cut(5 * SECOND))
    assert not key.is_held
    key.forget(6 * SECOND)
    assert key.stretch(0, 9 * SECOND) is None


@settings(max_examples=200)
@given(
    st.booleans(),
    st.lists(st.tuples(st.sampled_from(["press", "release", "on", "off"]), st.integers(0, 3 * SECOND)), max_size=20),
)
def test_stretches_never_overlap_and_lie_between_whole_blocks(is_used: bool, steps: list[tuple[str, int]]) -> None:
    key, now, sample, stretches = TalkKey(is_used), 0, 0, []
    for name, later in steps:
        now += later
        match name:
            case "press":
                key.press(now)
            case "release":
                key.release(now)
            case _:
                key.use(name == "on", now)
    while (stretch := key.stretch(sample, now + 9 * SECOND)) is not None:
        stretches.append(stretch)
        if stretch.end_sample is None:
            break
        sample = stretch.end_sample
        assert stretch.start_sample < stretch.end_sample

    edges = [edge for stretch in stretches for edge in (stretch.start_sample, stretch.end_sample) if edge is not None]
    assert edges == sorted(edges)
    assert all(edge % GRID_SAMPLES == 0 for edge in edges)
