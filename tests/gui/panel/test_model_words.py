"""What a model costs and how long it lives, for every model of the table."""

from datetime import date

import pytest

from transcriber.gui.panel.model_words import model_note, model_summary, price_words, source_words
from transcriber.realtime.models import MODELS, ModelCapabilities, Price, capabilities, long_date


@pytest.mark.parametrize("model", MODELS, ids=lambda row: row.model)
def test_every_known_model_says_its_price_and_its_end(model: ModelCapabilities) -> None:
    summary, note = model_summary(model), model_note(model, model.model)
    assert summary.startswith(("$", "price not known", "free"))
    assert note.endswith(".")
    if model.sunset is not None:
        assert long_date(model.sunset) in summary
        assert long_date(model.sunset) in note
    if model.price is not None:
        assert long_date(model.price.as_of) in note


def test_what_only_some_models_do_is_said() -> None:
    saying = {row.model: model_note(row, row.model) for row in MODELS}
    assert [model for model, note in saying.items() if "Tells speakers apart." in note] == ["gpt-4o-transcribe-diarize"]
    assert [model for model, note in saying.items() if "If it refuses" in note] == ["gpt-transcribe"]


def test_a_price_stands_in_its_own_unit() -> None:
    assert model_summary(capabilities("gpt-live-transcribe")) == "$0.017 a minute · recommended"
    assert price_words(capabilities("gpt-4o-transcribe").price) == "$2.50 in, $10.00 out per million tokens"
    assert price_words(None) == "price not known"
    half = Price(dollars_per_million_input_tokens=1.0, source="https://example.org/a", as_of=date(2026, 1, 2))
    assert price_words(half) == "price not known"
    assert source_words(half) == "example.org, 2 January 2026"


def test_a_name_of_its_own_says_what_it_behaves_like() -> None:
    assert model_note(capabilities("whisper-1"), "my-deployment").startswith("Behaves like whisper-1.")
    assert "not known" in model_note(capabilities("my-deployment"), "my-deployment")
