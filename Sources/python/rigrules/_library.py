"""The functions of `rigrules.h`. ctypes releases the interpreter's lock while one runs."""

from __future__ import annotations

import ctypes
import threading
from typing import Optional, Tuple, Type

from . import _files
from ._errors import (
    EngineClosed,
    InvalidBuild,
    InvalidOptions,
    InvalidRules,
    LibraryNotFound,
    OutOfMemory,
    RigrulesError,
)
from ._words import say

API_VERSION = 1


class _Text(ctypes.Structure):
    _fields_ = [("bytes", ctypes.c_void_p), ("count", ctypes.c_size_t)]


class _Error(ctypes.Structure):
    _fields_ = [
        ("status", ctypes.c_int),
        ("code", ctypes.c_char_p),
        ("message", ctypes.c_char_p),
        ("file", ctypes.c_char_p),
        ("line", ctypes.c_int64),
        ("column", ctypes.c_int64),
    ]


_KINDS: Tuple[Type[RigrulesError], ...] = (
    RigrulesError,
    InvalidOptions,
    EngineClosed,
    InvalidBuild,
    InvalidRules,
    OutOfMemory,
)

_loaded: Optional[ctypes.CDLL] = None
_lock = threading.Lock()


def load() -> ctypes.CDLL:
    """The library, loaded at the first call."""
    global _loaded
    if _loaded is not None:
        return _loaded
    with _lock:
        if _loaded is None:
            _loaded = _open(_files.library())
    return _loaded


def _open(path: str) -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise LibraryNotFound(say(f"the library cannot be loaded: {error}", f"无法加载库：{error}"), file=path) from error
    library.rigrules_api_version.restype = ctypes.c_uint32
    version = library.rigrules_api_version()
    if version != API_VERSION:
        raise LibraryNotFound(
            say(
                f"the library has interface {version}, the package {API_VERSION}",
                f"库的接口是 {version}，包的接口是 {API_VERSION}",
            ),
            file=path,
        )
    handle, text, bytes_, size = ctypes.c_uint64, ctypes.POINTER(_Text), ctypes.c_char_p, ctypes.c_size_t
    signatures = {
        "open": [bytes_, size, ctypes.POINTER(handle)],
        "hash": [handle, text],
        "problems": [handle, text],
        "check": [handle, bytes_, size, bytes_, text],
        "html": [handle, bytes_, size, bytes_, text],
        "lines": [handle, bytes_, size, bytes_, ctypes.c_int64, text],
        "select": [handle, bytes_, size, bytes_, ctypes.c_int64, bytes_, text],
        "reload": [handle, ctypes.POINTER(ctypes.c_int32)],
        "close": [handle],
    }
    for name, arguments in signatures.items():
        function = getattr(library, "rigrules_" + name)
        function.argtypes, function.restype = arguments, ctypes.c_uint32
    library.rigrules_free.argtypes, library.rigrules_free.restype = [text], None
    library.rigrules_last_error.argtypes = [ctypes.POINTER(_Error)]
    library.rigrules_last_error.restype = None
    return library


def raise_last_error(library: ctypes.CDLL) -> None:
    """Raises why the last call of this thread failed."""
    error = _Error()
    library.rigrules_last_error(ctypes.byref(error))
    kind = _KINDS[error.status] if 0 <= error.status < len(_KINDS) else RigrulesError
    raise kind(
        error.message.decode("utf-8", "replace"),
        error.code.decode("utf-8", "replace"),
        error.file.decode("utf-8", "replace") or None,
        error.line or None,
        error.column or None,
    )


def text_of(library: ctypes.CDLL, name: str, *arguments: object) -> bytes:
    """Calls a function whose last argument is the place for its result."""
    text = _Text()
    if getattr(library, "rigrules_" + name)(*arguments, ctypes.byref(text)):
        raise_last_error(library)
    try:
        return ctypes.string_at(text.bytes, text.count)
    finally:
        library.rigrules_free(ctypes.byref(text))
