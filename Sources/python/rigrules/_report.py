"""A report, read from its JSON when something of it is asked for."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Optional, Tuple

from ._errors import InvalidBuild, RigrulesError
from ._words import say

if TYPE_CHECKING:
    from ._engine import Engine

_PLACE = re.compile(r"(.*?)(?::(\d+))?(?::(\d+))?", re.DOTALL)


@dataclass(frozen=True)
class Finding:
    """One thing that a rule found."""

    rule: str
    id: str
    severity: str
    message: str
    at: Optional[str]
    suggestion: Optional[str]
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Result:
    """What came of one rule: pass, fail, unknown, not_applicable or broken."""

    rule: str
    category: str
    outcome: str
    severity: Optional[str]
    missing: Tuple[str, ...]
    waived: bool


class Report:
    """What the rules make of one build. `json` is the text that `rigrules` writes; the rest is read from it."""

    __slots__ = ("_line", "_build", "_engine", "_values")

    def __init__(self, line: bytes, build: Optional[bytes] = None, engine: Optional["Engine"] = None) -> None:
        self._line = line
        self._build = build
        self._engine = engine
        self._values: Optional[Dict[str, Any]] = None

    @property
    def json(self) -> str:
        """The report as the program writes it."""
        return self._line.decode("utf-8")

    def to_dict(self) -> Dict[str, Any]:
        """The report as a dictionary with the keys of `rigrules check --format json`."""
        return json.loads(self._line)

    def _value(self, key: str) -> Any:
        values = self._values
        if values is None:
            values = self._values = json.loads(self._line)
        return values.get(key)

    @property
    def id(self) -> str:
        """The build's id."""
        return self._value("id")

    @property
    def name(self) -> Optional[str]:
        """The build's name, if it has one."""
        return self._value("name")

    @property
    def verdict(self) -> str:
        """fail, incomplete, warn or pass."""
        return self._value("verdict")

    @property
    def score(self) -> Optional[float]:
        """From 0 to 100; None if nothing could be checked."""
        return self._value("score")

    @property
    def coverage(self) -> float:
        """How much of the checks could be evaluated, from 0 to 1."""
        return self._value("coverage")

    @property
    def counts(self) -> Dict[str, int]:
        """How many rules came to which outcome."""
        return dict(self._value("counts"))

    @property
    def ruleset(self) -> str:
        """The hash of all rules and settings."""
        return self._value("ruleset")

    @property
    def notices(self) -> List[str]:
        """What the reader must know of the rules themselves."""
        notices = self._value("notices") or []
        return [notice["message"] if isinstance(notice, dict) else notice for notice in notices]

    @property
    def results(self) -> List[Result]:
        """What came of each rule."""
        return [
            Result(
                result["rule"],
                result["category"],
                result["outcome"],
                result.get("severity"),
                tuple(result.get("missing", ())),
                bool(result.get("waived")),
            )
            for result in self._value("results")
        ]

    @property
    def findings(self) -> List[Finding]:
        """What the rules found and no waiver covers."""
        return [
            Finding(
                result["rule"],
                finding["id"],
                finding["severity"],
                finding["message"],
                finding.get("at"),
                finding.get("suggestion"),
                finding.get("data", {}),
            )
            for result in self._value("results")
            if result["outcome"] == "fail" and not result.get("waived")
            for finding in result["findings"]
        ]

    def html(self) -> str:
        """The report as a page with pictures, as `rigrules check --format html` writes it."""
        if self._engine is None or self._build is None:
            raise RigrulesError(
                say(
                    "only the process that evaluated a build can draw it: its report came without the engine",
                    "只有评估过配置的进程才能画出它：报告不带引擎",
                )
            )
        return self._engine.html(self._build)

    def _repr_html_(self) -> Optional[str]:
        """For notebooks: the page in a frame of its own, so that its styles stay there."""
        try:
            page = self.html()
        except RigrulesError:
            return None
        from html import escape

        return (
            '<iframe sandbox="" style="width:100%;height:48em;border:0" '
            f'title="rigrules: {escape(str(self.id))}" srcdoc="{escape(page)}"></iframe>'
        )

    def __repr__(self) -> str:
        return f"<rigrules.Report {self.id!r}: {self.verdict}, score {self.score}, {len(self.findings)} findings>"

    def __eq__(self, other: object) -> bool:
        return self._line == other._line if isinstance(other, Report) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._line)

    def __reduce__(self) -> Tuple[Any, ...]:
        # An engine does not travel with each report.
        return (Report, (self._line, self._build))


def line_error(line: bytes) -> InvalidBuild:
    """The error that stands in the place of a report."""
    values = json.loads(line)
    error = values["error"]
    place = _PLACE.fullmatch(error.get("at") or "")
    file, row, column = place.groups() if place else (None, None, None)
    return InvalidBuild(
        error["message"],
        error["code"],
        file or None,
        int(row) if row else values.get("line"),
        int(column) if column else None,
    )
