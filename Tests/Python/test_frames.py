"""Tables of pandas, polars and pyarrow, of those that are installed."""

import importlib
import json
import unittest

import rigrules
from builds import lines


def package(name):
    """A package, or a skip that is seen."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise unittest.SkipTest(f"{name} is not installed") from None


class Frames(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.engine = rigrules.Engine(language="en")
        cls.made = [line.decode() for line in lines(200)]
        cls.expected = []
        for report in cls.engine.batch(cls.made, name="row", on_error="yield"):
            if isinstance(report, rigrules.InvalidBuild):
                cls.expected.append((None, f"{report.message} [{report.code}]"))
            else:
                cls.expected.append((report.verdict, None))
        cls.builds = [json.loads(line) for line, (_, error) in zip(cls.made, cls.expected) if error is None]

    @classmethod
    def tearDownClass(cls):
        cls.engine.close()

    def test_pandas(self):
        pandas = package("pandas")
        frame = pandas.DataFrame({"text": self.made}, index=range(1000, 1000 + len(self.made)))
        answer = self.engine.frame(frame, "text")
        self.assertEqual(list(answer.index), list(frame.index))
        self.assertEqual(list(zip(answer["verdict"], answer["error"])), self.expected)
        rows = self.engine.frame(pandas.DataFrame(self.builds))
        self.assertEqual(list(rows["verdict"]), [verdict for verdict, error in self.expected if error is None])
        self.assertIsNotNone(self.engine.frame(pandas.DataFrame({"id": ["a", None]}))["error"][1])
        with self.assertRaisesRegex(rigrules.InvalidOptions, "did you mean 'text'"):
            self.engine.frame(frame, "txt")

    def test_polars(self):
        package("pyarrow")
        polars = package("polars")
        answer = self.engine.frame(polars.DataFrame({"text": self.made}), "text")
        self.assertEqual(list(zip(answer["verdict"], answer["error"])), self.expected)
        self.assertIsInstance(answer["findings"].dtype, polars.List)
        structs = polars.DataFrame({"build": self.builds}, infer_schema_length=None)
        verdicts = [verdict for verdict, error in self.expected if error is None]
        self.assertEqual(list(self.engine.frame(structs, "build")["verdict"]), verdicts)

    def test_pyarrow(self):
        pyarrow = package("pyarrow")
        answer = self.engine.frame(pyarrow.table({"text": self.made}), "text")
        self.assertEqual(list(zip(answer["verdict"].to_pylist(), answer["error"].to_pylist())), self.expected)
        rows = self.engine.frame(pyarrow.Table.from_pylist(self.builds))
        verdicts = [verdict for verdict, error in self.expected if error is None]
        self.assertEqual(rows["verdict"].to_pylist(), verdicts)

    def test_another_table_is_refused(self):
        self.assertRaises(rigrules.InvalidOptions, self.engine.frame, [{"id": "a"}])


if __name__ == "__main__":
    unittest.main()
