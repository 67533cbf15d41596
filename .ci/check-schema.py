#!/usr/bin/env python3
"""Holds the JSON Schemas against the program: what one refuses, the other refuses too.

    .ci/check-schema.py RIGRULES [STEP]

Every build of Fixtures and every example on a rule's page must be valid. Then each field gets values
of every kind, and the decoder and the schema must agree on each; STEP takes only every so many.
Needs PyYAML and jsonschema.
"""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors and the decoder read it: `yes` is a word."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
]:
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)

VALUES = """12|-1|0|0.5|1e9|99999999|"12"|12 GB|yes|null||[]|{}|[1]|[null]|[true]|foo|"foo"|" "|""|x16
{bogus: 1}|[{bogus: 1}]|1.5|[foo, 12]|[[1]]|"a\\nb"|"a\\u200eb"|gpu:1|[gpu:65]|[gpu:1]|["cpu"]|[{}]
0x10|1_000|2026-01-01|65|1000|-0|+5|.5|5.|1e2|DDR9|[{count: 2}]|{count: 0}|{count: 1.5}|64
{count: null}|1200|0.01|3|[360, 240]|[360.5]|DDR5|nvme|blower|"a	b"|TRUE|[{x_a: 1}]|{x_: 1}|{X_a: 1}"""


def load(text):
    return yaml.load(text, Core)


def complaints(schema, path, value):
    return [f"{path}: {error.json_path}: {error.message[:200]}" for error in schema.iter_errors(value)]


def check_documents(builds, configurations):
    """Every fixture, and every example on the pages."""
    count, wrong = 0, []
    for path in sorted(glob.glob("Fixtures/**/*", recursive=True)):
        name = os.path.basename(path)
        if not re.search(r"\.(yaml|json)$", name) or name.startswith("expected"):
            continue
        # Part lists, offers and texts about machines are not builds.
        if re.search(r"Fixtures/(lists|machines|fuzz-corpus)/|suggest/parts|design/", path):
            continue
        with open(path, encoding="utf-8") as file:
            value = load(file.read())
        schema = configurations if name == "rigrules.yaml" else builds
        # A table of cases holds a build in each of them.
        for value in [case["build"] for case in value] if isinstance(value, list) else [value]:
            wrong += complaints(schema, path, value)
            count += 1
    pages = glob.glob("docs/rules/**/*.md", recursive=True) + glob.glob(
        "docs/plugins/**/*.md", recursive=True)
    for path in sorted(pages):
        with open(path, encoding="utf-8") as file:
            for text in re.findall(r"```yaml\n(.*?)```", file.read(), re.S):
                wrong += complaints(builds, path, load(text))
                count += 1
    return count, wrong


# What no schema can see: how the text is written, and what lies between fields and files.
BEYOND_SCHEMAS = {"syntax", "unsupported", "duplicate-key", "conflict", "too-many", "unknown-rule"}
# On those pages stands a rule that does not ship, so that its parameters are not known.
BEYOND_SCHEMAS |= {"parameter", "unknown-parameter"}
# Parameters of a rule that ships, and whether its schema takes them.
PARAMETERS = [({"overhead": 0.5}, True), ({"overhead": 5}, False), ({"overhed": 0.5}, False)]


def check_mistakes(domain, schema):
    """The text with a mistake on each page of errors."""
    wrong = []
    for path in sorted(glob.glob(f"docs/errors/{domain}/*.md")):
        code = os.path.basename(path)[:-3]
        with open(path, encoding="utf-8") as file:
            texts = re.findall(r"```yaml\n(.*?)```", file.read(), re.S)
        if texts and code not in BEYOND_SCHEMAS and schema.is_valid(load(texts[0])):
            wrong.append(f"{path}: the schema takes it")
    return wrong


def paths(definitions, name="build", above=()):
    """Every field by the keys that lead to it."""
    for key, schema in definitions[name]["properties"].items():
        yield above + (key,)
        for choice in schema.get("anyOf", []):
            target = choice.get("$ref") or choice.get("items", {}).get("$ref") or ""
            below = target.rsplit("/", 1)[-1]
            if below not in ("", "text", "part", "free"):
                yield from paths(definitions, below, above + (key,))


def text_of(path, value):
    lines = ["  " * depth + key + ":" for depth, key in enumerate(path)]
    return "\n".join(lines) + f" {value}\n"


def refused(program, folder, files):
    """The files that the decoder refuses, with what it says."""
    os.mkdir(f"{folder}/Rules")
    with open(f"{folder}/Rules/a.lua", "w", encoding="utf-8") as file:
        file.write('return { title = "x", severity = "advice", check = function() end }')
    said = {}
    for start in range(0, len(files), 800):
        ended = subprocess.run(
            [program, "check", "-q", "--rules", f"{folder}/Rules", *files[start : start + 800]],
            capture_output=True, text=True, check=False)
        if ended.returncode not in (0, 1, 2):
            sys.exit(f"{program} ended with {ended.returncode}: {ended.stderr[:500]}")
        for line in ended.stderr.splitlines():
            name, _, rest = line.partition(":")
            if name in files:
                said.setdefault(name, []).append(rest)
    return said


# What the catalogue says of names, which a schema cannot.
NAMES = re.compile(r"is not in the catalogue|may mean several parts")


def compare(program, builds, definitions, step):
    """Where decoder and schema do not agree."""
    extra = [("x_a",), ("bogus",), ("cpu", "x_"), ("cpu", "x_a"), ("gpus", "X_a")]
    values = [value for line in VALUES.split("\n") for value in line.split("|")]
    cases = [(path, value) for path in [*paths(definitions), *extra] for value in values][::step]
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for index, (path, value) in enumerate(cases):
            files[f"{folder}/{index}.yaml"] = text_of(path, value)
            with open(f"{folder}/{index}.yaml", "w", encoding="utf-8") as file:
                file.write(text_of(path, value))
        said = refused(program, folder, list(files))
        wrong = []
        for name, text in files.items():
            # A part may be named: whether the catalogue knows the name is nothing for a schema.
            # Such an error hides the others of its file.
            refusals = said.get(name, [])
            if refusals and all(NAMES.search(line) for line in refusals):
                continue
            if bool(refusals) == builds.is_valid(load(text)):
                side = "decoder" if refusals else "schema"
                wrong.append(f"only the {side} refuses {text!r}: {refusals}")
        return len(files), wrong


def main():
    program, step = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1
    schemas = []
    for name in ("build", "config"):
        with open(f"docs/schema/{name}.schema.json", encoding="utf-8") as file:
            schema = json.load(file)
        jsonschema.Draft7Validator.check_schema(schema)
        schemas.append(jsonschema.Draft7Validator(schema))
    documents, wrong = check_documents(*schemas)
    for domain, schema in zip(("build", "config"), schemas):
        wrong += check_mistakes(domain, schema)
    for parameters, is_valid in PARAMETERS:
        if schemas[1].is_valid({"settings": {"psu/wattage": {"params": parameters}}}) != is_valid:
            wrong.append(f"rigrules.yaml: the parameters {parameters} are {is_valid or 'not'} valid")
    cases, others = compare(program, schemas[0], schemas[0].schema["definitions"], step)
    print(f"{documents} documents, {cases} cases")
    for line in wrong + others:
        print(line, file=sys.stderr)
    sys.exit(1 if wrong or others else 0)


main()
