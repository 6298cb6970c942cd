"""Every sample is in one stretch at most, and what is missing is told."""

import itertools
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.store.stage import NOW
from transcriber.store.coverage import way_back_from_text
from transcriber.store.recordings import recording_id_of
from transcriber.store.store import Store
from transcriber.transcript.stretches import Stretch, StretchState, lacking, laid_over

LENGTH = 40
stretches = st.builds(
    lambda start, length, state: Stretch(start_sample=start, end_sample=start + length, state=state),
    st.integers(0, LENGTH - 1),
    st.integers(1, 10),
    st.sampled_from(list(StretchState)),
)


def painted(laid: list[Stretch]) -> list[StretchState | None]:
    """Sample by sample, as a child would do it."""
    samples: list[StretchState | None] = [None] * (LENGTH + 10)
    for stretch in laid:
        for sample in range(stretch.start_sample, stretch.end_sample):
            samples[sample] = stretch.state
    return samples


def one_by_one(laid: list[Stretch]) -> list[Stretch]:
    known: list[Stretch] = []
    for stretch in laid:
        known = laid_over(known, stretch)
    return known


@given(st.lists(stretches, max_size=12))
def test_the_last_word_counts_for_each_sample(laid: list[Stretch]) -> None:
    known = one_by_one(laid)
    assert painted(known) == painted(laid)
    pairs = list(itertools.pairwise(known))
    assert all(one.end_sample <= two.start_sample for one, two in pairs)
    assert not any(one.end_sample == two.start_sample and one.state == two.state for one, two in pairs)


@given(st.lists(stretches, max_size=12), st.integers(0, LENGTH))
def test_what_came_to_no_end_is_lacking(laid: list[Stretch], end_sample: int) -> None:
    missing = lacking(one_by_one(laid), end_sample)
    found = {sample for start, end in missing for sample in range(start, end)}
    assert found == {sample for sample, state in enumerate(painted(laid)[:end_sample]) if state is None}


@settings(max_examples=10, deadline=None)
@given(laid=st.lists(stretches, max_size=6))
def test_the_store_keeps_them_the_same_way(laid: list[Stretch]) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder), NOW)
        public_id = store.recordings.create(NOW).public_id
        store.coverage.lay(public_id, laid)
        assert store.coverage.of(public_id) == one_by_one(laid)
        store.close(NOW, lambda _: None)


def test_lanes_are_apart_and_a_gap_keeps_its_reason(store: Store) -> None:
    public_id = store.recordings.create(NOW).public_id
    gap = Stretch(lane=1, start_sample=5, end_sample=9, state=StretchState.GAP, reason="The computer slept.")
    done = Stretch(start_sample=0, end_sample=8, state=StretchState.TRANSCRIBED)
    store.coverage.lay(public_id, [done, gap])
    assert store.coverage.of(public_id) == [done, gap]
    assert store.coverage.lacking(public_id, 10) == [(8, 10)]
    assert store.coverage.lacking(public_id, 10, lane=1) == [(0, 5), (9, 10)]


@settings(max_examples=30, deadline=None)
@given(st.lists(stretches, max_size=8), st.lists(stretches, min_size=1, max_size=4))
def test_what_was_laid_anew_can_be_taken_back(before: list[Stretch], laid: list[Stretch]) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder), NOW)
        public_id = store.recordings.create(NOW).public_id
        recording_id = recording_id_of(store._database, public_id)
        store.coverage.lay(public_id, before)
        known = store.coverage.of(public_id)

        way_back = store.coverage.renewed(public_id, laid)
        assert painted(store.coverage.of(public_id)) == painted([*before, *laid])
        store.coverage.put_back(recording_id, way_back_from_text(way_back))

        assert painted(store.coverage.of(public_id)) == painted(known)
        store.close(NOW, lambda path: None)
