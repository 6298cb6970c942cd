import json

from transcriber.cli.report_lines import report
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.events import AnnouncedSession, RateLimit, Usage
from transcriber.realtime.models import capabilities
from transcriber.session.notices import RateLimitsChanged, SessionAnnounced, UpdateRefused, UsageChanged


def test_a_session_is_its_own_object_with_what_opened_it() -> None:
    session = AnnouncedSession("sess_1", SessionConfiguration(language="de", turn_detection=None), 1_756_313_470)
    line = report(SessionAnnounced(session, secret_expires_at_s=1_756_310_470))

    assert (line["type"], line["opened_with"], line["secret_expires_at_s"]) == (
        "session",
        "client_secret",
        1_756_310_470,
    )
    assert line["session"]["id"] == "sess_1"
    assert line["session"]["expires_at"] == 1_756_313_470
    assert line["session"]["audio"]["input"]["transcription"]["language"] == "de"
    assert line["session"]["audio"]["input"]["turn_detection"] is None
    json.dumps(line)


def test_usage_has_dollars_where_the_price_is_known() -> None:
    known = report(UsageChanged(RecordingUsage().with_item(Usage(seconds=60.0), capabilities("gpt-live-transcribe"))))
    unknown = report(UsageChanged(RecordingUsage().with_item(Usage(seconds=60.0), capabilities("my-own"))))

    assert (known["type"], known["seconds"], known["turns"], round(known["dollars"], 6)) == ("usage", 60.0, 1, 0.017)
    assert known["price_source"].startswith("https://")
    assert unknown["dollars"] is None
    assert unknown["price_as_of"] is None


def test_refusals_and_limits() -> None:
    assert report(UpdateRefused("No.", "language", SessionConfiguration())) == {
        "type": "update_refused",
        "field": "language",
        "message": "No.",
    }
    limit = RateLimit("tokens", 1000, 900, 1.5)
    assert report(RateLimitsChanged((limit,)))["rate_limits"] == [
        {"name": "tokens", "limit": 1000, "remaining": 900, "reset_seconds": 1.5}
    ]


def test_sums_of_binary_fractions_are_rounded_to_what_they_mean() -> None:
    usage = RecordingUsage().with_item(Usage(seconds=7.715999999999999), capabilities("gpt-live-transcribe"))
    line = report(UsageChanged(usage))
    assert (line["seconds"], line["dollars"]) == (7.716, 0.002186)
    limit = report(RateLimitsChanged((RateLimit("tokens", 10, 9, 0.1 + 0.2),)))["rate_limits"][0]
    assert limit["reset_seconds"] == 0.3
