/* SPDX-License-Identifier: MIT */
/* The graph needs few elements itself (a capsfilter for filtered links); the registry makes them. */
#include <weir/graph/factory-hook.h>

static WeirMakeElement make_element;

void
weir_set_make_element (WeirMakeElement func)
{
  __atomic_store_n (&make_element, func, __ATOMIC_RELEASE);
}

WeirElement *
weir_make_element (const char *factory, const char *name, GError **error)
{
  WeirMakeElement func = __atomic_load_n (&make_element, __ATOMIC_ACQUIRE);

  if (func == NULL) {
    g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_MISSING_PLUGIN,
                 "no element “%s”: the library is not initialised; call weir_init () first", factory);
    return NULL;
  }
  return func (factory, name, error);
}
