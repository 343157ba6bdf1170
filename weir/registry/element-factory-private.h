/* SPDX-License-Identifier: MIT */
/* What an element factory is made of. */
#pragma once

#include <weir/registry/registry-private.h>
#include <weir/sched/atomics.h>

G_BEGIN_DECLS

struct _WeirElementFactory {
  WeirPluginFeature parent_instance;

  WeirManifest *manifest; /* (owned) (nullable): keeps the text */
  char *own_text;         /* (owned) (nullable): of those that the program registered */
  const char *text;       /* constant: the lines about it */
  gsize size;
  gsize details;            /* (owned) WeirElementDetails, made once when asked for; 0: not yet */
  WEIR_ATOMIC (GType) type; /* G_TYPE_INVALID: the module isn't open */
};

struct _WeirElementFactoryClass {
  WeirPluginFeatureClass parent_class;
};

GType weir_element_factory_type (WeirElementFactory *factory);

G_END_DECLS
