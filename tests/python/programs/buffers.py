#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Buffers, memories, samples, segments, offsets and flags."""
import gi
gi.require_version('Gst', '1.0')
from gi.repository import Gst

Gst.init(None)
buf = Gst.Buffer.new_wrapped(b'0123456789')
print(buf.get_size(), buf.n_memory(), buf.extract_dup(2, 3), buf.pts == Gst.CLOCK_TIME_NONE, buf.offset == Gst.BUFFER_OFFSET_NONE)
buf.pts, buf.dts, buf.duration = 5 * Gst.SECOND, Gst.CLOCK_TIME_NONE, Gst.SECOND
copy = buf.copy_region(Gst.BufferCopyFlags.MEMORY | Gst.BufferCopyFlags.TIMESTAMPS, 2, 4)
print(copy.extract_dup(0, copy.get_size()), copy.get_size())
deep = buf.copy_deep()
print(deep.pts == buf.pts, deep.memcmp(0, b'0123'))
deep.fill(0, b'ab')
print(deep.extract_dup(0, 4), buf.extract_dup(0, 4))
deep.set_flags(Gst.BufferFlags.DELTA_UNIT)
print(deep.has_flags(Gst.BufferFlags.DELTA_UNIT), buf.has_flags(Gst.BufferFlags.DELTA_UNIT))
both = buf.append(deep.copy_deep())
print(both.get_size(), both.find_memory(0, 10)[0])
other = Gst.Buffer.new_allocate(None, 4, None)
other.memset(0, 7, 4)
ok, info = other.map(Gst.MapFlags.READ)
print(ok, info.size, bytes(info.data))
other.unmap(info)
with other.map(Gst.MapFlags.READ | Gst.MapFlags.WRITE) as info:
    info.data[0] = 1
print(other.extract_dup(0, 4))
memory = other.get_memory(0)
print(memory.size, memory.get_sizes()[0])
segment = Gst.Segment()
segment.init(Gst.Format.TIME)
segment.start = Gst.SECOND
print(segment.to_running_time(Gst.Format.TIME, 3 * Gst.SECOND), segment.to_stream_time(Gst.Format.TIME, 3 * Gst.SECOND), segment.rate)
caps = Gst.Caps.from_string('a/b')
sample = Gst.Sample.new(other, caps, segment, None)
print(sample.get_buffer().get_size(), sample.get_caps().to_string(), sample.get_segment().start, sample.get_info())
lst = Gst.BufferList.new()
lst.insert(-1, Gst.Buffer.new_wrapped(b'x'))
print(lst.length(), lst.get(0).get_size())
meta = buf.copy_deep().add_reference_timestamp_meta(caps, 17, Gst.CLOCK_TIME_NONE)
print(meta.timestamp)
