"""Where bytes come from: a file, standard input, an address, an archive's member, a Pith Number.

A source is fetched whole or refused by name, within limits of size and time. What the network
or an archive needs is imported only when one is met.
"""

from inspector.sources.link import as_written
from inspector.sources.options import SourceOptions
from inspector.sources.plan import Plan, describe
from inspector.sources.source import Fetched, fetch

__all__ = ["Fetched", "Plan", "SourceOptions", "as_written", "describe", "fetch"]
