/* SPDX-License-Identifier: MIT */
/* The names of the registry's types, before any of them is declared. */
#pragma once

#include <weir/graph/element.h>
#include <weir/graph/uri-handler.h>

G_BEGIN_DECLS

typedef struct _WeirPlugin WeirPlugin;
typedef struct _WeirPluginFeature WeirPluginFeature;
typedef struct _WeirTypeFindFactory WeirTypeFindFactory;
typedef struct _WeirRegistry WeirRegistry;

/**
 * WeirRank:
 * @WEIR_RANK_NONE: never chosen automatically
 * @WEIR_RANK_MARGINAL: chosen if there is nothing else
 * @WEIR_RANK_SECONDARY: works, but there are better ones
 * @WEIR_RANK_PRIMARY: chosen first
 *
 * How much an element is preferred where one is chosen automatically. Numbers between these may be used.
 */
typedef enum {
  WEIR_RANK_NONE = 0,
  WEIR_RANK_MARGINAL = 64,
  WEIR_RANK_SECONDARY = 128,
  WEIR_RANK_PRIMARY = 256,
} WeirRank;

WEIR_API GType weir_rank_get_type (void) G_GNUC_CONST;
#define WEIR_TYPE_RANK (weir_rank_get_type ())

G_END_DECLS
