from transcriber.cli.service_reports import ServiceReports
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.events import RateLimit, Usage
from transcriber.realtime.models import LOCAL_MODEL, capabilities
from transcriber.session.notices import RateLimitsChanged, UpdateRefused, UsageChanged


def limits(remaining: float) -> RateLimitsChanged:
    return RateLimitsChanged((RateLimit("requests", 100, remaining, 12.4), RateLimit("tokens", 1000, 900, 1)))


def used(model: str) -> UsageChanged:
    return UsageChanged(RecordingUsage().with_item(Usage(seconds=2.0), capabilities(model)))


def test_a_refused_update_says_what_stays() -> None:
    refused = UpdateRefused("Unsupported language.", "language", SessionConfiguration())

    assert ServiceReports().line(refused) == (
        "The service did not accept language: Unsupported language. What was set before stays."
    )


def test_a_limit_is_told_once_when_it_gets_scarce() -> None:
    reports = ServiceReports()

    told = [reports.line(limits(remaining)) for remaining in (80, 10, 9, 50, 3)]

    assert told[0] is None
    assert told[1] == "The service allows only 10 of 100 requests more; that renews in 12 s."
    assert told[2:4] == [None, None]
    assert told[4] is not None, "after it has recovered it may be told again"


def test_the_cost_comes_at_the_end_and_what_is_free_is_not_counted() -> None:
    remote, local = ServiceReports(), ServiceReports()

    assert remote.line(used("gpt-live-transcribe")) is None
    assert local.line(used(LOCAL_MODEL)) is None
    assert ServiceReports().closing_line is None
    assert local.closing_line is None
    assert remote.closing_line is not None
    assert remote.closing_line.startswith("Usage: 2.0 s; cost $")
