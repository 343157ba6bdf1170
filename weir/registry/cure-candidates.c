/* SPDX-License-Identifier: MIT */
/* The kinds of elements that an explanation may propose: those with one kind of sink pad and one kind of source pad. It
 * is asked for when formats don't fit, so it may read what the manifests say of all elements. */
#include <weir/negotiate/cure.h>
#include <weir/registry/registry-private.h>

/* The only template of a direction that is always there; NULL: there is none, or more. */
static WeirStaticPadTemplate *
only_template (const WeirElementDetails *details, WeirPadDirection direction)
{
  WeirStaticPadTemplate *found = NULL;

  for (GList *l = details->templates; l != NULL; l = l->next) {
    WeirStaticPadTemplate *templ = l->data;

    if (templ->direction != direction)
      continue;
    if (found != NULL || templ->presence != WEIR_PAD_ALWAYS)
      return NULL;
    found = templ;
  }
  return found;
}

/* The template keeps a reference for good. NULL: they don't parse. */
static WeirCaps *
caps_of (WeirStaticPadTemplate *templ)
{
  WeirCaps *caps = weir_static_pad_template_get_caps (templ);

  if (caps != NULL)
    weir_caps_unref (caps);
  return caps;
}

/* Factories stay in the registry, and with them what is pointed to. */
GArray *
weir_registry_cure_candidates (void)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (WeirCureCandidate));
  GList *factories =
    g_list_sort (weir_registry_get_feature_list (weir_registry_get (), WEIR_TYPE_ELEMENT_FACTORY),
                 weir_plugin_feature_rank_compare_func);

  for (GList *l = factories; l != NULL; l = l->next) {
    const WeirElementDetails *details = weir_element_factory_get_details (l->data);
    WeirStaticPadTemplate *sink = only_template (details, WEIR_PAD_SINK);
    WeirStaticPadTemplate *src = only_template (details, WEIR_PAD_SRC);

    if (sink == NULL || src == NULL)
      continue;
    const WeirCureCandidate candidate = { .name = WEIR_OBJECT_NAME (l->data),
                                          .klass = details->klass,
                                          .rank = weir_plugin_feature_get_rank (l->data),
                                          .sink = caps_of (sink),
                                          .src = caps_of (src) };
    if (candidate.sink != NULL && candidate.src != NULL)
      g_array_append_val (candidates, candidate);
  }
  weir_plugin_feature_list_free (factories);
  return candidates;
}
