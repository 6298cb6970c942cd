import copy
import dataclasses
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.realtime.secret import Secret

VALUE = "sk-proj-0123456789abcdef"
KEY_TEXT = st.text(alphabet=[chr(code) for code in range(33, 127) if chr(code) != "*"], min_size=1)


@dataclasses.dataclass(frozen=True)
class Holder:
    key: Secret


def test_it_never_shows_itself() -> None:
    secret = Secret(VALUE)
    shown = [str(secret), repr(secret), f"{secret}", f"{secret!r}", f"{secret:>10}", "%s %r" % (secret, secret)]  # noqa: UP031
    shown += [repr([secret]), repr({"key": secret}), repr(Holder(secret)), str(dataclasses.asdict(Holder(secret)))]

    assert all("****" in text and VALUE not in text for text in shown)
    assert f"{secret:>6}" == "  ****"


def test_it_shows_itself_when_asked() -> None:
    assert Secret(VALUE).reveal() == VALUE


def test_it_cannot_be_used_as_text_by_accident() -> None:
    secret = Secret(VALUE)

    assert not isinstance(secret, str)
    assert not hasattr(secret, "__dict__")
    with pytest.raises(TypeError):
        "Bearer " + secret  # type: ignore[operator]
    with pytest.raises(TypeError):
        json.dumps(secret)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_is_not_pickled(protocol: int) -> None:
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(Secret(VALUE), protocol)


def test_copies_are_the_same_object() -> None:
    secret = Secret(VALUE)

    assert copy.copy(secret) is secret
    assert copy.deepcopy(secret) is secret


def test_equal_secrets_are_equal() -> None:
    assert Secret(VALUE) == Secret(VALUE)
    assert hash(Secret(VALUE)) == hash(Secret(VALUE))
    assert Secret(VALUE) != Secret(VALUE + "x")
    assert Secret(VALUE) != VALUE


def test_a_pasted_line_end_is_dropped() -> None:
    assert Secret(f"  {VALUE}\r\n").reveal() == VALUE


@pytest.mark.parametrize(
    "text", ["", " \n", "sk-one sk-two", "sk-\nInjected: header", "sk-“quoted”", "sk-\x00", "sk-" * 3000]
)
def test_what_cannot_be_a_key_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match="The key") as refused:
        Secret(text)

    assert "sk-" not in str(refused.value)


@given(KEY_TEXT, st.text(), st.text())
def test_words_of_a_service_are_masked(value: str, before: str, after: str) -> None:
    masked = Secret(value).hide_in(before + value + after)

    assert value not in masked
    assert "****" in masked
