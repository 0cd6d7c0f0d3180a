"""The program `kf`, as the console script that the package installs."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Runs kf with the arguments of the process, and ends with its exit code."""
    # As any program: Ctrl-C ends it, and so does a pipe whose reader has left.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from . import _kf

    sys.exit(_kf.main(["kf", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
