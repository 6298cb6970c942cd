"""`transcriber --toggle --mark --captions --show`: asks the window that is open, before anything heavy is imported."""

import sys
from collections.abc import Sequence

from transcriber.settings.window_calls import VERBS, NoWindowError, SilentWindowError, call_window

NEEDS_A_WINDOW = {"mark": "Transcriber is not open, so there is nothing to mark."}
"""Of the others, a window that is opened for them does them."""
_PATIENCE_S = 10.0
_SILENT = "Transcriber is open, but its window does not answer. Close it, or wait until it does."


def ask_window(arguments: Sequence[str], patience_s: float = _PATIENCE_S) -> int | None:
    """Let the open window do them; the exit code, or None where a window has to be opened, which then does them."""
    verbs = [argument.removeprefix("--") for argument in arguments]
    if unknown := [argument for argument in arguments if argument.removeprefix("--") not in VERBS]:
        known = ", ".join(f"--{verb}" for verb in VERBS)
        sys.stderr.write(f"transcriber: {unknown[0]} does not go with {arguments[0]}; what does is {known}\n")
        return 2
    try:
        refusal = call_window(verbs or ["show"], patience_s)
    except SilentWindowError:
        sys.stderr.write(f"{_SILENT}\n")
        return 1
    except NoWindowError:
        missing = next((NEEDS_A_WINDOW[verb] for verb in verbs if verb in NEEDS_A_WINDOW), "")
        # What comes before it in the same call could make it possible, but not at once: a recording starts first.
        if missing:
            sys.stderr.write(f"{missing}\n")
            return 1
        return None
    if refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    return 0
