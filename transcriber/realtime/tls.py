"""How an encrypted service is trusted: by the computer's own certificate authorities. Reads their files."""

import os
import socket
import ssl
from pathlib import Path

from transcriber.realtime.errors import RealtimeError, ServiceRefused, ServiceUnreachable
from transcriber.sentence import said


def client_context(certificate_authority_path: str = "") -> ssl.SSLContext:
    """A context that checks certificate and name against the system's store, a company's own authorities included.

    `SSL_CERT_FILE` counts for REST and WebSocket alike.

    Args:
        certificate_authority_path: A PEM file that is trusted beside the system's store; empty: none.

    Raises:
        ServiceRefused: With `certificate_authority_path` as `field`, for a file that cannot be read or holds no
            certificate.
    """
    # Costs 20 ms that an unencrypted service on this computer need not pay.
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if (named := os.environ.get("SSL_CERT_FILE")) and Path(named).is_file():
        # Where the system checks certificates itself, it knows nothing of this variable.
        _load(context, named, "", said("Correct the environment variable SSL_CERT_FILE."))
    if certificate_authority_path:
        remedy = said("Choose a file in PEM format that holds the certificate of the authority.")
        _load(context, certificate_authority_path, "certificate_authority_path", remedy)
    return context


def error_from_connecting(error: OSError, *, is_through_proxy: bool = False) -> RealtimeError:
    """The exception for a connection that did not come about, TLS included. An untrusted certificate is final."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return ServiceRefused(
            said("The certificate of the service is not trusted: {reason}.", reason=error.verify_message),
            code="certificate_not_trusted",
            field="certificate_authority_path",
            remedy=said("Check the address; in a company network, ask for the file of its certificate authority."),
        )
    is_proxy = is_through_proxy and not isinstance(error, ssl.SSLError)
    who = said("proxy of this network") if is_proxy else said("service")
    return ServiceUnreachable(
        said("The {who} could not be reached: {reason}.", who=who, reason=_reason(error)), was_reached=False
    )


def _load(context: ssl.SSLContext, path: str, field: str, remedy: str) -> None:
    try:
        context.load_verify_locations(Path(path).expanduser())
    except ssl.SSLError:
        reason: str = said("it holds no certificate")
    except (OSError, ValueError) as error:
        number = error.errno if isinstance(error, OSError) else None
        reason = os.strerror(number).lower() if number else said("no such file")
    else:
        return
    raise ServiceRefused(
        said("The certificate authority in {path} cannot be used: {reason}.", path=path, reason=reason),
        code="certificate_authority_not_usable",
        field=field,
        remedy=remedy,
    )


def _reason(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return said("its name was not found")
    if isinstance(error, ssl.SSLError):
        return said("no encrypted connection came about")
    return os.strerror(error.errno).lower() if error.errno else said("no connection")
