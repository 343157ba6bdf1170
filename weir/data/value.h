/* SPDX-License-Identifier: MIT */
/* The values that stand in structures and caps, beyond those that GObject has: fractions, ranges,
 * sets of alternatives (lists), sequences (arrays), bit masks, flag sets.
 *
 * A value is fixed when it stands for one thing (an int, a fraction, an array of fixed values); a
 * range, a list and a flag set that leaves bits open stand for several. Caps are sets, and what is
 * done with them comes down to the set operations here: intersect, union, subtract, compare,
 * fixate.
 *
 * All types are boxed, so that bindings see their fields without a line of glue. A GValue that was
 * initialised and not yet set reads as 0/1, 0, or an empty list. */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

/**
 * WeirFraction:
 * @num: the numerator
 * @denom: the denominator, positive
 *
 * An exact ratio of two ints, in lowest terms.
 */
typedef struct {
  int num;
  int denom;
} WeirFraction;

/**
 * WeirIntRange:
 * @min: the least member
 * @max: the greatest member
 * @step: distance of the members, positive
 *
 * The ints from @min to @max in steps of @step; both ends are multiples of @step.
 */
typedef struct {
  int min;
  int max;
  int step;
} WeirIntRange;

/**
 * WeirInt64Range:
 * @min: the least member
 * @max: the greatest member
 * @step: distance of the members, positive
 *
 * The 64-bit ints from @min to @max in steps of @step; both ends are multiples of @step.
 */
typedef struct {
  gint64 min;
  gint64 max;
  gint64 step;
} WeirInt64Range;

/**
 * WeirDoubleRange:
 * @min: the least member
 * @max: the greatest member
 *
 * All doubles from @min to @max, both included.
 */
typedef struct {
  double min;
  double max;
} WeirDoubleRange;

/**
 * WeirFractionRange:
 * @min: the least member
 * @max: the greatest member
 *
 * All fractions from @min to @max, both included.
 */
typedef struct {
  WeirFraction min;
  WeirFraction max;
} WeirFractionRange;

/**
 * WeirBitmask:
 * @v: the bits
 *
 * 64 bits, as used for channel positions.
 */
typedef struct {
  guint64 v;
} WeirBitmask;

/**
 * WeirFlagSet:
 * @flags: the bits that are set
 * @mask: the bits that matter
 *
 * Bits of which some may be left open.
 */
typedef struct {
  guint flags;
  guint mask;
} WeirFlagSet;

/**
 * WeirValueList:
 *
 * Alternatives: a value that is any one of several. Shared by reference, copied when written.
 */
typedef struct _WeirValueList WeirValueList;

/**
 * WeirValueArray:
 *
 * A sequence: several values in an order that matters. Shared by reference, copied when written.
 */
typedef struct _WeirValueArray WeirValueArray;

#define WEIR_TYPE_FRACTION (weir_fraction_get_type ())
#define WEIR_TYPE_INT_RANGE (weir_int_range_get_type ())
#define WEIR_TYPE_INT64_RANGE (weir_int64_range_get_type ())
#define WEIR_TYPE_DOUBLE_RANGE (weir_double_range_get_type ())
#define WEIR_TYPE_FRACTION_RANGE (weir_fraction_range_get_type ())
#define WEIR_TYPE_BITMASK (weir_bitmask_get_type ())
#define WEIR_TYPE_FLAG_SET (weir_flag_set_get_type ())
#define WEIR_TYPE_LIST (weir_value_list_get_type ())
#define WEIR_TYPE_ARRAY (weir_value_array_get_type ())
#define WEIR_TYPE_SERIALIZE_FLAGS (weir_serialize_flags_get_type ())

#define WEIR_VALUE_HOLDS_FRACTION(v) (G_VALUE_HOLDS ((v), WEIR_TYPE_FRACTION))
#define WEIR_VALUE_HOLDS_INT_RANGE(v) (G_VALUE_HOLDS ((v), WEIR_TYPE_INT_RANGE))
#define WEIR_VALUE_HOLDS_INT64_RANGE(v) (G_VALUE_HOLDS ((v), WEIR_TYPE_INT64_RANGE))
#define WEIR_VALUE_HOLDS_DOUBLE_RANGE(v) (G_VALUE_HOLDS ((v), WEIR_TYPE_DOUBLE_RANGE))
#define WEIR_VALUE_HOLDS_FRACTION_RANGE(v) (G_VALUE_HOLDS ((v), WEIR_TYPE_FRACTION_RANGE))
#define WEIR_VALUE_HOLDS_BITMASK(v) (G_VALUE_HOLDS ((v), WEIR_TYPE_BITMASK))
#define WEIR_VALUE_HOLDS_FLAG_SET(v) (G_VALUE_HOLDS ((v), WEIR_TYPE_FLAG_SET))
#define WEIR_VALUE_HOLDS_LIST(v) (G_VALUE_HOLDS ((v), WEIR_TYPE_LIST))
#define WEIR_VALUE_HOLDS_ARRAY(v) (G_VALUE_HOLDS ((v), WEIR_TYPE_ARRAY))

/* What weir_value_compare () answers. */
#define WEIR_VALUE_EQUAL 0
#define WEIR_VALUE_LESS_THAN -1
#define WEIR_VALUE_GREATER_THAN 1
#define WEIR_VALUE_UNORDERED 2

#define WEIR_FLAG_SET_MASK_EXACT ((guint) (-1))

/* How many members of a parsed list may be other than single numbers, fractions and strings: these
 * are compared each with each. */
#define WEIR_VALUE_MAX_SETS 1024

WEIR_API GType weir_fraction_get_type (void);
WEIR_API GType weir_int_range_get_type (void);
WEIR_API GType weir_int64_range_get_type (void);
WEIR_API GType weir_double_range_get_type (void);
WEIR_API GType weir_fraction_range_get_type (void);
WEIR_API GType weir_bitmask_get_type (void);
WEIR_API GType weir_flag_set_get_type (void);
WEIR_API GType weir_value_list_get_type (void);
WEIR_API GType weir_value_array_get_type (void);
WEIR_API GType weir_serialize_flags_get_type (void);

/* Types of other files */

/**
 * WeirSerializeFlags:
 * @WEIR_SERIALIZE_FLAG_NONE: nested structures and caps in brackets
 * @WEIR_SERIALIZE_FLAG_BACKWARD_COMPAT: nested structures and caps quoted, for old readers
 * @WEIR_SERIALIZE_FLAG_STRICT: fail if a value has no text, instead of writing `NULL`
 *
 * How structures and caps are written.
 */
typedef enum {
  WEIR_SERIALIZE_FLAG_NONE = 0,
  WEIR_SERIALIZE_FLAG_BACKWARD_COMPAT = 1 << 0,
  WEIR_SERIALIZE_FLAG_STRICT = 1 << 1,
} WeirSerializeFlags;

/**
 * WeirValueTable: (skip)
 * @type: the type
 * @name: its name inside caps strings, or %NULL for the name of the type
 * @compare: (nullable): answers as weir_value_compare(), for two values of the type
 * @serialize: (nullable): gives a value as text, or %NULL
 * @deserialize: (nullable): sets a value of the type from text, or answers %FALSE
 *
 * How a type that isn't known here is compared, printed and parsed.
 */
typedef struct {
  GType type;
  const char *name;
  int (*compare) (const GValue *value1, const GValue *value2);
  char *(*serialize) (const GValue *value);
  gboolean (*deserialize) (GValue *dest, const char *text);
} WeirValueTable;

WEIR_API void weir_value_register (const WeirValueTable *table);

/* Operations on all types */

WEIR_API gboolean weir_value_is_fixed (const GValue *value);
WEIR_API gboolean weir_value_fixate (GValue *dest, const GValue *src);
WEIR_API gboolean weir_value_can_compare (const GValue *value1, const GValue *value2);
WEIR_API int weir_value_compare (const GValue *value1, const GValue *value2);
WEIR_API gboolean weir_value_can_intersect (const GValue *value1, const GValue *value2);
WEIR_API gboolean weir_value_intersect (GValue *dest, const GValue *value1, const GValue *value2);
WEIR_API gboolean weir_value_is_subset (const GValue *value1, const GValue *value2);
WEIR_API gboolean weir_value_can_union (const GValue *value1, const GValue *value2);
WEIR_API gboolean weir_value_union (GValue *dest, const GValue *value1, const GValue *value2);
WEIR_API gboolean weir_value_can_subtract (const GValue *minuend, const GValue *subtrahend);
WEIR_API gboolean weir_value_subtract (GValue *dest, const GValue *minuend,
                                       const GValue *subtrahend);
WEIR_API char *weir_value_serialize (const GValue *value);
WEIR_API gboolean weir_value_deserialize (GValue *dest, const char *src);
WEIR_API void weir_value_init_and_copy (GValue *dest, const GValue *src);

/* Fractions */

WEIR_API WeirFraction *weir_fraction_new (int num, int denom);
WEIR_API WeirFraction *weir_fraction_copy (const WeirFraction *fraction);
WEIR_API void weir_fraction_free (WeirFraction *fraction);
WEIR_API void weir_value_set_fraction (GValue *value, int numerator, int denominator);
WEIR_API int weir_value_get_fraction_numerator (const GValue *value);
WEIR_API int weir_value_get_fraction_denominator (const GValue *value);
WEIR_API gboolean weir_value_fraction_multiply (GValue *product, const GValue *factor1,
                                                const GValue *factor2);
WEIR_API gboolean weir_value_fraction_subtract (GValue *dest, const GValue *minuend,
                                                const GValue *subtrahend);

/* Ranges */

WEIR_API void weir_value_set_int_range (GValue *value, int start, int end);
WEIR_API void weir_value_set_int_range_step (GValue *value, int start, int end, int step);
WEIR_API int weir_value_get_int_range_min (const GValue *value);
WEIR_API int weir_value_get_int_range_max (const GValue *value);
WEIR_API int weir_value_get_int_range_step (const GValue *value);

WEIR_API void weir_value_set_int64_range (GValue *value, gint64 start, gint64 end);
WEIR_API void weir_value_set_int64_range_step (GValue *value, gint64 start, gint64 end,
                                               gint64 step);
WEIR_API gint64 weir_value_get_int64_range_min (const GValue *value);
WEIR_API gint64 weir_value_get_int64_range_max (const GValue *value);
WEIR_API gint64 weir_value_get_int64_range_step (const GValue *value);

WEIR_API void weir_value_set_double_range (GValue *value, double start, double end);
WEIR_API double weir_value_get_double_range_min (const GValue *value);
WEIR_API double weir_value_get_double_range_max (const GValue *value);

WEIR_API void weir_value_set_fraction_range (GValue *value, const GValue *start, const GValue *end);
WEIR_API void weir_value_set_fraction_range_full (GValue *value, int numerator_start,
                                                  int denominator_start, int numerator_end,
                                                  int denominator_end);
WEIR_API const GValue *weir_value_get_fraction_range_min (const GValue *value);
WEIR_API const GValue *weir_value_get_fraction_range_max (const GValue *value);

/* Bits */

WEIR_API void weir_value_set_bitmask (GValue *value, guint64 bitmask);
WEIR_API guint64 weir_value_get_bitmask (const GValue *value);
WEIR_API void weir_value_set_flagset (GValue *value, guint flags, guint mask);
WEIR_API guint weir_value_get_flagset_flags (const GValue *value);
WEIR_API guint weir_value_get_flagset_mask (const GValue *value);

/* Lists: alternatives */

WEIR_API WeirValueList *weir_value_list_new (void);
WEIR_API WeirValueList *weir_value_list_ref (WeirValueList *list);
WEIR_API void weir_value_list_unref (WeirValueList *list);
WEIR_API guint weir_value_list_length (const WeirValueList *list);
WEIR_API const GValue *weir_value_list_nth (const WeirValueList *list, guint index);
WEIR_API GValue *weir_value_list_init (GValue *value, guint prealloc);
WEIR_API void weir_value_list_append_value (GValue *value, const GValue *append_value);
WEIR_API void weir_value_list_append_and_take_value (GValue *value, GValue *append_value);
WEIR_API void weir_value_list_prepend_value (GValue *value, const GValue *prepend_value);
WEIR_API void weir_value_list_concat (GValue *dest, const GValue *value1, const GValue *value2);
WEIR_API void weir_value_list_merge (GValue *dest, const GValue *value1, const GValue *value2);
WEIR_API guint weir_value_list_get_size (const GValue *value);
WEIR_API const GValue *weir_value_list_get_value (const GValue *value, guint index);

/* Arrays: sequences */

WEIR_API WeirValueArray *weir_value_array_new (void);
WEIR_API WeirValueArray *weir_value_array_ref (WeirValueArray *array);
WEIR_API void weir_value_array_unref (WeirValueArray *array);
WEIR_API guint weir_value_array_length (const WeirValueArray *array);
WEIR_API const GValue *weir_value_array_nth (const WeirValueArray *array, guint index);
WEIR_API GValue *weir_value_array_init (GValue *value, guint prealloc);
WEIR_API void weir_value_array_append_value (GValue *value, const GValue *append_value);
WEIR_API void weir_value_array_append_and_take_value (GValue *value, GValue *append_value);
WEIR_API void weir_value_array_prepend_value (GValue *value, const GValue *prepend_value);
WEIR_API guint weir_value_array_get_size (const GValue *value);
WEIR_API const GValue *weir_value_array_get_value (const GValue *value, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFraction, weir_fraction_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirValueList, weir_value_list_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirValueArray, weir_value_array_unref)

G_END_DECLS
