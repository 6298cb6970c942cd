from collections.abc import Callable

from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.events import (
    RateLimit,
    RateLimitsUpdated,
    ServerEvent,
    TranscriptCompleted,
    TranscriptDelta,
    Usage,
)
from transcriber.realtime.models import LOCAL_MODEL, capabilities
from transcriber.session.accounting import Accounting
from transcriber.session.notices import Notice, RateLimitsChanged, UsageChanged


def completed(item_id: str, usage: Usage | None) -> TranscriptCompleted:
    return TranscriptCompleted(item_id, "Words.", usage=usage)


class OneSession:
    """The account of a recording with one session."""

    def __init__(self, model: str, publish: Callable[[Notice], None]) -> None:
        self._accounting = Accounting(publish)
        self._session = self._accounting.begin_session(capabilities(model))

    @property
    def usage(self) -> RecordingUsage:
        return self._accounting.usage

    def apply(self, event: ServerEvent) -> None:
        self._accounting.apply(event, self._session)


def account(model: str) -> tuple[OneSession, list[Notice]]:
    told: list[Notice] = []
    return OneSession(model, told.append), told


def test_every_finished_item_is_added_and_told() -> None:
    accounting, told = account("gpt-live-transcribe")

    accounting.apply(completed("item_1", Usage(seconds=60.0)))
    accounting.apply(TranscriptDelta("item_2", "Wo"))
    accounting.apply(completed("item_2", Usage(seconds=30.0)))

    sums = [notice.usage for notice in told if isinstance(notice, UsageChanged)]
    assert [(usage.seconds, round(usage.dollars, 4)) for usage in sums] == [(60.0, 0.017), (90.0, 0.0255)]
    assert sums[-1].price is not None
    assert sums[-1].price.source.startswith("https://")


def test_an_item_that_is_finished_twice_costs_once() -> None:
    accounting, told = account("whisper-1")

    for _ in range(2):
        accounting.apply(completed("item_1", Usage(seconds=6.0)))

    assert len(told) == 1


def test_ids_may_come_again_in_another_session_also_while_the_first_goes_on() -> None:
    accounting = Accounting(lambda notice: None)
    first, second = (accounting.begin_session(capabilities("whisper-1")) for _ in range(2))
    for session in (second, first, second):
        accounting.apply(completed("item_1", Usage(seconds=6.0)), session)

    assert accounting.usage.seconds == 12.0


def test_what_is_made_on_this_computer_after_a_service_went_away_costs_nothing_more() -> None:
    accounting = Accounting(lambda notice: None)
    paid, free = (accounting.begin_session(capabilities(model)) for model in ("gpt-live-transcribe", LOCAL_MODEL))
    accounting.apply(completed("item_1", Usage(seconds=60.0)), paid)
    accounting.apply(completed("item_1", Usage(seconds=60.0)), free)

    assert round(accounting.usage.dollars, 4) == 0.017
    assert not accounting.usage.is_free


def test_what_has_no_price_stays_unknown() -> None:
    accounting, _ = account("somebody-elses-model")
    accounting.apply(completed("item_1", Usage(seconds=6.0)))

    assert not accounting.usage.is_price_known
    assert accounting.usage.dollars == 0.0


def test_a_service_that_tells_no_usage_is_counted_as_such() -> None:
    accounting, _ = account("whisper-1")
    accounting.apply(completed("item_1", None))

    assert (accounting.usage.reported_items, accounting.usage.unreported_items) == (0, 1)


def test_this_computer_costs_nothing() -> None:
    accounting, _ = account(LOCAL_MODEL)
    accounting.apply(completed("item_1", Usage(seconds=600.0)))

    assert accounting.usage.is_free
    assert accounting.usage.dollars == 0.0


def test_limits_are_handed_on() -> None:
    accounting, told = account("whisper-1")
    limit = RateLimit("requests", 1000, 999, 60.0)
    accounting.apply(RateLimitsUpdated((limit,)))
    accounting.apply(RateLimitsUpdated(()))

    assert told == [RateLimitsChanged((limit,))]
