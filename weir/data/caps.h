/* SPDX-License-Identifier: MIT */
/* Caps describe sets of stream formats: what a pad can do, what a stream is.
 *
 * They are a list of structures, best first, each with its features; the set is the union of what
 * the structures stand for. ANY is the set of all formats, EMPTY of none. Fixed caps stand for one
 * format.
 *
 * Caps are counted; who holds the only reference may write them. Functions that take caps with
 * "(transfer full)" may reuse them for the result. */
#pragma once

#include <weir/data/caps-features.h>
#include <weir/data/structure.h>

G_BEGIN_DECLS

/**
 * WeirCaps:
 *
 * A set of stream formats.
 */
typedef struct _WeirCaps WeirCaps;

#define WEIR_TYPE_CAPS (weir_caps_get_type ())
#define WEIR_CAPS(object) ((WeirCaps *) (object))
#define WEIR_IS_CAPS(object) ((object) != NULL)
#define WEIR_CAPS_ANY (weir_static_any_caps ())
#define WEIR_CAPS_NONE (weir_static_none_caps ())

/* How many alternatives a parsed string may have. */
#define WEIR_CAPS_MAX_STRUCTURES 1024

/**
 * WeirCapsIntersectMode:
 * @WEIR_CAPS_INTERSECT_ZIG_ZAG: the preferences of both count alike
 * @WEIR_CAPS_INTERSECT_FIRST: the order is that of the first caps
 *
 * In which order the structures of an intersection come.
 */
typedef enum {
  WEIR_CAPS_INTERSECT_ZIG_ZAG = 0,
  WEIR_CAPS_INTERSECT_FIRST = 1,
} WeirCapsIntersectMode;

/**
 * WeirStaticCaps: (skip)
 * @string: the caps as text
 * @caps: (nullable): the parsed caps, made when first asked for
 *
 * Caps that a program carries as text; initialise with WEIR_STATIC_CAPS().
 */
typedef struct {
  const char *string;
  WeirCaps *caps;
} WeirStaticCaps;

#define WEIR_STATIC_CAPS(text)                                                                     \
  {                                                                                                \
    (text), NULL                                                                                   \
  }
#define WEIR_STATIC_CAPS_ANY WEIR_STATIC_CAPS ("ANY")
#define WEIR_STATIC_CAPS_NONE WEIR_STATIC_CAPS ("NONE")

/**
 * WeirCapsForeachFunc:
 * @features: the structure's features
 * @structure: the structure
 * @user_data: what was given with the function
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*WeirCapsForeachFunc) (WeirCapsFeatures *features, WeirStructure *structure,
                                         gpointer user_data);

/**
 * WeirCapsMapFunc:
 * @features: the structure's features, which may be changed
 * @structure: the structure, which may be changed
 * @user_data: what was given with the function
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*WeirCapsMapFunc) (WeirCapsFeatures *features, WeirStructure *structure,
                                     gpointer user_data);

/**
 * WeirCapsFilterMapFunc:
 * @features: the structure's features, which may be changed
 * @structure: the structure, which may be changed
 * @user_data: what was given with the function
 *
 * Returns: %TRUE to keep the structure, %FALSE to remove it
 */
typedef gboolean (*WeirCapsFilterMapFunc) (WeirCapsFeatures *features, WeirStructure *structure,
                                           gpointer user_data);

#define WEIR_TYPE_CAPS_INTERSECT_MODE (weir_caps_intersect_mode_get_type ())

WEIR_API GType weir_caps_get_type (void);
WEIR_API GType weir_caps_intersect_mode_get_type (void);

/* Making, holding */

WEIR_API WeirCaps *weir_caps_new_empty (void);
WEIR_API WeirCaps *weir_caps_new_any (void);
WEIR_API WeirCaps *weir_caps_new_empty_simple (const char *media_type);
WEIR_API WeirCaps *weir_caps_new_simple (const char *media_type, const char *fieldname,
                                         ...) G_GNUC_NULL_TERMINATED;
WEIR_API WeirCaps *weir_caps_new_full (WeirStructure *struct1, ...) G_GNUC_NULL_TERMINATED;
WEIR_API WeirCaps *weir_caps_new_full_valist (WeirStructure *structure, va_list var_args);
WEIR_API WeirCaps *weir_caps_ref (WeirCaps *caps);
WEIR_API void weir_caps_unref (WeirCaps *caps);
WEIR_API WeirCaps *weir_caps_copy (const WeirCaps *caps);
WEIR_API WeirCaps *weir_caps_copy_nth (const WeirCaps *caps, guint nth);
WEIR_API gboolean weir_caps_is_writable (const WeirCaps *caps);
WEIR_API WeirCaps *weir_caps_make_writable (WeirCaps *caps);
WEIR_API gboolean weir_caps_replace (WeirCaps **old_caps, WeirCaps *new_caps);
WEIR_API gboolean weir_caps_take (WeirCaps **old_caps, WeirCaps *new_caps);
WEIR_API WeirCaps *weir_static_caps_get (WeirStaticCaps *static_caps);
WEIR_API void weir_static_caps_cleanup (WeirStaticCaps *static_caps);
WEIR_API WeirCaps *weir_static_any_caps (void);
WEIR_API WeirCaps *weir_static_none_caps (void);

/* As text */

WEIR_API WeirCaps *weir_caps_from_string (const char *string);
WEIR_API WeirCaps *weir_caps_from_string_checked (const char *string, GError **error);
WEIR_API char *weir_caps_to_string (const WeirCaps *caps);
WEIR_API char *weir_caps_serialize (const WeirCaps *caps, WeirSerializeFlags flags);

/* Parts */

WEIR_API guint weir_caps_get_size (const WeirCaps *caps);
WEIR_API WeirStructure *weir_caps_get_structure (const WeirCaps *caps, guint index);
WEIR_API WeirStructure *weir_caps_steal_structure (WeirCaps *caps, guint index);
WEIR_API WeirCapsFeatures *weir_caps_get_features (const WeirCaps *caps, guint index);
WEIR_API void weir_caps_set_features (WeirCaps *caps, guint index, WeirCapsFeatures *features);
WEIR_API void weir_caps_set_features_simple (WeirCaps *caps, WeirCapsFeatures *features);
WEIR_API void weir_caps_append (WeirCaps *caps1, WeirCaps *caps2);
WEIR_API void weir_caps_append_structure (WeirCaps *caps, WeirStructure *structure);
WEIR_API void weir_caps_append_structure_full (WeirCaps *caps, WeirStructure *structure,
                                               WeirCapsFeatures *features);
WEIR_API void weir_caps_remove_structure (WeirCaps *caps, guint idx);
WEIR_API WeirCaps *weir_caps_merge (WeirCaps *caps1, WeirCaps *caps2);
WEIR_API WeirCaps *weir_caps_merge_structure (WeirCaps *caps, WeirStructure *structure);
WEIR_API WeirCaps *weir_caps_merge_structure_full (WeirCaps *caps, WeirStructure *structure,
                                                   WeirCapsFeatures *features);
WEIR_API void weir_caps_set_value (WeirCaps *caps, const char *field, const GValue *value);
WEIR_API void weir_caps_set_simple (WeirCaps *caps, const char *field, ...) G_GNUC_NULL_TERMINATED;
WEIR_API void weir_caps_set_simple_valist (WeirCaps *caps, const char *field, va_list varargs);
WEIR_API gboolean weir_caps_foreach (const WeirCaps *caps, WeirCapsForeachFunc func,
                                     gpointer user_data);
WEIR_API gboolean weir_caps_map_in_place (WeirCaps *caps, WeirCapsMapFunc func, gpointer user_data);
WEIR_API void weir_caps_filter_and_map_in_place (WeirCaps *caps, WeirCapsFilterMapFunc func,
                                                 gpointer user_data);

/* Questions */

WEIR_API gboolean weir_caps_is_any (const WeirCaps *caps);
WEIR_API gboolean weir_caps_is_empty (const WeirCaps *caps);
WEIR_API gboolean weir_caps_is_fixed (const WeirCaps *caps);
WEIR_API gboolean weir_caps_is_equal (const WeirCaps *caps1, const WeirCaps *caps2);
WEIR_API gboolean weir_caps_is_equal_fixed (const WeirCaps *caps1, const WeirCaps *caps2);
WEIR_API gboolean weir_caps_is_strictly_equal (const WeirCaps *caps1, const WeirCaps *caps2);
WEIR_API gboolean weir_caps_is_subset (const WeirCaps *subset, const WeirCaps *superset);
WEIR_API gboolean weir_caps_is_subset_structure (const WeirCaps *caps,
                                                 const WeirStructure *structure);
WEIR_API gboolean weir_caps_is_subset_structure_full (const WeirCaps *caps,
                                                      const WeirStructure *structure,
                                                      const WeirCapsFeatures *features);
WEIR_API gboolean weir_caps_is_always_compatible (const WeirCaps *caps1, const WeirCaps *caps2);
WEIR_API gboolean weir_caps_can_intersect (const WeirCaps *caps1, const WeirCaps *caps2);

/* Set operations */

WEIR_API WeirCaps *weir_caps_intersect (WeirCaps *caps1, WeirCaps *caps2);
WEIR_API WeirCaps *weir_caps_intersect_full (WeirCaps *caps1, WeirCaps *caps2,
                                             WeirCapsIntersectMode mode);
WEIR_API WeirCaps *weir_caps_subtract (WeirCaps *minuend, WeirCaps *subtrahend);
WEIR_API WeirCaps *weir_caps_normalize (WeirCaps *caps);
WEIR_API WeirCaps *weir_caps_simplify (WeirCaps *caps);
WEIR_API WeirCaps *weir_caps_truncate (WeirCaps *caps);
WEIR_API WeirCaps *weir_caps_fixate (WeirCaps *caps);

WEIR_API gboolean weir_caps_explain_conflict (const WeirCaps *a, const WeirCaps *b, char **field,
                                              char **value_a, char **value_b);

/* In values */

WEIR_API const WeirCaps *weir_value_get_caps (const GValue *value);
WEIR_API void weir_value_set_caps (GValue *value, const WeirCaps *caps);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCaps, weir_caps_unref)

G_END_DECLS
