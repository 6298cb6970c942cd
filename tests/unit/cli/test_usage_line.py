from datetime import date

from transcriber.cli.usage_line import usage_line
from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.events import Usage
from transcriber.realtime.models import capabilities

SECONDS = Usage(seconds=90.0)
TOKENS = Usage(input_tokens=1200, output_tokens=300)


def test_minutes_have_a_price_with_its_source_and_date() -> None:
    model = capabilities("gpt-live-transcribe")
    assert model.price is not None
    line = usage_line(RecordingUsage().with_item(SECONDS, model))

    assert line.startswith("Usage: 1.5 min; cost $0.0255 (prices of ")
    assert model.price.as_of.isoformat() in line
    assert model.price.source in line
    assert model.price.as_of > date(2026, 1, 1)


def test_tokens_are_counted_both_ways() -> None:
    line = usage_line(RecordingUsage().with_item(TOKENS, capabilities("gpt-4o-transcribe")))

    assert line.startswith("Usage: 1200 tokens in and 300 out; cost $0.0060 (")


def test_an_unknown_price_is_called_unknown() -> None:
    assert usage_line(RecordingUsage().with_item(SECONDS, capabilities("my-own"))) == "Usage: 1.5 min; cost unknown."


def test_turns_without_a_report_make_the_cost_a_lower_bound() -> None:
    model = capabilities("gpt-live-transcribe")
    both = RecordingUsage().with_item(Usage(seconds=6.0), model).with_item(None, model)

    assert usage_line(both).startswith("Usage: 6.0 s, 1 turn of unknown length; cost at least $0.0017")
    assert usage_line(RecordingUsage().with_item(None, capabilities("my-own"))) == (
        "Usage: 1 turn of unknown length; cost unknown."
    )
