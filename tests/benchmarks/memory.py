"""What a process holds in memory: prints by how many KiB it grew.

Arguments: ``--parse`` or ``--compare``, and two files with a state each.
"""

import sys
from pathlib import Path

import orjson


def peak() -> int:
    """The peak memory of this process in KiB; getrusage would include its parent's."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


def parse(*paths: Path) -> int:
    """The growth of the process in KiB by two parsed documents."""
    before = peak()
    values = [orjson.loads(path.read_bytes()) for path in paths]
    return peak() - before if values else 0


def compare(*paths: Path) -> int:
    """The same with both laid out and compared, and the comparison kept."""
    from inspector.document.reader import read_document
    from tests.benchmarks.comparing import compared, sides_of

    before = peak()
    left, right = (read_document(path.read_bytes()) for path in paths)
    comparison = compared(sides_of((left, right)))
    return peak() - before if comparison.counts.total else 0


if __name__ == "__main__":
    measure = {"--parse": parse, "--compare": compare}[sys.argv[1]]
    print(measure(*map(Path, sys.argv[2:])))
