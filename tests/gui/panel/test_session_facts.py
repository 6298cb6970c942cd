"""The lines about a running session: its name, its key, its ends, its cost."""

from dataclasses import replace
from datetime import UTC
from types import MappingProxyType

import pytest

from transcriber.gui.panel.session_facts import SessionFacts, amount_words, cost_words, fact_lines, limit_words
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.events import AnnouncedSession, RateLimit, Usage
from transcriber.realtime.models import LOCAL_MODEL, capabilities
from transcriber.session.notices import KeyKind, SessionAnnounced

NOW_S = 1_756_310_000
SESSION = AnnouncedSession("sess_1", SessionConfiguration(), NOW_S + 3_540)
TOKENS = RecordingUsage().with_item(Usage(input_tokens=4_000, output_tokens=230), capabilities("gpt-4o-transcribe"))


def lines(facts: SessionFacts, now_s: float = NOW_S) -> MappingProxyType[str, str]:
    return MappingProxyType(dict(fact_lines(facts, now_s, UTC)))


def test_before_a_session_there_is_nothing_to_say() -> None:
    assert fact_lines(SessionFacts(usage=TOKENS), NOW_S) == ()


def test_the_connection_says_its_secret_and_both_ends() -> None:
    facts = SessionFacts(announced=SessionAnnounced(SESSION, NOW_S + 470), dialect=Dialect.BETA, is_local=False)
    said = lines(facts)
    assert said["Session"] == "sess_1"
    assert said["Dialect"] == "Beta"
    assert said["Connected with"] == "An ephemeral client secret, made for this connection"
    assert said["Secret ends"] == "16:01, in 7 min"
    assert said["Session ends"] == "16:52, in 59 min"
    assert lines(facts, NOW_S + 465)["Secret ends"] == "16:01, in less than a minute"
    assert lines(facts, NOW_S + 600)["Secret ends"] == "16:01, over"


def test_what_the_service_really_speaks_and_made_counts() -> None:
    conversation = replace(SESSION, object_name="realtime.session")
    facts = SessionFacts(announced=SessionAnnounced(conversation, dialect=Dialect.GA), dialect=Dialect.BETA)
    assert lines(facts)["Dialect"] == "GA"
    assert lines(facts)["Kind"] == "realtime.session, no transcription session"
    assert "Kind" not in lines(SessionFacts(announced=SessionAnnounced(SESSION)))


@pytest.mark.parametrize("kind", KeyKind)
def test_every_kind_of_key_has_its_words_and_only_a_secret_made_here_ends(kind: KeyKind) -> None:
    said = lines(SessionFacts(announced=SessionAnnounced(SESSION, NOW_S + 470, kind)))
    assert said["Connected with"]
    assert ("Secret ends" in said) is (kind is KeyKind.CLIENT_SECRET)


def test_the_cost_has_its_price_with_source_and_date() -> None:
    said = lines(SessionFacts(announced=SessionAnnounced(SESSION), usage=TOKENS))
    assert said["Used"] == "4,000 tokens in, 230 out"
    assert said["Cost"] == "$0.0123"
    assert said["Price"].startswith("$2.50 in, $10.00 out per million tokens (")
    assert said["Price"].endswith("2026)")


def test_an_unknown_price_is_called_unknown() -> None:
    unknown = RecordingUsage().with_item(Usage(seconds=90.0), capabilities("my-deployment"))
    assert (cost_words(unknown), amount_words(unknown)) == ("Price not known", "1.5 minutes")
    mixed = TOKENS.with_item(Usage(seconds=90.0), capabilities("my-deployment"))
    assert cost_words(mixed) == "More than $0.0123: price not known"


def test_turns_without_a_report_are_not_counted_silently() -> None:
    facts = SessionFacts(
        announced=SessionAnnounced(SESSION), usage=TOKENS.with_item(None, capabilities("gpt-4o-transcribe"))
    )
    assert lines(facts)["Not counted"] == "1 turn without a report of their use"
    nothing = RecordingUsage().with_item(None, capabilities("gpt-4o-transcribe"))
    assert (cost_words(nothing), amount_words(nothing)) == ("Not told by the service", "Nothing told yet")


def test_this_computer_is_free() -> None:
    usage = RecordingUsage().with_item(Usage(seconds=60.0), capabilities(LOCAL_MODEL))
    said = lines(SessionFacts(announced=SessionAnnounced(SESSION), usage=usage))
    assert said["Cost"] == "Free on this computer"
    assert "Price" not in said


def test_limits_are_said_one_by_one() -> None:
    limit = RateLimit("requests", 1_000, 999, 60.0)
    assert limit_words(limit) == "999 of 1,000 requests left, full again in 60 s"
    assert lines(SessionFacts(announced=SessionAnnounced(SESSION), rate_limits=(limit,)))["Limit"] == limit_words(limit)
