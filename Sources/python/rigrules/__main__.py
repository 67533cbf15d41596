"""Runs the program `rigrules` that came with the package."""

from __future__ import annotations

import os
import sys

from . import _files
from ._errors import LibraryNotFound


def main() -> None:
    """Becomes the program: its input, output, signals and exit status are the program's."""
    try:
        program = _files.program()
        sys.stdout.flush()
        os.execv(program, ["rigrules", *sys.argv[1:]])
    except (LibraryNotFound, OSError) as error:
        sys.exit(f"rigrules: {error}")


if __name__ == "__main__":
    main()
