/* SPDX-License-Identifier: MIT */
/* filesink: writes a stream into a file. A muxer that mends what it has written (the header of MP4) says by a segment in
 * bytes where the next ones go. */
#include <weir/bases/sink.h>
#include <weir/graph/uri-handler.h>
#include <weir/registry/types.h>

#include "plugins/sinks/file-writer.h"
#include "plugins/sinks/files.h"

typedef enum {
  WEIR_FILE_SINK_BUFFER_MODE_DEFAULT = -1,
  WEIR_FILE_SINK_BUFFER_MODE_FULL = 0,
  WEIR_FILE_SINK_BUFFER_MODE_LINE = 1,
  WEIR_FILE_SINK_BUFFER_MODE_UNBUFFERED = 2,
} WeirFileSinkBufferMode;

GType weir_file_sink_buffer_mode_get_type (void);
G_DEFINE_ENUM_TYPE (WeirFileSinkBufferMode, weir_file_sink_buffer_mode,
                    G_DEFINE_ENUM_VALUE (WEIR_FILE_SINK_BUFFER_MODE_DEFAULT, "default"),
                    G_DEFINE_ENUM_VALUE (WEIR_FILE_SINK_BUFFER_MODE_FULL, "full"),
                    G_DEFINE_ENUM_VALUE (WEIR_FILE_SINK_BUFFER_MODE_LINE, "line"),
                    G_DEFINE_ENUM_VALUE (WEIR_FILE_SINK_BUFFER_MODE_UNBUFFERED, "unbuffered"))

G_DECLARE_FINAL_TYPE (WeirFileSink, weir_file_sink, WEIR, FILE_SINK, WeirSink)

struct _WeirFileSink {
  WeirSink parent_instance;

  char *location;
  int buffer_mode;
  guint buffer_bytes;
  gboolean append, o_sync;

  WeirFileWriter writer;
  GError *seek_error; /* (owned) (nullable): from an event, told with the next buffer */
};

static void uri_handler_init (gpointer iface, gpointer data);

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirFileSink, weir_file_sink, WEIR_TYPE_SINK,
                               G_IMPLEMENT_INTERFACE (WEIR_TYPE_URI_HANDLER, uri_handler_init))

static const WeirProp props[] = {
  WEIR_PROP_STRING (WeirFileSink, location, "location", NULL, WEIR_PROP_LOCATION, "The file to write"),
  WEIR_PROP_ENUM (WeirFileSink, buffer_mode, "buffer-mode", weir_file_sink_buffer_mode_get_type,
                  WEIR_FILE_SINK_BUFFER_MODE_DEFAULT, 0,
                  "default, full: small buffers are gathered; line, unbuffered: each is written at once"),
  WEIR_PROP_UINT (WeirFileSink, buffer_bytes, "buffer-size", 0, G_MAXUINT, 65536, 0, "Bytes that are gathered"),
  WEIR_PROP_BOOLEAN (WeirFileSink, append, "append", FALSE, 0, "Writes behind what is in the file already"),
  WEIR_PROP_BOOLEAN (WeirFileSink, o_sync, "o-sync", FALSE, 0, "Each write waits until the disk has it"),
};

static const char *const protocols[] = { "file", NULL };

static const WeirElementInfo info = {
  .name = "filesink",
  .long_name = "File sink",
  .klass = "Sink/File",
  .description = "Writes a stream into a file",
  .example = "audiotestsrc num-buffers=100 ! filesink location=sound.raw",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .rank = WEIR_RANK_PRIMARY,
  .uri_protocols = protocols,
  .uri_type = WEIR_URI_SINK,
};

static gboolean
weir_file_sink_start (WeirSink *sink, GError **error)
{
  WeirFileSink *self = WEIR_FILE_SINK (sink);
  gboolean gathers = self->buffer_mode == WEIR_FILE_SINK_BUFFER_MODE_DEFAULT
                     || self->buffer_mode == WEIR_FILE_SINK_BUFFER_MODE_FULL;
  WeirFileWriterParams params = { .append = self->append,
                                  .o_sync = self->o_sync,
                                  .gather_bytes = gathers ? self->buffer_bytes : 0 };

  return weir_file_writer_open (&self->writer, self->location, &params, error);
}

static void
weir_file_sink_stop (WeirSink *sink)
{
  WeirFileSink *self = WEIR_FILE_SINK (sink);
  GError *error = g_steal_pointer (&self->seek_error);

  if (self->writer.fd >= 0 && !weir_file_writer_flush (&self->writer, error == NULL ? &error : NULL) && error != NULL)
    weir_element_post_error (WEIR_ELEMENT_CAST (self), error, NULL);
  g_clear_error (&error);
  weir_file_writer_close (&self->writer);
}

static void
weir_file_sink_event (WeirSink *sink, WeirEvent *event)
{
  WeirFileSink *self = WEIR_FILE_SINK (sink);

  if (event->type == WEIR_EVENT_SEGMENT && sink->segment.format == WEIR_FORMAT_BYTES && self->seek_error == NULL)
    weir_file_writer_seek (&self->writer, sink->segment.start, &self->seek_error);
}

static WeirFlowReturn
weir_file_sink_render (WeirSink *sink, WeirBuffer *buffer, GError **error)
{
  WeirFileSink *self = (WeirFileSink *) sink;
  WeirFlowReturn ret;

  if (G_UNLIKELY (self->seek_error != NULL)) {
    g_propagate_error (error, g_steal_pointer (&self->seek_error));
    return WEIR_FLOW_ERROR;
  }
  ret = weir_file_writer_write (&self->writer, WEIR_ELEMENT_CAST (self), buffer, error);
  weir_element_publish_position (WEIR_ELEMENT_CAST (self), WEIR_FORMAT_BYTES,
                                 (gint64) (self->writer.offset + self->writer.n_gathered));
  return ret;
}

static WeirFlowReturn
weir_file_sink_finish (WeirSink *sink, GError **error)
{
  WeirFileSink *self = WEIR_FILE_SINK (sink);

  if (self->seek_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&self->seek_error));
    return WEIR_FLOW_ERROR;
  }
  return weir_file_writer_flush (&self->writer, error) ? WEIR_FLOW_OK : WEIR_FLOW_ERROR;
}

/* A flush begins the file anew, as the stream begins anew. */
static void
weir_file_sink_reset (WeirSink *sink)
{
  weir_file_writer_restart (&WEIR_FILE_SINK (sink)->writer);
}

static char *
weir_file_sink_get_uri (WeirURIHandler *handler)
{
  return weir_file_element_get_uri (WEIR_ELEMENT_CAST (handler));
}

static gboolean
weir_file_sink_set_uri (WeirURIHandler *handler, const char *uri, GError **error)
{
  return weir_file_element_set_uri (WEIR_ELEMENT_CAST (handler), uri, error);
}

static void
uri_handler_init (gpointer iface, gpointer data)
{
  WeirURIHandlerInterface *handler = iface;

  handler->get_uri = weir_file_sink_get_uri;
  handler->set_uri = weir_file_sink_set_uri;
}

static void
weir_file_sink_finalize (GObject *object)
{
  WeirFileSink *self = WEIR_FILE_SINK (object);

  weir_file_writer_close (&self->writer);
  g_clear_error (&self->seek_error);
  G_OBJECT_CLASS (weir_file_sink_parent_class)->finalize (object);
}

static void
weir_file_sink_class_init (WeirFileSinkClass *klass)
{
  WeirSinkClass *sink_class = WEIR_SINK_CLASS (klass);
  const WeirSinkDefaults defaults = { .sync = FALSE, .async = TRUE, .qos = FALSE, .enable_last_sample = TRUE,
                                      .max_lateness = -1 };

  G_OBJECT_CLASS (klass)->finalize = weir_file_sink_finalize;
  sink_class->start = weir_file_sink_start;
  sink_class->stop = weir_file_sink_stop;
  sink_class->event = weir_file_sink_event;
  sink_class->render = weir_file_sink_render;
  sink_class->finish = weir_file_sink_finish;
  sink_class->reset = weir_file_sink_reset;
  weir_sink_class_set_defaults (sink_class, &defaults);
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
}

static void
weir_file_sink_init (WeirFileSink *self)
{
  self->writer = (WeirFileWriter) WEIR_FILE_WRITER_INIT ("filesink");
  weir_sink_set_drop_out_of_segment (WEIR_SINK_CAST (self), FALSE);
}
