from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.events import Usage
from transcriber.realtime.models import LOCAL_MODEL, MODELS, ModelCapabilities, capabilities

MINUTE = Usage(seconds=60.0)
TOKENS = Usage(input_tokens=1_000_000, output_tokens=100_000, total_tokens=1_100_000)


def cost(model: str, *usages: Usage | None) -> RecordingUsage:
    return reduce(lambda total, usage: total.with_item(usage, capabilities(model)), usages, RecordingUsage())


@pytest.mark.parametrize(
    ("model", "dollars"),
    [("gpt-live-transcribe", 0.034), ("gpt-realtime-whisper", 0.034), ("gpt-transcribe", 0.009), ("whisper-1", 0.012)],
)
def test_minutes_are_priced_by_the_minute(model: str, dollars: float) -> None:
    total = cost(model, MINUTE, MINUTE)

    assert (total.minutes, total.reported_items, total.is_price_known) == (2.0, 2, True)
    assert total.dollars == pytest.approx(dollars)
    assert total.price == capabilities(model).price


@pytest.mark.parametrize(("model", "dollars"), [("gpt-4o-transcribe", 3.50), ("gpt-4o-mini-transcribe", 1.75)])
def test_tokens_are_priced_by_the_million(model: str, dollars: float) -> None:
    total = cost(model, TOKENS)

    assert (total.input_tokens, total.output_tokens) == (1_000_000, 100_000)
    assert total.dollars == pytest.approx(dollars)


@pytest.mark.parametrize(
    ("model", "usage"),
    [
        ("somebody/else-1", MINUTE),
        ("gpt-4o-transcribe-diarize", TOKENS),
        ("gpt-4o-transcribe", MINUTE),
        ("whisper-1", TOKENS),
        ("gpt-4o-transcribe", Usage(total_tokens=22)),
    ],
)
def test_a_price_that_the_table_has_not_is_unknown_for_good(model: str, usage: Usage) -> None:
    total = cost(model, usage)
    assert not total.is_price_known
    assert (total.dollars, total.cost_dollars) == (0.0, None)
    assert not total.with_item(MINUTE, capabilities("whisper-1")).is_price_known


def test_an_item_without_usage_is_counted_as_such() -> None:
    total = cost("whisper-1", MINUTE, None, None)

    assert (total.reported_items, total.unreported_items) == (1, 2)
    assert total.cost_dollars == total.dollars == pytest.approx(0.006)
    assert total.is_price_known


def test_nothing_reported_is_not_nothing_to_pay() -> None:
    assert RecordingUsage().cost_dollars is None
    assert cost("whisper-1", None).cost_dollars is None
    assert cost(LOCAL_MODEL, None).cost_dollars == 0.0


def test_where_both_units_are_reported_the_one_with_a_price_counts() -> None:
    usage = Usage(seconds=60.0, input_tokens=1_000_000, output_tokens=100_000, total_tokens=1_100_000)

    assert cost("gpt-4o-transcribe", usage).dollars == pytest.approx(3.50)
    assert cost("whisper-1", usage).dollars == pytest.approx(0.006)


def test_what_this_computer_makes_is_free_and_stays_so_only_alone() -> None:
    total = cost(LOCAL_MODEL, MINUTE, None)
    assert (total.is_free, total.dollars, total.is_price_known, total.minutes) == (True, 0.0, True, 1.0)

    mixed = total.with_item(MINUTE, capabilities("whisper-1"))
    assert not mixed.is_free
    assert not mixed.with_item(MINUTE, capabilities(LOCAL_MODEL)).is_free
    assert mixed.dollars == pytest.approx(0.006)


@pytest.mark.parametrize("nonsense", [Usage(seconds=-1.0), Usage(seconds=1e300), Usage(input_tokens=-5), Usage(10**12)])
def test_figures_that_no_item_can_have_are_not_added(nonsense: Usage) -> None:
    total = cost("whisper-1", MINUTE, nonsense)

    assert (total.seconds, total.unreported_items) == (60.0, 1)


USAGES = st.none() | st.builds(
    Usage,
    seconds=st.none() | st.floats(-10, 1e6),
    input_tokens=st.none() | st.integers(-10, 10**10),
    output_tokens=st.none() | st.integers(-10, 10**10),
)
ROWS = st.sampled_from([*MODELS, capabilities("somebody/else-1")])


@given(st.lists(st.tuples(USAGES, ROWS), max_size=12))
def test_a_sum_never_shrinks_and_never_forgets_what_it_does_not_know(
    items: list[tuple[Usage | None, ModelCapabilities]],
) -> None:
    total = RecordingUsage()
    for usage, row in items:
        before, total = total, total.with_item(usage, row)
        assert total.dollars >= before.dollars
        assert total.seconds >= before.seconds
        assert total.is_price_known <= before.is_price_known
        assert total.reported_items + total.unreported_items == before.reported_items + before.unreported_items + 1
        assert total.is_price_known or total.reported_items
    assert total.is_free == (bool(items) and all(row.is_local for _, row in items))


@given(st.lists(st.tuples(USAGES, ROWS), max_size=8))
def test_the_order_of_items_makes_no_difference_to_the_sum(
    items: list[tuple[Usage | None, ModelCapabilities]],
) -> None:
    forwards, backwards = (
        reduce(lambda total, item: total.with_item(*item), order, RecordingUsage()) for order in (items, items[::-1])
    )

    assert forwards.dollars == pytest.approx(backwards.dollars)
    assert forwards.seconds == pytest.approx(backwards.seconds)
    assert forwards.is_price_known == backwards.is_price_known
    assert forwards.is_free == backwards.is_free
