/* SPDX-License-Identifier: MIT */
/* The graph and the launch lines need elements; the registry, a later room, makes them. */
#include <weir/graph/factory-hook.h>

static WeirMakeElement make_element;
static WeirMakeElementForURI make_for_uri;

void
weir_set_make_element (WeirMakeElement func, WeirMakeElementForURI for_uri)
{
  __atomic_store_n (&make_for_uri, for_uri, __ATOMIC_RELEASE);
  __atomic_store_n (&make_element, func, __ATOMIC_RELEASE);
}

static gboolean
initialised (gconstpointer func, const char *what, GError **error)
{
  if (func != NULL)
    return TRUE;
  g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_MISSING_PLUGIN,
               "no element for \"%s\": the library is not initialised; call weir_init () first", what);
  return FALSE;
}

WeirElement *
weir_make_element (const char *factory, const char *name, GError **error)
{
  WeirMakeElement func = __atomic_load_n (&make_element, __ATOMIC_ACQUIRE);

  return initialised (func, factory, error) ? func (factory, name, error) : NULL;
}

WeirElement *
weir_make_element_for_uri (WeirURIType type, const char *uri, GError **error)
{
  WeirMakeElementForURI func = __atomic_load_n (&make_for_uri, __ATOMIC_ACQUIRE);

  return initialised (func, uri, error) ? func (type, uri, error) : NULL;
}
