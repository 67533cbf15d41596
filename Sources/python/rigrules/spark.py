"""Builds of a Spark table, judged where they lie.

    from rigrules.spark import evaluate

    reports = evaluate(spark.read.parquet("builds.parquet"), column="build")
    reports.write.parquet("reports.parquet")

Each Python worker opens one engine and gives it a whole record batch at a time. The rules travel with the job; a worker
whose rules, settings or version are not the driver's ends the job.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import os
import shutil
import tempfile
import threading
import zipfile
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, NamedTuple, Optional, Sequence, Union

from . import _files, _frames
from ._engine import Engine
from ._errors import InvalidOptions, InvalidRules
from ._words import say

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

Folder = Union[str, "os.PathLike[str]"]


class _Job(NamedTuple):
    """What a worker needs: the folders packed, how many are rules, and what it must come to."""

    packed: bytes
    rules: int
    plugins: int
    options: Dict[str, Any]
    hash: str
    version: str


def evaluate(
    df: "DataFrame",
    rules: Union[None, Folder, Sequence[Folder]] = None,
    *,
    column: Optional[str] = None,
    keep: Union[None, str, Sequence[str]] = None,
    plugins: Union[None, Folder, Sequence[Folder]] = None,
    **options: Any,
) -> "DataFrame":
    """The reports of a table's builds, a row for each, with id, verdict, score, coverage, findings, ruleset and error.

    The builds stand in `column`, as texts of JSON or as structs; without it each row is a build, with the keys of a
    build as columns. `keep` names columns that go through unchanged. Rules, plugins and further options are those of
    `rigrules.Engine`; folders are those of the driver.
    """
    from pyspark.sql.types import StructType

    kept = [keep] if isinstance(keep, str) else list(keep or [])
    for name in kept + ([column] if column is not None else []):
        if name not in df.columns:
            raise InvalidOptions(
                say(
                    f"the table has no column {name!r}; it has {', '.join(df.columns)}",
                    f"表中没有列 {name!r}；有 {'、'.join(df.columns)}",
                )
            )
    taken = [name for name in kept if name in _frames.COLUMNS]
    if taken:
        raise InvalidOptions(
            say(
                f"{taken[0]!r} is a column of the answer; give the one that is kept another name",
                f"{taken[0]!r} 是结果的列；请给保留的列另取名称",
            )
        )
    job = _job(rules, plugins, options)
    schema = StructType([df.schema[name] for name in kept] + _schema().fields)
    needed = df.select(*dict.fromkeys(kept + [column])) if column is not None else df

    def evaluated(batches: Iterator[Any]) -> Iterator[Any]:
        engine = _engine(job)
        for batch in batches:
            yield _batch(engine, batch, column, kept)

    return needed.mapInArrow(evaluated, schema)


def _schema() -> "StructType":
    from pyspark.sql.types import ArrayType, DoubleType, StringType, StructField, StructType

    finding = StructType([StructField(name, StringType()) for name in _frames.FINDING])
    types = {"score": DoubleType(), "coverage": DoubleType(), "findings": ArrayType(finding)}
    return StructType([StructField(name, types.get(name, StringType())) for name in _frames.COLUMNS])


def _batch(engine: Engine, batch: Any, column: Optional[str], kept: List[str]) -> Any:
    import pyarrow

    table = pyarrow.Table.from_batches([batch])
    answer = _frames.arrow_table(_frames.columns_of(engine, _frames.builds(table, "pyarrow", column), jobs=1))
    for index, name in enumerate(kept):
        answer = answer.add_column(index, name, table[name])
    (made,) = answer.combine_chunks().to_batches() or [pyarrow.RecordBatch.from_pylist([], schema=answer.schema)]
    return made


# What the driver sends


def _job(rules: Any, plugins: Any, options: Dict[str, Any]) -> _Job:
    config = options.pop("config", None)
    if config is not None:
        with open(config, "rb") as file:
            options["config"] = file.read()
        # One day for the whole job, also if it runs over midnight.
        options.setdefault("today", datetime.date.today().isoformat())
    folders = _files.options(rules, plugins)
    packed = _packed(folders["rules"] + folders["plugins"])
    job = _Job(packed, len(folders["rules"]), len(folders["plugins"]), options, "", _version())
    engine = _opened(job)
    try:
        if engine.problems:
            first = engine.problems[0]
            raise InvalidRules(f"{first['rule']}: {first['message']} ({first['at']})", first["code"])
        return job._replace(hash=engine.hash)
    finally:
        engine.close()


def _packed(folders: Sequence[str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, folder in enumerate(folders):
            if not os.path.isdir(folder):
                raise InvalidRules(say(f"there is no folder {folder}", f"没有文件夹 {folder}"), "rule/unreadable", folder)
            name = os.path.basename(os.path.realpath(folder))
            archive.writestr(zipfile.ZipInfo(f"{number}/{name}/"), b"")
            for path, subfolders, files in os.walk(folder):
                subfolders.sort()
                for file in sorted(files):
                    full = os.path.join(path, file)
                    entry = zipfile.ZipInfo(f"{number}/{name}/{os.path.relpath(full, folder)}")
                    with open(full, "rb") as opened:
                        archive.writestr(entry, opened.read(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _version() -> str:
    from . import __version__

    return __version__


# What a worker does with it

_engines: Dict[str, Engine] = {}
_lock = threading.Lock()


def _engine(job: _Job) -> Engine:
    """The engine of this worker, opened once for a job's rules and options."""
    key = hashlib.sha256(job.packed + repr(job[1:]).encode()).hexdigest()
    with _lock:
        engine = _engines.get(key)
        if engine is not None:
            return engine
        engine = _opened(job)
        if job.version != _version() or job.hash != engine.hash:
            raise InvalidRules(
                say(
                    f"this worker has rigrules {_version()} with rules {engine.hash[:12]}, the driver {job.version} with "
                    f"{job.hash[:12]}: install the same wheel on all machines",
                    f"本节点是 rigrules {_version()}，规则 {engine.hash[:12]}；"
                    f"驱动是 {job.version}，规则 {job.hash[:12]}："
                    "请在所有机器上安装同一个 wheel",
                ),
                "spark/rules-differ",
            )
        # A worker serves many jobs; engines of those that ended go.
        while len(_engines) >= 4:
            _engines.pop(next(iter(_engines)))
        _engines[key] = engine
        return engine


def _opened(job: _Job) -> Engine:
    folder = tempfile.mkdtemp(prefix="rigrules-")
    try:
        with zipfile.ZipFile(io.BytesIO(job.packed)) as archive:
            archive.extractall(folder)
        folders = [os.path.join(folder, number) for number in sorted(os.listdir(folder), key=int)]
        folders = [os.path.join(path, os.listdir(path)[0]) for path in folders]
        options, config = dict(job.options), job.options.get("config")
        if config is not None:
            options["config"] = os.path.join(folder, "rigrules.yaml")
            with open(options["config"], "wb") as file:
                file.write(config)
        return Engine(folders[: job.rules], plugins=folders[job.rules :], **options)
    finally:
        # An engine has read all by now; it never looks at the folders again unless it is reloaded.
        shutil.rmtree(folder, ignore_errors=True)
