"""The Python of the documents runs."""

import contextlib
import importlib.util
import io
import os
import re
import unittest

from builds import ROOT

BLOCK = re.compile(r"^```python(?: needs=([\w,]+))?\n(.*?)^```", re.MULTILINE | re.DOTALL)


class Documents(unittest.TestCase):
    def test_python(self):
        before = os.getcwd()
        os.chdir(ROOT)
        try:
            blocks = BLOCK.findall((ROOT / "docs/python.md").read_text(encoding="utf-8"))
            self.assertGreaterEqual(len(blocks), 4)
            names, printed = {}, io.StringIO()
            for needs, block in blocks:
                if all(importlib.util.find_spec(name) for name in filter(None, needs.split(","))):
                    with contextlib.redirect_stdout(printed):
                        exec(compile(block, "docs/python.md", "exec"), names)
            self.assertIn("fail 8", printed.getvalue())
            self.assertIn("build/unknown-key 1 23", printed.getvalue())
            self.assertEqual(len(list(names["reports"])), 24)
        finally:
            os.chdir(before)


if __name__ == "__main__":
    unittest.main()
