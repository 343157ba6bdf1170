/* SPDX-License-Identifier: MIT */
/* What two values have in common, and whether one is within the other. Everything that pads can
 * agree on is decided here, so the answers are exact: steps of ranges, fractions and lists of
 * anything included. */
#include <weir/base/time.h>
#include <weir/data/caps.h>
#include <weir/data/value-private.h>

static gboolean
set_copy (GValue *dest, const GValue *src)
{
  if (dest)
    weir_value_init_and_copy (dest, src);
  return TRUE;
}

/* Whole numbers and their ranges: the members of both are the multiples of both steps. */
static gboolean
intersect_spans (GValue *dest, gboolean is_64, const WeirSpan *a, const WeirSpan *b)
{
  gint64 min = MAX (a->min, b->min), max = MIN (a->max, b->max), step;

  if (a->min == a->max || b->min == b->max) {
    gint64 number = a->min == a->max ? a->min : b->min;
    if (!weir_span_contains (a, number) || !weir_span_contains (b, number))
      return FALSE;
    min = max = number;
    step = 1;
  } else {
    gint64 divisor = weir_util_greatest_common_divisor_int64 (a->step, b->step);

    if (__builtin_mul_overflow (a->step / divisor, b->step, &step)) {
      min = max = 0; /* the only common multiple that is small enough */
      step = 1;
      if (!weir_span_contains (a, 0) || !weir_span_contains (b, 0))
        return FALSE;
    } else if (!weir_span_round_up (&min, step) || !weir_span_round_down (&max, step)) {
      return FALSE;
    }
    if (min > max)
      return FALSE;
  }
  if (dest)
    weir_value_init_span (dest, is_64, min, max, step);
  return TRUE;
}

static void
double_bounds (const GValue *value, WeirKind kind, double *min, double *max)
{
  if (kind == WEIR_KIND_DOUBLE) {
    *min = *max = value->data[0].v_double;
  } else {
    *min = weir_value_get_double_range_min (value);
    *max = weir_value_get_double_range_max (value);
  }
}

static gboolean
intersect_doubles (GValue *dest, const GValue *a, WeirKind kind_a, const GValue *b, WeirKind kind_b)
{
  double min_a, max_a, min_b, max_b, min, max;

  double_bounds (a, kind_a, &min_a, &max_a);
  double_bounds (b, kind_b, &min_b, &max_b);
  min = MAX (min_a, min_b);
  max = MIN (max_a, max_b);
  if (!(min <= max))
    return FALSE;
  if (dest && min == max) {
    g_value_init (dest, G_TYPE_DOUBLE);
    g_value_set_double (dest, min);
  } else if (dest) {
    g_value_init (dest, WEIR_TYPE_DOUBLE_RANGE);
    weir_value_set_double_range (dest, min, max);
  }
  return TRUE;
}

static int
compare_fractions (WeirFraction a, WeirFraction b)
{
  return weir_util_fraction_compare (a.num, a.denom, b.num, b.denom);
}

static void
fraction_bounds (const GValue *value, WeirKind kind, WeirFraction *min, WeirFraction *max)
{
  if (kind == WEIR_KIND_FRACTION) {
    *min = *max = weir_value_fraction (value);
  } else {
    *min = weir_value_fraction (weir_value_get_fraction_range_min (value));
    *max = weir_value_fraction (weir_value_get_fraction_range_max (value));
  }
}

static gboolean
intersect_fractions (GValue *dest, const GValue *a, WeirKind kind_a, const GValue *b,
                     WeirKind kind_b)
{
  WeirFraction min, max, min_b, max_b;
  int order;

  fraction_bounds (a, kind_a, &min, &max);
  fraction_bounds (b, kind_b, &min_b, &max_b);
  if (compare_fractions (min_b, min) > 0)
    min = min_b;
  if (compare_fractions (max_b, max) < 0)
    max = max_b;
  order = compare_fractions (min, max);
  if (order > 0)
    return FALSE;
  if (dest && order == 0) {
    g_value_init (dest, WEIR_TYPE_FRACTION);
    g_value_set_boxed (dest, &min);
  } else if (dest) {
    g_value_init (dest, WEIR_TYPE_FRACTION_RANGE);
    weir_value_set_fraction_range_full (dest, min.num, min.denom, max.num, max.denom);
  }
  return TRUE;
}

/* Bits that both care about must agree; what either cares about matters afterwards. */
static gboolean
intersect_flag_sets (GValue *dest, const GValue *a, const GValue *b)
{
  guint flags_a = weir_value_get_flagset_flags (a), mask_a = weir_value_get_flagset_mask (a);
  guint flags_b = weir_value_get_flagset_flags (b), mask_b = weir_value_get_flagset_mask (b);

  if (((flags_a ^ flags_b) & mask_a & mask_b) != 0)
    return FALSE;
  if (dest) {
    g_value_init (dest, WEIR_TYPE_FLAG_SET);
    weir_value_set_flagset (dest, flags_a | flags_b, mask_a | mask_b);
  }
  return TRUE;
}

static gboolean
intersect_arrays (GValue *dest, const GValue *a, const GValue *b)
{
  guint n = weir_value_array_get_size (a);
  GValue result = G_VALUE_INIT;

  if (n != weir_value_array_get_size (b))
    return FALSE;
  if (dest)
    weir_value_array_init (&result, n);
  for (guint i = 0; i < n; i++) {
    GValue member = G_VALUE_INIT;

    if (!weir_value_intersect (dest ? &member : NULL, weir_value_array_get_value (a, i),
                               weir_value_array_get_value (b, i))) {
      if (dest)
        g_value_unset (&result);
      return FALSE;
    }
    if (dest)
      weir_value_array_append_and_take_value (&result, &member);
  }
  if (dest)
    *dest = result;
  return TRUE;
}

/* A long list of single values: those of them that @value admits, each once. */
static gboolean
intersect_scalars (GValue *dest, const WeirValueSeq *list, GHashTable *seen, const GValue *value)
{
  GValue result = G_VALUE_INIT;
  g_autoptr (GHashTable) index = NULL;

  if (WEIR_VALUE_HOLDS_LIST (value))
    index = weir_value_seq_index (weir_value_seq (value));
  weir_value_list_init (&result, 0);
  for (guint i = 0; i < list->n; i++) {
    const GValue *member = &list->values[i];

    if (index ? !g_hash_table_contains (index, member)
              : !weir_value_intersect (NULL, member, value))
      continue;
    if (g_hash_table_add (seen, (gpointer) member))
      weir_value_list_append_value (&result, member);
    if (!dest)
      break;
  }
  return weir_value_list_finish (dest, &result);
}

/* All that a member of @list has in common with @value; @flip keeps the caller's order. */
static gboolean
intersect_list (GValue *dest, const WeirValueSeq *list, const GValue *value, gboolean flip)
{
  GValue result = G_VALUE_INIT;

  if (dest)
    weir_value_list_init (&result, 0);
  for (guint i = 0; list && i < list->n; i++) {
    const GValue *a = flip ? value : &list->values[i], *b = flip ? &list->values[i] : value;
    GValue common = G_VALUE_INIT, merged = G_VALUE_INIT;

    if (!weir_value_intersect (dest ? &common : NULL, a, b))
      continue;
    if (!dest)
      return TRUE;
    if (WEIR_VALUE_HOLDS_LIST (&common)) {
      weir_value_list_merge (&merged, &result, &common);
      g_value_unset (&result);
      g_value_unset (&common);
      if (!WEIR_VALUE_HOLDS_LIST (&merged)) {
        weir_value_list_init (&result, 1);
        weir_value_list_append_and_take_value (&result, &merged);
      } else {
        result = merged;
      }
    } else if (weir_value_seq_contains (weir_value_seq (&result), &common)) {
      g_value_unset (&common);
    } else {
      weir_value_list_append_and_take_value (&result, &common);
    }
  }
  return dest && weir_value_list_finish (dest, &result);
}

/* What stands for one thing is in a list or not. */
static gboolean
intersect_scalar_with_list (GValue *dest, const GValue *scalar, const WeirValueSeq *list)
{
  for (guint i = 0; list && i < list->n; i++)
    if (weir_value_intersect (NULL, scalar, &list->values[i]))
      return set_copy (dest, scalar);
  return FALSE;
}

/* The same strings in the same order, as when the templates of two elements list the same formats. */
static gboolean
are_same_strings (const WeirValueSeq *a, const WeirValueSeq *b)
{
  if (a == NULL || b == NULL || a->n != b->n || a->n == 0)
    return FALSE;
  for (guint i = 0; a != b && i < a->n; i++) {
    if (!G_VALUE_HOLDS_STRING (&a->values[i]) || !G_VALUE_HOLDS_STRING (&b->values[i])
        || g_strcmp0 (g_value_get_string (&a->values[i]), g_value_get_string (&b->values[i])) != 0)
      return FALSE;
  }
  return TRUE;
}

static gboolean
intersect_with_list (GValue *dest, const GValue *a, WeirKind kind_a, const GValue *b,
                     WeirKind kind_b)
{
  if (weir_kind_is_scalar (kind_a))
    return intersect_scalar_with_list (dest, a, weir_value_seq (b));
  if (weir_kind_is_scalar (kind_b))
    return intersect_scalar_with_list (dest, b, weir_value_seq (a));
  if (kind_a == kind_b && are_same_strings (weir_value_seq (a), weir_value_seq (b)))
    return set_copy (dest, a);
  if (kind_a == WEIR_KIND_LIST) {
    g_autoptr (GHashTable) seen = weir_value_seq_make_set (weir_value_seq (a), NULL);

    return seen ? intersect_scalars (dest, weir_value_seq (a), seen, b)
                : intersect_list (dest, weir_value_seq (a), b, FALSE);
  } else {
    g_autoptr (GHashTable) seen = weir_value_seq_make_set (weir_value_seq (b), NULL);

    return seen ? intersect_scalars (dest, weir_value_seq (b), seen, a)
                : intersect_list (dest, weir_value_seq (b), a, TRUE);
  }
}

static gboolean
intersect_structures (GValue *dest, const GValue *a, const GValue *b)
{
  WeirStructure *common;

  if (!weir_value_payload (a) || !weir_value_payload (b))
    return FALSE;
  if (!dest)
    return weir_structure_can_intersect (weir_value_payload (a), weir_value_payload (b));
  common = weir_structure_intersect (weir_value_payload (a), weir_value_payload (b));
  if (!common)
    return FALSE;
  g_value_init (dest, WEIR_TYPE_STRUCTURE);
  g_value_take_boxed (dest, common);
  return TRUE;
}

static gboolean
intersect_caps (GValue *dest, const GValue *a, const GValue *b)
{
  WeirCaps *common;

  if (!weir_value_payload (a) || !weir_value_payload (b))
    return FALSE;
  if (!dest)
    return weir_caps_can_intersect (weir_value_payload (a), weir_value_payload (b));
  common = weir_caps_intersect (weir_value_payload (a), weir_value_payload (b));
  if (weir_caps_is_empty (common)) {
    weir_caps_unref (common);
    return FALSE;
  }
  g_value_init (dest, WEIR_TYPE_CAPS);
  g_value_take_boxed (dest, common);
  return TRUE;
}

#define IS_32(kind) ((kind) == WEIR_KIND_INT || (kind) == WEIR_KIND_INT_RANGE)
#define IS_64(kind) ((kind) == WEIR_KIND_INT64 || (kind) == WEIR_KIND_INT64_RANGE)
#define IS_DOUBLE(kind) ((kind) == WEIR_KIND_DOUBLE || (kind) == WEIR_KIND_DOUBLE_RANGE)
#define IS_FRACTION(kind) ((kind) == WEIR_KIND_FRACTION || (kind) == WEIR_KIND_FRACTION_RANGE)

/**
 * weir_value_intersect:
 * @dest: (out caller-allocates) (nullable): an unset value, or %NULL to ask only
 * @value1: a value
 * @value2: a value
 *
 * Finds what both values have in common. Several results become a list, in the order of @value1;
 * a single one stands alone.
 *
 * Thread: any
 *
 * Returns: %FALSE if they have nothing in common; @dest is then unset
 */
gboolean
weir_value_intersect (GValue *dest, const GValue *value1, const GValue *value2)
{
  WeirKind kind1, kind2;
  WeirSpan a, b;

  g_return_val_if_fail (WEIR_VALUE_IS_SET (value1), FALSE);
  g_return_val_if_fail (WEIR_VALUE_IS_SET (value2), FALSE);

  if (dest)
    *dest = (GValue) G_VALUE_INIT;
  kind1 = weir_value_kind (value1);
  kind2 = weir_value_kind (value2);
  if (weir_kind_is_scalar (kind1) && G_VALUE_TYPE (value1) == G_VALUE_TYPE (value2))
    return weir_value_compare_kind (kind1, value1, value2) == WEIR_VALUE_EQUAL
           && set_copy (dest, value1);
  if (kind1 == WEIR_KIND_LIST || kind2 == WEIR_KIND_LIST)
    return intersect_with_list (dest, value1, kind1, value2, kind2);
  if ((IS_32 (kind1) && IS_32 (kind2)) || (IS_64 (kind1) && IS_64 (kind2))) {
    weir_value_to_span (value1, kind1, &a);
    weir_value_to_span (value2, kind2, &b);
    return intersect_spans (dest, IS_64 (kind1), &a, &b);
  }
  if (IS_FRACTION (kind1) && IS_FRACTION (kind2))
    return intersect_fractions (dest, value1, kind1, value2, kind2);
  if (IS_DOUBLE (kind1) && IS_DOUBLE (kind2))
    return intersect_doubles (dest, value1, kind1, value2, kind2);
  if (kind1 == kind2 && kind1 == WEIR_KIND_FLAG_SET)
    return intersect_flag_sets (dest, value1, value2);
  if (kind1 == kind2 && kind1 == WEIR_KIND_ARRAY)
    return intersect_arrays (dest, value1, value2);
  if (kind1 == kind2 && kind1 == WEIR_KIND_STRUCTURE)
    return intersect_structures (dest, value1, value2);
  if (kind1 == kind2 && kind1 == WEIR_KIND_CAPS)
    return intersect_caps (dest, value1, value2);
  return weir_value_is_equal (value1, value2) && set_copy (dest, value1);
}

/**
 * weir_value_can_intersect:
 * @value1: a value
 * @value2: a value
 *
 * Thread: any
 *
 * Returns: whether the types admit that the two have something in common
 */
gboolean
weir_value_can_intersect (const GValue *value1, const GValue *value2)
{
  WeirKind kind1, kind2;

  g_return_val_if_fail (WEIR_VALUE_IS_SET (value1), FALSE);
  g_return_val_if_fail (WEIR_VALUE_IS_SET (value2), FALSE);
  kind1 = weir_value_kind (value1);
  kind2 = weir_value_kind (value2);
  return kind1 == WEIR_KIND_LIST || kind2 == WEIR_KIND_LIST
         || G_VALUE_TYPE (value1) == G_VALUE_TYPE (value2) || (IS_32 (kind1) && IS_32 (kind2))
         || (IS_64 (kind1) && IS_64 (kind2)) || (IS_DOUBLE (kind1) && IS_DOUBLE (kind2))
         || (IS_FRACTION (kind1) && IS_FRACTION (kind2));
}

static gboolean
list_is_subset (const WeirValueSeq *list, const GValue *superset)
{
  g_autoptr (GHashTable) index = NULL;

  if (WEIR_VALUE_HOLDS_LIST (superset))
    index = weir_value_seq_index (weir_value_seq (superset));
  for (guint i = 0; list && i < list->n; i++) {
    if (index && g_hash_table_contains (index, &list->values[i]))
      continue;
    if (!weir_value_is_subset (&list->values[i], superset))
      return FALSE;
  }
  return TRUE;
}

/* Within one member, or, for what stands for several things, within all together. */
static gboolean
is_subset_of_list (const GValue *subset, WeirKind kind, const GValue *superset)
{
  const WeirValueSeq *list = weir_value_seq (superset);

  for (guint i = 0; list && i < list->n; i++)
    if (weir_value_is_subset (subset, &list->values[i]))
      return TRUE;
  return !weir_kind_is_scalar (kind) && !weir_value_subtract (NULL, subset, superset);
}

static gboolean
array_is_subset (const GValue *subset, const GValue *superset)
{
  guint n = weir_value_array_get_size (subset);

  if (n != weir_value_array_get_size (superset))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!weir_value_is_subset (weir_value_array_get_value (subset, i),
                               weir_value_array_get_value (superset, i)))
      return FALSE;
  return TRUE;
}

static gboolean
flag_set_is_subset (const GValue *subset, const GValue *superset)
{
  guint mask = weir_value_get_flagset_mask (superset);

  return (mask & ~weir_value_get_flagset_mask (subset)) == 0
         && (weir_value_get_flagset_flags (subset) & mask)
              == weir_value_get_flagset_flags (superset);
}

/**
 * weir_value_is_subset:
 * @value1: a value
 * @value2: a value
 *
 * Thread: any
 *
 * Returns: whether everything that @value1 stands for is within @value2
 */
gboolean
weir_value_is_subset (const GValue *value1, const GValue *value2)
{
  g_auto (GValue) common = G_VALUE_INIT;
  WeirKind kind1, kind2;

  g_return_val_if_fail (WEIR_VALUE_IS_SET (value1), FALSE);
  g_return_val_if_fail (WEIR_VALUE_IS_SET (value2), FALSE);

  kind1 = weir_value_kind (value1);
  kind2 = weir_value_kind (value2);
  if (weir_kind_is_scalar (kind1) && G_VALUE_TYPE (value1) == G_VALUE_TYPE (value2))
    return weir_value_compare_kind (kind1, value1, value2) == WEIR_VALUE_EQUAL;
  if (kind1 == WEIR_KIND_LIST)
    return list_is_subset (weir_value_seq (value1), value2);
  if (kind2 == WEIR_KIND_LIST)
    return is_subset_of_list (value1, kind1, value2);
  if (weir_kind_is_scalar (kind1))
    return weir_value_intersect (NULL, value1, value2);
  if (kind1 == kind2 && kind1 == WEIR_KIND_FLAG_SET)
    return flag_set_is_subset (value1, value2);
  if (kind1 == kind2 && kind1 == WEIR_KIND_ARRAY)
    return array_is_subset (value1, value2);
  if (kind1 == kind2 && kind1 == WEIR_KIND_STRUCTURE)
    return weir_value_payload (value1) && weir_value_payload (value2)
           && weir_structure_is_subset (weir_value_payload (value1), weir_value_payload (value2));
  if (kind1 == kind2 && kind1 == WEIR_KIND_CAPS)
    return weir_value_payload (value1) && weir_value_payload (value2)
           && weir_caps_is_subset (weir_value_payload (value1), weir_value_payload (value2));
  return weir_value_intersect (&common, value1, value2) && weir_value_is_equal (&common, value1);
}
