#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tags: made, merged, seen on the bus."""
import gi
gi.require_version('Gst', '1.0')
from gi.repository import GObject, Gst

Gst.init(None)
tags = Gst.TagList.new_empty()
tags.add_value(Gst.TagMergeMode.APPEND, Gst.TAG_TITLE, 'A title')
rate = GObject.Value(GObject.TYPE_UINT, 128000)
tags.add_value(Gst.TagMergeMode.APPEND, Gst.TAG_BITRATE, rate)
tags.add_value(Gst.TagMergeMode.APPEND, 'artist', 'One')
tags.add_value(Gst.TagMergeMode.APPEND, 'artist', 'Two')
print(tags.n_tags(), sorted(tags.nth_tag_name(n) for n in range(tags.n_tags())))
print(tags.get_string(Gst.TAG_TITLE), tags.get_uint('bitrate'), tags.get_string('nothing'))
print(tags.get_tag_size('artist'), [tags.get_string_index('artist', n)[1] for n in range(2)])
print(Gst.tag_exists('title'), Gst.tag_get_nick('title'), Gst.tag_get_type('bitrate').name, Gst.tag_is_fixed('bitrate'))
seen = []
tags.foreach(lambda lst, tag, data: seen.append(tag), None)
print(sorted(seen))
other = Gst.TagList.new_empty()
other.add_value(Gst.TagMergeMode.REPLACE, 'title', 'Another')
print(tags.merge(other, Gst.TagMergeMode.REPLACE).get_string('title'), tags.merge(other, Gst.TagMergeMode.KEEP).get_string('title'))
pipeline = Gst.parse_launch('fakesrc num-buffers=1 name=s ! fakesink')


def probe(pad, info):
    pad.push_event(Gst.Event.new_tag(tags.copy()))
    return Gst.PadProbeReturn.REMOVE


pipeline.get_by_name('s').get_static_pad('src').add_probe(Gst.PadProbeType.BUFFER, probe)
pipeline.set_state(Gst.State.PLAYING)
bus = pipeline.get_bus()
while True:
    message = bus.timed_pop_filtered(5 * Gst.SECOND, Gst.MessageType.TAG | Gst.MessageType.EOS)
    if message is None or message.type == Gst.MessageType.EOS:
        break
    print('tag', message.parse_tag().get_string('title'))
pipeline.set_state(Gst.State.NULL)
