from datetime import date

import pytest

from transcriber.realtime.models import LOCAL_MODEL, MODELS, Deltas, PromptKind, capabilities, long_date, sunset_warning


def test_a_day_is_written_out() -> None:
    assert [long_date(date(2027, month, 2)).split()[1][:3] for month in (1, 2, 12)] == ["Jan", "Feb", "Dec"]
    assert long_date(date(2027, 2, 26)) == "26 February 2027"


def test_every_model_of_the_public_catalogue_is_in_the_table_once() -> None:
    names = [row.model for row in MODELS]
    assert len(set(names)) == len(names)
    assert set(names) == {
        "moonshine-tiny-en",
        "gpt-live-transcribe",
        "gpt-realtime-whisper",
        "gpt-transcribe",
        "gpt-4o-transcribe",
        "gpt-4o-mini-transcribe",
        "gpt-4o-mini-transcribe-2025-12-15",
        "gpt-4o-transcribe-diarize",
        "whisper-1",
    }


def test_an_unknown_model_is_allowed_everything() -> None:
    row = capabilities("somebody/else-1")
    assert not row.is_known
    assert row.takes_turn_detection
    assert row.takes_language
    assert row.takes_languages
    assert row.takes_keywords
    assert row.takes_delay
    assert row.takes_noise_reduction
    assert row.gives_logprobs
    assert row.prompt is PromptKind.FREE_TEXT
    assert row.price is None
    assert row.sunset is None


def test_the_local_model_knows_english_and_takes_nothing_else() -> None:
    row = capabilities(LOCAL_MODEL)
    assert row.is_local
    assert row.spoken_languages == ("en",)
    assert row.deltas is Deltas.LIVE
    assert row.takes_turn_detection
    assert row.prompt is PromptKind.REJECTED
    assert not row.takes_noise_reduction
    assert not row.gives_logprobs


@pytest.mark.parametrize("model", ["gpt-live-transcribe", "gpt-realtime-whisper"])
def test_live_models_take_no_turn_detection(model: str) -> None:
    row = capabilities(model)
    assert row.deltas is Deltas.LIVE
    assert not row.takes_turn_detection
    assert row.takes_delay


@pytest.mark.parametrize("model", ["gpt-live-transcribe", "gpt-transcribe"])
def test_the_newer_models_take_languages_and_keywords_instead_of_one_language(model: str) -> None:
    row = capabilities(model)
    assert row.takes_languages
    assert row.takes_keywords
    assert not row.takes_language


def test_whisper_reads_its_prompt_as_keywords() -> None:
    assert capabilities("whisper-1").prompt is PromptKind.KEYWORDS


@pytest.mark.parametrize("row", [row for row in MODELS if row.price], ids=lambda row: row.model)
def test_every_price_has_one_unit_a_source_and_a_date(row: object) -> None:
    price = capabilities(row.model).price  # type: ignore[attr-defined]
    assert price is not None
    assert (price.dollars_per_minute is None) == (price.dollars_per_million_input_tokens is not None)
    assert (price.dollars_per_million_input_tokens is None) == (price.dollars_per_million_output_tokens is None)
    assert price.source.startswith("https://")
    assert price.as_of == date(2026, 11, 21)


def test_the_older_models_end_on_a_known_day() -> None:
    ending = {row.model for row in MODELS if row.sunset == date(2027, 2, 26)}
    assert ending == {
        "gpt-4o-transcribe",
        "gpt-4o-mini-transcribe",
        "gpt-4o-mini-transcribe-2025-12-15",
        "gpt-4o-transcribe-diarize",
        "whisper-1",
    }
    assert all(capabilities(model).sunset_source for model in ending)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 7, 1), None),
        (date(2026, 11, 21), "whisper-1 will be switched off on 26 February 2027, in 97 days."),
        (date(2027, 2, 25), "in 1 day."),
        (date(2027, 2, 26), "whisper-1 was to be switched off on 26 February 2027."),
        (date(2030, 1, 1), "Choose another model if it does not answer."),
    ],
)
def test_the_end_of_a_model_is_told_half_a_year_before(today: date, words: str | None) -> None:
    warning = sunset_warning(capabilities("whisper-1"), today)
    assert (warning is None) == (words is None)
    assert (words or "") in (warning or "")


def test_a_model_without_an_end_warns_of_none() -> None:
    assert sunset_warning(capabilities("gpt-live-transcribe"), date(2040, 1, 1)) is None
    assert sunset_warning(capabilities("somebody/else-1"), date(2040, 1, 1)) is None


def test_where_sources_disagree_about_turn_detection_it_is_marked() -> None:
    assert [row.model for row in MODELS if row.is_turn_detection_disputed] == ["gpt-transcribe"]


def test_who_speaks_is_told_by_one_model_and_every_row_has_a_source() -> None:
    assert [row.model for row in MODELS if row.gives_segments] == ["gpt-4o-transcribe-diarize"]
    assert all(row.source.startswith("https://") and row.as_of for row in MODELS)
