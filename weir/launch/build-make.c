/* SPDX-License-Identifier: MIT */
/* First pass over the tree of a launch line: its elements and bins, with their properties. */
#include <string.h>

#include <weir/base/error.h>
#include <weir/graph/factory-hook.h>
#include <weir/graph/pipeline.h>
#include <weir/graph/set-text.h>
#include <weir/graph/uri-handler.h>
#include <weir/launch/build-private.h>

static gboolean
set_props (WeirLaunchBuild *build, WeirElement *element, const WeirLaunchNode *node, gboolean of_children, GError **error)
{
  for (const WeirLaunchProp *prop = node->props; prop != NULL; prop = prop->next) {
    gboolean of_child = strstr (prop->name, "::") != NULL;

    if (of_child != of_children)
      continue;
    if (g_str_equal (prop->name, "@preset")) {
      build->where = prop->span;
      g_set_error (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_COULD_NOT_SET_PROPERTY,
                   "presets are not there; set the properties one by one instead of \"@preset=%s\"", prop->value);
      return FALSE;
    }
    if (!weir_util_set_property_from_text (G_OBJECT (element), prop->name, prop->value, error)) {
      gboolean value = error != NULL && *error != NULL
                       && g_error_matches (*error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_COULD_NOT_SET_PROPERTY);

      build->where = value ? prop->value_span : prop->name_span;
      return FALSE;
    }
  }
  return TRUE;
}

static WeirElement *
make_bin (const WeirLaunchNode *node, GError **error)
{
  WeirElement *element;

  if (g_str_equal (node->name, "bin"))
    return weir_bin_new (NULL);
  if (g_str_equal (node->name, "pipeline"))
    return weir_pipeline_new (NULL);
  element = weir_make_element (node->name, NULL, error);
  if (element != NULL && !WEIR_IS_BIN (element)) {
    g_object_unref (g_object_ref_sink (element));
    g_set_error (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_SYNTAX, "\"%s\" is not a bin: nothing can stand in it", node->name);
    return NULL;
  }
  return element;
}

/* At the end of a chain a URI is written to, elsewhere read from. */
static WeirElement *
make_for_uri (const WeirLaunchNode *node, gboolean last, GError **error)
{
  g_autofree char *uri = NULL;

  if (weir_uri_is_valid (node->name))
    uri = g_strdup (node->name);
  else
    uri = weir_filename_to_uri (node->name, error);
  if (uri == NULL)
    return NULL;
  return weir_make_element_for_uri (last ? WEIR_URI_SINK : WEIR_URI_SRC, uri, error);
}

static WeirElement *
make_node (const WeirLaunchNode *node, gboolean last, GError **error)
{
  switch (node->kind) {
  case WEIR_LAUNCH_ELEMENT:
    return weir_make_element (node->name, NULL, error);
  case WEIR_LAUNCH_BIN:
    return make_bin (node, error);
  case WEIR_LAUNCH_URI:
    return make_for_uri (node, last, error);
  case WEIR_LAUNCH_REFERENCE:
    break;
  }
  return NULL;
}

/* The name must be set before the element is in its bin. */
static gboolean
set_name (WeirLaunchBuild *build, WeirElement *element, const WeirLaunchNode *node, WeirBin *bin, GError **error)
{
  const WeirLaunchProp *name = weir_launch_node_find_prop (node, "name");
  g_autoptr (WeirElement) taken = NULL;

  if (name == NULL)
    return TRUE;
  taken = weir_bin_get_by_name (bin, name->value);
  if (taken != NULL) {
    build->where = name->span;
    g_set_error (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_COULD_NOT_SET_PROPERTY,
                 "there are two elements called \"%s\"; give one of them another name", name->value);
    return FALSE;
  }
  weir_object_set_name (WEIR_OBJECT_CAST (element), name->value);
  return TRUE;
}

static gboolean
make_in (WeirLaunchBuild *build, const WeirLaunchNode *node, gboolean last, WeirBin *bin, GError **error)
{
  g_autoptr (WeirElement) element = NULL;
  g_autoptr (GError) cause = NULL;

  g_hash_table_insert (build->bin_of, (gpointer) node, bin);
  if (node->kind == WEIR_LAUNCH_REFERENCE)
    return TRUE;
  build->where = node->name_span;
  element = make_node (node, last, &cause);
  if (element == NULL) {
    if (g_error_matches (cause, WEIR_ERROR, WEIR_ERROR_UNKNOWN_NAME))
      g_set_error_literal (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_NO_SUCH_ELEMENT, cause->message);
    else
      g_propagate_error (error, g_steal_pointer (&cause));
    return FALSE;
  }
  g_object_ref_sink (element);
  if (!set_name (build, element, node, bin, error) || !set_props (build, element, node, FALSE, error))
    return FALSE;
  weir_bin_add (bin, element);
  g_hash_table_insert (build->made, (gpointer) node, element);
  return TRUE;
}

/* Breadth first, without recursion: bins nest. */
gboolean
weir_launch_make (WeirLaunchBuild *build, const WeirLaunchNode *root, GError **error)
{
  g_autoptr (GPtrArray) bins = g_ptr_array_new ();

  g_hash_table_insert (build->made, (gpointer) root, build->bin);
  g_ptr_array_add (bins, (gpointer) root);
  for (guint b = 0; b < bins->len; b++) {
    const WeirLaunchNode *bin_node = bins->pdata[b];
    WeirBin *bin = g_hash_table_lookup (build->made, bin_node);

    for (const WeirLaunchChain *chain = bin_node->chains; chain != NULL; chain = chain->next) {
      for (const WeirLaunchNode *node = chain->first; node != NULL; node = node->next) {
        if (!make_in (build, node, node->next == NULL && node != chain->first, bin, error))
          return FALSE;
        if (node->kind == WEIR_LAUNCH_BIN)
          g_ptr_array_add (bins, (gpointer) node);
      }
    }
  }
  for (guint b = 1; b < bins->len; b++) {
    if (!set_props (build, g_hash_table_lookup (build->made, bins->pdata[b]), bins->pdata[b], TRUE, error))
      return FALSE;
  }
  return TRUE;
}
