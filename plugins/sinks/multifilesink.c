/* SPDX-License-Identifier: MIT */
/* multifilesink: a stream as many files: one for each buffer, or a new one at each discontinuity, key frame, size or
 * duration. Each file is begun with the stream headers of the caps where it isn't a buffer by itself. */
#include <string.h>

#include <glib/gstdio.h>
#include <weir/bases/sink.h>
#include <weir/data/video-event.h>

#include "plugins/sinks/file-writer.h"
#include "plugins/sinks/files.h"

typedef enum {
  WEIR_MULTI_FILE_SINK_NEXT_BUFFER = 0,
  WEIR_MULTI_FILE_SINK_NEXT_DISCONT = 1,
  WEIR_MULTI_FILE_SINK_NEXT_KEY_FRAME = 2,
  WEIR_MULTI_FILE_SINK_NEXT_KEY_UNIT_EVENT = 3,
  WEIR_MULTI_FILE_SINK_NEXT_MAX_SIZE = 4,
  WEIR_MULTI_FILE_SINK_NEXT_MAX_DURATION = 5,
} WeirMultiFileSinkNext;

GType weir_multi_file_sink_next_get_type (void);
G_DEFINE_ENUM_TYPE (WeirMultiFileSinkNext, weir_multi_file_sink_next,
                    G_DEFINE_ENUM_VALUE (WEIR_MULTI_FILE_SINK_NEXT_BUFFER, "buffer"),
                    G_DEFINE_ENUM_VALUE (WEIR_MULTI_FILE_SINK_NEXT_DISCONT, "discont"),
                    G_DEFINE_ENUM_VALUE (WEIR_MULTI_FILE_SINK_NEXT_KEY_FRAME, "key-frame"),
                    G_DEFINE_ENUM_VALUE (WEIR_MULTI_FILE_SINK_NEXT_KEY_UNIT_EVENT, "key-unit-event"),
                    G_DEFINE_ENUM_VALUE (WEIR_MULTI_FILE_SINK_NEXT_MAX_SIZE, "max-size"),
                    G_DEFINE_ENUM_VALUE (WEIR_MULTI_FILE_SINK_NEXT_MAX_DURATION, "max-duration"))

G_DECLARE_FINAL_TYPE (WeirMultiFileSink, weir_multi_file_sink, WEIR, MULTI_FILE_SINK, WeirSink)

struct _WeirMultiFileSink {
  WeirSink parent_instance;

  char *location;
  int index; /* of the next file */
  int next_file;
  gboolean post_messages;
  guint max_files;
  guint64 max_file_size, max_file_duration, min_keyframe_distance;

  WeirFileWriter writer;
  char *filename;          /* (owned) (nullable): of the open file */
  GQueue written;          /* (element-type filename) (owned): for max-files */
  guint64 size;            /* of the open file */
  WeirClockTime begin;     /* running time of its first buffer */
  gboolean split;          /* an event asked for a new file */
  WeirBuffer *last;        /* (owned) (nullable): of the open file, for the message */
  GPtrArray *headers;      /* (element-type WeirBuffer) (owned) (nullable): of the caps */
};

G_DEFINE_FINAL_TYPE (WeirMultiFileSink, weir_multi_file_sink, WEIR_TYPE_SINK)

static const WeirProp props[] = {
  WEIR_PROP_STRING (WeirMultiFileSink, location, "location", "%05d", WEIR_PROP_LOCATION | WEIR_PROP_LIVE,
                    "The files to write; %05d stands for the number, with five digits here"),
  WEIR_PROP_INT (WeirMultiFileSink, index, "index", 0, G_MAXINT, 0, WEIR_PROP_LIVE, "The number of the next file"),
  WEIR_PROP_ENUM (WeirMultiFileSink, next_file, "next-file", weir_multi_file_sink_next_get_type,
                  WEIR_MULTI_FILE_SINK_NEXT_BUFFER, 0, "When a new file begins"),
  WEIR_PROP_BOOLEAN (WeirMultiFileSink, post_messages, "post-messages", FALSE, WEIR_PROP_LIVE,
                     "Says by a message GstMultiFileSink that a file is complete"),
  WEIR_PROP_UINT (WeirMultiFileSink, max_files, "max-files", 0, G_MAXUINT, 0, WEIR_PROP_LIVE,
                  "Keeps this many files and deletes older ones of its own; 0: all"),
  WEIR_PROP_UINT64 (WeirMultiFileSink, max_file_size, "max-file-size", 0, G_MAXUINT64, G_GUINT64_CONSTANT (2147483648),
                    WEIR_PROP_LIVE, "next-file=max-size: bytes of a file"),
  WEIR_PROP_UINT64 (WeirMultiFileSink, max_file_duration, "max-file-duration", 0, G_MAXUINT64, G_MAXUINT64, WEIR_PROP_LIVE,
                    "next-file=max-duration: ns of a file"),
  WEIR_PROP_UINT64 (WeirMultiFileSink, min_keyframe_distance, "min-keyframe-distance", 0, G_MAXUINT64, 10 * WEIR_SECOND,
                    WEIR_PROP_LIVE, "next-file=key-frame: ns of a file at least"),
};

static const WeirElementInfo info = {
  .name = "multifilesink",
  .long_name = "Many files sink",
  .klass = "Sink/File",
  .description = "Writes a stream into many files",
  .example = "videotestsrc num-buffers=3 ! video/x-raw,format=RGB ! multifilesink location=frame%05d.rgb",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

/* --- names ------------------------------------------------------------------------------------------------------------ */

/* The text may hold one number, as %d or %05d, and percent signs as %%; anything else could crash printf. */
static gboolean
is_pattern (const char *text)
{
  guint numbers = 0;

  for (const char *c = text; (c = strchr (c, '%')) != NULL; c++) {
    if (*++c == '%')
      continue;
    while (g_ascii_isdigit (*c))
      c++;
    if ((*c != 'd' && *c != 'i' && *c != 'u' && *c != 'x' && *c != 'X') || ++numbers > 1)
      return FALSE;
  }
  return TRUE;
}

static char *
name_of (WeirMultiFileSink *self, int index)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* is_pattern () has looked at it */
  return g_strdup_printf (self->location, index);
#pragma GCC diagnostic pop
}

/* --- files ------------------------------------------------------------------------------------------------------------ */

static void
post_complete (WeirMultiFileSink *self)
{
  WeirSink *sink = WEIR_SINK_CAST (self);
  WeirClockTime timestamp = self->last->pts, running = WEIR_CLOCK_TIME_NONE, stream = WEIR_CLOCK_TIME_NONE;
  WeirStructure *s;

  if (sink->segment.format == WEIR_FORMAT_TIME && timestamp != WEIR_CLOCK_TIME_NONE) {
    running = weir_segment_to_running_time (&sink->segment, WEIR_FORMAT_TIME, timestamp);
    stream = weir_segment_to_stream_time (&sink->segment, WEIR_FORMAT_TIME, timestamp);
  }
  s = weir_structure_new ("GstMultiFileSink", "filename", G_TYPE_STRING, self->filename, "index", G_TYPE_INT,
                          self->index - 1, "timestamp", G_TYPE_UINT64, timestamp, "stream-time", G_TYPE_UINT64, stream,
                          "running-time", G_TYPE_UINT64, running, "duration", G_TYPE_UINT64, self->last->duration, "offset",
                          G_TYPE_UINT64, self->last->offset, "offset-end", G_TYPE_UINT64, self->last->offset_end, NULL);
  weir_element_post_message (WEIR_ELEMENT_CAST (self), weir_message_new_element (WEIR_OBJECT_CAST (self), s));
}

static void
forget_old_files (WeirMultiFileSink *self)
{
  while (self->max_files > 0 && g_queue_get_length (&self->written) >= self->max_files) {
    g_autofree char *oldest = g_queue_pop_head (&self->written);

    g_unlink (oldest); /* somebody may have taken it away */
  }
}

static gboolean
close_file (WeirMultiFileSink *self, GError **error)
{
  gboolean ok;

  if (self->filename == NULL)
    return TRUE;
  ok = weir_file_writer_flush (&self->writer, error);
  weir_file_writer_close (&self->writer);
  if (ok && self->post_messages && self->last != NULL)
    post_complete (self);
  g_clear_pointer (&self->last, weir_buffer_unref);
  g_queue_push_tail (&self->written, g_steal_pointer (&self->filename));
  return ok;
}

static gboolean
write_headers (WeirMultiFileSink *self, GError **error)
{
  for (guint i = 0; self->headers != NULL && i < self->headers->len; i++) {
    WeirBuffer *header = self->headers->pdata[i];

    if (weir_file_writer_write (&self->writer, WEIR_ELEMENT_CAST (self), header, error) != WEIR_FLOW_OK)
      return FALSE;
    self->size += weir_buffer_get_size (header);
  }
  return TRUE;
}

static gboolean
open_file (WeirMultiFileSink *self, GError **error)
{
  WeirFileWriterParams params = { .gather_bytes = self->next_file == WEIR_MULTI_FILE_SINK_NEXT_BUFFER ? 0 : 65536 };
  g_autofree char *name = name_of (self, self->index);
  GValue index = G_VALUE_INIT;

  forget_old_files (self);
  if (!weir_file_writer_open (&self->writer, name, &params, error))
    return FALSE;
  self->filename = g_steal_pointer (&name);
  self->size = 0;
  self->begin = WEIR_CLOCK_TIME_NONE;
  self->split = FALSE;
  g_value_init (&index, G_TYPE_INT);
  g_value_set_int (&index, self->index + 1);
  weir_element_update_property (WEIR_ELEMENT_CAST (self), "index", &index);
  return self->next_file == WEIR_MULTI_FILE_SINK_NEXT_BUFFER || write_headers (self, error);
}

/* --- the stream ------------------------------------------------------------------------------------------------------- */

static WeirClockTime
running_time (WeirMultiFileSink *self, WeirBuffer *buffer)
{
  WeirClockTime at = buffer->pts != WEIR_CLOCK_TIME_NONE ? buffer->pts : buffer->dts;
  const WeirSegment *segment = &WEIR_SINK_CAST (self)->segment;

  if (segment->format != WEIR_FORMAT_TIME || at == WEIR_CLOCK_TIME_NONE)
    return WEIR_CLOCK_TIME_NONE;
  return weir_segment_to_running_time (segment, WEIR_FORMAT_TIME, at);
}

/* Does a new file begin with this buffer? */
static gboolean
begins_file (WeirMultiFileSink *self, WeirBuffer *buffer)
{
  gboolean key = (buffer->flags & WEIR_BUFFER_FLAG_DELTA_UNIT) == 0;
  WeirClockTime now = running_time (self, buffer);
  gboolean timed = now != WEIR_CLOCK_TIME_NONE && self->begin != WEIR_CLOCK_TIME_NONE && now >= self->begin;

  if (self->filename == NULL)
    return TRUE;
  switch ((WeirMultiFileSinkNext) self->next_file) {
  case WEIR_MULTI_FILE_SINK_NEXT_BUFFER:
    return TRUE;
  case WEIR_MULTI_FILE_SINK_NEXT_DISCONT:
    return (buffer->flags & WEIR_BUFFER_FLAG_DISCONT) != 0;
  case WEIR_MULTI_FILE_SINK_NEXT_KEY_FRAME:
    return key && (!timed || now - self->begin >= self->min_keyframe_distance);
  case WEIR_MULTI_FILE_SINK_NEXT_KEY_UNIT_EVENT:
    return self->split;
  case WEIR_MULTI_FILE_SINK_NEXT_MAX_SIZE:
    return self->size + weir_buffer_get_size (buffer) > self->max_file_size;
  case WEIR_MULTI_FILE_SINK_NEXT_MAX_DURATION:
    return timed && buffer->duration != WEIR_CLOCK_TIME_NONE
           && now + buffer->duration - self->begin > self->max_file_duration;
  }
  g_return_val_if_reached (TRUE);
}

static WeirFlowReturn
weir_multi_file_sink_render (WeirSink *sink, WeirBuffer *buffer, GError **error)
{
  WeirMultiFileSink *self = WEIR_MULTI_FILE_SINK (sink);

  if (begins_file (self, buffer) && (!close_file (self, error) || !open_file (self, error)))
    return WEIR_FLOW_ERROR;
  if (self->begin == WEIR_CLOCK_TIME_NONE)
    self->begin = running_time (self, buffer);
  if (weir_file_writer_write (&self->writer, WEIR_ELEMENT_CAST (self), buffer, error) != WEIR_FLOW_OK)
    return WEIR_FLOW_ERROR;
  self->size += weir_buffer_get_size (buffer);
  weir_buffer_replace (&self->last, buffer);
  if (self->next_file == WEIR_MULTI_FILE_SINK_NEXT_BUFFER)
    return close_file (self, error) ? WEIR_FLOW_OK : WEIR_FLOW_ERROR;
  return WEIR_FLOW_OK;
}

static void
add_header (WeirMultiFileSink *self, const GValue *value)
{
  if (G_VALUE_HOLDS (value, WEIR_TYPE_BUFFER))
    g_ptr_array_add (self->headers, g_value_dup_boxed (value));
}

static gboolean
weir_multi_file_sink_set_caps (WeirSink *sink, WeirCaps *caps, GError **error)
{
  WeirMultiFileSink *self = WEIR_MULTI_FILE_SINK (sink);
  WeirValueArray *array;

  g_clear_pointer (&self->headers, g_ptr_array_unref);
  if (!weir_structure_get_array (weir_caps_get_structure (caps, 0), "streamheader", &array))
    return TRUE;
  self->headers = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_buffer_unref);
  for (guint i = 0; i < weir_value_array_length (array); i++)
    add_header (self, weir_value_array_nth (array, i));
  weir_value_array_unref (array);
  return TRUE;
}

static void
weir_multi_file_sink_event (WeirSink *sink, WeirEvent *event)
{
  if (event->type == WEIR_EVENT_CUSTOM_DOWNSTREAM && weir_video_event_is_force_key_unit (event))
    WEIR_MULTI_FILE_SINK (sink)->split = TRUE;
}

static WeirFlowReturn
weir_multi_file_sink_finish (WeirSink *sink, GError **error)
{
  return close_file (WEIR_MULTI_FILE_SINK (sink), error) ? WEIR_FLOW_OK : WEIR_FLOW_ERROR;
}

static gboolean
weir_multi_file_sink_start (WeirSink *sink, GError **error)
{
  WeirMultiFileSink *self = WEIR_MULTI_FILE_SINK (sink);

  if (self->location == NULL || !is_pattern (self->location)) {
    g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_SETTINGS,
                 "multifilesink can't make names of location=\"%s\": it may hold one number, written %%d or %%05d, and %%%% "
                 "for a percent sign",
                 self->location != NULL ? self->location : "");
    return FALSE;
  }
  return TRUE;
}

static void
weir_multi_file_sink_stop (WeirSink *sink)
{
  WeirMultiFileSink *self = WEIR_MULTI_FILE_SINK (sink);
  g_autoptr (GError) error = NULL;

  if (!close_file (self, &error))
    weir_element_post_error (WEIR_ELEMENT_CAST (self), error, NULL);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_queue_clear_full (&self->written, g_free);
}

static void
weir_multi_file_sink_class_init (WeirMultiFileSinkClass *klass)
{
  WeirSinkClass *sink_class = WEIR_SINK_CLASS (klass);
  const WeirSinkDefaults defaults = { .sync = FALSE, .async = TRUE, .qos = FALSE, .enable_last_sample = TRUE,
                                      .max_lateness = -1 };

  sink_class->start = weir_multi_file_sink_start;
  sink_class->stop = weir_multi_file_sink_stop;
  sink_class->set_caps = weir_multi_file_sink_set_caps;
  sink_class->event = weir_multi_file_sink_event;
  sink_class->render = weir_multi_file_sink_render;
  sink_class->finish = weir_multi_file_sink_finish;
  weir_sink_class_set_defaults (sink_class, &defaults);
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
}

static void
weir_multi_file_sink_init (WeirMultiFileSink *self)
{
  self->writer = (WeirFileWriter) WEIR_FILE_WRITER_INIT ("multifilesink");
  g_queue_init (&self->written);
}
