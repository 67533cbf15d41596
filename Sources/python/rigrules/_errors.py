"""What can go wrong, with its code and its place."""

from __future__ import annotations

from typing import Optional


class RigrulesError(Exception):
    """A call that failed.

    `code` is stable, such as "build/unknown-key", or empty; `file`, `line` and `column` are the place, each None
    if there is none. Lines and columns count from 1.
    """

    def __init__(
        self,
        message: str,
        code: str = "",
        file: Optional[str] = None,
        line: Optional[int] = None,
        column: Optional[int] = None,
    ) -> None:
        super().__init__(message, code, file, line, column)
        self.message = message
        self.code = code
        self.file = file
        self.line = line
        self.column = column

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number is not None]
        place = ":".join([self.file or "line", *numbers]) if self.file or numbers else ""
        code = f" [{self.code}]" if self.code else ""
        return f"{place}: {self.message}{code}" if place else f"{self.message}{code}"


class InvalidBuild(RigrulesError):
    """A build that cannot be used."""


class InvalidRules(RigrulesError):
    """Folders of rules, settings or a configuration that cannot be used."""


class InvalidOptions(RigrulesError, ValueError):
    """An option that is not there, or a value that it cannot have."""


class EngineClosed(RigrulesError):
    """An engine that is closed."""


class OutOfMemory(RigrulesError, MemoryError):
    """Memory is short."""


class LibraryNotFound(RigrulesError, ImportError):
    """The shared library is not where it should be, or is of another version."""
