/* SPDX-License-Identifier: MIT */
/* When two values are the same, or one before the other; and finding a value among many without
 * comparing it with each: caps from outside may hold lists of thousands. */
#include <weir/data/caps.h>
#include <weir/data/value-private.h>

#include <string.h>

/* Below this, comparing one by one is faster than hashing. */
#define MIN_TO_HASH 32

#define ORDER(a, b)                                                                                \
  ((a) < (b) ? WEIR_VALUE_LESS_THAN : (a) > (b) ? WEIR_VALUE_GREATER_THAN : WEIR_VALUE_EQUAL)
#define SAME(is_same) ((is_same) ? WEIR_VALUE_EQUAL : WEIR_VALUE_UNORDERED)

/* Types that GObject brings and that have nothing to do with sets. */
static int
compare_plain (const GValue *a, const GValue *b)
{
  const WeirValueTable *table;

  switch (G_TYPE_FUNDAMENTAL (G_VALUE_TYPE (a))) {
  case G_TYPE_BOOLEAN:
    return SAME (!g_value_get_boolean (a) == !g_value_get_boolean (b));
  case G_TYPE_CHAR:
    return ORDER (g_value_get_schar (a), g_value_get_schar (b));
  case G_TYPE_UCHAR:
    return ORDER (g_value_get_uchar (a), g_value_get_uchar (b));
  case G_TYPE_UINT:
    return ORDER (g_value_get_uint (a), g_value_get_uint (b));
  case G_TYPE_LONG:
    return ORDER (g_value_get_long (a), g_value_get_long (b));
  case G_TYPE_ULONG:
    return ORDER (g_value_get_ulong (a), g_value_get_ulong (b));
  case G_TYPE_UINT64:
    return ORDER (g_value_get_uint64 (a), g_value_get_uint64 (b));
  case G_TYPE_FLOAT:
    return ORDER (g_value_get_float (a), g_value_get_float (b));
  case G_TYPE_ENUM:
    return ORDER (g_value_get_enum (a), g_value_get_enum (b));
  case G_TYPE_FLAGS:
    return SAME (g_value_get_flags (a) == g_value_get_flags (b));
  case G_TYPE_POINTER:
    if (G_VALUE_TYPE (a) == G_TYPE_GTYPE)
      return SAME (g_value_get_gtype (a) == g_value_get_gtype (b));
    return SAME (g_value_get_pointer (a) == g_value_get_pointer (b));
  case G_TYPE_OBJECT:
    return SAME (g_value_get_object (a) == g_value_get_object (b));
  case G_TYPE_BOXED:
    break;
  default:
    return WEIR_VALUE_UNORDERED;
  }
  if (g_value_get_boxed (a) == g_value_get_boxed (b))
    return WEIR_VALUE_EQUAL;
  if (!g_value_get_boxed (a) || !g_value_get_boxed (b))
    return WEIR_VALUE_UNORDERED;
  if (G_VALUE_TYPE (a) == G_TYPE_DATE)
    return g_date_compare (g_value_get_boxed (a), g_value_get_boxed (b));
  if (G_VALUE_TYPE (a) == G_TYPE_DATE_TIME)
    return g_date_time_compare (g_value_get_boxed (a), g_value_get_boxed (b));
  if (G_VALUE_TYPE (a) == WEIR_TYPE_CAPS_FEATURES)
    return SAME (weir_caps_features_is_equal (g_value_get_boxed (a), g_value_get_boxed (b)));
  table = weir_value_find_table (G_VALUE_TYPE (a));
  return table && table->compare ? table->compare (a, b) : WEIR_VALUE_UNORDERED;
}

static int
compare_strings (const GValue *a, const GValue *b)
{
  const char *x = weir_value_payload (a), *y = weir_value_payload (b);
  int order;

  if (x == y)
    return WEIR_VALUE_EQUAL;
  if (!x || !y)
    return WEIR_VALUE_UNORDERED;
  order = strcmp (x, y);
  return ORDER (order, 0);
}

static int
compare_arrays (const WeirValueSeq *a, const WeirValueSeq *b)
{
  guint n = a ? a->n : 0;

  if (n != (b ? b->n : 0))
    return WEIR_VALUE_UNORDERED;
  for (guint i = 0; i < n; i++)
    if (!weir_value_is_equal (&a->values[i], &b->values[i]))
      return WEIR_VALUE_UNORDERED;
  return WEIR_VALUE_EQUAL;
}

/* A list that has only one value in it, be it several times, is that value. */
static int
compare_list_with_value (const WeirValueSeq *list, const GValue *value)
{
  guint n = list ? list->n : 0;

  for (guint i = 0; i < n; i++)
    if (!weir_value_is_equal (&list->values[i], value))
      return WEIR_VALUE_UNORDERED;
  return n > 0 ? WEIR_VALUE_EQUAL : WEIR_VALUE_UNORDERED;
}

/* Compares two values of one type. */
int
weir_value_compare_kind (WeirKind kind, const GValue *a, const GValue *b)
{
  WeirSpan x, y;

  switch (kind) {
  case WEIR_KIND_INT:
    return ORDER (a->data[0].v_int, b->data[0].v_int);
  case WEIR_KIND_INT64:
    return ORDER (a->data[0].v_int64, b->data[0].v_int64);
  case WEIR_KIND_DOUBLE:
    if (a->data[0].v_double != a->data[0].v_double || b->data[0].v_double != b->data[0].v_double)
      return memcmp (a->data, b->data, sizeof (double)) ? WEIR_VALUE_UNORDERED : WEIR_VALUE_EQUAL;
    return ORDER (a->data[0].v_double, b->data[0].v_double);
  case WEIR_KIND_STRING:
    return compare_strings (a, b);
  case WEIR_KIND_FRACTION: {
    WeirFraction m = weir_value_fraction (a), n = weir_value_fraction (b);
    return weir_util_fraction_compare (m.num, m.denom, n.num, n.denom);
  }
  case WEIR_KIND_INT_RANGE:
  case WEIR_KIND_INT64_RANGE:
    weir_value_to_span (a, kind, &x);
    weir_value_to_span (b, kind, &y);
    return SAME (x.min == y.min && x.max == y.max && x.step == y.step);
  case WEIR_KIND_DOUBLE_RANGE:
    return SAME (weir_value_get_double_range_min (a) == weir_value_get_double_range_min (b)
                 && weir_value_get_double_range_max (a) == weir_value_get_double_range_max (b));
  case WEIR_KIND_FRACTION_RANGE:
    return SAME (weir_value_is_equal (weir_value_get_fraction_range_min (a),
                                      weir_value_get_fraction_range_min (b))
                 && weir_value_is_equal (weir_value_get_fraction_range_max (a),
                                         weir_value_get_fraction_range_max (b)));
  case WEIR_KIND_BITMASK:
    return SAME (weir_value_get_bitmask (a) == weir_value_get_bitmask (b));
  case WEIR_KIND_FLAG_SET:
    return SAME (weir_value_get_flagset_flags (a) == weir_value_get_flagset_flags (b)
                 && weir_value_get_flagset_mask (a) == weir_value_get_flagset_mask (b));
  case WEIR_KIND_LIST:
    return weir_value_seq_compare_as_sets (weir_value_seq (a), weir_value_seq (b));
  case WEIR_KIND_ARRAY:
    return compare_arrays (weir_value_seq (a), weir_value_seq (b));
  case WEIR_KIND_STRUCTURE:
    if (!weir_value_payload (a) || !weir_value_payload (b))
      return SAME (weir_value_payload (a) == weir_value_payload (b));
    return SAME (weir_structure_is_equal (weir_value_payload (a), weir_value_payload (b)));
  case WEIR_KIND_CAPS:
    if (!weir_value_payload (a) || !weir_value_payload (b))
      return SAME (weir_value_payload (a) == weir_value_payload (b));
    return SAME (weir_caps_is_equal (weir_value_payload (a), weir_value_payload (b)));
  case WEIR_KIND_OTHER:
    break;
  }
  return compare_plain (a, b);
}

/**
 * weir_value_compare:
 * @value1: a value
 * @value2: a value
 *
 * Compares two values. Sets (ranges, lists) are equal or not ordered, whatever the order in a
 * list; values of different types are never equal, but a list of one value equals that value.
 *
 * Thread: any
 *
 * Returns: %WEIR_VALUE_LESS_THAN, %WEIR_VALUE_EQUAL, %WEIR_VALUE_GREATER_THAN or
 *   %WEIR_VALUE_UNORDERED
 */
int
weir_value_compare (const GValue *value1, const GValue *value2)
{
  WeirKind kind1, kind2;

  g_return_val_if_fail (WEIR_VALUE_IS_SET (value1), WEIR_VALUE_UNORDERED);
  g_return_val_if_fail (WEIR_VALUE_IS_SET (value2), WEIR_VALUE_UNORDERED);

  kind1 = weir_value_kind (value1);
  if (G_VALUE_TYPE (value1) == G_VALUE_TYPE (value2))
    return weir_value_compare_kind (kind1, value1, value2);
  kind2 = weir_value_kind (value2);
  if (kind1 == WEIR_KIND_LIST)
    return compare_list_with_value (weir_value_seq (value1), value2);
  if (kind2 == WEIR_KIND_LIST)
    return compare_list_with_value (weir_value_seq (value2), value1);
  return WEIR_VALUE_UNORDERED;
}

gboolean
weir_value_is_equal (const GValue *value1, const GValue *value2)
{
  return weir_value_compare (value1, value2) == WEIR_VALUE_EQUAL;
}

/**
 * weir_value_can_compare:
 * @value1: a value
 * @value2: a value
 *
 * Thread: any
 *
 * Returns: whether the types admit that the two are ever equal
 */
gboolean
weir_value_can_compare (const GValue *value1, const GValue *value2)
{
  const WeirValueTable *table;
  GType type;

  g_return_val_if_fail (WEIR_VALUE_IS_SET (value1), FALSE);
  g_return_val_if_fail (WEIR_VALUE_IS_SET (value2), FALSE);
  type = G_VALUE_TYPE (value1);
  if (type != G_VALUE_TYPE (value2))
    return WEIR_VALUE_HOLDS_LIST (value1) || WEIR_VALUE_HOLDS_LIST (value2);
  if (!G_TYPE_IS_BOXED (type) || weir_value_kind (value1) != WEIR_KIND_OTHER || type == G_TYPE_DATE
      || type == G_TYPE_DATE_TIME || type == WEIR_TYPE_CAPS_FEATURES)
    return TRUE;
  table = weir_value_find_table (type);
  return table && table->compare;
}

/* A hash of a string that nobody outside this process can predict: names and strings come from
 * texts that may have been made to collide. */
guint
weir_string_hash (gconstpointer string)
{
  static gsize seed;
  guint64 hash;

  if (g_once_init_enter (&seed))
    g_once_init_leave (&seed, ((gsize) g_random_int () << 16) | 1);
  hash = seed;
  for (const char *p = string; *p; p++)
    hash = (hash ^ (guchar) *p) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^ (hash >> 29);
  return (guint) (hash >> 32);
}

/* A hash that equal values share. Only kinds that can be hashed come here. */
static guint
hash_value (gconstpointer key)
{
  const GValue *value = key;
  guint64 bits;

  switch (weir_value_kind (value)) {
  case WEIR_KIND_STRING:
    return weir_value_payload (value) ? weir_string_hash (weir_value_payload (value)) : 1;
  case WEIR_KIND_INT:
    bits = (guint64) value->data[0].v_int;
    break;
  case WEIR_KIND_DOUBLE: /* the two zeros are equal */
    bits = value->data[0].v_double == 0.0 ? 0 : value->data[0].v_uint64;
    break;
  case WEIR_KIND_FRACTION: {
    WeirFraction fraction = weir_value_fraction (value);
    bits = (guint64) fraction.num << 32 ^ (guint64) fraction.denom;
    break;
  }
  default:
    bits = value->data[0].v_uint64;
    break;
  }
  return (guint) ((bits * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32);
}

static gboolean
equal_cb (gconstpointer a, gconstpointer b)
{
  return weir_value_is_equal (a, b);
}

/* Whether values of this kind can be found by hashing. */
gboolean
weir_value_hashes (const GValue *value)
{
  WeirKind kind = weir_value_kind (value);

  return kind >= WEIR_KIND_INT && kind <= WEIR_KIND_FRACTION;
}

static gboolean
members_hash (const WeirValueSeq *seq)
{
  for (guint i = 0; seq && i < seq->n; i++)
    if (!weir_value_hashes (&seq->values[i]))
      return FALSE;
  return TRUE;
}

/* A set for const GValue *, if it pays for as many members as those of both, and all of them can
 * be hashed; else NULL. */
GHashTable *
weir_value_seq_make_set (const WeirValueSeq *seq1, const WeirValueSeq *seq2)
{
  if ((seq1 ? seq1->n : 0) + (seq2 ? seq2->n : 0) < MIN_TO_HASH)
    return NULL;
  if (!members_hash (seq1) || !members_hash (seq2))
    return NULL;
  return g_hash_table_new (hash_value, equal_cb);
}

/* An index of the members (key: const GValue *, value: how often), or NULL if there are few of
 * them or some that don't hash. Each member is in it once, as the first of its equals. */
GHashTable *
weir_value_seq_index (const WeirValueSeq *seq)
{
  GHashTable *index = weir_value_seq_make_set (seq, NULL);

  for (guint i = 0; index && i < seq->n; i++) {
    gpointer first, count;
    if (!g_hash_table_lookup_extended (index, &seq->values[i], &first, &count)) {
      first = &seq->values[i];
      count = NULL;
    }
    g_hash_table_insert (index, first, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
  }
  return index;
}

/* Whether one of the members equals @value. */
gboolean
weir_value_seq_contains (const WeirValueSeq *seq, const GValue *value)
{
  for (guint i = 0; seq && i < seq->n; i++)
    if (weir_value_is_equal (&seq->values[i], value))
      return TRUE;
  return FALSE;
}

/* Whether each member of @small pairs off with one of @index, all counted. */
static gboolean
pair_off_by_index (const WeirValueSeq *seq, GHashTable *index)
{
  for (guint i = 0; i < seq->n; i++) {
    gpointer first, count;
    if (!g_hash_table_lookup_extended (index, &seq->values[i], &first, &count)
        || GPOINTER_TO_UINT (count) == 0)
      return FALSE;
    g_hash_table_insert (index, first, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) - 1));
  }
  return TRUE;
}

/* Lists are equal if their members pair off, in any order. */
int
weir_value_seq_compare_as_sets (const WeirValueSeq *seq1, const WeirValueSeq *seq2)
{
  guint n = seq1 ? seq1->n : 0, start = 0;
  g_autoptr (GHashTable) index = NULL;
  g_autofree gboolean *used = NULL;

  if (n != (seq2 ? seq2->n : 0))
    return WEIR_VALUE_UNORDERED;
  if (seq1 == seq2)
    return WEIR_VALUE_EQUAL;
  while (start < n && weir_value_is_equal (&seq1->values[start], &seq2->values[start]))
    start++;
  if (start == n)
    return WEIR_VALUE_EQUAL;
  index = weir_value_seq_index (seq2);
  if (index)
    return SAME (pair_off_by_index (seq1, index));

  used = g_new0 (gboolean, n);
  for (guint i = start; i < n; i++) {
    guint j = start;
    while (j < n && (used[j] || !weir_value_is_equal (&seq1->values[i], &seq2->values[j])))
      j++;
    if (j == n)
      return WEIR_VALUE_UNORDERED;
    used[j] = TRUE;
  }
  return WEIR_VALUE_EQUAL;
}
