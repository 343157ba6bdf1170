/* SPDX-License-Identifier: MIT */
/* What a structure is made of. Names are counted strings, so that copies share them. */
#pragma once

#include <weir/data/structure.h>
#include <weir/data/value-private.h>

typedef struct {
  char *name; /* (owned) a GRefString */
  GValue value;
} WeirField;

struct _WeirStructure {
  char *name;             /* (owned) a GRefString */
  const int *parent_refs; /* (nullable) (atomic) the parent's reference count */
  guint n, allocated;
  WeirField *fields; /* (owned) */
  GHashTable *index; /* (owned) (nullable) name -> position + 1, once there are many fields */
};

gboolean weir_structure_name_is_valid (const char *name);
gboolean weir_field_name_is_valid (const char *name);
WeirField *weir_structure_find (const WeirStructure *structure, const char *name);
void weir_structure_put (WeirStructure *structure, const char *name, GValue *value);
void weir_structure_reindex (WeirStructure *structure);
void weir_structure_remove_nth (WeirStructure *structure, guint i);
WeirStructure *weir_structure_copy_named (const WeirStructure *structure);

/* In structure-text.c, for caps. */

void weir_writer_fields (WeirWriter *writer, const WeirStructure *structure);
gboolean weir_reader_fields (WeirReader *reader, WeirStructure *structure);
gboolean weir_reader_name (WeirReader *reader, GString *name);
