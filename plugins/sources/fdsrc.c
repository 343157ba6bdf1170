/* SPDX-License-Identifier: MIT */
/* fdsrc: what comes out of a descriptor that the program has opened: standard input, a pipe, a socket. */
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <weir/bases/source.h>

#include "plugins/sinks/files.h"
#include "plugins/sources/ready.h"

G_DECLARE_FINAL_TYPE (WeirFdSrc, weir_fd_src, WEIR, FD_SRC, WeirSource)

struct _WeirFdSrc {
  WeirSource parent_instance;

  int fd;             /* property */
  guint64 timeout_us; /* property */

  guint64 offset;   /* bytes read */
  gint64 waits_since; /* monotonic; 0: it doesn't wait */
};

G_DEFINE_FINAL_TYPE (WeirFdSrc, weir_fd_src, WEIR_TYPE_SOURCE)

static const WeirProp props[] = {
  WEIR_PROP_INT (WeirFdSrc, fd, "fd", 0, G_MAXINT, 0, 0, "The descriptor; 0: standard input"),
  WEIR_PROP_UINT64 (WeirFdSrc, timeout_us, "timeout", 0, G_MAXUINT64, 0, WEIR_PROP_LIVE,
                    "Says by a message GstFdSrcTimeout when nothing has come for this many microseconds; 0: never"),
};

static const WeirElementInfo info = {
  .name = "fdsrc",
  .long_name = "Descriptor source",
  .klass = "Source/File",
  .description = "Reads a descriptor that the program has opened, standard input for one",
  .example = "fdsrc fd=0 ! filesink location=out.bin",
  .pads = (const WeirPadInfo[]){ WEIR_SRC ("src", "ANY"), {} },
  .props = props,
  .n_props = G_N_ELEMENTS (props),
};

static WeirFlowReturn
wait_for_more (WeirFdSrc *self)
{
  WeirElement *element = WEIR_ELEMENT_CAST (self);
  gint64 now_ns = weir_element_now_ns (element), timeout_ns;

  weir_element_want_fd (element, self->fd, EPOLLIN);
  if (self->waits_since == 0)
    self->waits_since = now_ns;
  if (self->timeout_us == 0 || self->timeout_us > G_MAXINT64 / 1000)
    return WEIR_FLOW_AGAIN;
  timeout_ns = (gint64) self->timeout_us * 1000;
  if (now_ns >= self->waits_since + timeout_ns) {
    weir_element_post_message (element, weir_message_new_element (WEIR_OBJECT_CAST (self),
                                                                  weir_structure_new ("GstFdSrcTimeout", "timeout",
                                                                                      G_TYPE_UINT64, self->timeout_us, NULL)));
    self->waits_since = now_ns;
  }
  weir_element_want_deadline (element, self->waits_since + timeout_ns);
  return WEIR_FLOW_AGAIN;
}

static WeirFlowReturn
weir_fd_src_create (WeirSource *source, WeirBuffer **buffer, GError **error)
{
  WeirFdSrc *self = WEIR_FD_SRC (source);
  gsize wanted = weir_source_get_blocksize (source);
  WeirMapInfo map;
  ssize_t n;

  if (!weir_descriptor_is_ready (self->fd, EPOLLIN))
    return wait_for_more (self);
  self->waits_since = 0;
  *buffer = weir_source_allocate (source, wanted);
  if (!weir_buffer_map (*buffer, &map, WEIR_MAP_WRITE)) {
    g_clear_pointer (buffer, weir_buffer_unref);
    return WEIR_FLOW_ERROR;
  }
  do
    n = read (self->fd, map.data, wanted);
  while (n < 0 && errno == EINTR);
  weir_buffer_unmap (*buffer, &map);
  if (n <= 0) {
    g_clear_pointer (buffer, weir_buffer_unref);
    if (n == 0)
      return WEIR_FLOW_EOS;
    g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_READ,
                 "fdsrc can't read descriptor %d: %s; set fd to one that is open for reading", self->fd, g_strerror (errno));
    return WEIR_FLOW_ERROR;
  }
  if ((gsize) n < wanted)
    weir_buffer_set_size (*buffer, n);
  (*buffer)->offset = self->offset;
  (*buffer)->offset_end = self->offset += (guint64) n;
  return WEIR_FLOW_OK;
}

static gboolean
weir_fd_src_start (WeirSource *source, GError **error)
{
  WEIR_FD_SRC (source)->offset = 0;
  WEIR_FD_SRC (source)->waits_since = 0;
  return TRUE;
}

static void
weir_fd_src_class_init (WeirFdSrcClass *klass)
{
  WeirSourceClass *source_class = WEIR_SOURCE_CLASS (klass);

  weir_element_class_set_info (WEIR_ELEMENT_CLASS (klass), &info);
  source_class->start = weir_fd_src_start;
  source_class->create = weir_fd_src_create;
}

static void
weir_fd_src_init (WeirFdSrc *self)
{
}
