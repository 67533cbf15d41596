"""An engine: rules that are loaded and ready."""

from __future__ import annotations

import ctypes
import datetime
import json
import os
import threading
from typing import TYPE_CHECKING, Any, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Union

from . import _builds, _files, _library, _lines
from ._errors import EngineClosed, InvalidBuild
from ._report import Report
from ._words import say

if TYPE_CHECKING:
    from ._builds import Build

Folder = Union[str, "os.PathLike[str]"]


class Engine:
    """Rules that are loaded and ready. It may be used from any thread, and in the children of a fork.

    Without `rules` these are the rules and plugins that came with the package, as the program has them on. Rules of
    one's own come without plugins unless `plugins` names some: folders, or names of those that came along.
    `config` is the path of a rigrules.yaml, of which settings, waivers, profile and language are in force;
    `settings` are as in that file. `today` is the day that waivers are checked against. `deadline_ms` is the processor
    time that a rule may take on one build, 250 by default; 0 is none.
    """

    def __init__(
        self,
        rules: Union[None, Folder, Sequence[Folder]] = None,
        *,
        plugins: Union[None, Folder, Sequence[Folder]] = None,
        config: Optional[Folder] = None,
        settings: Optional[Mapping[str, Any]] = None,
        language: Optional[str] = None,
        profile: Optional[str] = None,
        without: Sequence[str] = (),
        today: Union[None, str, datetime.date] = None,
        notices: Sequence[str] = (),
        deadline_ms: Optional[int] = None,
    ) -> None:
        self._handle = 0
        options: Dict[str, Any] = dict(_files.options(rules, plugins))
        if config is not None:
            options["config"] = os.fspath(config)
            today = today or datetime.date.today()
        if settings is not None:
            options["settings"] = settings
        if language is not None:
            options["language"] = language
        if profile is not None:
            options["profile"] = profile
        options["without"] = [without] if isinstance(without, str) else list(without)
        if today is not None:
            options["today"] = today if isinstance(today, str) else today.isoformat()
        options["notices"] = [notices] if isinstance(notices, str) else list(notices)
        if deadline_ms is not None:
            options["deadline_ms"] = deadline_ms
        self._open(json.dumps(options))

    def _open(self, options: str) -> None:
        self._options = options
        self._library = _library.load()
        self._closing = threading.Lock()
        handle = ctypes.c_uint64()
        data = options.encode("utf-8", "surrogatepass")
        if self._library.rigrules_open(data, len(data), ctypes.byref(handle)):
            _library.raise_last_error(self._library)
        self._handle = handle.value

    # One build

    def check(self, build: "Build", *, name: Optional[str] = None) -> Report:
        """The report of one build: a dictionary, a text in YAML or JSON, or a file (pathlib.Path).

        `name` is the file in messages and, without its extension, the id of a build that has none.
        """
        text, standard = _builds.document_of(build)
        try:
            line = self._call("check", text, name or standard)
        except InvalidBuild as error:
            if _builds.is_name_of_file(build):
                raise InvalidBuild(
                    error.message
                    + "\n"
                    + say(
                        f"A text is a build itself; for a file write pathlib.Path({build!r})",
                        f"文本本身就是配置；若是文件，请写 pathlib.Path({build!r})",
                    ),
                    error.code,
                    error.file,
                    error.line,
                    error.column,
                ) from None
            raise
        return Report(line, text, self)

    def html(self, build: "Build", *, name: Optional[str] = None) -> str:
        """The report of one build as a page with pictures: `rigrules check --format html`."""
        text, standard = _builds.document_of(build)
        return self._call("html", text, name or standard).decode("utf-8")

    def _call(self, function: str, text: bytes, name: str) -> bytes:
        encoded = name.encode("utf-8", "surrogateescape").replace(b"\0", b" ")
        return _library.text_of(self._library, function, self._handle, text, len(text), encoded)

    # Very many builds

    def batch(
        self,
        builds: Iterable["Build"],
        *,
        jobs: Optional[int] = None,
        name: Optional[str] = None,
        on_error: str = "raise",
    ) -> Iterator[Report]:
        """The reports of very many builds in their order, while the builds are still being read.

        `builds` gives a dictionary or a line of JSON each; or is a file of lines, open or as a path, also packed
        with gzip, where blank lines are passed over. What is not a build raises InvalidBuild when its turn comes, or
        with `on_error="yield"` the exception stands in its place. `jobs` is the number of threads.
        """
        return _lines.reports(self, builds, jobs, name, on_error)

    def lines(self, lines: bytes, *, name: str = "lines", first_line: int = 1, select: Optional[str] = None) -> bytes:
        """The bytes that `rigrules batch` writes for lines, one build in JSON each: the fastest way.

        Give it 64 KB to 1 MB at a time. A line that is not a build gives an error in its place. `select` names the keys
        that are written of each report, as `rigrules batch --select` does: "id,verdict,findings".
        """
        buffer = (self._handle, lines, len(lines), name.encode("utf-8", "surrogateescape"), first_line)
        if select is None:
            return _library.text_of(self._library, "lines", *buffer)
        return _library.text_of(self._library, "select", *buffer, select.encode("utf-8", "replace"))

    def frame(self, frame: Any, column: Optional[str] = None, *, jobs: Optional[int] = None) -> Any:
        """The reports of a table's builds, as a table of the same kind (pandas, polars or pyarrow).

        The builds stand in one column, as texts of JSON or as structs; without `column` each row is a build, with
        the keys of a build as columns. The rows are those of the table, in their order: id, verdict, score, coverage,
        findings, ruleset, error.
        """
        from ._frames import evaluate

        return evaluate(self, frame, column, jobs)

    # Rules

    @property
    def hash(self) -> str:
        """The hash of all rules and settings, as reports have it under `ruleset`."""
        return _library.text_of(self._library, "hash", self._handle).decode("utf-8")

    @property
    def problems(self) -> List[Dict[str, str]]:
        """What of rules and plugins does not load."""
        return json.loads(_library.text_of(self._library, "problems", self._handle))

    def reload(self) -> bool:
        """Looks at the folders again; whether other rules are in force now."""
        changed = ctypes.c_int32()
        if self._library.rigrules_reload(self._handle, ctypes.byref(changed)):
            _library.raise_last_error(self._library)
        return changed.value != 0

    # Its end

    def close(self) -> None:
        """Gives everything back. Calls that run finish first."""
        with self._closing:
            handle, self._handle = self._handle, 0
        if handle and self._library.rigrules_close(handle):
            _library.raise_last_error(self._library)

    @property
    def closed(self) -> bool:
        """Whether it is closed."""
        return self._handle == 0

    def __enter__(self) -> "Engine":
        if self.closed:
            raise EngineClosed(say("the engine is closed", "引擎已关闭"))
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_handle", 0):
            self._library.rigrules_close(self._handle)

    def __repr__(self) -> str:
        return "<rigrules.Engine: closed>" if self.closed else f"<rigrules.Engine: {self.hash[:12]}>"

    def __reduce__(self) -> Any:
        # Another process opens its own, with the same options.
        return (_reopened, (self._options,))


def _reopened(options: str) -> Engine:
    engine = Engine.__new__(Engine)
    engine._handle = 0
    engine._open(options)
    return engine


_shared: Optional[Engine] = None
_shared_lock = threading.Lock()


def check(build: "Build", *, name: Optional[str] = None) -> Report:
    """The report of one build by the rules that came with the package; the engine is opened once."""
    global _shared
    if _shared is None:
        with _shared_lock:
            if _shared is None:
                _shared = Engine()
    return _shared.check(build, name=name)
