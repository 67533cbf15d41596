"""Batches: builds in, reports out, by buffers of lines on several threads.

A call of the library is given up to 128 KB, since a call for each line costs far more; less where the
reports would be more than a megabyte, as those of small builds are, so that memory stays flat. While it
runs, the interpreter is free to read builds and to hand out reports.
"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import islice, repeat
from typing import TYPE_CHECKING, Any, Deque, Iterable, Iterator, List, NamedTuple, Optional

from ._builds import line_of
from ._errors import EngineClosed, InvalidBuild, InvalidOptions
from ._report import Report, line_error
from ._words import say

if TYPE_CHECKING:
    from ._engine import Engine

BUFFER = 128 * 1024
#: The most bytes of reports that one call is to give.
OUTPUT = 1024 * 1024
#: How the line of a build that is none begins; reports begin with their id.
_ERROR = b'{"line":'


class _Size:
    """How many bytes of builds the next call is given."""

    def __init__(self) -> None:
        self.bytes = BUFFER // 8

    def learn(self, given: int, taken: int) -> None:
        """Learns from a call how much larger reports are than builds."""
        self.bytes = max(4096, min(BUFFER, OUTPUT * given // max(1, taken)))


class _Buffer(NamedTuple):
    data: bytes
    #: The lines of `data`, one for each build; None until they are asked for.
    builds: Optional[List[bytes]]
    first_line: int
    #: Whether a blank line is nothing, as in a file, and not a build that is missing.
    skips_blanks: bool


def reports(
    engine: "Engine", builds: Any, jobs: Optional[int], name: Optional[str], on_error: str
) -> Iterator[Report]:
    """The reports of builds in their order."""
    if on_error not in ("raise", "yield"):
        raise InvalidOptions(
            say(
                f'`on_error` is {on_error!r}; it is "raise" or "yield"',
                f'`on_error` 是 {on_error!r}；应为 "raise" 或 "yield"',
            )
        )
    if jobs is not None and jobs < 1:
        raise InvalidOptions(say(f"`jobs` is {jobs}; it must be 1 or more", f"`jobs` 是 {jobs}；必须是 1 或更大"))
    if engine.closed:
        raise EngineClosed(say("the engine is closed", "引擎已关闭"))
    if isinstance(builds, (str, bytes, bytearray, memoryview)) or hasattr(builds, "keys"):
        raise InvalidOptions(
            say(
                "a batch is given many builds: a list, a generator, an open file, or the path of one "
                "(pathlib.Path); `check` takes one",
                "批量需要多份配置：列表、生成器、打开的文件，或文件路径（pathlib.Path）；单份配置请用 `check`",
            )
        )
    return _reports(engine, builds, jobs or cores(), name, on_error == "yield")


def selected(engine: "Engine", builds: Iterable[Any], jobs: Optional[int], name: str, select: str) -> Iterator[Any]:
    """Some keys of the reports of builds in their order; of what is not a build the exception."""
    return _reports(engine, builds, jobs or cores(), name, True, select)


def cores() -> int:
    """As many threads as this process may run at once."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _reports(
    engine: "Engine", builds: Any, jobs: int, name: Optional[str], yields_errors: bool, select: Optional[str] = None
) -> Iterator[Any]:
    process = os.getpid()
    opened = _open(builds) if isinstance(builds, os.PathLike) else None
    name = name or (os.fspath(builds) if opened else "builds")
    size = _Size()
    buffers = _buffers(opened or builds, size)
    waiting: Deque["Future[bytes]"] = deque()
    sent: Deque[_Buffer] = deque()
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="rigrules")
    try:
        while True:
            for buffer in islice(buffers, 2 * jobs + 1 - len(waiting)):
                sent.append(buffer)
                call = partial(engine.lines, buffer.data, name=name, first_line=buffer.first_line, select=select)
                waiting.append(pool.submit(call))
            if not waiting:
                return
            output, buffer = waiting.popleft().result(), sent.popleft()
            size.learn(len(buffer.data), len(output))
            yield from _of_buffer(engine, output, buffer, name, yields_errors)
            if os.getpid() != process:
                raise InvalidOptions(
                    say(
                        "a batch cannot go on in the child of a fork: its threads stayed in the parent",
                        "批量不能在 fork 的子进程中继续：其线程留在父进程",
                    )
                )
    finally:
        if os.getpid() == process:
            pool.shutdown(wait=True, cancel_futures=True)
        if opened:
            opened.close()


def _of_buffer(
    engine: "Engine", output: bytes, buffer: _Buffer, name: str, yields_errors: bool
) -> Iterator[Any]:
    lines = output.split(b"\n")
    lines.pop()
    builds = buffer.builds
    if builds is None:
        builds = buffer.data.split(b"\n")
    if len(builds) != len(lines) and buffer.skips_blanks:
        builds = [build for build in builds if build.strip()]
    if len(builds) == len(lines) and not any(line.startswith(_ERROR) for line in lines):
        yield from map(Report, lines, builds, repeat(engine))
        return
    answers = iter(lines)
    for index, build in enumerate(builds):
        # The library passes over blank lines; here one stands for a build.
        if build.strip():
            line = next(answers)
            if not line.startswith(_ERROR):
                yield Report(line, build, engine)
                continue
            error = line_error(line)
        else:
            error = _missing(engine, name, buffer.first_line + index)
        if not yields_errors:
            raise error
        yield error


def _missing(engine: "Engine", name: str, line: int) -> InvalidBuild:
    try:
        engine.check(b"", name=name)
    except InvalidBuild as error:
        return InvalidBuild(error.message, error.code, name, line)
    return InvalidBuild("the build is empty", "build/empty", name, line)


def _open(path: Any) -> Any:
    file = open(path, "rb")
    if file.peek(2)[:2] != b"\x1f\x8b":
        return file
    import gzip

    file.close()
    return gzip.open(path)


def _buffers(builds: Any, size: _Size) -> Iterator[_Buffer]:
    if hasattr(builds, "read") and hasattr(builds, "readline"):
        return _buffers_of_file(builds, size)
    return _buffers_of_items(builds, size)


def _buffers_of_file(file: Any, size: _Size) -> Iterator[_Buffer]:
    line = 1
    while True:
        data = file.read(size.bytes)
        if not data:
            return
        data += file.readline()
        if isinstance(data, str):
            data = data.encode("utf-8", "surrogatepass")
        if data.endswith(b"\n"):
            data = data[:-1]
        yield _Buffer(data, None, line, True)
        line += data.count(b"\n") + 1


def _buffers_of_items(builds: Iterable[Any], size: _Size) -> Iterator[_Buffer]:
    items = iter(builds)
    line, count = 1, 64
    while True:
        taken = list(islice(items, count))
        if not taken:
            return
        data = b"\n".join(taken) if all(type(item) is bytes for item in taken) else b""
        # Lines that have their ends, or builds over several lines.
        if not data or data.count(b"\n") != len(taken) - 1 or b"\r" in data:
            taken = [line_of(item) for item in taken]
            data = b"\n".join(taken)
        yield _Buffer(data, taken, line, False)
        line += len(taken)
        count = max(1, min(1 << 16, size.bytes * len(taken) // max(1, len(data))))
