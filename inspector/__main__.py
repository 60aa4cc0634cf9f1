"""The entry point of the program. It connects the command line and the window.

Only this module knows both, so neither needs to know the other. If a run ends before either can
report it, ``inspector.start`` explains why; it is loaded only then.
"""

import gc
import sys

TYPE_CHECKING = False  # importing it from typing would delay the handling of Ctrl+C
if TYPE_CHECKING:
    from inspector.jobs.session import WindowRequest
    from inspector.messages import Language


def _open_window(request: "WindowRequest") -> int:
    import signal  # noqa: PLC0415 - for the window alone

    # Ctrl+C ends the process at once: Qt's event loop ignores it, and an import of Qt does not
    # survive it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from inspector.gui.window import app  # noqa: PLC0415 - the command line must not load Qt

    return app.run(request)


def _language(code: str) -> "Language":
    from inspector.gui import translation  # noqa: PLC0415 - the translations are Qt's

    return translation.of_a_run_with_no_window(code)


def _run() -> int:
    try:
        if None in (sys.stdin, sys.stdout, sys.stderr):
            from inspector.start import exit_report  # noqa: PLC0415 - most have them

            exit_report.fill_streams()
        from inspector.cli.main import run  # noqa: PLC0415 - what it imports may be missing

        return run(sys.argv[1:], window=_open_window, translated=_language)
    except BaseException as error:
        from inspector.start import exit_report  # noqa: PLC0415 - the end of a run

        if (code := exit_report.report_error(error)) is None:
            raise
        return code


def main() -> None:
    """The console command ``pith-inspector``; ends the process with the run's exit code."""
    # Loading modules creates no garbage, and collections would take a tenth of a short run.
    gc.disable()
    sys.exit(_run())


if __name__ == "__main__":
    main()
