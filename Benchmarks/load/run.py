"""The server under load on loopback: `make load`. Needs wrk and a release build.

64 connections send right and wrong bodies for SECONDS while a rule is saved over and over; then ten thousand
connections are opened at once, and slow ones dribble their heads, while one client goes on asking. Ends with
status 1 where an answer is wrong or lost, or where that client had to wait.
"""

import json
import os
import pathlib
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build/release/rigrules"
SECONDS = int(os.environ.get("SECONDS_", "60"))


class Server:
    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="rigrules-load-"))
        shutil.copytree(ROOT / "Rules", self.folder / "Rules")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0", "--rules", self.folder / "Rules"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.process.stdout:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if found:
                self.port = int(found[1])
                break
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.status = self.process.wait(20)
        shutil.rmtree(self.folder)

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def rss(self):
        return int(pathlib.Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * 4 // 1024


def save(server, stop, saves):
    """Saves one rule over and over, each time with another comment."""
    rule = server.folder / "Rules/psu/wattage.lua"
    text = rule.read_text()
    while not stop.wait(0.5):
        saves.append(1)
        beside = rule.with_suffix(".new")
        beside.write_text(f"{text}\n-- save {len(saves)}\n")
        beside.replace(rule)


def ask(server, count):
    """How long a client waits for each of `count` reports, in ms."""
    body = (ROOT / "Fixtures/builds/four-2080ti.yaml").read_bytes()
    waits = []
    for _ in range(count):
        start = time.monotonic()
        with urllib.request.urlopen(urllib.request.Request(server.url("/v1/check"), body), timeout=30) as answer:
            json.load(answer)
        waits.append((time.monotonic() - start) * 1000)
    return sorted(waits)


def under_load(server):
    stop, saves = threading.Event(), []
    saver = threading.Thread(target=save, args=(server, stop, saves))
    saver.start()
    out = subprocess.run(
        ["wrk", "-t2", "-c64", f"-d{SECONDS}s", "--timeout", "10s", "-s", ROOT / "Benchmarks/load/mixed.lua",
         server.url(""), "--", ROOT], text=True, capture_output=True).stdout
    stop.set()
    saver.join()
    print(out.strip())
    print(f"{len(saves)} saves of a rule meanwhile; {server.rss()} MB resident")
    found = re.search(r"answers (\d+), of them wrong (\d+), lost (\d+)", out)
    return bool(found) and found[2] == found[3] == "0" and int(found[1]) > 0


def beside_the_library(server):
    """Requests for one report a second, beside what `batch` evaluates and writes of the same build."""
    build = ROOT / "Fixtures/builds/four-2080ti.yaml"
    script = server.folder / "one.lua"
    script.write_text(f'wrk.method = "POST"; wrk.body = assert(io.open("{build}", "rb")):read("a")')
    out = subprocess.run(
        ["wrk", "-t2", "-c64", f"-d{max(5, SECONDS // 6)}s", "--latency", "-s", script,
         server.url("/v1/check?format=jsonl")],
        text=True, capture_output=True).stdout
    line = subprocess.run(
        [PROGRAM, "resolve", build, "--format", "json"],
        text=True, capture_output=True, check=True).stdout
    lines = (json.dumps(json.loads(line)["build"]) + "\n") * 4000
    start = time.monotonic()
    subprocess.run(
        [PROGRAM, "batch", "-", "--no-memo", "--jobs", "2", "--rules", server.folder / "Rules"],
        input=lines, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    library = 4000 / (time.monotonic() - start)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])
    tail = re.search(r"99%\s+(\S+)", out)[1]
    print(f"one build in YAML, as one line: {rate:.0f} reports/s, p99 {tail}; "
          f"the library without memo, from JSON, two jobs: {library:.0f} builds/s")


def connections(server, count, what, sends=b""):
    """Opens `count` connections, each of which sends what a slow client would, and asks meanwhile."""
    before = ask(server, 50)
    opened = []
    for _ in range(count):
        try:
            opened.append(socket.create_connection(("127.0.0.1", server.port), timeout=5))
            if sends:
                opened[-1].sendall(sends)
        except OSError:
            pass
    during = ask(server, 50)
    for one in opened:
        one.close()
    print(f"{len(opened)} {what}: median wait {before[25]:.1f} ms before, {during[25]:.1f} ms with them, "
          f"most {during[-1]:.1f} ms; {server.rss()} MB resident")
    return during[25] < 5 * before[25] + 20


def huge(server):
    """A body of a gigabyte is refused by its head, and by its bytes where it is chunked."""
    answers = []
    for head in ("Content-Length: 1073741824", "Transfer-Encoding: chunked"):
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
            client.sendall(f"POST /v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}\r\n\r\n".encode())
            chunk = b"100000\r\n" + b"a" * 0x100000 + b"\r\n"
            try:
                for _ in range(1024):
                    client.sendall(chunk)
            except OSError:
                pass
            try:
                answers.append(client.recv(64).split(b"\r\n")[0].decode())
            except OSError as error:
                answers.append(type(error).__name__)
    print(f"a body of 1 GB: {'; '.join(answers)}; {server.rss()} MB resident")
    return server.rss() < 400


def main():
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with Server() as server:
        good = [
            under_load(server),
            connections(server, 10_000, "connections that say nothing"),
            connections(server, 2_000, "connections with half a head", b"POST /v1/check HTTP/1.1\r\nHos"),
            huge(server),
        ]
        beside_the_library(server)
    print(f"ended with status {server.status}")
    sys.exit(0 if all(good) and server.status == 0 else 1)


main()
