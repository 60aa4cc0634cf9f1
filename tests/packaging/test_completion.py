"""Completion in real shells: the Tab key is pressed with the installed wheel."""

import os
import re
import select
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.tools import needs_tool

pytestmark = pytest.mark.packages

PATIENCE = 60
START = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "-i"),
}
LOADED = {
    "bash": ". /usr/share/bash-completion/bash_completion",
    "zsh": "fpath+=({share}/zsh/site-functions); autoload -Uz compinit; compinit -u -D",
    "fish": "true",
}
"""What a user's own start-up files do; this user has none."""
PAPER = "paper one.pith.json"


class Shell:
    """A shell at a terminal. What was typed is handed to printf after Tab, so that it is read as
    the words that a program would get, not as they are drawn."""

    def __init__(self, name: str, share: Path, folder: Path) -> None:
        command = (needs_tool("setsid", "util-linux"), "--ctty", "--wait", *START[name])
        variables = {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "settings"),
            "PATH": f"{share.parent / 'bin'}:{os.environ['PATH']}",
            "XDG_DATA_DIRS": str(share),
            "TERM": "xterm",
        }
        self._terminal, side = os.openpty()
        self._process = subprocess.Popen(
            command, stdin=side, stdout=side, stderr=side, cwd=folder,
            env={**os.environ, **variables},
        )  # fmt: skip
        os.close(side)
        self.say(LOADED[name].format(share=share))

    def close(self) -> None:
        os.close(self._terminal)  # which hangs up
        self._process.wait()

    def say(self, line: str) -> bytes:
        """Type the line and Enter; return the shell's output."""
        # The end is not spelled in what is typed, which the terminal shows, too.
        os.write(self._terminal, f"{line}; printf 'do%s\\n' ne\n".encode())
        return self._read_until(b"done\r\n")

    def after_tab(self, typed: str) -> list[str]:
        """The words of the line after Tab was pressed."""
        to_start, to_end = "\x01", "\x05"
        written = self.say(f"{typed}\t{to_start}printf '<%s>' {to_end}")
        return [word.decode() for word in re.findall(rb"<([^%<>]*)>", written)]

    def _read_until(self, end: bytes) -> bytes:
        written = b""
        deadline = time.monotonic() + PATIENCE
        while end not in written:
            left = max(0, deadline - time.monotonic())
            assert select.select([self._terminal], [], [], left)[0], written
            written += os.read(self._terminal, 4096)
        return written


@pytest.fixture(params=START)
def shell(request: pytest.FixtureRequest, installed: Path, tmp_path: Path) -> Iterator[Shell]:
    name: str = request.param
    needs_tool(name, name)
    if name == "bash" and not Path("/usr/share/bash-completion/bash_completion").exists():
        needs_tool("bash_completion", "bash-completion")
    for file in (PAPER, "keys.json"):
        (tmp_path / file).touch()
    opened = Shell(name, installed.parent / "share", tmp_path)
    yield opened
    opened.close()


def test_tab_completes_commands_options_their_values_and_files(shell: Shell) -> None:
    typed = {
        "ver": ["verify"],
        "keys dis": ["keys", "distrust"],
        "--scr": ["--screenshot"],
        "verify --js": ["verify", "--json"],
        f"'{PAPER}' --scheme d": [PAPER, "--scheme", "dark"],
        "pap": [PAPER],
        "verify pap": ["verify", PAPER],
        "diff keys.json pap": ["diff", "keys.json", PAPER],
        "verify --trust ke": ["verify", "--trust", "keys.json"],
        "keys trust ke": ["keys", "trust", "keys.json"],
    }
    completed = {line: shell.after_tab(f"pith-inspector {line}") for line in typed}
    assert completed == {line: ["pith-inspector", *words] for line, words in typed.items()}
