#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Messages of one's own, on a bus of one's own."""
import gi
gi.require_version('Gst', '1.0')
from gi.repository import GLib, Gst

Gst.init(None)
pipeline = Gst.Pipeline.new('p')
bus = pipeline.get_bus()
structure = Gst.Structure.new_empty('app/hello')
structure.set_value('n', 5)
bus.post(Gst.Message.new_application(pipeline, structure))
message = bus.pop_filtered(Gst.MessageType.APPLICATION)
print(message.type == Gst.MessageType.APPLICATION, message.has_name('app/hello'), message.get_structure().get_value('n'))
error = GLib.Error.new_literal(Gst.ResourceError.quark(), 'not here', Gst.ResourceError.NOT_FOUND)
bus.post(Gst.Message.new_error(pipeline, error, 'debug text'))
message = bus.timed_pop(Gst.SECOND)
gerror, debug = message.parse_error()
print(gerror.message, gerror.domain, gerror.code == Gst.ResourceError.NOT_FOUND, debug, message.src.name)
print(gerror.matches(Gst.ResourceError.quark(), Gst.ResourceError.NOT_FOUND))
heard = []
bus.enable_sync_message_emission()
bus.connect('sync-message::element', lambda b, m: heard.append(m.get_structure().get_name()))
bus.post(Gst.Message.new_element(pipeline, Gst.Structure.new_empty('level')))
print(heard, bus.have_pending(), bus.peek().type.first_value_nick)
bus.set_flushing(True)
print(bus.pop())
missing = Gst.parse_launch('filesrc location=/nonexistent/file ! fakesink')
missing.set_state(Gst.State.PLAYING)
message = missing.get_bus().timed_pop_filtered(5 * Gst.SECOND, Gst.MessageType.ERROR)
gerror, debug = message.parse_error()
print(message.src.get_factory().get_name(), gerror.domain, gerror.code, Gst.ResourceError.NOT_FOUND == gerror.code)
missing.set_state(Gst.State.NULL)
try:
    Gst.parse_launch('videotestsrc ! nosuchelement')
except GLib.Error as gerror:
    print(gerror.domain, gerror.code == Gst.ParseError.NO_SUCH_ELEMENT, 'nosuchelement' in gerror.message)
try:
    Gst.parse_launch('')
except GLib.GError as gerror:
    print(gerror.code == Gst.ParseError.EMPTY)
