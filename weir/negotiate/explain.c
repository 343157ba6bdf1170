/* SPDX-License-Identifier: MIT */
/* Why two pads can't agree: which field, what both say there, who narrowed it, and what would mend it. */
#include <string.h>

#include <weir/base/error.h>
#include <weir/graph/element-private.h>
#include <weir/graph/explain-hook.h>
#include <weir/negotiate/cure.h>
#include <weir/negotiate/explain.h>

G_DEFINE_BOXED_TYPE (WeirExplanation, weir_explanation, weir_explanation_copy, weir_explanation_free)

/* Caps of a raw format list are long: what a person reads is cut. */
#define MAX_CAPS_TEXT 400

/**
 * weir_explanation_copy:
 * @explanation: an explanation
 *
 * Thread: any.
 *
 * Returns: (transfer full): a copy
 */
WeirExplanation *
weir_explanation_copy (const WeirExplanation *explanation)
{
  WeirExplanation *copy = g_new0 (WeirExplanation, 1);

  copy->src_pad = g_strdup (explanation->src_pad);
  copy->sink_pad = g_strdup (explanation->sink_pad);
  copy->offered = weir_caps_ref (explanation->offered);
  copy->wanted = weir_caps_ref (explanation->wanted);
  copy->field = g_strdup (explanation->field);
  copy->offered_value = g_strdup (explanation->offered_value);
  copy->wanted_value = g_strdup (explanation->wanted_value);
  copy->narrowed_by = g_strdup (explanation->narrowed_by);
  copy->cure = g_strdup (explanation->cure);
  return copy;
}

/**
 * weir_explanation_free:
 * @explanation: (transfer full): an explanation
 *
 * Frees an explanation. Thread: any.
 */
void
weir_explanation_free (WeirExplanation *explanation)
{
  g_free (explanation->src_pad);
  g_free (explanation->sink_pad);
  g_clear_pointer (&explanation->offered, weir_caps_unref);
  g_clear_pointer (&explanation->wanted, weir_caps_unref);
  g_free (explanation->field);
  g_free (explanation->offered_value);
  g_free (explanation->wanted_value);
  g_free (explanation->narrowed_by);
  g_free (explanation->cure);
  g_free (explanation);
}

/* The element furthest upstream of `src` whose own caps already conflict with what is wanted: there the field was
 * decided. */
static char *
who_narrowed (WeirPad *src, const WeirCaps *wanted)
{
  WeirElement *found = NULL;
  WeirPad *at = src;
  char *path;

  pthread_rwlock_rdlock (&weir_graph_lock);
  for (guint depth = 0; at != NULL && at->element != NULL && depth < 64; depth++) {
    g_autoptr (WeirCaps) own = weir_pad_own_caps (at);
    GPtrArray *sinks = at->element->priv->sinks;

    if (!weir_caps_can_intersect (own, wanted))
      found = at->element;
    if (WEIR_ELEMENT_GET_CLASS (at->element)->transform_caps == NULL || sinks->len != 1)
      break;
    at = ((WeirPad *) sinks->pdata[0])->far;
  }
  path = found != NULL && found != src->element ? weir_object_get_path_string (WEIR_OBJECT_CAST (found)) : NULL;
  pthread_rwlock_unlock (&weir_graph_lock);
  return path;
}

static WeirExplanation *
explain (WeirPad *src, WeirPad *sink, const WeirCaps *offered, const WeirCaps *wanted)
{
  WeirExplanation *self;
  WeirPad *leaf = weir_pad_leaf (src);
  g_autofree char *field = NULL, *a = NULL, *b = NULL;

  if (!weir_caps_explain_conflict (offered, wanted, &field, &a, &b))
    return NULL;
  self = g_new0 (WeirExplanation, 1);
  self->src_pad = weir_object_get_path_string (WEIR_OBJECT_CAST (src));
  self->sink_pad = weir_object_get_path_string (WEIR_OBJECT_CAST (sink));
  self->offered = weir_caps_ref ((WeirCaps *) offered);
  self->wanted = weir_caps_ref ((WeirCaps *) wanted);
  self->field = g_steal_pointer (&field);
  self->offered_value = g_steal_pointer (&a);
  self->wanted_value = g_steal_pointer (&b);
  self->narrowed_by = leaf != NULL ? who_narrowed (leaf, wanted) : NULL;
  self->cure = weir_find_cure (offered, wanted);
  return self;
}

/**
 * weir_explain_pads:
 * @srcpad: a source pad
 * @sinkpad: a sink pad
 *
 * Thread: any that owns no element; no element runs for it.
 *
 * Returns: (transfer full) (nullable): why they can't agree on a format, or %NULL if they can
 */
WeirExplanation *
weir_explain_pads (WeirPad *srcpad, WeirPad *sinkpad)
{
  g_autoptr (WeirCaps) offered = NULL, wanted = NULL;

  g_return_val_if_fail (WEIR_IS_PAD (srcpad), NULL);
  g_return_val_if_fail (WEIR_IS_PAD (sinkpad), NULL);

  offered = weir_pad_allowed (srcpad);
  wanted = weir_pad_allowed (sinkpad);
  return explain (srcpad, sinkpad, offered, wanted);
}

static char *
short_caps (const WeirCaps *caps)
{
  char *text = weir_caps_to_string (caps);

  if (strlen (text) > MAX_CAPS_TEXT) {
    char *end = g_utf8_find_prev_char (text, text + MAX_CAPS_TEXT);
    char *cut = g_strdup_printf ("%.*s...", (int) (end - text), text);
    g_free (text);
    return cut;
  }
  return text;
}

/**
 * weir_explanation_to_string:
 * @explanation: an explanation
 *
 * Thread: any.
 *
 * Returns: (transfer full): it in words, over several lines
 */
char *
weir_explanation_to_string (const WeirExplanation *explanation)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *offered = short_caps (explanation->offered), *wanted = short_caps (explanation->wanted);
  gboolean media = g_str_equal (explanation->field, "media-type");

  g_string_append_printf (text, "%s and %s can't agree on a format: %s%s%s is %s on the one side, %s on the other",
                          explanation->src_pad, explanation->sink_pad, media ? "" : "field \"",
                          media ? "the media type" : explanation->field, media ? "" : "\"", explanation->offered_value,
                          explanation->wanted_value);
  if (explanation->narrowed_by != NULL)
    g_string_append_printf (text, " (%s decided that)", explanation->narrowed_by);
  g_string_append_printf (text, "\n  %s offers %s\n  %s wants %s", explanation->src_pad, offered, explanation->sink_pad,
                          wanted);
  if (explanation->cure != NULL) {
    g_auto (GStrv) parts = g_strsplit (explanation->cure, " ! ", -1);
    g_autofree char *list = g_strjoinv (" and ", parts);

    g_string_append_printf (text, "\n  Put %s between them.", list);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* WeirExplainLink: the graph asks when a link or a choice fails. */
static void
explain_link (WeirPad *src, WeirPad *sink, const WeirCaps *offered, const WeirCaps *wanted, GError **error)
{
  g_autoptr (WeirExplanation) explanation = explain (src, sink, offered, wanted);
  g_autofree char *text = NULL;
  GError *made;

  if (explanation == NULL) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION, "%s and %s could not agree on a format",
                 WEIR_OBJECT_NAME (src), WEIR_OBJECT_NAME (sink));
    return;
  }
  text = weir_explanation_to_string (explanation);
  made = g_error_new_literal (WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION, text);
  weir_error_set_hint (made, explanation->cure);
  g_propagate_error (error, made);
}

void
weir_negotiate_init (void)
{
  weir_set_explain_link (explain_link);
}
