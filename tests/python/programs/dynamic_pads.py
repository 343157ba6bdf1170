#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Pads that come while it runs: a decoder found by itself, linked when its pad is there."""
import gi
gi.require_version('Gst', '1.0')
from gi.repository import GLib, Gst

Gst.init(None)


class Main:
    def __init__(self):
        self.pipeline = Gst.Pipeline()
        names = ('videotestsrc', 'capsfilter', 'jpegenc', 'decodebin', 'videoconvert', 'fakesink')
        self.source, self.filter, self.encode, self.decode, self.convert, self.sink = \
            [Gst.ElementFactory.make(name) for name in names]
        self.source.set_property('num-buffers', 5)
        self.filter.set_property('caps', Gst.Caps.from_string('video/x-raw,width=64,height=48'))
        self.sink.props.sync = False
        self.sink.props.signal_handoffs = True
        self.sink.connect('handoff', self.on_handoff)
        self.count = 0
        self.pipeline.add(self.source, self.filter, self.encode, self.decode, self.convert, self.sink)
        Gst.Element.link_many(self.source, self.filter, self.encode, self.decode)
        self.convert.link(self.sink)
        self.decode.connect('pad-added', self.on_pad_added)
        self.loop = GLib.MainLoop()
        bus = self.pipeline.get_bus()
        bus.add_signal_watch()
        bus.connect('message::eos', self.on_eos)
        bus.connect('message::error', self.on_error)

    def on_pad_added(self, src, new_pad):
        sink_pad = self.convert.get_static_pad('sink')
        print('pad', new_pad.get_name(), 'from', src.get_factory().get_name())
        if sink_pad.is_linked():
            print('linked already')
            return
        caps = new_pad.get_current_caps()
        structure = caps.get_structure(0)
        print(structure.get_name(), structure.get_value('width'), new_pad.get_direction() == Gst.PadDirection.SRC)
        if structure.get_name().startswith('video/x-raw'):
            print(new_pad.link(sink_pad) == Gst.PadLinkReturn.OK)

    def on_handoff(self, sink, buffer, pad):
        self.count += 1

    def on_eos(self, bus, message):
        print('eos', self.count)
        self.loop.quit()

    def on_error(self, bus, message):
        print(message.parse_error())
        self.loop.quit()

    def run(self):
        self.pipeline.set_state(Gst.State.PLAYING)
        self.loop.run()
        self.pipeline.set_state(Gst.State.NULL)


Main().run()
