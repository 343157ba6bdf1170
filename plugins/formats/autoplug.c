/* SPDX-License-Identifier: MIT */
/* Chooses, from the registry, the elements that may take a coded stream on. */
#include "autoplug.h"

static gboolean
is_parser (WeirElementFactory *factory)
{
  return weir_element_factory_list_is_type (factory, WEIR_ELEMENT_FACTORY_TYPE_PARSER);
}

gboolean
weir_autoplug_makes_pads (WeirElementFactory *factory)
{
  for (const GList *l = weir_element_factory_get_static_pad_templates (factory); l != NULL;
       l = l->next) {
    const WeirStaticPadTemplate *templ = l->data;
    if (templ->direction == WEIR_PAD_SRC && templ->presence == WEIR_PAD_SOMETIMES)
      return TRUE;
  }
  return FALSE;
}

/* Parsers give out what they take in: who has been parsed needs no second parser. */
static gboolean
is_useful (WeirElementFactory *factory, const WeirCaps *caps, WeirElementFactory *from)
{
  const WeirStructure *structure = weir_caps_get_structure (caps, 0);
  gboolean done = FALSE;

  if (!is_parser (factory))
    return TRUE;
  if (from != NULL && is_parser (from))
    return FALSE;
  return !(weir_structure_get_boolean (structure, "parsed", &done) && done);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  WeirElementFactory *x = *(WeirElementFactory *const *) a, *y = *(WeirElementFactory *const *) b;

  if (is_parser (x) != is_parser (y))
    return is_parser (x) ? 1 : -1;
  return weir_plugin_feature_rank_compare_func (x, y);
}

GPtrArray *
weir_autoplug_candidates (const WeirCaps *caps, WeirElementFactory *from)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GList *all, *fitting;

  if (weir_caps_is_any (caps) || weir_caps_is_empty (caps))
    return found;
  all = weir_element_factory_list_get_elements (WEIR_ELEMENT_FACTORY_TYPE_DECODABLE,
                                                WEIR_RANK_MARGINAL);
  fitting = weir_element_factory_list_filter (all, caps, WEIR_PAD_SINK, weir_caps_is_fixed (caps));
  for (GList *l = fitting; l != NULL; l = l->next)
    if (is_useful (l->data, caps, from))
      g_ptr_array_add (found, g_object_ref (l->data));
  weir_plugin_feature_list_free (fitting);
  weir_plugin_feature_list_free (all);
  g_ptr_array_sort (found, compare);
  return found;
}

char *
weir_autoplug_describe (const WeirCaps *caps)
{
  g_autoptr (WeirCaps) plain = NULL;
  static const char *const noise[] = {
    "codec_data", "streamheader", "width",   "height", "framerate",
    "rate",       "channels",     "profile", "level",  "pixel-aspect-ratio",
    "alignment",  "framed",       "parsed"
  };

  if (caps == NULL || weir_caps_is_any (caps) || weir_caps_is_empty (caps))
    return g_strdup ("of unknown type");
  plain = weir_caps_copy (caps);
  for (guint i = 0; i < G_N_ELEMENTS (noise); i++)
    weir_structure_remove_field (weir_caps_get_structure (plain, 0), noise[i]);
  return weir_caps_to_string (plain);
}
