"""Keys that a person gave to actions, where they differ from the program's own. Pure; it knows no key's name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from transcriber.settings.plain_data import NonsenseError, from_plain

MOST_KEYS = 4
_LONGEST_NAME = 40
_LONGEST_KEY = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """What a person wants of one action."""

    action: str
    """Its name in the program, the same in every language."""
    keys: tuple[str, ...] = ()
    """Like "Ctrl+Shift+M"; empty takes every key away."""


def shortcuts_from(document: Any) -> tuple[tuple[Shortcut, ...], list[str]]:
    """The shortcuts in a list of tables that anyone can edit, and what of it makes no sense."""
    if not isinstance(document, list):
        return (), ["shortcuts"]
    shortcuts: dict[str, Shortcut] = {}
    wrong = []
    for number, entry in enumerate(document, start=1):
        try:
            shortcut = from_plain(Shortcut, entry)
        except NonsenseError:
            wrong.append(f"shortcuts[{number}]")
            continue
        if _makes_sense(shortcut) and shortcut.action not in shortcuts:
            shortcuts[shortcut.action] = shortcut
        else:
            wrong.append(f"shortcuts[{number}]")
    return tuple(shortcuts.values()), wrong


def keys_by_action(own: Mapping[str, tuple[str, ...]], shortcuts: Iterable[Shortcut]) -> dict[str, tuple[str, ...]]:
    """The keys of every action; those of actions that this version does not know are passed over.

    Args:
        own: What the program itself gives each action.
        shortcuts: What a person changed.
    """
    changed = {shortcut.action: shortcut.keys for shortcut in shortcuts}
    return {action: changed.get(action, keys) for action, keys in own.items()}


def changed_shortcuts(own: Mapping[str, tuple[str, ...]], keys: Mapping[str, tuple[str, ...]]) -> tuple[Shortcut, ...]:
    """What is to be remembered: the actions whose keys are not the program's own."""
    return tuple(
        Shortcut(action=action, keys=keys[action]) for action in own if action in keys and keys[action] != own[action]
    )


def conflicts(keys: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Every key that more than one action has, and those actions."""
    actions: dict[str, list[str]] = {}
    for action, given in keys.items():
        for key in given:
            actions.setdefault(key, []).append(action)
    return {key: tuple(named) for key, named in actions.items() if len(named) > 1}


def _makes_sense(shortcut: Shortcut) -> bool:
    if not 0 < len(shortcut.action) <= _LONGEST_NAME or len(shortcut.keys) > MOST_KEYS:
        return False
    return all(0 < len(key) <= _LONGEST_KEY and key.isprintable() for key in shortcut.keys)
