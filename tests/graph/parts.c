/* SPDX-License-Identifier: MIT */
#include "parts.h"

G_DEFINE_FINAL_TYPE (PartSrc, part_src, WEIR_TYPE_ELEMENT)
G_DEFINE_FINAL_TYPE (PartPass, part_pass, WEIR_TYPE_ELEMENT)
G_DEFINE_FINAL_TYPE (PartSink, part_sink, WEIR_TYPE_ELEMENT)

/* --- source ----------------------------------------------------------------------------------------------------------- */

static const WeirProp src_props[] = {
  WEIR_PROP_INT (PartSrc, n_buffers, "n-buffers", -1, G_MAXINT, -1, WEIR_PROP_LIVE, "How many buffers to make"),
};

static const WeirElementInfo src_info = {
  .name = "partsrc", .klass = "Source", .description = "Makes numbered buffers", .example = "partsrc ! partsink",
  .pads = (const WeirPadInfo[]) { WEIR_SRC ("src", "ANY"), {} },
  .props = src_props, .n_props = G_N_ELEMENTS (src_props),
};

static WeirProcess
src_process (WeirElement *element, GError **error)
{
  PartSrc *self = PART_SRC (element);
  WeirPad *pad = weir_element_src_pads (element, NULL)[0];

  if (!self->begun) {
    WeirSegment segment;

    weir_segment_init (&segment, WEIR_FORMAT_TIME);
    weir_pad_push_event (pad, weir_event_new_stream_start ("part"));
    weir_pad_push_event (pad, weir_event_new_segment (&segment));
    self->begun = TRUE;
  }
  for (;;) {
    WeirBuffer *buffer;

    if (self->made == self->n_buffers)
      return WEIR_PROCESS_EOS;
    if (!weir_pad_has_room (pad)) {
      weir_element_want_room (element, pad);
      return WEIR_PROCESS_PARK;
    }
    buffer = weir_buffer_new ();
    buffer->offset = (guint64) self->made++;
    weir_pad_push (pad, buffer);
    if (weir_element_budget_used (element))
      return WEIR_PROCESS_AGAIN;
  }
}

static gboolean
src_start (WeirElement *element, GError **error)
{
  PART_SRC (element)->made = 0;
  PART_SRC (element)->begun = FALSE;
  return TRUE;
}

static void
part_src_class_init (PartSrcClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);

  element_class->process = src_process;
  element_class->start = src_start;
  weir_element_class_set_info (element_class, &src_info);
}

static void
part_src_init (PartSrc *self)
{
  weir_element_set_flags (WEIR_ELEMENT_CAST (self), WEIR_ELEMENT_FLAG_SOURCE, TRUE);
}

/* --- passer ----------------------------------------------------------------------------------------------------------- */

static const WeirElementInfo pass_info = {
  .name = "partpass", .klass = "Generic", .description = "Passes everything", .example = "partsrc ! partpass ! partsink",
  .pads = (const WeirPadInfo[]) { WEIR_SINK ("sink", "ANY"), WEIR_SRC ("src", "ANY"), {} },
};

static WeirProcess
pass_process (WeirElement *element, GError **error)
{
  WeirPad *sink = weir_element_sink_pads (element, NULL)[0], *src = weir_element_src_pads (element, NULL)[0];

  for (;;) {
    WeirMini *item;

    if (!weir_pad_has_room (src)) {
      weir_element_want_room (element, src);
      return WEIR_PROCESS_PARK;
    }
    item = weir_pad_take (sink);
    if (item == NULL) {
      weir_element_want_input (element, sink);
      return WEIR_PROCESS_PARK;
    }
    if (WEIR_ITEM_IS_BUFFER (item))
      weir_pad_push (src, (WeirBuffer *) item);
    else
      weir_element_default_event (element, sink, (WeirEvent *) item);
    if (weir_element_budget_used (element))
      return WEIR_PROCESS_AGAIN;
  }
}

static WeirCaps *
pass_transform_caps (WeirElement *self, WeirPadDirection direction, const WeirCaps *caps)
{
  return weir_caps_ref ((WeirCaps *) caps);
}

static void
part_pass_class_init (PartPassClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);

  element_class->process = pass_process;
  element_class->transform_caps = pass_transform_caps;
  weir_element_class_set_info (element_class, &pass_info);
}

static void
part_pass_init (PartPass *self)
{
}

/* --- sink ------------------------------------------------------------------------------------------------------------- */

static const WeirElementInfo sink_info = {
  .name = "partsink", .klass = "Sink", .description = "Counts buffers", .example = "partsrc ! partsink",
  .pads = (const WeirPadInfo[]) { WEIR_SINK ("sink", "ANY"), {} },
};

static WeirProcess
sink_process (WeirElement *element, GError **error)
{
  PartSink *self = PART_SINK (element);
  WeirPad *pad = weir_element_sink_pads (element, NULL)[0];

  for (;;) {
    WeirMini *item = weir_pad_peek (pad);
    gboolean is_event = item != NULL && WEIR_ITEM_IS_EVENT (item);

    if (item == NULL) {
      weir_element_want_input (element, pad);
      return WEIR_PROCESS_PARK;
    }
    if (!is_event || ((WeirEvent *) item)->type == WEIR_EVENT_EOS) {
      weir_element_set_prerolled (element);
      if (!weir_element_is_playing (element)) {
        weir_element_want_preroll (element);
        return WEIR_PROCESS_PARK;
      }
    }
    item = weir_pad_take (pad);
    if (is_event && ((WeirEvent *) item)->type == WEIR_EVENT_EOS) {
      self->eos = TRUE;
      weir_element_post_message (element, weir_message_new_eos (WEIR_OBJECT_CAST (element)));
    } else if (!is_event) {
      WeirBuffer *buffer = (WeirBuffer *) item;

      self->disorder += self->seen > 0 && buffer->offset != self->last_offset + 1;
      self->last_offset = buffer->offset;
      __atomic_fetch_add (&self->seen, 1, __ATOMIC_RELAXED);
    }
    weir_mini_unref (item);
    if (weir_element_budget_used (element))
      return WEIR_PROCESS_AGAIN;
  }
}

static void
part_sink_class_init (PartSinkClass *klass)
{
  WeirElementClass *element_class = WEIR_ELEMENT_CLASS (klass);

  element_class->process = sink_process;
  weir_element_class_set_info (element_class, &sink_info);
}

static void
part_sink_init (PartSink *self)
{
  weir_element_set_flags (WEIR_ELEMENT_CAST (self), WEIR_ELEMENT_FLAG_SINK, TRUE);
  weir_element_set_wants_preroll (WEIR_ELEMENT_CAST (self), TRUE);
}

WeirElement *
part_new (GType type, const char *name)
{
  return g_object_new (type, "name", name, NULL);
}

WeirElement *
part_line (int n_buffers, guint n_pass, PartSink **sink)
{
  WeirElement *pipeline = g_object_ref_sink (weir_pipeline_new (NULL));
  WeirElement *at = part_new (part_src_get_type (), NULL), *end = part_new (part_sink_get_type (), NULL);

  g_object_set (at, "n-buffers", n_buffers, NULL);
  g_assert_true (weir_bin_add (WEIR_BIN (pipeline), at));
  for (guint i = 0; i < n_pass; i++) {
    WeirElement *pass = part_new (part_pass_get_type (), NULL);

    g_assert_true (weir_bin_add (WEIR_BIN (pipeline), pass));
    g_assert_true (weir_element_link (at, pass));
    at = pass;
  }
  g_assert_true (weir_bin_add (WEIR_BIN (pipeline), end));
  g_assert_true (weir_element_link (at, end));
  if (sink != NULL)
    *sink = PART_SINK (end);
  return pipeline;
}
