#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Frames as numpy arrays: with shape and dtype from the caps, without copying, nothing to unmap.

    pull-frames.py
"""
import gi

gi.require_version("Weir", "1.0")
from gi.repository import Weir  # noqa: E402


def main():
    Weir.init(None)
    pipeline = Weir.parse_launch(
        "videotestsrc num-buffers=5 pattern=red ! video/x-raw,format=RGB,width=320,height=240,framerate=25/1 "
        "! appsink name=frames sync=false")
    pipeline.set_state(Weir.State.PLAYING)
    for sample in pipeline.get_by_name("frames"):  # until the stream ends
        frame = sample.array()
        print(Weir.TIME_ARGS(sample.get_buffer().pts), frame.shape, frame.dtype,
              "mean", [round(float(part)) for part in frame.mean(axis=(0, 1))])
    pipeline.set_state(Weir.State.NULL)


main()
