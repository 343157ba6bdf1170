/* SPDX-License-Identifier: MIT */
/* What memory and metadata a stream needs, beyond its format: the part of caps in parentheses. */
#pragma once

#include <weir/base/macros.h>

#include <stdarg.h>

G_BEGIN_DECLS

/**
 * WeirCapsFeatures:
 *
 * A set of feature names, or ANY. No features and the one feature `memory:SystemMemory` are the
 * same set.
 */
typedef struct _WeirCapsFeatures WeirCapsFeatures;

#define WEIR_TYPE_CAPS_FEATURES (weir_caps_features_get_type ())
#define WEIR_CAPS_FEATURE_MEMORY_SYSTEM_MEMORY "memory:SystemMemory"
#define WEIR_CAPS_FEATURES_MEMORY_SYSTEM_MEMORY (weir_caps_features_memory_system_memory ())
#define WEIR_CAPS_FEATURES_ANY (weir_caps_features_any ())

WEIR_API GType weir_caps_features_get_type (void);
WEIR_API gboolean weir_is_caps_features (gconstpointer obj);

WEIR_API const WeirCapsFeatures *weir_caps_features_memory_system_memory (void);
WEIR_API const WeirCapsFeatures *weir_caps_features_any (void);

WEIR_API WeirCapsFeatures *weir_caps_features_new_empty (void);
WEIR_API WeirCapsFeatures *weir_caps_features_new_any (void);
WEIR_API WeirCapsFeatures *weir_caps_features_new_single (const char *feature);
WEIR_API WeirCapsFeatures *weir_caps_features_new (const char *feature1,
                                                   ...) G_GNUC_NULL_TERMINATED;
WEIR_API WeirCapsFeatures *weir_caps_features_new_valist (const char *feature1, va_list varargs);
WEIR_API WeirCapsFeatures *weir_caps_features_copy (const WeirCapsFeatures *features);
WEIR_API void weir_caps_features_free (WeirCapsFeatures *features);
WEIR_API gboolean weir_caps_features_set_parent_refcount (WeirCapsFeatures *features,
                                                          int *refcount);

WEIR_API char *weir_caps_features_to_string (const WeirCapsFeatures *features);
WEIR_API WeirCapsFeatures *weir_caps_features_from_string (const char *features);

WEIR_API guint weir_caps_features_get_size (const WeirCapsFeatures *features);
WEIR_API const char *weir_caps_features_get_nth (const WeirCapsFeatures *features, guint i);
WEIR_API gboolean weir_caps_features_contains (const WeirCapsFeatures *features,
                                               const char *feature);
WEIR_API gboolean weir_caps_features_is_equal (const WeirCapsFeatures *features1,
                                               const WeirCapsFeatures *features2);
WEIR_API gboolean weir_caps_features_is_any (const WeirCapsFeatures *features);
WEIR_API void weir_caps_features_add (WeirCapsFeatures *features, const char *feature);
WEIR_API void weir_caps_features_remove (WeirCapsFeatures *features, const char *feature);

WEIR_API const WeirCapsFeatures *weir_value_get_caps_features (const GValue *value);
WEIR_API void weir_value_set_caps_features (GValue *value, const WeirCapsFeatures *features);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCapsFeatures, weir_caps_features_free)

G_END_DECLS
