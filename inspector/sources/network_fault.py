"""Turns errors of the network into plain sentences. Nothing that a server wrote is repeated."""

import os
import re
import socket
import ssl
import sys
from collections.abc import Iterator
from contextlib import suppress

from urllib3.exceptions import IncompleteRead, NameResolutionError
from urllib3.util.ssl_match_hostname import CertificateError as OtherNameError

from inspector.errors import (
    CertificateError,
    HttpStatusError,
    NetworkError,
    ProxyError,
    TimedOutError,
)
from inspector.messages import Message, Place, msg
from inspector.sources.proxy import Proxy

_OTHER_NAME_CODES = frozenset({62, 64})  # X509_V_ERR_HOSTNAME_MISMATCH, …_IP_ADDRESS_MISMATCH
_EXPIRED_CODES = frozenset({9, 10})  # not yet valid, no longer valid
_LAST_INTERIM = 199
_FIRST_SERVER_FAULT = 500
_NAME_BY_HASH = re.compile(r"[0-9a-fA-F]{8}\.[0-9]")
"""How OpenSSL names the files in a folder of certificates."""
_OF_OTHER_PROGRAMS = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def status_error(status: int, host: str) -> HttpStatusError:
    """The error for an HTTP status other than 200."""
    error = HttpStatusError(_status_sentence(status, Place(host)), status=status)
    error.remedy = _status_remedy(status)
    return error


def _status_remedy(status: int) -> Message:
    match status:
        case 404 | 410:
            return msg("Check the address, or ask another mirror.")
        case 429:
            return _LATER
    return _LATER if status >= _FIRST_SERVER_FAULT else _BY_BROWSER


_LATER = msg("Try again later, or ask another mirror.")
_BY_BROWSER = msg("Save the document with a browser that may see it, and open that file.")


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
    if status <= _LAST_INTERIM:
        return msg(
            "{} sends word ahead of its answer (HTTP status {}), which this program cannot "
            "read past.",
            host,
            str(status),
        )
    if status >= _FIRST_SERVER_FAULT:
        return msg("{} cannot answer just now (HTTP status {}).", host, str(status))
    return msg("{} answers with no document (HTTP status {}).", host, str(status))


def network_fault(error: Exception, host: str, proxy: Proxy | None) -> NetworkError:
    """The named error for an exception of urllib3, TLS or a socket."""
    shown = Place(host)
    for cause in _causes(error):
        match cause:
            case ssl.SSLCertVerificationError():
                return CertificateError(_certificate_sentence(cause.verify_code, shown, proxy))
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


def proxy_fault(error: Exception, proxy: Proxy) -> ProxyError:
    """The named error for a failure before the proxy connected us."""
    shown = Place(proxy.place)
    match error:
        case TimeoutError():
            return ProxyError("The proxy {} does not answer in time.", shown)
        case socket.gaierror():
            return ProxyError("The proxy {} is not found: {} names it.", shown, proxy.origin)
        case ConnectionRefusedError():
            return ProxyError("The proxy {} refuses the connection.", shown)
        case ConnectionError():
            return ProxyError("The connection to the proxy {} breaks off.", shown)
        case OSError():
            return ProxyError("The proxy {} cannot be reached.", shown)
    return ProxyError("What is at {} gives no answer that a proxy gives.", shown)


def _certificate_sentence(code: int | None, shown: Place, proxy: Proxy | None) -> Message:
    if code in _OTHER_NAME_CODES:
        return msg("The certificate of {} is made out to another name.", shown)
    if code in _EXPIRED_CODES:
        return msg("The certificate of {} is not valid at this time.", shown)
    if (fault := _fault_of_authorities()) is not None:
        return msg(
            "The certificate of {} is not vouched for by anybody this system trusts: {}.",
            shown,
            fault,
        )
    if proxy is not None:
        return msg(
            "The certificate that comes for {} by way of the proxy {} is not vouched for by "
            "anybody this system trusts: the proxy may have put its own in its place.",
            shown,
            Place(proxy.place),
        )
    return msg("The certificate of {} is not vouched for by anybody this system trusts.", shown)


def _fault_of_authorities() -> Message | None:
    """What is wrong with the variables that name the trusted certificates; None if nothing is."""
    if sys.platform in ("win32", "darwin"):  # these use the system's own list
        return None
    file, folders = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    if file is not None:
        return _fault_of_file(file)
    if folders is not None:
        return _fault_of_folders(folders)
    other = next((name for name in _OF_OTHER_PROGRAMS if os.environ.get(name)), None)
    if other is None:
        return None
    return msg("{} is for other programs, and this one reads SSL_CERT_FILE", other)


def _fault_of_file(path: str) -> Message | None:
    if not os.path.isfile(path):
        return msg("SSL_CERT_FILE names {}, which is no file", Place(path))
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=path)
    except OSError:
        return msg("SSL_CERT_FILE names {}, in which no certificate can be read", Place(path))
    return None


def _fault_of_folders(paths: str) -> Message | None:
    for path in paths.split(os.pathsep):
        with suppress(OSError):
            if any(_NAME_BY_HASH.fullmatch(name) for name in os.listdir(path)):
                return None
    return msg("SSL_CERT_DIR names {}, in which no certificate is found", Place(paths))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, the errors that caused it, and those that it contains, innermost first."""
    inner = [error.__cause__, *(part for part in error.args if isinstance(part, BaseException))]
    for cause in inner:
        if cause is not None and cause is not error:
            yield from _causes(cause)
    yield error
