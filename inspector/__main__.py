"""The program put together: the command line, and the window that it opens when asked to.

The only place that knows both faces, so that neither has to know the other.
"""

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.jobs.session import WindowRequest


def _open_window(request: "WindowRequest") -> int:
    from inspector.gui import app  # noqa: PLC0415 - the command line must not load Qt

    return app.run(request)


def main() -> None:
    """The console command ``pith-inspector``; ends the process with the run's exit code."""
    # Loading modules makes no garbage, and looking for it would take a tenth of a short run.
    gc.disable()
    from inspector.cli.main import run  # noqa: PLC0415

    sys.exit(run(sys.argv[1:], window=_open_window))


if __name__ == "__main__":
    main()
