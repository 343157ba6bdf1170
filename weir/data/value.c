/* SPDX-License-Identifier: MIT */
/* The value types themselves: boxed, so that bindings need no glue, with setters and getters that
 * treat a value that was never set as 0/1 or 0. */
#include <weir/data/caps.h>
#include <weir/data/value-private.h>

#include <string.h>

/* A range of fractions that can also hand out its ends as values. */
typedef struct {
  WeirFractionRange range; /* what users see */
  GValue min, max;         /* point to the ends above */
} FractionRangeCell;

#define DEFINE_PLAIN_BOXED(Type, prefix)                                                           \
  static gpointer prefix##_copy_boxed (gpointer boxed)                                             \
  {                                                                                                \
    return g_memdup2 (boxed, sizeof (Type));                                                       \
  }                                                                                                \
  G_DEFINE_BOXED_TYPE (Type, prefix, prefix##_copy_boxed, g_free)

G_DEFINE_BOXED_TYPE (WeirFraction, weir_fraction, weir_fraction_copy, weir_fraction_free)
DEFINE_PLAIN_BOXED (WeirIntRange, weir_int_range)
DEFINE_PLAIN_BOXED (WeirInt64Range, weir_int64_range)
DEFINE_PLAIN_BOXED (WeirDoubleRange, weir_double_range)
DEFINE_PLAIN_BOXED (WeirBitmask, weir_bitmask)
DEFINE_PLAIN_BOXED (WeirFlagSet, weir_flag_set)

static gpointer
fraction_range_copy (gpointer boxed)
{
  FractionRangeCell *cell = g_new0 (FractionRangeCell, 1);

  cell->range = *(const WeirFractionRange *) boxed;
  g_value_init (&cell->min, WEIR_TYPE_FRACTION);
  g_value_init (&cell->max, WEIR_TYPE_FRACTION);
  g_value_set_static_boxed (&cell->min, &cell->range.min);
  g_value_set_static_boxed (&cell->max, &cell->range.max);
  return cell;
}

G_DEFINE_BOXED_TYPE (WeirFractionRange, weir_fraction_range, fraction_range_copy, g_free)

/* The kinds of boxed types, for the one question that all operations begin with. */
static const struct {
  GType (*get_type) (void);
  WeirKind kind;
} boxed_kinds[] = {
  { weir_value_list_get_type, WEIR_KIND_LIST },
  { weir_fraction_get_type, WEIR_KIND_FRACTION },
  { weir_int_range_get_type, WEIR_KIND_INT_RANGE },
  { weir_fraction_range_get_type, WEIR_KIND_FRACTION_RANGE },
  { weir_value_array_get_type, WEIR_KIND_ARRAY },
  { weir_bitmask_get_type, WEIR_KIND_BITMASK },
  { weir_flag_set_get_type, WEIR_KIND_FLAG_SET },
  { weir_int64_range_get_type, WEIR_KIND_INT64_RANGE },
  { weir_double_range_get_type, WEIR_KIND_DOUBLE_RANGE },
  { weir_structure_get_type, WEIR_KIND_STRUCTURE },
  { weir_caps_get_type, WEIR_KIND_CAPS },
};

static WeirKind
boxed_kind (GType type)
{
  static GType types[G_N_ELEMENTS (boxed_kinds)];
  static gsize known;

  if (g_once_init_enter (&known)) {
    for (guint i = 0; i < G_N_ELEMENTS (boxed_kinds); i++)
      types[i] = boxed_kinds[i].get_type ();
    g_once_init_leave (&known, 1);
  }
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i] == type)
      return boxed_kinds[i].kind;
  return WEIR_KIND_OTHER;
}

/* The kind of a value's type. */
WeirKind
weir_value_kind (const GValue *value)
{
  switch (G_VALUE_TYPE (value)) {
  case G_TYPE_INT:
    return WEIR_KIND_INT;
  case G_TYPE_INT64:
    return WEIR_KIND_INT64;
  case G_TYPE_DOUBLE:
    return WEIR_KIND_DOUBLE;
  case G_TYPE_STRING:
    return WEIR_KIND_STRING;
  case G_TYPE_BOOLEAN:
  case G_TYPE_UINT:
  case G_TYPE_UINT64:
  case G_TYPE_FLOAT:
    return WEIR_KIND_OTHER;
  default:
    return boxed_kind (G_VALUE_TYPE (value));
  }
}

/* The fraction in a value of that type. */
WeirFraction
weir_value_fraction (const GValue *value)
{
  const WeirFraction *fraction = weir_value_payload (value);

  return fraction ? *fraction : (WeirFraction){ 0, 1 };
}

/* The upper or lower end of a range that was set, as a value that belongs to it. */
const GValue *
weir_fraction_range_end_value (const GValue *value, gboolean upper)
{
  const FractionRangeCell *cell = weir_value_payload (value);

  return upper ? &cell->max : &cell->min;
}

/* Takes a whole number or a range of them, of the 32 or the 64-bit kind, as a span. */
gboolean
weir_value_to_span (const GValue *value, WeirKind kind, WeirSpan *span)
{
  static const WeirIntRange no_range = { 0, 0, 1 };
  static const WeirInt64Range no_range64 = { 0, 0, 1 };

  if (kind == WEIR_KIND_INT || kind == WEIR_KIND_INT64) {
    gint64 number = kind == WEIR_KIND_INT ? value->data[0].v_int : value->data[0].v_int64;
    *span = (WeirSpan){ number, number, 1 };
  } else if (kind == WEIR_KIND_INT_RANGE) {
    const WeirIntRange *range = weir_value_payload (value);
    range = range ? range : &no_range;
    *span = (WeirSpan){ range->min, range->max, range->step };
  } else if (kind == WEIR_KIND_INT64_RANGE) {
    const WeirInt64Range *range = weir_value_payload (value);
    range = range ? range : &no_range64;
    *span = (WeirSpan){ range->min, range->max, range->step };
  } else {
    return FALSE;
  }
  return TRUE;
}

gboolean
weir_span_contains (const WeirSpan *span, gint64 number)
{
  if (number < span->min || number > span->max)
    return FALSE;
  return span->min == span->max || number % span->step == 0;
}

/* Sets an unset value to the span, as a number if it has only one member. */
void
weir_value_init_span (GValue *dest, gboolean is_64, gint64 min, gint64 max, gint64 step)
{
  if (min == max) {
    g_value_init (dest, is_64 ? G_TYPE_INT64 : G_TYPE_INT);
    if (is_64)
      g_value_set_int64 (dest, min);
    else
      g_value_set_int (dest, (int) min);
  } else {
    g_value_init (dest, is_64 ? WEIR_TYPE_INT64_RANGE : WEIR_TYPE_INT_RANGE);
    if (is_64)
      weir_value_set_int64_range_step (dest, min, max, step);
    else
      weir_value_set_int_range_step (dest, (int) min, (int) max, (int) step);
  }
}

/**
 * weir_fraction_new: (constructor)
 * @num: the numerator
 * @denom: the denominator, not 0
 *
 * Makes a fraction in lowest terms with a positive denominator.
 *
 * Thread: any
 *
 * Returns: (transfer full): the fraction
 */
WeirFraction *
weir_fraction_new (int num, int denom)
{
  WeirFraction *fraction;

  g_return_val_if_fail (denom != 0, NULL);
  fraction = g_new (WeirFraction, 1);
  if (!weir_util_fraction_multiply (num, denom, 1, 1, &fraction->num, &fraction->denom))
    *fraction = (WeirFraction){ num < 0 ? -G_MAXINT : G_MAXINT, 1 };
  return fraction;
}

/**
 * weir_fraction_copy:
 * @fraction: a fraction
 *
 * Thread: any
 *
 * Returns: (transfer full): another one
 */
WeirFraction *
weir_fraction_copy (const WeirFraction *fraction)
{
  return g_memdup2 (fraction, sizeof (WeirFraction));
}

/**
 * weir_fraction_free:
 * @fraction: (transfer full): a fraction
 *
 * Frees a fraction. Thread: any.
 */
void
weir_fraction_free (WeirFraction *fraction)
{
  g_free (fraction);
}

/**
 * weir_value_set_fraction:
 * @value: a value of type #WeirFraction
 * @numerator: the numerator, not %G_MININT
 * @denominator: the denominator, neither 0 nor %G_MININT
 *
 * Sets a value to a fraction, reduced to lowest terms.
 *
 * Thread: any
 */
void
weir_value_set_fraction (GValue *value, int numerator, int denominator)
{
  WeirFraction fraction;

  g_return_if_fail (WEIR_VALUE_HOLDS_FRACTION (value));
  g_return_if_fail (denominator != 0);
  g_return_if_fail (numerator >= -G_MAXINT && denominator >= -G_MAXINT);
  weir_util_fraction_multiply (numerator, denominator, 1, 1, &fraction.num, &fraction.denom);
  g_value_set_boxed (value, &fraction);
}

/**
 * weir_value_get_fraction_numerator:
 * @value: a value of type #WeirFraction
 *
 * Thread: any
 *
 * Returns: the numerator
 */
int
weir_value_get_fraction_numerator (const GValue *value)
{
  g_return_val_if_fail (WEIR_VALUE_HOLDS_FRACTION (value), 0);
  return weir_value_fraction (value).num;
}

/**
 * weir_value_get_fraction_denominator:
 * @value: a value of type #WeirFraction
 *
 * Thread: any
 *
 * Returns: the denominator
 */
int
weir_value_get_fraction_denominator (const GValue *value)
{
  g_return_val_if_fail (WEIR_VALUE_HOLDS_FRACTION (value), 1);
  return weir_value_fraction (value).denom;
}

/**
 * weir_value_fraction_multiply:
 * @product: a value of type #WeirFraction
 * @factor1: a value of type #WeirFraction
 * @factor2: a value of type #WeirFraction
 *
 * Multiplies two fractions.
 *
 * Thread: any
 *
 * Returns: %FALSE if the product doesn't fit into ints
 */
gboolean
weir_value_fraction_multiply (GValue *product, const GValue *factor1, const GValue *factor2)
{
  WeirFraction a, b, result;

  g_return_val_if_fail (WEIR_VALUE_HOLDS_FRACTION (product), FALSE);
  g_return_val_if_fail (WEIR_VALUE_HOLDS_FRACTION (factor1), FALSE);
  g_return_val_if_fail (WEIR_VALUE_HOLDS_FRACTION (factor2), FALSE);
  a = weir_value_fraction (factor1);
  b = weir_value_fraction (factor2);
  if (!weir_util_fraction_multiply (a.num, a.denom, b.num, b.denom, &result.num, &result.denom))
    return FALSE;
  g_value_set_boxed (product, &result);
  return TRUE;
}

/**
 * weir_value_fraction_subtract:
 * @dest: a value of type #WeirFraction
 * @minuend: a value of type #WeirFraction
 * @subtrahend: a value of type #WeirFraction
 *
 * Subtracts a fraction from another.
 *
 * Thread: any
 *
 * Returns: %FALSE if the difference doesn't fit into ints
 */
gboolean
weir_value_fraction_subtract (GValue *dest, const GValue *minuend, const GValue *subtrahend)
{
  WeirFraction a, b, result;

  g_return_val_if_fail (WEIR_VALUE_HOLDS_FRACTION (dest), FALSE);
  g_return_val_if_fail (WEIR_VALUE_HOLDS_FRACTION (minuend), FALSE);
  g_return_val_if_fail (WEIR_VALUE_HOLDS_FRACTION (subtrahend), FALSE);
  a = weir_value_fraction (minuend);
  b = weir_value_fraction (subtrahend);
  if (!weir_util_fraction_add (a.num, a.denom, -b.num, b.denom, &result.num, &result.denom))
    return FALSE;
  g_value_set_boxed (dest, &result);
  return TRUE;
}

/**
 * weir_value_set_int_range_step:
 * @value: a value of type #WeirIntRange
 * @start: the least member, a multiple of @step
 * @end: the greatest member, a multiple of @step, greater than @start
 * @step: distance of the members, positive
 *
 * Sets a value to a range of ints with gaps.
 *
 * Thread: any
 */
void
weir_value_set_int_range_step (GValue *value, int start, int end, int step)
{
  WeirIntRange range = { start, end, step };

  g_return_if_fail (WEIR_VALUE_HOLDS_INT_RANGE (value));
  g_return_if_fail (start < end);
  g_return_if_fail (step > 0);
  g_return_if_fail (start % step == 0 && end % step == 0);
  g_value_set_boxed (value, &range);
}

/**
 * weir_value_set_int_range:
 * @value: a value of type #WeirIntRange
 * @start: the least member
 * @end: the greatest member, greater than @start
 *
 * Sets a value to a range of ints.
 *
 * Thread: any
 */
void
weir_value_set_int_range (GValue *value, int start, int end)
{
  weir_value_set_int_range_step (value, start, end, 1);
}

/**
 * weir_value_get_int_range_min:
 * @value: a value of type #WeirIntRange
 *
 * Thread: any
 *
 * Returns: the least member
 */
int
weir_value_get_int_range_min (const GValue *value)
{
  WeirSpan span;

  g_return_val_if_fail (WEIR_VALUE_HOLDS_INT_RANGE (value), 0);
  weir_value_to_span (value, WEIR_KIND_INT_RANGE, &span);
  return (int) span.min;
}

/**
 * weir_value_get_int_range_max:
 * @value: a value of type #WeirIntRange
 *
 * Thread: any
 *
 * Returns: the greatest member
 */
int
weir_value_get_int_range_max (const GValue *value)
{
  WeirSpan span;

  g_return_val_if_fail (WEIR_VALUE_HOLDS_INT_RANGE (value), 0);
  weir_value_to_span (value, WEIR_KIND_INT_RANGE, &span);
  return (int) span.max;
}

/**
 * weir_value_get_int_range_step:
 * @value: a value of type #WeirIntRange
 *
 * Thread: any
 *
 * Returns: the distance of the members
 */
int
weir_value_get_int_range_step (const GValue *value)
{
  WeirSpan span;

  g_return_val_if_fail (WEIR_VALUE_HOLDS_INT_RANGE (value), 1);
  weir_value_to_span (value, WEIR_KIND_INT_RANGE, &span);
  return (int) span.step;
}

/**
 * weir_value_set_int64_range_step:
 * @value: a value of type #WeirInt64Range
 * @start: the least member, a multiple of @step
 * @end: the greatest member, a multiple of @step, greater than @start
 * @step: distance of the members, positive
 *
 * Sets a value to a range of 64-bit ints with gaps.
 *
 * Thread: any
 */
void
weir_value_set_int64_range_step (GValue *value, gint64 start, gint64 end, gint64 step)
{
  WeirInt64Range range = { start, end, step };

  g_return_if_fail (WEIR_VALUE_HOLDS_INT64_RANGE (value));
  g_return_if_fail (start < end);
  g_return_if_fail (step > 0);
  g_return_if_fail (start % step == 0 && end % step == 0);
  g_value_set_boxed (value, &range);
}

/**
 * weir_value_set_int64_range:
 * @value: a value of type #WeirInt64Range
 * @start: the least member
 * @end: the greatest member, greater than @start
 *
 * Sets a value to a range of 64-bit ints.
 *
 * Thread: any
 */
void
weir_value_set_int64_range (GValue *value, gint64 start, gint64 end)
{
  weir_value_set_int64_range_step (value, start, end, 1);
}

/**
 * weir_value_get_int64_range_min:
 * @value: a value of type #WeirInt64Range
 *
 * Thread: any
 *
 * Returns: the least member
 */
gint64
weir_value_get_int64_range_min (const GValue *value)
{
  WeirSpan span;

  g_return_val_if_fail (WEIR_VALUE_HOLDS_INT64_RANGE (value), 0);
  weir_value_to_span (value, WEIR_KIND_INT64_RANGE, &span);
  return span.min;
}

/**
 * weir_value_get_int64_range_max:
 * @value: a value of type #WeirInt64Range
 *
 * Thread: any
 *
 * Returns: the greatest member
 */
gint64
weir_value_get_int64_range_max (const GValue *value)
{
  WeirSpan span;

  g_return_val_if_fail (WEIR_VALUE_HOLDS_INT64_RANGE (value), 0);
  weir_value_to_span (value, WEIR_KIND_INT64_RANGE, &span);
  return span.max;
}

/**
 * weir_value_get_int64_range_step:
 * @value: a value of type #WeirInt64Range
 *
 * Thread: any
 *
 * Returns: the distance of the members
 */
gint64
weir_value_get_int64_range_step (const GValue *value)
{
  WeirSpan span;

  g_return_val_if_fail (WEIR_VALUE_HOLDS_INT64_RANGE (value), 1);
  weir_value_to_span (value, WEIR_KIND_INT64_RANGE, &span);
  return span.step;
}
