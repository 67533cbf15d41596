"""Messages that the package raises itself: English or Chinese, by the locale."""

import ast
import os
import pathlib
import unittest
from unittest import mock

import rigrules
from rigrules import _builds
from rigrules._words import say

PACKAGE = pathlib.Path(rigrules.__file__).resolve().parent


def _raised(tree):
    """The first argument of each exception that is raised with a text of its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
            yield node.exc.args[0]


class Words(unittest.TestCase):
    def test_the_locale_chooses(self):
        for variables, expected in [
            ({}, "a"), ({"LANG": "zh_CN.UTF-8"}, "甲"), ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "a"),
            ({"LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "甲"),
        ]:
            with mock.patch.dict(os.environ, variables, clear=True):
                self.assertEqual(say("a", "甲"), expected)
                self.assertEqual(say("a", "甲", "en"), "a")
                self.assertEqual(say("a", "甲", "zh"), "甲")

    def test_an_error_is_chinese_where_the_locale_is(self):
        with mock.patch.dict(os.environ, {"LC_ALL": "zh_CN.UTF-8"}, clear=True):
            with self.assertRaisesRegex(rigrules.InvalidOptions, "配置应是字典"):
                _builds.document_of(5)
        with mock.patch.dict(os.environ, {"LC_ALL": "C"}, clear=True):
            with self.assertRaisesRegex(rigrules.InvalidOptions, "a build is a dictionary.*this is a int"):
                _builds.document_of(5)

    def test_no_message_is_of_one_language(self):
        seen = 0
        for path in sorted(PACKAGE.glob("*.py")):
            for argument in _raised(ast.parse(path.read_text(encoding="utf-8"))):
                plain = isinstance(argument, ast.Constant) and " " in str(argument.value)
                filled = isinstance(argument, ast.JoinedStr) and any(
                    isinstance(part, ast.Constant) and any(c.isalpha() for c in str(part.value))
                    for part in argument.values
                )
                self.assertFalse(plain or filled, f"{path.name}:{argument.lineno}")
                seen += "say" in ast.dump(argument)
        self.assertGreater(seen, 12)


if __name__ == "__main__":
    unittest.main()
