#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Pictures made with numpy become a film: appsrc takes arrays.

    push-frames.py FILE.mp4

An array is taken without copying it: give a new one each time, and don't write into it any more.
"""
import sys

import gi
import numpy

gi.require_version("Weir", "1.0")
from gi.repository import Weir  # noqa: E402

WIDTH, HEIGHT, RATE, FRAMES = 160, 120, 25, 50


def draw(n):
    """A column that wanders over the picture."""
    frame = numpy.zeros((HEIGHT, WIDTH), numpy.uint8)
    frame[:, n * WIDTH // FRAMES] = 255
    return frame


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    Weir.init(None)
    pipeline = Weir.parse_launch(
        "appsrc name=frames format=time block=true max-buffers=4 "
        f"caps=video/x-raw,format=GRAY8,width={WIDTH},height={HEIGHT},framerate={RATE}/1 "
        "! videoconvert ! x264enc ! mp4mux ! filesink name=file")
    pipeline.get_by_name("file").set_property("location", sys.argv[1])
    frames = pipeline.get_by_name("frames")

    pipeline.set_state(Weir.State.PLAYING)
    for n in range(FRAMES):
        frames.push_array(draw(n), pts=n * Weir.SECOND // RATE, duration=Weir.SECOND // RATE)
    frames.end_of_stream()

    # Only after EOS has come through is the file whole.
    message = pipeline.get_bus().timed_pop_filtered(
        Weir.CLOCK_TIME_NONE, Weir.MessageType.EOS | Weir.MessageType.ERROR)
    pipeline.set_state(Weir.State.NULL)
    if message.type == Weir.MessageType.ERROR:
        sys.exit(message.parse_error()[0].message)
    print(FRAMES, "frames written")


main()
