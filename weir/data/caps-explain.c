/* SPDX-License-Identifier: MIT */
/* Why two caps have nothing in common, in a form that a user can act on: of all pairs of structures
 * the one that nearly fits, and in it the first thing that doesn't. */
#include <weir/data/caps-private.h>

#include <string.h>

typedef struct {
  guint i, j;
  guint misfits; /* how bad: fields in conflict, features and media type weigh more */
} Pair;

/* How many structures of each are searched for the nearest pair. */
#define MAX_SEARCHED 256

#define MISFIT_FEATURES 1000
#define MISFIT_NAME 1000000

/* A media type of the same family (video/, audio/) is nearer than one of another. */
static guint
name_misfit (const char *a, const char *b)
{
  const char *slash = strchr (a, '/');

  if (strcmp (a, b) == 0)
    return 0;
  return slash && strncmp (a, b, (gsize) (slash - a + 1)) == 0 ? MISFIT_NAME : 2 * MISFIT_NAME;
}

/* The first field in conflict, and how many there are. */
static const WeirField *
first_conflict (const WeirStructure *a, const WeirStructure *b, guint *count)
{
  const WeirField *first = NULL;

  *count = 0;
  for (guint i = 0; i < a->n; i++) {
    const WeirField *field = &a->fields[i];
    const WeirField *other = weir_structure_find (b, field->name);

    if (!other || weir_value_intersect (NULL, &field->value, &other->value))
      continue;
    (*count)++;
    first = first ? first : field;
  }
  return first;
}

static guint
misfits (const WeirCaps *a, guint i, const WeirCaps *b, guint j)
{
  const WeirStructure *structure_a = a->entries[i].structure,
                      *structure_b = b->entries[j].structure;
  guint sum = name_misfit (structure_a->name, structure_b->name), fields;

  if (sum > 0)
    return sum;
  if (!weir_caps_features_match (weir_caps_features_at (a, i), weir_caps_features_at (b, j)))
    sum += MISFIT_FEATURES;
  first_conflict (structure_a, structure_b, &fields);
  return sum + fields;
}

static char *
describe_features (const WeirCapsFeatures *features)
{
  return weir_caps_features_are_system_memory (features)
           ? g_strdup (WEIR_CAPS_FEATURE_MEMORY_SYSTEM_MEMORY)
           : weir_caps_features_to_string (features);
}

static void
answer (char **field, char **value_a, char **value_b, const char *name, char *a, char *b)
{
  if (field)
    *field = g_strdup (name);
  if (value_a)
    *value_a = g_steal_pointer (&a);
  if (value_b)
    *value_b = g_steal_pointer (&b);
  g_free (a);
  g_free (b);
}

static void
explain_pair (const WeirCaps *a, const WeirCaps *b, const Pair *pair, char **field, char **value_a,
              char **value_b)
{
  const WeirStructure *structure_a = a->entries[pair->i].structure;
  const WeirStructure *structure_b = b->entries[pair->j].structure;
  const WeirField *conflict;
  guint count;

  if (pair->misfits >= MISFIT_NAME) {
    answer (field, value_a, value_b, "media-type", g_strdup (structure_a->name),
            g_strdup (structure_b->name));
    return;
  }
  if (pair->misfits >= MISFIT_FEATURES) {
    answer (field, value_a, value_b, "features",
            describe_features (weir_caps_features_at (a, pair->i)),
            describe_features (weir_caps_features_at (b, pair->j)));
    return;
  }
  conflict = first_conflict (structure_a, structure_b, &count);
  answer (field, value_a, value_b, conflict->name, weir_value_describe (&conflict->value),
          weir_value_describe (&weir_structure_find (structure_b, conflict->name)->value));
}

/**
 * weir_caps_explain_conflict:
 * @a: caps
 * @b: caps
 * @field: (out) (optional) (transfer full) (nullable): what is in conflict: a field's name,
 *   `media-type`, `features`, or `caps` if one of the two is empty
 * @value_a: (out) (optional) (transfer full) (nullable): what @a says there, as text for people
 * @value_b: (out) (optional) (transfer full) (nullable): what @b says there, as text for people
 *
 * Says why two caps have nothing in common. Of all pairs of structures it takes the one that fits
 * best, in the order of @a.
 *
 * Thread: any
 *
 * Returns: %FALSE if they have something in common; the results are then %NULL
 */
gboolean
weir_caps_explain_conflict (const WeirCaps *a, const WeirCaps *b, char **field, char **value_a,
                            char **value_b)
{
  Pair nearest = { 0, 0, G_MAXUINT };

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  if (field)
    *field = NULL;
  if (value_a)
    *value_a = NULL;
  if (value_b)
    *value_b = NULL;
  if (weir_caps_is_empty (a) || weir_caps_is_empty (b)) {
    answer (field, value_a, value_b, "caps",
            g_strdup (weir_caps_is_empty (a) ? "EMPTY" : "not empty"),
            g_strdup (weir_caps_is_empty (b) ? "EMPTY" : "not empty"));
    return TRUE;
  }
  if (weir_caps_can_intersect (a, b))
    return FALSE;
  for (guint i = 0; i < MIN (a->n, MAX_SEARCHED); i++)
    for (guint j = 0; j < MIN (b->n, MAX_SEARCHED); j++) {
      Pair pair = { i, j, misfits (a, i, b, j) };
      if (pair.misfits < nearest.misfits)
        nearest = pair;
    }
  explain_pair (a, b, &nearest, field, value_a, value_b);
  return TRUE;
}
