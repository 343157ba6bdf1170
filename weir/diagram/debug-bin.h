/* SPDX-License-Identifier: MIT */
/* Diagrams of bins, for programs: as text, and as files where the environment asks for them. */
#pragma once

#include <weir/diagram/details.h>
#include <weir/graph/bin.h>

G_BEGIN_DECLS

WEIR_API char *weir_debug_bin_to_dot_data (WeirBin *bin, WeirDebugGraphDetails details);
WEIR_API char *weir_debug_bin_to_mermaid_data (WeirBin *bin, WeirDebugGraphDetails details);
WEIR_API char *weir_debug_bin_to_json_data (WeirBin *bin);

WEIR_API void weir_debug_bin_to_dot_file (WeirBin *bin, WeirDebugGraphDetails details,
                                          const char *file_name);
WEIR_API void weir_debug_bin_to_dot_file_with_ts (WeirBin *bin, WeirDebugGraphDetails details,
                                                  const char *file_name);

#define WEIR_DEBUG_BIN_TO_DOT_DATA(bin, details) weir_debug_bin_to_dot_data (bin, details)
#define WEIR_DEBUG_BIN_TO_DOT_FILE(bin, details, file_name)                                        \
  weir_debug_bin_to_dot_file (bin, details, file_name)
#define WEIR_DEBUG_BIN_TO_DOT_FILE_WITH_TS(bin, details, file_name)                                \
  weir_debug_bin_to_dot_file_with_ts (bin, details, file_name)

WEIR_API GType weir_debug_graph_details_get_type (void) G_GNUC_CONST;
#define WEIR_TYPE_DEBUG_GRAPH_DETAILS (weir_debug_graph_details_get_type ())

G_END_DECLS
