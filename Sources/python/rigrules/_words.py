"""The language of messages that the package itself raises: the library's own are in the engine's language."""

from __future__ import annotations

import os
from typing import Optional


def _of_locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value is not None:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def say(english: str, chinese: str, language: Optional[str] = None) -> str:
    """The one of two texts that is in a language; without one, that of the locale, as the program chooses it."""
    return chinese if (language or _of_locale()) == "zh" else english
