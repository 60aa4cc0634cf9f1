"""Which verdicts would change if the user's list of keys did: told before it is changed."""

from collections.abc import Sequence
from typing import NamedTuple

from inspector.gui.document.opened import Checked
from inspector.jobs.memory import collector_aside
from inspector.progress import Checkpoint
from inspector.verify.report import Verdict
from inspector.verify.trust import Standing, TrustedKeys
from inspector.verify.verifier import verify


class VerdictChange(NamedTuple):
    """A document whose verdict would change. ``name`` is as hostile as a file name is."""

    name: str
    before: Verdict
    after: Verdict


class TrustPreview(NamedTuple):
    """What would follow if the key with these bytes had this standing, of ``looked_at`` open
    documents."""

    raw: bytes
    standing: Standing
    looked_at: int
    changes: tuple[VerdictChange, ...]


def preview_trust(
    documents: Sequence[Checked], trust: TrustedKeys, checkpoint: Checkpoint
) -> tuple[VerdictChange, ...]:
    """The documents whose verdict ``trust`` changes. Raises CancelledError alone."""
    with collector_aside():
        found = [_change(checked, trust, checkpoint) for checked in documents]
        return tuple(change for change in found if change.before is not change.after)


def _change(checked: Checked, trust: TrustedKeys, checkpoint: Checkpoint) -> VerdictChange:
    opened = checked.opened
    report = verify(opened.document, trust, paper=checked.paper, checkpoint=checkpoint)
    return VerdictChange(opened.name, checked.report.verdict, report.verdict)
