"""`transcriber services test NAME`: the way to a service, step by step."""

import argparse
import sys

from transcriber.cli.attend import Attendant
from transcriber.cli.plain_lines import one_line
from transcriber.cli.preparation import prepare
from transcriber.session.notices import TrialState, TrialStep, TrialStepChanged

_STEPS = {
    TrialStep.ADDRESS: "Address and key",
    TrialStep.CLIENT_SECRET: "Client secret",
    TrialStep.WEBSOCKET: "WebSocket",
    TrialStep.UPDATE: "Session update",
    TrialStep.SPEECH: "A second of speech",
}
_STATES = {TrialState.PASSED: "ok", TrialState.SKIPPED: "skipped", TrialState.FAILED: "FAILED"}


def try_service(options: argparse.Namespace) -> int:
    """Print every step as it ends; 1 if one failed."""
    prepared = prepare(options)
    session = prepared.session
    with Attendant().attending(prepared.trace) as attendant:
        is_reached = attendant.try_service(session.profile, session.configuration, prepared.pasted_secret, _show)
    if not is_reached:
        name = session.profile.name
        sys.stderr.write(
            f"What is to be changed is set with `transcriber services change {name}` and `key set {name}`.\n"
        )
    return 0 if is_reached else 1


def _show(changed: TrialStepChanged) -> None:
    if changed.state is TrialState.RUNNING:
        return
    columns = f"{_STATES[changed.state]:8}{_STEPS[changed.step]:20}{changed.elapsed_ms / 1000:6.2f} s"
    sys.stdout.write(f"{columns}  {one_line(changed.message)}\n")
    sys.stdout.flush()
    if changed.remedy:
        sys.stderr.write(f"{one_line(changed.remedy)}\n")
