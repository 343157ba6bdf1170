#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Elements written in Python on the base classes, registered and used in launch lines."""
import gi
gi.require_version('Gst', '1.0')
gi.require_version('GstBase', '1.0')
gi.require_version('GstVideo', '1.0')
from gi.repository import GObject, Gst, GstBase, GstVideo
import numpy as np

Gst.init(None)
CAPS = Gst.Caps.from_string('video/x-raw, format=RGB, width=[1, 2147483647], height=[1, 2147483647]')


class Invert(GstBase.BaseTransform):
    GST_PLUGIN_NAME = 'invertpy'
    __gstmetadata__ = ('Invert', 'Filter/Effect/Video', 'Inverts pictures', 'Somebody')
    __gsttemplates__ = (
        Gst.PadTemplate.new('src', Gst.PadDirection.SRC, Gst.PadPresence.ALWAYS, CAPS),
        Gst.PadTemplate.new('sink', Gst.PadDirection.SINK, Gst.PadPresence.ALWAYS, CAPS))
    __gproperties__ = {
        'strength': (GObject.TYPE_FLOAT, 'strength', 'How much', 0.0, 1.0, 1.0, GObject.ParamFlags.READWRITE)}

    def __init__(self):
        super().__init__()
        self.strength = 1.0

    def do_get_property(self, prop):
        if prop.name == 'strength':
            return self.strength
        raise AttributeError('unknown property %s' % prop.name)

    def do_set_property(self, prop, value):
        if prop.name == 'strength':
            self.strength = value
        else:
            raise AttributeError('unknown property %s' % prop.name)

    def do_set_caps(self, incaps, outcaps):
        struct = incaps.get_structure(0)
        self.width, self.height = struct.get_int('width').value, struct.get_int('height').value
        return True

    def do_start(self):
        print('start')
        return True

    def do_stop(self):
        print('stop')
        return True

    def do_transform_ip(self, buffer):
        try:
            with buffer.map(Gst.MapFlags.READ | Gst.MapFlags.WRITE) as info:
                frame = np.ndarray(shape=(self.height, self.width, 3), dtype=np.uint8, buffer=info.data)
                frame[:] = np.invert(frame) if self.strength == 1.0 else (frame * (1.0 - self.strength)).astype(np.uint8)
            return Gst.FlowReturn.OK
        except Gst.MapError as error:
            Gst.error('Mapping error: %s' % error)
            return Gst.FlowReturn.ERROR


class Collect(GstBase.BaseSink):
    __gstmetadata__ = ('Collect', 'Sink', 'Collects the first bytes', 'Somebody')
    __gsttemplates__ = Gst.PadTemplate.new('sink', Gst.PadDirection.SINK, Gst.PadPresence.ALWAYS, Gst.Caps.new_any())

    def __init__(self):
        super().__init__()
        self.bytes = []

    def do_render(self, buffer):
        self.bytes.append(buffer.extract_dup(0, 1)[0])
        return Gst.FlowReturn.OK


GObject.type_register(Invert)
Gst.Element.register(None, 'invertpy', 0, Invert)
GObject.type_register(Collect)
__gstelementfactory__ = ('collectpy', Gst.Rank.NONE, Collect)
Gst.Element.register(None, *__gstelementfactory__)
for line in ('invertpy', 'invertpy strength=0.5 name=i'):
    pipeline = Gst.parse_launch('videotestsrc pattern=white num-buffers=3 ! video/x-raw,format=RGB,width=8,height=4 ! '
                                '%s ! collectpy name=k sync=false' % line)
    pipeline.set_state(Gst.State.PLAYING)
    message = pipeline.get_bus().timed_pop_filtered(10 * Gst.SECOND, Gst.MessageType.EOS | Gst.MessageType.ERROR)
    print(message.type.first_value_nick, message.parse_error() if message.type == Gst.MessageType.ERROR else '')
    pipeline.set_state(Gst.State.NULL)
    print(pipeline.get_by_name('k').bytes)
print(pipeline.get_by_name('i').get_property('strength'), Gst.ElementFactory.find('invertpy').get_metadata('long-name'))
