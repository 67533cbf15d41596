#!/usr/bin/env python3
"""Packs the release build for systems that have nothing of it.

    pack.py wheel|tarball|deb [--into .build/dist]

Program and library are stripped and come with rules, plugins and catalogue. What is packed may need nothing of a
system but the C library and the compiler's runtime, of no later version than `GLIBC`; anything else is refused. The same
build gives the same bytes: no time, no user, one order.
"""

import argparse
import base64
import gzip
import hashlib
import io
import pathlib
import platform
import re
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
RELEASE = ROOT / ".build/release"
#: What a bare system has.
SYSTEM = re.compile(r"lib(c|m|dl|pthread|rt|gcc_s)\.so\.\d+|ld-linux[\w-]*\.so\.\d+")
GLIBC = (2, 39)
LARGEST = 40 << 20


def version():
    """The version of the program."""
    return re.search(r'text = "([^"]+)"', (ROOT / "Sources/rigrules/Version.swift").read_text(encoding="utf-8"))[1]


def output(*command):
    """What a command prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def glibc_of(file):
    """The version of glibc that a binary needs; refuses one that needs other libraries or a later one."""
    needed = re.findall(r"NEEDED.*\[(.*)\]", output("readelf", "-d", str(file)))
    foreign = [name for name in needed if not SYSTEM.fullmatch(name)]
    if foreign:
        sys.exit(f"pack: {file.name} needs {', '.join(foreign)}, which a bare system lacks (see .ci/archives)")
    symbols = re.findall(r"GLIBC_(\d+)\.(\d+)", output("objdump", "-T", str(file)))
    latest = max((int(major), int(minor)) for major, minor in symbols)
    if latest > GLIBC:
        sys.exit(f"pack: {file.name} needs glibc {latest[0]}.{latest[1]}; at most {GLIBC[0]}.{GLIBC[1]} is allowed")
    return latest


def check_exports(library):
    """Refuses a library that shows more than the functions of its header, or fewer."""
    shown = set(re.findall(r" [A-Z] (\S+)$", output("nm", "-D", "-g", "--defined-only", str(library)), re.MULTILINE))
    header = (ROOT / "Sources/CRigRules/include/rigrules.h").read_text(encoding="utf-8")
    declared = set(re.findall(r"^[\w ]+?(rigrules_\w+)\(", header, re.MULTILINE))
    if shown != declared:
        sys.exit(f"pack: {library.name} shows {sorted(shown ^ declared)} too much or too little")


class Files(dict):
    """Bytes and mode by path, as they lie below a prefix."""

    def add(self, path, data, mode=0o644):
        """One file."""
        self[path] = (data, mode)

    def add_folder(self, folder, path):
        """A folder with all below it."""
        for file in sorted(folder.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                self.add(f"{path}/{file.relative_to(folder).as_posix()}", file.read_bytes())


def installation():
    """What an installation holds, and the version of glibc that it needs."""
    files = Files()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        glibc = (0, 0)
        for source, name, path, mode in [
            ("rigrules", "rigrules", "bin/rigrules", 0o755),
            ("libRigC.so", "librigrules.so", "lib/librigrules.so", 0o755),
        ]:
            binary = work / name
            subprocess.run(["strip", "-o", str(binary), str(RELEASE / source)], check=True)
            glibc = max(glibc, glibc_of(binary))
            if name.endswith(".so"):
                check_exports(binary)
            files.add(path, binary.read_bytes(), mode)
        catalog = work / "Catalog"
        for part in ("Facts", "Data"):
            shutil.copytree(ROOT / "Sources/RigCatalog" / part, catalog / part)
        shutil.copy(ROOT / "NOTICE", catalog / "NOTICE")
        # The database is made once, here, and not by each user at the first start.
        subprocess.run([str(RELEASE / "rigrules"), "parts", "build", "--folder", str(catalog)], check=True, stdout=2)
        files.add_folder(catalog, "share/rigrules/Catalog")
    files.add_folder(ROOT / "Rules", "share/rigrules/Rules")
    files.add_folder(ROOT / "Plugins", "share/rigrules/Plugins")
    return files, glibc


def written(path, data):
    """Writes a package of an allowed size."""
    if len(data) > LARGEST:
        sys.exit(f"pack: {path.name} has {len(data) >> 20} MB; at most {LARGEST >> 20} are allowed")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print(f"{path} ({len(data) / (1 << 20):.1f} MB)")


# A wheel

DESCRIPTION = "Rules that judge PC builds: the program, its library, and a Python package over it"


def wheel(into):
    """The package of Python with the whole installation below it."""
    installed, glibc = installation()
    files = Files()
    package = ROOT / "Sources/python/rigrules"
    for file in sorted(package.glob("*")):
        if file.is_file():
            files.add(f"rigrules/{file.name}", file.read_bytes())
    for path, (data, mode) in installed.items():
        files.add(f"rigrules/_files/{path}", data, mode)
    tag = f"py3-none-manylinux_{glibc[0]}_{glibc[1]}_{platform.machine()}"
    info = f"rigrules-{version()}.dist-info"
    metadata = (
        f"Metadata-Version: 2.1\nName: rigrules\nVersion: {version()}\nSummary: {DESCRIPTION}\n"
        "License: Apache-2.0\nLicense-File: LICENSE\nRequires-Python: >=3.9\n"
        "Provides-Extra: spark\nRequires-Dist: pyspark>=3.5; extra == 'spark'\n"
        "Requires-Dist: pyarrow; extra == 'spark'\nDescription-Content-Type: text/markdown\n\n"
    )
    files.add(f"{info}/METADATA", metadata.encode() + (ROOT / "docs/python.md").read_bytes())
    generator = f"Wheel-Version: 1.0\nGenerator: rigrules\nRoot-Is-Purelib: false\nTag: {tag}\n"
    files.add(f"{info}/WHEEL", generator.encode())
    files.add(f"{info}/entry_points.txt", b"[console_scripts]\nrigrules = rigrules.__main__:main\n")
    files.add(f"{info}/LICENSE", (ROOT / "LICENSE").read_bytes())
    files.add(f"{info}/NOTICE", (ROOT / "NOTICE").read_bytes())
    record = "".join(f"{path},sha256={digest(data)},{len(data)}\n" for path, (data, _) in sorted(files.items()))
    files.add(f"{info}/RECORD", f"{record}{info}/RECORD,,\n".encode())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        # The description of a wheel stands at its end.
        for path in sorted(files, key=lambda path: (path.startswith(info), path)):
            data, mode = files[path]
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | mode) << 16
            archive.writestr(entry, data)
    written(into / f"rigrules-{version()}-{tag}.whl", buffer.getvalue())


def digest(data):
    """A hash as RECORD has it."""
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


# A tarball, and a package of Debian


def packed(files, prefix):
    """A packed archive of tar."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT) as archive:
        folders = {str(parent) for path in files for parent in pathlib.PurePosixPath(prefix, path).parents}
        for folder in sorted(folders - {"."}):
            entry = tarfile.TarInfo(folder)
            entry.type, entry.mode = tarfile.DIRTYPE, 0o755
            archive.addfile(entry)
        for path, (data, mode) in sorted(files.items()):
            entry = tarfile.TarInfo(str(pathlib.PurePosixPath(prefix, path)))
            entry.size, entry.mode = len(data), mode
            archive.addfile(entry, io.BytesIO(data))
    return gzip.compress(buffer.getvalue(), 6, mtime=0)


def with_documents(files, documents):
    """Further files of an installation that is not a wheel."""
    files.add("include/rigrules.h", (ROOT / "Sources/CRigRules/include/rigrules.h").read_bytes())
    for name in ("LICENSE", "NOTICE", "README.md"):
        files.add(f"{documents}/{name}", (ROOT / name).read_bytes())
    for shell, path in [
        ("bash", "bash-completion/completions/rigrules"),
        ("zsh", "zsh/site-functions/_rigrules"),
        ("fish", "fish/vendor_completions.d/rigrules.fish"),
    ]:
        script = output(str(RELEASE / "rigrules"), "--generate-completion-script", shell)
        files.add(f"share/{path}", script.encode())
    return files


def tarball(into):
    """A folder that runs wherever it is unpacked."""
    files, _ = installation()
    name = f"rigrules-{version()}-linux-{platform.machine()}"
    written(into / f"{name}.tar.gz", packed(with_documents(files, "share/doc/rigrules"), name))


def deb(into):
    """A package of Debian and Ubuntu."""
    files, glibc = installation()
    files = with_documents(files, "share/doc/rigrules")
    machine = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    size = sum(len(data) for data, _ in files.values()) >> 10
    control = Files()
    text = (
        f"Package: rigrules\nVersion: {version()}\nArchitecture: {machine}\nSection: utils\nPriority: optional\n"
        f"Maintainer: the authors of rigrules\nInstalled-Size: {size}\n"
        f"Depends: libc6 (>= {glibc[0]}.{glibc[1]}), libgcc-s1\nDescription: rules that judge PC builds\n {DESCRIPTION}.\n"
    )
    control.add("control", text.encode())
    members = [
        ("debian-binary", b"2.0\n"),
        ("control.tar.gz", packed(control, ".")),
        ("data.tar.gz", packed(files, "./usr")),
    ]
    data = b"!<arch>\n"
    for name, content in members:
        data += f"{name:<16}{0:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode()
        data += content + b"\n" * (len(content) % 2)
    written(into / f"rigrules_{version()}_{machine}.deb", data)


def main():
    """Packs what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=["wheel", "tarball", "deb"])
    parser.add_argument("--into", type=pathlib.Path, default=ROOT / ".build/dist")
    arguments = parser.parse_args()
    if platform.system() != "Linux":
        sys.exit("pack: packages are made on Linux, whose binaries this script can read")
    {"wheel": wheel, "tarball": tarball, "deb": deb}[arguments.kind](arguments.into)


if __name__ == "__main__":
    main()
