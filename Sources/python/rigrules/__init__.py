"""Rules that judge PC builds.

    import rigrules

    with rigrules.Engine() as engine:
        report = engine.check({"id": "a", "gpus": [{"name": "RTX 4090", "vram_gb": 24}]})
        print(report.verdict, report.score, [finding.message for finding in report.findings])
        for report in engine.batch(open("builds.jsonl", "rb")):
            ...

The package calls the C interface of rigrules (`rigrules.h`) and needs nothing but Python's standard library.
"""

from ._engine import Engine, check
from ._errors import (
    EngineClosed,
    InvalidBuild,
    InvalidOptions,
    InvalidRules,
    LibraryNotFound,
    OutOfMemory,
    RigrulesError,
)
from ._report import Finding, Report, Result

#: The version of the program that the package is made with.
__version__ = "0.1.0"

__all__ = [
    "Engine",
    "EngineClosed",
    "Finding",
    "InvalidBuild",
    "InvalidOptions",
    "InvalidRules",
    "LibraryNotFound",
    "OutOfMemory",
    "Report",
    "Result",
    "RigrulesError",
    "check",
]
