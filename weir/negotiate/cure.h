/* SPDX-License-Identifier: MIT */
/* The shortest chain of elements that turns one format into another. */
#pragma once

#include <weir/graph/types.h>

G_BEGIN_DECLS

/* A kind of element that may stand in a cure; the registry, a later room, lists them. */
typedef struct {
  const char *name;  /* of the factory */
  const char *klass; /* "Codec/Encoder/Image" */
  guint rank;
  WeirCaps *sink, *src; /* templates (not owned) */
} WeirCureCandidate;

/* Returns an array of WeirCureCandidate, best first. (transfer full) */
typedef GArray *(*WeirCureCandidates) (void);
void weir_set_cure_candidates (WeirCureCandidates func);
/* Installs this room's explanations in the graph. */
void weir_negotiate_init (void);

/* "videoconvert ! videoscale", or NULL where three elements don't do. (transfer full). Thread: any that owns no element. */
char *weir_find_cure (const WeirCaps *offered, const WeirCaps *wanted);

G_END_DECLS
