"""Builds for the tests, and the program that they are compared with."""

import json
import os
import pathlib
import random
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def program(*arguments, data=b"", cwd=ROOT):
    """Standard output of the program, by the rules of this checkout."""
    from rigrules import _files

    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    run = subprocess.run(
        [_files.program(), *arguments], input=data, capture_output=True, env=environment, cwd=cwd, check=False
    )
    are_lines_refused = b"not a build" in run.stderr or b"not builds" in run.stderr
    if run.returncode not in (0, 1, 2) or (run.returncode == 2 and not are_lines_refused):
        raise AssertionError(f"{arguments}: {run.returncode}: {run.stderr.decode()}")
    return run.stdout


def lines(count, seed=1):
    """Variants of the builds of the fixtures; every fortieth line is not a build."""
    chance = random.Random(seed)
    text = (ROOT / "Fixtures/batch/six-builds.jsonl").read_text(encoding="utf-8")
    known = [json.loads(line) for line in text.splitlines()]
    wrong = [
        '{"id":"x","gpus":[{"vram":24}]}',
        '{"id":"x"',
        '{"name":"without id"}',
        '{"id":"x","gpus":[{"vram_gb":"viel"}]}',
        '{"id":"\\ud800"}',
        "[1,2]",
    ]
    made = []
    for number in range(count):
        if number % 40 == 39:
            made.append(chance.choice(wrong).encode())
            continue
        build = json.loads(json.dumps(chance.choice(known)))
        build["id"] = f"b{number}"
        if number % 7 == 0:
            build["name"] = "四路 2080 Ti 工作站"
        for card in build.get("gpus", []):
            card["tdp_w"] = chance.randrange(100, 600, 10)
        for supply in build.get("psus", []):
            supply["wattage_w"] = chance.randrange(450, 2000, 50)
        if "cpu" in build:
            build["cpu"]["cores"] = chance.choice([4, 6, 8, 12, 16, 24])
        made.append(json.dumps(build, ensure_ascii=chance.random() < 0.5).encode())
    return made
