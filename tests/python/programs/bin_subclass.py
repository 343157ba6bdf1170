#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A bin of one's own, with properties and ghost pads."""
import gi
gi.require_version('Gst', '1.0')
from gi.repository import GObject, Gst

Gst.init(None)


class Recorder(Gst.Bin):
    __gsignals__ = {'counted': (GObject.SignalFlags.RUN_LAST, None, (int,))}

    level = GObject.Property(type=int, default=3, minimum=0, maximum=10, nick='level')

    def __init__(self, name):
        super().__init__()
        self.set_name(name)
        self.queue = Gst.ElementFactory.make('queue', 'queue')
        self.sink = Gst.ElementFactory.make('fakesink', 'sink')
        self.sink.set_property('signal-handoffs', True)
        self.sink.set_property('sync', False)
        self.sink.connect('handoff', self.on_handoff)
        self.count = 0
        self.add(self.queue)
        self.add(self.sink)
        self.queue.link(self.sink)
        self.add_pad(Gst.GhostPad.new('sink', self.queue.get_static_pad('sink')))

    def on_handoff(self, sink, buffer, pad):
        self.count += 1
        self.emit('counted', self.count)


class Player(Gst.Pipeline):
    def __init__(self):
        Gst.Pipeline.__init__(self, name='player')
        self.source = Gst.ElementFactory.make('fakesrc')
        self.source.props.num_buffers = 4
        self.recorder = Recorder('recorder')
        self.add(self.source, self.recorder)
        assert self.source.link(self.recorder)


player = Player()
counts = []
player.recorder.connect('counted', lambda r, n: counts.append(n))
player.recorder.props.level = 7
player.set_state(Gst.State.PLAYING)
player.get_bus().timed_pop_filtered(10 * Gst.SECOND, Gst.MessageType.EOS)
player.set_state(Gst.State.NULL)
print(counts, player.recorder.level, player.get_name(), player.recorder.get_name())
print(player.get_by_name('queue').get_name(), player.get_by_name('nobody'))
print(sorted(e.get_name() for e in player.iterate_recurse()))
pad = player.recorder.get_static_pad('sink')
print(isinstance(pad, Gst.GhostPad), pad.get_target().get_parent().get_name())
