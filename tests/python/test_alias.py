# SPDX-License-Identifier: MIT
"""The second name. Runs in the environment that `weir gst-env` makes."""
import os
import subprocess
import sys
import unittest

import gi

gi.require_version("Gst", "1.0")
from gi.repository import GObject, Gst, GstVideo, Weir  # noqa: E402

import tap  # noqa: E402

Gst.init(None)


class Names(unittest.TestCase):
    def test_same_classes(self):
        for name in ("Element", "Bin", "Pipeline", "Pad", "Bus", "Caps", "Structure", "Buffer", "MapInfo",
                     "PadProbeInfo", "Message", "Fraction", "State", "MessageType", "Object"):
            self.assertIs(getattr(Gst, name), getattr(Weir, name), name)
        self.assertIsInstance(Gst.Pipeline.new("a"), Weir.Pipeline)
        self.assertIsInstance(Weir.Pipeline.new("b"), Gst.Pipeline)
        self.assertEqual(Weir.State.PLAYING, Gst.State.PLAYING)

    def test_versions(self):
        self.assertEqual(tuple(Gst.version())[:3], (1, 22, 0))
        self.assertNotEqual(tuple(Weir.version())[:2], (1, 22))
        self.assertIn("Weir", Gst.version_string())

    def test_constants_and_functions(self):
        self.assertEqual((Gst.SECOND, Gst.MSECOND, Gst.CLOCK_TIME_NONE), (10**9, 10**6, (1 << 64) - 1))
        self.assertEqual(Gst.TIME_ARGS(Gst.SECOND), "0:00:01.000000000")
        self.assertEqual(str(Gst.Fraction(30, 1)), "30/1")
        self.assertEqual(Gst.DebugGraphDetails.ALL, Weir.DebugGraphDetails.ALL)
        self.assertEqual(Gst.caps_from_string("a/b")[0].get_name(), "a/b")

    def test_part_namespaces(self):
        self.assertIs(GstVideo.VideoInfo, Weir.VideoInfo)
        with self.assertRaisesRegex(AttributeError, "GstVideo.Pipeline"):
            GstVideo.Pipeline
        from gi.repository import GstAudio
        self.assertIs(GstAudio.AudioFormat, Weir.AudioFormat)

    def test_what_is_not_there(self):
        with self.assertRaisesRegex(AttributeError, "DeviceMonitor is not part of Weir"):
            Gst.DeviceMonitor
        self.assertFalse(hasattr(Gst, "DeviceMonitor"))
        for name in ("GstGL", "GstRtspServer", "GstWebRTC", "GES"):
            with self.assertRaisesRegex(ImportError, f"{name} is not part of Weir; it can't be mixed"):
                __import__("gi.repository." + name)

    def test_no_type_of_theirs(self):
        for name in ("GstElement", "GstObject", "GstCaps", "GstBuffer"):
            with self.assertRaises(RuntimeError):
                GObject.type_from_name(name)

    def test_overrides_are_ours(self):
        files = [module.__file__ for name, module in sys.modules.items()
                 if name.startswith("gi.overrides.") and "Gst" in name]
        self.assertEqual(files, [])

    def test_typelibs_load(self):
        from gi._gi import Repository
        repository = Repository.get_default()
        for name in ("Gst", "GstApp", "GstAudio", "GstBase", "GstPbutils", "GstTag", "GstVideo"):
            repository.require(name, "1.0")
            self.assertIn("gst-env", repository.get_typelib_path(name))


class Processes(unittest.TestCase):
    def run_python(self, code, **environment):
        return subprocess.run([sys.executable, "-c", code], env=dict(os.environ, **environment),
                              capture_output=True, text=True, timeout=60)

    def test_without_require_version(self):
        done = self.run_python("from gi.repository import Gst; print(Gst.SECOND)")
        self.assertEqual((done.stdout, done.stderr), ("1000000000\n", ""))

    def test_wrong_version(self):
        done = self.run_python("import gi; gi.require_version('Gst', '0.10')")
        self.assertIn("ValueError", done.stderr)

    def test_shadowed_sitecustomize_runs(self):
        import tempfile
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "sitecustomize.py"), "w") as text:
                text.write("print('shadowed')\n")
            done = self.run_python("import sitecustomize; print(sitecustomize.__file__)",
                                   PYTHONPATH=os.environ["PYTHONPATH"] + ":" + folder)
        self.assertEqual(done.stdout, f"shadowed\n{folder}/sitecustomize.py\n")

    def test_beside_the_real_library(self):
        done = self.run_python("""
import cv2, gi
gi.require_version('Gst', '1.0')
from gi.repository import Gst
Gst.init(None)
pipeline = Gst.parse_launch('videotestsrc num-buffers=3 ! fakesink')
pipeline.set_state(Gst.State.PLAYING)
message = pipeline.get_bus().timed_pop_filtered(10 * Gst.SECOND, Gst.MessageType.EOS)
pipeline.set_state(Gst.State.NULL)
maps = open('/proc/self/maps').read()
print(message.type.first_value_nick, 'libgstreamer-1.0' in maps, 'libweir-1.0' in maps)
""")
        if "No module named 'cv2'" in done.stderr:
            self.skipTest("OpenCV is not there")
        self.assertEqual((done.stdout, done.stderr), ("eos True True\n", ""))


if __name__ == "__main__":
    tap.main()
