"""A failed import names the package to install; other failures get their own name."""

import errno
import sys

import pytest

from inspector.errors import CannotStartError, OutOfMemoryError, OutputError, PackageMissingError
from inspector.start import exit_report, imports


def failed(statement: str) -> ImportError:
    with pytest.raises(ImportError) as caught:
        exec(statement, {})
    return caught.value


def test_a_module_of_the_program_is_a_damaged_installation() -> None:
    error = imports.explain(failed("import inspector.nowhere"))
    assert isinstance(error, PackageMissingError)
    assert "install Pith Inspector anew" in str(error)


def test_a_module_of_python_is_asked_of_python() -> None:
    error = imports.explain(ModuleNotFoundError("No module named '_ssl'", name="_ssl"))
    assert "this Python lacks its module _ssl" in str(error)


def test_another_package_is_installed_by_pip() -> None:
    error = imports.explain(failed("import nowhere_at_all.part"))
    assert "the Python package nowhere_at_all is missing" in str(error)
    assert f"'{sys.executable}' -m pip install" in str(error)


def test_an_installed_program_is_not_mended_by_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    told = str(imports.explain(failed("import nowhere_at_all")).message)
    assert "pip" not in told
    assert "install Pith Inspector anew" in told


def test_a_library_of_qt_itself_is_its_packages_matter() -> None:
    text = "libQt6Core.so.6: cannot open shared object file: No such file or directory"
    error = imports.explain(ImportError(text, name="QtCore"))
    assert isinstance(error, PackageMissingError)
    assert "PySide6-Essentials" in str(error)


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (MemoryError(), OutOfMemoryError, "not enough memory"),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), OutOfMemoryError, "not enough memory"),
        (OSError(errno.EIO, "Input/output error"), OutputError, "cannot be written: Input"),
        (FileNotFoundError(errno.ENOENT, "No such file"), CannotStartError, "is gone"),
        (PermissionError(errno.EACCES, "Denied", "/a/b"), CannotStartError, "/a/b: Denied"),
        (RuntimeError("can't start new thread"), CannotStartError, "thread"),
    ],
)
def test_what_ends_a_run_has_a_sentence(error: Exception, kind: type, words: str) -> None:
    known = exit_report.named(error)
    assert type(known) is kind
    assert words in str(known)


@pytest.mark.parametrize("error", [ValueError("x"), RuntimeError("x"), SystemExit(3)])
def test_an_error_of_the_program_itself_is_not_explained_away(error: BaseException) -> None:
    assert exit_report.named(error) is None
