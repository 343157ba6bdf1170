/* SPDX-License-Identifier: MIT */
/* What filesink, fdsink and multifilesink do with bytes. Files take them at any place (pwrite), at once. Pipes take what
 * fits; the element waits for room in them, not in the step. */
#include "plugins/sinks/file-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <weir/graph/element-impl.h>

#include "plugins/sources/file-errors.h"
#include "plugins/sources/ready.h"

gboolean
weir_file_writer_open (WeirFileWriter *self, const char *path, const WeirFileWriterParams *params, GError **error)
{
  /* O_NONBLOCK: a pipe without reader is an error now instead of a wait for ever */
  int flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | (params->append ? 0 : O_TRUNC) | (params->o_sync ? O_SYNC : 0);
  off_t end;

  weir_file_writer_close (self);
  if (path == NULL || path[0] == '\0') {
    weir_file_set_no_location (error, self->element, "out.mp4");
    return FALSE;
  }
  self->fd = open (path, flags, 0666);
  if (self->fd < 0) {
    if (errno == ENXIO)
      g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_OPEN_WRITE,
                   "%s can't write \"%s\": nobody reads this pipe; start its reader first", self->element, path);
    else
      weir_file_set_error (error, self->element, WEIR_FILE_WRITE, path, errno);
    return FALSE;
  }
  self->owns_fd = TRUE;
  self->path = g_strdup (path);
  end = lseek (self->fd, 0, params->append ? SEEK_END : SEEK_CUR);
  self->places = end >= 0;
  self->begin = self->offset = (guint64) MAX (end, 0);
  self->gather_bytes = self->places ? params->gather_bytes : 0;
  self->gathered = self->gather_bytes > 0 ? g_malloc (self->gather_bytes) : NULL;
  return TRUE;
}

void
weir_file_writer_open_fd (WeirFileWriter *self, int fd)
{
  weir_file_writer_close (self);
  self->fd = fd;
}

static gboolean
fail (WeirFileWriter *self, GError **error)
{
  if (self->path != NULL)
    weir_file_set_error (error, self->element, WEIR_FILE_WRITE, self->path, errno);
  else if (errno == EPIPE)
    g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_WRITE,
                 "%s can't write descriptor %d: its reader has gone", self->element, self->fd);
  else
    g_set_error (error, WEIR_RESOURCE_ERROR,
                 errno == ENOSPC ? WEIR_RESOURCE_ERROR_NO_SPACE_LEFT : WEIR_RESOURCE_ERROR_WRITE,
                 "%s can't write descriptor %d: %s; set fd to one that is open for writing", self->element, self->fd,
                 errno == ENOSPC ? "no space left on its device" : g_strerror (errno));
  return FALSE;
}

static gboolean
put (WeirFileWriter *self, const guint8 *bytes, gsize n, GError **error)
{
  while (n > 0) {
    ssize_t done = pwrite (self->fd, bytes, n, (off_t) self->offset);

    if (done < 0 && errno == EINTR)
      continue;
    if (done < 0)
      return fail (self, error);
    bytes += done;
    n -= (gsize) done;
    self->offset += (guint64) done;
  }
  return TRUE;
}

gboolean
weir_file_writer_flush (WeirFileWriter *self, GError **error)
{
  gsize n = self->n_gathered;

  self->n_gathered = 0;
  return n == 0 || put (self, self->gathered, n, error);
}

/* Small pieces wait for others. */
static gboolean
gather (WeirFileWriter *self, const guint8 *bytes, gsize n, GError **error)
{
  if (self->n_gathered + n > self->gather_bytes && !weir_file_writer_flush (self, error))
    return FALSE;
  if (n >= self->gather_bytes)
    return put (self, bytes, n, error);
  memcpy (self->gathered + self->n_gathered, bytes, n);
  self->n_gathered += n;
  return TRUE;
}

static WeirFlowReturn
write_pipe (WeirFileWriter *self, WeirElement *element, const guint8 *bytes, gsize n, GError **error)
{
  while (self->done < n) {
    ssize_t done;

    if (!weir_descriptor_is_ready (self->fd, EPOLLOUT)) {
      weir_element_want_fd (element, self->fd, EPOLLOUT);
      return WEIR_FLOW_AGAIN;
    }
    /* what a pipe that has room takes without waiting */
    done = write (self->fd, bytes + self->done, MIN (n - self->done, PIPE_BUF));
    if (done < 0 && (errno == EINTR || errno == EAGAIN))
      continue;
    if (done < 0) {
      fail (self, error);
      return WEIR_FLOW_ERROR;
    }
    self->done += (gsize) done;
  }
  self->offset += n;
  self->done = 0;
  return WEIR_FLOW_OK;
}

WeirFlowReturn
weir_file_writer_write (WeirFileWriter *self, WeirElement *element, WeirBuffer *buffer, GError **error)
{
  WeirFlowReturn ret = WEIR_FLOW_OK;
  WeirMapInfo map;

  if (!self->places) {
    if (!weir_buffer_map (buffer, &map, WEIR_MAP_READ))
      return WEIR_FLOW_ERROR;
    ret = write_pipe (self, element, map.data, map.size, error);
    weir_buffer_unmap (buffer, &map);
    return ret;
  }
  for (guint i = 0; i < weir_buffer_n_memory (buffer) && ret == WEIR_FLOW_OK; i++) {
    WeirMemory *memory = weir_buffer_peek_memory (buffer, i);

    if (!weir_memory_map (memory, &map, WEIR_MAP_READ))
      return WEIR_FLOW_ERROR;
    if (!gather (self, map.data, map.size, error))
      ret = WEIR_FLOW_ERROR;
    weir_memory_unmap (memory, &map);
  }
  return ret;
}

gboolean
weir_file_writer_seek (WeirFileWriter *self, guint64 position, GError **error)
{
  guint64 to = self->begin + position;

  if (to == self->offset + self->n_gathered)
    return TRUE;
  if (!self->places) {
    g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_SEEK,
                 "%s can't go back to byte %" G_GUINT64_FORMAT " of \"%s\": it is a pipe. A muxer that streams "
                 "(mpegtsmux, or mp4mux fragment-duration=1000) doesn't need to",
                 self->element, position, self->path != NULL ? self->path : "its descriptor");
    return FALSE;
  }
  if (!weir_file_writer_flush (self, error))
    return FALSE;
  self->offset = to;
  return TRUE;
}

void
weir_file_writer_restart (WeirFileWriter *self)
{
  self->n_gathered = 0;
  self->done = 0;
  if (self->fd < 0 || !self->places)
    return;
  self->offset = self->begin;
  /* fails for devices, which keep nothing anyway */
  if (ftruncate (self->fd, (off_t) self->begin) < 0)
    return;
}

void
weir_file_writer_close (WeirFileWriter *self)
{
  if (self->fd >= 0 && self->owns_fd)
    close (self->fd);
  g_free (self->gathered);
  g_free (self->path);
  *self = (WeirFileWriter) WEIR_FILE_WRITER_INIT (self->element);
}
