/* SPDX-License-Identifier: MIT */
/* Sets of features: small, compared often. Names are counted strings, so that copies share them. */
#include <weir/data/caps-private.h>

#include <string.h>

struct _WeirCapsFeatures {
  const int *parent_refs; /* (nullable) (atomic) reference count of the caps */
  gboolean any;
  guint n;
  char **names; /* (owned) each a GRefString */
};

G_DEFINE_BOXED_TYPE (WeirCapsFeatures, weir_caps_features, weir_caps_features_copy,
                     weir_caps_features_free)

/* Two words with a colon between them. */
static gboolean
name_is_valid (const char *name)
{
  const char *colon = strchr (name, ':');

  if (!colon || colon == name || colon[1] == '\0' || strchr (colon + 1, ':'))
    return FALSE;
  for (const char *p = name; *p; p++)
    if (!g_ascii_isalnum (*p) && !strchr (":-_+/.", *p))
      return FALSE;
  return g_ascii_isalpha (name[0]) && g_ascii_isalpha (colon[1]);
}

static gboolean
is_writable (const WeirCapsFeatures *features)
{
  return !features->parent_refs || g_atomic_int_get (features->parent_refs) == 1;
}

/**
 * weir_is_caps_features: (skip)
 * @obj: (nullable): features
 *
 * Thread: any
 *
 * Returns: whether there are any
 */
gboolean
weir_is_caps_features (gconstpointer obj)
{
  return obj != NULL;
}

/* Shared by all, so nobody may write it. */
static const int shared_count = 2;

/**
 * weir_caps_features_memory_system_memory: (skip)
 *
 * Thread: any
 *
 * Returns: (transfer none): the set of the one feature that all have who name none
 */
const WeirCapsFeatures *
weir_caps_features_memory_system_memory (void)
{
  static gsize once;

  if (g_once_init_enter (&once)) {
    WeirCapsFeatures *features =
      weir_caps_features_new_single (WEIR_CAPS_FEATURE_MEMORY_SYSTEM_MEMORY);
    features->parent_refs = &shared_count;
    g_once_init_leave (&once, (gsize) features);
  }
  return (const WeirCapsFeatures *) once;
}

/**
 * weir_caps_features_any: (skip)
 *
 * Thread: any
 *
 * Returns: (transfer none): the set that stands for all features
 */
const WeirCapsFeatures *
weir_caps_features_any (void)
{
  static gsize once;

  if (g_once_init_enter (&once)) {
    WeirCapsFeatures *features = weir_caps_features_new_any ();
    features->parent_refs = &shared_count;
    g_once_init_leave (&once, (gsize) features);
  }
  return (const WeirCapsFeatures *) once;
}

/**
 * weir_caps_features_new_empty: (constructor)
 *
 * Thread: any
 *
 * Returns: (transfer full): an empty set, which is the same as one of system memory
 */
WeirCapsFeatures *
weir_caps_features_new_empty (void)
{
  return g_new0 (WeirCapsFeatures, 1);
}

/**
 * weir_caps_features_new_any: (constructor)
 *
 * Thread: any
 *
 * Returns: (transfer full): the set that stands for all features
 */
WeirCapsFeatures *
weir_caps_features_new_any (void)
{
  WeirCapsFeatures *features = weir_caps_features_new_empty ();

  features->any = TRUE;
  return features;
}

/**
 * weir_caps_features_new_single: (constructor)
 * @feature: a feature's name, as `memory:DMABuf`
 *
 * Thread: any
 *
 * Returns: (transfer full): the set of that feature
 */
WeirCapsFeatures *
weir_caps_features_new_single (const char *feature)
{
  WeirCapsFeatures *features;

  g_return_val_if_fail (feature != NULL && name_is_valid (feature), NULL);
  features = weir_caps_features_new_empty ();
  weir_caps_features_add (features, feature);
  return features;
}

/**
 * weir_caps_features_new: (skip)
 * @feature1: a feature's name, as `memory:DMABuf`
 * @...: more names, and %NULL at the end
 *
 * Thread: any
 *
 * Returns: (transfer full): the set of those features
 */
WeirCapsFeatures *
weir_caps_features_new (const char *feature1, ...)
{
  WeirCapsFeatures *features;
  va_list args;

  va_start (args, feature1);
  features = weir_caps_features_new_valist (feature1, args);
  va_end (args);
  return features;
}

/**
 * weir_caps_features_new_valist: (skip)
 * @feature1: a feature's name
 * @varargs: more names, and %NULL
 *
 * Thread: any
 *
 * Returns: (transfer full): the set of those features
 */
WeirCapsFeatures *
weir_caps_features_new_valist (const char *feature1, va_list varargs)
{
  WeirCapsFeatures *features = weir_caps_features_new_empty ();
  va_list args;

  va_copy (args, varargs);
  for (const char *name = feature1; name; name = va_arg (args, const char *))
    weir_caps_features_add (features, name);
  va_end (args);
  return features;
}

/**
 * weir_caps_features_copy:
 * @features: a set of features
 *
 * Thread: any
 *
 * Returns: (transfer full): a copy that nobody else holds
 */
WeirCapsFeatures *
weir_caps_features_copy (const WeirCapsFeatures *features)
{
  WeirCapsFeatures *copy;

  g_return_val_if_fail (features != NULL, NULL);
  copy = weir_caps_features_new_empty ();
  copy->any = features->any;
  copy->n = features->n;
  copy->names = g_new (char *, features->n);
  for (guint i = 0; i < features->n; i++)
    copy->names[i] = g_ref_string_acquire (features->names[i]);
  return copy;
}

/* A copy, or NULL of NULL. */
WeirCapsFeatures *
weir_caps_features_dup (const WeirCapsFeatures *features)
{
  return features ? weir_caps_features_copy (features) : NULL;
}

/**
 * weir_caps_features_free:
 * @features: (transfer full): a set of features that is part of no caps
 *
 * Frees a set of features. Thread: any.
 */
void
weir_caps_features_free (WeirCapsFeatures *features)
{
  g_return_if_fail (features != NULL);
  g_return_if_fail (features->parent_refs == NULL);
  for (guint i = 0; i < features->n; i++)
    g_ref_string_release (features->names[i]);
  g_free (features->names);
  g_free (features);
}

/**
 * weir_caps_features_set_parent_refcount: (skip)
 * @features: a set of features
 * @refcount: (nullable): the reference count of what it becomes part of, or %NULL for nothing
 *
 * Thread: owner
 *
 * Returns: %FALSE if it is part of something already
 */
gboolean
weir_caps_features_set_parent_refcount (WeirCapsFeatures *features, int *refcount)
{
  g_return_val_if_fail (features != NULL, FALSE);
  g_return_val_if_fail (features->parent_refs == NULL || refcount == NULL, FALSE);
  features->parent_refs = refcount;
  return TRUE;
}

/* Appends the names with commas, or ANY. */
void
weir_caps_features_write (GString *out, const WeirCapsFeatures *features)
{
  if (features->any)
    g_string_append (out, "ANY");
  for (guint i = 0; i < features->n; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", features->names[i]);
}

/**
 * weir_caps_features_to_string:
 * @features: a set of features
 *
 * Thread: any
 *
 * Returns: (transfer full): the names with commas between them, or `ANY`
 */
char *
weir_caps_features_to_string (const WeirCapsFeatures *features)
{
  GString *out;

  g_return_val_if_fail (features != NULL, NULL);
  out = g_string_new (NULL);
  weir_caps_features_write (out, features);
  return g_string_free (out, FALSE);
}

/* Reads features up to something else, the closing bracket as a rule; gives what was expected
 * where the reader stands on an error, else NULL. */
const char *
weir_caps_features_read (WeirReader *reader, WeirCapsFeatures **result)
{
  g_autoptr (WeirCapsFeatures) features = weir_caps_features_new_empty ();

  weir_reader_skip_space (reader);
  if (*reader->at != ')' && *reader->at != '\0') {
    do {
      g_autoptr (GString) name = g_string_new (NULL);
      const char *at;

      weir_reader_skip_space (reader);
      at = reader->at;
      if (*at == '"' || !weir_reader_string (reader, name, NULL)
          || (!name_is_valid (name->str)
              && !(features->n == 0 && !features->any && strcmp (name->str, "ANY") == 0))) {
        g_clear_error (&reader->error);
        reader->at = at;
        return "a feature such as memory:DMABuf, or ANY";
      }
      if (features->any) {
        reader->at = at;
        return "nothing beside ANY";
      }
      if (strcmp (name->str, "ANY") == 0)
        features->any = TRUE;
      else
        weir_caps_features_add (features, name->str);
    } while (weir_reader_accept (reader, ','));
  }
  *result = g_steal_pointer (&features);
  return NULL;
}

/**
 * weir_caps_features_from_string: (constructor)
 * @features: names with commas between them, or `ANY`
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the set, or %NULL if the text is none
 */
WeirCapsFeatures *
weir_caps_features_from_string (const char *features)
{
  WeirReader reader = { features, features, 0, NULL };
  WeirCapsFeatures *result = NULL;

  g_return_val_if_fail (features != NULL, NULL);
  if (weir_caps_features_read (&reader, &result))
    return NULL;
  weir_reader_skip_space (&reader);
  if (*reader.at != '\0')
    g_clear_pointer (&result, weir_caps_features_free);
  return result;
}

/**
 * weir_caps_features_get_size:
 * @features: a set of features
 *
 * Thread: any
 *
 * Returns: how many names it has; 0 for ANY
 */
guint
weir_caps_features_get_size (const WeirCapsFeatures *features)
{
  g_return_val_if_fail (features != NULL, 0);
  return features->n;
}

/**
 * weir_caps_features_get_nth:
 * @features: a set of features
 * @i: which name, from 0
 *
 * Thread: any
 *
 * Returns: (transfer none) (nullable): the name
 */
const char *
weir_caps_features_get_nth (const WeirCapsFeatures *features, guint i)
{
  g_return_val_if_fail (features != NULL, NULL);
  g_return_val_if_fail (i < features->n, NULL);
  return features->names[i];
}

/**
 * weir_caps_features_contains:
 * @features: a set of features
 * @feature: a name
 *
 * Thread: any
 *
 * Returns: whether the set has that feature
 */
gboolean
weir_caps_features_contains (const WeirCapsFeatures *features, const char *feature)
{
  g_return_val_if_fail (features != NULL && feature != NULL, FALSE);
  if (features->any)
    return TRUE;
  if (features->n == 0)
    return strcmp (feature, WEIR_CAPS_FEATURE_MEMORY_SYSTEM_MEMORY) == 0;
  for (guint i = 0; i < features->n; i++)
    if (strcmp (features->names[i], feature) == 0)
      return TRUE;
  return FALSE;
}

/* Whether it is the default, which is not written. */
gboolean
weir_caps_features_are_system_memory (const WeirCapsFeatures *features)
{
  return !features
         || (!features->any
             && (features->n == 0
                 || (features->n == 1
                     && strcmp (features->names[0], WEIR_CAPS_FEATURE_MEMORY_SYSTEM_MEMORY) == 0)));
}

/* weir_caps_features_is_equal () for those that may be NULL. */
gboolean
weir_caps_features_match (const WeirCapsFeatures *features1, const WeirCapsFeatures *features2)
{
  gboolean plain1 = weir_caps_features_are_system_memory (features1);
  gboolean plain2 = weir_caps_features_are_system_memory (features2);

  if ((features1 && features1->any) || (features2 && features2->any))
    return TRUE;
  if (plain1 || plain2)
    return plain1 && plain2;
  if (features1->n != features2->n)
    return FALSE;
  for (guint i = 0; i < features1->n; i++)
    if (!weir_caps_features_contains (features2, features1->names[i]))
      return FALSE;
  return TRUE;
}

/* The same features, or ANY above them. */
gboolean
weir_caps_features_is_subset (const WeirCapsFeatures *subset, const WeirCapsFeatures *superset)
{
  if (superset && superset->any)
    return TRUE;
  return !(subset && subset->any) && weir_caps_features_match (subset, superset);
}

/**
 * weir_caps_features_is_equal:
 * @features1: a set of features
 * @features2: a set of features
 *
 * Thread: any
 *
 * Returns: whether the two go together: the same names in any order, or one of them ANY
 */
gboolean
weir_caps_features_is_equal (const WeirCapsFeatures *features1, const WeirCapsFeatures *features2)
{
  g_return_val_if_fail (features1 != NULL && features2 != NULL, FALSE);
  return weir_caps_features_match (features1, features2);
}

/**
 * weir_caps_features_is_any:
 * @features: a set of features
 *
 * Thread: any
 *
 * Returns: whether it stands for all features
 */
gboolean
weir_caps_features_is_any (const WeirCapsFeatures *features)
{
  g_return_val_if_fail (features != NULL, FALSE);
  return features->any;
}

/**
 * weir_caps_features_add:
 * @features: a writable set of features, not ANY
 * @feature: a feature's name, as `memory:DMABuf`
 *
 * Adds a feature, unless it is there.
 *
 * Thread: owner
 */
void
weir_caps_features_add (WeirCapsFeatures *features, const char *feature)
{
  g_return_if_fail (features != NULL && feature != NULL);
  g_return_if_fail (is_writable (features));
  g_return_if_fail (!features->any);
  g_return_if_fail (name_is_valid (feature));
  for (guint i = 0; i < features->n; i++)
    if (strcmp (features->names[i], feature) == 0)
      return;
  features->names = g_renew (char *, features->names, features->n + 1);
  features->names[features->n++] = g_ref_string_new (feature);
}

/**
 * weir_caps_features_remove:
 * @features: a writable set of features, not ANY
 * @feature: a feature's name
 *
 * Removes a feature, if it is there.
 *
 * Thread: owner
 */
void
weir_caps_features_remove (WeirCapsFeatures *features, const char *feature)
{
  g_return_if_fail (features != NULL && feature != NULL);
  g_return_if_fail (is_writable (features));
  g_return_if_fail (!features->any);
  for (guint i = 0; i < features->n; i++)
    if (strcmp (features->names[i], feature) == 0) {
      g_ref_string_release (features->names[i]);
      features->n--;
      memmove (&features->names[i], &features->names[i + 1], (features->n - i) * sizeof (char *));
      return;
    }
}

/**
 * weir_value_get_caps_features: (skip)
 * @value: a value of type #WeirCapsFeatures
 *
 * Thread: any
 *
 * Returns: (transfer none) (nullable): the features
 */
const WeirCapsFeatures *
weir_value_get_caps_features (const GValue *value)
{
  g_return_val_if_fail (G_VALUE_HOLDS (value, WEIR_TYPE_CAPS_FEATURES), NULL);
  return g_value_get_boxed (value);
}

/**
 * weir_value_set_caps_features: (skip)
 * @value: a value of type #WeirCapsFeatures
 * @features: (nullable): the features; they are copied
 *
 * Stores a copy of features in a value. Thread: any.
 */
void
weir_value_set_caps_features (GValue *value, const WeirCapsFeatures *features)
{
  g_return_if_fail (G_VALUE_HOLDS (value, WEIR_TYPE_CAPS_FEATURES));
  g_value_set_boxed (value, features);
}
