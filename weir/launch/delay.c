/* SPDX-License-Identifier: MIT */
/* Links that wait for a pad: "decodebin name=d  d. ! videoconvert" is linked when decodebin shows its video. */
#include <string.h>

#include <weir/base/error.h>
#include <weir/base/log.h>
#include <weir/graph/pad-private.h>
#include <weir/launch/build-private.h>

WEIR_LOG_TOPIC ("launch");

typedef struct {
  int refs; /* atomic: one a signal handler */
  WeirElement *sink;
  char *src_pad, *sink_pad; /* (nullable) */
  WeirCaps *filter;         /* (nullable) */
  gboolean all_pads;
  int done; /* atomic */
  gulong added, no_more;
} Delayed;

static void
delayed_unref (gpointer data, GClosure *closure)
{
  Delayed *self = data;

  if (__atomic_fetch_sub (&self->refs, 1, __ATOMIC_ACQ_REL) != 1)
    return;
  g_object_unref (self->sink);
  g_free (self->src_pad);
  g_free (self->sink_pad);
  g_clear_pointer (&self->filter, weir_caps_unref);
  g_free (self);
}

static void
pad_added_cb (WeirElement *src, WeirPad *pad, gpointer data)
{
  Delayed *self = data;
  g_autofree char *name = weir_object_get_name (WEIR_OBJECT_CAST (pad));
  g_autoptr (GError) error = NULL;

  if (weir_pad_get_direction (pad) != WEIR_PAD_SRC || weir_pad_is_linked (pad))
    return;
  if (self->src_pad != NULL && g_strcmp0 (self->src_pad, name) != 0)
    return;
  if (__atomic_load_n (&self->done, __ATOMIC_ACQUIRE) && !self->all_pads)
    return;
  if (weir_element_link_checked (src, name, self->sink, self->sink_pad, self->filter, &error)) {
    __atomic_store_n (&self->done, 1, __ATOMIC_RELEASE);
    return;
  }
  WEIR_LOG_DEBUG (WEIR_OBJECT_NAME (src), "pad %s doesn't fit a link that waits: %s", name, error->message);
}

static void
no_more_pads_cb (WeirElement *src, gpointer data)
{
  Delayed *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *src_name = NULL, *sink_name = NULL, *caps = NULL;

  if (__atomic_load_n (&self->done, __ATOMIC_ACQUIRE))
    return;
  src_name = weir_object_get_name (WEIR_OBJECT_CAST (src));
  sink_name = weir_object_get_name (WEIR_OBJECT_CAST (self->sink));
  caps = self->filter != NULL ? weir_caps_to_string (self->filter) : NULL;
  g_set_error (&error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_DELAYED_LINK,
               "\"%s\" has shown all its pads, and none of them could be linked to \"%s\"%s%s; `weir discover FILE` lists what a "
               "file holds",
               src_name, sink_name, caps != NULL ? " with caps " : "", caps != NULL ? caps : "");
  weir_element_post_message (src, weir_message_new_warning (WEIR_OBJECT_CAST (src), error, NULL));
}

void
weir_launch_delay_link (WeirElement *src, const char *src_pad, WeirElement *sink, const char *sink_pad, WeirCaps *filter,
                        gboolean all_pads)
{
  Delayed *self = g_new0 (Delayed, 1);

  self->refs = 2;
  self->sink = g_object_ref (sink);
  self->src_pad = g_strdup (src_pad);
  self->sink_pad = g_strdup (sink_pad);
  self->filter = filter != NULL ? weir_caps_ref (filter) : NULL;
  self->all_pads = all_pads;
  self->added = g_signal_connect_data (src, "pad-added", G_CALLBACK (pad_added_cb), self, delayed_unref, 0);
  self->no_more = g_signal_connect_data (src, "no-more-pads", G_CALLBACK (no_more_pads_cb), self, delayed_unref, 0);
}
