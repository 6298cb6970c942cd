"""`transcriber session show`: what would be sent to configure a session."""

import argparse
import json
import sys

from transcriber.cli.plain_lines import one_line
from transcriber.cli.session_options import session_from
from transcriber.realtime.dialects.client_events import encode_client_event
from transcriber.realtime.dialects.client_secrets import secret_request
from transcriber.realtime.events import UpdateSession


def run(options: argparse.Namespace) -> int:
    """Print it; the exit code."""
    session = session_from(options)
    switches = session.profile.switches
    if options.rest:
        body = secret_request(session.sent, switches.dialect, switches.sample_rate_hz)
    else:
        update = UpdateSession(session.sent)
        body = json.loads(encode_client_event(update, switches.dialect, switches.update_shape, switches.sample_rate_hz))
    for field, reason in session.left_out.items():
        sys.stderr.write(one_line(f"Left out: {field}. {reason}") + "\n")
    sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=2) + "\n")
    return 0
