/* SPDX-License-Identifier: MIT */
/* fdsink: writes a stream into a descriptor that the program has opened: standard output, a pipe, a socket. */
#include <fcntl.h>

#include <weir/bases/sink.h>

#include "plugins/sinks/file-writer.h"
#include "plugins/sinks/files.h"

G_DECLARE_FINAL_TYPE (WeirFdSink, weir_fd_sink, WEIR, FD_SINK, WeirSink)

struct _WeirFdSink {
  WeirSink parent_instance;

  int fd; /* property */
  WeirFileWriter writer;
};

G_DEFINE_FINAL_TYPE (WeirFdSink, weir_fd_sink, WEIR_TYPE_SINK)

static const WeirProp props[] = {
  WEIR_PROP_INT (WeirFdSink, fd, "fd", 0, G_MAXINT, 1, 0, "The descriptor; 1: standard output"),
};

static const WeirElementInfo info = {
  .name = "fdsink",
  .long_name = "Descriptor sink",
  .klass = "Sink/File",
  .description = "Writes a stream into a descriptor that the program has opened, standard output for one",
  .example = "audiotestsrc num-buffers=10 ! fdsink fd=1",
  .pads = (const WeirPadInfo[]){ WEIR_SINK ("sink", "ANY"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static gboolean
weir_fd_sink_start (WeirSink *sink, GError **error)
{
  WeirFdSink *self = WEIR_FD_SINK (sink);
  int flags = fcntl (self->fd, F_GETFL);

  if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY) {
    g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_OPEN_WRITE,
                 "fdsink can't write descriptor %d: it is not open for writing; set fd to one that is", self->fd);
    return FALSE;
  }
  weir_file_writer_open_fd (&self->writer, self->fd);
  return TRUE;
}

static void
weir_fd_sink_stop (WeirSink *sink)
{
  weir_file_writer_close (&WEIR_FD_SINK (sink)->writer);
}

static WeirFlowReturn
weir_fd_sink_render (WeirSink *sink, WeirBuffer *buffer, GError **error)
{
  return weir_file_writer_write (&WEIR_FD_SINK (sink)->writer, WEIR_ELEMENT_CAST (sink), buffer, error);
}

static void
weir_fd_sink_reset (WeirSink *sink)
{
  weir_file_writer_restart (&WEIR_FD_SINK (sink)->writer);
}

static void
weir_fd_sink_class_init (WeirFdSinkClass *klass)
{
  WeirSinkClass *sink_class = WEIR_SINK_CLASS (klass);
  const WeirSinkDefaults defaults = { .sync = FALSE, .async = TRUE, .qos = FALSE, .enable_last_sample = TRUE,
                                      .max_lateness = -1 };

  sink_class->start = weir_fd_sink_start;
  sink_class->stop = weir_fd_sink_stop;
  sink_class->render = weir_fd_sink_render;
  sink_class->reset = weir_fd_sink_reset;
  weir_sink_class_set_defaults (sink_class, &defaults);
  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
}

static void
weir_fd_sink_init (WeirFdSink *self)
{
  self->writer = (WeirFileWriter) WEIR_FILE_WRITER_INIT ("fdsink");
  weir_sink_set_drop_out_of_segment (WEIR_SINK_CAST (self), FALSE);
}
