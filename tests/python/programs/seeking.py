#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Position, duration, seeks by hand and by event."""
import gi
gi.require_version('Gst', '1.0')
from gi.repository import Gst

Gst.init(None)
pipeline = Gst.parse_launch('videotestsrc num-buffers=100 ! video/x-raw,width=16,height=16,framerate=10/1 ! fakesink name=k sync=false')
sink = pipeline.get_by_name('k')
pipeline.set_state(Gst.State.PAUSED)
print(pipeline.get_state(Gst.CLOCK_TIME_NONE)[1] == Gst.State.PAUSED)
print(pipeline.query_position(Gst.Format.TIME))
query = Gst.Query.new_seeking(Gst.Format.TIME)
if pipeline.query(query):
    fmt, seekable, start, end = query.parse_seeking()
    print(fmt == Gst.Format.TIME, seekable)
assert pipeline.seek_simple(Gst.Format.TIME, Gst.SeekFlags.FLUSH | Gst.SeekFlags.KEY_UNIT, 3 * Gst.SECOND)
pipeline.get_state(Gst.CLOCK_TIME_NONE)
print(pipeline.query_position(Gst.Format.TIME))
assert pipeline.seek(1.0, Gst.Format.TIME, Gst.SeekFlags.FLUSH | Gst.SeekFlags.ACCURATE, Gst.SeekType.SET, Gst.SECOND,
                     Gst.SeekType.SET, 2 * Gst.SECOND)
pipeline.get_state(Gst.CLOCK_TIME_NONE)
print(pipeline.query_position(Gst.Format.TIME))
seen = []
sink.set_property('signal-handoffs', True)
sink.connect('handoff', lambda s, b, p: seen.append(b.pts // Gst.MSECOND))
pipeline.set_state(Gst.State.PLAYING)
message = pipeline.get_bus().timed_pop_filtered(10 * Gst.SECOND, Gst.MessageType.EOS | Gst.MessageType.ERROR)
print(message.type.first_value_nick, seen[0], seen[-1], len(seen))
event = Gst.Event.new_seek(1.0, Gst.Format.TIME, Gst.SeekFlags.FLUSH, Gst.SeekType.SET, 0, Gst.SeekType.NONE, 0)
pipeline.send_event(event)
pipeline.set_state(Gst.State.NULL)
print(pipeline.query_position(Gst.Format.TIME)[0])
