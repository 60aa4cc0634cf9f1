"""``keys``: the user's own list of keys, which trust comes from."""

import click

from inspector.cli.options import read_key_file
from inspector.cli.output import ExitCode, note, note_error, write_data, write_line
from inspector.document.canonical import reference_json
from inspector.document.json_types import JsonObject
from inspector.document.visible import visible
from inspector.errors import InspectorError
from inspector.export.report_text import Line, Role
from inspector.jobs.trust_store import default_trust, forget, set_standing, store_path
from inspector.verify.key_file import read_keys
from inspector.verify.trust import KnownKey, PublicKey, Standing

_YES = click.option("--yes", is_flag=True, help="Do not ask; the fingerprints were compared.")


@click.group()
def keys() -> None:
    """Show and change the list of keys that you trust or distrust."""


@keys.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a key, a line each.")
def list_keys(as_json: bool) -> int:
    """Show the keys of your list and the one that ships with the program."""
    try:
        known = default_trust().known
    except InspectorError as error:
        note_error(error)
        return ExitCode.UNREADABLE
    for entry in known:
        if as_json:
            write_data(reference_json(_members(entry)) + b"\n")
        else:
            name = visible(entry.key.key_id) or "(no id)"
            origin = visible(entry.origin)
            fingerprint = grouped(entry.key.fingerprint)
            write_line(Line(Role.PLAIN, f"{entry.standing:<10}  {fingerprint}  {name}  {origin}"))
    return ExitCode.VERIFIED


def _members(entry: KnownKey) -> JsonObject:
    return {
        "key_id": entry.key.key_id,
        "public_key_hex": entry.key.raw.hex(),
        "fingerprint": entry.key.fingerprint,
        "standing": entry.standing,
        "origin": entry.origin,
        "since": entry.since,
    }


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups of four, for comparing by eye."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


@keys.command()
@click.argument("key")
@_YES
def trust(key: str, yes: bool) -> int:
    """Trust the keys of a KEYFILE, or a key of your list by fingerprint or id."""
    return _change(key, Standing.TRUSTED, yes=yes)


@keys.command()
@click.argument("key")
@_YES
def distrust(key: str, yes: bool) -> int:
    """Distrust the keys of a KEYFILE, or a key of your list: what they signed fails."""
    return _change(key, Standing.DISTRUSTED, yes=yes)


@keys.command("forget")
@click.argument("key")
@_YES
def forget_key(key: str, yes: bool) -> int:
    """Take a key out of your list, by fingerprint, id or KEYFILE."""
    return _change(key, Standing.UNKNOWN, yes=yes)


def _change(name: str, standing: Standing, *, yes: bool) -> int:
    word = {
        Standing.TRUSTED: "Trust",
        Standing.DISTRUSTED: "Distrust",
        Standing.UNKNOWN: "Forget",
    }[standing]
    try:
        found = _find(name)
        for key in found:
            note(f"{grouped(key.fingerprint)}  {key.key_id or '(no id)'}")
        if not yes and not click.confirm(
            f"{word} {'it' if len(found) == 1 else 'them'}?", err=True
        ):
            return ExitCode.FAILED
        if standing is Standing.UNKNOWN:
            forget(found, store_path())
        else:
            set_standing(found, standing, name, store_path())
    except InspectorError as error:
        note_error(error, name)
        return ExitCode.UNREADABLE
    return ExitCode.VERIFIED


def _find(name: str) -> list[PublicKey]:
    """The keys meant: of the list by fingerprint or id, else those of a file."""
    wanted = name.replace(" ", "").lower()
    listed = [
        known.key
        for known in default_trust().known
        if wanted == known.key.fingerprint or name == known.key.key_id
    ]
    return listed or read_keys(read_key_file(name))
