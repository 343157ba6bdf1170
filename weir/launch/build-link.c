/* SPDX-License-Identifier: MIT */
/* Second pass over the tree of a launch line: its links. What can't be linked yet, because pads come later, waits for
 * them. */
#include <string.h>

#include <weir/base/error.h>
#include <weir/graph/pad-private.h>
#include <weir/launch/build-private.h>

static void
unknown_name (WeirLaunchBuild *build, const WeirLaunchNode *node, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer element;
  const char *near;

  g_hash_table_iter_init (&iter, build->made);
  while (g_hash_table_iter_next (&iter, NULL, &element))
    g_ptr_array_add (names, weir_object_get_name (element));
  near = weir_error_did_you_mean ((const char *const *) names->pdata, names->len, node->name);
  build->where = node->span;
  if (near != NULL)
    g_set_error (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_NO_SUCH_ELEMENT,
                 "no element is called \"%s\"; did you mean \"%s\"?", node->name, near);
  else
    g_set_error (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_NO_SUCH_ELEMENT,
                 "no element is called \"%s\"; name one with name=%s", node->name, node->name);
}

WeirElement *
weir_launch_element_of (WeirLaunchBuild *build, const WeirLaunchNode *node, GError **error)
{
  WeirElement *element = g_hash_table_lookup (build->made, node);
  WeirBin *bin;

  if (element != NULL)
    return element;
  bin = g_hash_table_lookup (build->bin_of, node);
  element = weir_bin_get_by_name_recurse_up (bin, node->name);
  if (element == NULL)
    element = weir_bin_get_by_name (build->bin, node->name);
  if (element == NULL) {
    unknown_name (build, node, error);
    return NULL;
  }
  g_object_unref (element); /* its bin keeps it */
  return element;
}

/* Can pads that fit come later? */
static gboolean
pads_come_later (WeirElement *element, const char *pad)
{
  g_autoptr (GList) templates = weir_element_get_pad_template_list (element);

  for (GList *l = templates; l != NULL; l = l->next) {
    WeirPadTemplate *templ = l->data;
    const char *name = weir_pad_template_get_name_template (templ);
    const char *percent = strchr (name, '%');

    if (weir_pad_template_get_presence (templ) != WEIR_PAD_SOMETIMES
        || weir_pad_template_get_direction (templ) != WEIR_PAD_SRC)
      continue;
    if (pad == NULL || g_str_equal (name, pad) || (percent != NULL && strncmp (name, pad, (gsize) (percent - name)) == 0))
      return TRUE;
  }
  return FALSE;
}

/* Does what `src` gives fit the filter? Then it is what follows that doesn't. */
static gboolean
fits_filter (WeirElement *src, const char *src_pad, WeirCaps *filter)
{
  g_autoptr (WeirPad) pad = weir_element_get_static_pad (src, src_pad != NULL ? src_pad : "src");
  g_autoptr (WeirCaps) offered = NULL;

  if (filter == NULL)
    return FALSE;
  if (pad == NULL)
    return TRUE;
  offered = weir_pad_query_caps (pad, NULL);
  return weir_caps_can_intersect (offered, filter);
}

static void
refuse (WeirLaunchBuild *build, const WeirLaunchNode *from, WeirElement *src, const char *src_pad, WeirCaps *filter,
        const GError *cause, GError **error)
{
  const char *cure = weir_error_get_hint (cause);

  build->where = from->link->span;
  g_set_error_literal (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_LINK, cause->message);
  if (cure != NULL)
    build->mended = weir_launch_mend (build->ast, (WeirLaunchNode *) from, cure, fits_filter (src, src_pad, filter));
}

static gboolean
link_once (WeirLaunchBuild *build, const WeirLaunchNode *from, const char *src_pad, WeirElement *src, WeirElement *sink,
           const char *sink_pad, WeirCaps *filter, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (weir_element_link_checked (src, src_pad, sink, sink_pad, filter, &cause))
    return TRUE;
  if (pads_come_later (src, src_pad)) {
    weir_launch_delay_link (src, src_pad, sink, sink_pad, filter, FALSE);
    return TRUE;
  }
  refuse (build, from, src, src_pad, filter, cause, error);
  return FALSE;
}

/* `:` links every pad that fits, and those that come later. */
static gboolean
link_all (WeirLaunchBuild *build, const WeirLaunchNode *from, WeirElement *src, WeirElement *sink, WeirCaps *filter,
          GError **error)
{
  gboolean any = FALSE;
  g_autoptr (GError) cause = NULL;

  while (weir_element_link_checked (src, NULL, sink, NULL, filter, any ? NULL : &cause))
    any = TRUE;
  if (pads_come_later (src, NULL)) {
    weir_launch_delay_link (src, NULL, sink, NULL, filter, TRUE);
    return TRUE;
  }
  if (any)
    return TRUE;
  refuse (build, from, src, NULL, filter, cause, error);
  return FALSE;
}

static gboolean
link_nodes (WeirLaunchBuild *build, const WeirLaunchNode *from, GError **error)
{
  const WeirLaunchNode *to = from->next;
  WeirElement *src = weir_launch_element_of (build, from, error), *sink;
  g_autoptr (WeirCaps) filter = NULL;
  gsize n;

  if (src == NULL || (sink = weir_launch_element_of (build, to, error)) == NULL)
    return FALSE;
  if (from->link->caps != NULL) {
    g_autoptr (GError) cause = NULL;

    filter = weir_caps_from_string_checked (from->link->caps, &cause);
    if (filter == NULL) {
      build->where = from->link->caps_span;
      g_set_error (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_SYNTAX, "these caps don't parse: %s", cause->message);
      return FALSE;
    }
  }
  if (from->link->all_pads)
    return link_all (build, from, src, sink, filter, error);
  n = MAX (1, MAX (from->src_pads.n, to->sink_pads.n));
  for (gsize i = 0; i < n; i++) {
    const char *src_pad = i < from->src_pads.n ? from->src_pads.names[i] : NULL;
    const char *sink_pad = i < to->sink_pads.n ? to->sink_pads.names[i] : NULL;

    if (!link_once (build, from, src_pad, src, sink, sink_pad, filter, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
weir_launch_link (WeirLaunchBuild *build, const WeirLaunchNode *root, GError **error)
{
  g_autoptr (GPtrArray) bins = g_ptr_array_new ();

  g_ptr_array_add (bins, (gpointer) root);
  for (guint b = 0; b < bins->len; b++) {
    const WeirLaunchNode *bin = bins->pdata[b];

    for (const WeirLaunchChain *chain = bin->chains; chain != NULL; chain = chain->next) {
      for (const WeirLaunchNode *node = chain->first; node != NULL; node = node->next) {
        if (node->kind == WEIR_LAUNCH_BIN)
          g_ptr_array_add (bins, (gpointer) node);
      }
    }
  }
  /* inner bins first: the outer ones link to the pads that stay free in them */
  for (guint b = bins->len; b > 0; b--) {
    const WeirLaunchNode *bin = bins->pdata[b - 1];

    for (const WeirLaunchChain *chain = bin->chains; chain != NULL; chain = chain->next) {
      for (const WeirLaunchNode *node = chain->first; node->next != NULL; node = node->next) {
        if (!link_nodes (build, node, error))
          return FALSE;
      }
    }
  }
  return TRUE;
}
