"""What came with the package: the program, the library, rules, plugins and the catalogue."""

from __future__ import annotations

import os
import sys
from typing import Dict, List, Optional

from ._errors import LibraryNotFound
from ._words import say

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
#: An installation below the package: bin, lib and share/rigrules.
_INSTALLED = os.path.join(_PACKAGE, "_files")
#: The repository, if the package is used from a checkout.
_CHECKOUT = os.path.dirname(os.path.dirname(os.path.dirname(_PACKAGE)))
_SUFFIX = ".dylib" if sys.platform == "darwin" else ".so"

#: The plugins that the program has on by default; what they know belongs to every verdict.
DEFAULT_PLUGINS = ["compatibility", "model-memory", "power", "sanity"]


def _first(what: str, variable: str, *places: str) -> str:
    named = os.environ.get(variable)
    if named:
        return named
    for place in places:
        if os.path.exists(place):
            return place
    where = " or ".join(places)
    raise LibraryNotFound(
        say(
            f"there is no {what} at {where}; install the wheel of this platform, or name it in {variable}",
            f"{'、'.join(places)} 没有 {what}；请安装本平台的 wheel，或用 {variable} 指定",
        )
    )


def library() -> str:
    """The path of the shared library."""
    build = os.path.join(_CHECKOUT, ".build")
    name = "libRigC" + _SUFFIX
    return _first(
        "library",
        "RIGRULES_LIBRARY",
        os.path.join(_INSTALLED, "lib", "librigrules" + _SUFFIX),
        os.path.join(build, "release", name),
        os.path.join(build, "debug", name),
    )


def program() -> str:
    """The path of the program `rigrules`."""
    build = os.path.join(_CHECKOUT, ".build")
    return _first(
        "program",
        "RIGRULES_PROGRAM",
        os.path.join(_INSTALLED, "bin", "rigrules"),
        os.path.join(build, "release", "rigrules"),
        os.path.join(build, "debug", "rigrules"),
    )


def rules() -> str:
    """The folder of the rules that came with the package."""
    return _first(
        "folder of rules",
        "RIGRULES_RULES",
        os.path.join(_INSTALLED, "share", "rigrules", "Rules"),
        os.path.join(_CHECKOUT, "Rules"),
    )


def plugin(name: str) -> Optional[str]:
    """The folder of a plugin that came with the package; None if there is none of that name."""
    shared = os.path.join(_INSTALLED, "share", "rigrules")
    home = shared if os.path.isdir(shared) else _CHECKOUT
    folder = os.path.join(home, "Plugins", name)
    return folder if name and os.path.isdir(folder) else None


def options(rules_given: object, plugins_given: object) -> Dict[str, List[str]]:
    """The folders of rules and plugins: without rules those of the package, with the plugins that go with them."""
    chosen = _texts(rules_given) if rules_given is not None else [rules()]
    if plugins_given is not None:
        folders = [plugin(name) or name for name in _texts(plugins_given)]
    elif rules_given is None and "RIGRULES_RULES" not in os.environ:
        folders = [folder for folder in map(plugin, DEFAULT_PLUGINS) if folder]
    else:
        folders = []
    return {"rules": chosen, "plugins": folders}


def _texts(value: object) -> List[str]:
    if isinstance(value, (str, os.PathLike)):
        return [os.fspath(value)]
    return [os.fspath(item) for item in value]  # type: ignore[attr-defined]
