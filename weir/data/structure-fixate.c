/* SPDX-License-Identifier: MIT */
/* Choosing one of what a structure leaves open, in general or as near as possible to a wish. */
#include <weir/data/structure-private.h>
#include <weir/data/value-private.h>

#include <math.h>
#include <string.h>

/**
 * weir_structure_fixate_field:
 * @structure: a writable structure
 * @field_name: the field's name
 *
 * Fixes a field to the least or first of its values.
 *
 * Thread: owner
 *
 * Returns: whether the field changed
 */
gboolean
weir_structure_fixate_field (WeirStructure *structure, const char *field_name)
{
  WeirField *field;
  GValue fixed = G_VALUE_INIT;

  g_return_val_if_fail (structure != NULL && field_name != NULL, FALSE);
  g_return_val_if_fail (weir_structure_is_writable (structure), FALSE);
  field = weir_structure_find (structure, field_name);
  if (!field || !weir_value_fixate (&fixed, &field->value))
    return FALSE;
  g_value_unset (&field->value);
  field->value = fixed;
  return TRUE;
}

/**
 * weir_structure_fixate:
 * @structure: a writable structure
 *
 * Fixes each field to the least or first of its values.
 *
 * Thread: owner
 */
void
weir_structure_fixate (WeirStructure *structure)
{
  g_return_if_fail (structure != NULL);
  g_return_if_fail (weir_structure_is_writable (structure));
  for (guint i = 0; i < structure->n; i++) {
    GValue *value = &structure->fields[i].value;
    GValue fixed = G_VALUE_INIT;

    if (weir_value_fixate (&fixed, value)) {
      g_value_unset (value);
      *value = fixed;
    }
  }
}

/* What the search for the nearest value carries along. */
typedef struct {
  GType type;
  double wish;     /* for doubles and fractions */
  gint64 int_wish; /* for ints */
  WeirFraction fraction_wish;
  double distance; /* of the best so far; negative: none */
  GValue best;     /* unset: none */
} Search;

static void
offer (Search *search, GValue *candidate, double distance)
{
  if (search->distance >= 0.0 && distance >= search->distance) {
    g_value_unset (candidate);
    return;
  }
  if (G_IS_VALUE (&search->best))
    g_value_unset (&search->best);
  search->best = *candidate;
  search->distance = distance;
}

static void
offer_span (Search *search, const WeirSpan *span)
{
  GValue candidate = G_VALUE_INIT;
  gint64 number = CLAMP (search->int_wish, span->min, span->max);

  if (span->min != span->max && number % span->step != 0) {
    gint64 below = number, above = number;
    weir_span_round_down (&below, span->step);
    weir_span_round_up (&above, span->step);
    number = number - below <= above - number ? below : above;
  }
  weir_value_init_span (&candidate, FALSE, number, number, 1);
  offer (search, &candidate, fabs ((double) number - (double) search->int_wish));
}

static void
offer_double (Search *search, double min, double max)
{
  GValue candidate = G_VALUE_INIT;
  double number = CLAMP (search->wish, min, max);

  g_value_init (&candidate, G_TYPE_DOUBLE);
  g_value_set_double (&candidate, number);
  offer (search, &candidate, fabs (number - search->wish));
}

static void
offer_fraction (Search *search, WeirFraction min, WeirFraction max)
{
  GValue candidate = G_VALUE_INIT;
  WeirFraction nearest = search->fraction_wish;

  if (weir_util_fraction_compare (nearest.num, nearest.denom, min.num, min.denom) < 0)
    nearest = min;
  else if (weir_util_fraction_compare (nearest.num, nearest.denom, max.num, max.denom) > 0)
    nearest = max;
  g_value_init (&candidate, WEIR_TYPE_FRACTION);
  g_value_set_boxed (&candidate, &nearest);
  offer (search, &candidate, fabs ((double) nearest.num / nearest.denom - search->wish));
}

/* Offers all that @value stands for, if it is of the type that is searched. */
static void
offer_value (Search *search, const GValue *value)
{
  WeirKind kind = weir_value_kind (value);
  const WeirValueSeq *seq;
  WeirSpan span;

  if (kind == WEIR_KIND_LIST) {
    seq = weir_value_seq (value);
    for (guint i = 0; seq && i < seq->n; i++)
      offer_value (search, &seq->values[i]);
    return;
  }
  if (weir_value_leaf_type (value) != search->type)
    return;
  if (kind == WEIR_KIND_INT || kind == WEIR_KIND_INT_RANGE) {
    weir_value_to_span (value, kind, &span);
    offer_span (search, &span);
  } else if (kind == WEIR_KIND_DOUBLE) {
    offer_double (search, g_value_get_double (value), g_value_get_double (value));
  } else if (kind == WEIR_KIND_DOUBLE_RANGE) {
    offer_double (search, weir_value_get_double_range_min (value),
                  weir_value_get_double_range_max (value));
  } else if (kind == WEIR_KIND_FRACTION) {
    offer_fraction (search, weir_value_fraction (value), weir_value_fraction (value));
  } else if (kind == WEIR_KIND_FRACTION_RANGE) {
    offer_fraction (search, weir_value_fraction (weir_value_get_fraction_range_min (value)),
                    weir_value_fraction (weir_value_get_fraction_range_max (value)));
  }
}

static gboolean
fixate_nearest (WeirStructure *structure, const char *name, Search *search)
{
  WeirField *field = weir_structure_find (structure, name);

  search->distance = -1.0;
  if (!field || weir_value_is_fixed (&field->value) || WEIR_VALUE_HOLDS_ARRAY (&field->value))
    return FALSE;
  offer_value (search, &field->value);
  if (!G_IS_VALUE (&search->best))
    return FALSE;
  g_value_unset (&field->value);
  field->value = search->best;
  return TRUE;
}

/**
 * weir_structure_fixate_field_nearest_int:
 * @structure: a writable structure
 * @field_name: the field's name
 * @target: the wish
 *
 * Fixes a field of ints to the value that is nearest to @target, the first of equals.
 *
 * Thread: owner
 *
 * Returns: whether the field changed
 */
gboolean
weir_structure_fixate_field_nearest_int (WeirStructure *structure, const char *field_name,
                                         int target)
{
  Search search = { .type = G_TYPE_INT, .int_wish = target };

  g_return_val_if_fail (structure != NULL && field_name != NULL, FALSE);
  g_return_val_if_fail (weir_structure_is_writable (structure), FALSE);
  return fixate_nearest (structure, field_name, &search);
}

/**
 * weir_structure_fixate_field_nearest_double:
 * @structure: a writable structure
 * @field_name: the field's name
 * @target: the wish
 *
 * Fixes a field of doubles to the value that is nearest to @target, the first of equals.
 *
 * Thread: owner
 *
 * Returns: whether the field changed
 */
gboolean
weir_structure_fixate_field_nearest_double (WeirStructure *structure, const char *field_name,
                                            double target)
{
  Search search = { .type = G_TYPE_DOUBLE, .wish = target };

  g_return_val_if_fail (structure != NULL && field_name != NULL, FALSE);
  g_return_val_if_fail (weir_structure_is_writable (structure), FALSE);
  return fixate_nearest (structure, field_name, &search);
}

/**
 * weir_structure_fixate_field_nearest_fraction:
 * @structure: a writable structure
 * @field_name: the field's name
 * @target_numerator: numerator of the wish
 * @target_denominator: its denominator, not 0
 *
 * Fixes a field of fractions to the value that is nearest to the wish, the first of equals.
 *
 * Thread: owner
 *
 * Returns: whether the field changed
 */
gboolean
weir_structure_fixate_field_nearest_fraction (WeirStructure *structure, const char *field_name,
                                              int target_numerator, int target_denominator)
{
  Search search = { .type = WEIR_TYPE_FRACTION };

  g_return_val_if_fail (structure != NULL && field_name != NULL, FALSE);
  g_return_val_if_fail (target_denominator != 0, FALSE);
  g_return_val_if_fail (weir_structure_is_writable (structure), FALSE);
  weir_util_fraction_to_double (target_numerator, target_denominator, &search.wish);
  if (!weir_util_fraction_multiply (target_numerator, target_denominator, 1, 1,
                                    &search.fraction_wish.num, &search.fraction_wish.denom))
    return FALSE;
  return fixate_nearest (structure, field_name, &search);
}

/* Fixes a list of values of @type to the one equal to @wish, else to the first of that type. */
static gboolean
fixate_to_member (WeirStructure *structure, const char *name, const GValue *wish)
{
  WeirField *field = weir_structure_find (structure, name);
  const GValue *best = NULL;
  GValue fixed = G_VALUE_INIT;
  const WeirValueSeq *seq;

  if (!field || !WEIR_VALUE_HOLDS_LIST (&field->value))
    return FALSE;
  seq = weir_value_seq (&field->value);
  for (guint i = 0; seq && i < seq->n; i++) {
    const GValue *member = &seq->values[i];

    if (G_VALUE_TYPE (member) != G_VALUE_TYPE (wish))
      continue;
    if (!best || weir_value_is_equal (member, wish))
      best = member;
    if (weir_value_is_equal (member, wish))
      break;
  }
  if (!best)
    return FALSE;
  weir_value_init_and_copy (&fixed, best);
  g_value_unset (&field->value);
  field->value = fixed;
  return TRUE;
}

/**
 * weir_structure_fixate_field_boolean:
 * @structure: a writable structure
 * @field_name: the field's name
 * @target: the wish
 *
 * Fixes a field that may be either to @target, or to what is possible.
 *
 * Thread: owner
 *
 * Returns: whether the field changed
 */
gboolean
weir_structure_fixate_field_boolean (WeirStructure *structure, const char *field_name,
                                     gboolean target)
{
  g_auto (GValue) wish = G_VALUE_INIT;

  g_return_val_if_fail (structure != NULL && field_name != NULL, FALSE);
  g_return_val_if_fail (weir_structure_is_writable (structure), FALSE);
  g_value_init (&wish, G_TYPE_BOOLEAN);
  g_value_set_boolean (&wish, target);
  return fixate_to_member (structure, field_name, &wish);
}

/**
 * weir_structure_fixate_field_string:
 * @structure: a writable structure
 * @field_name: the field's name
 * @target: the wish
 *
 * Fixes a field of several strings to @target if it is among them, else to the first.
 *
 * Thread: owner
 *
 * Returns: whether the field changed
 */
gboolean
weir_structure_fixate_field_string (WeirStructure *structure, const char *field_name,
                                    const char *target)
{
  g_auto (GValue) wish = G_VALUE_INIT;

  g_return_val_if_fail (structure != NULL && field_name != NULL, FALSE);
  g_return_val_if_fail (weir_structure_is_writable (structure), FALSE);
  g_value_init (&wish, G_TYPE_STRING);
  g_value_set_string (&wish, target);
  return fixate_to_member (structure, field_name, &wish);
}
