/* SPDX-License-Identifier: MIT */
/* A plugin whose element lacks what it must have: an example. */
#include <weir/registry/plugin-impl.h>

typedef struct {
  WeirElement parent_instance;
} Bare;
typedef WeirElementClass BareClass;
GType bare_get_type (void);
G_DEFINE_TYPE (Bare, bare, WEIR_TYPE_ELEMENT)

static const WeirElementInfo info = { .name = "bare",
                                      .klass = "Generic",
                                      .description = "Lacks an example" };

static void
bare_class_init (BareClass *klass)
{
  weir_element_class_set_info (klass, &info);
}

static void
bare_init (Bare *self)
{
}

WEIR_PLUGIN_DEFINE ("bare", "Not fit", "1", "MIT", bare_get_type)
