"""Whether anything on the screen moves by itself: a person's choice, or the system's where it can be known."""

import logging
import sys
from typing import Any

from PySide6.QtCore import QCoreApplication

_PROPERTY = "isStill"
_ANSWER_WITHIN_S = 2.0
_PLACE = ("/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop", "org.freedesktop.portal.Settings")
_ANIMATIONS = ("org.gnome.desktop.interface", "enable-animations")
_log = logging.getLogger(__name__)


def may_move() -> bool:
    """Whether something may move or fade by itself. Main thread."""
    application = QCoreApplication.instance()
    return application is None or not application.property(_PROPERTY)


def set_still(is_still: bool) -> None:
    """From now on nothing moves by itself, or everything may. Main thread."""
    application = QCoreApplication.instance()
    assert application is not None
    application.setProperty(_PROPERTY, is_still)


def system_wants_stillness() -> bool:
    """What a person told the desktop; False where it does not say. Any thread; blocks for up to two seconds.

    Linux desktops say it through the settings portal (XDG Desktop Portal, org.freedesktop.portal.Settings).
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        answer = _ask_portal()
    except Exception as error:  # noqa: BLE001 - no bus, no portal, another answer: nobody says anything
        _log.debug("the desktop does not say whether things may move: %s", error)
        return False
    return answer is False


def _ask_portal() -> Any:
    """The value of the desktop's switch for animations; a variant inside a variant, as the portal's `Read` gives it."""
    from jeepney import DBusAddress, new_method_call
    from jeepney.io.blocking import open_dbus_connection
    from jeepney.wrappers import unwrap_msg

    path, name, interface = _PLACE
    call = new_method_call(DBusAddress(path, bus_name=name, interface=interface), "Read", "ss", _ANIMATIONS)
    with open_dbus_connection("SESSION") as connection:
        (answer,) = unwrap_msg(connection.send_and_get_reply(call, timeout=_ANSWER_WITHIN_S))
    while isinstance(answer, tuple):
        answer = answer[1]
    return answer
