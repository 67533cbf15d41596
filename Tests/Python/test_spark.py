"""Spark in local-cluster mode: executors of their own, beside the plain batch of the program in the same run.

Needs Java and PySpark (`pip install pyspark pyarrow`); without them it is skipped, and says so.
"""

import importlib.util
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile
import time
import unittest

from builds import ROOT, lines, program
from rigrules import _files, _frames

MISSING = [name for name in ("pyspark", "pyarrow", "pandas") if not importlib.util.find_spec(name)]
if not shutil.which("java"):
    MISSING.append("Java")
if MISSING:
    print(f"SKIPPED: Spark is not tried, for want of {', '.join(MISSING)}", file=sys.stderr)


def java():
    """The home of the Java that is on the path."""
    return os.environ.get("JAVA_HOME") or str(pathlib.Path(os.path.realpath(shutil.which("java"))).parents[1])


@unittest.skipIf(MISSING, f"for want of {', '.join(MISSING)}")
class Spark(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from pyspark.sql import SparkSession

        # Executors are processes of their own, which find package, library and Python by their environment.
        os.environ["PYSPARK_PYTHON"] = sys.executable
        os.environ["JAVA_HOME"] = java()
        os.environ["RIGRULES_LIBRARY"] = _files.library()
        os.environ.pop("SPARK_HOME", None)
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="rigrules-spark-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("rigrules")
        for key, value in {
            "spark.executorEnv.PYTHONPATH": str(ROOT / "Sources/python"),
            "spark.executorEnv.RIGRULES_LIBRARY": _files.library(),
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.speculation": "true",
            "spark.sql.shuffle.partitions": "4",
            "spark.local.dir": str(cls.folder / "local"),
            "spark.sql.warehouse.dir": str(cls.folder / "warehouse"),
            "spark.driver.extraJavaOptions": f"-Dderby.system.home={cls.folder}",
            # The worker's folder would otherwise be made below the package of PySpark.
            "spark.worker.dir": str(cls.folder / "worker"),
        }.items():
            builder = builder.config(key, value)
        cls.spark = builder.getOrCreate()
        cls.addClassCleanup(cls.spark.stop)
        cls.spark.sparkContext.setLogLevel("OFF")
        cls.made = [line.decode() for line in lines(2000)]
        cls.expected = cls.answers("\n".join(cls.made).encode() + b"\n")

    @classmethod
    def answers(cls, data):
        """What the plain batch makes of lines: the answer for each, or the error."""
        keys = ",".join(_frames.COLUMNS[:-1])
        found = program("batch", "-", "--lang", "en", "--select", keys, data=data)
        values = [json.loads(line) for line in found.splitlines()]
        return [value if "error" not in value else value["error"]["code"] for value in values]

    def same(self, rows, expected):
        """Rows of Spark beside lines of the batch."""
        self.assertEqual(len(rows), len(expected))
        for row, wanted in zip(rows, expected):
            if isinstance(wanted, str):
                self.assertIn(f"[{wanted}]", row["error"])
                self.assertIsNone(row["verdict"])
            else:
                found = row.asDict(recursive=True)
                self.assertIsNone(found.pop("error"))
                found.pop("row", None)
                self.assertEqual(found, wanted)

    def table(self, partitions):
        """The lines with their numbers."""
        rows = list(enumerate(self.made))
        return self.spark.createDataFrame(rows, "row long, text string").repartition(partitions, "row")

    def test_answers_are_those_of_the_batch_and_parquet_goes_in_and_out(self):
        from rigrules.spark import evaluate

        begun = time.monotonic()
        self.table(4).write.parquet(str(self.folder / "builds"))
        # One partition has nearly all: skew changes nothing.
        skewed = self.spark.read.parquet(str(self.folder / "builds")).repartitionByRange(3, "row")
        evaluate(skewed, column="text", keep="row", language="en").write.parquet(str(self.folder / "reports"))
        rows = self.spark.read.parquet(str(self.folder / "reports")).orderBy("row").collect()
        self.assertEqual([row["row"] for row in rows], list(range(len(self.made))))
        self.same(rows, self.expected)
        spark = time.monotonic() - begun
        begun = time.monotonic()
        self.answers("\n".join(self.made).encode())
        print(f"Spark {spark:.1f} s, plain batch {time.monotonic() - begun:.1f} s, 2,000 builds", file=sys.stderr)

    def test_structs_and_rows_are_builds(self):
        from rigrules.spark import evaluate

        good = [line for line, wanted in zip(self.made, self.expected) if not isinstance(wanted, str)][:100]
        expected = [wanted for wanted in self.expected if not isinstance(wanted, str)][:100]
        path = self.folder / "good.jsonl"
        path.write_text("\n".join(good), encoding="utf-8")
        rows = self.spark.read.json(str(path)).coalesce(1)
        self.same(evaluate(rows, language="en").collect(), expected)
        structs = rows.selectExpr("struct(*) as build")
        self.same(evaluate(structs, column="build", language="en").collect(), expected)

    def test_a_killed_executor_changes_nothing(self):
        from rigrules.spark import evaluate

        marker = self.folder / "killed"

        def kill_once(batches):
            for batch in batches:
                try:
                    os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
                    # The executor is the parent of the daemon that forked this worker.
                    with open(f"/proc/{os.getppid()}/status", encoding="ascii") as file:
                        executor = int(re.search(r"PPid:\s+(\d+)", file.read())[1])
                    os.kill(executor, 9)
                    time.sleep(60)
                except FileExistsError:
                    pass
                yield batch

        table = self.table(6)
        broken = table.mapInArrow(kill_once, table.schema)
        rows = evaluate(broken, column="text", keep=["row"], language="en").orderBy("row").collect()
        self.assertTrue(marker.exists())
        self.same(rows, self.expected)

    def test_rules_that_differ_end_the_job(self):
        from rigrules import InvalidOptions, InvalidRules, spark

        one = self.table(1).limit(1)
        with self.assertRaises(InvalidRules):
            spark.evaluate(one, "/not/there", column="text")
        with self.assertRaises(InvalidOptions):
            spark.evaluate(one, column="txt")
        job = spark._job

        def wrong(*arguments):
            return job(*arguments)._replace(hash="0" * 64)

        spark._job = wrong
        try:
            with self.assertRaisesRegex(Exception, "install the same wheel on all machines"):
                spark.evaluate(one, column="text").collect()
        finally:
            spark._job = job

    def test_own_rules_travel_with_the_job(self):
        from rigrules.spark import evaluate

        rules = self.folder / "own"
        (rules / "psu").mkdir(parents=True)
        shutil.copy(ROOT / "Rules/psu/wattage.lua", rules / "psu")
        shutil.copytree(ROOT / "Rules/lib", rules / "lib")
        answer = evaluate(self.table(2), rules, column="text", language="en")
        # What was there when the job was made counts.
        shutil.rmtree(rules)
        rows = answer.where("error is null").collect()
        names = {finding["rule"] for row in rows for finding in row["findings"]}
        self.assertEqual(names, {"psu/wattage"})
        self.assertEqual(len({row["ruleset"] for row in rows}), 1)

    def test_the_example_of_the_document(self):
        text = (ROOT / "docs/spark.md").read_text(encoding="utf-8")
        (block,) = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        folder = self.folder / "example"
        folder.mkdir()
        self.table(2).select("text").write.text(str(folder / "builds.jsonl"))
        # Java's folder is not this process's.
        block = block.replace('"builds.jsonl"', f'"{folder}/builds.jsonl"')
        block = block.replace('"reports.parquet"', f'"{folder}/reports.parquet"')
        exec(compile(block, "docs/spark.md", "exec"), {"spark": self.spark})
        self.assertEqual(self.spark.read.parquet(f"{folder}/reports.parquet").count(), len(self.made))


if __name__ == "__main__":
    unittest.main()
