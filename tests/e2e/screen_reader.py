"""A screen reader's ears and hands: run by the system's Python, told one command a line, says what it hears as JSON.

Commands: `press NAME`, `controls`. Everything that is announced or inserted is said at once.
"""

import json
import sys
import threading
import time
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version comes first

_PROGRAM = "transcriber"
_FOCUSABLE = Atspi.StateType.FOCUSABLE
_SHOWING = Atspi.StateType.SHOWING
_PATIENCE_S = 60.0
_NO_ROLES = {"filler", "unknown", "invalid", "redundant object"}


def say(**words: Any) -> None:
    """One line for the test."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def program() -> Any:
    """The program on the bus, as soon as it is there with a window."""
    until_s = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until_s:
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and _PROGRAM in (child.get_name() or "").lower() and child.get_child_count():
                return child
        time.sleep(0.2)
    raise TimeoutError("the program did not come to the bus")


def everything(node: Any) -> Any:
    """Itself and all that is below; what goes away meanwhile is passed over."""
    try:
        yield node
        children = [node.get_child_at_index(index) for index in range(min(node.get_child_count(), 300))]
    except GLib.Error:
        return
    for child in children:
        if child is not None:
            yield from everything(child)


def forget(node: Any) -> None:
    """What was asked of it before; by its younger name where there is one."""
    getattr(node, "clear_cache_single", node.clear_cache)()


def press(name: str) -> None:
    """By the action that a screen reader offers, not with a pointer."""
    until_s = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until_s:
        for node in everything(program()):
            # Its name may be another one since it was asked last.
            forget(node)
            if node.get_name() == name and node.get_role_name() in ("push button", "button", "check box"):
                action = node.get_action_iface()
                names = [action.get_action_name(each) for each in range(action.get_n_actions())]
                action.do_action(names.index("Press") if "Press" in names else 0)
                say(pressed=name, role=node.get_role_name())
                return
        time.sleep(0.2)
    say(missing=name)


def controls() -> None:
    """Everything that is seen and takes the keyboard, with those that a reader cannot name."""
    seen, nameless, roleless = 0, [], []
    for node in everything(program()):
        try:
            states = node.get_state_set()
            if not states.contains(_FOCUSABLE) or not states.contains(_SHOWING):
                continue
            role, name = node.get_role_name(), node.get_name() or _labels_of(node)
        except GLib.Error:
            continue
        seen += 1
        if not name:
            nameless.append(role)
        if role in _NO_ROLES:
            roleless.append(f"{role} {name}")
    say(controls=seen, nameless=nameless, roleless=roleless)


def _labels_of(node: Any) -> str:
    """What a reader says of a control without a name: the words of its label."""
    labelled = [each for each in node.get_relation_set() if each.get_relation_type() == Atspi.RelationType.LABELLED_BY]
    return " ".join(each.get_target(0).get_name() or "" for each in labelled)


def hear(event: Any) -> None:
    """What the program tells unasked."""
    if event.type.startswith("object:announcement"):
        say(announced=str(event.any_data), politeness=event.detail1)
    elif event.type.startswith("object:text-changed:insert"):
        say(inserted=str(event.any_data))


def obey() -> None:
    """One command a line until there are no more."""
    for line in sys.stdin:
        command, _, rest = line.strip().partition(" ")
        GLib.idle_add(lambda command=command, rest=rest: press(rest) if command == "press" else controls())
    GLib.idle_add(Atspi.event_quit)


def main() -> None:
    """Until standard input ends."""
    Atspi.init()
    listener = Atspi.EventListener.new(hear)
    for kind in ("object:announcement", "object:text-changed:insert"):
        listener.register(kind)
    threading.Thread(target=obey, daemon=True).start()
    say(ready=True)
    Atspi.event_main()


if __name__ == "__main__":
    main()
