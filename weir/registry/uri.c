/* SPDX-License-Identifier: MIT */
/* Which element handles a URI: the one with the highest rank that says so in its info. */
#include <weir/registry/registry-private.h>
#include <weir/registry/uri.h>

#include <string.h>

typedef struct {
  WeirURIType type;
  const char *protocol;
} Wanted;

static gboolean
handles (WeirPluginFeature *feature, gpointer data)
{
  const Wanted *wanted = data;

  if (!WEIR_IS_ELEMENT_FACTORY (feature))
    return FALSE;
  WeirElementFactory *factory = WEIR_ELEMENT_FACTORY_CAST (feature);
  return weir_element_factory_get_uri_type (factory) == wanted->type
         && g_strv_contains (weir_element_factory_get_uri_protocols (factory), wanted->protocol);
}

/* Those that handle the scheme, best first. */
static GList *
handlers_of (WeirURIType type, const char *protocol)
{
  g_autofree char *lower = g_ascii_strdown (protocol, -1);
  Wanted wanted = { type, lower };

  return g_list_sort (weir_registry_feature_filter (weir_registry_get (), handles, FALSE, &wanted),
                      weir_plugin_feature_rank_compare_func);
}

/**
 * weir_uri_protocol_is_supported:
 * @type: whether to read or write
 * @protocol: a scheme
 *
 * Asks whether an element handles a scheme.
 *
 * Thread: any
 *
 * Returns: whether one does
 */
gboolean
weir_uri_protocol_is_supported (WeirURIType type, const char *protocol)
{
  g_return_val_if_fail (protocol != NULL, FALSE);

  GList *handlers = handlers_of (type, protocol);
  gboolean supported = handlers != NULL;
  weir_plugin_feature_list_free (handlers);
  return supported;
}

/**
 * weir_element_make_from_uri:
 * @type: whether to read or write
 * @uri: the URI
 * @elementname: (nullable): the element's name
 * @error: return location for an error of the domain %WEIR_URI_ERROR
 *
 * Makes an element that handles a URI, and gives it the URI.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer floating) (nullable): the element
 */
WeirElement *
weir_element_make_from_uri (WeirURIType type, const char *uri, const char *elementname,
                            GError **error)
{
  g_return_val_if_fail (WEIR_URI_TYPE_IS_VALID (type), NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  g_autofree char *protocol = weir_uri_get_protocol (uri);
  if (protocol == NULL) {
    g_set_error (error, WEIR_URI_ERROR, WEIR_URI_ERROR_BAD_URI,
                 "\"%s\" is not a URI: it lacks a scheme such as file:", uri);
    return NULL;
  }

  GList *handlers = handlers_of (type, protocol);
  g_autoptr (GError) last = NULL;
  WeirElement *element = NULL;

  for (GList *l = handlers; l != NULL && element == NULL; l = l->next) {
    element = weir_element_factory_create (l->data, elementname);
    g_clear_error (&last);
    if (element != NULL && WEIR_IS_URI_HANDLER (element)
        && !weir_uri_handler_set_uri (WEIR_URI_HANDLER (element), uri, &last))
      g_object_unref (g_object_ref_sink (g_steal_pointer (&element)));
  }
  weir_plugin_feature_list_free (handlers);
  if (element != NULL)
    return element;
  if (last != NULL)
    g_propagate_error (error, g_steal_pointer (&last));
  else
    g_set_error (error, WEIR_URI_ERROR, WEIR_URI_ERROR_UNSUPPORTED_PROTOCOL,
                 "no element %s %s: URIs", type == WEIR_URI_SRC ? "reads from" : "writes to",
                 protocol);
  return NULL;
}
