/* SPDX-License-Identifier: MIT */
/* Memory that FFmpeg's libraries and Weir lend each other: packets and frames pass the border
 * without a copy. */
#include "memory.h"

#include <libavcodec/avcodec.h>
#include <libavutil/mathematics.h>

static void
unref_cb (gpointer data)
{
  AVBufferRef *ref = data;
  av_buffer_unref (&ref);
}

WeirMemory *
weir_libav_memory_new (AVBufferRef *ref, guint8 *data, gsize size)
{
  gsize maxsize = ref->size - (gsize) (data - ref->data);
  WeirMemoryFlags flags = WEIR_MEMORY_FLAG_FREE_ANYWHERE | (av_buffer_is_writable (ref) ? 0 : WEIR_MEMORY_FLAG_READONLY);

  g_return_val_if_fail (data >= ref->data && size <= maxsize, NULL);
  return weir_memory_new_wrapped (flags, data, maxsize, 0, size, ref, unref_cb);
}

/* --- Weir's bytes for them --- */

typedef struct {
  WeirBuffer *buffer; /* (owned) */
  WeirMapInfo map;
} Lent;

static void
lent_free_cb (void *opaque, guint8 *data)
{
  Lent *lent = opaque;

  weir_buffer_unmap (lent->buffer, &lent->map);
  weir_buffer_unref (lent->buffer);
  g_free (lent);
}

AVBufferRef *
weir_libav_buffer_ref (WeirBuffer *buffer, guint8 **data, gsize *size)
{
  Lent *lent = g_new0 (Lent, 1);
  AVBufferRef *ref;

  if (!weir_buffer_map (buffer, &lent->map, WEIR_MAP_READ)) {
    g_free (lent);
    return NULL;
  }
  lent->buffer = weir_buffer_ref (buffer);
  ref =
    av_buffer_create (lent->map.data, lent->map.size, lent_free_cb, lent, AV_BUFFER_FLAG_READONLY);
  if (ref == NULL) {
    lent_free_cb (lent, NULL);
    return NULL;
  }
  *data = lent->map.data;
  *size = lent->map.size;
  return ref;
}

gboolean
weir_libav_has_slack (WeirBuffer *buffer, gsize bytes)
{
  gsize offset, maxsize, size;

  if (weir_buffer_n_memory (buffer) != 1)
    return FALSE;
  size = weir_memory_get_sizes (weir_buffer_peek_memory (buffer, 0), &offset, &maxsize);
  return maxsize - offset - size >= bytes;
}

/* --- packets --- */

WeirClockTime
weir_libav_time_ns (gint64 time, AVRational time_base)
{
  gint64 ns;

  if (time == AV_NOPTS_VALUE || time_base.num <= 0 || time_base.den <= 0)
    return WEIR_CLOCK_TIME_NONE;
  ns = av_rescale_q_rnd (time, time_base, WEIR_LIBAV_NS, AV_ROUND_NEAR_INF | AV_ROUND_PASS_MINMAX);
  return ns < 0 ? WEIR_CLOCK_TIME_NONE : (WeirClockTime) ns;
}

WeirBuffer *
weir_libav_buffer_from_packet (const AVPacket *packet, AVRational time_base)
{
  WeirBuffer *buffer;
  AVBufferRef *ref = packet->buf != NULL ? av_buffer_ref (packet->buf) : NULL;

  if (ref != NULL) {
    buffer = weir_buffer_new ();
    weir_buffer_append_memory (buffer,
                               weir_libav_memory_new (ref, packet->data, (gsize) packet->size));
  } else {
    buffer = weir_buffer_new_memdup (packet->data, (gsize) packet->size);
  }
  buffer->pts = weir_libav_time_ns (packet->pts, time_base);
  buffer->dts = weir_libav_time_ns (packet->dts, time_base);
  if (packet->duration > 0)
    buffer->duration = weir_libav_time_ns (packet->duration, time_base);
  if ((packet->flags & AV_PKT_FLAG_KEY) == 0)
    buffer->flags |= WEIR_BUFFER_FLAG_DELTA_UNIT;
  if ((packet->flags & AV_PKT_FLAG_CORRUPT) != 0)
    buffer->flags |= WEIR_BUFFER_FLAG_CORRUPTED;
  if ((packet->flags & AV_PKT_FLAG_DISCARD) != 0)
    buffer->flags |= WEIR_BUFFER_FLAG_DECODE_ONLY;
  if ((packet->flags & AV_PKT_FLAG_DISPOSABLE) != 0)
    buffer->flags |= WEIR_BUFFER_FLAG_DROPPABLE;
  return buffer;
}

static gboolean
set_payload (AVPacket *packet, WeirBuffer *buffer)
{
  WeirMapInfo map;
  guint8 *data;
  gsize size;

  if (weir_libav_has_slack (buffer, AV_INPUT_BUFFER_PADDING_SIZE)) {
    packet->buf = weir_libav_buffer_ref (buffer, &data, &size);
    if (packet->buf == NULL || size > G_MAXINT)
      return FALSE;
    packet->data = data;
    packet->size = (int) size;
    return TRUE;
  }
  if (!weir_buffer_map (buffer, &map, WEIR_MAP_READ))
    return FALSE;
  if (map.size > G_MAXINT - AV_INPUT_BUFFER_PADDING_SIZE
      || av_new_packet (packet, (int) map.size) < 0) {
    weir_buffer_unmap (buffer, &map);
    return FALSE;
  }
  if (map.size > 0)
    memcpy (packet->data, map.data, map.size);
  weir_buffer_unmap (buffer, &map);
  return TRUE;
}

static gint64
av_time (WeirClockTime time)
{
  return WEIR_CLOCK_TIME_IS_VALID (time) && time <= G_MAXINT64 ? (gint64) time : AV_NOPTS_VALUE;
}

gboolean
weir_libav_packet_from_buffer (AVPacket *packet, WeirBuffer *buffer)
{
  if (!set_payload (packet, buffer)) {
    av_packet_unref (packet);
    return FALSE;
  }
  packet->pts = av_time (buffer->pts);
  packet->dts = av_time (buffer->dts);
  packet->duration = WEIR_BUFFER_DURATION_IS_VALID (buffer) ? (gint64) buffer->duration : 0;
  packet->time_base = WEIR_LIBAV_NS;
  if ((buffer->flags & WEIR_BUFFER_FLAG_DELTA_UNIT) == 0)
    packet->flags |= AV_PKT_FLAG_KEY;
  if ((buffer->flags & WEIR_BUFFER_FLAG_CORRUPTED) != 0)
    packet->flags |= AV_PKT_FLAG_CORRUPT;
  if ((buffer->flags & WEIR_BUFFER_FLAG_DECODE_ONLY) != 0)
    packet->flags |= AV_PKT_FLAG_DISCARD;
  return TRUE;
}
