/* SPDX-License-Identifier: MIT */
/* Pictures of diagrams. Graphviz draws them, as a program of its own: it is never linked. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  CLI_PICTURE_DOT = 1,
  CLI_PICTURE_MERMAID,
  CLI_PICTURE_JSON,
  CLI_PICTURE_SVG,
  CLI_PICTURE_PNG,
} CliPicture;

/* What the program may use; the defaults are for people's pipelines. */
typedef struct {
  const char *program; /* looked up in PATH */
  guint time_limit_ms;
  gsize output_limit_bytes;
} CliRenderLimits;

extern const CliRenderLimits cli_render_defaults;

/* What the file's name asks for by its ending. */
gboolean cli_picture_from_path (const char *path, CliPicture *picture, GError **error);

/* Draws `dot` as SVG or PNG. Returns (transfer full) (nullable) the picture, or sets an error that
 * says what to do. Blocks until then. */
GBytes *cli_render (const char *dot, CliPicture picture, const CliRenderLimits *limits,
                    GError **error);

G_END_DECLS
