"""Events and session configurations as JSON, in both dialects of the Realtime API. Pure."""

from transcriber.realtime.dialects.client_secrets import (
    read_secret_grant,
    read_secret_request,
    secret_answer,
    secret_path,
    secret_request,
)
from transcriber.realtime.dialects.dialect import Dialect
from transcriber.realtime.dialects.reader import read_error
from transcriber.realtime.dialects.server_events import error_fields
from transcriber.realtime.dialects.session_fields import session_fields
from transcriber.realtime.dialects.session_rules import FieldError

__all__ = [
    "Dialect",
    "FieldError",
    "error_fields",
    "read_error",
    "read_secret_grant",
    "read_secret_request",
    "secret_answer",
    "secret_path",
    "secret_request",
    "session_fields",
]
