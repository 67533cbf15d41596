"""Builds as people have them, as the bytes that the library reads."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping as AnyMapping
from typing import Any, Mapping, Tuple, Union

from ._errors import InvalidOptions
from ._words import say

#: A dictionary, a text in YAML or JSON, or the path of a file (`pathlib.Path`).
Build = Union[Mapping[str, Any], str, bytes, bytearray, memoryview, "os.PathLike[str]"]


def _plain(value: Any) -> Any:
    """What JSON has no word for: values of numpy, Decimal, further mappings."""
    for method in ("tolist", "item"):
        convert = getattr(value, method, None)
        if callable(convert):
            return convert()
    if isinstance(value, AnyMapping):
        return dict(value)
    if hasattr(value, "__float__"):
        number = float(value)
        return int(number) if number.is_integer() else number
    kind = type(value).__name__
    raise InvalidOptions(
        say(f"a build cannot hold a {kind}: {value!r:.60}", f"配置不能包含 {kind}：{value!r:.60}")
    )


def line_of(build: Any) -> bytes:
    """One build on one line of JSON, as far as it is JSON."""
    if isinstance(build, bytes):
        text = build
    elif isinstance(build, str):
        text = build.encode("utf-8", "surrogatepass")
    elif isinstance(build, (bytearray, memoryview)):
        text = bytes(build)
    elif isinstance(build, AnyMapping):
        return encoded(build)
    else:
        kind = type(build).__name__
        raise InvalidOptions(
            say(
                f"a build of a batch is a dictionary, a text or bytes of JSON; this is a {kind}",
                f"批量的配置应是字典，或 JSON 的文本或字节；这里是 {kind}",
            )
        )
    # Between the tokens of JSON a line's end is a blank; within a text it is an error anyway.
    return text.strip().replace(b"\r", b" ").replace(b"\n", b" ")


def encoded(build: Mapping[str, Any]) -> bytes:
    """A dictionary as JSON. What is not UTF-8 is left for the library to refuse."""
    text = json.dumps(build, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return text.encode("utf-8", "surrogatepass")


def document_of(build: Any) -> Tuple[bytes, str]:
    """The text of one build, and what messages call it."""
    if isinstance(build, AnyMapping):
        return encoded(build), "build"
    if isinstance(build, str):
        return build.encode("utf-8", "surrogatepass"), "build"
    if isinstance(build, (bytes, bytearray, memoryview)):
        return bytes(build), "build"
    if isinstance(build, os.PathLike):
        path = os.fspath(build)
        with open(path, "rb") as file:
            return file.read(), os.fsdecode(path)
    kind = type(build).__name__
    raise InvalidOptions(
        say(
            f"a build is a dictionary, a text, bytes, or the path of a file (pathlib.Path); this is a {kind}",
            f"配置应是字典、文本、字节或文件路径（pathlib.Path）；这里是 {kind}",
        )
    )


def is_name_of_file(text: object) -> bool:
    """Whether a text that was taken for a build is rather the name of a file."""
    if not isinstance(text, str) or len(text) > 4096 or "\n" in text or "\0" in text:
        return False
    return os.path.exists(text) or text.lower().endswith((".yaml", ".yml", ".json", ".jsonl", ".txt", ".csv"))
