/* SPDX-License-Identifier: MIT */
/* What the kinds of features share. */
#pragma once

#include <weir/registry/plugin-feature.h>

G_BEGIN_DECLS

struct _WeirPluginFeature {
  WeirObject parent_instance;

  gint rank;          /* atomic */
  WeirPlugin *plugin; /* (owned) (nullable): NULL: registered by the program itself */
};

struct _WeirPluginFeatureClass {
  WeirObjectClass parent_class;

  /* Thread: any that owns nothing. Opens what it needs to work. Must be there. */
  gboolean (*load) (WeirPluginFeature *feature, GError **error);
};

/* As weir_plugin_feature_load (), and says why not. */
gboolean weir_plugin_feature_load_checked (WeirPluginFeature *feature, GError **error);

G_END_DECLS
