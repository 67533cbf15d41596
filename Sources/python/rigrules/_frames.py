"""Tables in, tables out: pandas, polars and pyarrow, none of which is needed for anything else."""

from __future__ import annotations

import datetime
import decimal
import sys
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Optional

from ._errors import InvalidBuild, InvalidOptions
from ._lines import selected
from ._words import say

if TYPE_CHECKING:
    from ._engine import Engine

COLUMNS = ["id", "verdict", "score", "coverage", "findings", "ruleset", "error"]
FINDING = ["rule", "id", "severity", "message"]
_SELECTED = ",".join(COLUMNS[:-1])


def evaluate(engine: "Engine", frame: Any, column: Optional[str], jobs: Optional[int]) -> Any:
    """The reports of a table's builds, as a table of the same kind."""
    kind = _kind(frame)
    names = [str(name) for name in (frame.column_names if kind == "pyarrow" else frame.columns)]
    if column is not None and column not in names:
        from difflib import get_close_matches

        near = get_close_matches(column, names, 1)
        hint = say(f" (did you mean {near[0]!r}?)", f"（是否想写 {near[0]!r}？）") if near else ""
        raise InvalidOptions(
            say(
                f"the table has no column {column!r}; it has {', '.join(names)}{hint}",
                f"表中没有列 {column!r}；有 {'、'.join(names)}{hint}",
            )
        )
    rows = columns_of(engine, builds(frame, kind, column), jobs)
    if kind == "pandas":
        import pandas

        return pandas.DataFrame({name: _series(rows[name], name) for name in COLUMNS}).set_axis(frame.index, axis=0)
    table = arrow_table(rows)
    if kind == "polars":
        import polars

        return polars.from_arrow(table)
    return table


def _series(values: List[Any], name: str) -> Any:
    import pandas

    dtype = "float64" if name in ("score", "coverage") else object
    return pandas.Series(values, dtype=dtype)


def columns_of(engine: "Engine", given: Iterator[Any], jobs: Optional[int] = None) -> Dict[str, List[Any]]:
    """The columns of the answer, a row for each build; of what is not a build the error alone."""
    columns: Dict[str, List[Any]] = {name: [] for name in COLUMNS}
    appends = [columns[name].append for name in COLUMNS]
    for report in selected(engine, given, jobs, "row", _SELECTED):
        if isinstance(report, InvalidBuild):
            columns["error"].append(f"{report.message} [{report.code}]")
            for append in appends[:-1]:
                append(None)
            continue
        for append, value in zip(appends, report.to_dict().values()):
            append(value)
        columns["error"].append(None)
    return columns


def arrow_schema() -> Any:
    """The columns of the answer as a schema of Arrow."""
    import pyarrow

    finding = pyarrow.struct([(name, pyarrow.string()) for name in FINDING])
    types = {"score": pyarrow.float64(), "coverage": pyarrow.float64(), "findings": pyarrow.list_(finding)}
    return pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in COLUMNS])


def arrow_table(columns: Dict[str, List[Any]]) -> Any:
    """The columns of the answer as a table of Arrow."""
    import pyarrow

    return pyarrow.Table.from_pydict(columns, schema=arrow_schema())


def _kind(frame: Any) -> str:
    package = type(frame).__module__.partition(".")[0]
    # A frame of a kind exists only if its package was imported.
    if package in ("pandas", "polars", "pyarrow") and package in sys.modules and hasattr(frame, "columns"):
        return package
    found = type(frame).__name__
    raise InvalidOptions(
        say(
            f"a table of pandas, polars or pyarrow was expected; this is a {found}",
            f"这里应是 pandas、polars 或 pyarrow 的表；现在是 {found}",
        )
    )


def builds(frame: Any, kind: str, column: Optional[str]) -> Iterator[Any]:
    """The builds of a table, one for each row."""
    if column is not None:
        values = frame[column]
        for value in values.to_pylist() if kind == "pyarrow" else values.to_list():
            yield _build(value)
        return
    if kind == "pandas":
        rows = frame.to_dict("records")
    elif kind == "polars":
        rows = frame.iter_rows(named=True)
    else:
        rows = frame.to_pylist()
    for row in rows:
        yield _stated(row)


def _build(value: Any) -> Any:
    """The build of one cell. A cell without one is an error of its row, as an empty text is."""
    if isinstance(value, (str, bytes)):
        return value
    if isinstance(value, dict):
        return _stated(value)
    return "" if _is_missing(value) else repr(value)


def _stated(value: Any) -> Any:
    """Without what a table fills in where nothing was stated; structs have all keys in every row."""
    if isinstance(value, dict):
        return {str(key): _stated(item) for key, item in value.items() if not _is_missing(item)}
    if isinstance(value, (list, tuple)):
        return [_stated(item) for item in value]
    if type(value).__name__ == "ndarray":
        return _stated(value.tolist())
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    # A column of whole numbers with gaps is one of floats in pandas.
    if isinstance(value, float) and value.is_integer() and abs(value) < 1 << 53:
        return int(value)
    return value


def _is_missing(value: Any) -> bool:
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, float) and value != value
