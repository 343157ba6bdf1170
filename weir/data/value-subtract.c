/* SPDX-License-Identifier: MIT */
/* What is left of a value without another, what both are together, and which one of many is taken
 * when nobody cares. */
#include <weir/base/time.h>
#include <weir/data/caps.h>
#include <weir/data/value-private.h>

/* How many members of a range are listed one by one where its rest has no simpler form. */
#define MAX_LISTED 64

/* Into how many parts a range is cut before the rest of it is left whole. */
#define MAX_PARTS 1024

static gboolean
set_copy (GValue *dest, const GValue *src)
{
  if (dest)
    weir_value_init_and_copy (dest, src);
  return TRUE;
}

static void
append_span (GValue *list, gboolean is_64, gint64 min, gint64 max, gint64 step)
{
  GValue part = G_VALUE_INIT;

  if (min > max)
    return;
  weir_value_init_span (&part, is_64, min, max, step);
  weir_value_list_append_and_take_value (list, &part);
}

/* The members of @a between the ends of @b that aren't members of @b: listed if they are few, else
 * all of them are kept (the result is then larger than the exact one, never smaller). */
static void
append_gaps (GValue *list, gboolean is_64, const WeirSpan *a, const WeirSpan *b, gint64 min,
             gint64 max)
{
  guint64 n = ((guint64) max - (guint64) min) / (guint64) a->step;

  if (a->step % b->step == 0)
    return;
  if (n >= MAX_LISTED) {
    append_span (list, is_64, min, max, a->step);
    return;
  }
  for (guint64 i = 0; i <= n; i++) {
    gint64 number = min + (gint64) i * a->step;
    if (number % b->step != 0)
      append_span (list, is_64, number, number, 1);
  }
}

static gboolean
subtract_spans (GValue *dest, gboolean is_64, const WeirSpan *a, const WeirSpan *b)
{
  GValue list = G_VALUE_INIT;
  gint64 first, last; /* the members of a that are between the ends of b */

  weir_value_list_init (&list, 2);
  if (a->min == a->max) {
    if (!weir_span_contains (b, a->min))
      append_span (&list, is_64, a->min, a->max, 1);
    return weir_value_list_finish (dest, &list);
  }
  first = MAX (a->min, b->min);
  last = MIN (a->max, b->max);
  if (!weir_span_round_up (&first, a->step) || !weir_span_round_down (&last, a->step)
      || first > last || (b->min == b->max && !weir_span_contains (a, b->min))) {
    append_span (&list, is_64, a->min, a->max, a->step);
    return weir_value_list_finish (dest, &list);
  }
  if (first > a->min)
    append_span (&list, is_64, a->min, first - a->step, a->step);
  if (b->min != b->max)
    append_gaps (&list, is_64, a, b, first, last);
  if (last < a->max)
    append_span (&list, is_64, last + a->step, a->max, a->step);
  return weir_value_list_finish (dest, &list);
}

/* Ranges of doubles and fractions include their ends, so the rest keeps the end that was cut. */
static gboolean
subtract_double_range (GValue *dest, const GValue *minuend, const GValue *subtrahend)
{
  double min = weir_value_get_double_range_min (minuend);
  double max = weir_value_get_double_range_max (minuend);
  double from = weir_value_get_double_range_min (subtrahend);
  double to = weir_value_get_double_range_max (subtrahend);
  GValue list = G_VALUE_INIT, part = G_VALUE_INIT;

  if (from >= max || to <= min)
    return set_copy (dest, minuend);
  weir_value_list_init (&list, 2);
  if (min < from) {
    g_value_init (&part, WEIR_TYPE_DOUBLE_RANGE);
    weir_value_set_double_range (&part, min, from);
    weir_value_list_append_and_take_value (&list, &part);
  }
  if (to < max) {
    g_value_init (&part, WEIR_TYPE_DOUBLE_RANGE);
    weir_value_set_double_range (&part, to, max);
    weir_value_list_append_and_take_value (&list, &part);
  }
  return weir_value_list_finish (dest, &list);
}

static gboolean
subtract_fraction_range (GValue *dest, const GValue *minuend, const GValue *subtrahend)
{
  const GValue *min = weir_value_get_fraction_range_min (minuend);
  const GValue *max = weir_value_get_fraction_range_max (minuend);
  const GValue *from = weir_value_get_fraction_range_min (subtrahend);
  const GValue *to = weir_value_get_fraction_range_max (subtrahend);
  GValue list = G_VALUE_INIT, part = G_VALUE_INIT;

  if (weir_value_compare (from, max) >= 0 || weir_value_compare (to, min) <= 0)
    return set_copy (dest, minuend);
  weir_value_list_init (&list, 2);
  if (weir_value_compare (min, from) < 0) {
    g_value_init (&part, WEIR_TYPE_FRACTION_RANGE);
    weir_value_set_fraction_range (&part, min, from);
    weir_value_list_append_and_take_value (&list, &part);
  }
  if (weir_value_compare (to, max) < 0) {
    g_value_init (&part, WEIR_TYPE_FRACTION_RANGE);
    weir_value_set_fraction_range (&part, to, max);
    weir_value_list_append_and_take_value (&list, &part);
  }
  return weir_value_list_finish (dest, &list);
}

static void
append_rest (GValue *list, GValue *rest)
{
  if (WEIR_VALUE_HOLDS_LIST (rest)) {
    const WeirValueSeq *members = weir_value_seq (rest);
    for (guint i = 0; members && i < members->n; i++)
      weir_value_list_append_value (list, &members->values[i]);
    g_value_unset (rest);
  } else {
    weir_value_list_append_and_take_value (list, rest);
  }
}

static gboolean
subtract_from_list (GValue *dest, const WeirValueSeq *list, const GValue *subtrahend)
{
  GValue result = G_VALUE_INIT;
  g_autoptr (GHashTable) index = NULL;

  if (WEIR_VALUE_HOLDS_LIST (subtrahend))
    index = weir_value_seq_index (weir_value_seq (subtrahend));
  weir_value_list_init (&result, 0);
  for (guint i = 0; list && i < list->n; i++) {
    GValue rest = G_VALUE_INIT;

    if (index && g_hash_table_contains (index, &list->values[i]))
      continue;
    if (!weir_value_subtract (&rest, &list->values[i], subtrahend))
      continue;
    append_rest (&result, &rest);
    if (!dest)
      break;
  }
  return weir_value_list_finish (dest, &result);
}

/* Takes one member of the list after the other away. */
static gboolean
subtract_list (GValue *dest, const GValue *minuend, const WeirValueSeq *list)
{
  GValue rest = G_VALUE_INIT;

  weir_value_init_and_copy (&rest, minuend);
  for (guint i = 0; list && i < list->n; i++) {
    GValue smaller = G_VALUE_INIT;
    gboolean any = weir_value_subtract (&smaller, &rest, &list->values[i]);

    g_value_unset (&rest);
    if (!any)
      return FALSE;
    rest = smaller;
    if (WEIR_VALUE_HOLDS_LIST (&rest) && weir_value_list_get_size (&rest) >= MAX_PARTS)
      break;
  }
  if (dest)
    *dest = rest;
  else
    g_value_unset (&rest);
  return TRUE;
}

/**
 * weir_value_subtract:
 * @dest: (out caller-allocates) (nullable): an unset value, or %NULL to ask only
 * @minuend: a value
 * @subtrahend: a value
 *
 * Finds what @minuend stands for and @subtrahend doesn't. The result is exact for whole numbers
 * and lists of values. Where the rest can't be expressed (a range of fractions without one in its
 * middle) or falls into more than a thousand parts it is larger than the exact one, never smaller.
 *
 * Thread: any
 *
 * Returns: %FALSE if nothing is left; @dest is then unset
 */
gboolean
weir_value_subtract (GValue *dest, const GValue *minuend, const GValue *subtrahend)
{
  WeirKind kind1, kind2;
  WeirSpan a, b;

  g_return_val_if_fail (WEIR_VALUE_IS_SET (minuend), FALSE);
  g_return_val_if_fail (WEIR_VALUE_IS_SET (subtrahend), FALSE);

  if (dest)
    *dest = (GValue) G_VALUE_INIT;
  kind1 = weir_value_kind (minuend);
  kind2 = weir_value_kind (subtrahend);
  if (kind1 == WEIR_KIND_LIST)
    return subtract_from_list (dest, weir_value_seq (minuend), subtrahend);
  if (weir_kind_is_scalar (kind1))
    return !weir_value_is_subset (minuend, subtrahend) && set_copy (dest, minuend);
  if (kind2 == WEIR_KIND_LIST)
    return subtract_list (dest, minuend, weir_value_seq (subtrahend));
  if (weir_value_to_span (minuend, kind1, &a) && weir_value_to_span (subtrahend, kind2, &b)) {
    gboolean is_64 = kind1 == WEIR_KIND_INT64 || kind1 == WEIR_KIND_INT64_RANGE;
    if (is_64 == (kind2 == WEIR_KIND_INT64 || kind2 == WEIR_KIND_INT64_RANGE))
      return subtract_spans (dest, is_64, &a, &b);
    return set_copy (dest, minuend);
  }
  if (kind1 == kind2 && kind1 == WEIR_KIND_DOUBLE_RANGE)
    return subtract_double_range (dest, minuend, subtrahend);
  if (kind1 == kind2 && kind1 == WEIR_KIND_FRACTION_RANGE)
    return subtract_fraction_range (dest, minuend, subtrahend);
  if (weir_value_is_subset (minuend, subtrahend))
    return FALSE;
  return set_copy (dest, minuend);
}

/**
 * weir_value_can_subtract:
 * @minuend: a value
 * @subtrahend: a value
 *
 * Thread: any
 *
 * Returns: whether the types admit that something is taken away
 */
gboolean
weir_value_can_subtract (const GValue *minuend, const GValue *subtrahend)
{
  return weir_value_can_intersect (minuend, subtrahend);
}

/* One span for two that overlap or touch. */
static gboolean
unite_spans (GValue *dest, gboolean is_64, const WeirSpan *a, const WeirSpan *b)
{
  gint64 step, gap;
  const WeirSpan *low = a->min <= b->min ? a : b, *high = low == a ? b : a;

  if (a->min == a->max && b->min == b->max)
    return FALSE;
  step = a->min == a->max ? b->step : a->step;
  if (b->min != b->max && b->step != step)
    return FALSE;
  if (a->min % step != 0 || b->min % step != 0)
    return FALSE;
  if (__builtin_sub_overflow (high->min, low->max, &gap) || gap > step)
    return FALSE;
  if (dest)
    weir_value_init_span (dest, is_64, low->min, MAX (low->max, high->max), step);
  return TRUE;
}

/* A range for two ranges of doubles or fractions that overlap or touch. */
static gboolean
unite_ranges (GValue *dest, WeirKind kind, const GValue *a, const GValue *b)
{
  if (kind == WEIR_KIND_DOUBLE_RANGE) {
    double min_a = weir_value_get_double_range_min (a), max_a = weir_value_get_double_range_max (a);
    double min_b = weir_value_get_double_range_min (b), max_b = weir_value_get_double_range_max (b);

    if (min_a > max_b || min_b > max_a)
      return FALSE;
    g_value_init (dest, WEIR_TYPE_DOUBLE_RANGE);
    weir_value_set_double_range (dest, MIN (min_a, min_b), MAX (max_a, max_b));
  } else {
    const GValue *min_a = weir_value_get_fraction_range_min (a);
    const GValue *max_a = weir_value_get_fraction_range_max (a);
    const GValue *min_b = weir_value_get_fraction_range_min (b);
    const GValue *max_b = weir_value_get_fraction_range_max (b);

    if (weir_value_compare (min_a, max_b) > 0 || weir_value_compare (min_b, max_a) > 0)
      return FALSE;
    g_value_init (dest, WEIR_TYPE_FRACTION_RANGE);
    weir_value_set_fraction_range (dest, weir_value_compare (min_a, min_b) < 0 ? min_a : min_b,
                                   weir_value_compare (max_a, max_b) > 0 ? max_a : max_b);
  }
  return TRUE;
}

/**
 * weir_value_union:
 * @dest: (out caller-allocates): an unset value
 * @value1: a value
 * @value2: a value
 *
 * Makes the value that stands for all that either of the two stands for: one of them if it
 * includes the other, a range where they touch, else a list.
 *
 * Thread: any
 *
 * Returns: %TRUE
 */
gboolean
weir_value_union (GValue *dest, const GValue *value1, const GValue *value2)
{
  WeirKind kind1, kind2;
  WeirSpan a, b;

  g_return_val_if_fail (dest != NULL, FALSE);
  g_return_val_if_fail (WEIR_VALUE_IS_SET (value1), FALSE);
  g_return_val_if_fail (WEIR_VALUE_IS_SET (value2), FALSE);

  *dest = (GValue) G_VALUE_INIT;
  if (weir_value_is_subset (value2, value1))
    return set_copy (dest, value1);
  if (weir_value_is_subset (value1, value2))
    return set_copy (dest, value2);
  kind1 = weir_value_kind (value1);
  kind2 = weir_value_kind (value2);
  if (weir_value_to_span (value1, kind1, &a) && weir_value_to_span (value2, kind2, &b)) {
    gboolean is_64 = kind1 == WEIR_KIND_INT64 || kind1 == WEIR_KIND_INT64_RANGE;
    if (is_64 == (kind2 == WEIR_KIND_INT64 || kind2 == WEIR_KIND_INT64_RANGE)
        && unite_spans (dest, is_64, &a, &b))
      return TRUE;
  }
  if (kind1 == kind2 && (kind1 == WEIR_KIND_DOUBLE_RANGE || kind1 == WEIR_KIND_FRACTION_RANGE)
      && unite_ranges (dest, kind1, value1, value2))
    return TRUE;
  weir_value_list_merge (dest, value1, value2);
  return TRUE;
}

/**
 * weir_value_can_union:
 * @value1: a value
 * @value2: a value
 *
 * Thread: any
 *
 * Returns: whether the union of the two has a form simpler than a list of both
 */
gboolean
weir_value_can_union (const GValue *value1, const GValue *value2)
{
  g_auto (GValue) sum = G_VALUE_INIT;

  g_return_val_if_fail (WEIR_VALUE_IS_SET (value1), FALSE);
  g_return_val_if_fail (WEIR_VALUE_IS_SET (value2), FALSE);
  weir_value_union (&sum, value1, value2);
  return !WEIR_VALUE_HOLDS_LIST (&sum) || WEIR_VALUE_HOLDS_LIST (value1)
         || WEIR_VALUE_HOLDS_LIST (value2);
}

/**
 * weir_value_is_fixed:
 * @value: a value
 *
 * Thread: any
 *
 * Returns: whether the value stands for one thing
 */
gboolean
weir_value_is_fixed (const GValue *value)
{
  g_return_val_if_fail (WEIR_VALUE_IS_SET (value), FALSE);

  switch (weir_value_kind (value)) {
  case WEIR_KIND_INT_RANGE:
  case WEIR_KIND_INT64_RANGE:
  case WEIR_KIND_DOUBLE_RANGE:
  case WEIR_KIND_FRACTION_RANGE:
  case WEIR_KIND_LIST:
    return FALSE;
  case WEIR_KIND_FLAG_SET:
    return weir_value_get_flagset_mask (value) == WEIR_FLAG_SET_MASK_EXACT;
  case WEIR_KIND_ARRAY:
    for (guint i = 0; i < weir_value_array_get_size (value); i++)
      if (!weir_value_is_fixed (weir_value_array_get_value (value, i)))
        return FALSE;
    return TRUE;
  case WEIR_KIND_STRUCTURE:
    return !weir_value_payload (value) || weir_structure_is_fixed (weir_value_payload (value));
  case WEIR_KIND_CAPS:
    return weir_value_payload (value) && weir_caps_is_fixed (weir_value_payload (value));
  default:
    return TRUE;
  }
}

static gboolean
fixate_array (GValue *dest, const GValue *src)
{
  guint n = weir_value_array_get_size (src);

  if (weir_value_is_fixed (src))
    return FALSE;
  weir_value_array_init (dest, n);
  for (guint i = 0; i < n; i++) {
    const GValue *member = weir_value_array_get_value (src, i);
    GValue fixed = G_VALUE_INIT;

    if (!weir_value_fixate (&fixed, member))
      weir_value_init_and_copy (&fixed, member);
    weir_value_array_append_and_take_value (dest, &fixed);
  }
  return TRUE;
}

static gboolean
fixate_structure (GValue *dest, const GValue *src)
{
  WeirStructure *fixed;

  if (weir_value_is_fixed (src))
    return FALSE;
  fixed = weir_structure_copy (weir_value_payload (src));
  weir_structure_fixate (fixed);
  g_value_init (dest, WEIR_TYPE_STRUCTURE);
  g_value_take_boxed (dest, fixed);
  return TRUE;
}

static gboolean
fixate_caps (GValue *dest, const GValue *src)
{
  WeirCaps *caps = weir_value_payload (src);

  if (!caps || weir_caps_is_any (caps) || weir_caps_is_empty (caps) || weir_caps_is_fixed (caps))
    return FALSE;
  g_value_init (dest, WEIR_TYPE_CAPS);
  g_value_take_boxed (dest, weir_caps_fixate (weir_caps_ref (caps)));
  return TRUE;
}

/**
 * weir_value_fixate:
 * @dest: (out caller-allocates): an unset value
 * @src: a value
 *
 * Picks one of the values that @src stands for: the least of a range, the first of a list.
 *
 * Thread: any
 *
 * Returns: %FALSE if @src is fixed already (or an empty list); @dest is then unset
 */
gboolean
weir_value_fixate (GValue *dest, const GValue *src)
{
  WeirKind kind;
  WeirSpan span;

  g_return_val_if_fail (dest != NULL, FALSE);
  g_return_val_if_fail (WEIR_VALUE_IS_SET (src), FALSE);

  *dest = (GValue) G_VALUE_INIT;
  kind = weir_value_kind (src);
  switch (kind) {
  case WEIR_KIND_INT_RANGE:
  case WEIR_KIND_INT64_RANGE:
    weir_value_to_span (src, kind, &span);
    weir_value_init_span (dest, kind == WEIR_KIND_INT64_RANGE, span.min, span.min, 1);
    return TRUE;
  case WEIR_KIND_DOUBLE_RANGE:
    g_value_init (dest, G_TYPE_DOUBLE);
    g_value_set_double (dest, weir_value_get_double_range_min (src));
    return TRUE;
  case WEIR_KIND_FRACTION_RANGE:
    return set_copy (dest, weir_value_get_fraction_range_min (src));
  case WEIR_KIND_FLAG_SET:
    if (weir_value_get_flagset_mask (src) == WEIR_FLAG_SET_MASK_EXACT)
      return FALSE;
    g_value_init (dest, WEIR_TYPE_FLAG_SET);
    weir_value_set_flagset (dest, weir_value_get_flagset_flags (src), WEIR_FLAG_SET_MASK_EXACT);
    return TRUE;
  case WEIR_KIND_LIST:
    if (weir_value_list_get_size (src) == 0)
      return FALSE;
    if (!weir_value_fixate (dest, weir_value_list_get_value (src, 0)))
      weir_value_init_and_copy (dest, weir_value_list_get_value (src, 0));
    return TRUE;
  case WEIR_KIND_ARRAY:
    return fixate_array (dest, src);
  case WEIR_KIND_STRUCTURE:
    return fixate_structure (dest, src);
  case WEIR_KIND_CAPS:
    return fixate_caps (dest, src);
  default:
    return FALSE;
  }
}
