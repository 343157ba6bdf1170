#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Frames out of the pipeline, as flat bytes that become arrays."""
import gi
gi.require_version('Gst', '1.0')
gi.require_version('GstApp', '1.0')
gi.require_version('GstVideo', '1.0')
from gi.repository import GLib, Gst, GstApp, GstVideo
import numpy as np

Gst.init(None)
loop = GLib.MainLoop()
shapes = []


def gst_to_opencv(sample):
    buf = sample.get_buffer()
    caps = sample.get_caps()
    structure = caps.get_structure(0)
    print(structure.get_value('format'), structure.get_value('height'), structure.get_value('width'),
          buf.get_size())
    assert structure.get_int('width') == (True, 64)
    arr = np.ndarray(
        (structure.get_value('height'), structure.get_value('width'), 3),
        buffer=buf.extract_dup(0, buf.get_size()), dtype=np.uint8)
    ok, info = buf.map(Gst.MapFlags.READ)
    assert ok
    other = np.frombuffer(info.data, dtype=np.uint8).reshape(arr.shape).copy()
    buf.unmap(info)
    assert (arr == other).all()
    return arr


def new_buffer(sink, data):
    sample = sink.emit('pull-sample')
    frame = gst_to_opencv(sample)
    shapes.append((frame.shape, frame[0, 0].tolist(), sample.get_buffer().pts // Gst.MSECOND))
    info = GstVideo.VideoInfo()
    info = GstVideo.VideoInfo.new_from_caps(sample.get_caps())
    assert (info.width, info.height, info.fps_n) == (64, 48, 25)
    return Gst.FlowReturn.OK


pipeline = Gst.parse_launch('videotestsrc pattern=white num-buffers=3 ! '
                            'video/x-raw,format=BGR,width=64,height=48,framerate=25/1 ! appsink name=sink')
sink = pipeline.get_by_name('sink')
sink.set_property('emit-signals', True)
sink.set_property('max-buffers', 2)
sink.set_property('drop', False)
sink.set_property('sync', False)
sink.connect('new-sample', new_buffer, sink)
bus = pipeline.get_bus()
bus.add_signal_watch()
bus.connect('message::eos', lambda b, m: loop.quit())
bus.connect('message::error', lambda b, m: (print(m.parse_error()), loop.quit()))
pipeline.set_state(Gst.State.PLAYING)
loop.run()
pipeline.set_state(Gst.State.NULL)
print(shapes)
print(isinstance(sink, GstApp.AppSink))
