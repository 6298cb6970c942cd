import pytest

from transcriber.realtime.languages import LANGUAGES, is_language, language_code


def test_every_two_letter_code_in_force_is_there() -> None:
    two_letters = [code for code in LANGUAGES if len(code) == 2]

    assert len(two_letters) == 183
    assert all(code.isalpha() and code.islower() and code.isascii() for code in LANGUAGES)
    assert len(set(LANGUAGES.values())) == len(LANGUAGES)


@pytest.mark.parametrize("code", ["en", "de", "zh", "yue", "haw", "pt-BR", "zh-Hant", "zh-Hant-TW"])
def test_codes_with_and_without_subtags_are_taken(code: str) -> None:
    assert is_language(code)


@pytest.mark.parametrize("code", ["", "xx", "EN", "english", "en-", "en--US", "en US", "-US", "en-\n", "xx-US", "eng"])
def test_what_is_no_code_is_not(code: str) -> None:
    assert not is_language(code)


def test_a_name_leads_to_its_code() -> None:
    assert language_code("English") == "en"
    assert language_code(" DE ") == "de"
    assert language_code("Klingon") is None
