"""Events and session configurations as JSON, in both dialects of the Realtime API. Pure."""

from transcriber.realtime.dialects.client_events import encode_client_event
from transcriber.realtime.dialects.client_secrets import (
    SecretGrant,
    SecretRequest,
    read_secret_grant,
    read_secret_request,
    secret_answer,
    secret_path,
    secret_request,
)
from transcriber.realtime.dialects.dialect import Dialect
from transcriber.realtime.dialects.reader import decode_server_event, read_error
from transcriber.realtime.dialects.server_events import encode_server_event, error_fields, is_expressible
from transcriber.realtime.dialects.session_fields import (
    read_configuration,
    read_session,
    session_fields,
    session_object,
)
from transcriber.realtime.dialects.session_rules import FieldError

__all__ = [
    "Dialect",
    "FieldError",
    "SecretGrant",
    "SecretRequest",
    "decode_server_event",
    "encode_client_event",
    "encode_server_event",
    "error_fields",
    "is_expressible",
    "read_configuration",
    "read_error",
    "read_secret_grant",
    "read_secret_request",
    "read_session",
    "secret_answer",
    "secret_path",
    "secret_request",
    "session_fields",
    "session_object",
]
