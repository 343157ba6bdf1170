#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Frames into the pipeline when they are asked for."""
import gi
gi.require_version('Gst', '1.0')
from gi.repository import GLib, Gst
import numpy as np


class Feeder:
    def __init__(self, frames):
        self.frames, self.number, self.duration = frames, 0, Gst.SECOND // 30
        self.pipeline = Gst.parse_launch(
            'appsrc name=source is-live=false block=true format=GST_FORMAT_TIME '
            'caps=video/x-raw,format=BGR,width=16,height=8,framerate=30/1 ! fakesink name=sink sync=false '
            'signal-handoffs=true')
        self.pipeline.get_by_name('source').connect('need-data', self.on_need_data)
        self.pipeline.get_by_name('sink').connect('handoff', self.on_handoff)
        self.seen = []

    def on_need_data(self, src, length):
        if self.number == self.frames:
            src.emit('end-of-stream')
            return
        data = np.full((8, 16, 3), self.number, np.uint8).tobytes()
        buf = Gst.Buffer.new_allocate(None, len(data), None)
        buf.fill(0, data)
        buf.duration = self.duration
        timestamp = self.number * self.duration
        buf.pts = buf.dts = int(timestamp)
        buf.offset = timestamp
        self.number += 1
        retval = src.emit('push-buffer', buf)
        if retval != Gst.FlowReturn.OK:
            print(retval)

    def on_handoff(self, sink, buffer, pad):
        self.seen.append((buffer.pts, buffer.extract_dup(0, 2), buffer.get_size(), pad.get_name()))


Gst.init(None)
feeder = Feeder(4)
feeder.pipeline.set_state(Gst.State.PLAYING)
message = feeder.pipeline.get_bus().timed_pop_filtered(10 * Gst.SECOND, Gst.MessageType.EOS | Gst.MessageType.ERROR)
print(message.type == Gst.MessageType.EOS, message.src == feeder.pipeline)
feeder.pipeline.set_state(Gst.State.NULL)
for line in feeder.seen:
    print(line)
source = feeder.pipeline.get_by_name('source')
print(source.props.caps.to_string() != '', source.get_property('format') == Gst.Format.TIME)
