"""Wheel and tarball: packed, installed or unpacked elsewhere, run there."""

import glob
import importlib.util
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

from builds import ROOT, program

sys.path.insert(0, str(ROOT / "Sources/python"))
from pack import GLIBC  # noqa: E402

FOUR = ROOT / "Fixtures/builds/four-2080ti.yaml"
LIST = "4x RTX 2080 Ti\nRyzen Threadripper 3960X\n"
#: Nothing of this machine's settings, and no checkout to be found.
BARE = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


def hindrance():
    """Why nothing can be packed here that runs elsewhere; None where it can."""
    if sys.platform != "linux":
        return "packages are made on Linux"
    if not (ROOT / ".build/archives/compiled").exists():
        return "the archives of Lua and simdjson are not there (see .ci/archives)"
    version = tuple(int(part) for part in platform.libc_ver()[1].split(".")[:2])
    if version > GLIBC:
        return f"this system's C library is {'.'.join(map(str, version))}, later than that of the packages"
    return None


HINDRANCE = hindrance()
if HINDRANCE:
    print(f"SKIPPED: nothing is packed: {HINDRANCE}", file=sys.stderr)


def may_change_root():
    """Whether this is root, and not in a container that keeps it from mounting."""
    command = ["unshare", "-m", "sh", "-c", 'mount -t proc proc "$1"', "sh", tempfile.gettempdir()]
    return shutil.which("unshare") and subprocess.run(command, capture_output=True, check=False).returncode == 0


def run(*command, data=b"", status=(0,), **others):
    """Standard output of a command in an environment that is bare."""
    environment = {**BARE, **others.pop("env", {})}
    ended = subprocess.run(command, input=data, capture_output=True, env=environment, check=False, **others)
    if ended.returncode not in status:
        raise AssertionError(f"{command}: {ended.returncode}\n{ended.stderr.decode()}{ended.stdout.decode()[-2000:]}")
    return ended.stdout


@unittest.skipIf(HINDRANCE, HINDRANCE or "")
class Packed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="rigrules-packed-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)

    def pack(self, kind, into="dist"):
        run(sys.executable, str(ROOT / "Sources/python/pack.py"), kind, "--into", str(self.folder / into))
        ending = {"wheel": "*.whl", "tarball": "*.tar.gz", "deb": "*.deb"}[kind]
        (packed,) = glob.glob(str(self.folder / into / ending))
        assert os.path.getsize(packed) <= 40 << 20, packed
        return packed

    def answers(self, *command):
        """The program there gives what that of the checkout gives, of its own rules, plugins and catalogue."""
        elsewhere = self.folder / "elsewhere"
        elsewhere.mkdir(exist_ok=True)
        shutil.copy(FOUR, elsewhere)
        (elsewhere / "list.txt").write_text(LIST, encoding="utf-8")
        there = {"cwd": elsewhere, "env": {"HOME": str(elsewhere)}, "status": (0, 1)}
        for build in (FOUR.name, "list.txt"):
            for language in ("en", "zh"):
                arguments = ["check", str(elsewhere / build), "--format", "json", "--lang", language]
                self.assertEqual(run(*command, *arguments, **there), program(*arguments), build)
        self.assertFalse((elsewhere / ".cache").exists(), "the catalogue that came along was not used")


class Wheel(Packed):
    @unittest.skipUnless(importlib.util.find_spec("ensurepip"), "no environment of Python can be made")
    def test_wheel_in_a_fresh_environment(self):
        wheel = self.pack("wheel")
        with open(wheel, "rb") as one, open(self.pack("wheel", "again"), "rb") as other:
            self.assertEqual(one.read(), other.read())
        self.assertIsNone(zipfile.ZipFile(wheel).testzip())
        environment = self.folder / "venv"
        run(sys.executable, "-m", "venv", str(environment))
        python = str(environment / "bin/python")
        run(python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel)
        run(python, "-m", "pip", "check")
        self.answers(str(environment / "bin/rigrules"))
        self.answers(python, "-m", "rigrules")
        code = "import rigrules, pathlib, sys; print(rigrules.Engine(language='en').check(pathlib.Path(sys.argv[1]), name=sys.argv[1]).json, end='')"
        name = str(FOUR)
        found = run(python, "-c", code, name, cwd=self.folder)
        self.assertEqual(found, program("check", name, "--format", "json", "--lang", "en"))
        code = "import rigrules._files as f; print(f.library(), f.program(), f.rules())"
        for path in run(python, "-c", code, cwd=self.folder).decode().split():
            self.assertTrue(path.startswith(str(environment)), path)


class Tarball(Packed):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.root = cls.folder / "a root"
        (cls.root / "opt").mkdir(parents=True)
        run("tar", "xzf", cls.pack(cls, "tarball"), "-C", str(cls.root / "opt"))
        (cls.unpacked,) = (cls.root / "opt").iterdir()

    def test_tarball_unpacked(self):
        self.answers(str(self.unpacked / "bin/rigrules"))

    @unittest.skipUnless(may_change_root(), "this process may not change the root folder")
    def test_bare_root(self):
        """A root with the C library, the compiler's runtime, `/proc`, and nothing else."""
        for line in run("ldd", str(self.unpacked / "bin/rigrules")).decode().splitlines():
            for path in re.findall(r"(/\S+) \(0x", line):
                target = self.root / path.lstrip("/")
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(os.path.realpath(path), target)
        (self.root / "proc").mkdir(exist_ok=True)
        shutil.copy(FOUR, self.root / FOUR.name)
        script = 'mount -t proc proc "$1/proc" && exec chroot "$@"'
        inside = "/" + str(self.unpacked.relative_to(self.root)) + "/bin/rigrules"
        command = ["unshare", "-m", "sh", "-c", script, "sh", str(self.root), inside]
        command += ["check", FOUR.name, "--format", "json", "--lang", "en"]
        found = run(*command, status=(0, 1), env={"PATH": os.environ["PATH"]})
        self.assertEqual(found, program("check", FOUR.name, "--format", "json", "--lang", "en", cwd=FOUR.parent))

    @unittest.skipUnless(shutil.which("dpkg-deb"), "there is no dpkg-deb")
    def test_deb(self):
        tree = self.folder / "deb"
        run("dpkg-deb", "-x", self.pack("deb"), str(tree))
        self.answers(str(tree / "usr/bin/rigrules"))


class Installed(unittest.TestCase):
    """`make install` into a folder: program, rules, catalogue, documents, manual page, completions."""

    def test_make_install(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="rigrules-installed-"))
        self.addCleanup(shutil.rmtree, folder)
        command = ["make", "-C", str(ROOT), "install", f"DESTDIR={folder}", "PREFIX=/usr"]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual(ended.returncode, 0, ended.stderr)
        elsewhere = folder / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "list.txt").write_text(LIST, encoding="utf-8")
        there = {"cwd": elsewhere, "env": {"HOME": str(elsewhere)}, "status": (0, 1)}
        for build in (str(FOUR), str(elsewhere / "list.txt")):
            arguments = ["check", build, "--format", "json", "--lang", "en"]
            self.assertEqual(run(str(folder / "usr/bin/rigrules"), *arguments, **there), program(*arguments))
        self.assertFalse((elsewhere / ".cache").exists(), "the catalogue that was installed was not used")
        share = folder / "usr/share"
        self.assertTrue((share / "man/man1/rigrules.1").read_text(encoding="utf-8").startswith("."))
        self.assertTrue((share / "doc/rigrules/docs/writing-rules.md").exists())
        for shell in ("bash-completion/completions/rigrules", "zsh/site-functions/_rigrules", "fish/vendor_completions.d/rigrules.fish"):
            self.assertIn("rigrules", (share / shell).read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
