"""The user's list of keys in the window: read and written in workers, shared with other programs.

No widgets. Only the user changes standings, here or in another program; keys that are seen in a
document are added as unknown.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from inspector.errors import InspectorError, TrustStoreError
from inspector.gui.document.opened import Checked, Opened
from inspector.gui.file_watch import Poll
from inspector.gui.runner import LatestJob, Runner
from inspector.jobs import trust_store
from inspector.jobs.given_key_files import read_key_file
from inspector.jobs.memory import collector_aside
from inspector.jobs.trust_store import KeyList
from inspector.jobs.watching import FileStamp, stamp_at
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint
from inspector.verify import keys
from inspector.verify.keys import SeenKey, signers
from inspector.verify.report import Verdict
from inspector.verify.trust import ComparedBy, KnownKey, PublicKey, Standing, TrustedKeys
from inspector.verify.verifier import verify


class VerdictChange(NamedTuple):
    """A document whose verdict would change. ``name`` is an untrusted file name."""

    name: str
    before: Verdict
    after: Verdict


class TrustPreview(NamedTuple):
    """What a standing for the key with these bytes would change in ``looked_at`` open documents."""

    raw: bytes
    standing: Standing
    looked_at: int
    changes: tuple[VerdictChange, ...]


@collector_aside()
def preview_trust(
    documents: Sequence[Checked], trust: TrustedKeys, checkpoint: Checkpoint
) -> tuple[VerdictChange, ...]:
    """The documents whose verdict ``trust`` changes. Raises CancelledError only."""
    found = [_change(checked, trust, checkpoint) for checked in documents]
    return tuple(change for change in found if change.before is not change.after)


def _change(checked: Checked, trust: TrustedKeys, checkpoint: Checkpoint) -> VerdictChange:
    opened = checked.opened
    report = verify(opened.document, trust, paper=checked.paper, checkpoint=checkpoint)
    return VerdictChange(opened.name, checked.report.verdict, report.verdict)


T = TypeVar("T")


class _ListLook(NamedTuple):
    """The stamp of the list's file, which may be a link and need not exist."""

    place: str
    look: FileStamp | None


class TrustList(QObject):
    """The keys, and the consequences of changing them."""

    changed = Signal()
    """``trusted`` changed: documents must be verified again."""
    listed = Signal()
    """``entries`` or ``problem`` changed, or a requested change was made."""
    failed = Signal(InspectorError)
    """A change was not made, or a file not imported."""
    imported = Signal(object)
    """The keys of an imported file or a pasted text."""
    trust_previewed = Signal(TrustPreview)

    def __init__(
        self,
        runner: Runner,
        path: Path | None,
        given: tuple[KnownKey, ...] = (),
        parent: QObject | None = None,
    ) -> None:
        """``given`` are trusted for this run; if ``path`` is None, only they are."""
        super().__init__(parent)
        self._runner = runner
        self._given = given
        self._reading = LatestJob(runner, self)
        self._previewing = LatestJob(runner, self)
        self._looks: Poll[_ListLook] = Poll(runner, self)
        self._looks.answered.connect(self._on_look)
        self._look: _ListLook | None = None
        self._is_awaited = True
        self.path = path
        self._listed = KeyList((), _no_list() if path is None else None)
        self.trusted = TrustedKeys(given)

    @property
    def entries(self) -> KeyList:
        """All keys; those given for this run are among the trusted ones."""
        if self._is_unread(self._listed):
            return self._listed
        own = {known.key.raw for known in self._listed.trust.known}
        given = {known.key.raw: known for known in self._given if known.key.raw not in own}
        listed = [known for known in self._listed.entries if known.key.raw not in given]
        return self._listed._replace(entries=(*listed, *given.values()))

    @property
    def problem(self) -> InspectorError | None:
        """Why the list cannot be read and is not changed; None if it can."""
        return self._listed.problem

    def start(self, trusted: TrustedKeys) -> None:
        """Read and watch the list; ``trusted`` are the keys with which documents were verified so
        far."""
        self.trusted = trusted
        if self.path is None:
            self._on_read(self._listed)
        else:
            path = self.path
            self._looks.start(lambda: lambda _: _list_look(path))

    def read(self) -> None:
        """Read the list again, superseding a read in progress."""
        if (path := self.path) is not None:
            self._reading.start(lambda _: trust_store.read_list(path), self._on_read)

    def is_given(self, key: PublicKey) -> bool:
        """Whether the key is trusted for this run, whatever the list says."""
        return any(known.key.raw == key.raw for known in self._given)

    # --- what the user does ---------------------------------------------------------------

    def trust(
        self,
        key: PublicKey,
        origin: str,
        signers: Iterable[str] = (),
        compared: ComparedBy = ComparedBy.NOTHING,
    ) -> None:
        names = tuple(signers)
        self._write(
            lambda path: trust_store.set_standing(
                [key], Standing.TRUSTED, origin, path, names, compared=compared
            )
        )

    def distrust(self, key: PublicKey, origin: str = "") -> None:
        self._write(lambda path: trust_store.set_standing([key], Standing.DISTRUSTED, origin, path))

    def forget(self, key: PublicKey) -> None:
        self._write(lambda path: trust_store.forget([key], path))

    def import_file(self, name: str) -> None:
        """Add the keys of a KEYFILE to the list as candidates, not as trusted."""
        self._import(lambda: read_key_file(name).keys, Path(name).name)

    def import_text(self, text: str) -> None:
        """The same for a text in the format of a KEYFILE."""
        data, origin = text.encode(errors="replace"), trust_store.PASTED
        self._import(lambda: tuple(trust_store.given_keys(data, origin)), origin)

    def _import(self, read: Callable[[], tuple[KnownKey, ...]], origin: str) -> None:
        job = self._runner.start(lambda _: read(), self)
        job.on_success(partial(self._note_given, origin)).on_failure(self.failed.emit)

    def _note_given(self, origin: str, keys: tuple[KnownKey, ...]) -> None:
        self._write(
            lambda path: trust_store.note_given(keys, origin, path),
            lambda _: self.imported.emit([known.key for known in keys]),
        )

    # --- keys seen in documents -----------------------------------------------------------

    def note_seen(self, checked: Checked) -> None:
        """Add the keys with valid signatures in an opened document."""
        path = self.path
        if path is None or self.problem is not None:
            return

        def work(_: Checkpoint) -> bool:
            document = checked.opened.document
            met = signers(document, checked.report)
            return trust_store.note_seen(met, _inside(checked.opened), path)

        job = self._runner.start(work, self, must_end=True)
        job.on_success(self._on_noted).on_failure(self.failed.emit)

    def note_carried(self, opened: Opened, fingerprint: str) -> None:
        """Add the key with this fingerprint, whether or not it signed anything."""
        path = self.path
        if path is None or self.problem is not None:
            return

        def work(_: Checkpoint) -> bool:
            document = opened.document
            carried = (entry.key for entry in keys.entries(document.kind, document.value))
            met = [SeenKey(key) for key in carried if key and key.fingerprint == fingerprint]
            return trust_store.note_seen(met[:1], _inside(opened), path)

        job = self._runner.start(work, self, must_end=True)
        job.on_success(self._on_noted).on_failure(self.failed.emit)

    # --- previews -------------------------------------------------------------------------

    def preview_trust(
        self, documents: Sequence[Checked], key: PublicKey, standing: Standing
    ) -> None:
        """Compute which verdicts would change; ``trust_previewed`` carries a ``TrustPreview``."""
        trust = self._trust_of(self._listed.with_standing(key, standing))

        def work(checkpoint: Checkpoint) -> TrustPreview:
            changes = preview_trust(documents, trust, checkpoint)
            return TrustPreview(key.raw, standing, len(documents), changes)

        self._previewing.start(work, self.trust_previewed.emit, self.failed.emit)

    def stop_preview(self) -> None:
        self._previewing.cancel()

    # --- reading and writing --------------------------------------------------------------

    def _write(self, work: Callable[[Path], T], then: Callable[[T], object] | None = None) -> None:
        if (path := self.path) is None:
            self.failed.emit(self.problem)
            return

        def on_written(found: T) -> None:
            if then is not None:
                then(found)
            self._is_awaited = True
            self.read()

        job = self._runner.start(lambda _: work(path), self, must_end=True)
        job.on_success(on_written).on_failure(self.failed.emit)

    def _on_look(self, look: "_ListLook") -> None:
        if look != self._look:
            self._look = look
            self.read()

    def _on_noted(self, is_new: bool) -> None:
        if is_new:
            self.read()

    def _on_read(self, listed: KeyList) -> None:
        is_news = self._is_awaited or listed != self._listed
        trusted, before = self._trust_of(listed), self.trusted
        self._listed, self.trusted, self._is_awaited = listed, trusted, False
        if is_news:
            self.listed.emit()
        if trusted != before:
            self.changed.emit()

    def _trust_of(self, listed: KeyList) -> TrustedKeys:
        """An unreadable list makes nothing trusted, and what was distrusted stays so."""
        if self._is_unread(listed):
            distrusted = (k for k in self.trusted.known if k.standing is Standing.DISTRUSTED)
            return TrustedKeys(tuple(distrusted))
        return listed.trust.with_keys(self._given)

    def _is_unread(self, listed: KeyList) -> bool:
        return listed.problem is not None and self.path is not None


def _inside(opened: Opened) -> str:
    return f"{opened.name}, inside the {opened.document.kind}"


def _list_look(path: Path) -> _ListLook:
    return _ListLook(os.path.realpath(path), stamp_at(str(path)))


def _no_list() -> TrustStoreError:
    return TrustStoreError("This run trusts the keys that were given to it, and no list")
