#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A pipeline that lives in a thread of its own, with its own main context, and is asked from the main thread."""
import threading
import time

import gi
gi.require_version('Gst', '1.0')
from gi.repository import GLib, Gst


class Player(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.ready, self.states = threading.Event(), []

    def run(self):
        Gst.init(None)
        self.context = GLib.MainContext.new()
        self.context.push_thread_default()
        self.loop = GLib.MainLoop.new(self.context, False)
        self.pipeline = Gst.parse_launch('videotestsrc is-live=true name=s ! video/x-raw,framerate=50/1 ! fakesink name=k')
        self.bus = self.pipeline.get_bus()
        self.bus.add_signal_watch()
        self.bus.connect('message', self.on_message)
        self.bus.set_sync_handler(self.on_sync, None)
        self.pipeline.set_state(Gst.State.PLAYING)
        self.ready.set()
        self.loop.run()
        self.pipeline.set_state(Gst.State.NULL)
        self.context.pop_thread_default()

    def on_sync(self, bus, message, data):
        return Gst.BusSyncReply.PASS

    def on_message(self, bus, message):
        if message.type == Gst.MessageType.STATE_CHANGED and message.src == self.pipeline:
            self.states.append(message.parse_state_changed()[1].value_nick)
        elif message.type == Gst.MessageType.EOS:
            self.loop.quit()


player = Player()
player.start()
player.ready.wait()
ok = player.pipeline.get_state(5 * Gst.SECOND)
print(ok[1].value_nick)
for pattern in ('snow', 'ball', 'black'):
    player.pipeline.get_by_name('s').set_property('pattern', pattern)
    time.sleep(0.05)
print(player.pipeline.query_position(Gst.Format.TIME)[0], player.pipeline.get_clock() is not None)
print(player.pipeline.get_by_name('k').get_property('last-sample').get_caps().get_structure(0).get_fraction('framerate').value_numerator)
player.pipeline.send_event(Gst.Event.new_eos())
player.join(10)
print(player.is_alive(), player.states)
