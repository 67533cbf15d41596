"""The library as it is packed, under Valgrind, with the host in C."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from builds import ROOT, program
from rigrules import _files

FOUR = "Fixtures/builds/four-2080ti.yaml"


@unittest.skipUnless(shutil.which("cc") and shutil.which("strip"), "there is no C compiler")
class Library(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="rigrules-library-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        # Valgrind 3.19 cannot read this debug information.
        subprocess.run(["strip", "--strip-debug", "-o", f"{cls.folder}/lib.so", _files.library()], check=True)
        shutil.copytree(ROOT / "Rules", cls.folder / "Rules")
        command = ["cc", "-Wall", "-Werror", f"-I{ROOT}/Sources/CRigRules/include", f"{ROOT}/Tests/CInterface/interface.c"]
        subprocess.run([*command, "-o", f"{cls.folder}/host", "-ldl", "-pthread"], check=True)

    def host(self, calls, children, *before):
        environment = {**os.environ, "RIGRULES_SLOW": "1"} if before else None
        command = [*before, f"{self.folder}/host", f"{self.folder}/lib.so", f"{self.folder}/Rules", FOUR]
        ended = subprocess.run([*command, str(calls), str(children)], capture_output=True, cwd=ROOT, env=environment, check=False)
        self.assertEqual(ended.returncode, 0, ended.stderr.decode()[-4000:])
        return ended

    def test_host_in_c(self):
        """Every function, wrong calls, forks while two threads evaluate, loaded and unloaded twice."""
        found = self.host(20_000, 50).stdout
        expected = program("check", FOUR, "--format", "json", "--lang", "en", "--rules", f"{self.folder}/Rules")
        self.assertEqual(found, expected)

    @unittest.skipUnless(shutil.which("valgrind"), "there is no valgrind")
    def test_memory(self):
        """No access that is wrong, and as much lost after many calls as after few."""
        lost = []
        for calls in (50, 100_000):
            options = ["-q", "--leak-check=full", "--show-leak-kinds=definite", "--error-exitcode=9"]
            options += ["--errors-for-leak-kinds=none", f"--suppressions={ROOT}/Tests/CInterface/valgrind.supp"]
            said = self.host(calls, 0, "valgrind", *options).stderr.decode()
            # Swift keeps the addresses of its constants in a form that Valgrind does not know.
            lost.append(sorted(re.findall(r"([\d,]+ \(?.*bytes in [\d,]+ blocks are definitely lost)", said)))
        self.assertEqual(lost[0], lost[1])


if __name__ == "__main__":
    unittest.main()
