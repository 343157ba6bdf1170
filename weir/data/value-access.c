/* SPDX-License-Identifier: MIT */
/* Setters and getters of the values that aren't whole numbers: ranges of doubles and fractions, bits,
 * and copying a value into a fresh one. */
#include <weir/base/time.h>
#include <weir/data/value-private.h>

/**
 * weir_value_set_double_range:
 * @value: a value of type #WeirDoubleRange
 * @start: the least member
 * @end: the greatest member, greater than @start
 *
 * Sets a value to a range of doubles.
 *
 * Thread: any
 */
void
weir_value_set_double_range (GValue *value, double start, double end)
{
  WeirDoubleRange range = { start, end };

  g_return_if_fail (WEIR_VALUE_HOLDS_DOUBLE_RANGE (value));
  g_return_if_fail (start < end);
  g_value_set_boxed (value, &range);
}

/**
 * weir_value_get_double_range_min:
 * @value: a value of type #WeirDoubleRange
 *
 * Thread: any
 *
 * Returns: the least member
 */
double
weir_value_get_double_range_min (const GValue *value)
{
  const WeirDoubleRange *range;

  g_return_val_if_fail (WEIR_VALUE_HOLDS_DOUBLE_RANGE (value), 0.0);
  range = weir_value_payload (value);
  return range ? range->min : 0.0;
}

/**
 * weir_value_get_double_range_max:
 * @value: a value of type #WeirDoubleRange
 *
 * Thread: any
 *
 * Returns: the greatest member
 */
double
weir_value_get_double_range_max (const GValue *value)
{
  const WeirDoubleRange *range;

  g_return_val_if_fail (WEIR_VALUE_HOLDS_DOUBLE_RANGE (value), 0.0);
  range = weir_value_payload (value);
  return range ? range->max : 0.0;
}

/**
 * weir_value_set_fraction_range_full:
 * @value: a value of type #WeirFractionRange
 * @numerator_start: numerator of the least member
 * @denominator_start: its denominator, not 0
 * @numerator_end: numerator of the greatest member
 * @denominator_end: its denominator, not 0
 *
 * Sets a value to a range of fractions; the end must be greater than the start.
 *
 * Thread: any
 */
void
weir_value_set_fraction_range_full (GValue *value, int numerator_start, int denominator_start,
                                    int numerator_end, int denominator_end)
{
  WeirFractionRange range;

  g_return_if_fail (WEIR_VALUE_HOLDS_FRACTION_RANGE (value));
  g_return_if_fail (denominator_start != 0 && denominator_end != 0);
  g_return_if_fail (
    weir_util_fraction_compare (numerator_start, denominator_start, numerator_end, denominator_end)
    < 0);
  weir_util_fraction_multiply (numerator_start, denominator_start, 1, 1, &range.min.num,
                               &range.min.denom);
  weir_util_fraction_multiply (numerator_end, denominator_end, 1, 1, &range.max.num,
                               &range.max.denom);
  g_value_set_boxed (value, &range);
}

/**
 * weir_value_set_fraction_range:
 * @value: a value of type #WeirFractionRange
 * @start: the least member, of type #WeirFraction
 * @end: the greatest member, of type #WeirFraction, greater than @start
 *
 * Sets a value to a range of fractions.
 *
 * Thread: any
 */
void
weir_value_set_fraction_range (GValue *value, const GValue *start, const GValue *end)
{
  WeirFraction min, max;

  g_return_if_fail (WEIR_VALUE_HOLDS_FRACTION (start));
  g_return_if_fail (WEIR_VALUE_HOLDS_FRACTION (end));
  min = weir_value_fraction (start);
  max = weir_value_fraction (end);
  weir_value_set_fraction_range_full (value, min.num, min.denom, max.num, max.denom);
}

/* A value that was never set has no cell of its own whose ends could be lent out. */
static const GValue *
unset_fraction (void)
{
  static GValue zero = G_VALUE_INIT;

  if (g_once_init_enter (&zero.g_type)) {
    GType type = WEIR_TYPE_FRACTION;
    g_once_init_leave (&zero.g_type, type);
  }
  return &zero;
}

/**
 * weir_value_get_fraction_range_min:
 * @value: a value of type #WeirFractionRange
 *
 * Thread: any
 *
 * Returns: (transfer none): the least member; it lives as long as @value is unchanged
 */
const GValue *
weir_value_get_fraction_range_min (const GValue *value)
{
  g_return_val_if_fail (WEIR_VALUE_HOLDS_FRACTION_RANGE (value), NULL);
  return weir_value_payload (value) ? weir_fraction_range_end_value (value, FALSE)
                                    : unset_fraction ();
}

/**
 * weir_value_get_fraction_range_max:
 * @value: a value of type #WeirFractionRange
 *
 * Thread: any
 *
 * Returns: (transfer none): the greatest member; it lives as long as @value is unchanged
 */
const GValue *
weir_value_get_fraction_range_max (const GValue *value)
{
  g_return_val_if_fail (WEIR_VALUE_HOLDS_FRACTION_RANGE (value), NULL);
  return weir_value_payload (value) ? weir_fraction_range_end_value (value, TRUE)
                                    : unset_fraction ();
}

/**
 * weir_value_set_bitmask:
 * @value: a value of type #WeirBitmask
 * @bitmask: the bits
 *
 * Stores bits in a value. Thread: any.
 */
void
weir_value_set_bitmask (GValue *value, guint64 bitmask)
{
  WeirBitmask mask = { bitmask };

  g_return_if_fail (WEIR_VALUE_HOLDS_BITMASK (value));
  g_value_set_boxed (value, &mask);
}

/**
 * weir_value_get_bitmask:
 * @value: a value of type #WeirBitmask
 *
 * Thread: any
 *
 * Returns: the bits
 */
guint64
weir_value_get_bitmask (const GValue *value)
{
  const WeirBitmask *mask;

  g_return_val_if_fail (WEIR_VALUE_HOLDS_BITMASK (value), 0);
  mask = weir_value_payload (value);
  return mask ? mask->v : 0;
}

/**
 * weir_value_set_flagset:
 * @value: a value of type #WeirFlagSet
 * @flags: the bits that are set
 * @mask: the bits that matter
 *
 * Sets a value to flags of which some may be left open.
 *
 * Thread: any
 */
void
weir_value_set_flagset (GValue *value, guint flags, guint mask)
{
  WeirFlagSet set = { flags & mask, mask };

  g_return_if_fail (WEIR_VALUE_HOLDS_FLAG_SET (value));
  g_value_set_boxed (value, &set);
}

/**
 * weir_value_get_flagset_flags:
 * @value: a value of type #WeirFlagSet
 *
 * Thread: any
 *
 * Returns: the bits that are set
 */
guint
weir_value_get_flagset_flags (const GValue *value)
{
  const WeirFlagSet *set;

  g_return_val_if_fail (WEIR_VALUE_HOLDS_FLAG_SET (value), 0);
  set = weir_value_payload (value);
  return set ? set->flags : 0;
}

/**
 * weir_value_get_flagset_mask:
 * @value: a value of type #WeirFlagSet
 *
 * Thread: any
 *
 * Returns: the bits that matter
 */
guint
weir_value_get_flagset_mask (const GValue *value)
{
  const WeirFlagSet *set;

  g_return_val_if_fail (WEIR_VALUE_HOLDS_FLAG_SET (value), 0);
  set = weir_value_payload (value);
  return set ? set->mask : 0;
}

/**
 * weir_value_init_and_copy:
 * @dest: (out caller-allocates): an unset value
 * @src: the value to copy
 *
 * Makes @dest a value of the type and content of @src.
 *
 * Thread: any
 */
void
weir_value_init_and_copy (GValue *dest, const GValue *src)
{
  g_return_if_fail (WEIR_VALUE_IS_SET (src));
  g_return_if_fail (dest != NULL);
  *dest = (GValue) G_VALUE_INIT;
  g_value_init (dest, G_VALUE_TYPE (src));
  g_value_copy (src, dest);
}
