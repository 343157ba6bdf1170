/* SPDX-License-Identifier: MIT */
/* Where a demuxer's bytes come from: from any place of a file, in the step; or from what is pushed, in a thread that may
 * wait for more. */
#include <string.h>

#include <weir/bases/demuxer-private.h>
#include <weir/bases/hot-private.h>

/* How far the thread's two sides may be apart. */
#define MAX_IN_BYTES (1024 * 1024)
#define MAX_OUT_BYTES (4 * 1024 * 1024)
#define MAX_OUT_ITEMS 256

/* --- the thread ----------------------------------------------------------------------------------------------------- */

/* The thread: waits until the step has taken something. FALSE: it is to end. */
static gboolean
wait_for_step (WeirDemuxer *self)
{
  WeirDemuxerPrivate *p = self->priv;
  gboolean go;

  weir_monitor_enter (&p->monitor);
  while (!p->stopping && (p->out.length >= MAX_OUT_ITEMS || p->out_bytes >= MAX_OUT_BYTES)) {
    p->crowded = TRUE;
    weir_monitor_wait (&p->monitor, WEIR_FOREVER);
  }
  p->crowded = FALSE;
  go = !p->stopping;
  weir_monitor_leave (&p->monitor);
  return go;
}

static void
end_thread (WeirDemuxer *self, GError *error)
{
  WeirDemuxerPrivate *p = self->priv;

  weir_monitor_enter (&p->monitor);
  p->error = error;
  p->ended = TRUE;
  p->running = FALSE;
  weir_monitor_notify_all (&p->monitor);
  weir_monitor_leave (&p->monitor);
  weir_element_wake (WEIR_ELEMENT_CAST (self));
  g_object_unref (self);
}

static void
run (gpointer data)
{
  WeirDemuxer *self = data;
  WeirDemuxerClass *klass = WEIR_DEMUXER_GET_CLASS (self);
  WeirFlowReturn ret = WEIR_FLOW_OK;
  GError *error = NULL;

  if (!klass->open_container (self, &error))
    ret = WEIR_FLOW_ERROR;
  while (ret == WEIR_FLOW_OK && wait_for_step (self))
    ret = klass->demux (self, &error);
  if (ret == WEIR_FLOW_OK || ret == WEIR_FLOW_EOS)
    g_clear_error (&error);
  else if (error == NULL)
    g_set_error (&error, WEIR_STREAM_ERROR, WEIR_STREAM_ERROR_DEMUX, "the container could not be read");
  end_thread (self, error);
}

void
weir_demuxer_start_thread (WeirDemuxer *self)
{
  self->priv->running = TRUE;
  self->priv->stopping = FALSE;
  weir_spawn ("weir-demux", run, g_object_ref (self));
}

void
weir_demuxer_stop_thread (WeirDemuxer *self)
{
  WeirDemuxerPrivate *p = self->priv;

  weir_monitor_enter (&p->monitor);
  p->stopping = TRUE;
  weir_monitor_notify_all (&p->monitor);
  while (p->running)
    weir_monitor_wait (&p->monitor, WEIR_FOREVER);
  weir_monitor_leave (&p->monitor);
}

/* --- pushed bytes --------------------------------------------------------------------------------------------------- */

static void
feed_item (WeirDemuxer *self, WeirMini *item /* (transfer full) */)
{
  WeirDemuxerPrivate *p = self->priv;
  WeirBufferList *list = (WeirBufferList *) item;

  if (WEIR_ITEM_IS_BUFFER (item)) {
    p->in_bytes += weir_buffer_get_size ((WeirBuffer *) item);
    g_queue_push_tail (&p->in, item);
    return;
  }
  if (item->kind == WEIR_MINI_BUFFER_LIST) {
    for (guint i = 0; i < weir_buffer_list_length (list); i++)
      feed_item (self, (WeirMini *) weir_buffer_ref (weir_buffer_list_get (list, i)));
  } else if (((WeirEvent *) item)->type == WEIR_EVENT_EOS) {
    p->in_ended = TRUE;
  }
  weir_mini_unref (item);
}

void
weir_demuxer_feed (WeirDemuxer *self)
{
  WeirDemuxerPrivate *p = self->priv;
  WeirMini *item;

  weir_monitor_enter (&p->monitor);
  while (p->in_bytes < MAX_IN_BYTES && (item = weir_pad_take (self->sinkpad)) != NULL)
    feed_item (self, item);
  if (p->starving && (p->in_bytes > 0 || p->in_ended))
    weir_monitor_notify_all (&p->monitor);
  weir_monitor_leave (&p->monitor);
}

void
weir_demuxer_clear_input (WeirDemuxer *self)
{
  WeirDemuxerPrivate *p = self->priv;
  WeirBuffer *buffer;

  while ((buffer = g_queue_pop_head (&p->in)) != NULL)
    weir_buffer_unref (buffer);
  p->in_bytes = p->in_first = 0;
  p->in_ended = FALSE;
}

/* The thread: what was pushed, in order. */
static gssize
read_pushed (WeirDemuxer *self, guint8 *dest, gsize size)
{
  WeirDemuxerPrivate *p = self->priv;
  gsize got = 0;
  gboolean full, stopping;

  weir_monitor_enter (&p->monitor);
  while (p->in_bytes == 0 && !p->in_ended && !p->stopping) {
    p->starving = TRUE;
    weir_element_wake (WEIR_ELEMENT_CAST (self));
    weir_monitor_wait (&p->monitor, WEIR_FOREVER);
  }
  p->starving = FALSE;
  full = p->in_bytes >= MAX_IN_BYTES;
  while (got < size && !p->stopping && !g_queue_is_empty (&p->in)) {
    WeirBuffer *first = g_queue_peek_head (&p->in);
    gsize n = weir_buffer_extract (first, p->in_first, dest + got, size - got);

    got += n;
    p->in_first += n;
    p->in_bytes -= n;
    if (p->in_first >= weir_buffer_get_size (first)) {
      weir_buffer_unref (g_queue_pop_head (&p->in));
      p->in_first = 0;
    }
  }
  full = full && p->in_bytes < MAX_IN_BYTES;
  stopping = p->stopping;
  weir_monitor_leave (&p->monitor);
  if (full)
    weir_element_wake (WEIR_ELEMENT_CAST (self)); /* there is place for more */
  return stopping ? -1 : (gssize) got;
}

/* --- for the element ------------------------------------------------------------------------------------------------ */

/**
 * weir_demuxer_read:
 * @self: the demuxer
 * @dest: (out caller-allocates) (array length=size): where the bytes go
 * @size: how many are wanted
 * @error: why not
 *
 * Reads where the last read ended. May wait where bytes are pushed. Thread: owner; in `open_container`, `demux` and
 * `seek_time` only.
 *
 * Returns: how many bytes were read; 0: the end; -1: it failed, or the element is being stopped
 */
gssize
weir_demuxer_read (WeirDemuxer *self, gpointer dest, gsize size, GError **error)
{
  WeirDemuxerPrivate *p = self->priv;
  gssize got;

  if (p->mode == WEIR_DEMUX_PULL)
    got = weir_byte_reader_read_at (p->reader, p->offset, dest, size, error);
  else
    got = read_pushed (self, dest, size);
  if (got > 0)
    p->offset += (guint64) got;
  else if (got < 0 && p->mode != WEIR_DEMUX_PULL && error != NULL && *error == NULL)
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_CANCELLED, "stopped while reading");
  return got;
}

/**
 * weir_demuxer_get_size:
 * @self: the demuxer
 *
 * Thread: owner; in `open_container`, `demux` and `seek_time` only.
 *
 * Returns: bytes in all; -1: not known
 */
gint64
weir_demuxer_get_size (WeirDemuxer *self)
{
  return self->priv->reader != NULL ? weir_byte_reader_get_size (self->priv->reader) : -1;
}

/**
 * weir_demuxer_tell_bytes:
 * @self: the demuxer
 *
 * Thread: owner; in `open_container`, `demux` and `seek_time` only.
 *
 * Returns: where the next read begins
 */
guint64
weir_demuxer_tell_bytes (WeirDemuxer *self)
{
  return self->priv->offset;
}

/**
 * weir_demuxer_can_seek_bytes:
 * @self: the demuxer
 *
 * Thread: owner; in `open_container`, `demux` and `seek_time` only.
 *
 * Returns: whether bytes can be read at any place
 */
gboolean
weir_demuxer_can_seek_bytes (WeirDemuxer *self)
{
  return self->priv->mode == WEIR_DEMUX_PULL;
}

/**
 * weir_demuxer_seek_bytes:
 * @self: the demuxer
 * @offset: where the next read shall begin
 *
 * Where bytes are pushed, it can only go forward: what lies between is read and dropped. Thread: owner; in
 * `open_container`, `demux` and `seek_time` only.
 *
 * Returns: %FALSE if it can't get there
 */
gboolean
weir_demuxer_seek_bytes (WeirDemuxer *self, guint64 offset)
{
  WeirDemuxerPrivate *p = self->priv;
  guint8 waste[4096];

  if (p->mode == WEIR_DEMUX_PULL) {
    p->offset = offset;
    return TRUE;
  }
  while (p->offset < offset) {
    if (weir_demuxer_read (self, waste, (gsize) MIN (sizeof waste, offset - p->offset), NULL) <= 0)
      return FALSE;
  }
  return p->offset == offset;
}
