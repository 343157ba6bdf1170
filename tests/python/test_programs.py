# SPDX-License-Identifier: MIT
"""Programs as people write them for GStreamer: each runs unmodified under `weir gst-env` and prints what it prints there.

  test_programs.py PROGRAM [--peer] [--write]       (PROGRAM: `weir`)

NAME.out is what GStreamer 1.22 makes of NAME.py: with --peer the real one is run and must print the same; --write
keeps what it prints.
"""
import glob
import os
import subprocess
import sys
import tempfile
import unittest

import tap

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "programs")
INTERPRETER = "/usr/bin/python3"
OPTIONS = [word for word in sys.argv[1:] if word.startswith("--")]
PREFIX = [] if "--peer" in OPTIONS else [os.path.abspath(sys.argv[1]), "gst-env"]


def run(name):
    """What it printed, what it complained of, and its exit status."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(PREFIX + [INTERPRETER, os.path.join(HERE, name + ".py")], cwd=folder, timeout=60,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return done.stdout, done.stderr, done.returncode


class Programs(unittest.TestCase):
    maxDiff = None

    def check(self, name):
        said, complained, status = run(name)
        self.assertEqual(("" if not PREFIX else complained, status), ("", 0))
        path = os.path.join(HERE, name + ".out")
        if "--write" in OPTIONS:
            with open(path, "w") as text:
                text.write(said)
        with open(path) as text:
            self.assertEqual(said, text.read())


for _path in sorted(glob.glob(os.path.join(HERE, "*.py"))):
    _name = os.path.basename(_path)[:-3]
    setattr(Programs, "test_" + _name, lambda self, name=_name: self.check(name))


if __name__ == "__main__":
    tap.main()
