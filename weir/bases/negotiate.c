/* SPDX-License-Identifier: MIT */
/* Choosing caps is the same for all bases: what the element can do, within what downstream admits, else an explanation
 * with both pads in it. */
#include <weir/bases/negotiate-private.h>
#include <weir/graph/explain-hook.h>

WeirCaps *
weir_base_common_caps (WeirPad *src, WeirCaps *own, GError **error)
{
  g_autoptr (WeirPad) far = weir_pad_get_far (src);
  g_autoptr (WeirCaps) wanted = NULL;
  WeirCaps *common;

  if (far == NULL)
    return weir_caps_ref (own);
  wanted = weir_pad_allowed (far);
  if (weir_caps_is_any (wanted))
    return weir_caps_ref (own);
  if (weir_caps_is_any (own))
    return g_steal_pointer (&wanted);
  common = weir_caps_intersect_full (own, wanted, WEIR_CAPS_INTERSECT_FIRST);
  if (!weir_caps_is_empty (common))
    return common;
  weir_caps_unref (common);
  weir_explain_link (src, far, own, wanted, error);
  return NULL;
}

void
weir_base_push_caps (WeirPad *src, WeirCaps *caps)
{
  g_autoptr (WeirCaps) current = weir_pad_get_current_caps (src);

  if (current != NULL && weir_caps_is_equal (current, caps))
    return;
  weir_pad_push_event (src, weir_event_new_caps (caps));
}

gboolean
weir_base_accept_caps (WeirPad *sink, WeirCaps *caps, GError **error)
{
  g_autoptr (WeirCaps) own = weir_pad_own_caps (sink);
  g_autoptr (WeirPad) far = NULL;

  if (weir_caps_is_any (own) || weir_caps_can_intersect (caps, own))
    return TRUE;
  far = weir_pad_get_far (sink);
  if (far != NULL) {
    weir_explain_link (far, sink, caps, own, error);
  } else {
    g_autofree char *offered = weir_caps_to_string (caps), *wanted = weir_caps_to_string (own);

    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_NEGOTIATION, "%s came, but only %s can be taken", offered,
                 wanted);
  }
  return FALSE;
}

void
weir_base_push_stream_start (WeirElement *self, WeirPad *src, const char *suffix, guint group_id,
                             WeirStreamFlags flags)
{
  g_autofree char *id = g_strdup_printf ("%08x%08x%08x%08x%s%s", weir_element_random_u32 (self),
                                         weir_element_random_u32 (self), weir_element_random_u32 (self),
                                         weir_element_random_u32 (self), suffix != NULL ? "/" : "",
                                         suffix != NULL ? suffix : "");
  WeirEvent *event = weir_event_new_stream_start (id);

  weir_event_set_group_id (event, group_id);
  weir_event_set_stream_flags (event, flags);
  weir_pad_push_event (src, event);
}
