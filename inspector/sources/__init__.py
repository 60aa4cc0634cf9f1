"""Where bytes come from: a file, standard input, an address, an archive member, a Pith Number.

A source is fetched completely or refused with a named error, within limits of size and time.
Modules for the network and for archives are imported only when needed.
"""

from inspector.sources.fetched import Fetched, PastedText, Response, SourceOptions
from inspector.sources.link import as_stored, as_written, read_back
from inspector.sources.plan import Plan, absolute, describe, lasts, may_be_remote, may_last
from inspector.sources.source import fetch

__all__ = [
    "Fetched",
    "PastedText",
    "Plan",
    "Response",
    "SourceOptions",
    "absolute",
    "as_stored",
    "as_written",
    "describe",
    "fetch",
    "lasts",
    "may_be_remote",
    "may_last",
    "read_back",
]
