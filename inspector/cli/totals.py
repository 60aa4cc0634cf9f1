"""What came of all the documents of one source, in one line."""

from collections import Counter

from inspector.cli.output import CODES, exit_code
from inspector.errors import ProgramFaultError
from inspector.jobs.contents import Inside, PassedOver
from inspector.jobs.verification import Verified
from inspector.verify.report import Verdict

_ORDER = (Verdict.FAILED, Verdict.UNREADABLE, Verdict.UNPROVEN, Verdict.VERIFIED)


class Totals:
    """Counts verdicts, and what is no document."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._verdicts: Counter[Verdict] = Counter()
        self._faults = self._links = self._others = self._passed_over = 0
        self.is_list = False
        """Whether the source holds several."""

    def count(self, one: Verified | Inside | PassedOver) -> None:
        if isinstance(one, Verified):
            self._verdicts[one.report.verdict] += 1
            self.is_list = self.is_list or one.source != self._source
            return
        self.is_list = True
        if isinstance(one, PassedOver):
            self._passed_over += one.files
        elif isinstance(one.found, ProgramFaultError):
            self._faults += 1
        elif one.found is None:
            self._links += 1
        else:
            self._others += 1

    @property
    def verdicts(self) -> list[Verdict | None]:
        """Each that there is, once; where there is no document, nothing could be read."""
        found: list[Verdict | None] = [*self._verdicts]
        if self._faults:
            found.append(None)
        return found or [Verdict.UNREADABLE]

    @property
    def worst(self) -> Verdict:
        """The one that decides; a fault of the program leaves it open, and nothing is verified."""
        code = exit_code(self.verdicts)
        return next((one for one in Verdict if CODES[one] == code), Verdict.UNREADABLE)

    @property
    def words(self) -> str:
        """ "3 documents: 1 failed, 2 verified; 1 file is no document"."""
        counts = [f"{self._verdicts[one]:,} {one}" for one in _ORDER if self._verdicts[one]]
        if self._faults:
            counts.append(f"{self._faults:,} not checked, for a fault of this program")
        whole = _counted(self._verdicts.total() + self._faults, "document", "documents")
        words = [f"{whole}: {', '.join(counts)}" if counts else "no document"]
        if self._others:
            words.append(_counted(self._others, "file is no document", "files are no documents"))
        if self._links:
            words.append(_counted(self._links, "link to another file", "links to other files"))
        if self._passed_over:
            words.append(passed_over_words(self._passed_over))
        return "; ".join(words)


def passed_over_words(count: int) -> str:
    files = _counted(count, "file", "files")
    return f"{files} of macOS or Windows passed over"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
