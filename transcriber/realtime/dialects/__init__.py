"""Events and session configurations as JSON, in both dialects of the Realtime API. Pure."""

from transcriber.realtime.dialects.client_events import encode_client_event
from transcriber.realtime.dialects.dialect import Dialect
from transcriber.realtime.dialects.reader import decode_server_event, read_error
from transcriber.realtime.dialects.server_events import encode_server_event, error_fields, is_expressible
from transcriber.realtime.dialects.session_fields import (
    read_configuration,
    read_session,
    session_fields,
    session_object,
)

__all__ = [
    "Dialect",
    "decode_server_event",
    "encode_client_event",
    "encode_server_event",
    "error_fields",
    "is_expressible",
    "read_configuration",
    "read_error",
    "read_session",
    "session_fields",
    "session_object",
]
