/* SPDX-License-Identifier: MIT */
/* Caps in memory: making, counting, copying, and the two that never change, ANY and EMPTY. */
#include <weir/data/caps-private.h>

#include <string.h>

G_DEFINE_BOXED_TYPE (WeirCaps, weir_caps, weir_caps_ref, weir_caps_unref)

/**
 * weir_caps_intersect_mode_get_type:
 *
 * Returns: the type of #WeirCapsIntersectMode
 */
GType
weir_caps_intersect_mode_get_type (void)
{
  static const GEnumValue values[] = {
    { WEIR_CAPS_INTERSECT_ZIG_ZAG, "WEIR_CAPS_INTERSECT_ZIG_ZAG", "zig-zag" },
    { WEIR_CAPS_INTERSECT_FIRST, "WEIR_CAPS_INTERSECT_FIRST", "first" },
    { 0 },
  };
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirCapsIntersectMode", values));
  return type;
}

/* Appends a structure and its features (nullable), which belong to the caps now; no checks. */
void
weir_caps_put (WeirCaps *caps, WeirStructure *structure, WeirCapsFeatures *features)
{
  if (caps->n == caps->allocated) {
    caps->allocated = MAX (1, caps->allocated * 2);
    caps->entries = g_renew (WeirCapsEntry, caps->entries, caps->allocated);
  }
  weir_structure_set_parent_refcount (structure, &caps->refs);
  if (features)
    weir_caps_features_set_parent_refcount (features, &caps->refs);
  caps->entries[caps->n++] = (WeirCapsEntry){ structure, features };
}

/* Takes a structure and its features (nullable) out. */
void
weir_caps_release_nth (WeirCaps *caps, guint i, WeirStructure **structure,
                       WeirCapsFeatures **features)
{
  *structure = caps->entries[i].structure;
  *features = caps->entries[i].features;
  weir_structure_set_parent_refcount (*structure, NULL);
  if (*features)
    weir_caps_features_set_parent_refcount (*features, NULL);
  caps->n--;
  memmove (&caps->entries[i], &caps->entries[i + 1], (caps->n - i) * sizeof (WeirCapsEntry));
}

/* Removes a structure. */
void
weir_caps_drop_nth (WeirCaps *caps, guint i)
{
  WeirStructure *structure;
  WeirCapsFeatures *features;

  weir_caps_release_nth (caps, i, &structure, &features);
  weir_structure_free (structure);
  g_clear_pointer (&features, weir_caps_features_free);
}

/**
 * weir_caps_new_empty: (constructor)
 *
 * Thread: any
 *
 * Returns: (transfer full): caps that no format matches, to be filled
 */
WeirCaps *
weir_caps_new_empty (void)
{
  WeirCaps *caps = g_new0 (WeirCaps, 1);

  caps->refs = 1;
  return caps;
}

/**
 * weir_caps_new_any: (constructor)
 *
 * Thread: any
 *
 * Returns: (transfer full): caps that every format matches
 */
WeirCaps *
weir_caps_new_any (void)
{
  WeirCaps *caps = weir_caps_new_empty ();

  caps->any = TRUE;
  return caps;
}

/**
 * weir_caps_new_empty_simple: (constructor)
 * @media_type: the media type, as `video/x-raw`
 *
 * Thread: any
 *
 * Returns: (transfer full): caps of one structure without fields
 */
WeirCaps *
weir_caps_new_empty_simple (const char *media_type)
{
  return weir_caps_new_simple (media_type, NULL, NULL);
}

/**
 * weir_caps_new_simple: (skip)
 * @media_type: the media type, as `video/x-raw`
 * @fieldname: (nullable): the first field's name, followed by its type and value
 * @...: more names, types and values, and %NULL at the end
 *
 * Thread: any
 *
 * Returns: (transfer full): caps of one structure, see weir_structure_new()
 */
WeirCaps *
weir_caps_new_simple (const char *media_type, const char *fieldname, ...)
{
  WeirStructure *structure;
  WeirCaps *caps;
  va_list args;

  va_start (args, fieldname);
  structure = weir_structure_new_valist (media_type, fieldname, args);
  va_end (args);
  g_return_val_if_fail (structure != NULL, NULL);
  caps = weir_caps_new_empty ();
  weir_caps_put (caps, structure, NULL);
  return caps;
}

/**
 * weir_caps_new_full: (skip)
 * @struct1: (transfer full): the first structure
 * @...: (transfer full): more structures, and %NULL at the end
 *
 * Thread: any
 *
 * Returns: (transfer full): caps of those structures
 */
WeirCaps *
weir_caps_new_full (WeirStructure *struct1, ...)
{
  WeirCaps *caps;
  va_list args;

  va_start (args, struct1);
  caps = weir_caps_new_full_valist (struct1, args);
  va_end (args);
  return caps;
}

/**
 * weir_caps_new_full_valist: (skip)
 * @structure: (transfer full): the first structure
 * @var_args: more structures, and %NULL
 *
 * Thread: any
 *
 * Returns: (transfer full): caps of those structures
 */
WeirCaps *
weir_caps_new_full_valist (WeirStructure *structure, va_list var_args)
{
  WeirCaps *caps = weir_caps_new_empty ();
  va_list args;

  va_copy (args, var_args);
  for (WeirStructure *next = structure; next; next = va_arg (args, WeirStructure *))
    weir_caps_append_structure (caps, next);
  va_end (args);
  return caps;
}

/**
 * weir_caps_ref: (skip)
 * @caps: caps
 *
 * Thread: any
 *
 * Returns: (transfer full): the same caps, with one more reference
 */
WeirCaps *
weir_caps_ref (WeirCaps *caps)
{
  g_return_val_if_fail (caps != NULL, NULL);
  g_atomic_int_inc (&caps->refs);
  return caps;
}

/**
 * weir_caps_unref: (skip)
 * @caps: (transfer full): caps
 *
 * Drops a reference; the last one frees the caps.
 *
 * Thread: any
 */
void
weir_caps_unref (WeirCaps *caps)
{
  g_return_if_fail (caps != NULL);
  if (!g_atomic_int_dec_and_test (&caps->refs))
    return;
  while (caps->n > 0)
    weir_caps_drop_nth (caps, caps->n - 1);
  g_free (caps->entries);
  g_free (caps);
}

/**
 * weir_caps_copy:
 * @caps: caps
 *
 * Thread: any
 *
 * Returns: (transfer full): a copy that nobody else holds
 */
WeirCaps *
weir_caps_copy (const WeirCaps *caps)
{
  WeirCaps *copy;

  g_return_val_if_fail (caps != NULL, NULL);
  copy = weir_caps_new_empty ();
  copy->any = caps->any;
  copy->allocated = caps->n;
  copy->entries = g_new (WeirCapsEntry, caps->n);
  for (guint i = 0; i < caps->n; i++)
    weir_caps_put (copy, weir_structure_copy (caps->entries[i].structure),
                   weir_caps_features_dup (weir_caps_features_at (caps, i)));
  return copy;
}

/**
 * weir_caps_copy_nth:
 * @caps: caps
 * @nth: which structure, from 0
 *
 * Thread: any
 *
 * Returns: (transfer full): caps of a copy of that structure; empty if there is none
 */
WeirCaps *
weir_caps_copy_nth (const WeirCaps *caps, guint nth)
{
  WeirCaps *copy;

  g_return_val_if_fail (caps != NULL, NULL);
  copy = weir_caps_new_empty ();
  copy->any = caps->any;
  if (nth < caps->n)
    weir_caps_put (copy, weir_structure_copy (caps->entries[nth].structure),
                   weir_caps_features_dup (weir_caps_features_at (caps, nth)));
  return copy;
}

/**
 * weir_caps_is_writable:
 * @caps: caps
 *
 * Thread: any
 *
 * Returns: whether there is only one reference
 */
gboolean
weir_caps_is_writable (const WeirCaps *caps)
{
  g_return_val_if_fail (caps != NULL, FALSE);
  return g_atomic_int_get (&caps->refs) == 1;
}

/**
 * weir_caps_make_writable:
 * @caps: (transfer full): caps
 *
 * Thread: any
 *
 * Returns: (transfer full): the same caps if nobody else holds them, else a copy
 */
WeirCaps *
weir_caps_make_writable (WeirCaps *caps)
{
  WeirCaps *copy;

  g_return_val_if_fail (caps != NULL, NULL);
  if (weir_caps_is_writable (caps))
    return caps;
  copy = weir_caps_copy (caps);
  weir_caps_unref (caps);
  return copy;
}

/**
 * weir_caps_take: (skip)
 * @old_caps: (inout) (nullable): where caps are held
 * @new_caps: (transfer full) (nullable): the new ones
 *
 * Replaces caps that are held.
 *
 * Thread: owner
 *
 * Returns: whether the new ones are others
 */
gboolean
weir_caps_take (WeirCaps **old_caps, WeirCaps *new_caps)
{
  WeirCaps *old;

  g_return_val_if_fail (old_caps != NULL, FALSE);
  old = *old_caps;
  *old_caps = new_caps;
  if (old)
    weir_caps_unref (old);
  return old != new_caps;
}

/**
 * weir_caps_replace: (skip)
 * @old_caps: (inout) (nullable): where caps are held
 * @new_caps: (transfer none) (nullable): the new ones
 *
 * Replaces caps that are held.
 *
 * Thread: owner
 *
 * Returns: whether the new ones are others
 */
gboolean
weir_caps_replace (WeirCaps **old_caps, WeirCaps *new_caps)
{
  return weir_caps_take (old_caps, new_caps ? weir_caps_ref (new_caps) : NULL);
}

/**
 * weir_static_caps_get: (skip)
 * @static_caps: caps as text
 *
 * Parses the text when first asked.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the caps, or %NULL if the text is no caps
 */
WeirCaps *
weir_static_caps_get (WeirStaticCaps *static_caps)
{
  WeirCaps *caps;

  g_return_val_if_fail (static_caps != NULL, NULL);
  caps = g_atomic_pointer_get (&static_caps->caps);
  if (!caps) {
    WeirCaps *parsed = weir_caps_from_string (static_caps->string);

    if (!parsed) {
      g_critical ("static caps don't parse: \"%s\"", static_caps->string);
      return NULL;
    }
    if (g_atomic_pointer_compare_and_exchange (&static_caps->caps, NULL, parsed))
      caps = parsed;
    else {
      weir_caps_unref (parsed);
      caps = g_atomic_pointer_get (&static_caps->caps);
    }
  }
  return weir_caps_ref (caps);
}

/**
 * weir_static_caps_cleanup: (skip)
 * @static_caps: caps as text
 *
 * Drops the parsed caps. Nobody may ask for them at the same time.
 *
 * Thread: owner
 */
void
weir_static_caps_cleanup (WeirStaticCaps *static_caps)
{
  g_return_if_fail (static_caps != NULL);
  if (static_caps->caps)
    weir_caps_unref (static_caps->caps);
  static_caps->caps = NULL;
}

/**
 * weir_static_any_caps: (skip)
 *
 * Thread: any
 *
 * Returns: (transfer none): caps that every format matches
 */
WeirCaps *
weir_static_any_caps (void)
{
  static WeirCaps any = { .refs = 2, .any = TRUE };

  return &any;
}

/**
 * weir_static_none_caps: (skip)
 *
 * Thread: any
 *
 * Returns: (transfer none): caps that no format matches
 */
WeirCaps *
weir_static_none_caps (void)
{
  static WeirCaps none = { .refs = 2 };

  return &none;
}

/**
 * weir_value_get_caps: (skip)
 * @value: a value of type #WeirCaps
 *
 * Thread: any
 *
 * Returns: (transfer none) (nullable): the caps
 */
const WeirCaps *
weir_value_get_caps (const GValue *value)
{
  g_return_val_if_fail (G_VALUE_HOLDS (value, WEIR_TYPE_CAPS), NULL);
  return g_value_get_boxed (value);
}

/**
 * weir_value_set_caps: (skip)
 * @value: a value of type #WeirCaps
 * @caps: (nullable): the caps; a reference is taken
 *
 * Stores caps in a value. Thread: any.
 */
void
weir_value_set_caps (GValue *value, const WeirCaps *caps)
{
  g_return_if_fail (G_VALUE_HOLDS (value, WEIR_TYPE_CAPS));
  g_value_set_boxed (value, caps);
}
