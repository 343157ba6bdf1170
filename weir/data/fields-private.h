/* SPDX-License-Identifier: MIT */
/* Reading fields of a structure into places that the caller may leave out; a place stays as it was
 * if the field isn't there or has another type. For events, queries and messages. */
#pragma once

#include <weir/data/structure.h>

G_BEGIN_DECLS

#define WEIR_GET(structure, getter, field, place)                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if ((place) != NULL)                                                                           \
      weir_structure_get_##getter (structure, field, place);                                       \
  }                                                                                                \
  G_STMT_END

#define WEIR_GET_ENUM(structure, type, field, place)                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint value_;                                                                                   \
    if ((place) != NULL && weir_structure_get_enum (structure, field, type, &value_))              \
      *(place) = value_;                                                                           \
  }                                                                                                \
  G_STMT_END

#define WEIR_GET_FLAGS(structure, type, field, place)                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint value_;                                                                                  \
    if ((place) != NULL && weir_structure_get_flags (structure, field, type, &value_))             \
      *(place) = value_;                                                                           \
  }                                                                                                \
  G_STMT_END

static inline gpointer
weir_structure_peek_boxed (const WeirStructure *structure, const char *field)
{
  const GValue *value = weir_structure_get_value (structure, field);
  return value != NULL && G_VALUE_HOLDS_BOXED (value) ? g_value_get_boxed (value) : NULL;
}

G_END_DECLS
