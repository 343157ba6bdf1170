/* SPDX-License-Identifier: MIT */
/* Pipelines from launch lines. */
#pragma once

#include <weir/graph/bin.h>

G_BEGIN_DECLS

/**
 * WeirParseFlags:
 * @WEIR_PARSE_FLAG_NONE: nothing special
 * @WEIR_PARSE_FLAG_FATAL_ERRORS: no element is returned when there was an error (always so here)
 * @WEIR_PARSE_FLAG_NO_SINGLE_ELEMENT_BINS: a single element in a bin is returned without the bin
 * @WEIR_PARSE_FLAG_PLACE_IN_BIN: several elements are put into a bin, not a pipeline
 *
 * How a launch line is to be understood.
 */
typedef enum {
  WEIR_PARSE_FLAG_NONE = 0,
  WEIR_PARSE_FLAG_FATAL_ERRORS = 1 << 0,
  WEIR_PARSE_FLAG_NO_SINGLE_ELEMENT_BINS = 1 << 1,
  WEIR_PARSE_FLAG_PLACE_IN_BIN = 1 << 2,
} WeirParseFlags;

WEIR_API GType weir_parse_flags_get_type (void) G_GNUC_CONST;
#define WEIR_TYPE_PARSE_FLAGS (weir_parse_flags_get_type ())

WEIR_API WeirElement *weir_parse_launch (const char *pipeline_description, GError **error);
WEIR_API WeirElement *weir_parse_launch_full (const char *pipeline_description, gpointer context, WeirParseFlags flags,
                                              GError **error);
WEIR_API WeirElement *weir_parse_launchv (const char **argv, GError **error);
WEIR_API WeirElement *weir_parse_bin_from_description (const char *bin_description, gboolean ghost_unlinked_pads,
                                                       GError **error);

G_END_DECLS
