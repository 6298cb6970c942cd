"""The order of devices; how the search finds, shuns and waits is told in test_lasting_microphone."""

from hypothesis import given
from hypothesis import strategies as st

from transcriber.audio.devices import InputDevice
from transcriber.audio.microphone_search import in_order


def device(name: str, *, is_default: bool = False) -> InputDevice:
    return InputDevice(name, name, 48_000, 1, is_default)


DEVICES = [device("usb"), device("built-in", is_default=True), device("yeti")]


def names(chosen_id: str | None, *, substitutes: bool = True) -> list[str]:
    return [each.device_id for each in in_order(DEVICES, chosen_id, substitutes=substitutes)]


def test_the_chosen_one_is_best_then_the_default_then_any_other() -> None:
    assert names("yeti") == ["yeti", "built-in", "usb"]
    assert names("gone") == ["built-in", "usb", "yeti"]
    assert names(None) == ["built-in", "usb", "yeti"]


def test_without_substitution_only_the_chosen_one_will_do() -> None:
    assert names("yeti", substitutes=False) == ["yeti"]
    assert names("gone", substitutes=False) == []
    assert names(None, substitutes=False) == ["built-in", "usb", "yeti"]


@given(st.permutations(DEVICES), st.sampled_from(["usb", "yeti", None]))
def test_no_device_is_forgotten_or_named_twice(devices: list[InputDevice], chosen_id: str | None) -> None:
    ordered = in_order(devices, chosen_id, substitutes=True)
    assert sorted(each.device_id for each in ordered) == ["built-in", "usb", "yeti"]
