"""What went wrong on the network, in a plain sentence; nothing that a server wrote is repeated."""

import socket
import ssl
from collections.abc import Iterator

from urllib3.exceptions import IncompleteRead, NameResolutionError
from urllib3.util.ssl_match_hostname import CertificateError as OtherNameError

from inspector.errors import CertificateError, HttpStatusError, NetworkError, TimedOutError
from inspector.messages import Message, Place, msg

_OTHER_NAME_CODES = frozenset({62, 64})  # X509_V_ERR_HOSTNAME_MISMATCH, …_IP_ADDRESS_MISMATCH
_EXPIRED_CODES = frozenset({9, 10})  # not yet valid, no longer valid
_FIRST_SERVER_FAULT = 500


def status_error(status: int, host: str) -> HttpStatusError:
    return HttpStatusError(_status_sentence(status, Place(host)), status=status)


def _status_sentence(status: int, host: Place) -> Message:
    match status:
        case 401:
            return msg("{} gives this document only to known users (HTTP status 401).", host)
        case 403:
            return msg("{} does not give this document away (HTTP status 403).", host)
        case 404:
            return msg("{} has no such document (HTTP status 404).", host)
        case 410:
            return msg("{} has this document no more (HTTP status 410).", host)
        case 429:
            return msg(
                "{} gets too many questions and wants to be asked later (HTTP status 429).", host
            )
    if status >= _FIRST_SERVER_FAULT:
        return msg("{} cannot answer just now (HTTP status {}).", host, str(status))
    return msg("{} answers with no document (HTTP status {}).", host, str(status))


def network_fault(error: Exception, host: str) -> NetworkError:
    """The named error for what urllib3, TLS or a socket raised."""
    shown = Place(host)
    for cause in _causes(error):
        match cause:
            case ssl.SSLCertVerificationError():
                return CertificateError(_certificate_sentence(cause.verify_code, shown))
            case OtherNameError():
                return CertificateError("The certificate of {} is made out to another name.", shown)
            case ssl.SSLEOFError() | ssl.SSLZeroReturnError() | IncompleteRead():
                return NetworkError("The connection to {} ends too early.", shown)
            case ssl.SSLError():
                return NetworkError("No secure connection to {} can be made.", shown)
            case TimeoutError():
                return TimedOutError("{} does not answer in time.", shown)
            case socket.gaierror() | NameResolutionError():
                return NetworkError("The host {} is not found.", shown)
            case ConnectionRefusedError():
                return NetworkError("{} refuses the connection.", shown)
            case ConnectionError():
                return NetworkError("The connection to {} breaks off.", shown)
            case OSError():
                return NetworkError("{} cannot be reached.", shown)
    return NetworkError("{} sends an answer that is not understood.", shown)


def _certificate_sentence(code: int | None, shown: Place) -> Message:
    if code in _OTHER_NAME_CODES:
        return msg("The certificate of {} is made out to another name.", shown)
    if code in _EXPIRED_CODES:
        return msg("The certificate of {} is not valid at this time.", shown)
    return msg("The certificate of {} is not vouched for by anybody this system trusts.", shown)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, the ones it was raised from, and those it carries, the innermost first."""
    inner = [error.__cause__, *(part for part in error.args if isinstance(part, BaseException))]
    for cause in inner:
        if cause is not None and cause is not error:
            yield from _causes(cause)
    yield error
