"""How an encrypted service is trusted: the computer's own certificate authorities. Reads their files."""

import os
import socket
import ssl

from transcriber.realtime.errors import RealtimeError, ServiceRefused, ServiceUnreachable


def client_context() -> ssl.SSLContext:
    """A context that checks certificate and name; `SSL_CERT_FILE` counts for REST and WebSocket alike."""
    return ssl.create_default_context()


def error_from_connecting(error: OSError) -> RealtimeError:
    """The exception for a connection that did not come about, TLS included. An untrusted certificate is final."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return ServiceRefused(
            f"The certificate of the service is not trusted: {error.verify_message}.",
            code="certificate_not_trusted",
            remedy="Check the address; in a company network, ask which certificate authority must be installed.",
        )
    return ServiceUnreachable(f"The service could not be reached: {_reason(error)}.")


def _reason(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return "its name was not found"
    if isinstance(error, ssl.SSLError):
        return "no encrypted connection came about"
    return os.strerror(error.errno).lower() if error.errno else "no connection"
