#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Properties, in all the ways in which they are read and set."""
import gi
gi.require_version('Gst', '1.0')
from gi.repository import GObject, Gst

Gst.init(None)
src = Gst.ElementFactory.make('videotestsrc', 'src')
src.props.pattern = 'snow'
print(src.props.pattern.value_nick, int(src.props.pattern), src.props.is_live, src.props.num_buffers)
src.set_property('pattern', 18)
print(src.get_property('pattern').value_nick)
src.set_property('num-buffers', 5)
names = [p.name for p in src.list_properties()]
print([n for n in ('name', 'parent', 'pattern', 'num-buffers', 'is-live', 'do-timestamp') if n in names])
spec = src.find_property('pattern')
print(spec.value_type.name != '', spec.default_value.value_nick, GObject.ParamFlags.READABLE & spec.flags != 0)
heard = []
src.connect('notify::pattern', lambda o, p: heard.append((p.name, o.get_property(p.name).value_nick)))
src.set_property('pattern', 'ball')
print(heard)
try:
    src.set_property('no-such-property', 1)
except TypeError as error:
    print('TypeError', 'no-such-property' in str(error))
try:
    src.set_property('pattern', 'no-such-nick')
except (TypeError, ValueError) as error:
    print(type(error).__name__)
queue = Gst.ElementFactory.make('queue', None)
queue.set_property('max-size-time', 2 * Gst.SECOND)
queue.set_property('leaky', 2)
print(queue.get_property('max-size-time'), queue.props.leaky.value_nick)
Gst.util_set_object_arg(queue, 'leaky', 'upstream')
print(queue.props.leaky.value_nick)
capsfilter = Gst.ElementFactory.make('capsfilter', None)
capsfilter.set_property('caps', Gst.Caps.from_string('video/x-raw,width=1'))
print(capsfilter.get_property('caps').to_string())
