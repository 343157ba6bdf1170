/* SPDX-License-Identifier: MIT */
/* What a muxer writes: bytes one after the other, or, after going back, over what is there. */
#include <weir/bases/hot-private.h>
#include <weir/bases/muxer-private.h>
#include <weir/bases/negotiate-private.h>

static void
push_segment (WeirMuxer *self, guint64 offset)
{
  WeirSegment segment;

  weir_segment_init (&segment, WEIR_FORMAT_BYTES);
  segment.start = segment.time = segment.position = offset;
  weir_pad_push_event (self->srcpad, weir_event_new_segment (&segment));
}

void
weir_muxer_begin_output (WeirMuxer *self)
{
  weir_base_push_stream_start (WEIR_ELEMENT_CAST (self), self->srcpad, NULL, weir_util_group_id_next (), 0);
}

/* Bytes need caps and a segment before them. */
static void
ensure_begun (WeirMuxer *self)
{
  g_autoptr (WeirEvent) segment = weir_pad_get_sticky_event (self->srcpad, WEIR_EVENT_SEGMENT, 0);

  if (segment != NULL)
    return;
  if (!weir_pad_has_current_caps (self->srcpad)) {
    g_autoptr (WeirCaps) allowed = weir_muxer_get_allowed_caps (self);

    if (!weir_caps_is_any (allowed) && !weir_caps_is_empty (allowed)) {
      g_autoptr (WeirCaps) caps = weir_caps_fixate (weir_caps_ref (allowed));

      weir_base_push_caps (self->srcpad, caps);
    }
  }
  push_segment (self, 0);
}

/**
 * weir_muxer_get_allowed_caps:
 * @self: the muxer
 *
 * Thread: owner.
 *
 * Returns: (transfer full): what may come out: the pad's template within what downstream admits; may be empty
 */
WeirCaps *
weir_muxer_get_allowed_caps (WeirMuxer *self)
{
  g_autoptr (WeirCaps) own = weir_pad_own_caps (self->srcpad), peer = weir_pad_peer_query_caps (self->srcpad, NULL);

  return weir_caps_intersect_full (own, peer, WEIR_CAPS_INTERSECT_FIRST);
}

/**
 * weir_muxer_set_output_caps:
 * @self: the muxer
 * @caps: (transfer none): what comes out, fixed
 * @error: why not: which pads, which field
 *
 * For `begin`; without it, the first format that is allowed is used. Thread: owner.
 *
 * Returns: %FALSE if downstream doesn't want it
 */
gboolean
weir_muxer_set_output_caps (WeirMuxer *self, WeirCaps *caps, GError **error)
{
  g_autoptr (WeirCaps) common = weir_base_common_caps (self->srcpad, caps, error);

  if (common == NULL)
    return FALSE;
  weir_base_push_caps (self->srcpad, caps);
  return TRUE;
}

/**
 * weir_muxer_push:
 * @self: the muxer
 * @buffer: (transfer full): bytes of the file
 *
 * They go where the last ones ended, or where weir_muxer_seek () said. Thread: owner.
 */
void
weir_muxer_push (WeirMuxer *self, WeirBuffer *buffer)
{
  WeirMuxerPrivate *p = self->priv;
  gsize size = weir_buffer_get_size (buffer);

  ensure_begun (self);
  if (weir_buffer_is_writable (buffer)) {
    buffer->offset = p->offset;
    buffer->offset_end = p->offset + size;
  }
  p->offset += size;
  if (weir_pad_hot_push (self->srcpad, buffer) == WEIR_FLOW_EOS)
    p->refused = TRUE;
}

/**
 * weir_muxer_write:
 * @self: the muxer
 * @data: (array length=size): bytes of the file, which are copied
 * @size: how many
 *
 * As weir_muxer_push (). Thread: owner.
 */
void
weir_muxer_write (WeirMuxer *self, gconstpointer data, gsize size)
{
  weir_muxer_push (self, weir_buffer_new_memdup (data, size));
}

/**
 * weir_muxer_seek:
 * @self: the muxer
 * @offset: where the next bytes go, from the beginning of the file
 *
 * Works if what follows can write anywhere, as a file sink does. Thread: owner.
 */
void
weir_muxer_seek (WeirMuxer *self, guint64 offset)
{
  if (offset == self->priv->offset)
    return;
  ensure_begun (self);
  self->priv->offset = offset;
  push_segment (self, offset);
}

/**
 * weir_muxer_tell:
 * @self: the muxer
 *
 * Thread: owner.
 *
 * Returns: where the next bytes go
 */
guint64
weir_muxer_tell (WeirMuxer *self)
{
  return self->priv->offset;
}

/**
 * weir_muxer_set_latency:
 * @self: the muxer
 * @latency: ns that packets are kept back
 *
 * Says how long the muxer keeps packets back. Thread: owner.
 */
void
weir_muxer_set_latency (WeirMuxer *self, WeirClockTime latency)
{
  weir_element_publish_latency (WEIR_ELEMENT_CAST (self), FALSE, latency, WEIR_CLOCK_TIME_NONE);
}
