from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

import pytest

from transcriber.realtime.configuration import ConfigurationError
from transcriber.settings.plain_data import NonsenseError, from_plain, to_plain, with_fields_of


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    spokes: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cart:
    name: str
    wheel: Wheel = field(default_factory=Wheel)
    spare: Wheel | None = None
    brake: Wheel | None = Wheel()
    colour: Colour = Colour.RED
    size: Literal["small", "large"] = "small"
    speed: float = 1.0
    is_new: bool = False
    pairs: tuple[tuple[str, str], ...] = ()
    after_s: int | None = 30


PLAIN = {
    "name": "a",
    "wheel": {"spokes": 8},
    "brake": {"type": "none"},
    "colour": "red",
    "size": "large",
    "speed": 2.0,
    "is_new": True,
    "pairs": [["a", "b"]],
    "after_s": {"type": "none"},
}
CART = Cart(name="a", brake=None, size="large", speed=2.0, is_new=True, pairs=(("a", "b"),), after_s=None)


def anything(cart: Cart) -> None:
    pass


def test_a_value_becomes_tables_lists_and_texts_and_comes_back() -> None:
    assert to_plain(CART) == PLAIN
    assert from_plain(Cart, PLAIN) == CART


def test_none_is_left_out_where_it_is_the_default() -> None:
    assert "spare" not in to_plain(CART)
    assert from_plain(Cart, {"name": "a"}) == Cart(name="a")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("name", 3),
        ("wheel", 3),
        ("wheel", {"spokes": True}),
        ("wheel", {"spokes": 1.0}),
        ("wheel", {"hub": 1}),
        ("wheel", {"type": "none"}),
        ("colour", "blue"),
        ("colour", []),
        ("size", "huge"),
        ("size", []),
        ("speed", "1"),
        ("speed", True),
        ("speed", 10**400),
        ("is_new", 1),
        ("pairs", "ab"),
        ("pairs", [["a"]]),
        ("pairs", [["a", 1]]),
        ("unheard_of", 1),
    ],
)
def test_another_type_is_nonsense_that_names_its_field(name: str, data: Any) -> None:
    with pytest.raises(NonsenseError, match=name if name != "unheard_of" else "no such table"):
        from_plain(Cart, {"name": "a"} | {name: data})


def test_what_has_no_default_must_be_there() -> None:
    with pytest.raises(NonsenseError, match="misses"):
        from_plain(Cart, {"size": "large"})


def test_a_whole_number_is_a_number() -> None:
    assert from_plain(float, 3) == 3.0


def test_each_field_that_makes_sense_counts() -> None:
    found, wrong = with_fields_of(Cart(name="a"), {"name": 3, "speed": 2, "unheard_of": 1, "is_new": True}, anything)

    assert (found, wrong) == (Cart(name="a", speed=2.0, is_new=True), ["name"])


def test_a_field_that_is_not_valid_is_wrong() -> None:
    def slow(cart: Cart) -> None:
        if cart.speed > 5:
            raise ConfigurationError("speed", "speed must be 5 or less.")

    found, wrong = with_fields_of(Cart(name="a"), {"speed": 7, "size": "large"}, slow)

    assert (found, wrong) == (Cart(name="a", size="large"), ["speed"])


def test_only_the_named_fields_are_read() -> None:
    found, _ = with_fields_of(Cart(name="a"), {"speed": 7, "size": "large"}, anything, names=("size",))

    assert found == Cart(name="a", size="large")


@pytest.mark.parametrize("data", [None, 3, "text", []])
def test_what_is_no_table_changes_nothing(data: Any) -> None:
    check: Callable[[Cart], None] = anything

    assert with_fields_of(Cart(name="a"), data, check) == (Cart(name="a"), ["all of it"])
