/* SPDX-License-Identifier: MIT */
/* What caps are made of. */
#pragma once

#include <weir/data/caps.h>
#include <weir/data/structure-private.h>

typedef struct {
  WeirStructure *structure;   /* (owned) its parent count is that of the caps */
  WeirCapsFeatures *features; /* (owned) (nullable) (atomic) NULL: system memory */
} WeirCapsEntry;

struct _WeirCaps {
  int refs; /* (atomic) */
  gboolean any;
  guint n, allocated;
  WeirCapsEntry *entries; /* (owned) */
};

/* A structure's features, or NULL for system memory; another thread may be making them. */
static inline WeirCapsFeatures *
weir_caps_features_at (const WeirCaps *caps, guint i)
{
  return g_atomic_pointer_get (&caps->entries[i].features);
}

/* How many results of an intersection are searched for one that includes the next. */
#define WEIR_CAPS_MERGE_WINDOW 128

void weir_caps_put (WeirCaps *caps, WeirStructure *structure, WeirCapsFeatures *features);
void weir_caps_drop_nth (WeirCaps *caps, guint i);
void weir_caps_release_nth (WeirCaps *caps, guint i, WeirStructure **structure,
                            WeirCapsFeatures **features);
WeirCapsFeatures *weir_caps_features_dup (const WeirCapsFeatures *features);
gboolean weir_caps_features_match (const WeirCapsFeatures *features1,
                                   const WeirCapsFeatures *features2);
gboolean weir_caps_features_is_subset (const WeirCapsFeatures *subset,
                                       const WeirCapsFeatures *superset);
void weir_caps_features_write (GString *out, const WeirCapsFeatures *features);
gboolean weir_caps_features_are_system_memory (const WeirCapsFeatures *features);
const char *weir_caps_features_read (WeirReader *reader, WeirCapsFeatures **features);
