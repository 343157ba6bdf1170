/* SPDX-License-Identifier: MIT */
/* The parts of caps, and changing them: only caps that have one holder are changed. */
#include <weir/data/caps-private.h>

#include <string.h>

/**
 * weir_caps_get_size:
 * @caps: caps
 *
 * Thread: any
 *
 * Returns: how many structures there are
 */
guint
weir_caps_get_size (const WeirCaps *caps)
{
  g_return_val_if_fail (caps != NULL, 0);
  return caps->n;
}

/**
 * weir_caps_get_structure:
 * @caps: caps
 * @index: which structure, from 0
 *
 * Thread: any
 *
 * Returns: (transfer none): the structure; it may be written if the caps may
 */
WeirStructure *
weir_caps_get_structure (const WeirCaps *caps, guint index)
{
  g_return_val_if_fail (caps != NULL, NULL);
  g_return_val_if_fail (index < caps->n, NULL);
  return caps->entries[index].structure;
}

/**
 * weir_caps_steal_structure:
 * @caps: writable caps
 * @index: which structure, from 0
 *
 * Takes a structure out of caps.
 *
 * Thread: owner
 *
 * Returns: (transfer full) (nullable): the structure
 */
WeirStructure *
weir_caps_steal_structure (WeirCaps *caps, guint index)
{
  WeirStructure *structure;
  WeirCapsFeatures *features;

  g_return_val_if_fail (caps != NULL && weir_caps_is_writable (caps), NULL);
  if (index >= caps->n)
    return NULL;
  weir_caps_release_nth (caps, index, &structure, &features);
  g_clear_pointer (&features, weir_caps_features_free);
  return structure;
}

/**
 * weir_caps_get_features:
 * @caps: caps
 * @index: which structure, from 0
 *
 * Thread: any
 *
 * Returns: (transfer none) (nullable): the structure's features; they may be written if the caps
 *   may
 */
WeirCapsFeatures *
weir_caps_get_features (const WeirCaps *caps, guint index)
{
  WeirCapsFeatures **place, *features;

  g_return_val_if_fail (caps != NULL, NULL);
  g_return_val_if_fail (index < caps->n, NULL);
  place = &caps->entries[index].features;
  features = g_atomic_pointer_get (place);
  if (!features) {
    /* What was left out is made when somebody asks, who may be one of several. */
    WeirCapsFeatures *made = weir_caps_features_new_single (WEIR_CAPS_FEATURE_MEMORY_SYSTEM_MEMORY);

    weir_caps_features_set_parent_refcount (made, (int *) &caps->refs);
    if (g_atomic_pointer_compare_and_exchange (place, NULL, made)) {
      features = made;
    } else {
      weir_caps_features_set_parent_refcount (made, NULL);
      weir_caps_features_free (made);
      features = g_atomic_pointer_get (place);
    }
  }
  return features;
}

/**
 * weir_caps_set_features:
 * @caps: writable caps
 * @index: which structure, from 0
 * @features: (transfer full) (nullable): the features, or %NULL for system memory
 *
 * Sets the features of a structure.
 *
 * Thread: owner
 */
void
weir_caps_set_features (WeirCaps *caps, guint index, WeirCapsFeatures *features)
{
  WeirCapsEntry *entry;

  g_return_if_fail (caps != NULL && weir_caps_is_writable (caps));
  g_return_if_fail (index < caps->n);
  entry = &caps->entries[index];
  if (entry->features) {
    weir_caps_features_set_parent_refcount (entry->features, NULL);
    weir_caps_features_free (entry->features);
  }
  entry->features = features;
  if (features)
    weir_caps_features_set_parent_refcount (features, &caps->refs);
}

/**
 * weir_caps_set_features_simple:
 * @caps: writable caps
 * @features: (transfer full) (nullable): the features, or %NULL for system memory
 *
 * Sets the features of all structures.
 *
 * Thread: owner
 */
void
weir_caps_set_features_simple (WeirCaps *caps, WeirCapsFeatures *features)
{
  g_return_if_fail (caps != NULL && weir_caps_is_writable (caps));
  for (guint i = 0; i < caps->n; i++)
    weir_caps_set_features (caps, i, weir_caps_features_dup (features));
  g_clear_pointer (&features, weir_caps_features_free);
}

/**
 * weir_caps_append:
 * @caps1: writable caps
 * @caps2: (transfer full): caps to append
 *
 * Appends the structures of @caps2. Nothing follows ANY.
 *
 * Thread: owner
 */
void
weir_caps_append (WeirCaps *caps1, WeirCaps *caps2)
{
  g_return_if_fail (caps1 != NULL && caps2 != NULL);
  g_return_if_fail (weir_caps_is_writable (caps1));
  if (caps1->any || caps2->any) {
    caps1->any = TRUE;
    while (caps1->n > 0)
      weir_caps_drop_nth (caps1, caps1->n - 1);
    weir_caps_unref (caps2);
    return;
  }
  caps2 = weir_caps_make_writable (caps2);
  for (guint i = 0; i < caps2->n; i++) {
    WeirCapsEntry *entry = &caps2->entries[i];

    weir_structure_set_parent_refcount (entry->structure, NULL);
    if (entry->features)
      weir_caps_features_set_parent_refcount (entry->features, NULL);
    weir_caps_put (caps1, entry->structure, entry->features);
  }
  caps2->n = 0;
  weir_caps_unref (caps2);
}

/**
 * weir_caps_append_structure:
 * @caps: writable caps
 * @structure: (transfer full): a structure
 *
 * Appends a structure that needs system memory. Nothing follows ANY.
 *
 * Thread: owner
 */
void
weir_caps_append_structure (WeirCaps *caps, WeirStructure *structure)
{
  weir_caps_append_structure_full (caps, structure, NULL);
}

/**
 * weir_caps_append_structure_full:
 * @caps: writable caps
 * @structure: (transfer full): a structure
 * @features: (transfer full) (nullable): its features, or %NULL for system memory
 *
 * Appends a structure. Nothing follows ANY.
 *
 * Thread: owner
 */
void
weir_caps_append_structure_full (WeirCaps *caps, WeirStructure *structure,
                                 WeirCapsFeatures *features)
{
  g_return_if_fail (caps != NULL && weir_caps_is_writable (caps));
  g_return_if_fail (structure != NULL);
  if (caps->any) {
    weir_structure_free (structure);
    g_clear_pointer (&features, weir_caps_features_free);
    return;
  }
  weir_caps_put (caps, structure, features);
}

/**
 * weir_caps_remove_structure:
 * @caps: writable caps
 * @idx: which structure, from 0
 *
 * Removes a structure.
 *
 * Thread: owner
 */
void
weir_caps_remove_structure (WeirCaps *caps, guint idx)
{
  g_return_if_fail (caps != NULL && weir_caps_is_writable (caps));
  g_return_if_fail (idx < caps->n);
  weir_caps_drop_nth (caps, idx);
}

/**
 * weir_caps_merge:
 * @caps1: (transfer full): caps
 * @caps2: (transfer full): caps to add
 *
 * Adds the structures of @caps2 that aren't within @caps1 yet.
 *
 * Thread: any
 *
 * Returns: (transfer full): the caps that stand for both
 */
WeirCaps *
weir_caps_merge (WeirCaps *caps1, WeirCaps *caps2)
{
  WeirCaps *result;

  g_return_val_if_fail (caps1 != NULL && caps2 != NULL, NULL);
  if (caps1->any || caps2->any) {
    result = caps1->any ? caps1 : caps2;
    weir_caps_unref (caps1->any ? caps2 : caps1);
    return result;
  }
  result = caps1;
  for (guint i = 0; i < caps2->n; i++)
    result =
      weir_caps_merge_structure_full (result, weir_structure_copy (caps2->entries[i].structure),
                                      weir_caps_features_dup (weir_caps_features_at (caps2, i)));
  weir_caps_unref (caps2);
  return result;
}

/**
 * weir_caps_merge_structure:
 * @caps: (transfer full): caps
 * @structure: (transfer full): a structure that needs system memory
 *
 * Adds a structure, unless it is within @caps.
 *
 * Thread: any
 *
 * Returns: (transfer full): the caps that stand for both
 */
WeirCaps *
weir_caps_merge_structure (WeirCaps *caps, WeirStructure *structure)
{
  return weir_caps_merge_structure_full (caps, structure, NULL);
}

/**
 * weir_caps_merge_structure_full:
 * @caps: (transfer full): caps
 * @structure: (transfer full): a structure
 * @features: (transfer full) (nullable): its features, or %NULL for system memory
 *
 * Adds a structure, unless it is within @caps.
 *
 * Thread: any
 *
 * Returns: (transfer full): the caps that stand for both
 */
WeirCaps *
weir_caps_merge_structure_full (WeirCaps *caps, WeirStructure *structure,
                                WeirCapsFeatures *features)
{
  g_return_val_if_fail (caps != NULL && structure != NULL, NULL);
  if (weir_caps_is_subset_structure_full (caps, structure, features)) {
    weir_structure_free (structure);
    g_clear_pointer (&features, weir_caps_features_free);
    return caps;
  }
  caps = weir_caps_make_writable (caps);
  weir_caps_put (caps, structure, features);
  return caps;
}

/**
 * weir_caps_set_value:
 * @caps: writable caps
 * @field: a field's name
 * @value: the new value
 *
 * Sets a field in all structures.
 *
 * Thread: owner
 */
void
weir_caps_set_value (WeirCaps *caps, const char *field, const GValue *value)
{
  g_return_if_fail (caps != NULL && weir_caps_is_writable (caps));
  g_return_if_fail (field != NULL && G_IS_VALUE (value));
  for (guint i = 0; i < caps->n; i++)
    weir_structure_set_value (caps->entries[i].structure, field, value);
}

/**
 * weir_caps_set_simple_valist: (skip)
 * @caps: writable caps
 * @field: the first field's name
 * @varargs: its type and value, more names, types and values, and %NULL
 *
 * As weir_caps_set_simple().
 *
 * Thread: owner
 */
void
weir_caps_set_simple_valist (WeirCaps *caps, const char *field, va_list varargs)
{
  g_return_if_fail (caps != NULL && weir_caps_is_writable (caps));
  for (guint i = 0; i < caps->n; i++)
    weir_structure_set_valist (caps->entries[i].structure, field, varargs);
}

/**
 * weir_caps_set_simple: (skip)
 * @caps: writable caps
 * @field: the first field's name, followed by its type and value
 * @...: more names, types and values, and %NULL at the end
 *
 * Sets fields in all structures, see weir_structure_set().
 *
 * Thread: owner
 */
void
weir_caps_set_simple (WeirCaps *caps, const char *field, ...)
{
  va_list args;

  va_start (args, field);
  weir_caps_set_simple_valist (caps, field, args);
  va_end (args);
}

/**
 * weir_caps_foreach:
 * @caps: caps
 * @func: (scope call): called for each structure, in order; it may not change anything
 * @user_data: given to @func
 *
 * Goes over the structures, until @func answers %FALSE.
 *
 * Thread: any
 *
 * Returns: whether it went over all
 */
gboolean
weir_caps_foreach (const WeirCaps *caps, WeirCapsForeachFunc func, gpointer user_data)
{
  g_return_val_if_fail (caps != NULL && func != NULL, FALSE);
  for (guint i = 0; i < caps->n; i++)
    if (!func (weir_caps_get_features (caps, i), caps->entries[i].structure, user_data))
      return FALSE;
  return TRUE;
}

/**
 * weir_caps_map_in_place:
 * @caps: writable caps
 * @func: (scope call): called for each structure, in order; it may change it and its features
 * @user_data: given to @func
 *
 * Goes over the structures, until @func answers %FALSE.
 *
 * Thread: owner
 *
 * Returns: whether it went over all
 */
gboolean
weir_caps_map_in_place (WeirCaps *caps, WeirCapsMapFunc func, gpointer user_data)
{
  g_return_val_if_fail (caps != NULL && func != NULL, FALSE);
  g_return_val_if_fail (weir_caps_is_writable (caps), FALSE);
  return weir_caps_foreach (caps, func, user_data);
}

/**
 * weir_caps_filter_and_map_in_place:
 * @caps: writable caps
 * @func: (scope call): called for each structure, in order; it may change it and its features, and
 *   answers whether it stays
 * @user_data: given to @func
 *
 * Goes over all structures and removes those for which @func answers %FALSE.
 *
 * Thread: owner
 */
void
weir_caps_filter_and_map_in_place (WeirCaps *caps, WeirCapsFilterMapFunc func, gpointer user_data)
{
  g_return_if_fail (caps != NULL && func != NULL);
  g_return_if_fail (weir_caps_is_writable (caps));
  for (guint i = 0; i < caps->n;) {
    if (func (weir_caps_get_features (caps, i), caps->entries[i].structure, user_data))
      i++;
    else
      weir_caps_drop_nth (caps, i);
  }
}
