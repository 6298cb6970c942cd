"""`transcriber services list` and `show`: the services as lines or JSON, never with a key."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from transcriber.cli.plain_lines import one_line
from transcriber.cli.saved_keys import KeyState, key_state
from transcriber.settings.profiles import Profile

_THIS_COMPUTER = "this computer"


def print_services(profiles: Sequence[Profile], *, as_json: bool) -> None:
    """All of them, to stdout."""
    if as_json:
        _print_json([_document(profile) for profile in profiles])
        return
    rows = [_row(profile) for profile in profiles]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        sys.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")


def print_service(profile: Profile, *, as_json: bool) -> None:
    """One with everything that is known of it, to stdout."""
    document = _document(profile)
    if as_json:
        _print_json(document)
        return
    for name, value in document.items():
        if isinstance(value, dict):
            for switch, setting in value.items():
                sys.stdout.write(one_line(f"{name}.{switch}: {_words(setting)}") + "\n")
        else:
            sys.stdout.write(one_line(f"{name}: {_words(value)}") + "\n")


def _row(profile: Profile) -> tuple[str, ...]:
    state = key_state(profile)
    first_use = "" if profile.is_confirmed else "not confirmed"
    cells = (profile.name, profile.title, profile.base_url or _THIS_COMPUTER, profile.switches.dialect.value)
    return (*(one_line(cell) for cell in cells), one_line(state.words), first_use)


def _document(profile: Profile) -> dict[str, Any]:
    state: KeyState = key_state(profile)
    return {
        "name": profile.name,
        "title": profile.title,
        "kind": profile.kind.value,
        "address": profile.base_url,
        "default_model": profile.default_model,
        "behaves_like": profile.behaves_like,
        "key_place": profile.key_place.value,
        "key_variable": profile.key_variable,
        "has_key": state.has_key,
        "is_confirmed": profile.is_confirmed,
        "switches": asdict(profile.switches),
    }


def _words(value: object) -> str:
    match value:
        case None:
            return "unknown"
        case bool():
            return "true" if value else "false"
        case tuple():
            return "&".join("=".join(pair) for pair in value)
        case _:
            return str(value)


def _print_json(document: object) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
