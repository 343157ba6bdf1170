#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A property changed while the pipeline plays, from any thread: the next picture that is made has it.

    live-property.py
"""
import sys

import gi

gi.require_version("Weir", "1.0")
from gi.repository import Weir  # noqa: E402


def pictures_until(frames, bright):
    """How many pictures were on their way before the one that shows the change."""
    for n in range(200):
        if (frames.pull_sample().array().mean() > 128) == bright:
            return n
    sys.exit("the picture doesn't change")


def main():
    Weir.init(None)
    pipeline = Weir.parse_launch(
        "videotestsrc name=source pattern=black ! video/x-raw,format=GRAY8,width=64,height=48,framerate=50/1 "
        "! appsink name=frames max-buffers=1")
    source, frames = (pipeline.get_by_name(name) for name in ("source", "frames"))
    pipeline.set_state(Weir.State.PLAYING)
    for pattern in "white", "black", "white":
        source.set_property("pattern", pattern)
        print(f"{pattern} after {pictures_until(frames, pattern == 'white')} pictures")
    pipeline.set_state(Weir.State.NULL)


main()
