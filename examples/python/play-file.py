#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Decodes a file: decodebin finds out what is in it, and pad-added links each stream as it is found.

    play-file.py FILE

Here the streams end in fakesinks that keep time; put autovideosink and autoaudiosink in their place to
see and hear them.
"""
import sys

import gi

gi.require_version("Weir", "1.0")
from gi.repository import GLib, Weir  # noqa: E402


def on_pad_added(decoder, pad, pipeline):
    sink = Weir.ElementFactory.make("fakesink")
    sink.set_property("sync", True)
    pipeline.add(sink)
    pad.link(sink.get_static_pad("sink"))
    sink.sync_state_with_parent()
    print("found", pad.query_caps(None)[0].get_name(), flush=True)


def on_message(bus, message, loop):
    if message.type == Weir.MessageType.EOS:
        print("played to the end")
        loop.quit()
    elif message.type == Weir.MessageType.ERROR:
        error, debug = message.parse_error()
        print(f"{message.src.get_name()}: {error.message}", file=sys.stderr)
        loop.quit()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    Weir.init(None)
    pipeline = Weir.parse_launch("filesrc name=file ! decodebin name=decoder")
    pipeline.get_by_name("file").set_property("location", sys.argv[1])
    pipeline.get_by_name("decoder").connect("pad-added", on_pad_added, pipeline)

    loop = GLib.MainLoop()
    bus = pipeline.get_bus()
    bus.add_signal_watch()
    bus.connect("message", on_message, loop)
    pipeline.set_state(Weir.State.PLAYING)
    try:
        loop.run()
    finally:
        pipeline.set_state(Weir.State.NULL)


main()
