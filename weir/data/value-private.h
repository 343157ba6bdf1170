/* SPDX-License-Identifier: MIT */
/* How values look from inside this room: what kind they are, where their payload lies, and the two
 * halves of the text form (a reader and a writer) that values, structures and caps share. */
#pragma once

#include <weir/data/value.h>

#include <gio/gio.h>

/* What the set operations tell apart. OTHER: compared and printed, but never more than one value. */
typedef enum {
  WEIR_KIND_OTHER = 1,
  WEIR_KIND_INT,
  WEIR_KIND_INT64,
  WEIR_KIND_DOUBLE,
  WEIR_KIND_STRING,
  WEIR_KIND_FRACTION,
  WEIR_KIND_INT_RANGE,
  WEIR_KIND_INT64_RANGE,
  WEIR_KIND_DOUBLE_RANGE,
  WEIR_KIND_FRACTION_RANGE,
  WEIR_KIND_BITMASK,
  WEIR_KIND_FLAG_SET,
  WEIR_KIND_LIST,
  WEIR_KIND_ARRAY,
  WEIR_KIND_STRUCTURE,
  WEIR_KIND_CAPS,
} WeirKind;

/* The body of lists and arrays. */
typedef struct {
  int refs; /* (atomic) */
  guint n, allocated;
  GValue *values; /* (owned) */
} WeirValueSeq;

struct _WeirValueList {
  WeirValueSeq seq;
};

struct _WeirValueArray {
  WeirValueSeq seq;
};

/* An int or 64-bit range or a single number of either, as one thing. */
typedef struct {
  gint64 min, max, step;
} WeirSpan;

/* A cheap G_IS_VALUE (), for calls that come by the million. */
#define WEIR_VALUE_IS_SET(value) ((value) != NULL && G_VALUE_TYPE (value) != 0)

static inline gpointer
weir_value_payload (const GValue *value)
{
  return value->data[0].v_pointer;
}

/* To the next multiple of @step that is not less; FALSE if there is none. */
static inline gboolean
weir_span_round_up (gint64 *number, gint64 step)
{
  gint64 rest = *number % step;

  return rest == 0 || !__builtin_add_overflow (*number, rest > 0 ? step - rest : -rest, number);
}

/* To the next multiple of @step that is not greater; FALSE if there is none. */
static inline gboolean
weir_span_round_down (gint64 *number, gint64 step)
{
  gint64 rest = *number % step;

  return rest == 0 || !__builtin_sub_overflow (*number, rest > 0 ? rest : step + rest, number);
}

/* Values of such a kind are one thing, and in common with others of the kind only if equal. */
static inline gboolean
weir_kind_is_scalar (WeirKind kind)
{
  return kind <= WEIR_KIND_FRACTION || kind == WEIR_KIND_BITMASK;
}

WeirKind weir_value_kind (const GValue *value);
int weir_value_compare_kind (WeirKind kind, const GValue *value1, const GValue *value2);
WeirFraction weir_value_fraction (const GValue *value);
const GValue *weir_fraction_range_end_value (const GValue *value, gboolean upper);
gboolean weir_value_to_span (const GValue *value, WeirKind kind, WeirSpan *span);
gboolean weir_span_contains (const WeirSpan *span, gint64 number);
void weir_value_init_span (GValue *dest, gboolean is_64, gint64 min, gint64 max, gint64 step);

/* Lists and arrays alike. */
WeirValueSeq *weir_value_seq (const GValue *value);
WeirValueSeq *weir_value_writable_seq (GValue *value);
void weir_value_seq_take (WeirValueSeq *seq, GValue *value);
gboolean weir_value_list_finish (GValue *dest, GValue *list);

/* Sets of values in less than quadratic time; ints and strings by hashing. */
gboolean weir_value_is_equal (const GValue *value1, const GValue *value2);
int weir_value_seq_compare_as_sets (const WeirValueSeq *seq1, const WeirValueSeq *seq2);
gboolean weir_value_seq_contains (const WeirValueSeq *seq, const GValue *value);
guint weir_string_hash (gconstpointer string);
gboolean weir_value_hashes (const GValue *value);
GHashTable *weir_value_seq_make_set (const WeirValueSeq *seq1, const WeirValueSeq *seq2);
GHashTable *weir_value_seq_index (const WeirValueSeq *seq);

/* Names of types inside caps strings. */
const char *weir_value_type_name (GType type);
GType weir_value_type_from_name (const char *name);
const WeirValueTable *weir_value_buffer_table (void);
const WeirValueTable *weir_value_find_table (GType type);
GType weir_value_leaf_type (const GValue *value);

/* Writing */

typedef struct {
  GString *out;    /* (owned by the caller) */
  gboolean quoted; /* nested structures and caps as quoted strings, for old readers */
  gboolean failed; /* something had no text */
} WeirWriter;

void weir_writer_string (WeirWriter *writer, const char *string);
void weir_writer_value (WeirWriter *writer, const GValue *value, gboolean typed_members);
void weir_writer_typed_value (WeirWriter *writer, const GValue *value);
void weir_writer_double (GString *out, double number);
char *weir_value_describe (const GValue *value);

/* Reading */

typedef struct {
  const char *start; /* whole text */
  const char *at;    /* next character */
  guint depth;       /* of nesting */
  GError *error;     /* (owned) (nullable) the first error */
} WeirReader;

void weir_reader_skip_space (WeirReader *reader);
gboolean weir_reader_accept (WeirReader *reader, char c);
gboolean weir_reader_fail (WeirReader *reader, const char *expected);
gboolean weir_reader_enter (WeirReader *reader);
void weir_reader_leave (WeirReader *reader);
gboolean weir_reader_string (WeirReader *reader, GString *out, gboolean *was_quoted);
gboolean weir_reader_value (WeirReader *reader, GType type, GValue *value);
gboolean weir_number_from_word (const char *token, gint64 min, gint64 max, gint64 *number);
gboolean weir_double_from_word (const char *token, double *number);
gboolean weir_boolean_from_word (const char *token, gboolean short_forms, gboolean *truth);
gboolean weir_value_from_token (GValue *dest, GType type, const char *token);

/* In structure-text.c and caps-text.c, for values that hold structures and caps. */
gpointer weir_reader_structure (WeirReader *reader);
gpointer weir_reader_caps (WeirReader *reader, char closer);
void weir_writer_structure (WeirWriter *writer, gconstpointer structure);
void weir_writer_caps (WeirWriter *writer, gconstpointer caps);
