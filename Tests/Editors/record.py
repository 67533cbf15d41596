"""Records what an editor says to `rigrules lsp`: record.py neovim|emacs PROGRAM > Fixtures/editors/NAME.jsonl

One message a line, in order; the editor's folder is written as {folder}. The session itself fails where the server
does not answer as it should, so a record is also a test of the editor of the day.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).parent


def relay(program, record):
    """Stands between editor and server, and writes down what the editor says."""
    server = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def answers():
        while chunk := os.read(server.stdout.fileno(), 65536):
            os.write(1, chunk)
        # The server has ended: so does what stands for it.
        os._exit(server.wait())

    answering = threading.Thread(target=answers)
    answering.start()
    with open(record, "a", encoding="utf-8") as kept:
        while header := sys.stdin.buffer.readline():
            length = None
            while header.strip():
                if header.lower().startswith(b"content-length:"):
                    length = int(header.split(b":")[1])
                header = sys.stdin.buffer.readline()
            body = sys.stdin.buffer.read(length)
            kept.write(json.dumps(json.loads(body), ensure_ascii=False, sort_keys=True) + "\n")
            kept.flush()
            try:
                server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
                server.stdin.flush()
            except BrokenPipeError:
                break  # The server has ended, as it was told to.
    server.stdin.close()
    answering.join()


def main():
    editor, program = sys.argv[1], os.path.abspath(sys.argv[2])
    with tempfile.TemporaryDirectory() as place:
        folder, record = pathlib.Path(place, "work"), pathlib.Path(place, "record.jsonl")
        shutil.copytree(HERE / "folder", folder)
        relayed = pathlib.Path(place, "server")
        relayed.write_text(f"#!/bin/sh\nexec {sys.executable} {HERE.resolve()}/record.py relay {program} {record}\n")
        relayed.chmod(0o755)
        environment = {
            **os.environ, "RIGRULES_LSP": str(relayed), "SESSION_FOLDER": str(folder), "LC_ALL": "C.UTF-8", "HOME": place,
        }
        commands = {
            "neovim": ["nvim", "--clean", "--headless", "-S", str(HERE.resolve() / "session.lua")],
            "emacs": ["emacs", "-q", "--batch", "-l", str(HERE.resolve() / "session.el")],
        }
        ended = subprocess.run(commands[editor], cwd=folder, env=environment, stdout=sys.stderr, timeout=180, check=False)
        if ended.returncode:
            sys.exit(f"{editor} ended with {ended.returncode}")
        text = record.read_text(encoding="utf-8").replace(str(folder), "{folder}")
        for line in text.splitlines():
            message = json.loads(line)
            # The number of a process says nothing, and the server would wait for its end.
            if "processId" in (message.get("params") or {}):
                message["params"]["processId"] = None
            print(json.dumps(message, ensure_ascii=False, sort_keys=True))


if sys.argv[1] == "relay":
    relay(sys.argv[2], sys.argv[3])
else:
    main()
