# SPDX-License-Identifier: MIT
"""autovideosink: what is in its windows, what happens to them, and what it does without a display."""
import os
import subprocess
import threading
import time
import unittest

import gi

gi.require_version("Weir", "1.0")
from gi.repository import Weir  # noqa: E402

import tap  # noqa: E402
from desk import Desk  # noqa: E402

Weir.init(None)
SECOND = Weir.SECOND
BARS = [(255, 255, 255), (255, 255, 0), (0, 255, 255), (0, 255, 0), (255, 0, 255), (255, 0, 0), (0, 0, 255)]
FORMATS = ("I420 YV12 NV12 NV21 YUY2 UYVY YVYU BGRx RGBx xRGB xBGR BGRA RGBA ARGB ABGR RGB BGR RGB16 BGR16 RGB15 "
           "BGR15").split()
desk = None


def setUpModule():
    global desk
    desk = Desk()
    desk.__enter__()
    os.environ["DISPLAY"] = desk.name
    for name in ("WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        os.environ.pop(name, None)


def tearDownModule():
    desk.__exit__()


def near(colour, wanted, by=24):
    return all(abs(a - b) <= by for a, b in zip(colour, wanted))


def bars_in(box, area=None):
    """Whether the bars fill `area` of the window at `box`, and black all around it."""
    x, y, width, height = area or (0, 0, box[2], box[3])
    shot = desk.shot(*box)
    seen = [shot.rgb(x + width * (2 * n + 1) // 14, y + height // 4) for n in range(7)]
    around = [shot.rgb(at, box[3] // 2) for at in (x - 3, x + width + 2) if 0 <= at < box[2]]
    around += [shot.rgb(box[2] // 2, at) for at in (y - 3, y + height + 2) if 0 <= at < box[3]]
    return all(map(near, seen, BARS)) and all(near(one, (0, 0, 0)) for one in around), seen, around


class Windows(unittest.TestCase):
    def setUp(self):
        self.pipelines = []
        self.assertEqual(desk.wait_windows(0), {})

    def tearDown(self):
        for pipeline in self.pipelines:
            self.assertEqual(pipeline.set_state(Weir.State.NULL), Weir.StateChangeReturn.SUCCESS)
        self.assertEqual(desk.wait_windows(0), {})

    def start(self, line, state=Weir.State.PAUSED):
        pipeline = Weir.parse_launch(line)
        self.pipelines.append(pipeline)
        pipeline.set_state(state)
        self.assertEqual(pipeline.get_state(20 * SECOND)[1], state)
        return pipeline

    def window(self):
        windows = desk.wait_windows(1)
        self.assertEqual(len(windows), 1)
        return next(iter(windows.items()))

    def wait_for_bars(self, box, area=None):
        until = time.monotonic() + 10
        while not bars_in(box, area)[0] and time.monotonic() < until:
            time.sleep(0.02)
        good, seen, around = bars_in(box, area)
        self.assertTrue(good, (box, area, seen, around))

    def message(self, pipeline, types, seconds=20):
        return pipeline.get_bus().timed_pop_filtered(seconds * SECOND, types)

    def test_every_format(self):
        for form in FORMATS:
            for width, height in ((320, 240), (321, 241)):
                with self.subTest(format=form, width=width):
                    pipeline = self.start(f"videotestsrc ! video/x-raw,format={form},width={width},height={height} "
                                          "! autovideosink")
                    _, box = self.window()
                    self.assertEqual(box[2:], (width, height))
                    self.wait_for_bars(box)
                    pipeline.set_state(Weir.State.NULL)
                    self.assertEqual(desk.wait_windows(0), {})

    def test_grey(self):
        self.start("videotestsrc ! video/x-raw,format=GRAY8,width=320,height=240 ! autovideosink")
        _, box = self.window()
        time.sleep(0.1)
        shot = desk.shot(*box)
        levels = [shot.rgb(320 * (2 * n + 1) // 14, 60) for n in range(7)]
        self.assertTrue(all(max(one) - min(one) <= 2 for one in levels), levels)
        self.assertEqual(sorted(levels, reverse=True), levels)
        self.assertTrue(near(levels[0], (235, 235, 235), 2))  # what the test source calls white, by the full range

    def test_colours_of_hd(self):
        # the same colours by another matrix
        self.start("videotestsrc ! video/x-raw,format=I420,width=320,height=240,colorimetry=bt709 ! autovideosink")
        self.wait_for_bars(self.window()[1])

    def test_title(self):
        pipeline = self.start("videotestsrc ! autovideosink name=screen")
        self.assertEqual(desk.title(self.window()[0]), f"{pipeline.name}: screen")

    def test_pixel_aspect_ratio(self):
        self.start("videotestsrc ! video/x-raw,width=320,height=240,pixel-aspect-ratio=2/1 ! autovideosink")
        window, box = self.window()
        self.assertEqual(box[2:], (640, 240))
        self.wait_for_bars(box)

    def test_resize_while_paused(self):
        pipeline = self.start("videotestsrc ! video/x-raw,width=320,height=240 ! autovideosink name=sink")
        window, _ = self.window()
        desk.resize(window, 640, 240)
        self.wait_for_bars(desk.windows()[window], (160, 0, 320, 240))
        desk.resize(window, 320, 400)
        self.wait_for_bars(desk.windows()[window], (0, 80, 320, 240))
        pipeline.get_by_name("sink").set_property("force-aspect-ratio", False)
        self.wait_for_bars(desk.windows()[window])

    def test_caps_change(self):
        pipeline = self.start("videotestsrc ! capsfilter name=f caps=video/x-raw,format=I420,width=320,height=240,"
                              "framerate=30/1 ! autovideosink", Weir.State.PLAYING)
        window, box = self.window()
        self.wait_for_bars(box)
        pipeline.get_by_name("f").set_property("caps", Weir.Caps.from_string(
            "video/x-raw,format=RGB16,width=200,height=300,framerate=30/1"))
        self.wait_for_bars(box, (80, 0, 160, 240))
        self.assertEqual(desk.windows(), {window: box})
        self.assertIsNone(self.message(pipeline, Weir.MessageType.ERROR, 0))

    def test_exposed_while_paused(self):
        self.start("videotestsrc ! video/x-raw,width=320,height=240 ! autovideosink")
        window, box = self.window()
        self.wait_for_bars(box)
        white = desk.cover(box)
        self.assertFalse(bars_in(box)[0])
        desk.destroy(white)
        self.wait_for_bars(box)

    def test_last_picture_stays(self):
        pipeline = self.start("videotestsrc num-buffers=3 ! video/x-raw,width=320,height=240 ! autovideosink",
                              Weir.State.PLAYING)
        self.assertEqual(self.message(pipeline, Weir.MessageType.EOS | Weir.MessageType.ERROR).type, Weir.MessageType.EOS)
        window, box = self.window()
        desk.resize(window, 640, 240)
        self.wait_for_bars(desk.windows()[window], (160, 0, 320, 240))
        # and it plays again after a seek
        self.assertTrue(pipeline.seek_simple(Weir.Format.TIME, Weir.SeekFlags.FLUSH, 0))
        self.assertEqual(self.message(pipeline, Weir.MessageType.EOS | Weir.MessageType.ERROR).type, Weir.MessageType.EOS)

    def closes(self, pipeline):
        window, _ = self.window()
        desk.close(window)
        message = self.message(pipeline, Weir.MessageType.ERROR)
        self.assertIsNotNone(message)
        error, _ = message.parse_error()
        self.assertEqual(error.message, "Output window was closed")
        self.assertTrue(error.matches(Weir.resource_error_quark(), Weir.ResourceError.NOT_FOUND))
        self.assertEqual(desk.wait_windows(0), {})

    def test_closed(self):
        for state in (Weir.State.PLAYING, Weir.State.PAUSED):
            self.closes(self.start("videotestsrc ! autovideosink", state))

    def test_closed_after_the_end(self):
        pipeline = self.start("videotestsrc num-buffers=2 ! autovideosink", Weir.State.PLAYING)
        self.message(pipeline, Weir.MessageType.EOS)
        self.closes(pipeline)

    def test_many_windows(self):
        pipelines = [self.start(f"videotestsrc pattern={n + 2} ! autovideosink", Weir.State.PLAYING) for n in range(6)]
        pipelines.append(self.start("videotestsrc ! tee name=t  t. ! autovideosink  t. ! autovideosink",
                                    Weir.State.PLAYING))
        self.assertEqual(len(desk.wait_windows(8)), 8)
        threads = [threading.Thread(target=one.set_state, args=(Weir.State.NULL,)) for one in pipelines]
        for one in threads:
            one.start()
        for one in threads:
            one.join(20)
            self.assertFalse(one.is_alive())
        self.assertEqual(desk.wait_windows(0), {})

    def test_stopped_at_any_moment(self):
        pipeline = Weir.parse_launch("videotestsrc ! video/x-raw,framerate=200/1 ! autovideosink")
        for n in range(40):
            pipeline.set_state(Weir.State.PLAYING)
            time.sleep((n % 8) * 0.007)
            self.assertEqual(pipeline.set_state(Weir.State.NULL), Weir.StateChangeReturn.SUCCESS)
            self.assertEqual(desk.windows() if n % 8 == 7 else {}, {})


def launch(*words, **environment):
    """Runs a line; its status, what it said, and how long it took."""
    start = time.monotonic()
    kept = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run([os.environ["WEIR"], "launch", *words], env=kept | environment, text=True, timeout=60,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout, time.monotonic() - start


class WithoutDisplay(unittest.TestCase):
    LINE = "videotestsrc num-buffers=30 ! video/x-raw,framerate=30/1 ! autovideosink"

    def says_so(self, **environment):
        status, said, took = launch(self.LINE, **environment)
        self.assertEqual(status, 0, said)
        self.assertEqual(sum("display" in one or "screen" in one for one in said.splitlines()), 1, said)
        self.assertGreater(took, 0.97)

    def test_none_is_named(self):
        self.says_so()

    def test_none_is_there(self):
        self.says_so(DISPLAY=":4242")

    def test_no_such_driver(self):
        self.says_so(SDL_VIDEODRIVER="nonesuch")

    def test_driver_that_was_asked_for(self):
        status, said, took = launch(self.LINE, SDL_VIDEODRIVER="dummy")
        self.assertEqual(status, 0, said)
        self.assertNotIn("display", said)
        self.assertGreater(took, 0.97)

    def test_only_here_is_sdl_loaded(self):
        for sink, wanted in (("fakesink", False), ("autovideosink", True)):
            _, said, _ = launch(f"videotestsrc num-buffers=1 ! {sink}", LD_DEBUG="files")
            self.assertEqual("libSDL2" in said, wanted)


if __name__ == "__main__":
    tap.main()
