"""A person's own keys: only what differs is remembered, nonsense costs one entry, and two actions never share a key."""

from transcriber.settings.shortcuts import Shortcut, changed_shortcuts, conflicts, keys_by_action, shortcuts_from

OWN = {"record": ("F9", "Ctrl+R"), "mark": ("Ctrl+M",), "about": ()}


def test_what_a_person_changed_takes_the_place_of_the_programs_own() -> None:
    keys = keys_by_action(OWN, (Shortcut(action="mark", keys=("F2",)), Shortcut(action="record")))
    assert keys == {"record": (), "mark": ("F2",), "about": ()}


def test_only_what_differs_is_remembered_and_comes_back() -> None:
    keys = {**OWN, "about": ("F12",)}
    changed = changed_shortcuts(OWN, keys)
    assert changed == (Shortcut(action="about", keys=("F12",)),)
    assert keys_by_action(OWN, changed) == keys


def test_an_action_of_another_version_is_passed_over() -> None:
    assert keys_by_action(OWN, (Shortcut(action="fly", keys=("F2",)),)) == OWN


def test_a_key_of_two_actions_is_told_with_both() -> None:
    assert conflicts(OWN) == {}
    assert conflicts({**OWN, "about": ("F9",)}) == {"F9": ("record", "about")}


def test_nonsense_costs_one_entry_alone() -> None:
    shortcuts, wrong = shortcuts_from(
        [
            {"action": "mark", "keys": ["F2"]},
            {"action": "mark", "keys": ["F3"]},
            {"action": "record", "keys": "F9"},
            {"action": "", "keys": []},
            {"action": "about", "keys": ["F1\n"]},
            {"action": "copy", "keys": ["F1", "F2", "F3", "F4", "F5"]},
            7,
            {"action": "quit", "keys": []},
        ]
    )
    assert shortcuts == (Shortcut(action="mark", keys=("F2",)), Shortcut(action="quit"))
    assert wrong == [f"shortcuts[{number}]" for number in range(2, 8)]


def test_what_is_no_list_is_nothing() -> None:
    assert shortcuts_from({"record": "F9"}) == ((), ["shortcuts"])
