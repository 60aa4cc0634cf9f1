"""What the user asked for, the same for both faces: where from, within which limits, whose keys."""

from pathlib import Path
from typing import NamedTuple

from inspector.document.measure import DEFAULT_LIMITS, Limits
from inspector.jobs.given_key_files import KeyFile
from inspector.sources import SourceOptions
from inspector.sources.fetched import DEFAULT_OPTIONS
from inspector.verify.trust import KnownKey, TrustedKeys


class Session(NamedTuple):
    """The settings of one run, for opening and verifying.

    The keys of ``key_files`` are in ``trust``; a document that is one of these files is said so.
    """

    trust: TrustedKeys
    options: SourceOptions = DEFAULT_OPTIONS
    limits: Limits = DEFAULT_LIMITS
    key_files: tuple[KeyFile, ...] = ()


class WindowRequest(NamedTuple):
    """What the command line asks of the window.

    ``screenshot``: render to this picture and end. ``scheme``: "light", "dark" or "" for the
    system's. ``size``: width and height of the window in device-independent pixels.
    ``key_list`` is the file of the user's keys, None for a run without it, and ``given_keys`` are
    trusted beside it.
    ``language``: a code such as "de", or "" for the one of the settings.
    ``joins``: a window that runs already may take the sources as tabs of its own; only for a
    session as every start has it.
    ``compare``: the two sources are compared with each other.
    ``asks``: the user did not type the sources; what is to be fetched is shown first.
    """

    sources: tuple[str, ...]
    session: Session
    screenshot: Path | None = None
    scheme: str = ""
    size: tuple[int, int] = (1440, 900)
    select: str | None = None
    language: str = ""
    joins: bool = False
    key_list: Path | None = None
    given_keys: tuple[KnownKey, ...] = ()
    compare: bool = False
    asks: bool = False
