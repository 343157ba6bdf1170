/* SPDX-License-Identifier: MIT */
#include "sound-line.h"

#include <weir/bases/app-sink.h>
#include <weir/bases/app-src.h>

void
sound_line_set_caps (SoundLine *self, const char *text)
{
  g_autoptr (WeirCaps) caps = weir_caps_from_string (text);

  g_assert_nonnull (caps);
  weir_app_src_set_caps (WEIR_APP_SRC (self->src), caps);
  if (!weir_audio_info_from_caps (&self->info, caps))
    weir_audio_info_init (&self->info);
}

void
sound_line_begin (SoundLine *self, const char *caps, const char *line)
{
  g_autofree char *text = g_strdup_printf (
    "appsrc name=in format=time max-bytes=0 ! %s ! appsink name=out sync=false", line);
  GError *error = NULL;

  self->pipeline = weir_parse_launch (text, &error);
  g_assert_no_error (error);
  self->src = weir_bin_get_by_name (WEIR_BIN (self->pipeline), "in");
  self->sink = weir_bin_get_by_name (WEIR_BIN (self->pipeline), "out");
  sound_line_set_caps (self, caps);
  weir_element_set_state (self->pipeline, WEIR_STATE_PLAYING);
}

void
sound_line_push_buffer (SoundLine *self, WeirBuffer *buffer)
{
  g_assert_cmpint (weir_app_src_push_buffer (WEIR_APP_SRC (self->src), buffer), ==, WEIR_FLOW_OK);
}

void
sound_line_push (SoundLine *self, gconstpointer data, gsize bytes, WeirClockTime pts)
{
  WeirBuffer *buffer =
    bytes > 0 ? weir_buffer_new_allocate (NULL, bytes, NULL) : weir_buffer_new ();

  if (bytes > 0)
    weir_buffer_fill (buffer, 0, data, bytes);
  buffer->pts = pts;
  sound_line_push_buffer (self, buffer);
}

WeirBuffer *
sound_line_pull (SoundLine *self, WeirAudioInfo *info)
{
  g_autoptr (WeirSample) sample =
    weir_app_sink_try_pull_sample (WEIR_APP_SINK (self->sink), 20 * WEIR_SECOND);

  if (sample == NULL) {
    g_assert_true (weir_app_sink_is_eos (WEIR_APP_SINK (self->sink)));
    return NULL;
  }
  if (info != NULL)
    g_assert_true (weir_audio_info_from_caps (info, weir_sample_get_caps (sample)));
  return weir_buffer_ref (weir_sample_get_buffer (sample));
}

GByteArray *
sound_line_finish (SoundLine *self)
{
  GByteArray *all = g_byte_array_new ();
  WeirBuffer *buffer;

  weir_app_src_end_of_stream (WEIR_APP_SRC (self->src));
  while ((buffer = sound_line_pull (self, NULL)) != NULL) {
    WeirMapInfo map;

    if (weir_buffer_get_size (buffer) > 0) {
      g_assert_true (weir_buffer_map (buffer, &map, WEIR_MAP_READ));
      g_byte_array_append (all, map.data, (guint) map.size);
      weir_buffer_unmap (buffer, &map);
    }
    weir_buffer_unref (buffer);
  }
  return all;
}

char *
sound_line_fail (SoundLine *self)
{
  g_autoptr (WeirBus) bus = weir_element_get_bus (self->pipeline);
  g_autoptr (WeirMessage) message =
    weir_bus_timed_pop_filtered (bus, 20 * WEIR_SECOND, WEIR_MESSAGE_ERROR);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (message);
  weir_message_parse_error (message, &error, NULL);
  return g_strdup (error->message);
}

void
sound_line_end (SoundLine *self)
{
  weir_element_set_state (self->pipeline, WEIR_STATE_NULL);
  g_clear_object (&self->src);
  g_clear_object (&self->sink);
  g_clear_object (&self->pipeline);
}
