"""The ways to many machines that docs/spark.md shows beside Spark, as it shows them."""

import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from builds import ROOT, lines, program
from rigrules import _files

TEXT = (ROOT / "docs/spark.md").read_text(encoding="utf-8")


def block(kind):
    """The one block of the document with this heading."""
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    return found


class ManyMachines(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="rigrules-many-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.made = [line for line in lines(600) if b'"b' in line]
        cls.text = b"\n".join(cls.made) + b"\n"
        (cls.folder / "builds.jsonl").write_bytes(cls.text)
        cls.expected = program("batch", "-", "--lang", "en", data=cls.text)

    def shell(self, script, **environment):
        (self.folder / "bin").mkdir(exist_ok=True)
        link = self.folder / "bin/rigrules"
        if not link.exists():
            link.symlink_to(_files.program())
        variables = {**os.environ, "LC_ALL": "C.UTF-8", "PATH": f"{self.folder}/bin:{os.environ['PATH']}", **environment}
        ended = subprocess.run(
            ["bash", "-e", "-c", script], cwd=self.folder, env=variables, capture_output=True, text=True, check=False
        )
        self.assertEqual(ended.returncode, 0, ended.stderr)

    @unittest.skipUnless(shutil.which("parallel"), "GNU parallel is not installed")
    def test_parallel(self):
        self.shell(block("sh parallel").replace("64M", "64K"))
        self.assertEqual((self.folder / "reports.jsonl").read_bytes(), self.expected)

    def test_slurm(self):
        for task in range(3):
            self.shell(block("sh slurm"), SLURM_ARRAY_TASK_ID=str(task), SLURM_ARRAY_TASK_COUNT="3")
        parts = [(self.folder / f"reports.{task}.jsonl").read_bytes().splitlines() for task in range(3)]
        found = [parts[number % 3][number // 3] for number in range(len(self.made))]
        self.assertEqual(b"\n".join(found) + b"\n", self.expected)

    @unittest.skipUnless(
        importlib.util.find_spec("duckdb") and importlib.util.find_spec("pyarrow"), "duckdb or pyarrow is not installed"
    )
    def test_duckdb(self):
        code = block("python duckdb")
        # The table that the document leaves to its reader.
        code = code.replace(
            "connection.sql(", "connection.execute('CREATE TABLE builds AS SELECT unnest(?) AS build', [made])\nrows = connection.sql("
        )
        names = {"made": [line.decode() for line in self.made]}
        exec(compile(code, "docs/spark.md", "exec"), names)
        found = dict(names["rows"].fetchall())
        counted = re.findall(r'"verdict":"(\w+)"', self.expected.decode())
        self.assertEqual(found, {verdict: counted.count(verdict) for verdict in counted})


if __name__ == "__main__":
    unittest.main()
