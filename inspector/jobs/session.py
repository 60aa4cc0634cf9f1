"""What the user asked for, for command line and window alike: sources, limits and keys."""

from pathlib import Path

from inspector.document.measure import DEFAULT_LIMITS, Limits
from inspector.jobs.given_key_files import KeyFile
from inspector.named_tuple import NamedTuple
from inspector.sources import SourceOptions
from inspector.sources.fetched import DEFAULT_OPTIONS
from inspector.verify.trust import KnownKey, TrustedKeys


class Session(NamedTuple):
    """The settings of one run, for opening and verifying.

    ``trust`` includes the keys of ``key_files``. A document that is one of these files gets a
    warning.
    """

    trust: TrustedKeys
    options: SourceOptions = DEFAULT_OPTIONS
    limits: Limits = DEFAULT_LIMITS
    key_files: tuple[KeyFile, ...] = ()


class WindowRequest(NamedTuple):
    """What the command line asks of the window.

    - ``screenshot``: save a picture to this file and exit.
    - ``scheme``: "light", "dark" or "" for the system's.
    - ``size``: width and height of the window in device-independent pixels.
    - ``key_list``: the file of the user's keys, None for a run without it; ``given_keys`` are
      trusted in addition.
    - ``language``: a code such as "de", or "" for the one in the settings.
    - ``joins``: a running window may open the sources as tabs; only for a session with default
      options.
    - ``compare``: compare the two sources with each other.
    - ``asks``: the user did not type the sources; show what would be fetched first.
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
