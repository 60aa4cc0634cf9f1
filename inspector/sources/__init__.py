"""Where bytes come from: a file, standard input, an address, an archive's member, a Pith Number.

A source is fetched whole or refused by name, within limits of size and time. What the network
or an archive needs is imported only when one is met.
"""

from inspector.sources.fetched import Answer, Fetched, PastedText, SourceOptions
from inspector.sources.link import as_stored, as_written, read_back
from inspector.sources.plan import Plan, absolute, describe, lasts, may_be_remote, may_last
from inspector.sources.source import fetch

__all__ = [
    "Answer",
    "Fetched",
    "PastedText",
    "Plan",
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
