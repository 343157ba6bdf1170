#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Position, duration, and going elsewhere in a file; with asyncio, without a main loop of GLib.

    seek.py FILE
"""
import asyncio
import sys

import gi

gi.require_version("Weir", "1.0")
from gi.repository import Weir  # noqa: E402


def tell(pipeline, when):
    _, position = pipeline.query_position(Weir.Format.TIME)
    _, duration = pipeline.query_duration(Weir.Format.TIME)
    print(f"{when}: {Weir.TIME_ARGS(position)} of {Weir.TIME_ARGS(duration)}")


async def until(pipeline, kind):
    async for message in pipeline.get_bus():
        if message.type == Weir.MessageType.ERROR:
            sys.exit(message.parse_error()[0].message)
        if message.type == kind:
            return


async def show(pipeline):
    await pipeline.state(Weir.State.PAUSED)  # reached when the first picture is there
    tell(pipeline, "start")

    pipeline.seek_simple(Weir.Format.TIME, Weir.SeekFlags.FLUSH | Weir.SeekFlags.ACCURATE, Weir.SECOND)
    await pipeline.state(Weir.State.PAUSED)
    tell(pipeline, "after the seek")

    await pipeline.state(Weir.State.PLAYING)
    await until(pipeline, Weir.MessageType.EOS)
    tell(pipeline, "end")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    Weir.init(None)
    pipeline = Weir.parse_launch("filesrc name=file ! decodebin ! fakesink sync=true")
    pipeline.get_by_name("file").set_property("location", sys.argv[1])
    try:
        asyncio.run(show(pipeline))
    finally:
        pipeline.set_state(Weir.State.NULL)


main()
