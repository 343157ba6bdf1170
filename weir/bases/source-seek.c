/* SPDX-License-Identifier: MIT */
/* Seeks of a source. The engine has emptied what must be emptied when it asks; the answer must be given at once, the work
 * is done in the next step. */
#include <weir/bases/hot-private.h>
#include <weir/bases/source-private.h>

gboolean
weir_source_can_seek (WeirSource *self)
{
  WeirSourceClass *klass = WEIR_SOURCE_GET_CLASS (self);

  if (klass->do_seek == NULL)
    return FALSE;
  return klass->is_seekable == NULL || klass->is_seekable (self);
}

gboolean
weir_source_record_seek (WeirElement *element, WeirEvent *seek, GError **error)
{
  WeirSource *self = WEIR_SOURCE_CAST (element);
  WeirSourcePrivate *p = self->priv;
  WeirFormat format;
  double rate;

  weir_event_parse_seek (seek, &rate, &format, NULL, NULL, NULL, NULL, NULL);
  if (element->priv->active && !weir_source_can_seek (self)) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SEEK, "this source can't seek");
    return FALSE;
  }
  /* before it has started it doesn't know its format yet: what is asked for is kept */
  if (element->priv->active && format != p->format) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SEEK, "this source seeks in %s, not in %s",
                 weir_format_get_name (p->format), weir_format_get_name (format));
    return FALSE;
  }
  weir_event_replace (&p->seek, seek);
  element->priv->resting = FALSE;
  return TRUE;
}

gboolean
weir_source_perform_seek (WeirSource *self, GError **error)
{
  WeirSourcePrivate *p = self->priv;
  g_autoptr (WeirEvent) event = g_steal_pointer (&p->seek);
  WeirSegment segment = self->segment;
  WeirSeekType start_type, stop_type;
  WeirSeekFlags flags;
  WeirFormat format;
  gint64 start, stop;
  double rate;

  weir_event_parse_seek (event, &rate, &format, &flags, &start_type, &start, &stop_type, &stop);
  if (!weir_source_can_seek (self) || format != p->format)
    return TRUE; /* it was asked for before that could be known */
  if (!weir_segment_do_seek (&segment, rate, format, flags, start_type, (guint64) start, stop_type, (guint64) stop, NULL))
    return TRUE; /* nothing that could be played: it goes on as before */
  if (!WEIR_SOURCE_GET_CLASS (self)->do_seek (self, &segment, error)) {
    if (error != NULL && *error == NULL)
      g_set_error (error, WEIR_RESOURCE_ERROR, WEIR_RESOURCE_ERROR_SEEK, "the seek failed");
    return FALSE;
  }
  g_clear_pointer (&p->held, weir_buffer_unref);
  self->segment = segment;
  p->seqnum = weir_event_get_seqnum (event);
  p->need_segment = TRUE;
  p->discont = TRUE;
  p->at_end = FALSE;
  p->end_asked = FALSE;
  p->left = p->num_buffers;
  if ((flags & WEIR_SEEK_FLAG_SEGMENT) != 0)
    weir_element_post_message (WEIR_ELEMENT_CAST (self),
                               weir_message_new_segment_start (WEIR_OBJECT_CAST (self), segment.format, (gint64) segment.position));
  return TRUE;
}
