"""What is settled before Qt is asked for a window: whether it may be, and by which means."""

import os
import sys

import PySide6

_FEWEST_FILES = 64


def prepare(*, is_picture: bool) -> None:
    """Choose how Qt draws. Raises CannotStartError where it would end the process by itself."""
    _refuse_a_binding_that_aborts()
    _refuse_few_files()
    if sys.platform != "linux":
        return
    # The window is drawn without OpenGL; its driver, broken or not, is not even loaded.
    os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")
    if is_picture:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    elif os.environ.get("DISPLAY") and _has_no_way_to_wayland():
        os.environ.setdefault("QT_QPA_PLATFORM", "xcb")


def _has_no_way_to_wayland() -> bool:
    """Its library would complain, and Qt would turn to X."""
    display = os.environ.get("WAYLAND_DISPLAY", "/")
    return not (display.startswith("/") or os.environ.get("XDG_RUNTIME_DIR"))


def _refuse_a_binding_that_aborts() -> None:
    """On Python 3.11 PySide6 6.12 loses references to None until the interpreter gives up."""
    if sys.version_info < (3, 12) and PySide6.__version_info__[:2] >= (6, 12):
        from inspector.start import refusals  # noqa: PLC0415 - the end of a run

        raise refusals.binding_that_aborts(PySide6.__version__)


def _refuse_few_files() -> None:
    """With no file left to open, the libraries below Qt abort."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most != resource.RLIM_INFINITY and most < _FEWEST_FILES:
        from inspector.start import refusals  # noqa: PLC0415 - the end of a run

        raise refusals.few_files(most, _FEWEST_FILES)
