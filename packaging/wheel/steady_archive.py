"""Packs a source distribution again, so that its bytes hang on the contents of its files alone.

    python packaging/wheel/steady_archive.py SOURCE.tar.gz OUT_FOLDER

setuptools writes down whose the files were, when they were changed and in what order they were
found. Every time becomes SOURCE_DATE_EPOCH; of the mode is kept whether a file can be run.
"""

import gzip
import os
import sys
import tarfile
from pathlib import Path


def steady(archive: Path, out: Path, time: int) -> None:
    """Write the files of the tar.gz ``archive`` to ``out``; ``time`` is in seconds since 1970."""
    with (
        tarfile.open(archive) as source,
        out.open("wb") as file,
        gzip.GzipFile("", "wb", 9, file, mtime=time) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as target,
    ):
        for member in sorted(source, key=lambda member: member.name):
            if member.isreg():
                target.addfile(_plain(member, time), source.extractfile(member))


def _plain(member: tarfile.TarInfo, time: int) -> tarfile.TarInfo:
    plain = tarfile.TarInfo(member.name)
    plain.size = member.size
    plain.mtime = time
    plain.mode = 0o755 if member.mode & 0o100 else 0o644
    return plain


if __name__ == "__main__":
    _archive, _folder = map(Path, sys.argv[1:])
    steady(_archive, _folder / _archive.name, int(os.environ["SOURCE_DATE_EPOCH"]))
