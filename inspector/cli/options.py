"""Options that several commands share, and the session they add up to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from inspector.errors import InspectorError, TrustStoreError
from inspector.jobs.session import Session
from inspector.jobs.trust_store import default_trust, given_keys, store_path
from inspector.sources import SourceOptions, fetch
from inspector.verify.key_file import MOST_BYTES
from inspector.verify.trust import KnownKey, TrustedKeys

_Command = TypeVar("_Command", bound=Callable[..., Any])


def network_options(command: _Command) -> _Command:
    """``--offline`` and ``--resolver``."""
    for option in (
        click.option(
            "--resolver",
            default=SourceOptions().resolver,
            show_default=True,
            metavar="URL",
            help="Where Pith Numbers and arXiv ids are looked up.",
        ),
        click.option("--offline", is_flag=True, help="Fetch nothing over the network."),
    ):
        command = option(command)
    return command


def trust_options(command: _Command) -> _Command:
    """``--trust`` and ``--no-default-trust``."""
    for option in (
        click.option(
            "--no-default-trust",
            is_flag=True,
            help="Trust only the keys given with --trust, not the shipped key nor your own list.",
        ),
        click.option(
            "--trust",
            "trust_files",
            multiple=True,
            metavar="KEYFILE",
            help="Trust the keys of this file, too. May be given several times.",
        ),
    ):
        command = option(command)
    return command


def source_options(resolver: str, *, offline: bool) -> SourceOptions:
    return SourceOptions(offline=offline, resolver=resolver)


def session(
    trust_files: tuple[str, ...], resolver: str, *, no_default_trust: bool, offline: bool
) -> Session:
    """The session of a command. A key file that cannot be used is wrong usage, and so is a
    damaged list of keys."""
    try:
        trust = TrustedKeys() if no_default_trust else default_trust()
    except InspectorError as error:
        where = f"{store_path()}: " if isinstance(error, TrustStoreError) else ""
        said = f"{where}{error.message}; --no-default-trust goes without it"
        raise click.UsageError(said) from error
    return Session(trust.with_keys(keys_of(trust_files)), source_options(resolver, offline=offline))


def keys_of(trust_files: tuple[str, ...]) -> tuple[KnownKey, ...]:
    """The keys that are trusted for this run. A file that cannot be used is wrong usage."""
    found: list[KnownKey] = []
    try:
        for name in trust_files:
            found += given_keys(read_key_file(name), str(Path(name).name))
    except InspectorError as error:
        raise click.UsageError(error.message) from error
    return tuple(found)


def read_key_file(name: str) -> bytes:
    """The bytes of a key file, read like any local source. Raises SourceError."""
    return fetch(name, SourceOptions(max_bytes=MOST_BYTES, offline=True)).data
