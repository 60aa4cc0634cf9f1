"""Reports why a run could not do what was asked: one sentence, and the exit code.

Also repairs standard streams that are closed or cannot encode the sentence.
"""

import errno
import os
import sys
import traceback
from contextlib import suppress
from typing import NoReturn, TextIO

from inspector.errors import CannotStartError, InspectorError, OutputError, ProgramFaultError
from inspector.start.imports import explain, out_of_memory
from inspector.visible import visible

UNAVAILABLE = 69
"""EX_UNAVAILABLE of sysexits.h; different from all codes that mean a verdict."""
FAULT = 70
"""EX_SOFTWARE of sysexits.h: a program fault is no verdict either."""
_INTERRUPTED = 130
_NAME = "pith-inspector"
_TITLE = "Pith Inspector"
_ERROR_ICON = 0x10
_NO_THREAD = "can't start new thread"
_WRITING = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


def report_error(error: BaseException) -> int | None:
    """Report why ``error`` ends the run and return the exit code.

    None if it is a normal way for a run to end.
    """
    if isinstance(error, KeyboardInterrupt):
        _write("stopped")
        return _INTERRUPTED
    if (known := named(error)) is not None:
        tell(known)
        return UNAVAILABLE
    return _fault(error) if isinstance(error, Exception) else None


def _fault(error: Exception) -> int:
    """Report a program fault, with the traceback that developers need."""
    show_trace(error)
    tell(
        ProgramFaultError(
            "This is a fault of {}, not of the document; its developers need the lines above",
            _TITLE,
        )
    )
    return FAULT


def show_trace(error: Exception) -> None:
    """Print the traceback to stderr with everything from a document escaped."""
    if sys.stderr is not None:
        with suppress(OSError):
            for line in "".join(traceback.format_exception(error)).split("\n")[:-1]:
                sys.stderr.write(visible(line) + "\n")


def end_with(error: InspectorError) -> NoReturn:
    """Report the error and end the process immediately, because the caller would abort it."""
    tell(error)
    os._exit(UNAVAILABLE)


def tell(error: InspectorError) -> None:
    """Print the sentence to stderr, or show it in a box if there is no stderr."""
    if is_heard() or sys.platform != "win32":
        _write(f"{error} [{error.code}]")
    else:
        _show_box(str(error))


def named(error: BaseException) -> InspectorError | None:
    """``error`` as a named error with a sentence; None if it is no problem of the environment."""
    if isinstance(error, InspectorError):
        return error
    if isinstance(error, ImportError):
        return explain(error)
    if isinstance(error, MemoryError):
        return out_of_memory()
    if isinstance(error, OSError):
        return _of_system(error)
    if isinstance(error, RuntimeError) and _NO_THREAD in str(error):
        return CannotStartError(
            "No further thread can be started; raise the limits (ulimit -u, ulimit -v)"
        )
    return None


def _of_system(error: OSError) -> InspectorError:
    if error.errno == errno.ENOMEM:
        return out_of_memory()
    if error.filename is None and error.errno in _WRITING:
        with suppress(OSError, ValueError):
            discard_output()
        return OutputError("The output cannot be written: {}", str(error.strerror))
    if error.filename is None and error.errno == errno.ENOENT:
        return CannotStartError(
            "The folder that the program was started in is gone; change to another one"
        )
    why = error.strerror or str(error)
    if isinstance(error.filename, str | bytes):
        return CannotStartError("{}: {}", os.fsdecode(error.filename), why)
    return CannotStartError("{}", why)


def _write(text: str) -> None:
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"{_NAME}: {visible(text)}\n")
            sys.stderr.flush()


def _show_box(text: str) -> None:
    import ctypes  # noqa: PLC0415 - a program without a console on Windows alone

    user = getattr(ctypes, "windll").user32  # noqa: B009 - no other system has it
    user.MessageBoxW(None, text, _TITLE, _ERROR_ICON)


# --- standard streams -------------------------------------------------------------------------

_LAST = 2


def fill_streams() -> None:
    """Replace each standard stream that was closed at the start by the null device.

    A desktop or a daemon may close them. A file opened later would otherwise get the number of a
    closed stream, and a library's messages would be written into it. Reading from stdin still finds
    it closed.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= _LAST:
        pass
    os.close(number)
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()


def is_heard() -> bool:
    """Whether anybody may read what is written to stderr."""
    return sys.__stderr__ is not None


def discard_output() -> None:
    """Drop what stdout could not take; Python would otherwise try again at exit, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")
