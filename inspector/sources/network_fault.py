"""What went wrong on the network, in a plain sentence; nothing that a server wrote is repeated."""

import socket
import ssl
from collections.abc import Iterator

from urllib3.exceptions import IncompleteRead, NameResolutionError
from urllib3.util.ssl_match_hostname import CertificateError as OtherNameError

from inspector.errors import CertificateError, HttpStatusError, NetworkError, TimedOutError
from inspector.sources.wording import quoted

_OTHER_NAME_CODES = frozenset({62, 64})  # X509_V_ERR_HOSTNAME_MISMATCH, …_IP_ADDRESS_MISMATCH
_EXPIRED_CODES = frozenset({9, 10})  # not yet valid, no longer valid
_FIRST_SERVER_FAULT = 500
_STATUS_SENTENCES = {
    401: "{host} gives this document only to known users (HTTP status 401).",
    403: "{host} does not give this document away (HTTP status 403).",
    404: "{host} has no such document (HTTP status 404).",
    410: "{host} has this document no more (HTTP status 410).",
    429: "{host} gets too many questions and wants to be asked later (HTTP status 429).",
}


def status_error(status: int, host: str) -> HttpStatusError:
    sentence = _STATUS_SENTENCES.get(status)
    if sentence is None and status >= _FIRST_SERVER_FAULT:
        sentence = "{host} cannot answer just now (HTTP status {status})."
    if sentence is None:
        sentence = "{host} answers with no document (HTTP status {status})."
    return HttpStatusError(sentence.format(host=quoted(host), status=status), status=status)


def network_fault(error: Exception, host: str) -> NetworkError:
    """The named error for what urllib3, TLS or a socket raised."""
    shown = quoted(host)
    for cause in _causes(error):
        match cause:
            case ssl.SSLCertVerificationError():
                return CertificateError(_certificate_sentence(cause.verify_code, shown))
            case OtherNameError():
                return CertificateError(f"The certificate of {shown} is made out to another name.")
            case ssl.SSLEOFError() | ssl.SSLZeroReturnError() | IncompleteRead():
                return NetworkError(f"The connection to {shown} ends too early.")
            case ssl.SSLError():
                return NetworkError(f"No secure connection to {shown} can be made.")
            case TimeoutError():
                return TimedOutError(f"{shown} does not answer in time.")
            case socket.gaierror() | NameResolutionError():
                return NetworkError(f"The host {shown} is not found.")
            case ConnectionRefusedError():
                return NetworkError(f"{shown} refuses the connection.")
            case ConnectionError():
                return NetworkError(f"The connection to {shown} breaks off.")
            case OSError():
                return NetworkError(f"{shown} cannot be reached.")
    return NetworkError(f"{shown} sends an answer that is not understood.")


def _certificate_sentence(code: int | None, shown: str) -> str:
    if code in _OTHER_NAME_CODES:
        return f"The certificate of {shown} is made out to another name."
    if code in _EXPIRED_CODES:
        return f"The certificate of {shown} is not valid at this time."
    return f"The certificate of {shown} is not vouched for by anybody this system trusts."


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, the ones it was raised from, and those it carries, the innermost first."""
    inner = [error.__cause__, *(part for part in error.args if isinstance(part, BaseException))]
    for cause in inner:
        if cause is not None and cause is not error:
            yield from _causes(cause)
    yield error
