#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What programs import, and the names that they use of it."""
import gi
for name in ('Gst', 'GstApp', 'GstVideo', 'GstAudio', 'GstBase', 'GstPbutils', 'GstTag'):
    gi.require_version(name, '1.0')
from gi.repository import GLib, Gst, GstApp, GstAudio, GstBase, GstPbutils, GstTag, GstVideo

Gst.init(None)
assert Gst.is_initialized()
print(Gst.version()[:2], Gst.VERSION_MAJOR, Gst.version_string().startswith('GStreamer 1.22'))
info = GstVideo.VideoInfo.new_from_caps(Gst.Caps.from_string('video/x-raw,format=RGBA,width=10,height=4,framerate=30/1'))
print(info.width, info.height, info.size, info.stride[0], info.finfo.name, info.fps_n)
audio = GstAudio.AudioInfo.new_from_caps(Gst.Caps.from_string('audio/x-raw,format=S16LE,rate=48000,channels=2,layout=interleaved'))
print(audio.rate, audio.channels, audio.bpf)
print(GstVideo.VideoFormat.from_string('NV12') == GstVideo.VideoFormat.NV12, GstVideo.VideoFormat.to_string(GstVideo.VideoFormat.I420))
print(GstAudio.AudioFormat.S16LE.value_nick, GstAudio.AudioFormat.build_integer(True, GLib.LITTLE_ENDIAN, 16, 16) == GstAudio.AudioFormat.S16LE)
print(int(GstVideo.VideoFormat.BGR), int(GstAudio.AudioFormat.F32LE))
event = GstVideo.video_event_new_upstream_force_key_unit(Gst.CLOCK_TIME_NONE, True, 1)
print(event.get_structure().get_name(), GstVideo.video_event_is_force_key_unit(event))
