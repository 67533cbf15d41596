"""The package from outside, beside the program and a program in C."""

import concurrent.futures
import gc
import gzip
import json
import multiprocessing
import os
import pathlib
import pickle
import shutil
import subprocess
import tempfile
import threading
import unittest
import urllib.request

import rigrules
from builds import ROOT, lines, program
from rigrules import _files

FOUR = ROOT / "Fixtures/builds/four-2080ti.yaml"
LINE = b'{"id":"a","psus":[{"wattage_w":850}]}'


def rss():
    """Memory of this process in bytes."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def json_of(engine_and_line):
    engine, line = engine_and_line
    return engine.check(line).json


def served(body):
    """The lines that a server of the program answers to a batch."""
    command = [_files.program(), "serve", "--port", "0", "--lang", "en"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as server:
        address = server.stdout.readline().decode().strip()
        try:
            with urllib.request.urlopen(f"{address}v1/batch", body, timeout=120) as answer:
                return answer.read()
        finally:
            server.terminate()


class SameBytes(unittest.TestCase):
    def test_2000_builds_through_program_server_c_and_python(self):
        made = lines(2000)
        text = b"\n".join(made) + b"\n"
        expected = program("batch", "-", "--lang", "en", data=text)
        self.assertEqual(expected.count(b"\n"), 2000)
        self.assertEqual(served(text), expected)
        with rigrules.Engine(language="en") as engine:
            self.assertEqual(engine.lines(text, name="stdin"), expected)
            keys = "id,verdict,score,coverage,findings,ruleset"
            selected = program("batch", "-", "--lang", "en", "--select", keys, data=text)
            self.assertEqual(engine.lines(text, name="stdin", select=keys), selected)
            reports = list(engine.batch(made, name="stdin", on_error="yield"))
            options = engine._options
        wanted = expected.split(b"\n")[:-1]
        self.assertEqual(len(reports), len(wanted))
        errors = 0
        for report, line in zip(reports, wanted):
            if isinstance(report, rigrules.InvalidBuild):
                error = json.loads(line)["error"]
                self.assertEqual((report.message, report.code), (error["message"], error["code"]))
                place = [report.file, report.line, report.column]
                self.assertEqual(":".join(str(part) for part in place if part is not None), error["at"])
                errors += 1
            else:
                self.assertEqual(report.json.encode(), line)
        self.assertEqual(errors, 50)
        self.assertEqual(self.through_c(options, text), expected)

    def through_c(self, options, text):
        if not shutil.which("cc"):
            self.skipTest("there is no C compiler")
        with tempfile.TemporaryDirectory() as folder:
            library = shutil.copy(_files.library(), f"{folder}/librigrules.so")
            command = ["cc", "-Wall", "-Werror", f"-I{ROOT}/Sources/CRigRules/include"]
            command += [f"{ROOT}/Tests/CInterface/lines.c", library, f"-Wl,-rpath,{folder}", "-o", f"{folder}/lines"]
            subprocess.run(command, check=True)
            return subprocess.run([f"{folder}/lines", options], input=text, capture_output=True, check=True).stdout

    def test_one_build_and_its_page_are_those_of_check(self):
        name = str(FOUR.relative_to(ROOT))
        for language in ("en", "zh"):
            with rigrules.Engine(language=language) as engine:
                report = engine.check(FOUR, name=name)
                self.assertEqual(report.json.encode(), program("check", name, "--format", "json", "--lang", language))
                page = program("check", name, "--format", "html", "--lang", language).decode()
                self.assertEqual(engine.html(FOUR, name=name), page)
                self.assertIn("&lt;svg", report._repr_html_())


    def test_the_version_is_the_program_s(self):
        self.assertEqual(program("--version").decode().strip(), rigrules.__version__)


class Calls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.engine = rigrules.Engine(language="en")

    @classmethod
    def tearDownClass(cls):
        cls.engine.close()

    def test_a_build_is_a_dictionary_a_text_or_a_path(self):
        build = {"id": "a", "psus": [{"wattage_w": 850}]}
        reports = [self.engine.check(build), self.engine.check(LINE), self.engine.check(LINE.decode())]
        reports.append(self.engine.check("id: a\npsus:\n  - wattage_w: 850\n"))
        self.assertEqual(len({(report.verdict, report.score, report.coverage) for report in reports}), 1)
        report = self.engine.check(FOUR)
        self.assertEqual((report.id, report.verdict), ("four-2080ti", "fail"))
        self.assertTrue(report.findings[0].message and report.findings[0].at)
        self.assertEqual(len(report.results), sum(report.counts.values()))
        self.assertEqual(report.ruleset, self.engine.hash)
        self.assertEqual(rigrules.check(build).verdict, reports[0].verdict)

    def test_errors_have_code_and_place(self):
        with self.assertRaises(rigrules.InvalidBuild) as caught:
            self.engine.check("id: a\ngpus:\n  - vram: 24\n", name="a.yaml")
        error = caught.exception
        self.assertEqual((error.code, error.file, error.line), ("build/unknown-key", "a.yaml", 3))
        self.assertTrue(error.column and "vram_gb" in error.message)
        self.assertEqual(pickle.loads(pickle.dumps(error)).args, error.args)
        with self.assertRaisesRegex(rigrules.InvalidBuild, "pathlib.Path"):
            self.engine.check("Fixtures/builds/four-2080ti.yaml")
        for wrong in ({"id": "\ud800"}, {"id": "a", "gpus": float("nan")}, b"id: \xff", ""):
            with self.assertRaises(rigrules.InvalidBuild):
                self.engine.check(wrong)
        with self.assertRaises(rigrules.InvalidOptions):
            self.engine.check(7)
        with self.assertRaises(rigrules.InvalidRules) as caught:
            rigrules.Engine("/not/there")
        self.assertEqual(caught.exception.code, "rule/unreadable")
        with self.assertRaises(rigrules.InvalidOptions):
            rigrules.Engine(language="fr")
        with self.assertRaises(OSError):
            self.engine.check(pathlib.Path("/not/there.yaml"))

    def test_a_closed_engine_says_so(self):
        engine = rigrules.Engine()
        engine.close()
        engine.close()
        for call in (lambda: engine.check(LINE), lambda: engine.hash, lambda: engine.batch([LINE]), engine.reload):
            self.assertRaises(rigrules.EngineClosed, call)

    def test_a_batch_streams_and_ends_early(self):
        taken = 0

        def endless():
            nonlocal taken
            while True:
                taken += 1
                yield LINE

        reports = self.engine.batch(endless(), jobs=2)
        self.assertEqual(taken, 0)
        self.assertEqual(next(reports).id, "a")
        self.assertLess(taken, 100_000)
        before = threading.active_count()
        reports.close()
        self.assertLess(threading.active_count(), before)

    def test_what_is_no_build_has_its_place(self):
        builds = [{"id": "a"}, "", {"id": "b", "x": 1}, '{\n "id": "c" }\n', b"\n", {"id": "d"}]
        answers = list(self.engine.batch(builds, on_error="yield"))
        kinds = [isinstance(answer, rigrules.InvalidBuild) for answer in answers]
        self.assertEqual(kinds, [False, True, True, False, True, False])
        self.assertEqual([answers[i].line for i in (1, 2, 4)], [2, 3, 5])
        self.assertEqual([answers[i].id for i in (0, 3, 5)], ["a", "c", "d"])
        reports = self.engine.batch(builds)
        self.assertEqual(next(reports).id, "a")
        self.assertRaises(rigrules.InvalidBuild, next, reports)
        for wrong in ("a.jsonl", {"id": "a"}, LINE):
            self.assertRaises(rigrules.InvalidOptions, self.engine.batch, wrong)
        self.assertRaises(rigrules.InvalidOptions, self.engine.batch, [], on_error="skip")

    def test_files_plain_and_packed(self):
        made = [line for line in lines(300) if b'"b' in line]
        text = b"\n\n".join(made)
        expected = [report.json for report in self.engine.batch(made)]
        with tempfile.TemporaryDirectory() as folder:
            plain, packed = pathlib.Path(folder, "a.jsonl"), pathlib.Path(folder, "a.jsonl.gz")
            plain.write_bytes(text)
            packed.write_bytes(gzip.compress(text))
            for source in (plain, packed):
                self.assertEqual([report.json for report in self.engine.batch(source, jobs=2)], expected)
            with open(plain, encoding="utf-8") as file:
                self.assertEqual([report.json for report in self.engine.batch(file)], expected)
            page = next(self.engine.batch(plain)).html()
            self.assertTrue(page.startswith("<!DOCTYPE html>"))


class ManyAtOnce(unittest.TestCase):
    def test_threads_share_an_engine_and_two_engines_differ(self):
        made = [line for line in lines(200) if b'"b' in line]
        with rigrules.Engine(language="en") as one, rigrules.Engine(language="zh") as two:
            self.assertEqual(one.hash, two.hash)
            expected = {engine: [engine.check(line).json for line in made] for engine in (one, two)}
            self.assertNotEqual(expected[one], expected[two])
            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                for engine in (one, two):
                    runs = [pool.submit(lambda e=engine: [e.check(line).json for line in made]) for _ in range(4)]
                    for run in runs:
                        self.assertEqual(run.result(), expected[engine])

    def test_processes_by_fork_and_spawn(self):
        made = [line for line in lines(60) if b'"b' in line]
        with rigrules.Engine(language="en") as engine:
            expected = [engine.check(line).json for line in made]
            stops = threading.Event()
            busy = threading.Thread(target=lambda: [engine.check(LINE) for _ in iter(stops.is_set, True)])
            busy.start()
            try:
                for method in ("fork", "spawn"):
                    with multiprocessing.get_context(method).Pool(2) as pool:
                        found = pool.map(json_of, [(engine, line) for line in made], chunksize=20)
                    self.assertEqual(found, expected, method)
                self.in_children(engine, made, expected)
            finally:
                stops.set()
                busy.join()

    def in_children(self, engine, made, expected):
        """Children go on with the very engine of their parent, also with a batch."""
        for _ in range(10):
            child = os.fork()
            if child == 0:
                same = [report.json for report in engine.batch(made, jobs=2)]
                os._exit(0 if [json.loads(a)["verdict"] for a in same] == [json.loads(b)["verdict"] for b in expected] else 1)
            self.assertEqual(os.waitpid(child, 0)[1], 0)

    def test_rules_are_reloaded_while_builds_are_evaluated(self):
        rule = (ROOT / "Rules/psu/wattage.lua").read_text(encoding="utf-8")
        made = [line for line in lines(120) if b'"b' in line]
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "Rules", f"{folder}/Rules")
            target = pathlib.Path(folder, "Rules/psu/wattage.lua")
            with rigrules.Engine(f"{folder}/Rules") as engine:
                hashes, stops = {engine.hash}, threading.Event()

                def reload():
                    for turn in range(12):
                        target.write_text(rule + f"\n-- {turn}\n", encoding="utf-8")
                        if not engine.reload():
                            hashes.add("unchanged")
                        hashes.add(engine.hash)
                    stops.set()

                other = threading.Thread(target=reload)
                other.start()
                seen = set()
                while not stops.is_set():
                    seen.update(report.ruleset for report in engine.batch(made, jobs=2))
                other.join()
                self.assertEqual(len(hashes), 13)
                self.assertTrue(seen and seen <= hashes)
                self.assertEqual(engine.check(made[0]).ruleset, engine.hash)

    @unittest.skipUnless(os.path.exists("/proc/self/statm"), "only Linux shows its memory so")
    def test_100000_calls_in_flat_memory(self):
        build = {"id": "a", "psus": [{"wattage_w": 850}]}
        with rigrules.Engine() as engine:

            def calls(count):
                for _ in range(count):
                    engine.lines(LINE)
                for _ in range(count // 40):
                    self.assertRaises(rigrules.InvalidBuild, engine.check, {"id": "a", "x": 1})
                    engine.check(build).findings
                for _ in range(count // 10_000):
                    rigrules.Engine().close()
                for _ in engine.batch(build for _ in range(count)):
                    pass
                gc.collect()

            calls(20_000)
            before = rss()
            calls(100_000)
            self.assertLess(rss() - before, 24 << 20)


if __name__ == "__main__":
    unittest.main()
