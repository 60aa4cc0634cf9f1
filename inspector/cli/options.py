"""Options shared by several commands, and the session made from them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from inspector.cli.output import note
from inspector.document.document import Document
from inspector.errors import InspectorError, TrustStoreError
from inspector.jobs.given_key_files import KeyFile, own_trust, read_key_file, same_ids
from inspector.jobs.session import Session
from inspector.jobs.trust_store import default_trust, store_path
from inspector.sources import SourceOptions, describe
from inspector.verify.trust import TrustedKeys
from inspector.visible import shell_word

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from inspector.paper.text import PaperText

_Command = TypeVar("_Command", bound=Callable[..., Any])


def complete_file(_: click.Context, __: click.Parameter, typed: str) -> "list[CompletionItem]":
    """Shell completion for file names."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - for a shell that asks

    return [CompletionItem(typed, type="file")]


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
            shell_complete=complete_file,
            help="Trust the keys of this file, too. May be given several times.",
        ),
    ):
        command = option(command)
    return command


def paper_option(command: _Command) -> _Command:
    """``--paper-text``."""
    return click.option(
        "--paper-text",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="The paper's text, to look in for the title and the abstract: plain text, its html "
        "page, or arXiv's Atom or OAI-PMH.",
    )(command)


def given_paper(path: Path | None) -> "PaperText | None":
    """The paper's text in the file of ``--paper-text``; if it cannot be used, that is a usage
    error."""
    if path is None:
        return None
    from inspector.jobs.reading import read_paper_file  # noqa: PLC0415 - few ask for it

    try:
        return read_paper_file(str(path))
    except InspectorError as error:
        raise click.UsageError(str(error)) from error


def source_options(resolver: str, *, offline: bool) -> SourceOptions:
    """The options of a fetch from those of the command line."""
    return SourceOptions(offline=offline, resolver=resolver)


def session(
    trust_files: tuple[str, ...], resolver: str, *, no_default_trust: bool, offline: bool
) -> Session:
    """The session of a command. An unusable key file or a damaged list of keys is a usage error."""
    try:
        trust = TrustedKeys() if no_default_trust else default_trust()
    except TrustStoreError as error:
        raise list_unreadable(error) from error
    return session_of(trust, trust_files, source_options(resolver, offline=offline))


def list_unreadable(error: TrustStoreError) -> click.UsageError:
    """The usage error for an unreadable list: which keys are distrusted is then not known."""
    said = f"{shell_word(str(store_path()))}: {error.message}; --no-default-trust goes without it"
    return click.UsageError(said)


def session_of(trust: TrustedKeys, trust_files: tuple[str, ...], options: SourceOptions) -> Session:
    """A session that also trusts the keys of these files. An unusable file is a usage error.

    Warns about a file with several keys, and about a key with the id of another trusted key.
    """
    found: list[KeyFile] = []
    for name in trust_files:
        try:
            found.append(read_key_file(name))
        except InspectorError as error:
            raise click.UsageError(f"--trust {shell_word(name)}: {error.message}") from error
    for file in found:
        if sentence := file.sentence:
            note(str(sentence))
    keys = [known for file in found for known in file.keys]
    for notice in same_ids(keys, trust):
        note(str(notice.sentence))
    return Session(trust.with_keys(keys), options, key_files=tuple(found))


def note_looked_up(source: str, options: SourceOptions) -> None:
    """Say what a name was taken for and which host will be asked, before fetching it."""
    try:
        plan = describe(source, options)
    except InspectorError:
        return  # reading it reports why
    if plan.asked is not None and plan.identifier and not (options.offline or options.asks):
        named = f"{shell_word(source)} is taken for {plan.asked.text}"
        note(f"{named} and looked up at {plan.host}: {plan.url}")


def note_own_trust(asked: Session, document: Document | None) -> None:
    """Warn if a document is also one of the key files by which it is trusted."""
    notice = document and own_trust(asked.key_files, document)
    if notice:
        note(str(notice.sentence))
