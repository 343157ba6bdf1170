#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Logs, dot files, the registry, times."""
import os
import tempfile

import gi
gi.require_version('Gst', '1.0')
folder = tempfile.mkdtemp()
os.environ['GST_DEBUG_DUMP_DOT_DIR'] = folder
from gi.repository import Gst

Gst.init(None)
Gst.debug('a debug line')
Gst.info('an info line')
Gst.log('a log line')
Gst.trace('a trace line')
Gst.debug_set_default_threshold(Gst.DebugLevel.NONE)
Gst.warning('not shown')
Gst.error('not shown')
pipeline = Gst.parse_launch('videotestsrc name=s ! fakesink')
Gst.debug_bin_to_dot_file(pipeline, Gst.DebugGraphDetails.ALL, 'picture')
print(os.listdir(folder), open(os.path.join(folder, 'picture.dot')).read().startswith('digraph'))
print('digraph' in Gst.debug_bin_to_dot_data(pipeline, Gst.DebugGraphDetails.MEDIA_TYPE))
registry = Gst.Registry.get()
factory = Gst.ElementFactory.find('videotestsrc')
print(factory.get_name(), factory.get_metadata('klass'), factory.get_num_pad_templates())
for template in factory.get_static_pad_templates():
    print(template.name_template, template.direction.value_nick, template.presence.value_nick,
          template.get_caps().get_structure(0).get_name())
print(registry.find_feature('queue', Gst.ElementFactory.__gtype__).get_name(), registry.find_plugin('nothing'))
print('identity' in [f.get_name() for f in registry.get_feature_list(Gst.ElementFactory)])
feature = registry.lookup_feature('tee')
print(feature.get_rank(), Gst.Rank.PRIMARY > Gst.Rank.NONE)
feature.set_rank(Gst.Rank.PRIMARY)
print(registry.lookup_feature('tee').get_rank() == Gst.Rank.PRIMARY)
print(Gst.TIME_ARGS(3661 * Gst.SECOND + 5 * Gst.MSECOND), Gst.util_uint64_scale(10, 3, 2), Gst.util_uint64_scale_int(Gst.SECOND, 1, 30))
print(Gst.util_fraction_to_double(1, 4), Gst.util_get_timestamp() > 0, Gst.CLOCK_TIME_NONE)
clock = Gst.SystemClock.obtain()
print(clock.get_time() > 0, Gst.Clock.get_time(clock) > 0)
print(Gst.filename_to_uri('/tmp/a b'), Gst.uri_is_valid('file:///x'), Gst.uri_get_protocol('http://x'))
