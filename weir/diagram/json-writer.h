/* SPDX-License-Identifier: MIT */
/* Writes JSON (RFC 8259) piece by piece. Commas and indentation come by themselves; the caller
 * opens and closes. The same bytes in every locale; what isn't UTF-8 becomes U+FFFD, a number that
 * JSON doesn't have becomes null. */
#pragma once

#include <weir/base/macros.h>

G_BEGIN_DECLS

typedef struct {
  GString *out; /* (owned) */
  guint depth;
  gboolean is_first; /* nothing yet in the object or array that is open */
  gboolean has_key;  /* a key waits for its value */
} WeirJsonWriter;

WEIR_API void weir_json_writer_init (WeirJsonWriter *writer);
/* (transfer full) The text, with a line break at its end. */
WEIR_API char *weir_json_writer_finish (WeirJsonWriter *writer);

WEIR_API void weir_json_writer_begin (WeirJsonWriter *writer, char bracket); /* '{' or '[' */
WEIR_API void weir_json_writer_end (WeirJsonWriter *writer, char bracket);   /* '}' or ']' */
WEIR_API void weir_json_writer_key (WeirJsonWriter *writer, const char *key);

/* text (nullable): null */
WEIR_API void weir_json_writer_string (WeirJsonWriter *writer, const char *text);
WEIR_API void weir_json_writer_double (WeirJsonWriter *writer, double number);
WEIR_API void weir_json_writer_uint (WeirJsonWriter *writer, guint64 number);
WEIR_API void weir_json_writer_boolean (WeirJsonWriter *writer, gboolean value);

G_END_DECLS
