# SPDX-License-Identifier: MIT
"""The type stubs are Python, and say what is there: no more, and no less."""
import ast
import keyword
import os
import subprocess
import sys
import tempfile
import unittest

import gi

gi.require_version("Weir", "1.0")
from gi.repository import Weir  # noqa: E402

import tap  # noqa: E402

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def names_in(body):
    for node in body:
        name = node.target.id if isinstance(node, ast.AnnAssign) else getattr(node, "name", None)
        if name is not None:
            yield name[:-1] if keyword.iskeyword(name[:-1]) else name, node


class Stubs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "Weir.pyi")
            subprocess.run([sys.executable, os.path.join(TOP, "python", "make-stubs.py"), file], check=True)
            with open(file) as text:
                cls.names = list(names_in(ast.parse(text.read()).body))

    def test_nothing_twice(self):
        names = [name for name, _ in self.names]
        self.assertEqual(len(names), len(set(names)))

    def test_all_is_there(self):
        for name, node in self.names:
            self.assertTrue(hasattr(Weir, name), name)
            if isinstance(node, ast.ClassDef):
                for member, _ in names_in(node.body):
                    # pygobject writes fields that Python has a word for with a stroke behind
                    cls = getattr(Weir, name)
                    self.assertTrue(hasattr(cls, member) or hasattr(cls, member + "_"), f"{name}.{member}")

    def test_all_is_said(self):
        said = {name for name, _ in self.names}
        for name in dir(Weir):
            if not name.startswith("_") and not name.endswith(("Class", "Private", "Interface")):
                self.assertIn(name, said)

    def test_signatures(self):
        functions = {name: ast.unparse(node) for name, node in self.names}
        self.assertIn("def parse_launch(pipeline_description: str) -> Optional['Element']",
                      functions["parse_launch"])
        self.assertIn("def query_position(self, format: 'Format') -> tuple[bool, int]", functions["Element"])
        self.assertIn("def __len__(self) -> int", functions["Caps"])
        self.assertIn("class Pipeline(Bin)", functions["Pipeline"])


if __name__ == "__main__":
    tap.main()
